package scanners

import (
	"context"
	"io"
	"time"
)

// A chunk is what one read brought, with the time it came. The gaps between
// characters are told from chunks, not from when somebody gets round to them.
// Its data is good until the next chunk is taken.
type chunk struct {
	data []byte
	at   time.Time
}

// Up to 64 KB wait for a slow consumer, then the kernel holds the rest.
const (
	chunksWaiting = 16
	chunkSize     = 4096
)

// pump reads r to its end into chunks, closes it then, and leaves the reason
// in *why. chunks has room for chunksWaiting.
func pump(ctx context.Context, r io.Reader, chunks chan<- chunk, why *error) {
	defer close(chunks)
	// One more is read into, and one more is with the consumer.
	var buffers [chunksWaiting + 2][chunkSize]byte
	for i := 0; ; i = (i + 1) % len(buffers) {
		data := buffers[i][:]
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
