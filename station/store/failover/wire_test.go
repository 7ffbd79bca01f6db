package failover

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// wire is the way to a server's socket. It can be slow, be cut, and swallow
// everything, as a firewall does.
type wire struct {
	t     testing.TB
	dir   string // of the socket that others connect to
	to    string // the folder of the server's
	delay time.Duration
	begun sync.WaitGroup

	mu    sync.Mutex // guards the rest
	plug  net.Listener
	lines map[net.Conn]bool
	mute  chan struct{} // nil, or closed when the wire carries again
}

const socketName = ".s.PGSQL.5432"

func newWire(t testing.TB, dir, to string, delay time.Duration) *wire {
	t.Helper()
	w := &wire{t: t, dir: dir, to: to, delay: delay, lines: map[net.Conn]bool{}}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	plug, err := net.Listen("unix", filepath.Join(dir, socketName))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, socketName), 0o777); err != nil {
		t.Fatal(err)
	}
	w.plug = plug
	w.begun.Go(func() {
		for {
			near, err := plug.Accept()
			if err != nil {
				return
			}
			w.begun.Go(func() { w.carry(near) })
		}
	})
	t.Cleanup(func() { plug.Close(); w.speak(); w.cut(); w.begun.Wait() })
	return w
}

// cut cuts every line; new ones can be made at once. What was under way is lost.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.lines {
		c.Close()
	}
}

// swallow lets everything in and nothing out, until speak.
func (w *wire) swallow() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mute = make(chan struct{})
}

func (w *wire) speak() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.mute != nil {
		close(w.mute)
		w.mute = nil
	}
}

func (w *wire) carry(near net.Conn) {
	defer near.Close()
	far, err := net.Dial("unix", filepath.Join(w.to, socketName))
	if err != nil {
		return
	}
	defer far.Close()
	w.hold(near, far)
	defer w.drop(near, far)
	var both sync.WaitGroup
	both.Go(func() { w.pass(far, near); far.Close() })
	both.Go(func() { w.pass(near, far); near.Close() })
	both.Wait()
}

// parcel is bytes on their way.
type parcel struct {
	due   time.Time
	bytes []byte
}

// pass carries bytes one way, each as late as the wire is long.
func (w *wire) pass(to io.Writer, from io.Reader) {
	way := make(chan parcel, 1<<14)
	var out sync.WaitGroup
	out.Go(func() {
		for p := range way {
			time.Sleep(time.Until(p.due))
			w.mu.Lock()
			mute := w.mute
			w.mu.Unlock()
			if mute != nil {
				<-mute
			}
			if _, err := to.Write(p.bytes); err != nil {
				for range way {
				}
			}
		}
	})
	defer out.Wait()
	defer close(way)
	for {
		chunk := make([]byte, 32<<10)
		n, err := from.Read(chunk)
		if n > 0 {
			way <- parcel{time.Now().Add(w.delay), chunk[:n]}
		}
		if err != nil {
			return
		}
	}
}

func (w *wire) hold(lines ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range lines {
		w.lines[c] = true
	}
}

func (w *wire) drop(lines ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range lines {
		delete(w.lines, c)
	}
}
