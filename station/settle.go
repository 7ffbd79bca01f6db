package station

// settle does what follows by itself from the state: works move on, labels are
// asked for, bought and printed once what they wait for is applied. It derives
// everything from the state, so that a restarted bench goes on by the same
// path.
func (t *turn) settle() {
	t.follow()
	t.effects()
}

// follow makes the changes that are due.
func (t *turn) follow() {
	for t.settleOnce() {
	}
}

// settleOnce makes the first change that is due, and says whether there was one.
func (t *turn) settleOnce() bool {
	for i := range t.Works {
		if t.settleWork(&t.Works[i]) {
			return true
		}
	}
	return t.Work() == nil && t.wantsNext && t.Operator.ID != "" && t.startHeld()
}

// settleWork makes the first change of the work that is due.
func (t *turn) settleWork(w *Work) bool {
	switch {
	case w.ID != t.Active:
		return t.settleAhead(w)
	case w.LostTo != "":
		return false
	case w.Stage == Cancelling:
		return t.settleCancelling(w)
	case w.Halt() != "":
		return false
	}
	return t.settleStage(w) || t.settleParcel(w) || t.settleSlip(w) || t.settlePlates(w)
}

// settleAhead gives back a work that was only held ahead: it was stopped, or
// nobody is here to work on it.
func (t *turn) settleAhead(w *Work) bool {
	of, halt := w.of(), w.Halt()
	switch {
	case !w.untouched():
		return false
	case halt == "taken":
		t.is(WorkLost{OfWork: of, By: w.LostTo}, WorkClosed{OfWork: of, Why: "lost"})
	case halt == "cancelled":
		t.is(WorkMoved{OfWork: of, From: w.Stage, To: Cancelling, Event: "cancel"})
		t.cancelEmpty(t.find(of.Work))
	case halt == "hold" || t.Operator.ID == "":
		t.dropEmpty(w)
		t.is(WorkClosed{OfWork: of, Why: "released"})
		t.do(Push{})
	default:
		return false
	}
	return true
}

// cancelEmpty ends a work in cancelling that has nothing left at the bench.
func (t *turn) cancelEmpty(w *Work) {
	of := w.of()
	for _, p := range w.Parcels {
		if p.State == ParcelOpen || p.State == ParcelIsSealed {
			t.is(ParcelDiscarded{OfWork: of, Parcel: p.N})
		}
	}
	t.is(WorkMoved{OfWork: of, From: Cancelling, To: Cancelled, Event: "put_back_done"}, WorkClosed{OfWork: of, Why: "cancelled"})
	t.do(Push{})
}

// settleCancelling voids the labels of a cancelled work, drops what is sealed
// and ends it when the last unit is back.
func (t *turn) settleCancelling(w *Work) bool {
	for i := range w.Parcels {
		p := &w.Parcels[i]
		switch l := p.Live(); {
		case p.State == ParcelIsSealed && l == nil:
			t.is(ParcelDiscarded{OfWork: w.of(), Parcel: p.N})
			return true
		case p.State == ParcelLabelled && l.State == LabelPurchased && l.Code != voidForCancel:
			t.requestVoid(w, p, voidForCancel)
			return true
		}
	}
	if w.away() > 0 || w.labelled() != nil || w.Ask.Open() {
		return false
	}
	no := w.OrderNo
	if left := w.leftBench(); left != nil {
		t.letGo(w, "", ParkLead)
		t.tell(stop("Order %s is cancelled, but box %d has left. A lead decides.", no, left.N))
	} else {
		t.cancelEmpty(w)
		t.tell(done("Order %s is cancelled, everything is back.", no))
	}
	t.goOn()
	return true
}

// settleStage moves the work along its states.
func (t *turn) settleStage(w *Work) bool {
	if len(w.Held) == 0 && w.Wanted() == 0 && w.shortUnits() == 0 {
		no := w.OrderNo
		t.move(w, Cancelling, "cancel")
		t.cancelEmpty(t.Work())
		t.tell(wait("Nothing is left to ship of order %s.", no))
		t.goOn()
		return true
	}
	switch w.Stage {
	case Picking:
		return t.settlePicking(w)
	case ShortStage:
		return t.settleShort(w)
	case Picked:
		return t.move(w, Packing, "open_at_station")
	case Packing:
		return w.allPacked() && w.openParcel() == nil && len(w.Parcels) > 0 && t.move(w, Packed, "seal_last_parcel")
	case Packed:
		if w.openParcel() != nil || !w.allPacked() {
			return t.move(w, Packing, "unpack")
		}
		return w.allLabelled() && t.move(w, Labelled, "labels_ready")
	case Labelled:
		return t.settleLabelled(w)
	}
	return false
}

func (t *turn) move(w *Work, to Stage, event string) bool {
	t.is(WorkMoved{OfWork: w.of(), From: w.Stage, To: to, Event: event})
	return true
}

// settlePicking ends the picking of a work.
func (t *turn) settlePicking(w *Work) bool {
	switch {
	case w.Way == OnePass:
		return len(w.Parcels) > 0 && t.move(w, Packing, "one_pass")
	case w.NextStop() != nil:
		return false
	case w.settled() && w.away() > 0:
		t.move(w, Picked, "all_lines_settled")
		return t.toPackLane(t.Work())
	}
	return w.shortUnits() > 0 && len(w.Cures) > 0 && t.move(w, ShortStage, "all_lines_settled")
}

// settleShort goes on when the house has settled what is missing.
func (t *turn) settleShort(w *Work) bool {
	switch {
	case w.NextStop() != nil:
		return t.move(w, Picking, "restocked")
	case w.settled():
		t.move(w, Picked, "rule")
		return t.toPackLane(t.Work())
	}
	return false
}

// toPackLane lets go of a tote that is complete, where another bench packs it.
func (t *turn) toPackLane(w *Work) bool {
	if w.Way != ToteWay {
		return true
	}
	of, tote := w.of(), w.Tote
	t.is(WorkClosed{OfWork: of, Why: "picked"})
	t.do(Push{})
	t.tell(done("Tote %s is complete. Bring it to the pack lane.", tote))
	t.goOn()
	return true
}

// settleLabelled ends a work whose last parcel has left the bench.
func (t *turn) settleLabelled(w *Work) bool {
	switch {
	case !w.allLabelled():
		return t.move(w, Packed, "void_all")
	case w.Current() != nil || w.Ask.Open():
		return false
	}
	t.endShipped(w)
	return true
}

func (t *turn) endShipped(w *Work) {
	t.is(WorkClosed{OfWork: w.of(), Why: "shipped"})
	t.do(Push{})
	t.goOn()
}

// goOn asks for the next order where the house wants it so.
func (t *turn) goOn() {
	t.wantsNext = t.Rules.AutoNext && t.Rules.Way != PackOnly && t.Operator.ID != ""
}

// settleParcel opens a parcel that needs no carton, closes a full one, drops an
// empty one that nothing will go into, and asks for the label of a weighed one.
func (t *turn) settleParcel(w *Work) bool {
	p := w.Current()
	switch {
	case w.Ask.Open():
		return false
	case p == nil:
		return t.settleOwn(w)
	}
	switch p.State {
	case ParcelOpen:
		return t.settleOpen(w, p)
	case ParcelIsSealed:
		return t.settleSealed(w, p)
	}
	if l := p.Live(); l.State == LabelPurchased && len(l.Jobs) == 0 && (!w.plated() || w.Shown == p.N) {
		t.requestPrint(w, p, "")
		return true
	}
	return false
}

func (t *turn) settleOpen(w *Work, p *Parcel) bool {
	packed := w.allPacked()
	switch {
	case w.unitsIn(p.N) == 0 && (packed || w.useless(p)):
		t.is(ParcelDiscarded{OfWork: w.of(), Parcel: p.N})
		return true
	case !packed && !w.full(p), w.unitsIn(p.N) == 0, p.Reopened && !t.counted(), len(w.owed(p)) > 0:
		return false
	}
	before := t.out.Verdict
	t.seal(w)
	if before.Word == Done {
		after := t.out.Verdict
		t.tell(done(before.Text+" "+after.Text, append(before.Args[:len(before.Args):len(before.Args)], after.Args...)...))
	}
	return true
}

// useless says that nothing is going to go into the empty parcel: what is left
// ships in its own packaging, or nothing that does is left.
func (w *Work) useless(p *Parcel) bool {
	return p.Own != w.restAlone() && w.count(Loose) == 0
}

// counted says that this turn counted a unit into a parcel, after it was opened
// again or something was taken out.
func (t *turn) counted() bool {
	counted := false
	for _, c := range t.out.Changes {
		switch c.(type) {
		case UnitPacked, UnitPicked:
			counted = true
		case ParcelReopened, UnitMoved:
			counted = false
		}
	}
	return counted
}

func (t *turn) settleSealed(w *Work, p *Parcel) bool {
	switch n := len(p.Labels); {
	case p.Outcome == "" && w.Rules.Weight == "off":
		t.weight(w, 0, WeightOff, "")
		return true
	case p.Outcome == "" && t.NoScale && w.expects(p):
		t.weight(w, 0, WeightNone, "")
		return true
	case p.Outcome == "":
		return false
	case n > 0 && p.Labels[n-1].State != LabelIsVoided:
		return w.sellsAll() && t.requestRest(w)
	}
	t.requestLabel(w, p)
	return true
}

// settleSlip asks for the packing slip when the first carton is confirmed.
func (t *turn) settleSlip(w *Work) bool {
	if !w.Rules.Slip || len(w.Slips) > 0 || len(w.Parcels) == 0 || w.How == ByLabel {
		return false
	}
	t.printSlip(w, "")
	return true
}
