// Package preview shows a label before there is paper: as a picture with a
// pixel for each dot, and as characters for a terminal. It draws what a
// [zpl.Label] remembers, not the ZPL that came of it, so it needs no printer
// and no interpreter.
//
// Barcodes have the modules that the printer would draw: of Code 128 exactly
// those, of two-dimensional codes the plainest way to write the data, which a
// printer may find a shorter one for. Text is drawn in a font of our own,
// squeezed to the widths of the printer's.
//
// Not in here: what stands on a label (printers/label), labels that came as
// ZPL from others, and what a printer's settings make of it, such as darkness
// or an offset.
package preview
