// Package evdev reads a scanner that types like a keyboard from the kernel's
// input device (Linux), so that what it reads reaches the station and nobody
// else: no shell, no console, no screen whose window has the focus. The host's
// keyboard layout does not matter then, only the one the scanner is set to.
//
// Open gives the text that the scanner types, as a line without a cable: a
// scanners.Line cuts it into scans, judges them as those of a serial line, and
// opens the scanner again when it was unplugged.
//
// The device is taken for ourselves (EVIOCGRAB), and so it is chosen with care:
// by vendor, product and name, never the only keyboard there is, and not while
// one of its keys is down, for the console would take that key for held down.
// Taking a device was tried against a kernel of the tests' own only: a machine
// without /dev/uinput has no keyboards to try it with. After the set-up, scan
// with an editor open in another terminal: nothing may appear there.
//
// Not in here: framing, what may stand in a scan, reconnecting (package
// scanners and port), and beeps: a keyboard cannot be told anything.
package evdev
