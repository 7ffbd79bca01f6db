package tui_test

import (
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// step is what a scan makes of the bench.
type step struct {
	name      string
	state     station.State
	newScreen bool // another screen: everything changes
}

// view is what the terminal should show of the state.
func view(s station.State, size tuitest.Size, now time.Time) string {
	b := bench.New(kit.NewTheme(kit.Look{Colours: kit.Many, Blocks: true}), words.English, time.UTC)
	b.At(now)
	b.See(s, s.Prompt())
	b.Resize(size.W, size.H)
	return tuitest.Plain(b.View())
}

// shift is one order: two articles from two locations, a wrong scan, the box,
// the scale, the label.
func shift() []step {
	s := station.New("BENCH 07")
	s.Operator = station.Person{ID: "p1", Name: "ANNA", Role: station.Packer}
	s.Links = map[station.Link]station.LinkState{station.Database: {OK: true}, station.Printer: {OK: true, Count: 180}}
	w := station.Work{Content: new(station.Content), Stage: station.Picking, Tote: "T-014", Tallys: make([]station.Tally, 2)}
	w.ID, w.OrderNo, w.Carrier, w.Way, w.Rules = "w1", "10234", "DHL", station.ToteWay, station.DefaultRules()
	w.CutOff = time.Date(2000, 1, 1, 0, 42, 30, 0, time.UTC) // the clock of the tests starts at midnight
	w.Lines = []station.Line{
		{SKU: "MUG-BLUE", Name: "Mug 330 ml glazed, BLUE (not navy)", Want: 2, Qty: 2, WeightG: 300, Barcodes: []station.Barcode{{Code: "4006381336094", Units: 1}}},
		{SKU: "TEA-GRN", Name: "Green tea 100 g, tin", Want: 1, Qty: 1, WeightG: 140, Barcodes: []station.Barcode{{Code: "4006381331187", Units: 1}}},
	}
	w.Stops = []station.Stop{
		{ID: "s1", Line: 0, Location: "A03-12", Aisle: "A", Rack: "03", Level: "12", CheckDigits: "47", Sequence: 1, Qty: 2},
		{ID: "s2", Line: 1, Location: "C17-88", Aisle: "C", Rack: "17", Level: "88", Sequence: 2, Qty: 1},
	}
	w.Cartons = []station.Carton{{Code: "BOX-C", Name: "C", Shelf: "2", InnerMM: [3]int{300, 200, 150}, EmptyG: 180}}
	r := recorder{state: s, work: w}
	r.pick()
	r.pack()
	r.ship()
	return r.steps
}

// recorder writes down what each scan makes of the bench.
type recorder struct {
	state station.State
	work  station.Work
	steps []step
}

func (r *recorder) note(name string, word station.Word, mark, text string, args ...any) {
	r.state.Verdict = station.Verdict{Word: word, Text: text, Args: args, N: r.state.Verdict.N + 1}
	r.state.Trail = append(r.state.Trail[max(0, len(r.state.Trail)-2):len(r.state.Trail):len(r.state.Trail)], station.Mark{Word: word, Text: mark})
	r.state.Works, r.state.Active = []station.Work{r.work}, "w1"
	screen := r.state.Prompt().Screen
	n := len(r.steps)
	r.steps = append(r.steps, step{name, r.state, n > 0 && r.steps[n-1].state.Prompt().Screen != screen})
}

// taken changes a tally and a stop without touching what was noted before.
func (r *recorder) taken(line, n int) {
	r.work.Tallys = append([]station.Tally(nil), r.work.Tallys...)
	r.work.Stops = append([]station.Stop(nil), r.work.Stops...)
	r.work.Tallys[line].Picked, r.work.Stops[line].Taken = n, n
}

func (r *recorder) pick() {
	r.note("tote", station.OK, "T-014", "Tote %s is yours.", "T-014")
	r.note("wrong place", station.Wrong, "A03-14", "This is %s. Go to %s.", "A03-14", "A03-12")
	r.work.AtStop = "s1"
	r.note("place", station.OK, "A03-12", "%s. Take %d of %s.", "A03-12", 2, "MUG-BLUE")
	r.taken(0, 1)
	r.note("first mug", station.OK, "MUG-BLUE", "%s %d of %d.", "MUG-BLUE", 1, 2)
	r.note("wrong mug", station.Wrong, "MUG-NAVY", "%s. Put it back. Want %s, code ends %s.", "MUG-NAVY", "MUG-BLUE", "6094")
	r.note("unknown", station.Code, "999", "Nobody knows this code. Right article? 4")
	r.taken(0, 2)
	r.note("second mug", station.Done, "MUG-BLUE", "%s %d of %d. Go to %s.", "MUG-BLUE", 2, 2, "C17-88")
	r.work.AtStop = "s2"
	r.note("next place", station.OK, "C17-88", "%s. Take %d of %s.", "C17-88", 1, "TEA-GRN")
	r.taken(1, 1)
}

func (r *recorder) pack() {
	r.work.Stage = station.Packing
	tote, box := station.Place{Kind: station.InTote, ID: "T-014"}, station.Place{Kind: station.InParcel, ID: "1"}
	r.work.Held = []station.Held{{Line: 0, Place: tote, Qty: 2}, {Line: 1, Place: tote, Qty: 1}}
	r.note("opened", station.OK, "T-014", "Order %s goes on here.", "10234")
	r.work.Parcels = []station.Parcel{{N: 1, State: station.ParcelOpen, Carton: "BOX-C"}}
	r.note("carton", station.OK, "BOX-C", "BOX %s.", "C")
	r.packed(0, 1)
	r.work.Held = []station.Held{{Line: 0, Place: tote, Qty: 1}, {Line: 0, Place: box, Qty: 1}, {Line: 1, Place: tote, Qty: 1}}
	r.work.Undo = r.work.Held[1]
	r.note("mug packed", station.OK, "MUG-BLUE", "%s %d of %d.", "MUG-BLUE", 1, 2)
	r.note("foreign", station.Wrong, "MUG-RED", "%s is NOT IN THIS ORDER. The box stays %d of %d.", "MUG-RED", 1, 3)
	r.packed(0, 2)
	r.work.Held = []station.Held{{Line: 0, Place: box, Qty: 2}, {Line: 1, Place: tote, Qty: 1}}
	r.note("mugs packed", station.Done, "MUG-BLUE", "%s %d of %d, line done.", "MUG-BLUE", 2, 2)
	r.packed(1, 1)
	r.work.Held = []station.Held{{Line: 0, Place: box, Qty: 2}, {Line: 1, Place: box, Qty: 1}}
}

func (r *recorder) packed(line, n int) {
	r.work.Tallys = append([]station.Tally(nil), r.work.Tallys...)
	r.work.Tallys[line].Packed = n
}

func (r *recorder) ship() {
	r.work.Stage = station.Packed
	r.work.Parcels = []station.Parcel{{N: 1, State: station.ParcelIsSealed, Carton: "BOX-C"}}
	r.note("closed", station.Done, "TEA-GRN", "Close box %d, put it on the scale.", 1)
	r.state.Scale = station.Reading{Grams: 940, Stable: true, At: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	p := r.work.Parcels[0]
	p.WeightG, p.Outcome = 940, station.WeightOK
	p.Labels = []station.Label{{N: 1, State: station.LabelIsRequested}}
	r.work.Parcels = []station.Parcel{p}
	r.note("weighed", station.Wait, "940 g", "%d g. The carrier is asked.", 940)
	p.State = station.ParcelLabelled
	p.Labels = []station.Label{{
		N: 1, State: station.LabelPurchased, Bought: station.Bought{Carrier: "DHL", Tracking: "00340434161094042557", Lane: "12"},
		Jobs: []station.Job{{State: station.PrintSent, Copy: 1}},
	}}
	r.work.Parcels = []station.Parcel{p}
	r.note("printed", station.Wait, "940 g", "Stick the label on THIS box. Scan it: any long barcode on it.")
	r.note("other label", station.Wrong, "10231", "That is the label of order %s (%s). Take it off.", "10231", "bench 7")
}
