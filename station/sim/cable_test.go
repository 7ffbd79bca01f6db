package sim

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station"
)

// TestPaperWithTheCableCutAtEveryByte prints the label of an order while the
// connection to the printer breaks before its first byte, before its second, and
// so on until it has no more. The packer answers for what he sees, and in the end
// the box has one label that came out once. With PACKWRIGHT_ALL=1 it is every
// byte, among the tests one in 41.
func TestPaperWithTheCableCutAtEveryByte(t *testing.T) {
	quietly(t)
	step := 41
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		step = 1
	}
	cuts, asked := 0, 0
	for n := 0; ; n += step {
		var cut, again bool
		synctest.Test(t, func(t *testing.T) { cut, again = cutAt(t, n) })
		if t.Failed() {
			t.Fatalf("cut before byte %d", n)
		}
		if !cut {
			break
		}
		cuts++
		if again {
			asked++
		}
	}
	t.Logf("cut at %d bytes: in %d cases the label was asked for again, in none it came out twice or not at all", cuts, asked)
}

// cutAt ships an order; it says whether the label had so many bytes, and whether
// it was asked for again.
func cutAt(t *testing.T, n int) (cut, again bool) {
	v, err := printers.NewVirtual(printers.VirtualConfig{Feed: 100})
	if err != nil {
		t.Fatal(err)
	}
	w := &wireTo{waiting: make(chan net.Conn), left: n}
	device := printers.New(w, printers.Timing{})
	c := &conveyor{orders: 1, writers: map[station.ID]station.Fact{}, claims: map[string][]station.Opened{}}
	l := newLane(t, c, label.NewPrinter(device, label.BuiltIn().Layout(8)))

	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() { _ = v.Run(ctx) })
	all.Go(func() { _ = v.ServeTCP(ctx, w) })
	all.Go(func() { device.Run(ctx) })
	all.Go(func() {
		if err := l.engine.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	time.Sleep(15 * time.Minute) // the conveyor's database is away until then
	l.packs(t, v)
	cancel()
	all.Wait()

	a := newAudit()
	for f, err := range l.journal.From(1) {
		if err != nil {
			t.Fatal(err)
		}
		a.hear(f)
	}
	papers := papersOn(v.Tape())
	a.paperAsked(papers)
	a.paperThere(papers)
	for kind, found := range a.found {
		t.Errorf("%s: %v", kind, found)
	}
	whole := slices.DeleteFunc(slices.Clone(papers), func(p paper) bool { return p.torn })
	if len(whole) != 1 {
		t.Errorf("%d whole labels came out: %+v", len(whole), papers)
	}
	l.close(t)
	return w.cut, len(a.order) > 1
}

// packs does what the screen asks until one order is shipped. He looks for a label
// before he answers, and empties a printer that holds half of one.
func (l *lane) packs(t *testing.T, v *printers.Virtual) {
	t.Helper()
	var s station.State
	var last Deed
	var at int64
	for end := time.Now().Add(30 * time.Minute); !l.c.shippedAll(); time.Sleep(time.Second) {
		synctest.Wait()
		select {
		case s = <-l.engine.States():
		default:
		}
		if time.Now().After(end) {
			t.Fatalf("the order does not end: %+v, verdict %s", s.Prompt(), s.Verdict)
		}
		d := l.person.Next(&s)
		if w := s.Work(); w != nil && !w.Ask.Open() && w.Step() == station.StepProve {
			sscc := w.Current().Live().Bought.SSCC
			if !slices.Contains(papersOn(v.Tape()), paper{sscc: sscc, copy: len(w.Current().Live().Jobs)}) {
				v.PowerCycle() // nothing else makes it forget half a label
				d = command("1")
			}
		}
		if !d.Waits() && (d != last || s.Seq != at) {
			last, at = d, s.Seq
			l.do(d)
		}
	}
}

// wireTo is a network of one printer, in memory: printers.Transport at one end,
// net.Listener at the other. The connection breaks once, before the byte of a
// label that left says.
type wireTo struct {
	waiting chan net.Conn

	mu   sync.Mutex // guards what follows
	left int
	cut  bool
}

func (w *wireTo) Answers() bool { return true }

func (w *wireTo) Open(ctx context.Context) (io.ReadWriteCloser, error) {
	host, device := net.Pipe()
	select {
	case w.waiting <- device:
		return &brittle{Conn: host, wire: w}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (w *wireTo) Accept() (net.Conn, error) {
	c, open := <-w.waiting
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (w *wireTo) Close() error   { close(w.waiting); return nil }
func (w *wireTo) Addr() net.Addr { return &net.TCPAddr{} }

// brittle is a connection that may break.
type brittle struct {
	net.Conn
	wire  *wireTo
	label bool // is under way
}

var errBroke = errors.New("connection reset by peer")

func (b *brittle) Write(p []byte) (int, error) {
	b.label = b.label || bytes.HasPrefix(p, []byte("^XA"))
	whole := b.wire.passes(b, len(p))
	n, err := b.Conn.Write(p[:whole])
	if err == nil && whole < len(p) {
		b.Conn.Close()
		err = errBroke
	}
	return n, err
}

// passes is how many of the bytes still leave.
func (w *wireTo) passes(b *brittle, n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cut || !b.label {
		return n
	}
	if n > w.left {
		w.cut = true
		return w.left
	}
	w.left -= n
	return n
}
