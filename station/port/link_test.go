package port_test

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station/port"
)

// socket is a place to plug a cable in; the test holds the other end.
type socket struct{ cable net.Conn }

func (s *socket) open() (io.ReadWriteCloser, error) {
	if s.cable == nil {
		return nil, errors.New("nothing plugged in")
	}
	line := s.cable
	s.cable = nil
	return line, nil
}

func TestALinkComesBackAndTellsOnlyWhatIsNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var told []string
		var s socket
		link := port.Link{
			Open:  s.open,
			Retry: time.Second,
			Up:    func() { told = append(told, "up") },
			Down:  func(err error) { told = append(told, err.Error()) },
		}
		ended := make(chan error)
		go func() {
			ended <- link.Run(ctx, func(_ context.Context, line io.ReadWriteCloser, up func()) error {
				up()
				_, err := io.Copy(io.Discard, line)
				return errors.Join(errors.New("pulled"), err)
			})
		}()

		time.Sleep(3500 * time.Millisecond) // four tries, one reason
		for range 2 {
			device, line := net.Pipe()
			s.cable = line
			time.Sleep(time.Second)
			device.Close()
			synctest.Wait()
		}
		want := []string{"nothing plugged in", "up", "pulled", "up", "pulled"}
		if !slices.Equal(told, want) {
			t.Errorf("told %q, want %q", told, want)
		}

		_, s.cable = net.Pipe() // a session that waits for a silent device
		time.Sleep(time.Second)
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v, want context.Canceled", err)
		}
	})
}
