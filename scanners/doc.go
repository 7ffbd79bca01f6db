// Package scanners turns what people scan into one stream of scans: from
// scanners on a serial line (Line), from scanners that type like a keyboard
// (Wedge), and from a scanner that is not there (Virtual).
//
// Bytes come in, text goes out. A scan comes out whole or not at all: one that
// holds a byte no label of ours may hold, that broke off, or that is longer
// than any label is passed on as Rejected, with the reason and without text,
// so that the packer is told and half a code is never taken for a code. Allowed
// are ASCII from space to tilde, GS, and the separators of ISO 15434 inside its
// envelope.
//
// Nothing piles up: a driver holds at most 64 KB that were not yet taken, and a
// Dam behind it holds back what comes faster than any hand: see there.
//
// Not in here: what a code means (station/gs1 and the machine), which scan is
// a double read of the one before, the choices 1 to 9, commands, and anything
// on a screen. Text comes out as it was scanned; it is untrusted, and whoever
// shows or stores it makes it safe.
//
// # The keyboard wedge and Bubble Tea
//
// A terminal program cannot tell a scanner that types from a person, and
// whatever is printed as a barcode can be typed: control+C, a mouse click, the
// start of a paste that never ends. The Wedge therefore stands between the
// terminal and Bubble Tea (v2.0.10) and lets only keys through:
//
//	wedge := scanners.NewWedge("keyboard", os.Stdin)
//	program := tea.NewProgram(root, tea.WithInput(wedge))
//	wedge.Typing = func(text string) { program.Send(typing(text)) }
//	go wedge.Run(ctx, scans)
//	program.Run()
//	wedge.Close()
//
// Bubble Tea makes its input raw when it has the methods of a terminal: Read,
// Write, Close and Fd. The Wedge has them, and its Fd is the terminal's, so
// raw mode, suspending and restoring stay Bubble Tea's business. It has no
// Name on purpose: with one, Bubble Tea would wait for bytes on that
// descriptor itself, and would wait for ever, since Run takes them away. While
// the terminal is lent to another program, end Run's context and run it again
// afterwards.
package scanners
