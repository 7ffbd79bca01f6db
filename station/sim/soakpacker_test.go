package sim

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/store/storetest"
)

// paperPacker does what the screen asks, and looks at the paper: he scans a label
// that he finds, and says so when he finds none. Now and then he is wrong, is in
// a hurry, or parks.
type paperPacker struct {
	*shift
	person Person
	since  time.Time  // he waits for this label
	for_   station.ID // its job
	read   time.Duration
	typed  int // deeds of this life
	last   string
}

// patience is how long he waits for a label at a printer that nothing is wrong
// with.
const patience = 60 * time.Millisecond

// work does what is to be done until the bench dies or nothing is left.
func (p *paperPacker) work(e *engine.Engine, m *mortal) (over bool) {
	p.typed, p.for_ = 0, ""
	var s station.State
	var asked time.Time
	idle := 0
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(time.Minute); ; {
		select {
		case <-m.killed:
			return false
		case s = <-e.States():
		case <-tick.C:
		}
		now := time.Now()
		p.trouble.tick(now)
		if now.After(end) {
			p.t.Fatalf("%s: a life does not end: %s at %+v, verdict %s", p.shift, p.last, s.Prompt(), s.Verdict)
		}
		if s.Station == "" || int(s.Scans) < p.typed || now.Before(asked) {
			continue
		}
		d, wait := p.next(s, now)
		if wait {
			if idle = p.finished(s, idle); idle > 50 {
				return true
			}
			continue
		}
		idle, asked = 0, now.Add(3*time.Millisecond)
		p.do(e, d)
	}
}

// finished counts how long there was nothing to do and nothing left.
func (p *paperPacker) finished(s station.State, idle int) int {
	if s.Operator.ID == "" || len(s.Works) > 0 || s.Applied < s.Seq || s.Prompt().Screen != station.WorkScreen || len(p.parked()) > 0 {
		return 0
	}
	return idle + 1
}

func (p *paperPacker) do(e *engine.Engine, d Deed) {
	p.read += time.Second
	p.typed++
	p.last = fmt.Sprintf("%+v", d)
	if d.Type != "" {
		e.Send(station.Scanned{Device: "keys", Text: d.Type, At: p.read})
		return
	}
	e.Send(station.Scanned{Device: "scanner", Text: d.Scan, Proof: true, At: p.read})
}

// next is what he does now; wait says that he only looks.
func (p *paperPacker) next(s station.State, now time.Time) (d Deed, wait bool) {
	w, prompt := s.Work(), s.Prompt()
	switch {
	case s.Operator.ID != "" && w == nil:
		return p.idle(s, prompt)
	case w == nil || w.Halt() != "":
	case w.Ask.Kind == station.AskSlot:
		return p.slot(), false
	case w.Ask.Kind == station.AskMore:
		return command("7"), false
	case w.Ask.Open():
	case w.Step() == station.StepPrint && prompt.Plus != "":
		if !p.trouble.running() && slices.Contains(s.Verdict.Args, any("holds half a label")) {
			p.virtual.PowerCycle() // nobody can tell it to forget half a label but by hand
		}
		if p.r.IntN(40) == 0 {
			return command(station.CmdPark), false
		}
		return command(station.CmdPlus), p.r.IntN(8) != 0
	case w.Step() == station.StepProve:
		return p.atLabel(w, prompt, now)
	}
	d = p.person.Next(&s)
	return d, d.Waits()
}

// idle takes up what is parked, or the next order.
func (p *paperPacker) idle(s station.State, prompt station.Prompt) (Deed, bool) {
	parked := p.parked()
	switch {
	case len(parked) > 0 && (p.r.IntN(3) == 0 || s.Board.Ready == 0):
		return Deed{Scan: parked[p.r.IntN(len(parked))]}, false
	case s.Board.Ready == 0 && s.Applied >= s.Seq && len(s.Works) == 0:
		return Deed{}, true
	}
	return command(station.CmdPlus), prompt.Plus == ""
}

// parked is the slots of the trouble shelf on which something lies.
func (p *paperPacker) parked() []string {
	floor, err := p.house.Store.Floor(context.Background(), storetest.MainWarehouse)
	if err != nil {
		p.t.Fatal(err)
	}
	var slots []string
	for _, row := range floor.Parked {
		slots = append(slots, row.Slot)
	}
	return slots
}

// slot is a slot of the trouble shelf on which nothing lies; where all are full
// he does not park.
func (p *paperPacker) slot() Deed {
	full := p.parked()
	for _, slot := range []string{"T1", "T2", "T3"} {
		if !slices.Contains(full, slot) {
			return Deed{Scan: slot}
		}
	}
	return command(station.CmdSlash)
}

// atLabel looks for the label of the box.
func (p *paperPacker) atLabel(w *station.Work, prompt station.Prompt, now time.Time) (Deed, bool) {
	l := w.Current().Live()
	job := l.Jobs[len(l.Jobs)-1].ID
	if job != p.for_ {
		p.for_, p.since = job, now
	}
	papers := papersOn(p.virtual.Tape())
	torn := slices.ContainsFunc(papers, func(x paper) bool { return x.sscc == l.Bought.SSCC && x.torn })
	papers = slices.DeleteFunc(papers, func(x paper) bool { return x.torn })
	whole := slices.ContainsFunc(papers, func(x paper) bool { return x.sscc == l.Bought.SSCC })
	if p.trouble.running() {
		p.since = now
	}
	switch draw := p.r.IntN(100); {
	case draw < 2 && len(papers) > 0:
		return Deed{Scan: "]C100" + papers[p.r.IntN(len(papers))].sscc}, false
	case draw < 3:
		return command(station.CmdPark), false
	case prompt.Plus != "" && draw < 60:
		return command(station.CmdPlus), false
	case whole && draw < 98:
		return Deed{Scan: "]C100" + l.Bought.SSCC}, false
	case now.Sub(p.since) < patience && draw > 3:
		return Deed{}, true
	case !prompt.Offers('1'):
		return command("0"), false // and 7, it is lost
	case torn:
		return command("2"), false
	}
	return command("1"), false
}
