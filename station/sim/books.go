package sim

import (
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// books are what a server must hold, kept beside it from every commit: the facts
// that were applied, who holds what and since when, and where the units are. A
// server that is made from a part of the log has the books of that part.
type books struct {
	h       *hall
	seq     map[station.ID]int64 // by writer
	hash    map[station.ID]station.Hash
	told    map[station.ID]time.Duration // when a writer did last, by the database
	works   map[station.ID]*entry
	stock   map[string]int // on hand by article, all locations
	claims  map[string][]station.ID
	grants  map[station.ID]*allowed
	held    map[station.ID]bool // orders
	gone    map[station.ID]bool // cancelled orders
	request map[string]bool     // label requests applied: whether something stopped the order then
	late    map[string]bool     // those of orders that were cancelled by then
	aside   map[station.ID]int64
}

type entry struct {
	epoch  int64
	holder station.ID
	heard  time.Duration // when the holder claimed it last, by the database
	stage  station.Stage
	waits  bool // it was parked, or units of it were missing
	units  map[place]int
	lines  []station.Line
}

type place struct {
	line  int
	goods station.Goods
	at    station.Place
}

type allowed struct {
	work   station.ID
	action station.Action
	used   bool
}

// lease is how long a work is held without word from its station.
const lease = 90 * time.Second

func newBooks(h *hall) *books {
	return &books{
		h: h, seq: map[station.ID]int64{}, hash: map[station.ID]station.Hash{}, told: map[station.ID]time.Duration{}, works: map[station.ID]*entry{}, stock: map[string]int{},
		claims: map[string][]station.ID{}, grants: map[station.ID]*allowed{}, held: map[station.ID]bool{}, gone: map[station.ID]bool{},
		request: map[string]bool{}, late: map[string]bool{}, aside: map[station.ID]int64{},
	}
}

func (k *books) work(id station.ID) *entry {
	e := k.works[id]
	if e == nil {
		e = &entry{units: map[place]int{}}
		k.works[id] = e
	}
	return e
}

// applied is a batch that the server took.
func (k *books) applied(b *bench, batch station.Batch, a station.Answer, err error) {
	if err != nil {
		return
	}
	w := batch.Writer
	if a.Through < k.seq[w] {
		k.h.fail(appliedOnce, "the database had %d facts of %s and now has %d", k.seq[w], b.name, a.Through)
		return
	}
	for _, f := range batch.Facts {
		if f.Seq <= k.seq[w] || f.Seq > a.Through {
			continue
		}
		if f.Seq != k.seq[w]+1 {
			k.h.fail(gapless, "the database took fact %d of %s after %d", f.Seq, b.name, k.seq[w])
			return
		}
		if f.Prev != k.hash[w] {
			k.h.fail(chainHolds, "the database took fact %d of %s, which does not follow the one before", f.Seq, b.name)
			return
		}
		k.seq[w], k.hash[w] = f.Seq, f.Hash
		if slices.ContainsFunc(a.SetAside, func(s station.SetAside) bool { return s.Seq == f.Seq }) {
			k.setAside(b, f, a)
			continue
		}
		k.fact(b, w, f)
	}
	k.told[w] = k.h.dbTime()
}

// silent is how long the holder of a work was not heard of.
func (k *books) silent(e *entry) time.Duration {
	return k.h.dbTime() - max(e.heard, k.told[e.holder])
}

// setAside must be for an epoch that is over; a broken rule is a bug, but for an
// override whose grant a failover forgot, and what follows it.
func (k *books) setAside(b *bench, f station.Fact, a station.Answer) {
	grant := grantOf(f)
	forgotten := grant != "" && k.grants[grant] == nil || k.aside[f.Work] == f.Epoch && f.Work != ""
	for _, s := range a.SetAside {
		if s.Seq == f.Seq && s.Why == "rule" && !forgotten {
			k.h.fail(listedMoves, "fact %d of %s was set aside for a broken rule: %+v", f.Seq, b.name, f.Change)
		}
	}
	k.aside[f.Work] = f.Epoch
}

func (k *books) fact(b *bench, w station.ID, f station.Fact) {
	if f.Work == "" {
		return
	}
	e := k.work(f.Work)
	switch c := f.Change.(type) {
	case station.WorkLost, station.ScanRefused:
		return
	case station.WorkClosed:
		if c.Why == "lost" {
			if f.Epoch == e.epoch && e.holder == w {
				e.holder = ""
			}
			return
		}
	}
	if f.Epoch != e.epoch || e.holder != w {
		k.h.fail(staleNothing, "fact %d of %s (%s) of epoch %d was applied; work %s is at epoch %d, held by %s", f.Seq, b.name, f.Change.Kind(), f.Epoch, f.Work, e.epoch, e.holder)
		return
	}
	switch c := f.Change.(type) {
	case station.WorkMoved:
		if e.stage != c.From {
			k.h.fail(listedMoves, "work %s moves from %s, it is %s", f.Work, c.From, e.stage)
		}
		e.stage = c.To
	case station.WorkClosed:
		e.holder = ""
	case station.LabelRequested:
		order := k.h.orderOf[f.Work]
		k.request[c.Key] = k.held[order] || k.gone[order]
		k.late[c.Key] = k.gone[order]
		k.h.audit.requested[c.Key] = true
	case station.Parked:
		e.waits = true
	default:
		k.units(e, f)
		k.override(f)
	}
}

// units keeps the ledger.
func (k *books) units(e *entry, f station.Fact) {
	move := func(line int, g station.Goods, from, to station.Place, n int) {
		sku := e.lines[line].SKU
		switch from.Kind {
		case station.InLocation:
			k.stock[sku] -= n
		default:
			if e.units[place{line, g, from}] -= n; e.units[place{line, g, from}] < 0 {
				k.h.fail(unitsOnePlace, "work %s takes %d of %s from %v, which has not so many", f.Work, n, sku, from)
			}
		}
		switch to.Kind {
		case station.InLocation, station.InQuarantine:
			k.stock[sku] += n
		case station.Lost:
		default:
			e.units[place{line, g, to}] += n
		}
	}
	switch c := f.Change.(type) {
	case station.UnitPicked:
		move(c.Line, c.Goods, station.Place{Kind: station.InLocation, ID: c.Location}, c.Into, c.Qty)
	case station.UnitPacked:
		move(c.Line, c.Goods, c.From, inParcel(c.Parcel), c.Qty)
	case station.UnitMoved:
		move(c.Line, c.Goods, c.From, c.To, c.Qty)
	case station.UnitsShort:
		e.waits = true
	case station.UnitDamaged:
		e.waits = true
		move(c.Line, c.Goods, c.From, station.Place{Kind: station.InQuarantine}, c.Qty)
	case station.UnitMissing:
		e.waits = true
		move(c.Line, c.Goods, c.From, station.Place{Kind: station.Lost}, c.Qty)
	case station.LabelProven:
		e.caged(inParcel(c.Parcel), station.InCage)
	case station.LabelDestroyed:
		e.caged(station.Place{Kind: station.InCage, ID: inParcel(c.Parcel).ID}, station.InParcel)
	}
}

// caged moves what is in one place to the like of another kind.
func (e *entry) caged(in station.Place, to station.PlaceKind) {
	for p, n := range e.units {
		if p.at == in {
			delete(e.units, p)
			p.at.Kind = to
			e.units[p] += n
		}
	}
}

// override looks the grant of a fact up.
func (k *books) override(f station.Fact) {
	grant := grantOf(f)
	if grant == "" {
		return
	}
	if g := k.grants[grant]; g == nil || g.work != f.Work || g.used {
		k.h.fail(grantedOnce, "work %s: the override of fact %d has no grant", f.Work, f.Seq)
	} else {
		g.used = true
	}
}

// grantOf is the grant that an override carries.
func grantOf(f station.Fact) station.ID {
	switch c := f.Change.(type) {
	case station.ParcelWeighed:
		return c.Grant
	case station.UnitPicked:
		return c.Grant
	case station.UnitPacked:
		return c.Grant
	case station.LabelDestroyed:
		return c.Grant
	}
	return ""
}

// away says that units of the work are neither in stock nor gone.
func (e *entry) away() bool {
	for p, n := range e.units {
		if n > 0 && p.at.Kind != station.InCage {
			return true
		}
	}
	return false
}

// claimed is a claim that the server answered.
func (k *books) claimed(b *bench, c station.Claim, works []station.Opened, err error) {
	if err != nil {
		return
	}
	w := b.disk.writer
	before, known := k.claims[c.Key]
	for _, o := range works {
		id := o.Content.ID
		if known && c.Want.How != station.ByMine && !slices.Contains(before, id) {
			k.h.fail(claimKept, "%s asked again under %s and got work %s, which it did not get before", b.name, c.Key, id)
		}
		k.h.orderOf[id] = o.Content.Order
		e := k.work(id)
		e.lines = o.Content.Lines
		if e.holder == w && o.Epoch == e.epoch {
			e.heard = k.h.dbTime()
			continue
		}
		silent := k.silent(e)
		switch {
		case o.Epoch <= e.epoch:
			k.h.fail(epochGrows, "work %s is claimed with epoch %d after %d", id, o.Epoch, e.epoch)
		case e.holder != "" && e.holder != w && silent <= lease:
			rule := oneHolder
			if b.skew != 0 {
				rule = leaseByDatabase
			}
			k.h.fail(rule, "%s got work %s, which %s holds and told of %s ago", b.name, id, e.holder, silent)
		case c.Want.How == station.ByNext && e.away():
			k.h.fail(goodsStay, "%s got work %s as the next one; goods of it are with %s", b.name, id, e.holder)
		}
		e.holder, e.epoch, e.heard, e.stage = w, o.Epoch, k.h.dbTime(), o.Stage
		k.claims[c.Key] = append(k.claims[c.Key], id)
	}
	if !known {
		k.claims[c.Key] = append(k.claims[c.Key], "")
	}
}

func (k *books) granted(b *bench, g station.Grant, a station.Allowed, err error) {
	if err != nil {
		return
	}
	k.grants[a.Grant] = &allowed{work: g.Work, action: g.Action}
}

// freed lets labels be bought that were asked for while the order was on hold. A
// hold that comes after that is later than their requests.
func (k *books) freed(order station.ID) {
	for key := range k.request {
		if l := k.h.audit.labels[key]; l != nil && k.h.orderOf[l.work] == order && !k.gone[order] {
			k.request[key] = false
		}
	}
}

// did is a deed of the office.
func (k *books) did(d store.Deed, err error) {
	if err != nil {
		return
	}
	switch d := d.(type) {
	case store.Put:
		k.stock[d.SKU] += d.Qty
	case store.Hold:
		k.held[d.Order] = true
	case store.Release:
		delete(k.held, d.Order)
		k.freed(d.Order)
	case store.Cancel:
		k.gone[d.Order] = true
		for id, e := range k.works {
			if k.h.orderOf[id] == d.Order && e.holder != "" && !e.away() && k.silent(e) > lease {
				e.holder = ""
				e.epoch++
			}
		}
	case store.ToSlot:
		e := k.work(d.Work)
		e.holder, e.waits = "", true
		e.epoch++
	}
}
