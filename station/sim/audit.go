package sim

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/packwright/packwright/station"
)

// inspector watches what a shift does, on the disks, on the paper and with the goods.
type inspector struct {
	h         *hall
	beeped    map[*bench]int64
	stood     map[*bench]stand
	last      map[station.ID]station.Fact // by writer
	labels    map[string]*tag             // by the carrier's key
	jobs      map[station.ID]*job
	loose     map[*bench]map[string]station.ID // labels begun and not proven, with their works
	got       map[station.ID]map[string]int    // by order and article: what its customer has
	acked     map[station.ID]int64             // by writer
	requested map[string]bool                  // label requests that a database has applied
}

// stand is where a station stood after the last turn that is durable.
type stand struct {
	seq    int64
	active station.ID
	state  station.State
}

type tag struct {
	key       string
	tracking  string
	work      station.ID
	parcel    int
	purchases int
	asked     int // copies, each with a reason but the first
	whole     int // papers
	torn      int
	proven    bool
}

type job struct {
	key     string
	started bool
	whole   int
	torn    int
	at      *bench
}

func newInspector(h *hall) *inspector {
	a := &inspector{
		h: h, beeped: map[*bench]int64{}, stood: map[*bench]stand{}, last: map[station.ID]station.Fact{}, labels: map[string]*tag{},
		jobs: map[station.ID]*job{}, loose: map[*bench]map[string]station.ID{}, got: map[station.ID]map[string]int{}, acked: map[station.ID]int64{},
		requested: map[string]bool{},
	}
	return a
}

func inParcel(n int) station.Place { return station.Place{Kind: station.InParcel, ID: strconv.Itoa(n)} }

// durable is a fact on a disk.
func (a *inspector) durable(b *bench, f station.Fact) {
	if before := a.last[f.Writer]; f.Seq != before.Seq+1 || f.Prev != before.Hash {
		a.h.fail(gapless, "%s wrote fact %d after %d", b.name, f.Seq, before.Seq)
	}
	a.last[f.Writer] = f
	switch c := f.Change.(type) {
	case station.WorkMoved:
		if !station.WorkStates.Lists(station.Transition{From: string(c.From), To: string(c.To), Event: c.Event}) {
			a.h.fail(listedMoves, "%s moved work %s from %s to %s by %s", b.name, c.Work, c.From, c.To, c.Event)
		}
	case station.LabelRequested:
		a.labels[c.Key] = &tag{key: c.Key, work: c.Work, parcel: c.Parcel}
	case station.LabelBought:
		a.labels[c.Key].tracking = c.Tracking
	case station.PrintRequested:
		a.printAsked(b, c)
	case station.PrintStarted:
		a.started(b, c)
	case station.PrintEnded:
		if j := a.jobs[c.Job]; j != nil && (c.State == station.PrintFailed || c.State == station.PrintQueued || c.State == station.PrintAbandoned) {
			delete(a.loose[b], j.key)
		}
	case station.LabelVoidRequested:
		delete(a.loose[b], c.Key)
	case station.LabelDestroyed:
		for _, l := range a.labels {
			l.proven = l.proven && (l.work != c.Work || l.parcel != c.Parcel)
		}
	case station.LabelProven:
		a.proven(b, c)
	case station.WorkClosed:
		for key, work := range a.loose[b] {
			if work == c.Work {
				delete(a.loose[b], key)
			}
		}
	}
}

func (a *inspector) printAsked(b *bench, c station.PrintRequested) {
	if c.Doc != station.ShipLabel {
		return
	}
	key := string(c.Job)[:strings.Index(string(c.Job), ".ship.")]
	l := a.labels[key]
	if l == nil {
		a.h.fail(intentFirst, "%s asks for a copy of label %s, which nobody requested", b.name, key)
		return
	}
	l.asked++
	if c.Copy > 1 && c.Reason == "" {
		a.h.fail(printedOnce, "copy %d of label %s has no reason", c.Copy, key)
	}
	a.jobs[c.Job] = &job{key: key, at: b}
}

func (a *inspector) started(b *bench, c station.PrintStarted) {
	j := a.jobs[c.Job]
	if j == nil {
		return
	}
	j.started, j.at = true, b
	if a.loose[b] == nil {
		a.loose[b] = map[string]station.ID{}
	}
	a.loose[b][j.key] = c.Work
	if len(a.loose[b]) > 1 {
		a.h.fail(oneLoose, "%d labels lie loose at %s: %v", len(a.loose[b]), b.name, a.loose[b])
	}
}

// proven is a label that was scanned back, or goes without.
func (a *inspector) proven(b *bench, c station.LabelProven) {
	j := a.jobs[c.Job]
	if j == nil {
		return
	}
	l := a.labels[j.key]
	l.proven = true
	for _, x := range a.h.benches {
		delete(a.loose[x], j.key)
	}
	if byScan := c.By == "sscc" || c.By == "tracking" || c.By == "code"; byScan && l.whole == 0 {
		a.h.fail(provenOnPaper, "label %s is proven by its %s, and no paper has it", j.key, c.By)
	}
}

// printed is a paper that came out.
func (a *inspector) printed(b *bench, p *sheet) {
	j := a.jobs[p.job]
	if j == nil || !j.started {
		a.h.fail(intentFirst, "job %s came out at %s, and its journal does not have that it began", p.job, b.name)
		return
	}
	l := a.labels[j.key]
	if p.torn {
		j.torn++
		l.torn++
	} else {
		j.whole++
		l.whole++
	}
	if j.whole > 1 || j.torn > 1 || l.whole > l.asked {
		a.h.fail(printedOnce, "label %s lies on %d papers, %d were asked for; job %s on %d", j.key, l.whole, l.asked, p.job, j.whole)
	}
	if l.purchases == 0 {
		a.h.fail(liveLabel, "label %s came out, and nobody bought it", j.key)
	}
}

// bought is money spent.
func (a *inspector) bought(b *bench, x station.BuyLabel, under string) {
	l, requested := a.labels[x.Key], a.requested[x.Key]
	stopped := a.h.db.primary.books.request[x.Key]
	switch {
	case l == nil || !requested:
		a.h.fail(requestFirst, "%s bought %s, and the database has no request of it", b.name, x.Key)
		return
	case stopped && !x.Look && a.standing(x.Work):
		a.h.fail(askedFirst, "%s bought %s, and the order was stopped before it was requested", b.name, x.Key)
		return
	}
	l.purchases++
	for _, other := range a.labels {
		// A label whose request a failover forgot is set aside when its station is
		// heard again, and among the exceptions: a person takes it back.
		if _, known := a.h.db.primary.books.request[other.key]; !known && other != l {
			continue
		}
		if other.work == l.work && other.parcel == l.parcel && other.purchases > 0 && !a.h.carrier.gone[other.key] && (other != l || l.purchases > 1) {
			a.h.fail(boughtOnce, "parcel %d of work %s is paid twice: %s and %s", l.parcel, l.work, other.key, x.Key)
		}
	}
}

// standing says that what stopped the order still does.
func (a *inspector) standing(work station.ID) bool {
	k, order := a.h.db.primary.books, a.h.orderOf[work]
	return k.held[order] || k.gone[order]
}

// shown is a turn that the packer sees and hears.
func (a *inspector) shown(b *bench, next *station.State, out station.Out) {
	if w := out.Verdict.Word; w == station.OK || w == station.Done {
		a.beeped[b] = next.Seq
	}
}

// died compares the disk with what was beeped.
func (a *inspector) died(b *bench) {
	if a.beeped[b] > b.disk.last() {
		a.h.fail(scanSurvives, "%s beeped for fact %d, its disk ends with %d", b.name, a.beeped[b], b.disk.last())
	}
	a.stood[b] = stand{b.state.Seq, b.state.Active, b.state}
}

// folded compares where a station stands now with where it stood.
func (a *inspector) folded(b *bench) {
	before, known := a.stood[b]
	if !known || before.seq != b.disk.last() {
		return
	}
	// Where no order was on the screen, the one that was there before the last may be.
	if was, now := standing(&before.state), standing(&b.state); now != was || before.active != "" && before.active != b.state.Active {
		a.h.fail(foldsBack, "%s stood at\n%s\nand stands at\n%s", b.name, was, now)
	}
}

// standing is what facts say of a state.
func standing(s *station.State) string {
	var t strings.Builder
	fmt.Fprintf(&t, "operator %s, %+v", s.Operator.ID, s.Ask)
	for _, w := range s.Works {
		fmt.Fprintf(&t, "\n%s epoch %d %s %v held %+v ask %+v", w.ID, w.Epoch, w.Stage, w.Tallys, w.Held, w.Ask)
		for _, p := range w.Parcels {
			fmt.Fprintf(&t, "\n  parcel %d %s %s %d g", p.N, p.State, p.Outcome, p.WeightG)
			for _, l := range p.Labels {
				fmt.Fprintf(&t, " label %s %s %s %v", l.Key, l.State, l.Bought.Tracking, l.Proven)
				for _, j := range l.Jobs {
					fmt.Fprintf(&t, " job %s %s %v", j.ID, j.State, j.Held)
				}
			}
		}
	}
	return t.String()
}

// doubleRead is a code that the scanner reads again; the packer has let go of the
// unit.
func (a *inspector) doubleRead(b *bench, in station.Scanned) {
	before := counted(&b.state)
	if b.packer.hand.sku != "" || b.paused {
		return
	}
	if b.turn(in, "") && counted(&b.state) > before {
		a.h.fail(readOnce, "%s counted one unit twice", b.name)
	}
}

func counted(s *station.State) int {
	n := 0
	for _, w := range s.Works {
		for _, t := range w.Tallys {
			n += t.Picked + t.Packed
		}
	}
	return n
}

// left is a box that leaves the house.
func (a *inspector) left(b *bench, x *box, p *sheet) {
	a.h.result.Shipped++
	order := a.h.orderOf[x.work]
	if a.got[order] == nil {
		a.got[order] = map[string]int{}
	}
	sum := 0
	for sku, n := range x.goods {
		sum += n
		if a.got[order][sku] += n; a.got[order][sku] > a.h.wanted[order][sku] {
			a.h.fail(shipsOnce, "order %s wants %d of %s, its customer gets %d; the last box left %s", order, a.h.wanted[order][sku], sku, a.got[order][sku], b.name)
		}
	}
	switch {
	case sum == 0:
		a.h.fail(rightGoods, "an empty box of order %s left %s", order, b.name)
	case p == nil || p.torn:
		a.h.fail(labelOnItsBox, "a box of order %s left %s without a label", order, b.name)
	case p.work != x.work || p.parcel != x.parcel:
		a.h.fail(labelOnItsBox, "box %d of work %s left %s with the label of box %d of work %s", x.parcel, x.work, b.name, p.parcel, p.work)
	}
	if p == nil {
		return
	}
	if j := a.jobs[p.job]; j != nil && a.h.db.primary.books.late[j.key] {
		a.h.fail(cancelledStays, "a box of order %s left %s, which was cancelled before its label was asked for", order, b.name)
	}
}

// wrote is a call of a bench to a server.
func (a *inspector) wrote(b *bench, s *server) {
	if s.timeline < b.disk.timeline {
		a.h.fail(noOldTimeline, "%s writes to timeline %d, it has seen %d", b.name, s.timeline, b.disk.timeline)
	}
}

// answered is an answer of the store that a bench has heard.
func (a *inspector) answered(b *bench, answer station.Answer) {
	a.acked[b.disk.writer] = max(a.acked[b.disk.writer], answer.Through)
}

// ended checks what must hold when everybody has gone home.
func (a *inspector) ended() {
	h := a.h
	for _, b := range h.benches {
		k, w := h.db.primary.books, b.disk.writer
		switch {
		case k.seq[w] < a.acked[w]:
			h.fail(ackKept, "%s: the database acknowledged %d facts and has %d", b.name, a.acked[w], k.seq[w])
		case k.seq[w] < b.disk.last():
			h.fail(allSent, "%s: the journal has %d facts, the database %d", b.name, b.disk.last(), k.seq[w])
		case k.hash[w] != b.disk.prev:
			h.fail(ackKept, "%s: the last fact in the database is not that of the journal", b.name)
		}
		for _, work := range b.state.Works {
			if k.aside[work.ID] == work.Epoch {
				h.fail(asideTold, "%s goes on with work %s at epoch %d, of which a fact was set aside", b.name, work.ID, work.Epoch)
			}
		}
	}
	a.stock()
	a.orders()
	a.doubts()
}

// covered counts what is on hand, and checks that it covers what is promised.
func (a *inspector) covered() map[string]int {
	rows, err := a.h.db.primary.house.Stock(bg, a.h.at, "")
	if err != nil {
		a.h.fail(stockAddsUp, "read the stock: %v", err)
	}
	sum := map[string]int{}
	for _, r := range rows {
		sum[r.SKU] += r.OnHand
		if r.OnHand < 0 || r.Allocated < 0 || r.Allocated > r.OnHand {
			a.h.fail(stockCovered, "%s at %s: %d on hand, %d promised", r.SKU, r.Location, r.OnHand, r.Allocated)
		}
	}
	return sum
}

func (a *inspector) stock() {
	sum := a.covered()
	for sku, n := range a.h.db.primary.books.stock {
		if sum[sku] != n {
			a.h.fail(stockAddsUp, "%s: %d on hand, the moves come to %d", sku, sum[sku], n)
		}
	}
}

// orders compares what the customers got with what the database says.
func (a *inspector) orders() {
	for i, order := range a.h.orders {
		d, err := a.h.db.primary.house.Order(bg, a.h.at, a.h.number(i))
		if err != nil {
			a.h.fail(nothingStuck, "read order %s: %v", order, err)
			return
		}
		if !a.h.settled(d) {
			a.h.fail(nothingStuck, "order %s is %s in the end: %+v %+v", d.Number, d.State, d.Works, d.Parcels)
			return
		}
		packed := map[string]int{}
		if d.State != "cancelled" {
			for _, l := range d.Lines {
				packed[l.SKU] += l.Packed
			}
		}
		for _, l := range d.Lines {
			if a.got[order][l.SKU] != packed[l.SKU] {
				a.h.fail(rightGoods, "the customer of order %s (%s) has %d of %s, %d are packed by the database", d.Number, d.State, a.got[order][l.SKU], l.SKU, packed[l.SKU])
			}
		}
	}
}

func (a *inspector) doubts() {
	listed, err := a.h.db.primary.house.Doubts(bg, a.h.at)
	if err != nil {
		a.h.fail(doubtListed, "read the doubts: %v", err)
	}
	on := map[string]bool{}
	for _, d := range listed {
		on[d.Tracking] = true
	}
	for b, keys := range a.loose {
		for key := range keys {
			if l := a.labels[key]; !l.proven && !on[l.tracking] {
				a.h.fail(doubtListed, "label %s may lie at %s, and no list has it", key, b.name)
			}
		}
	}
}
