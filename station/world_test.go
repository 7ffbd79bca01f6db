package station

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/packwright/packwright/station/gs1"
	"pgregory.net/rapid"
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
	zeroed  int // times the scale was told to zero itself
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
	grants  []Grant
	draws   int
	plan    func(PlanCartons) Planned
	hold    bool // keep effects back
	kept    []Effect
	uses    []FloorPrinter // the printers that were to be used

	// For random runs.
	house   *warehouse
	past    []Change // what other benches did
	draw    *rapid.T
	trouble bool // the printer is in trouble
	calm    bool // nothing goes wrong
	shown   []shown
	depth   int // claims that answers brought about
}

func newWorld(t *testing.T, rules func(*Rules), queue ...Opened) *world {
	w := &world{t: t, now: noon, queue: queue, codes: map[string]Meaning{
		"BADGE-ANNA": {Kind: IsBadge, Person: &Person{ID: "7", Name: "Anna", Role: Packer}},
		"BADGE-LEO":  {Kind: IsBadge, Person: &Person{ID: "8", Name: "Leo", Role: Lead}},
		"SLOT-1":     {Kind: IsSlot, Code: "SLOT-1", Free: true},
		"SLOT-2":     {Kind: IsSlot, Code: "SLOT-2", Work: "99", OrderNo: "10231"},
		"T-014":      {Kind: IsTote, Code: "T-014", Free: true},
		"A09-09":     {Kind: IsLocation, Code: "A09-09"},
		"PRN-B2":     {Kind: IsPrinter, Code: "PRN-B2", Printer: &FloorPrinter{Name: "BENCH-2", Code: "PRN-B2", Station: "bench-2", Kind: "tcp", Address: "10.0.0.2:9100", DPMM: 8, Language: "zpl", Main: true}},
		"PRN-B3":     {Kind: IsPrinter, Code: "PRN-B3", Printer: &FloorPrinter{Name: "BENCH-3", Code: "PRN-B3", Station: "bench-3", Kind: "serial", Address: "/dev/ttyS0", DPMM: 8, Language: "zpl", Main: true}},
		"PRN-B7":     {Kind: IsPrinter, Code: "PRN-B7", Printer: &FloorPrinter{Name: "BENCH-7", Code: "PRN-B7", Station: "bench-7", Kind: "serial", Address: "/dev/ttyS0", DPMM: 8, Language: "zpl", Main: true}},
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
	w.check(s, in, out)
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

// check is what must hold of every turn.
func (w *world) check(s State, in Input, out Out) {
	w.t.Helper()
	at := w.s
	for _, c := range out.Changes {
		if p, ok := c.(ParcelSealed); ok {
			if wk := at.find(p.Work); wk != nil && len(wk.owed(wk.parcel(p.Parcel))) > 0 {
				w.fatalf("parcel %d of work %s is closed without its put-ins", p.Parcel, p.Work)
			}
		}
		if l, ok := c.(LabelRequested); ok {
			if wk := s.find(l.Work); wk != nil && (wk.Halt() != "" || wk.Stage == Cancelling) {
				w.fatalf("a label is asked for a work that is %s %s", wk.Halt(), wk.Stage)
			}
		}
		at = at.After(c)
	}
	if int64(len(out.Changes)) != s.Seq-w.s.Seq {
		w.fatalf("%d changes, the number went from %d to %d", len(out.Changes), w.s.Seq, s.Seq)
	}
}

// fatalf ends the test; a random run is told so that it finds a shorter one.
func (w *world) fatalf(format string, args ...any) {
	w.t.Helper()
	if w.draw != nil {
		w.draw.Fatalf(format, args...)
	}
	w.t.Fatalf(format, args...)
}

// deliver carries out one of the effects that were kept back, in any order.
func (w *world) deliver(r *rapid.T) {
	if len(w.kept) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.kept)-1).Draw(r, "late")
	e := w.kept[i]
	w.kept = slices.Delete(slices.Clone(w.kept), i, i+1)
	w.carry(e)
}

func (w *world) deliverAll(r *rapid.T) {
	for len(w.kept) > 0 {
		w.deliver(r)
	}
}

// atPlace is a tote or slot whose goods wait for a bench.
func (w *world) atPlace() string {
	for _, j := range w.house.each() {
		if !j.mine && !j.over && (j.slot != "" || j.tote != "") && j.stage != Ready {
			return either(j.slot, j.tote)
		}
	}
	return ""
}

func (w *world) carry(e Effect) {
	switch e := e.(type) {
	case Claim:
		w.carryClaim(e)
	case Resolve:
		m, ok := w.codes[e.Text]
		if w.house != nil {
			if place, known := w.house.meaning(e.Text); known {
				m, ok = place, true
			}
		}
		if !ok {
			m = Meaning{Kind: IsUnknown}
		}
		w.in(Resolved{Text: e.Text, Meaning: m, Away: w.away})
	case PlanCartons:
		plan := w.plan
		if plan == nil {
			plan = wholeInC
		}
		planned := plan(e)
		planned.From, planned.One = e.From, e.One
		w.in(planned)
	case BuyLabel:
		w.in(w.sell(e))
	case VoidLabel:
		v := Voided{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key, OK: true}
		if w.draw != nil && !w.calm {
			v.OK = rapid.IntRange(0, 3).Draw(w.draw, "void") > 0
			v.Away = !v.OK && rapid.Bool().Draw(w.draw, "void away")
		}
		w.in(v)
	case Print:
		w.in(w.print(e))
	case Recall:
		w.recall(e)
	case UsePrinter:
		w.uses = append(w.uses, e.Printer)
	case Grant:
		w.grants = append(w.grants, e)
		w.in(Allowed{Work: e.Work, Action: e.Action, Grant: ID(fmt.Sprint("g", len(w.grants))), By: e.By, Away: w.away})
	case Draw:
		w.draws++
		w.in(Drawn{Digits: fmt.Sprint(10 + w.draws*37%90)})
	case ZeroScale:
		w.zeroed++
	case Push:
		w.push()
	}
}

// wholeInC plans box C for everything.
func wholeInC(p PlanCartons) Planned {
	return Planned{Work: p.Work, Parcels: []PlannedParcel{{Carton: "BOX-C", Units: p.Units}}, Proof: "optimal"}
}

func (w *world) carryClaim(e Claim) {
	if w.depth++; w.depth > 4 { // what is held, the next, one ahead, and what is held once more
		w.fatalf("the bench claims again and again: %+v", e)
	}
	defer func() { w.depth-- }()
	if w.house != nil {
		w.in(w.house.claim(e, w))
		return
	}
	c := Claimed{Key: e.Key, Want: e.Want, Away: w.away}
	for n := 0; !w.away && e.Want.How != ByMine && len(w.queue) > 0 && n < e.Want.Max; n++ {
		o := w.queue[0]
		w.queue = w.queue[1:]
		o.How, o.Content.Rules, o.Content.Way = e.Want.How, w.s.Rules, w.s.Rules.Way
		c.Opened = append(c.Opened, o)
	}
	w.in(c)
}

// sell is the carrier: it may refuse, or sell without an answer getting back.
func (w *world) sell(e BuyLabel) Sold {
	if w.carrier != nil {
		return w.carrier(e)
	}
	s := Sold{Work: e.Work, Parcel: e.Parcel, Label: e.Label, Key: e.Key}
	if w.house != nil {
		w.house.mayBuy(e, w)
	}
	if w.draw != nil && !w.calm && w.house != nil {
		switch rapid.IntRange(0, 5).Draw(w.draw, "carrier") {
		case 0:
			if !w.house.sold[e.Key] {
				s.Refused, s.Text = "address", "no such postal code"
				return s
			}
		case 1:
			w.house.sold[e.Key] = true
			return s
		}
	}
	if e.Look && (w.house == nil || !w.house.sold[e.Key]) {
		s.Refused = "not_bought"
		return s
	}
	s.Bought = w.label()
	return s
}

// print is a printer of labels or slips.
func (w *world) print(e Print) PrintDone {
	done := PrintDone{Work: e.Work, Job: e.Job, State: PrintQueued, Counter: -1, Problem: "no labels left"}
	if w.draw != nil && w.trouble && rapid.Bool().Draw(w.draw, "not ready") {
		return done
	}
	done.On = e.On.Name
	if w.draw != nil && w.trouble && e.Document.Kind == ShipLabel && rapid.IntRange(0, 3).Draw(w.draw, "unprintable") == 0 {
		done.State, done.Unprintable = PrintFailed, true
		return done
	}
	sent := w.has("print_started")
	w.in(Sending{Work: e.Work, Job: e.Job, Counter: int64(len(w.printed)), On: e.On.Name})
	if w.has("print_started") == sent {
		done.Problem = "the order was stopped"
		return done
	}
	w.printed = append(w.printed, e)
	switch {
	case w.printer != nil:
		return w.printer(e)
	case w.draw != nil && w.trouble:
		done.State = rapid.SampledFrom([]PrintState{PrintQueued, PrintSent, PrintCounted, PrintUnknown, PrintFailed}).Draw(w.draw, "printed")
		return done
	}
	done.State, done.Counter, done.Problem = PrintCounted, int64(len(w.printed)), ""
	return done
}

// recall takes a job back that waits at its printer.
func (w *world) recall(e Recall) {
	for i, k := range w.kept {
		if p, ok := k.(Print); ok && p.Job == e.Job {
			w.kept = slices.Delete(slices.Clone(w.kept), i, i+1)
			w.in(PrintDone{Work: p.Work, Job: p.Job, State: PrintQueued, Counter: -1, Problem: "cancelled before the first byte", On: p.On.Name})
			return
		}
	}
}

func (w *world) push() {
	switch {
	case w.away:
	case w.house != nil:
		through := w.s.Seq
		if w.draw != nil && !w.calm {
			through = rapid.Int64Range(int64(w.house.heard), w.s.Seq).Draw(w.draw, "through")
		}
		w.in(Answered{w.house.hear(w, through)})
	default:
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
	c := Content{
		ID: id, Order: "o" + id, OrderNo: "1" + string(id), Carrier: "DHL", Service: "Paket",
		ShipTo: Address{Name: "Erika Muster", City: "Koeln", PostalCode: "50667", Country: "DE"},
		Cartons: []Carton{
			{Code: "BOX-B", Name: "B", InnerMM: [3]int{200, 150, 100}, OuterMM: [3]int{210, 160, 110}, EmptyG: 80, MaxG: 5000},
			{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 120, MaxG: 10000},
			{Code: "BOX-D", Name: "D", InnerMM: [3]int{400, 300, 200}, OuterMM: [3]int{410, 310, 210}, EmptyG: 200, MaxG: 20000},
		},
	}
	c.Lines = lines
	c.Asked = Asked{Rev: 1}
	for i := range lines {
		lines[i].Want = lines[i].Qty
		c.Asked.Lines = append(c.Asked.Lines, AskedLine{Line: i, Want: lines[i].Qty})
		c.Asked.Stops = append(c.Asked.Stops, Stop{
			ID: ID(fmt.Sprintf("a%s.%d", id, i)), Line: i, Location: fmt.Sprintf("A03-1%d", i+1),
			CheckDigits: fmt.Sprintf("4%d", i+1), Sequence: i + 1, Qty: lines[i].Qty,
		})
	}
	return Opened{Content: c, Stage: Picking, Epoch: 1}
}

func mugs(n int) Line {
	return Line{
		Product: "1", SKU: "MUG-BLUE", Name: "Mug 330 ml", Qty: n, WeightG: 380, LengthMM: 120, WidthMM: 90, HeightMM: 100,
		Barcodes: []Barcode{{Code: mug, Units: 1}, {Code: "14006381333938", Units: 12}},
	}
}

func teas(n int) Line {
	return Line{
		Product: "2", SKU: "TEA-GRN", Name: "Green tea", Qty: n, WeightG: 110, LengthMM: 80, WidthMM: 80, HeightMM: 90, Lot: true, Expiry: true,
		SellBefore: "2026-05-01", Barcodes: []Barcode{{Code: tea, Units: 1}},
	}
}

func lamps(n int) Line {
	return Line{
		Product: "3", SKU: "LAMP", Name: "Lamp", Qty: n, WeightG: 900, LengthMM: 180, WidthMM: 140, HeightMM: 90, Serial: true,
		Barcodes: []Barcode{{Code: lamp, Units: 1}},
	}
}

func onePass(r *Rules) { r.Way, r.AutoNext, r.Ahead = OnePass, false, 0 }
func toteWay(r *Rules) { r.Way, r.AutoNext, r.Ahead = ToteWay, false, 0 }

func durationMS(ms int) time.Duration { return time.Duration(ms) * time.Millisecond }

// again is the order as the house hands it out once more, with everything that
// was done at this bench.
func (w *world) again(o Opened, stage Stage, stops ...Stop) Opened {
	o.Epoch, o.Stage = o.Epoch+1, stage
	for i, c := range w.facts {
		if wc, ok := c.(WorkChange); ok {
			if id, _ := wc.Of(); id == o.Content.ID {
				o.Facts = append(o.Facts, Fact{Seq: int64(i + 1), Change: c})
			}
		}
	}
	o.Content.Asked.Stops = append([]Stop{}, stops...)
	return o
}

// asks tells the bench what the house asks of order 1 now.
func (w *world) asks(a Asked) *world {
	w.t.Helper()
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Asked: &a}}}})
	return w
}

// inTote is an order that was picked into T-014 elsewhere, on the screen of a
// bench that packs it.
func inTote(t *testing.T, lines ...Line) *world {
	t.Helper()
	o := order("1", lines...)
	o.Stage, o.Facts = Picked, []Fact{{Change: ToteBound{Tote: "T-014"}}}
	for _, s := range o.Content.Asked.Stops {
		for n := range s.Qty {
			g := Goods{}
			if lines[s.Line].Serial {
				g.Serial = fmt.Sprintf("SN-%d", n+1)
			}
			if lines[s.Line].Lot {
				g = Goods{Lot: fmt.Sprintf("A%d", n+1), Expiry: "2027-12-31"}
			}
			o.Facts = append(o.Facts, Fact{Change: UnitPicked{Line: s.Line, Stop: s.ID, Location: s.Location, Goods: g, Qty: 1, Into: Place{InTote, "T-014"}}})
		}
	}
	o.Content.Asked.Stops = []Stop{}
	w := newWorld(t, func(r *Rules) { toteWay(r); r.Way = PackOnly }, o)
	w.codes["T-014"] = Meaning{Kind: IsTote, Code: "T-014", Work: "1"}
	return w.scan("BADGE-ANNA", "T-014").at(StepCarton).scan("BOX-C").at(StepPack)
}

// packed is how many units of order 1 are verified in parcels.
func (w *world) packed(want int) *world {
	w.t.Helper()
	if got := w.s.Work().PackedUnits(); got != want {
		w.t.Fatalf("%d units are packed, want %d; verdict %q", got, want, w.s.Verdict)
	}
	return w
}
