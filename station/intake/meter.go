package intake

import (
	"io"
	"sync/atomic"
)

// Meter counts the bytes that are read through it, for a progress bar. Done may
// be called while another goroutine reads.
type Meter struct {
	in   io.Reader
	done atomic.Int64
}

// NewMeter puts a Meter in front of a reader.
func NewMeter(in io.Reader) *Meter { return &Meter{in: in} }

// Read reads from the reader behind it.
func (m *Meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.done.Add(int64(n))
	return n, err
}

// Done is the number of bytes read so far.
func (m *Meter) Done() int64 { return m.done.Load() }
