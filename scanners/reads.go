package scanners

import (
	"context"
	"io"
	"time"
)

// A chunk is what one read brought, with the time it came. The gaps between
// characters are told from chunks, not from when somebody gets round to them.
type chunk struct {
	data []byte
	at   time.Time
}

// pump reads r to its end into chunks, closes it then, and leaves the reason
// in *why. Up to 64 KB wait for a slow consumer, then the kernel holds the
// rest.
func pump(ctx context.Context, r io.Reader, chunks chan<- chunk, why *error) {
	defer close(chunks)
	for {
		data := make([]byte, 4096)
		n, err := r.Read(data)
		if n > 0 {
			select {
			case chunks <- chunk{data[:n], time.Now()}:
			case <-ctx.Done():
				*why = ctx.Err()
				return
			}
		}
		if err != nil {
			*why = err
			return
		}
	}
}

const chunksWaiting = 16

// sendAll hands scans over, however long the taker needs.
func sendAll(ctx context.Context, to chan<- Scan, scans []Scan) error {
	for _, s := range scans {
		select {
		case to <- s:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// soon makes t fire when at comes, at once if it has passed; never for the
// zero time.
func soon(t *time.Timer, at time.Time) {
	t.Stop()
	if !at.IsZero() {
		t.Reset(time.Until(at))
	}
}
