package pglocal

import "errors"

// ErrForeign marks a cluster that lies or listens where ours should be, and is
// not ours. It is left as it is.
var ErrForeign = errors.New("not a cluster of ours")

// fault is an error that knows what the person in front of the terminal can do
// about it.
type fault struct {
	err    error
	remedy string
}

func (f fault) Error() string  { return f.err.Error() }
func (f fault) Unwrap() error  { return f.err }
func (f fault) Remedy() string { return f.remedy }
