// Package foreign judges the labels that carriers send before a printer sees
// them. A carrier's ZPL may do more than draw: it may darken the print, switch
// the cutter off, store fonts or write the printer's settings, and all labels
// after it suffer. [Clean] keeps the commands that draw, takes everything else
// out and says what it was; what is not one label is refused.
//
// What a stream keeps in the printer to use at once is written into the label
// first: a picture (~DG, recalled by ^XG), a form (^DF, recalled by ^XF and
// filled through ^FN), the letter of a font (^CW). Setting-up formats that draw
// nothing are folded into the label after them. A cleaned label begins with the
// printer's own defaults, so nothing of the label before shows in it; cleaned
// again it stays the same, byte for byte.
//
// Where the whole label lies on its paper is the printer's own setting, so ^LT
// and ^LS go too: a carrier's were right for another printer.
//
// A picture of a label, as PNG, becomes a label of that picture if its dots are
// those of the printer; it is never scaled.
//
// Not in here: labels of our own (package zpl and printers/label), the drawing
// of ZPL, whether the numbers on a label are right, and any talk with a printer.
package foreign
