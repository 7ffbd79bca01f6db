package scanners

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station/port"
)

func beeping() Voice {
	v, _ := Voiced("bel")
	return v
}

func TestABeepNeverWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &Line{Voice: beeping(), Link: port.Link{Retry: 10 * time.Millisecond}}
		s, scans := runLine(t, l)
		l.Beep(Good) // nobody there: dropped, not kept for later
		s.plug()
		s.SetReadDeadline(time.Now().Add(time.Second))
		got := make([]byte, 16)
		if n, err := s.Read(got); err == nil {
			t.Errorf("scanner heard %q, a beep of before it was there", got[:n])
		}
		s.SetReadDeadline(time.Time{})

		l.Beep(Good)
		synctest.Wait() // the scanner holds the line back
		from := time.Now()
		for range 100 {
			l.Beep(Bad)
		}
		for range 10 {
			s.Write([]byte("A\r"))
			same(t, waiting(scans), "scanned: A")
		}
		if waited := time.Since(from); waited != 0 {
			t.Errorf("the line was stuck, and beeps and scans waited for %s", waited)
		}

		time.Sleep(10 * time.Second)
		s.Write([]byte("B\r"))
		same(t, waiting(scans), "scanned: B")
		l.Beep(Bad)
		for range 3 {
			if n, err := s.Read(got); err != nil || string(got[:n]) != "\a" {
				t.Fatalf("scanner heard %q, %v, want the three beeps of now", got[:n], err)
			}
		}
		s.SetReadDeadline(time.Now().Add(time.Minute))
		if n, err := s.Read(got); err == nil {
			t.Errorf("scanner heard %q as well: a beep of another scan", got[:n])
		}
	})
}

// lines counts what is open.
type lines struct {
	*scanner
	opened, closed atomic.Int64
}

type countedLine struct {
	net.Conn
	closed func()
}

func (c countedLine) Close() error {
	c.closed()
	return c.Conn.Close()
}

func (l *lines) open() (io.ReadWriteCloser, error) {
	line, err := l.scanner.open()
	if err != nil {
		return nil, err
	}
	l.opened.Add(1)
	var once atomic.Bool
	return countedLine{line.(net.Conn), func() {
		if once.CompareAndSwap(false, true) {
			l.closed.Add(1)
		}
	}}, nil
}

func TestAThousandPulledCablesLeaveNothingBehind(t *testing.T) {
	const cycles = 1000
	synctest.Test(t, func(t *testing.T) {
		s := &lines{scanner: &scanner{sockets: make(chan net.Conn, 1)}}
		news := make(chan string, 4*cycles)
		l := &Line{Voice: beeping(), Link: port.Link{
			Open:  s.open,
			There: func() bool { return true },
			Up:    func() { news <- "up" },
			Down: func(err error) {
				if !errors.Is(err, errNoDevice) {
					news <- "down"
				}
			},
		}}
		scans := make(chan Scan, 16)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- l.Run(ctx, scans) }()
		defer cancel()
		tell := func(want string, within time.Duration) {
			t.Helper()
			from := time.Now()
			if got := <-news; got != want || time.Since(from) > within {
				t.Fatalf("told %q after %s, want %q within %s", got, time.Since(from), want, within)
			}
		}
		goroutines := 0
		for i := range cycles {
			s.plug()
			tell("up", 2*time.Second)
			synctest.Wait()
			switch now := runtime.NumGoroutine(); {
			case i == 0:
				goroutines = now
			case now > goroutines+20: // a few of other tests and of the runtime come and go
				t.Fatalf("cycle %d: %d goroutines, %d in the first", i, now, goroutines)
			}
			s.Write([]byte("A\r"))
			same(t, waiting(scans), "scanned: A")
			if i%2 == 0 {
				l.Beep(Bad) // nobody takes it: the write is stuck when the cable is pulled
				synctest.Wait()
			}
			s.Close()
			tell("down", time.Second)
			synctest.Wait()
			if open := s.opened.Load() - s.closed.Load(); open != 0 {
				t.Fatalf("cycle %d: %d lines are open", i, open)
			}
		}
		cancel()
		<-ended
		if s.opened.Load() != cycles {
			t.Errorf("opened %d times, want %d", s.opened.Load(), cycles)
		}
	})
}
