package station

import "slices"

// A label that was proven is printed again when its box was crushed or the label
// came off. Whoever stands with the box scans what is left of the label, or the
// number of its order; the work is opened here, the box is taken out of its cage,
// and says no more that it has a label until the copy is scanned on it. The old
// label is no good from then on: the reason says what became of it, and a lead
// said yes.

// choiceAgain is offered while no order is on the screen.
var choiceAgain = Choice{'2', "label again"}

// againReasons is what became of the old label, by digit. What is not lost is
// thrown away before a lead says yes.
var againReasons = map[byte]string{'1': "lost", '2': "torn", '4': "unreadable", '5': "box"}

// PrintAgainWords is what a reason says to people.
var PrintAgainWords = map[string]string{
	"lost": "the label is lost", "torn": "torn or crushed", "unreadable": "no scanner reads it", "box": "the box is another one",
}

// askOldLabel asks which label it is.
func (t *turn) askOldLabel() {
	t.ask(Ask{Kind: AskOldLabel})
	t.tell(wait("Scan the old label, or the barcode on the slip."))
}

// againPrompt is what is asked before a label is printed again. w is nil while
// nobody knows which.
func (w *Work) againPrompt(p Prompt, a Ask) Prompt {
	p.Screen, p.Choices = Trouble, nil
	switch {
	case w == nil:
		p.Text, p.Accepts = "SCAN THE OLD LABEL, OR THE SLIP", []Accept{ALabel}
		p.Hint = "or type the number of the order"
	case a.Parcel == 0:
		p.Text, p.Accepts = "TYPE THE NUMBER OF THE BOX", []Accept{ANumber}
		p.Hint = "it stands on the label: 2 of 3 is box 2"
	default:
		p.Text, p.Args = "BOX %d: WHAT IS WITH THE OLD LABEL?", []any{a.Parcel}
		for _, digit := range []byte("1245") {
			p.Choices = append(p.Choices, Choice{digit, PrintAgainWords[againReasons[digit]]})
		}
	}
	return p
}

// oldLabel opens the shipped order whose label or number was read.
func (t *turn) oldLabel(in Scanned, m Meaning) {
	switch {
	case t.find(m.Work) != nil:
		t.refuse(in, wrong("Order %s is in hand here. Finish it first.", m.OrderNo), "in_hand")
	case t.full():
		t.refuse(in, wrong(noRoom, t.room()), "no_room")
	default:
		t.close()
		t.wantsCode = Want{How: ByLabel, Code: m.Code, Max: 1}
		t.tell(wait("Opening %s.", m.OrderNo))
	}
}

// askAgain asks what became of the label of the order that was opened by code.
// Where it has several boxes and the code tells none of them, it asks which.
func (t *turn) askAgain(w *Work, code string) {
	if n := w.provenBox(code); n > 0 {
		t.ask(Ask{Kind: AskAgain, Parcel: n})
		t.tell(wait("Order %s, box %d. Throw away what is left of the old label.", w.OrderNo, n))
		return
	}
	t.ask(Ask{Kind: AskAgain})
	t.tell(wait("Order %s has several boxes: which one is it?", w.OrderNo))
}

// mayPrintAgain says that a box of the order on the screen has its label on, and
// that the one in hand has none yet: two never lie loose.
func (w *Work) mayPrintAgain() bool {
	switch w.Step() {
	case StepPlace, StepArticle, StepCarton, StepPack:
	default:
		return false
	}
	return !w.sellsAll() && w.count(Loose) == 0 && slices.ContainsFunc(w.Parcels, func(p Parcel) bool { return p.boxed() })
}

// allLeft says that every box of the work has left the bench: nothing of it is
// here that could be parked.
func (w *Work) allLeft() bool {
	return w.Stage == Labelled && w.Current() == nil && w.LostTo == "" && !w.Gone
}

// leaveShipped lets go of an order of which nothing is printed again after all.
func (t *turn) leaveShipped(w *Work) {
	no := w.OrderNo
	if w.Ask.Open() {
		t.close()
	}
	t.endShipped(t.Work())
	t.tell(good("Order %s stays shipped.", no))
}

// provenBox is the box whose label has the code, or the only one whose label is
// on it; 0 when that tells nothing.
func (w *Work) provenBox(code string) int {
	boxes, only := 0, 0
	for i := range w.Parcels {
		p := &w.Parcels[i]
		if !p.boxed() {
			continue
		}
		if l := p.Live(); l.Bought.SSCC == code || l.Bought.Tracking == code {
			return p.N
		}
		boxes, only = boxes+1, p.N
	}
	if boxes != 1 {
		return 0
	}
	return only
}

// boxed says that the label of the parcel is on it, as far as anybody knows.
func (p Parcel) boxed() bool {
	l := p.Live()
	return p.State == ParcelInCage && l != nil && l.State == LabelPurchased
}

// boxNumbered takes the number of the box.
func (t *turn) boxNumbered(in Scanned, w *Work, n int) {
	if p := w.parcel(n); p == nil || !p.boxed() {
		t.refuse(in, wrong("Order %s has no box %d with a label on it.", w.OrderNo, n), "no_such_box")
		return
	}
	t.ask(Ask{Kind: AskAgain, Parcel: n})
	t.tell(wait("Order %s, box %d. Throw away what is left of the old label.", w.OrderNo, n))
}

// againChosen takes what became of the old label. A lead decides.
func (t *turn) againChosen(a Ask, digit byte) {
	t.ask(Ask{Kind: AskLead, Action: PrintAgain, Parcel: a.Parcel, Qty: a.Parcel, Code: againReasons[digit]})
	t.tell(wait("A lead allows it: his badge here, or his yes from the board."))
}

// printAgain takes the box out of its cage, by the yes of a lead, and prints the next
// copy of its label.
func (t *turn) printAgain(a Ask, grant ID) {
	t.close()
	w := t.Work()
	p := w.parcel(a.Parcel)
	if p == nil || !p.boxed() {
		return
	}
	l := p.Live()
	t.is(LabelDestroyed{OfWork: w.of(), Parcel: p.N, Label: l.N, Reason: a.Code, Grant: grant})
	if j := l.lastJob(); j.State == PrintSent || j.State == PrintCounted {
		t.rejected(w, *j, a.Code)
	}
	t.requestPrint(t.Work(), t.Work().parcel(a.Parcel), a.Code)
}
