// Package scanners turns what people scan into one stream of scans: from
// scanners on a serial line (Line), from scanners that type like a keyboard
// (Wedge), and from a scanner that is not there (Virtual). Package evdev feeds a
// Line from a scanner that types and that nobody else shall hear.
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
// # What the packer hears
//
// A Line makes a serial scanner sound the verdict (Beep, Voice): one short tone
// for what counted, a long one or several for what did not, and a third for
// what stops the bench. Set it up with what is behind the colon:
//
//	bel        Zebra, others:  beep on BEL
//	datalogic  RS-232, USB-COM as it comes
//	powerscan  Datalogic PowerScan
//	honeywell  Xenon, Voyager: host ACK mode
//	ssi        Zebra:          SSI, packeted, ACK/NAK, 9600 8N1
//
// Where the scanner beeps by itself at each read, the good tone is left out
// (OwnBeep). Tones are written by a goroutine of their own: a scanner that holds
// the line back delays no read, and a tone that would come late is dropped. F
// shuts a Datalogic until E, and a Honeywell in host ACK mode reads nothing more
// until it is answered: both are freed by time as well, and when the line is
// opened.
//
// Where a scanner waits for ACK (Acks, and every packet), what it sends again
// after a NAK, or because our ACK did not leave, is the same read and is handed
// over once, however long it took.
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
