package sim

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/store"
)

// errKilled is what a dead bench's world says to what is left of it.
var errKilled = errors.New("the bench was killed")

// death is where a bench is to die: before or after a fact of the kind is on the
// disk, after so many bytes of a label, or when all of it is sent.
type death struct {
	when  string // before, after, bytes or sent
	kind  string // of the fact
	bytes int
}

func (d death) String() string {
	if d.kind == "" {
		return d.when
	}
	return d.when + " " + d.kind
}

// deaths are the steps of a label at which a bench is killed.
func deaths() []death {
	list := []death{{when: "bytes"}, {when: "sent"}}
	for _, kind := range []string{"label_requested", "label_bought", "print_requested", "print_started", "print_ended", "label_proven"} {
		list = append(list, death{when: "before", kind: kind}, death{when: "after", kind: kind})
	}
	return list
}

// mortal is one life of a bench. Once it is dead nothing that it does reaches
// its disk, the printer or the store any more, as after SIGKILL: nobody cleans up.
type mortal struct {
	death death

	mu     sync.Mutex // guards what follows
	dead   bool
	killed chan struct{} // closed with it
	conns  []io.Closer
	sent   int // bytes of the label under way, -1 while none is
	tail   []byte
}

func newMortal(d death) *mortal { return &mortal{death: d, killed: make(chan struct{}), sent: -1} }

// die is called with mu held.
func (m *mortal) die() {
	if m.dead {
		return
	}
	m.dead = true
	close(m.killed)
	for _, c := range m.conns {
		c.Close()
	}
}

func (m *mortal) isDead() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.dead
}

// mortalJournal is the disk of a mortal bench. forgets turns a change into another
// one that says nothing, to show that the check finds what a bench without memory
// does.
type mortalJournal struct {
	*journal.Journal
	m       *mortal
	forgets func(station.Change) station.Change
}

func (j mortalJournal) Append(now time.Time, operator station.ID, cs []station.Change) ([]station.Fact, error) {
	j.m.mu.Lock()
	defer j.m.mu.Unlock()
	has := false
	kept := make([]station.Change, len(cs))
	for i, c := range cs {
		has = has || c.Kind() == j.m.death.kind
		kept[i] = c
		if j.forgets != nil {
			kept[i] = j.forgets(c)
		}
	}
	if has && j.m.death.when == "before" {
		j.m.die()
	}
	if j.m.dead {
		return nil, errKilled
	}
	facts, err := j.Journal.Append(now, operator, kept)
	if has && j.m.death.when == "after" {
		j.m.die()
		return nil, errKilled
	}
	return facts, err
}

// mortalStore is the way to the store of a mortal bench.
type mortalStore struct {
	store.Bench
	m *mortal
}

func (s mortalStore) Apply(ctx context.Context, b station.Batch) (station.Answer, error) {
	if s.m.isDead() {
		return station.Answer{}, errKilled
	}
	return s.Bench.Apply(ctx, b)
}

// mortalWay is the way to the printer: when the bench dies its connections end,
// whatever they carry.
type mortalWay struct {
	printers.Transport
	m *mortal
}

func (w mortalWay) Open(ctx context.Context) (io.ReadWriteCloser, error) {
	conn, err := w.Transport.Open(ctx)
	if err != nil {
		return nil, err
	}
	w.m.mu.Lock()
	defer w.m.mu.Unlock()
	w.m.conns = append(w.m.conns, conn)
	if w.m.dead {
		conn.Close()
		return nil, errKilled
	}
	c := mortalConn{conn, w.m}
	switch conn := conn.(type) {
	case halfCloser:
		return struct {
			mortalConn
			halfCloser
		}{c, conn}, nil
	case drainer:
		return struct {
			mortalConn
			drainer
		}{c, conn}, nil
	}
	return c, nil
}

// What connections can do beside reading and writing.
type (
	halfCloser interface{ CloseWrite() error }
	drainer    interface{ Drain(context.Context) error }
)

type mortalConn struct {
	io.ReadWriteCloser
	m *mortal
}

// Write passes bytes on, until those with which the bench dies.
func (c mortalConn) Write(b []byte) (int, error) {
	end := c.m.before(b)
	if end < 0 {
		return 0, errKilled
	}
	n, err := c.ReadWriteCloser.Write(b[:end])
	if end < len(b) || c.m.after(b[:n]) {
		c.m.mu.Lock()
		c.m.die()
		c.m.mu.Unlock()
		return n, errKilled
	}
	return n, err
}

// before is how much of b leaves the bench; less than all of it when it dies
// within, -1 when it is dead.
func (m *mortal) before(b []byte) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.dead:
		return -1
	case bytes.HasPrefix(b, []byte("^XA")):
		m.sent, m.tail = 0, nil
	}
	if m.sent >= 0 && m.death.when == "bytes" && m.sent+len(b) > m.death.bytes {
		return max(0, m.death.bytes-m.sent)
	}
	return len(b)
}

// after takes note of what left, and says whether the bench dies of it.
func (m *mortal) after(b []byte) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sent < 0 {
		return false
	}
	m.sent += len(b)
	m.tail = append(m.tail, b...)
	if !bytes.Contains(m.tail, []byte("^XZ")) {
		m.tail = m.tail[max(0, len(m.tail)-2):]
		return false
	}
	m.sent = -1
	return m.death.when == "sent"
}
