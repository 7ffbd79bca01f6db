package printers

import (
	"context"
	"errors"
	"io"
	"os"
)

// ServeUSB is the printer's end of a USB cable: a full printer just does not
// read, and the connection stays. It returns when ctx ends or the cable is
// pulled.
func (v *Virtual) ServeUSB(ctx context.Context, c Cable) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		_ = c.SetReadDeadline(past) // a cable that knows no deadline has ended anyway
		_ = c.SetWriteDeadline(past)
	})
	defer stop()
	say, flush := speaker(ctx, c)
	defer flush()
	err := v.readUSB(ctx, c, say)
	cancel()
	if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) || errors.Is(err, os.ErrDeadlineExceeded) {
		return nil
	}
	return err
}

func (v *Virtual) readUSB(ctx context.Context, c Cable, say func(text)) error {
	for {
		buf := make([]byte, piece)
		n, err := c.Read(buf)
		if n > 0 {
			select {
			case v.net <- arrival{data: buf[:n], answer: say}:
			case <-ctx.Done():
				return nil
			case <-v.done:
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}
