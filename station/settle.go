package station

import (
	"hash/fnv"
	"time"
)

// doubtPause is how long a carrier or printer that did not answer is left
// alone before it is asked again, under the same key.
const doubtPause = 2 * time.Second

// settle does what follows by itself from the state: works move on, labels are
// asked for, bought and printed once what they wait for is applied. It derives
// everything from the state, so that a restarted bench goes on by the same
// path.
func (t *turn) settle() {
	for t.settleOnce() {
	}
	t.effects()
}

// settleOnce makes the first change that is due, and says whether there was one.
func (t *turn) settleOnce() bool {
	for i := range t.Works {
		if t.settleWork(&t.Works[i]) {
			return true
		}
	}
	if t.Work() == nil && t.wantsNext && t.Operator.ID != "" {
		return t.startHeld()
	}
	return false
}

// settleWork makes the first change of the work that is due.
func (t *turn) settleWork(w *Work) bool {
	if w.LostTo != "" {
		return t.lostAhead(w)
	}
	if w.ID != t.Active {
		return t.settleAhead(w)
	}
	if w.Stage == Cancelling {
		return t.settleCancelling(w)
	}
	if w.Halt() != "" {
		return false
	}
	return t.settleStage(w) || t.settleParcel(w) || t.settleSlip(w)
}

// lostAhead drops a work that was only held ahead and is somebody else's now.
func (t *turn) lostAhead(w *Work) bool {
	if w.ID == t.Active {
		return false
	}
	of := w.of()
	t.is(WorkLost{OfWork: of, By: w.LostTo}, WorkClosed{OfWork: of, Why: "lost"})
	return true
}

// settleAhead gives back a work that was stopped before it was started.
func (t *turn) settleAhead(w *Work) bool {
	if w.away() > 0 {
		return false
	}
	switch w.Halt() {
	case "hold":
		t.is(WorkClosed{OfWork: w.of(), Why: "released"})
		return true
	case "cancelled":
		t.cancelEmpty(w)
		return true
	}
	return false
}

// cancelEmpty ends a cancelled work of which nothing left its location.
func (t *turn) cancelEmpty(w *Work) {
	of := w.of()
	if w.Stage != Cancelling {
		t.is(WorkMoved{OfWork: of, From: w.Stage, To: Cancelling, Event: "cancel"})
	}
	t.is(WorkMoved{OfWork: of, From: Cancelling, To: Cancelled, Event: "put_back_done"}, WorkClosed{OfWork: of, Why: "cancelled"})
	t.do(Push{})
}

// settleCancelling voids the labels of a cancelled work, drops its parcels and
// ends it when the last unit is back.
func (t *turn) settleCancelling(w *Work) bool {
	for i := range w.Parcels {
		p := &w.Parcels[i]
		if p.State == ParcelInCage || p.State == ParcelHandedOver || p.State == ParcelVoided {
			continue
		}
		l := p.Live()
		switch {
		case l == nil:
			t.is(ParcelDiscarded{OfWork: w.of(), Parcel: p.N})
			return true
		case l.State == LabelPurchased && l.Code == "":
			t.is(LabelVoidRequested{OfWork: w.of(), Parcel: p.N, Label: l.N, Key: l.Key, Reason: "cancelled"})
			t.do(Push{})
			return true
		}
	}
	if w.away() > 0 || w.labelled() != nil || w.Ask.Open() {
		return false
	}
	no := w.OrderNo
	t.cancelEmpty(w)
	t.tell(done("Order %s is cancelled, everything is back.", no))
	t.goOn()
	return true
}

// settleStage moves the work along its states.
func (t *turn) settleStage(w *Work) bool {
	move := func(to Stage, event string) bool {
		t.is(WorkMoved{OfWork: w.of(), From: w.Stage, To: to, Event: event})
		return true
	}
	if w.Wanted() == 0 && w.away() == 0 && w.PackedUnits() == 0 && w.shortUnits() == 0 {
		no := w.OrderNo
		t.cancelEmpty(w)
		t.tell(wait("Nothing is left to ship of order %s.", no))
		t.goOn()
		return true
	}
	switch w.Stage {
	case Picking:
		return t.settlePicking(w, move)
	case ShortStage:
		switch {
		case w.NextStop() != nil:
			return move(Picking, "restocked")
		case w.settled() && w.shortUnits() == 0:
			return move(Picked, "rule")
		}
	case Picked:
		return move(Packing, "open_at_station")
	case Packing:
		if w.allPacked() && w.openParcel() == nil && len(w.Parcels) > 0 {
			return move(Packed, "seal_last_parcel")
		}
	case Packed:
		switch {
		case w.openParcel() != nil || !w.allPacked():
			return move(Packing, "unpack")
		case w.allLabelled():
			return move(Labelled, "labels_ready")
		}
	case Labelled:
		switch {
		case !w.allLabelled():
			return move(Packed, "void_all")
		case w.Current() == nil:
			t.is(WorkClosed{OfWork: w.of(), Why: "shipped"})
			t.do(Push{})
			t.goOn()
			return true
		}
	}
	return false
}

// settlePicking ends the picking of a work.
func (t *turn) settlePicking(w *Work, move func(Stage, string) bool) bool {
	if w.Way == OnePass {
		return len(w.Parcels) > 0 && move(Packing, "one_pass")
	}
	switch {
	case w.NextStop() != nil:
		return false
	case w.settled() && w.shortUnits() == 0 && w.away() > 0:
		of, tote := w.of(), w.Tote
		move(Picked, "all_lines_settled")
		t.is(WorkClosed{OfWork: of, Why: "picked"})
		t.do(Push{})
		t.tell(done("Tote %s is complete. Bring it to the pack lane.", tote))
		t.goOn()
		return true
	case w.shortUnits() > 0 && len(w.Cures) > 0:
		return move(ShortStage, "all_lines_settled")
	}
	return false
}

// openParcel is the parcel that is being filled.
func (w *Work) openParcel() *Parcel {
	if p := w.Current(); p != nil && p.State == ParcelOpen {
		return p
	}
	return nil
}

func (w *Work) allLabelled() bool {
	n := 0
	for _, p := range w.Parcels {
		switch p.State {
		case ParcelLabelled, ParcelInCage, ParcelHandedOver:
			n++
		case ParcelVoided:
		default:
			return false
		}
	}
	return n > 0
}

// goOn asks for the next order where the house wants it so.
func (t *turn) goOn() {
	if t.Rules.AutoNext && t.Operator.ID != "" {
		t.wantsNext = true
	}
}

// settleParcel closes a full parcel and asks for the label of a weighed one.
func (t *turn) settleParcel(w *Work) bool {
	p := w.Current()
	if p == nil || w.Ask.Open() {
		return false
	}
	switch {
	case p.State == ParcelOpen && w.unitsIn(p.N) > 0 && (w.allPacked() || w.full(*p)) && (!p.Recounted || t.counted()):
		verdict := t.out.Verdict
		t.seal(w)
		if verdict.Word == Done {
			t.tell(done(verdict.Text+" Close box %d, put it on the scale.", append(verdict.Args, p.N)...))
		}
		return true
	case p.State == ParcelIsSealed && p.Outcome == "" && w.Rules.Weight == "off":
		t.weight(w, 0, WeightOff, "")
		return true
	case p.State == ParcelIsSealed && p.Outcome != "" && len(p.Labels) == 0,
		p.State == ParcelIsSealed && p.Outcome != "" && p.Live() == nil && p.Labels[len(p.Labels)-1].State == LabelIsVoided:
		t.requestLabel(w, p)
		return true
	case p.State == ParcelLabelled && p.Live() != nil && p.Live().State == LabelPurchased && len(p.Live().Jobs) == 0:
		t.requestPrint(w, p.N, "")
		return true
	}
	return false
}

// counted says that this turn counted a unit into a parcel.
func (t *turn) counted() bool {
	for _, c := range t.out.Changes {
		switch c.(type) {
		case UnitPacked, UnitPicked:
			return true
		}
	}
	return false
}

// settleSlip asks for the packing slip when the first carton is confirmed.
func (t *turn) settleSlip(w *Work) bool {
	if !w.Rules.Slip || len(w.Slips) > 0 || len(w.Parcels) == 0 {
		return false
	}
	t.is(PrintRequested{OfWork: w.of(), Job: ID(string(w.ID) + ".slip.1"), Doc: PackingSlip, Copy: 1})
	return true
}

// effects asks the world for what the state waits for and is not under way.
func (t *turn) effects() {
	for i := range t.Works {
		w := &t.Works[i]
		if w.Halt() == "" && (w.ID == t.Active || w.Stage == Cancelling) {
			t.workEffects(w)
		}
	}
	t.refill()
}

func (t *turn) workEffects(w *Work) {
	if !w.Planned && w.Stage != Cancelling && w.ready() {
		t.once("plan:"+string(w.ID), w.planEffect())
	}
	for i := range w.Slips {
		if w.Slips[i].State == PrintQueued {
			t.print(w, nil, w.Slips[i])
		}
	}
	for i := range w.Parcels {
		p := &w.Parcels[i]
		if l := p.Live(); l != nil {
			t.labelEffects(w, p, l)
		}
	}
}

// ready says that the plan can be made: in one pass at once, else when the
// goods are at the bench.
func (w *Work) ready() bool {
	return w.Way == OnePass || w.Stage == Packing
}

// labelEffects buys, voids or prints once the request is applied.
func (t *turn) labelEffects(w *Work, p *Parcel, l *Label) {
	if l.seq > t.Applied || t.under["doubt:"+l.Key] && t.Now.Before(t.doubtUntil()) {
		return
	}
	switch l.State {
	case LabelIsRequested, LabelDoubtful:
		t.once("buy:"+l.Key, BuyLabel{Work: w.ID, Parcel: p.N, Label: l.N, Key: l.Key, Order: w.shipment(p),
			Doubt: l.State == LabelDoubtful || l.seq <= t.oldSeq})
	case LabelVoidIsRequested:
		t.once("void:"+l.Key, VoidLabel{Work: w.ID, Parcel: p.N, Label: l.N, Key: l.Key})
	case LabelPurchased:
		if j := l.lastJob(); j != nil && j.State == PrintQueued && j.seq <= t.Applied && p == w.Current() && w.Stage != Cancelling {
			t.print(w, p, *j)
		}
	}
}

// doubtUntil is when what did not answer is asked again.
func (t *turn) doubtUntil() time.Time { return t.doubtAt.Add(doubtPause) }

// doubt leaves alone for a while what did not answer.
func (t *turn) doubt(key string) {
	t.under, t.doubtAt = with(t.under, key), t.Now
	t.do(Remind{At: t.doubtUntil()})
}

func (t *turn) print(w *Work, p *Parcel, j Job) {
	if t.under["not ready:"+string(j.ID)] && t.Now.Before(t.doubtUntil()) {
		return
	}
	t.once("print:"+string(j.ID), Print{Work: w.ID, Job: j.ID, Document: w.document(p, j)})
}

// document is everything that stands on a printed document.
func (w *Work) document(p *Parcel, j Job) Document {
	if j.Doc == ShipLabel {
		return Document{Kind: ShipLabel, Copy: j.Copy, OrderNo: w.OrderNo, Shipment: w.shipment(p), Bought: p.Live().Bought}
	}
	d := Document{Kind: PackingSlip, Copy: j.Copy, OrderNo: w.OrderNo, Gift: w.Gift, Note: w.Note,
		Shipment: Shipment{OrderNo: w.OrderNo, ShipTo: w.ShipTo, From: w.From, Service: w.Service}}
	for _, l := range w.Content.Lines {
		d.Lines = append(d.Lines, SlipLine{SKU: l.SKU, Name: l.Name, Ordered: l.Qty, Here: l.Want})
	}
	return d
}

// planEffect asks the cartonizer for what is still to be packed.
func (w *Work) planEffect() PlanCartons {
	units := make(map[int]int, len(w.Content.Lines))
	for i, l := range w.Content.Lines {
		if n := l.Want - w.Tallys[i].Packed; n > 0 {
			units[i] = n
		}
	}
	seed := fnv.New64a()
	seed.Write([]byte(w.Order))
	return PlanCartons{Work: w.ID, Lines: w.Content.Lines, Units: units, Cartons: w.Cartons, Seed: seed.Sum64()}
}

// refill claims works ahead while the packer works, so that the next one is
// here when it is wanted and an outage does not stop the bench.
func (t *turn) refill() {
	free := 1 + t.Rules.Ahead - len(t.Works)
	if t.Operator.ID == "" || t.Rules.Way == PackOnly || t.away(Database) || t.under["claim"] {
		return
	}
	switch {
	case t.wantsNext && t.Work() == nil:
		t.claim(Want{How: ByNext, Max: 1 + t.Rules.Ahead})
	case t.Work() != nil && free > 0 && t.Board.Ready > 0 && t.Now.Sub(t.triedAt) > claimPause:
		t.triedAt = t.Now
		t.claim(Want{How: ByNext, Max: free})
	}
}

// claimPause is how long a bench that got nothing waits before it asks for
// works ahead again.
const claimPause = 10 * time.Second
