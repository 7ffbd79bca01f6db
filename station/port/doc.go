// Package port opens serial lines: scanners, scales and label printers that
// hang on a cable or on a USB converter.
//
// A Port reads and writes bytes with deadlines, holds the line against other
// processes, sets the flow control that the device asks for, and says when a
// cable was pulled. The same Open serves a real line and the pseudo-terminal
// of a virtual device (see Pty), so that what is tested is what runs.
//
// Not in here: framing, protocols, reconnecting (the drivers do that, each in
// its own way), network printers, and any search for ports. Name a line by
// its stable name below /dev/serial/by-id, or below /dev/serial/by-path where
// two devices of one model have no serial number of their own. Searching by
// opening every port would disturb consoles and other people's devices.
package port
