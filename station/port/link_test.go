package port_test

import (
	"context"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station/port"
)

// socket is a place to plug a cable in; the test holds the other end.
type socket chan net.Conn

func (s socket) open() (io.ReadWriteCloser, error) {
	select {
	case line := <-s:
		return line, nil
	default:
		return nil, errors.New("nothing plugged in")
	}
}

func TestALinkComesBackAndTellsOnlyWhatIsNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		told := make(chan string, 16)
		s := make(socket, 1)
		link := port.Link{
			Open:  s.open,
			Retry: time.Second,
			Up:    func() { told <- "up" },
			Down:  func(err error) { told <- err.Error() },
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
			s <- line
			time.Sleep(time.Second)
			device.Close()
			synctest.Wait()
		}
		for _, want := range []string{"nothing plugged in", "up", "pulled", "up", "pulled"} {
			if got := <-told; got != want {
				t.Errorf("told %q, want %q", got, want)
			}
		}
		if len(told) > 0 {
			t.Errorf("told %d things more", len(told))
		}

		_, silent := net.Pipe() // a session that waits for ever
		s <- silent
		time.Sleep(time.Second)
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v, want context.Canceled", err)
		}
	})
}

// A driver that does not wake who reads leaves only one sign: the name is gone.
func TestADeviceWhoseNameIsGoneIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		told := make(chan string, 16)
		var there atomic.Bool
		there.Store(true)
		link := port.Link{
			Open: func() (io.ReadWriteCloser, error) {
				if !there.Load() {
					return nil, errors.New("no such device")
				}
				_, line := net.Pipe()
				return line, nil
			},
			There: there.Load,
			Up:    func() { told <- "up" },
			Down:  func(err error) { told <- err.Error() },
		}
		ended := make(chan error)
		go func() {
			ended <- link.Run(ctx, func(_ context.Context, line io.ReadWriteCloser, up func()) error {
				up()
				_, err := line.Read(make([]byte, 1))
				return err
			})
		}()
		news := func(want string, within time.Duration) {
			t.Helper()
			select {
			case got := <-told:
				if got != want {
					t.Errorf("told %q, want %q", got, want)
				}
			case <-time.After(within):
				t.Errorf("nothing told within %s, want %q", within, want)
			}
		}
		news("up", time.Second)
		time.Sleep(time.Minute)
		there.Store(false)
		news(port.ErrGone.Error(), time.Second)
		news("no such device", time.Second)
		time.Sleep(time.Minute)
		there.Store(true)
		news("up", 2*time.Second)
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v, want context.Canceled", err)
		}
	})
}
