package station

import (
	"fmt"
	"maps"
	"slices"

	"pgregory.net/rapid"
)

// warehouse is a model of the shared database: it hears the facts of one bench,
// late and in pieces, and answers with what is asked.
type warehouse struct {
	r     *rapid.T
	jobs  map[ID]*job
	heard int // facts of the bench heard so far
	stuck bool
	sold  map[string]bool     // keys under which the carrier sold without an answer
	keys  map[string][]string // of a parcel, the keys under which a label may be bought
}

// job is a work as the house sees it.
type job struct {
	content Content
	stage   Stage
	epoch   int64
	rev     int64
	stops   []Stop
	want    []int
	short   []int
	picked  []int
	cure    []CureKind
	hold    string
	gone    bool
	facts   []Fact
	tote    string
	slot    string
	mine    bool // the bench under test holds it
	over    bool
	shipped bool // by the bench under test
	units   int  // with the work, wherever they are
	touched bool
	told    int64
	call    int64       // number of the question to a lead, 0 for none
	lead    *LeadAnswer // what he said
}

func newWarehouse(r *rapid.T, orders []Opened) *warehouse {
	h := &warehouse{r: r, jobs: map[ID]*job{}, sold: map[string]bool{}, keys: map[string][]string{}}
	for _, o := range orders {
		j := &job{content: o.Content, stage: Ready, rev: 1, stops: o.Content.Asked.Stops}
		for _, l := range o.Content.Lines {
			j.want, j.short, j.cure, j.picked = append(j.want, l.Qty), append(j.short, 0), append(j.cure, ""), append(j.picked, 0)
		}
		h.jobs[o.Content.ID] = j
	}
	return h
}

func (h *warehouse) each() []*job {
	var list []*job
	for _, id := range slices.Sorted(maps.Keys(h.jobs)) {
		list = append(list, h.jobs[id])
	}
	return list
}

func (j *job) asks() *Asked {
	a := &Asked{Rev: j.rev, Hold: j.hold, Cancelled: j.gone, Stops: slices.Clone(j.stops)}
	for i := range j.want {
		a.Lines = append(a.Lines, AskedLine{Line: i, Want: j.want[i], Short: j.short[i], Cure: j.cure[i]})
	}
	return a
}

// lease hands the work to the bench.
func (h *warehouse) lease(j *job, w *world, how How, code string, recount bool) Opened {
	j.epoch++
	j.mine = true
	if j.stage == Ready {
		j.stage = Picking
	}
	o := Opened{Content: j.content, Stage: j.stage, Epoch: j.epoch, How: how, Recount: recount, Slot: j.slot, Facts: slices.Clone(j.facts)}
	o.Content.Asked = *j.asks()
	o.Content.Rules, o.Content.Way = w.s.Rules, w.s.Rules.Way
	j.slot, j.told = "", j.rev
	return o
}

func (h *warehouse) claim(c Claim, w *world) Claimed {
	in := Claimed{Key: c.Key, Want: c.Want}
	if w.away {
		in.Away = true
		return in
	}
	h.hear(w, w.s.Seq) // a claim waits until the facts before it are stored
	for _, j := range h.each() {
		switch {
		case c.Want.How == ByLabel && j.shipped && j.over && j.content.OrderNo == c.Want.Code:
			j.over = false
			in.Opened = append(in.Opened, h.lease(j, w, ByLabel, c.Want.Code, false))
		case j.over || j.mine || len(in.Opened) >= c.Want.Max:
		case c.Want.How == ByNext && j.stage == Ready && j.hold == "" && !j.gone:
			in.Opened = append(in.Opened, h.lease(j, w, ByNext, "", false))
		case c.Want.Code == "" || c.Want.Code != j.slot && c.Want.Code != j.tote || j.stage == Ready:
		case j.hold != "":
			in.Refuse, in.Args = "On hold: %s. Leave it where it is.", []any{j.hold}
		case c.Want.How != ByTakeover && h.stuck:
			in.Refuse = RefusedStuck
		case c.Want.How == ByTote || c.Want.How == BySlot || c.Want.How == ByTakeover:
			in.Opened = append(in.Opened, h.lease(j, w, c.Want.How, c.Want.Code, c.Want.How == ByTakeover))
		}
	}
	return in
}

// shipped is the number of an order that left, "" when none did.
func (h *warehouse) shipped() string {
	for _, j := range h.each() {
		if j.shipped && j.over {
			return j.content.OrderNo
		}
	}
	return ""
}

func (h *warehouse) meaning(code string) (Meaning, bool) {
	for _, j := range h.each() {
		if j.shipped && j.over && j.content.OrderNo == code {
			return Meaning{Kind: IsWork, Code: code, Work: j.content.ID, OrderNo: code}, true
		}
	}
	tote, slot := len(code) == 5 && code[:2] == "T-", len(code) == 6 && code[:5] == "SLOT-"
	m := Meaning{Kind: IsTote, Code: code, Free: true}
	if slot {
		m.Kind = IsSlot
	}
	for _, j := range h.each() {
		if tote && j.tote == code || slot && j.slot == code {
			m.Free, m.Work, m.OrderNo = false, j.content.ID, j.content.OrderNo
		}
	}
	return m, tote || slot
}

// hear applies the facts up to the number, and answers what the bench is told.
func (h *warehouse) hear(w *world, through int64) Answer {
	a := Answer{}
	for ; h.heard < int(through); h.heard++ {
		c := w.facts[h.heard]
		of, ok := c.(WorkChange)
		if !ok {
			continue
		}
		id, epoch := of.Of()
		j := h.jobs[id]
		if j == nil {
			continue
		}
		if j.epoch != epoch || !j.mine {
			a.SetAside = append(a.SetAside, SetAside{Seq: int64(h.heard + 1), Work: id, Why: "epoch", Station: "bench-9", At: noon})
			continue
		}
		if p, ok := c.(Prompted); ok {
			j.call, j.lead = 0, nil
			if p.Ask.Kind == AskLead {
				j.call = int64(h.heard + 1)
			}
		}
		j.facts = append(j.facts, Fact{Seq: int64(h.heard + 1), Change: c})
		h.apply(j, c)
	}
	a.Through = int64(h.heard)
	for _, j := range h.each() {
		if j.stage == Ready {
			a.Board.Ready++
		}
		switch told := (Told{Work: j.content.ID}); {
		case j.mine && (j.rev > j.told || j.lead != nil):
			told.Lead = j.lead
			if j.rev > j.told {
				told.Asked, j.told = j.asks(), j.rev
			}
			a.Works = append(a.Works, told)
		case !j.mine && j.over && w.s.find(j.content.ID) != nil:
			told.LostTo = "bench-9"
			a.Works = append(a.Works, told)
		}
	}
	return a
}

func (h *warehouse) apply(j *job, c Change) {
	take := func(stop ID, n int) {
		for i := range j.stops {
			if j.stops[i].ID == stop {
				j.stops[i].Taken += n
			}
		}
	}
	j.stops = slices.Clone(j.stops)
	switch c := c.(type) {
	case UnitPicked:
		take(c.Stop, c.Qty)
		j.picked[c.Line] += c.Qty
		j.units, j.touched = j.units+c.Qty, true
	case UnitMoved:
		if c.To.Kind == InLocation {
			take(c.Stop, -c.Qty)
			j.picked[c.Line] -= c.Qty
			j.units -= c.Qty
			j.touched = j.units > 0
		}
	case UnitsShort:
		for i := range j.stops {
			if j.stops[i].ID == c.Stop {
				j.stops[i].Qty -= c.Missing
			}
		}
		h.shortage(j, c.Line, c.Missing)
	case UnitMissing:
		h.gone(j, c.Line, c.Qty)
	case UnitDamaged:
		if c.From.Kind != InLocation {
			h.gone(j, c.Line, c.Qty)
		}
	case WorkMoved:
		if c.From != j.stage {
			h.r.Fatalf("work %s is %s in the house, the bench moves it from %s", j.content.ID, j.stage, c.From)
		}
		j.stage = c.To
	case ToteBound:
		j.tote = c.Tote
	case Parked:
		j.slot = c.Slot
	case LabelRequested:
		if j.hold != "" || j.gone {
			j.rev++
		}
	case WorkClosed:
		h.closed(j, c)
	}
}

func (h *warehouse) closed(j *job, c WorkClosed) {
	j.mine = false
	switch {
	case c.Why == "released" && j.touched:
		h.r.Fatalf("work %s was given back although goods of it were taken", j.content.ID)
	case c.Why == "released", c.Why == "parked" && j.slot == "" && j.stage != Cancelling:
		j.stage, j.tote = Ready, ""
		if c.Why == "parked" && j.touched {
			h.r.Fatalf("work %s was parked nowhere although goods of it were taken", j.content.ID)
		}
	case c.Why == "parked" && j.slot == "", c.Why == "shipped", c.Why == "cancelled":
		j.over, j.shipped = true, c.Why == "shipped"
	}
	if j.over || j.units == 0 {
		j.tote = ""
	}
}

// gone takes units off the work; what was too many needs no other.
func (h *warehouse) gone(j *job, line, n int) {
	j.units -= n
	j.picked[line] -= n
	h.shortage(j, line, min(n, j.want[line]-j.picked[line]-j.short[line]))
}

// shortage decides about units that are missing, as the house does.
func (h *warehouse) shortage(j *job, line, n int) {
	j.rev++
	if n <= 0 {
		return
	}
	switch rapid.IntRange(0, 3).Draw(h.r, "shortage") {
	case 0:
		h.found(j, line, n)
	case 1:
		j.short[line], j.cure[line] = j.short[line]+n, CureRestock
	case 2:
		j.want[line] = max(0, j.want[line]-n)
	default:
		j.short[line], j.cure[line] = j.short[line]+n, CureLead
	}
}

func (h *warehouse) found(j *job, line, n int) {
	k := len(j.stops)
	j.stops = append(slices.Clone(j.stops), Stop{ID: ID(fmt.Sprintf("a%s.%d", j.content.ID, k)), Line: line, Location: fmt.Sprintf("B%02d-01", k), Sequence: 90 + k, Qty: n})
}

// cured settles what is short of the line.
func (h *warehouse) cured(j *job, line int, cut bool) {
	n := j.short[line]
	j.short[line], j.cure[line], j.rev = 0, "", j.rev+1
	if cut {
		j.want[line] = max(0, j.want[line]-n)
		return
	}
	h.found(j, line, n)
}

// lose gives the work to another bench.
func (h *warehouse) lose(j *job) {
	j.epoch, j.mine, j.over, j.shipped = j.epoch+1, false, true, false
}

// news is what the house decides by itself.
func (h *warehouse) news(r *rapid.T) {
	list := h.each()
	j := list[rapid.IntRange(0, len(list)-1).Draw(r, "job")]
	line := rapid.IntRange(0, len(j.want)-1).Draw(r, "line")
	switch what := rapid.IntRange(0, 12).Draw(r, "news"); {
	case j.over:
	case what < 3:
		j.hold, j.rev = rapid.SampledFrom([]string{"", "", "fraud", "address"}).Draw(r, "hold"), j.rev+1
	case what == 3:
		j.gone, j.rev = true, j.rev+1
	case what < 8 && j.short[line] > 0:
		h.cured(j, line, what == 4)
	case what == 8 && j.mine:
		h.lose(j)
	case what == 9 && j.want[line] > 0:
		// Somebody edits the order: less of a line is wanted.
		j.want[line], j.rev = j.want[line]-1, j.rev+1
	case what == 12 && j.call > 0:
		j.lead = &LeadAnswer{Call: j.call - rapid.Int64Range(0, 1).Draw(r, "late"), Yes: rapid.Bool().Draw(r, "yes"), By: Person{ID: "8", Name: "Leo", Role: Lead}}
	case what == 10:
		h.stuck = !h.stuck
	}
}

// calm settles everything, so that a good packer can end all orders.
func (h *warehouse) calm() {
	h.stuck = false
	for _, j := range h.each() {
		if j.over {
			continue
		}
		j.hold, j.rev = "", j.rev+1
		for line := range j.short {
			if j.short[line] > 0 {
				h.cured(j, line, false)
			}
		}
	}
}

// agrees compares what the bench believes with what the house knows, once each
// has heard all of the other.
func (h *warehouse) agrees(w *world) {
	if int64(h.heard) != w.s.Seq || w.away {
		return
	}
	for i := range w.s.Works {
		wk := &w.s.Works[i]
		j := h.jobs[wk.ID]
		if !j.mine || wk.LostTo != "" || wk.Seen != j.rev {
			continue
		}
		for line, t := range wk.Tallys {
			if t.Short != j.short[line] || wk.Content.Lines[line].Want != j.want[line] {
				h.r.Fatalf("work %s line %d: the bench has want %d short %d, the house %d and %d", wk.ID, line, wk.Content.Lines[line].Want, t.Short, j.want[line], j.short[line])
			}
		}
		for _, s := range j.stops {
			if b := wk.stop(s.ID); b == nil || b.Qty != s.Qty || b.Taken != s.Taken {
				h.r.Fatalf("work %s: the bench has stop %+v, the house %+v", wk.ID, b, s)
			}
		}
	}
}

// done says that nothing of any order waits.
func (h *warehouse) done() bool {
	for _, j := range h.jobs {
		if !j.over && !(j.stage == Ready && j.gone) {
			return false
		}
	}
	return true
}

// mayBuy checks that no label is bought while another one of the parcel may be
// live: the one before was refused or voided, and a question that got no answer
// is asked under the same key.
func (h *warehouse) mayBuy(e BuyLabel, w *world) {
	parcel := fmt.Sprintf("%s/%d", e.Work, e.Parcel)
	if slices.Contains(h.keys[parcel], e.Key) && !e.Doubt {
		h.r.Fatalf("%s was asked for before, and is bought as if it were new", e.Key)
	}
	for _, key := range h.keys[parcel] {
		if key != e.Key && !ended(w.facts, key) {
			h.r.Fatalf("a label of parcel %s is bought under %s while %s may be live", parcel, e.Key, key)
		}
	}
	if !slices.Contains(h.keys[parcel], e.Key) {
		h.keys[parcel] = append(h.keys[parcel], e.Key)
	}
}

// ended says that the label of the key was refused or taken back.
func ended(facts []Change, key string) bool {
	return slices.ContainsFunc(facts, func(c Change) bool {
		switch c := c.(type) {
		case LabelFailed:
			return c.Key == key
		case LabelVoided:
			return c.Key == key
		}
		return false
	})
}
