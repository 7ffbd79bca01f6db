// Package label puts our documents on paper: it lays them out as ZPL and hands
// them to a printer.
//
// The ship label follows the GS1 logistic label, 4 by 6 inches with all that is
// printed inside A6: who sends it and who carries it on top, then the address
// and where the parcel goes in large letters, then the barcodes, the SSCC
// lowest. The packing slip is on the same paper and goes on over as many labels
// as it needs. The command card is A5. Beside them are the labels of a floor:
// locations, totes, slots, cages, badges and the like, also one for each row of a
// table.
//
// All but the cards are drawn by templates, a few lines of text each, which a
// house may replace. They are checked when they are read; what is wrong is told
// with its line, and the built-in template is used. Where a list of articles goes
// on over several sheets, the template says what stands on the first, the further
// and the last of them, and what follows a text or a list of any length.
//
// Nothing that was asked for disappears unsaid. A text that is too long is set
// smaller, narrower or on two lines; what is cut even so, or spelt in other
// letters because the printer has none for it, is named in [Sheets.Warnings].
// Warnings and errors name the field, never what stands in it, so they may go
// into a log.
//
// Not in here: the escaping of fields and the subsets of Code 128
// (printers/zpl), the talk with the device and its queue (package printers),
// labels that carriers make, and what is printed when (package station).
package label
