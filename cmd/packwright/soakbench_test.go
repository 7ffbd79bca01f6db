package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/scanners/scale"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/port"
	"github.com/packwright/packwright/station/sim"
	"github.com/packwright/packwright/station/store"
)

// soakBench is a bench with its packer, who scans and weighs by the devices.
type soakBench struct {
	*soak
	name    string
	journal string
	bench   *bench
	store   *store.Store
	devices *virtualDevices
	person  sim.Person

	last   sim.Deed
	seq    int64     // of the facts when it was done
	scans  int64     // that the bench had heard then
	doneAt time.Time // when
	read   map[string]time.Time
	onIt   bool // something lies on the scale

	shipped    atomic.Int64
	away, left atomic.Bool
	told       atomic.Value // what it shows, for who waits in vain
}

func newSoakBench(s *soak, n int) *soakBench {
	s.t.Helper()
	b := &soakBench{soak: s, name: fmt.Sprint("BENCH-", n+1), journal: s.path(fmt.Sprint("journal-", n+1)), read: map[string]time.Time{}}
	s.do(store.AddStation{Name: b.name})
	who := s.goods.People[n%2]
	b.person = sim.Person{Badge: who.Badge, Totes: s.goods.Totes, Slots: s.goods.Slots()}
	b.plugIn()
	c := config.Config{Station: b.name, Warehouse: demoWarehouse, Database: s.url, Journal: b.journal}
	b.devices.configure(&c)
	var err error
	if b.store, err = stationStore(s.t.Context(), c); err != nil {
		s.t.Fatal(err)
	}
	b.bench, err = newBench(c, b.store, houseCarrier(b.store, c.Warehouse), func(o *engine.Options) {
		o.Now, o.Step = b.now, b.step
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

func (b *soakBench) now() time.Time { return time.Now().Add(time.Duration(b.clock.Load())) }

// step is the machine. An order that is shipped takes half a minute by the clock.
func (b *soakBench) step(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
	next, out := station.Step(s, now, in)
	for _, c := range out.Changes {
		if _, proven := c.(station.LabelProven); proven {
			b.shipped.Add(1)
			b.clock.Add(int64(30 * time.Second))
		}
	}
	return next, out
}

// plugIn makes devices on serial lines: the printer prints at once.
func (b *soakBench) plugIn() {
	b.t.Helper()
	cable, err := port.NewPty()
	if err != nil {
		b.t.Fatal(err)
	}
	printer, err := printers.NewVirtual(printers.VirtualConfig{Dots: 8})
	if err != nil {
		b.t.Fatal(err)
	}
	scanner, err := scanners.NewVirtual()
	if err != nil {
		b.t.Fatal(err)
	}
	plate, err := scale.NewVirtual(scale.Toledo8217(scale.Kilogram))
	if err != nil {
		b.t.Fatal(err)
	}
	b.devices = &virtualDevices{cable, printer, scanner, plate}
}

// run works the bench until ctx ends.
func (b *soakBench) run(ctx context.Context) {
	var all sync.WaitGroup
	all.Go(func() {
		if err := b.devices.run(ctx); err != nil {
			b.t.Error(err)
		}
	})
	all.Go(func() {
		if err := b.bench.run(ctx); err != nil {
			b.t.Error(err)
		}
		b.store.Close()
	})
	b.pack(ctx)
	b.devices.unplug()
	all.Wait()
}

// pack does what the screen asks, until the bench ends.
func (b *soakBench) pack(ctx context.Context) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	var s station.State
	for ctx.Err() == nil {
		select {
		case s = <-b.bench.engine.States():
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		if s.Station != "" {
			b.see(s)
			b.act(s)
		}
	}
}

// see tells the others.
func (b *soakBench) see(s station.State) {
	l, known := s.Links[station.Database]
	b.away.Store(known && !l.OK)
	b.left.Store(s.Operator.ID == "" && s.Work() == nil && s.Applied == s.Seq)
	prompt := s.Prompt()
	told := fmt.Sprintf("%s; %v; after %+v; links %+v", fmt.Sprintf(prompt.Text, prompt.Args...), s.Verdict, b.last, s.Links)
	b.told.Store(told)
}

// again is when a packer who hears nothing reads the same code once more.
const again = 2 * time.Second

// act does what the state asks, unless it was done just now and the state does not
// know of it yet.
func (b *soakBench) act(s station.State) {
	d := b.next(s)
	if d.Grams == 0 || !s.Scale.Cleared {
		b.lift()
	}
	heard := s.Scans > b.scans || b.last.Grams > 0
	news := heard && (d != b.last || s.Seq != b.seq)
	if d.Waits() || d.Grams > 0 && !s.Scale.Cleared || !news && time.Since(b.doneAt) < again {
		return
	}
	b.last, b.seq, b.scans, b.doneAt = d, s.Seq, s.Scans, time.Now()
	switch {
	case d.Scan != "":
		b.scan(d.Scan)
	case d.Type != "":
		b.bench.engine.Send(station.Scanned{Device: "keys", Text: d.Type, At: time.Since(b.bench.began)})
	case d.Grams > 0:
		b.devices.scale.Put(d.Grams)
		b.onIt = true
	}
}

// lift takes the box off the scale.
func (b *soakBench) lift() {
	if b.onIt {
		b.devices.scale.Put(0)
		b.onIt = false
	}
}

// next is what the packer does: in the break he takes up nothing, and leaves.
func (b *soakBench) next(s station.State) sim.Deed {
	if b.working.Load() || s.Work() != nil {
		return b.person.Next(&s)
	}
	if s.Operator.ID == "" || s.Applied < s.Seq || b.away.Load() {
		return sim.Deed{}
	}
	return sim.Deed{Scan: b.person.Badge}
}

// scan holds a code before the scanner, not within the time in which a second read
// of it counts as the first.
func (b *soakBench) scan(code string) {
	const repeats = 350 * time.Millisecond
	time.Sleep(time.Until(b.read[code].Add(repeats)))
	maps.DeleteFunc(b.read, func(_ string, at time.Time) bool { return time.Since(at) > repeats })
	b.read[code] = time.Now()
	if err := b.devices.scanner.Read(code); err != nil {
		b.t.Error(err)
	}
}

var (
	factTime = regexp.MustCompile(`\{"at":(\d+)`)
	provenIn = []byte(`"label_proven"`)
)

// measure adds what the journal is to the moment.
func (b *soakBench) measure(m *soakMoment) {
	b.t.Helper()
	files, err := filepath.Glob(filepath.Join(b.journal, "*.log"))
	if err != nil || len(files) == 0 {
		b.t.Fatalf("%d segments, %v", len(files), err)
	}
	used, orders := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.t.Fatal(err)
		}
		m.disk += int64(len(text))
		used += len(bytes.TrimRight(text, "\x00"))
		orders += bytes.Count(text, provenIn)
		if at := factTime.FindSubmatch(text); at != nil {
			micros, err := strconv.ParseInt(string(at[1]), 10, 64)
			if err != nil {
				b.t.Fatal(err)
			}
			m.oldest = max(m.oldest, b.now().Sub(time.UnixMicro(micros)))
		}
	}
	m.perOrder += float64(used) / float64(max(orders, 1))
}

// paper takes the labels of the shift out of the printer, and counts those for
// parcels.
func (b *soakBench) paper() (labels int) {
	for _, p := range b.devices.printer.Take() {
		if parcelNumber(p) != "" && !p.Torn {
			labels++
		}
	}
	return labels
}
