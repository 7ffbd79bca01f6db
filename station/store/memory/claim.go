package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
)

// Claim hands out works; the same key gives the same works.
func (b side) Claim(ctx context.Context, key string, want station.Want) (works []station.Opened, err error) {
	if want.Way == station.PackOnly && want.How == station.ByNext {
		return nil, nil
	}
	s := b.store
	err = s.call(func() error {
		w, err := s.meet(b.name, b.id)
		if err != nil {
			return err
		}
		done, known := s.claims[[2]string{string(b.id), key}]
		if known || want.How == station.ByMine {
			works = s.again(w, want, done, known)
			return nil
		}
		if want.Person != "" && !s.wasAt(w.at, want.Person) {
			return no("This badge was not shown at %s. Scan it again.", b.name)
		}
		works, err = s.claim(w, key, want)
		return err
	})
	return works, err
}

// again gives what this writer holds already.
func (s *Store) again(w *writer, want station.Want, done claim, known bool) []station.Opened {
	var works []station.Opened
	for _, k := range w.at.in.liveWorks {
		given := slices.Contains(done.works, k.id)
		if k.holder == w && (given || !known && !slices.Contains(want.Have, k.id)) {
			set(s, &k.until, s.now().Add(lease))
			works = append(works, s.open(k, want.How, false, done.slot))
		}
	}
	return works
}

func (s *Store) claim(w *writer, key string, want station.Want) ([]station.Opened, error) {
	found, err := s.find(w, want)
	if err != nil {
		return nil, err
	}
	var works []station.Opened
	done := claim{}
	for _, k := range found {
		recount := want.How == station.ByTakeover && k.lastWriter != w && k.openBox()
		if err := s.lease(w, k, want.Person); err != nil {
			return nil, err
		}
		if k.parked != nil {
			done.slot = k.parked.slot
			set(s, &k.parked, nil)
		}
		works = append(works, s.open(k, want.How, recount, done.slot))
		done.works = append(done.works, k.id)
	}
	put(s, s.claims, [2]string{string(w.name), key}, done)
	return works, nil
}

// find is the works that a claim may have.
func (s *Store) find(w *writer, want station.Want) ([]*work, error) {
	switch want.How {
	case station.ByNext:
		return s.next(w, max(0, min(want.Max, 11-s.handsFull(w.at)))), nil
	case station.ByLabel:
		k, err := s.mayPrintAgain(w, want.Code)
		return []*work{k}, err
	case station.ByTote, station.BySlot, station.ByTakeover:
	default:
		return nil, no("Works cannot be claimed by %s.", want.How)
	}
	if want.How == station.ByTakeover && want.Code == "" {
		return s.stuckOf(w, want.Person, max(want.Max, 1)), nil
	}
	k := w.at.in.workAt(want)
	return []*work{k}, s.mayResume(w, k, want)
}

// handsFull is how many works a station has in hand that nobody else may take.
func (s *Store) handsFull(b *bench) int {
	n := 0
	for _, k := range b.in.liveWorks {
		if k.holder != nil && k.holder.at == b && !k.until.Before(s.now()) {
			n++
		}
	}
	return n
}

// next is up to most works: those assigned to the station, those whose holder
// went away before anything was picked, then by priority and cut-off.
func (s *Store) next(w *writer, most int) []*work {
	groups := [3][]*work{}
	for _, k := range w.at.in.liveWorks {
		free := k.state == station.Ready && k.blocked == "" && k.holder == nil
		expired := (k.state == station.Picking && !k.touched || s.lax == "goods-decide" && k.state != station.Ready) && k.holder != nil && k.until.Before(s.now()) && k.hold == "" && !k.cancelled
		switch {
		case free && k.assigned == w.at:
			groups[0] = append(groups[0], k)
		case expired && (k.assigned == nil || k.assigned == w.at):
			groups[1] = append(groups[1], k)
		case free && k.assigned == nil:
			groups[2] = append(groups[2], k)
		}
	}
	var found []*work
	for _, g := range groups {
		slices.SortStableFunc(g, sooner)
		found = append(found, g...)
	}
	return found[:min(most, len(found))]
}

func sooner(a, b *work) int {
	return cmp.Or(cmp.Compare(b.order.priority, a.order.priority), byTime(a.order, b.order))
}

func byTime(a, b *order) int {
	switch {
	case a.ShipBy.IsZero() && b.ShipBy.IsZero():
		return 0
	case a.ShipBy.IsZero():
		return 1
	case b.ShipBy.IsZero():
		return -1
	}
	return a.ShipBy.Compare(b.ShipBy)
}

// stuckOf is what is stuck elsewhere of a packer.
func (s *Store) stuckOf(w *writer, person station.ID, most int) []*work {
	var found []*work
	for _, k := range w.at.in.liveWorks {
		if k.packer == person && k.holder != nil && k.holder != w && k.until.Before(s.now()) && k.hold == "" && len(found) < most {
			found = append(found, k)
		}
	}
	return found
}

// workAt is the work whose goods lie in a tote, a slot or a labelled box.
func (w *warehouse) workAt(want station.Want) *work {
	if want.How != station.ByTote {
		if k := w.parkedAt(want.Code); k != nil || want.How == station.BySlot {
			return k
		}
	}
	if t := w.totes[want.Code]; t != nil && t.work != nil || want.How == station.ByTote {
		if t == nil {
			return nil
		}
		return t.work
	}
	for _, k := range w.liveWorks {
		for _, p := range k.parcels {
			for _, l := range p.labels {
				if want.Code != "" && (l.bought.SSCC == want.Code || l.bought.Tracking == want.Code) {
					return k
				}
			}
		}
	}
	return nil
}

func (s *Store) mayResume(w *writer, k *work, want station.Want) error {
	switch {
	case k == nil:
		return no("%s holds no order.", want.Code)
	case k.holder == w:
		return no("The order of %s is in hand here already.", want.Code)
	case k.holder != nil && !k.until.Before(s.now()):
		return no("The order of %s is at %s now.", want.Code, k.holder.at.name)
	case k.holder != nil && want.How != station.ByTakeover:
		return no(station.RefusedStuck)
	case k.hold != "":
		return no("On hold: %s. Leave it where it is.", k.hold)
	case k.state == station.Ready || k.state == station.HandedOver || k.over(),
		k.cancelled && !k.touched && k.state != station.Cancelling:
		return no("%s holds no order.", want.Code)
	}
	return nil
}

// lease gives a work to a writer: a new epoch, 90 s.
func (s *Store) lease(w *writer, k *work, person station.ID) error {
	if k.holder != nil && k.holder != w {
		losses := maps.Clone(k.holder.losses)
		losses[k.id] = w.at.name
		set(s, &k.holder.losses, losses)
	}
	if _, lost := w.losses[k.id]; lost {
		losses := maps.Clone(w.losses)
		delete(losses, k.id)
		set(s, &w.losses, losses)
	}
	set(s, &k.holder, w)
	set(s, &k.lastWriter, w)
	set(s, &k.epoch, s.after(k.epoch))
	set(s, &k.until, s.now().Add(lease))
	set(s, &k.seen, k.rev)
	if person != "" {
		set(s, &k.packer, person)
	}
	rules := s.rules(w.at)
	if c := s.channels[k.order.Channel]; c.short != "" {
		rules.Short = c.short
	}
	set(s, &k.rules, rules)
	if k.state != station.Ready {
		return nil
	}
	set(s, &k.state, station.Picking)
	return s.deriveOrder(k.order)
}

// openBox says that units lie in an open parcel.
func (k *work) openBox() bool {
	return slices.ContainsFunc(k.parcels, func(p *parcel) bool {
		return p.state == station.ParcelOpen && k.in(parcelPlace(p.n)) > 0
	})
}

// open is the work as it is handed out.
func (s *Store) open(k *work, how station.How, recount bool, slot string) station.Opened {
	return station.Opened{Content: s.content(k), Stage: k.state, Epoch: k.epoch, How: how, Recount: recount, Slot: slot, Facts: slices.Clone(k.history)}
}

func (s *Store) content(k *work) station.Content {
	o := k.order
	c := station.Content{
		ID: k.id, Order: o.id, OrderNo: o.Number, Channel: o.Channel, Warehouse: station.ID(o.in.Code), Attempt: k.attempt,
		Priority: o.priority, Way: k.rules.Way, Rules: k.rules, ShipTo: o.shipTo, From: o.in.Sender, Service: o.Service,
		CutOff: o.ShipBy, Gift: o.Gift, Note: o.Note, Asked: k.asked(), Cartons: slices.Clip(o.in.cartons),
	}
	for _, note := range []station.PutIn{{Of: "order", Text: o.PackNote, Must: o.PackMust, Grams: o.PackG}, s.channels[o.Channel].note} {
		if note.Text != "" {
			c.PutIns = append(c.PutIns, note)
		}
	}
	for _, l := range k.lines {
		c.Lines = append(c.Lines, l.told(o, s.now()))
	}
	return c
}

func (l *line) told(o *order, now time.Time) station.Line {
	p := l.product
	t := station.Line{
		Product: p.id, SKU: p.SKU, Name: p.Name, Barcodes: slices.Clone(p.codes), Qty: l.qty, Want: l.qty - l.cancelled,
		LengthMM: p.LengthMM, WidthMM: p.WidthMM, HeightMM: p.HeightMM, WeightG: p.WeightG, KeepFlat: p.KeepFlat, Fragile: p.Fragile,
		Handling: station.Handling{
			Rotation: p.Rotation, PadMM: p.PadMM, BearsG: p.BearsG, Stack: p.Stack, Alone: p.Alone, Family: p.Family, Set: p.Set, NotIn: slices.Clone(p.NotIn),
		},
		Lot: p.Lot, Serial: p.Serial, Expiry: p.Expiry,
	}
	if p.PackNote != "" {
		t.PutIn = station.PutIn{Text: p.PackNote, Must: p.PackMust, Grams: p.PackG}
	}
	if t.Name == "" {
		t.Name = o.lines[l.of].name
	}
	if p.Expiry {
		t.SellBefore = now.In(o.in.zone).Format(time.DateOnly)
	}
	return t
}

// asked is what is asked of a work now.
func (k *work) asked() station.Asked {
	a := station.Asked{Rev: k.rev, Hold: k.hold, Cancelled: k.cancelled, Stops: []station.Stop{}}
	for n, l := range k.lines {
		a.Lines = append(a.Lines, station.AskedLine{Line: n, Want: l.qty - l.cancelled, Short: l.short, Cure: l.cure, Codes: slices.Clone(l.learnt)})
	}
	for _, s := range k.stops {
		if s.qty > 0 {
			a.Stops = append(a.Stops, s.told(k.order.in))
		}
	}
	slices.SortStableFunc(a.Stops, func(x, y station.Stop) int {
		return cmp.Or(cmp.Compare(x.Sequence, y.Sequence), strings.Compare(x.Location, y.Location), cmp.Compare(number(x.ID), number(y.ID)))
	})
	return a
}

func (a *stop) told(w *warehouse) station.Stop {
	at := a.key.place
	t := station.Stop{
		ID: a.id, Line: a.line, Location: at.Name, Code: at.Code, CheckDigits: at.CheckDigits, Aisle: at.Aisle, Rack: at.Rack,
		Level: at.Level, Sequence: at.Sequence, Expiry: w.stock[a.key].expiry, Qty: a.qty, Taken: a.taken,
	}
	if a.key.product.Lot {
		t.Lot = a.key.lot
	}
	return t
}

func number(id station.ID) int {
	n, _ := strconv.Atoi(string(id))
	return n
}
