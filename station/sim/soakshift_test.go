package sim

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/port"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/memory"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// shift is a bench with a printer, some orders, and everything that goes wrong.
type shift struct {
	t       *testing.T
	r       *rand.Rand
	rule    string // of the proof
	house   *storetest.House
	dir     string
	virtual *printers.Virtual
	way     printers.Transport
	packer  *paperPacker
	audit   *audit
	heard   int64 // facts the audit has heard
	trouble trouble
	spoilt  spoilt
	unplug  func()
	died    func() // hears that the life under way ended; may be nil
}

// spoilt is what is broken on purpose, to show that the audit finds it.
type spoilt struct {
	forgets func(station.Change) station.Change
	printer func(engine.Printer) engine.Printer
	step    func(station.State, time.Time, station.Input) (station.State, station.Out)
	doubts  func([]view.Doubt) []view.Doubt
}

// newShift makes a shift of so many orders from what r draws.
func newShift(t *testing.T, r *rand.Rand, orders int) *shift {
	s := &shift{t: t, r: r, dir: t.TempDir(), audit: newAudit()}
	s.house = storetest.NewHouse(t, memory.New(time.Now))
	for key, value := range map[string]any{
		"weight": "off", "location": "off", "slip": false, "auto_next": true, "ahead": 0, "repeat_ms": 0, "way": "one-pass",
	} {
		s.house.Do(store.Set{Key: key, Value: value})
	}
	s.setRule([]string{station.ProofAlways, station.ProofAlways, station.ProofSeveral, station.ProofNever}[r.IntN(4)])
	s.house.Put("MUG", "A01", orders)
	for range orders {
		s.house.Order(storetest.Line{SKU: "MUG", Qty: 1})
	}
	s.plugIn()
	s.trouble = trouble{r: r, v: s.virtual}
	s.packer = &paperPacker{shift: s, person: Person{Badge: "ANNA-BADGE"}}
	return s
}

func (s *shift) setRule(proof string) {
	s.rule = proof
	s.house.Do(store.Set{Key: "proof", Value: proof})
}

// plugIn connects a printer of some kind by a socket or a serial line.
func (s *shift) plugIn() {
	v, err := printers.NewVirtual(printers.VirtualConfig{
		Feed: 30000, Buffer: 1024 << s.r.IntN(4), NoCounter: s.r.IntN(4) == 0, Sloppy: s.r.IntN(2) == 0,
		QuietOnFault: s.r.IntN(2) == 0, NoReprint: s.r.IntN(4) == 0,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.virtual = v
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{}, 2)
	go func() { _ = v.Run(ctx); ended <- struct{}{} }()
	if s.r.IntN(2) == 0 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			s.t.Fatal(err)
		}
		s.way = printers.TCP{Address: l.Addr().String()}
		go func() { _ = v.ServeTCP(ctx, l); ended <- struct{}{} }()
	} else {
		cable, err := port.NewPty()
		if err != nil {
			s.t.Fatal(err)
		}
		s.t.Cleanup(func() { cable.Close() })
		s.way = printers.Serial{Port: port.Config{Path: cable.Path(), Baud: 115200, Flow: port.FlowXonXoff}}
		go func() { v.ServeLine(ctx, cable); ended <- struct{}{} }()
	}
	s.unplug = sync.OnceFunc(func() {
		cancel()
		<-ended
		<-ended
	})
	s.t.Cleanup(s.unplug)
}

// hurried is the patience of a printer driver whose packer has a thousand labels
// to print.
var hurried = printers.Timing{
	Open: 300 * time.Millisecond, Ask: 80 * time.Millisecond, Poll: 4 * time.Millisecond, Busy: 300 * time.Millisecond,
	Stall: 200 * time.Millisecond, Finish: 100 * time.Millisecond, Silence: 250 * time.Millisecond, Settle: 200 * time.Millisecond,
}

// life runs the bench from where its journal ends until it dies, or until nothing
// is left to do; then it says so.
func (s *shift) life(d death) (over bool) {
	m := newMortal(d)
	j, err := journal.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	device := printers.New(mortalWay{s.way, m}, hurried)
	var paper engine.Printer = label.NewPrinter(device, label.BuiltIn().Layout(8))
	if s.spoilt.printer != nil {
		paper = s.spoilt.printer(paper)
	}
	rules := station.DefaultRules()
	rules.AutoNext, rules.Ahead, rules.RepeatMS, rules.Proof = true, 0, 0, s.rule
	e := engine.New(engine.Options{
		Name: "BENCH-1", Rules: &rules, Journal: mortalJournal{j, m, s.spoilt.forgets}, People: j.People(),
		Store: mortalStore{s.house.Store.Bench("BENCH-1", j.Writer()), m}, Carrier: soakCarrier{s.house.Store},
		Cartons: func(_ context.Context, p station.PlanCartons) station.Planned {
			return station.Planned{Parcels: []station.PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
		},
		Printers: map[station.DocKind]engine.Printer{station.ShipLabel: paper}, Step: s.spoilt.step,
		Digits: func() string { return "47" },
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{}, 2)
	go func() { device.Run(ctx); ended <- struct{}{} }()
	go func() { _ = e.Run(ctx); ended <- struct{}{} }()
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		device.Watch(ctx, 20*time.Millisecond, func(st printers.Status) {
			e.Send(station.LinkChanged{What: station.Printer, OK: st.Problem() == "", Cause: st.Problem(), Count: -1})
		})
	}()
	over = s.packer.work(e, m)
	cancel()
	<-ended
	<-ended
	<-watched
	if !over && s.died != nil {
		s.died()
	}
	s.listen(j)
	if err := j.Close(); err != nil {
		s.t.Fatal(err)
	}
	return over
}

// listen has the store and the audit hear every fact of the journal, as the next
// life would send them, and compares.
func (s *shift) listen(j *journal.Journal) {
	bench := s.house.Store.Bench("BENCH-1", j.Writer())
	var batch []station.Fact
	send := func() {
		if _, err := bench.Apply(context.Background(), station.Batch{Writer: j.Writer(), Station: "BENCH-1", Facts: batch}); err != nil {
			s.t.Fatal(err)
		}
		batch = nil
	}
	for f, err := range j.From(s.heard + 1) {
		if err != nil {
			s.t.Fatal(err)
		}
		s.audit.hear(f)
		s.heard = f.Seq
		if batch = append(batch, f); len(batch) == 64 {
			send()
		}
	}
	if len(batch) > 0 {
		send()
	}
	listed, err := s.house.Store.Doubts(context.Background(), storetest.MainWarehouse)
	if err != nil {
		s.t.Fatal(err)
	}
	if s.spoilt.doubts != nil {
		listed = s.spoilt.doubts(listed)
	}
	papers := papersOn(s.virtual.Tape())
	s.audit.doubtsListed(papers, listed)
	s.audit.paperAsked(papers)
}

// run works the shift to its end. next draws where the bench dies; died hears of
// it.
func (s *shift) run(next func() death, died func(death)) {
	s.until(func() death {
		d := next()
		s.died = func() { died(d) }
		return d
	}, func() bool { return false })
}

// until works the shift to its end, or until something holds after a life.
func (s *shift) until(next func() death, holds func() bool) {
	for end := time.Now().Add(10 * time.Minute); ; {
		over := s.life(next())
		if over || holds() || s.t.Failed() {
			break
		}
		if time.Now().After(end) {
			s.t.Fatalf("%s: the shift does not end", s)
		}
	}
	s.trouble.calm()
	s.audit.paperThere(papersOn(s.virtual.Tape()))
	s.unplug()
}

// soakCarrier sells under the numbers of the store: the same for the same key.
type soakCarrier struct{ store storetest.Store }

func (c soakCarrier) Buy(ctx context.Context, b station.BuyLabel) (station.Bought, *station.Artwork, error) {
	sscc, tracking, err := c.store.Numbers(ctx, storetest.MainWarehouse, b.Key)
	return station.Bought{Carrier: "own", Service: "standard", Tracking: tracking, SSCC: sscc, Lane: "12", Currency: "EUR"}, nil, err
}

func (soakCarrier) Void(context.Context, station.VoidLabel) error { return nil }

// trouble brings faults about and puts them right.
type trouble struct {
	r     *rand.Rand
	v     *printers.Virtual
	fault printers.Fault
	until time.Time // when it is put right
	next  time.Time
}

// all is every fault that a person can put right.
const all = printers.PaperOut | printers.RibbonOut | printers.HeadOpen | printers.Paused | printers.TooHot | printers.Stuck | printers.Silent | printers.Off

// go on with what goes wrong at the printer.
func (x *trouble) tick(now time.Time) {
	switch {
	case x.fault != 0 && now.After(x.until):
		x.calm()
		x.next = now.Add(time.Duration(x.r.IntN(500)) * time.Millisecond)
	case x.fault == 0 && now.After(x.next):
		x.begin(now)
	}
}

// calm puts everything right.
func (x *trouble) calm() {
	x.v.Set(all, false)
	x.fault = 0
}

func (x *trouble) begin(now time.Time) {
	x.until = now.Add(time.Duration(5+x.r.IntN(60)) * time.Millisecond)
	faults := []printers.Fault{printers.PaperOut, printers.RibbonOut, printers.HeadOpen, printers.Paused, printers.TooHot, printers.Stuck, printers.Silent, printers.Off}
	x.fault = faults[x.r.IntN(len(faults))]
	switch x.r.IntN(12) {
	case 0:
		x.v.ResetAfter(1 + x.r.IntN(2000))
	case 1:
		x.v.PowerCycle()
	case 2, 3, 4, 5:
		x.v.RunOut() // in the middle of the next label
		x.until = x.until.Add(60 * time.Millisecond)
	default:
		x.v.Set(x.fault, true)
	}
}

// running says that something is wrong at the printer, for whoever looks.
func (x *trouble) running() bool { return x.fault != 0 }

func (s *shift) String() string { return fmt.Sprintf("proof %s over %T", s.rule, s.way) }

func (soakCarrier) Artwork(context.Context, station.FetchArtwork) (station.Artwork, error) {
	return station.Artwork{}, errors.New("our own labels have none")
}
