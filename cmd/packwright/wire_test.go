package main

import (
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// wire is the way from the bench to the database. It can be cut, and it can
// swallow everything, as a firewall does.
type wire struct {
	t      testing.TB
	dir    string // of the socket that the bench connects to
	socket string // of the database
	begun  sync.WaitGroup

	mu    sync.Mutex // guards the rest
	plug  net.Listener
	lines map[net.Conn]bool
	mute  chan struct{} // nil, or closed when the wire carries again
}

// newWire lays a wire to the database at that address.
func newWire(t testing.TB, database string) *wire {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	name := ".s.PGSQL." + u.Query().Get("port")
	dir, err := os.MkdirTemp("", "pw-wire-") // short: a socket's path must be
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{t: t, dir: dir, socket: filepath.Join(u.Query().Get("host"), name), lines: map[net.Conn]bool{}}
	w.join()
	t.Cleanup(func() { w.cut(); w.begun.Wait(); os.RemoveAll(dir) })
	return w
}

// url is the address of the database by way of the wire.
func (w *wire) url(database string) string {
	u, err := url.Parse(database)
	if err != nil {
		w.t.Fatal(err)
	}
	q := u.Query()
	q.Set("host", w.dir)
	u.RawQuery = q.Encode()
	return u.String()
}

// join puts the wire together.
func (w *wire) join() {
	w.t.Helper()
	plug, err := net.Listen("unix", filepath.Join(w.dir, filepath.Base(w.socket)))
	if err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	w.plug = plug
	w.mu.Unlock()
	w.begun.Go(func() {
		for {
			near, err := plug.Accept()
			if err != nil {
				return
			}
			w.begun.Go(func() { w.carry(near) })
		}
	})
}

// cut cuts the wire: what was under way fails, nobody answers any more.
func (w *wire) cut() {
	w.speak()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.plug != nil {
		w.plug.Close()
		w.plug = nil
	}
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
	far, err := net.Dial("unix", w.socket)
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

// pass carries bytes one way, held up while the wire is mute.
func (w *wire) pass(to io.Writer, from io.Reader) {
	chunk := make([]byte, 64<<10)
	for {
		n, err := from.Read(chunk)
		w.mu.Lock()
		mute := w.mute
		w.mu.Unlock()
		if mute != nil {
			<-mute
		}
		if _, werr := to.Write(chunk[:n]); errors.Join(err, werr) != nil {
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
