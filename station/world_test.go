package station

import (
	"fmt"
	"testing"
	"time"

	"github.com/packwright/packwright/station/gs1"
)

const (
	mug   = "04006381333931"
	tea   = "04006381333948"
	lamp  = "04006381333955"
	else_ = "04006381333962"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// world carries out effects at once, as a quiet warehouse would.
type world struct {
	t       *testing.T
	s       State
	now     time.Time
	read    time.Duration
	queue   []Opened           // what claims give
	codes   map[string]Meaning // what Resolve knows
	facts   []Change
	away    bool // the database
	carrier func(BuyLabel) Sold
	printer func(Print) PrintDone
	labels  int
	printed []Print
	grants  int
	plan    func(PlanCartons) Planned
	hold    bool // keep effects back
	kept    []Effect
}

func newWorld(t *testing.T, rules func(*Rules), queue ...Opened) *world {
	w := &world{t: t, now: noon, queue: queue, codes: map[string]Meaning{
		"BADGE-ANNA": {Kind: IsBadge, Person: &Person{ID: "7", Name: "Anna", Role: Packer}},
		"BADGE-LEO":  {Kind: IsBadge, Person: &Person{ID: "8", Name: "Leo", Role: Lead}},
		"SLOT-1":     {Kind: IsSlot, Code: "SLOT-1", Free: true},
		"SLOT-2":     {Kind: IsSlot, Code: "SLOT-2", Work: "99", OrderNo: "10231"},
		"T-014":      {Kind: IsTote, Code: "T-014", Free: true},
		"A09-09":     {Kind: IsLocation, Code: "A09-09"},
		else_:        {Kind: IsProduct, Code: else_, Product: "9", SKU: "MUG-RED"},
	}}
	w.s = New("bench-7")
	if rules != nil {
		rules(&w.s.Rules)
	}
	w.in(Restarted{})
	return w
}

// in gives one input and carries out what follows.
func (w *world) in(in Input) Out {
	w.t.Helper()
	w.now = w.now.Add(time.Second)
	s, out := Step(w.s, w.now, in)
	w.s = s
	w.facts = append(w.facts, out.Changes...)
	if w.hold {
		w.kept = append(w.kept, out.Effects...)
		return out
	}
	for _, e := range out.Effects {
		w.carry(e)
	}
	return out
}

func (w *world) carry(e Effect) {
	switch e := e.(type) {
	case Claim:
		c := Claimed{Key: e.Key, Want: e.Want, Away: w.away}
		for n := 0; !w.away && e.Want.How != ByMine && len(w.queue) > 0 && n < e.Want.Max; n++ {
			o := w.queue[0]
			w.queue = w.queue[1:]
			o.How, o.Content.Rules, o.Content.Way = e.Want.How, w.s.Rules, w.s.Rules.Way
			c.Opened = append(c.Opened, o)
		}
		w.in(c)
	case Resolve:
		m, ok := w.codes[e.Text]
		if !ok {
			m = Meaning{Kind: IsUnknown}
		}
		w.in(Resolved{Text: e.Text, Meaning: m, Away: w.away})
	case PlanCartons:
		if w.plan != nil {
			w.in(w.plan(e))
			return
		}
		w.in(Planned{Work: e.Work, Parcels: []PlannedParcel{{Carton: "BOX-C", Units: e.Units}}, Proof: "optimal"})
	case BuyLabel:
		if w.carrier != nil {
			w.in(w.carrier(e))
			return
		}
		w.in(Sold{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key, Bought: w.label()})
	case VoidLabel:
		w.in(Voided{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key, OK: true})
	case Print:
		w.in(Sending{Work: e.Work, Job: e.Job, Counter: int64(len(w.printed))})
		if !w.s.MaySend(e.Job) {
			return
		}
		w.printed = append(w.printed, e)
		if w.printer != nil {
			w.in(w.printer(e))
			return
		}
		w.in(PrintDone{Work: e.Work, Job: e.Job, State: PrintCounted, Counter: int64(len(w.printed))})
	case Grant:
		w.grants++
		w.in(Allowed{Work: e.Work, Action: e.Action, Grant: ID(fmt.Sprint("g", w.grants)), By: e.By, Away: w.away})
	case Push:
		w.push()
	}
}

func (w *world) push() {
	if !w.away {
		w.in(Answered{Answer{Through: w.s.Seq, Board: Board{Ready: len(w.queue)}}})
	}
}

func (w *world) label() *Bought {
	w.labels++
	sscc, err := gs1.NewSSCC('0', "4012345", int64(w.labels))
	if err != nil {
		w.t.Fatal(err)
	}
	return &Bought{Carrier: "DHL", Service: "Paket", Tracking: fmt.Sprintf("TR%06d", w.labels), SSCC: sscc, Lane: "12", PriceCents: 499, Currency: "EUR"}
}

// scan reads codes with the serial scanner, seconds apart; type types lines.
func (w *world) scan(codes ...string) *world {
	w.t.Helper()
	for _, c := range codes {
		w.read += time.Second
		w.in(Scanned{Device: "line", Text: c, Proof: true, At: w.read})
	}
	return w
}

func (w *world) types(lines ...string) *world {
	w.t.Helper()
	for _, c := range lines {
		w.read += time.Second
		w.in(Scanned{Device: "keys", Text: c, At: w.read})
	}
	return w
}

// weigh puts grams on an empty plate until stable, then lifts them.
func (w *world) weigh(grams int) *world {
	w.in(Weighed{Grams: 0, Stable: true})
	w.in(Weighed{Grams: grams / 2})
	w.in(Weighed{Grams: grams, Stable: true})
	return w
}

func (w *world) sscc() string {
	w.t.Helper()
	l := w.s.Work().Current().Live()
	if l == nil {
		w.t.Fatalf("no label at step %s", w.s.Work().Step())
	}
	return "]C100" + l.Bought.SSCC
}

// says checks the verdict.
func (w *world) says(want string) *world {
	w.t.Helper()
	if got := w.s.Verdict.String(); got != want {
		w.t.Errorf("verdict:\n got %q\nwant %q", got, want)
	}
	return w
}

func (w *world) at(step StepName) *world {
	w.t.Helper()
	switch wk := w.s.Work(); {
	case wk == nil:
		w.t.Fatalf("no work on the screen, want step %s; verdict %q", step, w.s.Verdict)
	case wk.Step() != step:
		w.t.Fatalf("step %s, want %s; verdict %q; prompt %+v", wk.Step(), step, w.s.Verdict, w.s.Prompt())
	}
	return w
}

// has says how many changes of the kind became true.
func (w *world) has(kind string) int {
	n := 0
	for _, c := range w.facts {
		if c.Kind() == kind {
			n++
		}
	}
	return n
}

// order is a work with the lines, one stop a line at A03-11, A03-12 ...
func order(id ID, lines ...Line) Opened {
	c := Content{ID: id, Order: "o" + id, OrderNo: "1" + string(id), Carrier: "DHL", Service: "Paket",
		ShipTo: Address{Name: "Erika Muster", City: "Koeln", PostalCode: "50667", Country: "DE"},
		Cartons: []Carton{
			{Code: "BOX-B", Name: "B", InnerMM: [3]int{200, 150, 100}, OuterMM: [3]int{210, 160, 110}, EmptyG: 80, MaxG: 5000},
			{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 120, MaxG: 10000},
			{Code: "BOX-D", Name: "D", InnerMM: [3]int{400, 300, 200}, OuterMM: [3]int{410, 310, 210}, EmptyG: 200, MaxG: 20000},
		}}
	c.Lines = lines
	c.Asked = Asked{Rev: 1}
	for i := range lines {
		lines[i].Want = lines[i].Qty
		c.Asked.Lines = append(c.Asked.Lines, AskedLine{Line: i, Want: lines[i].Qty})
		c.Asked.Stops = append(c.Asked.Stops, Stop{ID: ID(fmt.Sprintf("a%s.%d", id, i)), Line: i, Location: fmt.Sprintf("A03-1%d", i+1),
			CheckDigits: fmt.Sprintf("4%d", i+1), Sequence: i + 1, Qty: lines[i].Qty})
	}
	return Opened{Content: c, Stage: Picking, Epoch: 1}
}

func mugs(n int) Line {
	return Line{Product: "1", SKU: "MUG-BLUE", Name: "Mug 330 ml", Qty: n, WeightG: 380, LengthMM: 120, WidthMM: 90, HeightMM: 100,
		Barcodes: []Barcode{{Code: mug, Units: 1}, {Code: "14006381333938", Units: 12}}}
}

func teas(n int) Line {
	return Line{Product: "2", SKU: "TEA-GRN", Name: "Green tea", Qty: n, WeightG: 110, LengthMM: 80, WidthMM: 80, HeightMM: 90, Lot: true, Expiry: true,
		SellBefore: "2026-05-01", Barcodes: []Barcode{{Code: tea, Units: 1}}}
}

func lamps(n int) Line {
	return Line{Product: "3", SKU: "LAMP", Name: "Lamp", Qty: n, WeightG: 900, LengthMM: 180, WidthMM: 140, HeightMM: 90, Serial: true,
		Barcodes: []Barcode{{Code: lamp, Units: 1}}}
}

func onePass(r *Rules) { r.Way, r.AutoNext, r.Ahead = OnePass, false, 0 }
func toteWay(r *Rules) { r.Way, r.AutoNext, r.Ahead = ToteWay, false, 0 }

func durationMS(ms int) time.Duration { return time.Duration(ms) * time.Millisecond }
