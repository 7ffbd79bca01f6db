// Package printers sends labels to label printers and says what became of
// them.
//
// A [Printer] is one device with one ordered queue. It asks the device before
// and after each job and tells the truth as far as there is one: a successful
// write proves nothing, so a job is counted only when the printer's own counter
// rose, sent when the printer has no counter to ask, and unknown as soon as the
// link broke or the printer fell silent after the first byte. Nothing is ever
// sent a second time: whether a doubtful label is wanted again is for a person
// to say.
//
// The way to a device is a [Transport]: a serial line, a network socket, a USB
// device, a file, or a queue of a print server, which takes a job and says
// nothing of the paper: such a job is handed over and no more. The language is ZPL with its status questions (~HS, ~HQES, ~HI) and
// the label counter of Link-OS.
//
// A [Virtual] printer behaves like a device at the other end of a cable or
// network connection, with its faults, and keeps the paper tape: the list of
// labels that physically came out.
//
// Not in here: what is on a label (printers/zpl, printers/label), which
// document goes to which printer, and any memory of jobs beyond the one under
// way.
package printers
