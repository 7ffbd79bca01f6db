package station

// park lets go of the work on the screen: why, then where. A reason that is
// known already is not asked for.
func (t *turn) park(in Scanned) {
	w := t.Work()
	if w == nil {
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
	switch w.Step() {
	case StepCure:
		for _, c := range w.Cures {
			if c == CureLead {
				return ParkLead
			}
		}
		return ParkRestock
	case StepRefused, StepLabel, StepPrint, StepVoid:
		return ParkLabel
	case StepPutBack:
		return ParkCancel
	}
	if w.Ask.Kind == AskLead {
		return ParkLead
	}
	return ""
}

// parkFor asks for the slot; a work of which nothing left its location needs
// none.
func (t *turn) parkFor(w *Work, reason ParkReason) {
	if w.away() == 0 {
		t.letGo(w, "", reason)
		return
	}
	t.ask(Ask{Kind: AskSlot, Park: reason})
	t.tell(wait("Put the goods on a slot of the trouble shelf and scan the slot."))
}

func (t *turn) parkReasonChosen(w *Work, digit byte) {
	if digit == '6' {
		no := w.OrderNo
		t.is(WorkClosed{OfWork: w.of(), Why: "released"})
		t.do(Push{})
		t.tell(good("Order %s went back.", no))
		return
	}
	t.parkFor(w, parkReasons[digit])
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
		w = t.Work()
	}
	of, no := w.of(), w.OrderNo
	if w.Gone && w.Stage != Cancelling && w.away() > 0 {
		t.is(WorkMoved{OfWork: of, From: w.Stage, To: Cancelling, Event: "cancel"})
	}
	t.is(Parked{OfWork: of, Slot: slot, Reason: reason, Tote: w.Tote}, WorkClosed{OfWork: of, Why: "parked"})
	t.refusedG = 0
	t.do(Push{})
	if slot == "" {
		t.tell(good("Order %s is parked. The office sees why.", no))
		return
	}
	t.mark(OK, label(slot))
	t.tell(good("Order %s is parked on %s.", no, slot))
}
