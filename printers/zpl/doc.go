// Package zpl writes labels in ZPL II, the language of Zebra printers and of
// most others that print labels, and cuts the ZPL of others into commands.
//
// A [Label] is one ^XA to ^XZ that depends on nothing a printer was told
// before: it sets its own size, origin, shift, direction, character set and
// quantity. Whatever text is put on it, the commands stay those of its
// template, because every byte of a field that could mean something is written
// in hexadecimal. It remembers what was put on it as [Item]s, which another
// package can draw without reading ZPL.
//
// Barcodes are a [Symbol], Code 128 or GS1-128, or a [Matrix]: QR, Data Matrix,
// GS1 Data Matrix or PDF417. Both are made from their data before they are put
// on a label, so their size is known and what does not fit is refused. Of a
// Symbol we choose the subsets; a Matrix is encoded by the printer, and its
// size is the most that the data can need.
//
// A [Lexer] finds the commands in a stream, also in one that changes the
// prefixes on the way, and hides none.
//
// Not in here: what a ship label looks like (that is printers/label), whether
// application identifiers and check digits are right (station/gs1), the
// judgement which commands of a carrier's label may pass (package foreign), any
// talk with a printer (package printers), and how a label looks on a screen
// (printers/preview).
package zpl
