package label

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/printers/zpl/foreign"
	"github.com/packwright/packwright/station"
)

// Printer prints documents on one device. Two Printers of the same device share
// its one queue.
type Printer struct {
	device *printers.Printer
	lay    Layout

	mu   sync.Mutex // guards told
	told map[string]bool
}

// Layout puts a document on paper.
type Layout func(station.Document) (Paper, error)

// Paper is a document in the printer's language.
type Paper struct {
	Data     []byte
	Count    int      // labels or pages that come out
	Warnings []string // what is not on paper as it was given, without its content
	Stripped []string // commands of a carrier's own label that do not reach the printer
}

// Layout lays documents out by the templates for a printer of dpmm dots per mm.
func (t *Templates) Layout(dpmm int) Layout {
	return func(d station.Document) (Paper, error) {
		s, err := t.ZPL(d, dpmm)
		return Paper{Data: s.ZPL, Count: s.Labels, Warnings: s.Warnings, Stripped: s.Stripped}, err
	}
}

// NewPrinter prints on the device what lay makes of a document.
func NewPrinter(device *printers.Printer, lay Layout) *Printer {
	return &Printer{device: device, lay: lay}
}

// Print lays the document out, waits for its turn in the queue and says what
// became of it. Right before the first byte it calls before with the labels
// that the device has counted, -1 when it does not count; with its error
// nothing is sent. The state is queued when nothing was sent and the job may be
// tried again: the device was not ready, or ctx ended. A document that cannot be
// laid out is unprintable. The problem is in plain words; that of a job that was
// printed may be what the paper does not show.
func (p *Printer) Print(ctx context.Context, job station.ID, d station.Document, before func(counter int64) error) station.PrintDone {
	paper, err := p.lay(d)
	if err != nil {
		slog.WarnContext(ctx, "print", "job", job, "error", err)
		return station.PrintDone{Job: job, State: station.PrintFailed, Counter: -1, Problem: err.Error(), Unprintable: true}
	}
	p.tell(ctx, job, paper.Stripped)
	if long := p.device.Takes(len(paper.Data)); d.Bought.Theirs && long > foreign.Slow {
		slog.WarnContext(ctx, "a carrier's label is long for this line", "job", job, "bytes", len(paper.Data), "takes", long)
	}
	r := p.device.Print(ctx, printers.Job{ID: string(job), Data: paper.Data, Labels: paper.Count, Before: before})
	if r.Err != nil || len(paper.Warnings) > 0 {
		slog.WarnContext(ctx, "print", "job", job, "state", r.State, "warnings", paper.Warnings, "error", r.Err)
	}
	done := station.PrintDone{Job: job, State: state(r.State), Counter: r.Counter, Problem: r.Problem, Again: r.Again, Labels: paper.Count}
	if r.State == printers.Failed && ctx.Err() != nil {
		done.State = station.PrintQueued
	}
	if r.State == printers.Handed {
		done.Problem = station.PrintHandedOver
	}
	if done.Problem == "" {
		done.Problem = strings.Join(paper.Warnings, "; ")
	}
	return done
}

// tell logs what was taken out of a carrier's label, the same once: all labels
// of a carrier come with the same commands.
func (p *Printer) tell(ctx context.Context, job station.ID, stripped []string) {
	if len(stripped) == 0 {
		return
	}
	all := strings.Join(stripped, "; ")
	p.mu.Lock()
	known := p.told[all]
	if !known && len(p.told) < maxTold {
		if p.told == nil {
			p.told = map[string]bool{}
		}
		p.told[all] = true
	}
	p.mu.Unlock()
	if !known {
		slog.WarnContext(ctx, "taken out of a carrier's label", "job", job, "commands", all)
	}
}

// maxTold is more kinds of labels than a house has carriers.
const maxTold = 256

// state is what became of a job in the words of the station.
func state(s printers.State) station.PrintState {
	switch s {
	case printers.Counted:
		return station.PrintCounted
	case printers.Sent, printers.Handed:
		return station.PrintSent
	case printers.NotReady:
		return station.PrintQueued
	case printers.Failed:
		return station.PrintFailed
	}
	return station.PrintUnknown
}
