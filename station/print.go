package station

import (
	"fmt"
	"slices"
	"strconv"
)

// requestPrint is the intent to print the next copy of a parcel's live label.
func (t *turn) requestPrint(w *Work, p *Parcel, reason string) {
	l := p.Live()
	n := len(l.Jobs) + 1
	t.is(PrintRequested{
		OfWork: w.of(), Job: ID(fmt.Sprintf("%s.ship.%d", l.Key, n)), Doc: ShipLabel,
		Parcel: p.N, Label: l.N, Copy: n, Reason: reason,
	})
	t.do(Push{})
	t.note(wait("The label comes: stick it on THIS box."))
}

// printSlip is the intent to print the next copy of the packing slip.
func (t *turn) printSlip(w *Work, reason string) {
	n := len(w.Slips) + 1
	if n > 1 {
		t.rejected(w, w.Slips[n-2], reason)
	}
	t.is(PrintRequested{OfWork: w.of(), Job: ID(string(w.ID) + ".slip." + strconv.Itoa(n)), Doc: PackingSlip, Copy: n, Reason: reason})
}

// reprint ends the last copy and asks for the next, with the reason.
func (t *turn) reprint(w *Work, reason string) {
	n := w.Current().N
	t.rejected(w, *w.Current().Live().lastJob(), reason)
	t.requestPrint(t.Work(), t.Work().parcel(n), reason)
}

// rejected ends a job whose paper is no good, or never came.
func (t *turn) rejected(w *Work, j Job, reason string) {
	t.is(PrintEnded{OfWork: w.of(), Job: j.ID, State: PrintFailed, Counter: -1, Problem: reason})
}

// print sends a queued document to its printer, not at once again to one that
// was not ready. A ship label never goes again by itself.
func (t *turn) print(w *Work, p *Parcel, j Job) {
	if j.Held {
		return
	}
	device := Printer
	if j.Doc == PackingSlip {
		device = Slips
	}
	key, notReady := "print:"+string(j.ID), t.under.has("not ready:"+string(j.ID))
	if t.under.has(key) || t.under.has("unprintable:"+string(j.ID)) || notReady && (t.away(device) || t.Now.Before(t.doubtUntil())) {
		return
	}
	t.once(key, Print{Work: w.ID, Job: j.ID, Document: w.document(p, j), On: t.Borrowed})
}

// document is everything that stands on a printed document.
func (w *Work) document(p *Parcel, j Job) Document {
	if j.Doc == ShipLabel {
		return Document{Kind: ShipLabel, Copy: j.Copy, OrderNo: w.OrderNo, Shipment: w.shipment(p), Bought: p.Live().Bought, Artwork: p.Live().artwork}
	}
	if j.Doc == ArticleLabel {
		l := &w.Content.Lines[j.Line]
		return Document{Kind: ArticleLabel, Copy: 1, Code: w.printable(j.Line), Lines: []SlipLine{{SKU: l.SKU, Name: l.Name}}}
	}
	if j.Doc == BoxPlate {
		return Document{Kind: BoxPlate, Copy: j.Copy, Code: w.Plate(p.N), OrderNo: w.OrderNo, Shipment: w.shipment(p)}
	}
	d := Document{
		Kind: PackingSlip, Copy: j.Copy, OrderNo: w.OrderNo, Gift: w.Gift, Note: w.Note,
		Shipment: Shipment{OrderNo: w.OrderNo, ShipTo: w.ShipTo, From: w.From, Service: w.Service},
	}
	for _, l := range w.Content.Lines {
		d.Lines = append(d.Lines, SlipLine{SKU: l.SKU, Name: l.Name, Ordered: l.Qty, Here: l.Want})
	}
	return d
}

// sending is asked right before the first byte: the intent becomes durable, or
// nothing is sent.
func (t *turn) sending(in Sending) {
	w := t.find(in.Work)
	if w == nil || w.Halt() != "" || in.On != t.Borrowed.Name {
		return
	}
	if j := w.job(in.Job); j != nil && j.State == PrintQueued && !j.Held && !t.beside(w, j) {
		t.is(PrintStarted{OfWork: w.of(), Job: in.Job, Counter: in.Counter, Printer: in.On})
	}
}

// beside says that the ship label would come out beside another one that lies
// loose: an order with such a label came here while the job waited.
func (t *turn) beside(w *Work, j *Job) bool {
	if j.Doc != ShipLabel {
		return false
	}
	for i := range w.Parcels {
		if l := w.Parcels[i].Live(); l != nil && slices.ContainsFunc(l.Jobs, func(x Job) bool { return x.ID == j.ID }) {
			return t.loose(l.Key) != nil
		}
	}
	return false
}

// printDone takes how a job ended. It is never repeated from here. What failed
// before its first byte waits for its printer; what failed after it may have
// come out: a person looks.
func (t *turn) printDone(in PrintDone) {
	t.ended("print:" + string(in.Job))
	w := t.find(in.Work)
	if w == nil {
		return
	}
	j := w.job(in.Job)
	if j == nil || !j.Open() || t.recalled(j) {
		return
	}
	in.State = t.provenBy(in)
	roll := t.Rolls[in.On]
	ended := func(s PrintState) {
		e := PrintEnded{OfWork: w.of(), Job: in.Job, State: s, Counter: in.Counter, Problem: in.Problem, Again: in.Again}
		if s == PrintSent {
			e.Labels, e.Printer = in.Labels, in.On
		}
		t.is(e)
	}
	again := t.under.has("not ready:" + string(in.Job))
	started := j.State == PrintSending
	switch {
	case !started && in.Unprintable:
		t.unprintable(w, j, in)
		return
	case j.Doc == ShipLabel && (!started || in.State == PrintQueued):
		in.State = PrintQueued
		ended(PrintQueued)
	case !started || in.State == PrintQueued:
		in.State = PrintQueued
		t.doubt("not ready:" + string(in.Job))
		if started {
			ended(PrintQueued)
		}
	case in.State == PrintCounted:
		ended(PrintSent)
		ended(PrintCounted)
	case in.State == PrintSent:
		ended(PrintSent)
	default:
		ended(PrintUnknown)
	}
	switch {
	case w.ID != t.Active || w.Halt() != "" || again && in.State == PrintQueued:
	case j.Doc == ShipLabel:
		t.sayLabel(in)
	default:
		t.sayPrinted(in, j.Doc)
	}
	t.rollLow(in.On, roll)
}

// unprintable keeps a document back that no printer can print. A ship label
// stands on the list of doubts until its box is shown again, or parked.
func (t *turn) unprintable(w *Work, j *Job, in PrintDone) {
	t.under = t.under.with("unprintable:" + string(in.Job))
	if j.Doc == ShipLabel {
		t.is(PrintEnded{OfWork: w.of(), Job: in.Job, State: PrintQueued, Counter: -1, Problem: PrintRefused})
		t.withWork(w.ID, func(w *Work) { w.told = in.Problem })
	}
	if w.ID == t.Active && w.Halt() == "" {
		t.tell(stop("%s. Nothing was printed. 9 park: the office will fix it.", in.Problem))
	}
}

// sayPrinted tells of a document that is no ship label.
func (t *turn) sayPrinted(in PrintDone, doc DocKind) {
	switch came := in.State == PrintSent || in.State == PrintCounted; {
	case doc == ArticleLabel && (came || in.State == PrintQueued):
	case doc == ArticleLabel:
		t.note(wait("Printer: %s. When the label did not come out, 4 again.", in.Problem))
	case came || in.State == PrintQueued:
	case doc == BoxPlate:
		t.note(wait("Printer: %s. When the plate did not come out: 0 and 6 print it again.", in.Problem))
	default:
		t.note(wait("Printer: %s. When the slip did not come out: 0 and 1 print it again.", in.Problem))
	}
}

// sayLabel tells of a ship label.
func (t *turn) sayLabel(in PrintDone) {
	came, w := in.State == PrintSent || in.State == PrintCounted, t.find(in.Work)
	switch p := w.Current(); {
	case came && in.Again:
		t.tell(stop("The printer had a fault and printed the label again by itself. Throw the torn one away, scan the good one."))
	case came && p != nil && p.Live() != nil && w.passes(p) != "":
		t.note(wait("Stick the label on THIS box, then +."))
	case came:
		t.note(wait("Stick the label on THIS box. Scan it: any long barcode on it."))
	case in.State == PrintQueued:
		t.tell(stop("Printer: %s. Cure it, take this box in hand, then +.", in.Problem))
	default:
		t.tell(stop("Printer: %s. Did the label come out? Scan it, or 1 when nothing came out.", in.Problem))
	}
}
