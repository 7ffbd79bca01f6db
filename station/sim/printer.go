package sim

import (
	"time"

	"github.com/packwright/packwright/station"
)

// sheet is something that came out of a printer.
type sheet struct {
	at     string // the station
	work   station.ID
	parcel int
	job    station.ID
	label  string // its number at the carrier
	sscc   string
	torn   bool
	used   bool // it is on a box, or thrown away
}

// printer is the label printer of a bench, and the tape of what came out of it.
type printer struct {
	b       *bench
	counter int64
	counts  bool // it tells its counter
	empty   bool
	tape    []*sheet
}

// clear tears up what still lies there of a work that is over.
func (p *printer) clear(work station.ID) {
	for _, x := range p.tape {
		if x.work == work {
			x.used = true
		}
	}
}

// gives is what lies there of a work and goes to a slot with its goods.
func (p *printer) gives(work station.ID) []*sheet {
	var with, stay []*sheet
	for _, x := range p.tape {
		if x.work == work && !x.used {
			with = append(with, x)
			continue
		}
		stay = append(stay, x)
	}
	p.tape = stay
	return with
}

func (p *printer) told() int64 {
	if p.counts {
		return p.counter
	}
	return -1
}

func (p *printer) print(key string, x station.Print) {
	h, b := p.b.h, p.b
	if !p.empty && h.strikes(OutOfPaper) {
		p.runsOut()
	}
	done := station.PrintDone{Work: x.Work, Job: x.Job, State: station.PrintQueued, Counter: -1, Problem: "no labels left"}
	if p.empty {
		b.answered(key, 50*time.Millisecond, done)
		return
	}
	life := b.life
	h.after(h.ms(20, 100), func() { p.begins(key, x, life) })
}

// begins asks, right before the first byte, whether it may still be printed.
func (p *printer) begins(key string, x station.Print, life int) {
	h, b := p.b.h, p.b
	switch {
	case b.life != life:
		return
	case b.paused:
		h.after(time.Second, func() { p.begins(key, x, life) })
		return
	}
	if h.o.Break != "print-intent" {
		b.changes = nil
		b.turn(station.Sending{Work: x.Work, Job: x.Job, Counter: p.told()}, "")
		if b.life != life {
			return
		}
		if !started(b.changes, x.Job) {
			b.answered(key, 0, station.PrintDone{Work: x.Work, Job: x.Job, State: station.PrintQueued, Counter: -1, Problem: "it was stopped"})
			return
		}
	}
	h.after(h.ms(150, 600), func() {
		done := p.comesOut(x)
		if b.life == life {
			b.answered(key, h.ms(10, 80), done)
			p.taken(x)
		}
	})
}

func started(cs []station.Change, job station.ID) bool {
	for _, c := range cs {
		if s, ok := c.(station.PrintStarted); ok && s.Job == job {
			return true
		}
	}
	return false
}

// comesOut is what happens at the print head, and what the printer says.
func (p *printer) comesOut(x station.Print) station.PrintDone {
	h := p.b.h
	done := station.PrintDone{Work: x.Work, Job: x.Job, State: station.PrintSent, Counter: -1}
	unknown := func() station.PrintDone {
		done.State, done.Problem = station.PrintUnknown, "it does not answer"
		return done
	}
	switch {
	case h.strikes(Torn):
		p.put(x, true)
		return unknown()
	case h.strikes(Swallowed):
		if p.counts {
			return unknown()
		}
		return done
	case h.strikes(Silent):
		p.put(x, false)
		return unknown()
	case h.strikes(TwiceOut):
		p.put(x, true)
		done.Again = true
	}
	p.put(x, false)
	if p.counts {
		p.counter++
		done.State, done.Counter = station.PrintCounted, p.counter
	}
	return done
}

func (p *printer) put(x station.Print, torn bool) {
	if x.Document.Kind != station.ShipLabel {
		return
	}
	out := &sheet{
		at: p.b.name, work: x.Work, parcel: x.Document.Shipment.Parcel, job: x.Job,
		label: x.Document.Bought.Tracking, sscc: x.Document.Bought.SSCC, torn: torn,
	}
	p.tape = append(p.tape, out)
	p.b.h.audit.printed(p.b, out)
	p.b.packer.look()
}

// runsOut leaves the printer without paper until somebody puts some in.
func (p *printer) runsOut() {
	p.empty = true
	b := p.b
	b.h.after(time.Millisecond, func() {
		b.turn(station.LinkChanged{What: station.Printer, Cause: "no labels left", Count: -1}, "")
	})
	b.h.after(b.h.ms(3000, 15000), func() {
		p.empty = false
		b.turn(station.LinkChanged{What: station.Printer, OK: true, Count: -1}, "")
	})
}

// taken is a bench that takes it that a label is on its box once it was sent, where
// that it must be proven is removed.
func (p *printer) taken(x station.Print) {
	if p.b.h.o.Break == "one-unproven-label" && x.Document.Kind == station.ShipLabel {
		p.b.answered("", 200*time.Millisecond, station.Scanned{Device: "nobody", Text: "]C100" + x.Document.Bought.SSCC, Proof: true, At: p.b.h.now})
	}
}
