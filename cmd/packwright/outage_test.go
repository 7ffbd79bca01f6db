package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station/pglocal"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// soon is how long a bench may take to say that something is gone, and that it
// is back.
const soon = 2 * time.Second

// within waits for a screen that is to come soon and says how soon it came.
func (x *terminal) within(what string, good func(screen) bool) screen {
	x.t.Helper()
	begun := time.Now()
	s := x.await(what, good)
	took := time.Since(begun)
	x.t.Logf("%s: after %v: %s", what, took.Round(time.Millisecond), s[rowLinks])
	if took > soon {
		x.t.Errorf("%s: after %v, want %v", what, took, soon)
	}
	return s
}

// links says whether the header's second line has the text.
func links(text string) func(screen) bool {
	return func(s screen) bool { return strings.Contains(s[rowLinks], text) }
}

// TestPrinterOff: a printer that is switched off is named within two seconds,
// on an idle bench and in an order, and its label comes once it is on again.
func TestPrinterOff(t *testing.T) {
	h := newHall(t, order("1001", "MUG-BLUE", 1))
	x := h.bench()
	x.await("a printer that is there", links("LABELS ok"))
	h.devices.printer.Set(printers.Off, true)
	s := x.within("switched off on an idle bench", func(s screen) bool { return links("LABELS ")(s) && !links("LABELS ok")(s) })
	if !strings.Contains(s[rowLinks], "LABELS does not answer") && !strings.Contains(s[rowLinks], "LABELS the printer") {
		t.Errorf("the header says %q, want the printer named with what is wrong", s[rowLinks])
	}
	h.devices.printer.Set(printers.Off, false)
	x.within("switched on again", links("LABELS ok"))

	p := h.operator(x)
	p.work("a box to weigh", func(s screen) bool { return s.asks("CLOSE THE BOX") })
	x.quiet(2 * time.Second) // the slip is printed
	h.devices.printer.Set(printers.Off, true)
	x.within("switched off before the label", func(s screen) bool { return !links("LABELS ok")(s) })
	d, _ := p.next(x.screen())
	p.do(d)
	x.within("the prompt names the printer", func(s screen) bool { return s.asks("PRINTER: ") })
	if n := len(h.paper()); n != 0 {
		t.Errorf("%d labels came out of a printer without current", n)
	}
	h.devices.printer.Set(printers.Off, false)
	p.work("order 1001 shipped", func(s screen) bool { return s.name() == "WORK" })
	if paper := h.paper(); len(paper) != 1 {
		t.Errorf("the labels that came out are %v, want one", paper)
	}
}

// TestDatabaseGone: a database that went away is named within two seconds,
// however it went; the packer goes on and everything is sent once it is back,
// and counts once.
func TestDatabaseGone(t *testing.T) {
	for _, way := range []struct {
		name   string
		cause  string
		gone   func(*outage)
		back   func(*outage)
		direct bool // without the wire between
	}{
		{"the connection is cut", "nobody answers", (*outage).cut, (*outage).join, false},
		{"the network swallows everything", "the database does not", (*outage).swallow, (*outage).speak, false},
		{"the server is killed", "nobody answers", (*outage).kill, (*outage).start, true},
		{"the server hangs", "the database does not", (*outage).stop, (*outage).cont, true},
	} {
		t.Run(way.name, func(t *testing.T) {
			o := newOutage(t)
			if way.direct {
				o.hall.url = o.cluster.URL("house")
			}
			p := o.operator(o.bench())
			p.work("the first mug", func(s screen) bool { return s.asks("SCAN ARTICLE") })
			way.gone(o)
			p.do(deed{line: p.article(p.terminal.screen())})
			p.terminal.within("gone", links("NET AWAY"))
			s := p.terminal.within("its cause", links(way.cause))
			if !strings.Contains(s[rowLinks], "unsent") {
				t.Errorf("the header says %q, want how many facts wait", s[rowLinks])
			}
			p.work("a closed box", func(s screen) bool { return s.asks("CLOSE THE BOX") })
			d, _ := p.next(p.terminal.screen())
			p.do(d)
			p.terminal.await("no label without the database", func(s screen) bool { return s.asks("THE DATABASE IS AWAY") })
			way.back(o)
			p.terminal.await("the database to be back", links("NET ok"))
			p.work("the order shipped", func(s screen) bool { return s.name() == "WORK" })
			o.check()
		})
	}
}

// TestDatabaseGoneFromIdleBench: a bench at which nobody works notices as well.
func TestDatabaseGoneFromIdleBench(t *testing.T) {
	o := newOutage(t)
	x := o.bench()
	for _, way := range []struct {
		name       string
		gone, back func(*outage)
	}{
		{"cut", (*outage).cut, (*outage).join},
		{"swallowed", (*outage).swallow, (*outage).speak},
		{"hanging", (*outage).stop, (*outage).cont},
	} {
		x.await("a database that is there", links("NET ok"))
		x.quiet(time.Second)
		way.gone(o)
		x.within(way.name, links("NET AWAY"))
		way.back(o)
	}
	x.await("the database to be back", links("NET ok"))
}

// outage is a hall whose database can be taken away: on the wire or as a
// server.
type outage struct {
	*hall
	*wire
	t       *testing.T
	cluster *pglocal.Cluster
	dir     string
}

// newOutage is a hall on a server of its own, with an order of two articles.
func newOutage(t *testing.T) *outage {
	t.Helper()
	dir, err := os.MkdirTemp("", "pw-outage-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { // the server of root is another user
		t.Fatal(err)
	}
	o := &outage{t: t, dir: dir}
	o.start()
	t.Cleanup(func() {
		if err := o.cluster.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := o.cluster.CreateDatabase(t.Context(), "house", ""); err != nil {
		t.Fatal(err)
	}
	url := o.cluster.URL("house")
	if _, _, err := store.Migrate(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	o.hall = furnish(t, url, order("1001", "MUG-BLUE", 2, "SPOON-2", 1))
	o.wire = newWire(t, url)
	o.hall.url = o.wire.url(url)
	return o
}

// start starts the server, again after it was killed.
func (o *outage) start() {
	o.t.Helper()
	again, err := pglocal.Start(context.Background(), pglocal.Options{Name: "outage", Dir: o.dir})
	if err != nil {
		o.t.Fatal(err)
	}
	if o.cluster != nil {
		if err := o.cluster.Close(); err != nil {
			o.t.Error(err)
		}
	}
	o.cluster = again
}

func (o *outage) kill() { o.signal(syscall.SIGKILL, o.postmaster()) }

// stop makes the server and everything it began stand still.
func (o *outage) stop() { o.signal(syscall.SIGSTOP, o.servers()...) }
func (o *outage) cont() { o.signal(syscall.SIGCONT, o.servers()...) }

func (o *outage) signal(s syscall.Signal, pids ...int) {
	o.t.Helper()
	for _, pid := range pids {
		if err := syscall.Kill(pid, s); err != nil {
			o.t.Fatalf("signal %v to process %d: %v", s, pid, err)
		}
	}
}

// postmaster is the process of this test's own server.
func (o *outage) postmaster() int {
	o.t.Helper()
	text, err := os.ReadFile(filepath.Join(o.dir, "postgres-outage", "data", "postmaster.pid"))
	if err != nil {
		o.t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		o.t.Fatal(err)
	}
	return pid
}

// servers is the postmaster and its children.
func (o *outage) servers() []int {
	o.t.Helper()
	needsProc(o.t)
	postmaster := o.postmaster()
	all := []int{postmaster}
	lists, err := filepath.Glob("/proc/" + strconv.Itoa(postmaster) + "/task/*/children")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, child := range strings.Fields(string(text)) {
			pid, err := strconv.Atoi(child)
			if err != nil {
				o.t.Fatal(err)
			}
			all = append(all, pid)
		}
	}
	return all
}

// check checks that the order went once.
func (o *outage) check() {
	o.t.Helper()
	var d view.OrderDetail
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		d = o.detail("1001")
		if d.State == "shipped" || time.Now().After(end) {
			break
		}
	}
	for i := range d.Lines {
		d.Lines[i].Name = ""
	}
	want := []view.OrderLine{{SKU: "MUG-BLUE", Qty: 2, Picked: 2, Packed: 2}, {SKU: "SPOON-2", Qty: 1, Picked: 1, Packed: 1}}
	if d.State != "shipped" || !slices.Equal(d.Lines, want) || len(d.Parcels) != 1 {
		o.t.Errorf("the order is %s with %+v in %d parcels, want it shipped in one with %+v", d.State, d.Lines, len(d.Parcels), want)
	}
	if paper := o.paper(); len(d.Parcels) == 1 && !slices.Equal(paper, []string{d.Parcels[0].SSCC}) {
		o.t.Errorf("the labels that came out are %v, want %s once", paper, d.Parcels[0].SSCC)
	}
}
