package station

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// emptyPlateG is what may lie on the scale and still count as nothing, g.
const emptyPlateG = 20

// weighed takes a reading of the scale. Only a stable one of a parcel that was
// put on an empty plate counts.
func (t *turn) weighed(in Weighed) {
	cleared := t.Scale.Cleared || in.Problem == "" && in.Grams <= emptyPlateG
	t.Scale = Reading{Grams: in.Grams, Stable: in.Stable, Problem: in.Problem, At: t.Now, Cleared: cleared}
	if in.Grams <= emptyPlateG {
		t.refusedG = 0
	}
	w := t.Work()
	if w == nil || w.Halt() != "" || w.Ask.Open() || w.Step() != StepWeigh {
		return
	}
	if !in.Stable || in.Problem != "" || in.Grams <= emptyPlateG || !cleared || in.Grams == t.refusedG {
		return
	}
	t.weighHere(w, in.Grams)
}

// weighHere decides a stable weight of the parcel in hand.
func (t *turn) weighHere(w *Work, grams int) {
	p := w.Current()
	expected, tolerance := w.Expected(*p)
	if c := w.Carton(p.Carton); c != nil && c.MaxG > 0 && grams > c.MaxG {
		t.refusedG = grams
		t.tell(wrong("%d g is more than box %s carries (%d g). 5 reopen, take some out.", grams, c.Name, c.MaxG))
		return
	}
	off := grams - expected
	if expected == 0 || off >= -tolerance && off <= tolerance {
		t.weight(w, grams, WeightOK, "")
		return
	}
	if w.Rules.Weight == "note" {
		t.weight(w, grams, WeightNoted, "")
		return
	}
	t.refusedG = grams
	t.mark(Wrong, fmt.Sprintf("%d g", grams))
	t.tell(w.explain(*p, grams, off))
}

// explain names what would account for a weight that is off.
func (w *Work) explain(p Parcel, grams, off int) Verdict {
	word, by := "heavy", off
	if off < 0 {
		word, by = "light", -off
	}
	in := parcelPlace(p.N)
	for _, h := range w.Held {
		l := w.Content.Lines[h.Line]
		if h.Place == in && l.WeightG > 0 && by > l.WeightG*4/5 && by < l.WeightG*6/5 {
			return wrong("%d g: %d g too %s, about one %s. Count again.", grams, by, word, l.SKU)
		}
	}
	return wrong("%d g: %d g too %s. Count again.", grams, by, word)
}

// weight books the parcel's weight; the label follows from it.
func (t *turn) weight(w *Work, grams int, how WeightOutcome, grant ID) {
	p := w.Current()
	expected, tolerance := w.Expected(*p)
	t.is(ParcelWeighed{OfWork: w.of(), Parcel: p.N, Grams: grams, ExpectedG: expected, ToleranceG: tolerance, Outcome: how, Grant: grant})
	t.refusedG = 0
	t.Scale.Cleared = false
	if how != WeightOff {
		t.mark(Wait, fmt.Sprintf("%d g", grams))
	}
	t.tell(good("%d g. The carrier is asked.", grams))
}

func (t *turn) typedWeight(in Scanned, w *Work, n int) {
	if n < 1 {
		t.refuse(in, wrong("A box weighs more than that."), "weight")
		return
	}
	t.close()
	t.weight(t.Work(), n, WeightTyped, "")
}

// requestLabel is the intent to buy: money is spent when it is applied.
func (t *turn) requestLabel(w *Work, p *Parcel) {
	n := len(p.Labels) + 1
	t.is(LabelRequested{OfWork: w.of(), Parcel: p.N, Label: n,
		Key:         fmt.Sprintf("%s.%d.%d.%d", w.ID, w.Epoch, p.N, n),
		AddressHash: w.ShipTo.hash()})
	t.do(Push{})
}

// hash tells addresses apart without holding them.
func (a Address) hash() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{a.Name, a.Company, a.Street, a.Street2, a.City, a.Region, a.PostalCode, a.Country}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// shipment is what the carrier is told of a parcel.
func (w *Work) shipment(p *Parcel) Shipment {
	s := Shipment{OrderNo: w.OrderNo, Parcel: p.N, Of: max(p.N, len(w.Plan)), ShipTo: w.ShipTo, From: w.From, Service: w.Service, WeightG: p.WeightG}
	if c := w.Carton(p.Carton); c != nil {
		s.OuterMM = c.OuterMM
	}
	if p.WeightG == 0 {
		s.WeightG = p.ExpectedG
	}
	return s
}

// sold takes the carrier's answer.
func (t *turn) sold(in Sold) {
	t.ended("buy:" + in.Key)
	w := t.find(in.Work)
	if w == nil || !w.waitsForLabel(in.Parcel, in.Label) {
		return
	}
	of := w.of()
	switch {
	case in.Bought != nil:
		t.is(LabelBought{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key, Bought: *in.Bought})
		t.requestPrint(t.find(in.Work), in.Parcel, "")
	case in.Refused != "":
		t.is(LabelFailed{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key, Code: in.Refused})
		t.State = t.State.withWork(in.Work, func(w Work) Work { w.told = in.Text; return w })
		t.tell(stop("%s: %s. + asks again, 9 park: the office will fix it.", w.Carrier, either(in.Text, in.Refused)))
	default:
		t.doubt("doubt:" + in.Key)
		if l := w.label(in.Parcel, in.Label); l.State == LabelIsRequested {
			t.is(LabelInDoubt{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key})
		}
		t.tell(wait("%s does not answer. It is asked again under the same number; 9 park.", w.Carrier))
	}
}

func (w *Work) waitsForLabel(parcel, n int) bool {
	l := w.label(parcel, n)
	return l != nil && (l.State == LabelIsRequested || l.State == LabelDoubtful)
}

func (w *Work) label(parcel, n int) *Label {
	for i := range w.Parcels {
		if w.Parcels[i].N != parcel {
			continue
		}
		for k := range w.Parcels[i].Labels {
			if w.Parcels[i].Labels[k].N == n {
				return &w.Parcels[i].Labels[k]
			}
		}
	}
	return nil
}

// requestPrint is the intent to print the next copy of a parcel's live label.
func (t *turn) requestPrint(w *Work, parcel int, reason string) {
	p := w.parcel(parcel)
	l := p.Live()
	n := len(l.Jobs) + 1
	t.is(PrintRequested{OfWork: w.of(), Job: ID(fmt.Sprintf("%s.ship.%d", l.Key, n)), Doc: ShipLabel,
		Parcel: parcel, Label: l.N, Copy: n, Reason: reason})
	t.do(Push{})
	t.tell(wait("The label comes: stick it on THIS box."))
}

func (w *Work) parcel(n int) *Parcel {
	for i := range w.Parcels {
		if w.Parcels[i].N == n {
			return &w.Parcels[i]
		}
	}
	return nil
}

// sending is asked right before the first byte: the intent becomes durable, or
// nothing is sent.
func (t *turn) sending(in Sending) {
	w := t.find(in.Work)
	if w == nil || w.Halt() != "" {
		return
	}
	if j := w.job(in.Job); j != nil && j.State == PrintQueued {
		t.is(PrintStarted{OfWork: w.of(), Job: in.Job, Counter: in.Counter})
	}
}

// printDone takes how a job ended. It is never repeated from here.
func (t *turn) printDone(in PrintDone) {
	t.ended("print:" + string(in.Job))
	w := t.find(in.Work)
	if w == nil {
		return
	}
	j := w.job(in.Job)
	if j == nil || !j.Open() {
		return
	}
	if in.State == PrintQueued {
		t.doubt("not ready:" + string(in.Job))
	}
	if j.State == PrintSending || in.State != PrintQueued {
		t.is(PrintEnded{OfWork: w.of(), Job: in.Job, State: in.State, Counter: in.Counter, Problem: in.Problem})
	}
	if j.Doc == ShipLabel && w.ID == t.Active {
		t.sayPrinted(in)
	}
}

func (t *turn) sayPrinted(in PrintDone) {
	switch in.State {
	case PrintSent, PrintCounted:
		t.tell(wait("Stick the label on THIS box. Scan it: any long barcode on it."))
	case PrintQueued:
		t.tell(stop("Printer: %s. It goes on by itself when this is cured.", in.Problem))
	default:
		t.tell(stop("Printer: %s. Did the label come out? Scan it, or 1 when nothing came out.", in.Problem))
	}
}

// labelScanned decides a code while the label is proven, and says whether it
// was one of a label.
func (t *turn) labelScanned(in Scanned, p Prompt, w *Work, r reading) bool {
	cur := w.Current()
	l := cur.Live()
	by := ""
	switch {
	case r.sscc != "" && r.sscc == l.Bought.SSCC:
		by = "sscc"
	case l.Bought.Tracking != "" && (in.Text == l.Bought.Tracking || r.text == l.Bought.Tracking):
		by = "tracking"
	case w.ownLabel(r, in.Text):
		t.refuse(in, wrong("That is the label of another box of this order."), "other_box")
		return true
	default:
		return false
	}
	if !p.Takes(ALabel) {
		return false
	}
	if l.lastJob().State == PrintSending {
		// It is on the box before the printer says so.
		t.is(PrintEnded{OfWork: w.of(), Job: l.lastJob().ID, State: PrintSent, Counter: -1})
	}
	t.is(LabelProven{OfWork: w.of(), Parcel: cur.N, Label: l.N, Job: l.lastJob().ID, By: by})
	t.mark(OK, "label")
	t.proven(l.Bought.Lane)
	return true
}

// ownLabel says whether the code is on a label of another parcel of the work.
func (w *Work) ownLabel(r reading, text string) bool {
	for _, p := range w.Parcels {
		for _, l := range p.Labels {
			if l.Bought.SSCC != "" && (l.Bought.SSCC == r.sscc || l.Bought.Tracking == text) {
				return true
			}
		}
	}
	return false
}

// proven tells what comes after a parcel is done.
func (t *turn) proven(lane string) {
	w := t.Work()
	if w.Current() == nil && w.allPacked() {
		if lane != "" {
			t.tell(done("%s shipped. Carry it to lane %s.", w.OrderNo, lane))
			return
		}
		t.tell(done("%s shipped.", w.OrderNo))
		return
	}
	t.tell(done("Box done. The next box of %s.", w.OrderNo))
}

// shipChoice answers a digit at SHIP.
func (t *turn) shipChoice(w *Work, digit byte) {
	switch digit {
	case '1':
		t.confirmDeed("print it again: nothing came out", "nothing_came")
	case '2':
		t.confirmDeed("print it again: torn or blank", "torn")
	case '4':
		t.ask(Ask{Kind: AskTypedWeight})
		t.tell(wait("Type the weight in grams."))
	case '5':
		t.reopen(w)
	case '8':
		t.ask(Ask{Kind: AskLead, Action: PassWeight})
		t.tell(wait("A lead scans his badge to let %d g pass.", t.refusedG))
	}
}

// confirmDeed asks for two digits before what cannot be undone.
func (t *turn) confirmDeed(deed, code string) {
	a := Ask{Kind: AskConfirm, Deed: deed, Digits: t.twoDigits(), Action: Action(code)}
	t.ask(a)
	t.tell(wait("Type %s to %s.", a.Digits, a.Deed))
}

// confirmed carries out what the two digits were asked for.
func (t *turn) confirmed(w *Work, a Ask) {
	p := w.Current()
	switch string(a.Action) {
	case "nothing_came", "torn":
		t.reprint(w, p, string(a.Action))
	case "reopen":
		l := p.Live()
		t.is(LabelVoidRequested{OfWork: w.of(), Parcel: p.N, Label: l.N, Key: l.Key, Reason: "reopen"})
		t.do(Push{})
		t.tell(wait("The carrier takes the label back. Throw it away."))
	}
}

// reprint ends the last copy and asks for the next, with the reason.
func (t *turn) reprint(w *Work, p *Parcel, reason string) {
	j := p.Live().lastJob()
	if j.State == PrintSent || j.State == PrintCounted || j.State == PrintUnknown {
		t.is(PrintEnded{OfWork: w.of(), Job: j.ID, State: PrintFailed, Counter: -1, Problem: reason})
	}
	t.requestPrint(t.Work(), p.N, reason)
}

// reopen opens a sealed parcel; a bought label is voided first.
func (t *turn) reopen(w *Work) {
	p := w.Current()
	if l := p.Live(); l != nil {
		t.confirmDeed("void the label and reopen", "reopen")
		return
	}
	t.reopened(w, p, t.refusedG > 0)
}

// reopened opens the parcel; after a wrong weight its goods count again from
// zero.
func (t *turn) reopened(w *Work, p *Parcel, again bool) {
	t.is(ParcelReopened{OfWork: w.of(), Parcel: p.N})
	t.refusedG = 0
	if again {
		t.recount(t.Work(), "recount")
		t.tell(wait("Box %d is open. Scan every article again.", p.N))
		return
	}
	t.tell(good("Box %d is open.", p.N))
}

// voided takes the carrier's answer to a void.
func (t *turn) voided(in Voided) {
	t.ended("void:" + in.Key)
	w := t.find(in.Work)
	if w == nil {
		return
	}
	l := w.label(in.Parcel, in.Label)
	if l == nil || l.State != LabelVoidIsRequested {
		return
	}
	of, reason := w.of(), l.Code
	switch {
	case in.OK:
		t.is(LabelVoided{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key})
		if reason == "reopen" && w.ID == t.Active && t.Work().Stage != Cancelling {
			t.reopened(t.Work(), t.Work().parcel(in.Parcel), false)
		}
	case in.Away:
		t.doubt("doubt:" + in.Key)
		t.tell(wait("The carrier does not answer. It is asked again."))
	default:
		t.is(VoidRefused{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key})
		t.tell(stop("The carrier does not take the label back. 9 park: a lead decides."))
	}
}
