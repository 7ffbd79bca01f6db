package port

import "errors"

// ErrGone is wrapped by reads and writes of a line whose device was unplugged
// or switched off. The port is dead for ever: close it and open it again.
var ErrGone = errors.New("device is gone")

// ErrBusy is wrapped by Open when somebody else has the line.
var ErrBusy = errors.New("another program has the line open")
