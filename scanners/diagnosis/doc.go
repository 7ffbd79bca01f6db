// Package diagnosis tells a packer what is wrong with a scanner. The test label
// holds what set-ups get wrong: a separator, an identifier of its kind,
// characters that move between keyboards. From the bytes that arrive when it is
// scanned, and the times they came, Diagnose names every fault and its remedy,
// several at once where there are several.
//
// It knows what a scanner types: which key it presses for each character on the
// keyboard that it was set to, and what the keyboard of the computer makes of
// that key. What nothing of this explains is said to be unknown, with the bytes
// quoted.
//
// Not in here: devices and clocks (package scanners), the label on paper
// (printers/label), and where findings are shown. The sentences are the keys of
// their translations.
package diagnosis
