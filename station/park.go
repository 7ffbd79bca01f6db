package station

// park lets go of the work on the screen: why, then where. A reason that is
// known already is not asked for.
func (t *turn) park() {
	w := t.Work()
	if w == nil {
		return
	}
	if w.allLeft() {
		t.leaveShipped(w)
		return
	}
	if reason := w.parkReason(); reason != "" {
		t.parkFor(w, reason)
		return
	}
	t.ask(Ask{Kind: AskPark})
	t.tell(wait("Why is order %s parked?", w.OrderNo))
}

// parkReason is the reason that the work's own state gives, "" when the packer
// must say.
func (w *Work) parkReason() ParkReason {
	switch w.Halt() {
	case "cancelled":
		return ParkCancel
	case "hold":
		return ParkHold
	}
	if w.Stage == Cancelling {
		return ParkCancel
	}
	switch w.Step() {
	case StepCure:
		if w.cure() == CureLead {
			return ParkLead
		}
		return ParkRestock
	case StepRefused, StepLabel, StepPrint, StepVoid:
		return ParkLabel
	}
	if w.Ask.Kind == AskLead {
		return ParkLead
	}
	return ""
}

// parkFor asks for the slot; a work of which nothing left its location needs
// none, and one that is cancelled just ends.
func (t *turn) parkFor(w *Work, reason ParkReason) {
	switch {
	case w.Gone && w.Stage != Cancelling && w.away() == 0:
		t.cancelled(w)
	case w.untouched():
		t.letGo(w, "", reason)
	default:
		t.askSlot(w, reason)
	}
}

// askSlot asks where the goods are put. A label that may lie at the bench goes with
// them: the next box must not get it.
func (t *turn) askSlot(w *Work, reason ParkReason) {
	loose := w.looseLabel("")
	t.ask(Ask{Kind: AskSlot, Park: reason})
	if loose {
		t.tell(wait("Put the goods and the label, if it came out, on a slot. Scan the slot."))
		return
	}
	t.tell(wait("Put the goods on a slot of the trouble shelf and scan the slot."))
}

func (t *turn) parkReasonChosen(w *Work, digit byte) {
	if digit == '6' {
		t.giveBack(w)
		return
	}
	t.parkFor(w, parkReasons[digit])
}

// giveBack lets go of a work as if nobody had opened it.
func (t *turn) giveBack(w *Work) {
	no := w.OrderNo
	t.dropEmpty(w)
	t.is(WorkClosed{OfWork: w.of(), Why: "released"})
	t.do(Push{})
	t.tell(good("Order %s went back.", no))
}

// dropEmpty drops an open parcel that holds nothing: the next bench takes a box
// of its own.
func (t *turn) dropEmpty(w *Work) {
	if p := w.openParcel(); p != nil && w.unitsIn(p.N) == 0 && w.count(Loose) == 0 {
		t.is(ParcelDiscarded{OfWork: w.of(), Parcel: p.N})
	}
}

// parkOn takes the slot of the open question.
func (t *turn) parkOn(slot string) {
	w := t.Work()
	t.letGo(w, slot, w.Ask.Park)
}

// letGo parks the work and frees the bench.
func (t *turn) letGo(w *Work, slot string, reason ParkReason) {
	if w.Ask.Open() {
		t.close()
	}
	of, no, tote := w.of(), w.OrderNo, w.Tote
	t.dropEmpty(w)
	if w.Gone && w.Stage != Cancelling {
		t.is(WorkMoved{OfWork: of, From: w.Stage, To: Cancelling, Event: "cancel"})
	}
	t.is(Parked{OfWork: of, Slot: slot, Reason: reason, Tote: tote}, WorkClosed{OfWork: of, Why: "parked"})
	t.refusedG = 0
	t.do(Push{})
	if slot == "" {
		t.tell(good("Order %s is parked. The office sees why.", no))
		return
	}
	t.mark(OK, label(slot))
	t.tell(good("Order %s is parked on %s.", no, slot))
}
