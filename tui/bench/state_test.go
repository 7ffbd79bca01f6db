package bench_test

import (
	"fmt"
	"maps"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// now is the time on every screen: 42 minutes before the carrier leaves.
var now = time.Date(2026, 3, 2, 16, 48, 0, 0, time.UTC)

// draw is the bench that was shown the state, in a window of the size.
func draw(s station.State, size tuitest.Size, look kit.Look, lang words.Language) string {
	b := bench.New(kit.NewTheme(look), lang, time.UTC)
	b.At(now)
	b.See(s, s.Prompt())
	b.Resize(size.W, size.H)
	return b.View()
}

var (
	xterm   = kit.Look{Colours: kit.Many, Blocks: true}
	console = kit.Look{Colours: kit.Sixteen, Blocks: true, FewLetters: true}
	ascii   = kit.Look{Colours: kit.Mono}
)

// idle is a bench where Anna is signed in and everything answers.
func idle() station.State {
	s := station.New("BENCH 07")
	s.Operator = station.Person{ID: "p1", Name: "ANNA", Role: station.Packer}
	s.Board = station.Board{Ready: 212, Late: 14, ParkedReady: 3, Totes: 6}
	s.Links = map[station.Link]station.LinkState{
		station.Database: {OK: true}, station.Scanner: {OK: true}, station.Printer: {OK: true},
		station.Scale: {OK: true}, station.Unsent: {OK: true},
	}
	s.Rolls = station.Rolls{"": {Of: 500, Left: 180}}
	s.Scale = station.Reading{Stable: true, At: now}
	s.ScanAt = now.Add(-2 * time.Second)
	s.Now = now
	return s
}

// order is a work of three articles at three stops.
func order() station.Work {
	w := station.Work{Content: new(station.Content), Stage: station.Picking, Epoch: 1}
	w.ID, w.Order, w.OrderNo = "w1", "o1", "10234"
	w.Carrier, w.CutOff, w.Way, w.Rules = "DHL", now.Add(42*time.Minute), station.ToteWay, station.DefaultRules()
	w.ShipTo = station.Address{Name: "Zoë Müller", PostalCode: "50667", City: "Köln", Country: "DE"}
	w.Lines = []station.Line{
		{SKU: "MUG-BLUE", Name: "Mug 330 ml glazed, BLUE (not navy)", Qty: 4, Want: 4, WeightG: 300, Fragile: true, Barcodes: barcode("4006381336094")},
		{SKU: "TEA-GRN", Name: "Green tea 100 g, tin", Qty: 1, Want: 1, WeightG: 140, Lot: true, Expiry: true, Barcodes: barcode("4006381331187")},
		{SKU: "SPOON", Name: "Spoon, steel", Qty: 2, Want: 2, WeightG: 40, Barcodes: barcode("4006381339002")},
	}
	w.Tallys = make([]station.Tally, 3)
	w.Stops = []station.Stop{
		{ID: "s1", Line: 0, Location: "A03-12", Aisle: "A", Rack: "03", Level: "12", CheckDigits: "47", Sequence: 1, Qty: 4},
		{ID: "s2", Line: 1, Location: "A04-02", Aisle: "A", Rack: "04", Level: "02", Sequence: 2, Qty: 1, Lot: "L77", Expiry: "2026-11-30"},
		{ID: "s3", Line: 2, Location: "C01-01", Aisle: "C", Rack: "01", Level: "01", Sequence: 3, Qty: 2},
	}
	w.Cartons = []station.Carton{
		{Code: "BOX-A", Name: "A", Shelf: "1", InnerMM: [3]int{200, 150, 100}, EmptyG: 90, MaxG: 10000},
		{Code: "BOX-C", Name: "C", Shelf: "2", InnerMM: [3]int{300, 200, 150}, EmptyG: 180, MaxG: 20000},
		{Code: "BOX-D", Name: "D", Shelf: "2", InnerMM: [3]int{400, 300, 200}, EmptyG: 260, MaxG: 25000},
	}
	w.Plan = []station.PlannedParcel{{Carton: "BOX-C", Units: map[int]int{0: 4, 1: 1, 2: 2}}}
	w.Planned = true
	w.Tote = "T-014"
	return w
}

// own is the work with a content that it shares with no other.
func own(w station.Work) station.Work {
	c := *w.Content
	w.Content = &c
	return w
}

func barcode(code string) []station.Barcode { return []station.Barcode{{Code: code, Units: 1}} }

// with is the bench with the work on the screen.
func with(w station.Work) station.State {
	s := idle()
	s.Works, s.Active = []station.Work{w}, w.ID
	return s
}

// said is the state with a verdict and a trail.
func said(s station.State, word station.Word, text string, args ...any) station.State {
	s.Verdict = station.Verdict{Word: word, Text: text, Args: args, N: s.Verdict.N + 1}
	return s
}

func trail(s station.State, marks ...station.Mark) station.State {
	s.Trail = marks
	return s
}

// picking has confirmed the first location and taken one mug.
func picking() station.State {
	w := order()
	w.AtStop, w.Stops[0].Taken, w.Tallys[0].Picked = "s1", 1, 1
	w.Held = []station.Held{{Line: 0, Place: station.Place{Kind: station.InTote, ID: "T-014"}, Qty: 1, Stop: "s1", Location: "A03-12"}}
	w.Undo, w.UndoTo = w.Held[0], station.Place{Kind: station.InLocation, ID: "A03-12"}
	s := said(with(w), station.OK, "%s %d of %d.", "MUG-BLUE", 1, 4)
	return trail(s, station.Mark{Word: station.OK, Text: "A03-12"}, station.Mark{Word: station.OK, Text: "MUG-BLUE"})
}

// packing has two of four mugs and both spoons in box C.
func packing() station.State {
	w := order()
	w.Stage, w.Rules.Slip = station.Packing, true
	for i := range w.Stops {
		w.Stops[i].Taken = w.Stops[i].Qty
	}
	box, tote := station.Place{Kind: station.InParcel, ID: "1"}, station.Place{Kind: station.InTote, ID: "T-014"}
	w.Tallys = []station.Tally{{Picked: 4, Packed: 2}, {Picked: 1}, {Picked: 2, Packed: 2}}
	w.Held = []station.Held{
		{Line: 0, Place: box, Qty: 2, Location: "A03-12"},
		{Line: 0, Place: tote, Qty: 2, Location: "A03-12"},
		{Line: 1, Goods: station.Goods{Lot: "L77", Expiry: "2026-11-30"}, Place: tote, Qty: 1, Location: "A04-02"},
		{Line: 2, Place: box, Qty: 2, Location: "C01-01"},
	}
	w.Undo, w.UndoTo = w.Held[0], tote
	w.Parcels = []station.Parcel{{N: 1, State: station.ParcelOpen, Carton: "BOX-C", Planned: "BOX-C"}}
	w.Slips = []station.Job{{ID: "j0", Doc: station.PackingSlip, Copy: 1, State: station.PrintSent}}
	w.Gift = true
	s := said(with(w), station.OK, "%s %d of %d.", "MUG-BLUE", 2, 4)
	return trail(s, station.Mark{Word: station.OK, Text: "SPOON"}, station.Mark{Word: station.OK, Text: "MUG-BLUE"})
}

// layered is packing with a plan that says where each unit lies.
func layered() station.State {
	s := packing()
	s.Works[0].Plan = []station.PlannedParcel{{
		Carton: "BOX-C", Units: map[int]int{0: 4, 1: 1, 2: 2},
		Placed: "0:120x90x100 0,0,0 120,0,0 0,90,0 120,90,0;1:55x55x110 240,0,0;2:190x40x20 0,0,100 0,40,100",
	}}
	return s
}

// noted is the state with instructions of article, channel and order, of which
// one was acknowledged.
func noted(s station.State) station.State {
	w := own(s.Works[0])
	w.Lines = append([]station.Line(nil), w.Lines...)
	w.Lines[0].PutIn = station.PutIn{Text: "two layers of paper\nbetween any two", Must: true}
	w.Lines[2].PutIn = station.PutIn{Text: "rubber band"}
	w.PutIns = []station.PutIn{{Of: "order", Text: "ribbon"}, {Of: "channel", Text: "thank-you card", Must: true}}
	w.Parcels = append([]station.Parcel(nil), w.Parcels...)
	w.Parcels[0].PutIns = []string{"channel"}
	s.Works = []station.Work{w}
	return s
}

// ownBox has the tea, which ships in its own packaging, left of the order.
func ownBox() station.State {
	s := packing()
	w := &s.Works[0]
	w.Lines[1].Alone = true
	box := station.Place{Kind: station.InCage, ID: "1"}
	w.Held = []station.Held{{Line: 0, Place: box, Qty: 4}, {Line: 2, Place: box, Qty: 2}, w.Held[2]}
	w.Tallys = []station.Tally{{Picked: 4, Packed: 4}, {Picked: 1}, {Picked: 2, Packed: 2}}
	w.Parcels = []station.Parcel{{N: 1, State: station.ParcelInCage, Carton: "BOX-C"}, {N: 2, State: station.ParcelOpen, Own: true}}
	w.Undo = station.Held{}
	return said(trail(s), station.OK, "%s ships in its own packaging. Scan it.", "TEA-GRN")
}

// closed has everything in box C, which waits to be weighed.
func closed() station.State {
	s := packing()
	w := s.Works[0]
	w.Tallys = []station.Tally{{Picked: 4, Packed: 4}, {Picked: 1, Packed: 1}, {Picked: 2, Packed: 2}}
	box := station.Place{Kind: station.InParcel, ID: "1"}
	w.Held = []station.Held{{Line: 0, Place: box, Qty: 4}, {Line: 1, Place: box, Qty: 1}, {Line: 2, Place: box, Qty: 2}}
	w.Stage = station.Packed
	w.Parcels = []station.Parcel{{N: 1, State: station.ParcelIsSealed, Carton: "BOX-C", Planned: "BOX-C"}}
	s.Works = []station.Work{w}
	s.Scale = station.Reading{Grams: 1640, Stable: true, At: now, Cleared: true}
	return said(s, station.Done, "Close box %d, put it on the scale.", 1)
}

// labelled has its label printed, not proven.
func labelled() station.State {
	s := closed()
	w := s.Works[0]
	w.Parcels = []station.Parcel{{
		N: 1, State: station.ParcelLabelled, Carton: "BOX-C", WeightG: 1640, ExpectedG: 1600, Outcome: station.WeightOK,
		Labels: []station.Label{{
			N: 1, State: station.LabelPurchased, Key: "k1",
			Bought: station.Bought{Carrier: "DHL", Service: "Paket", Tracking: "00340434161094042557", Lane: "12"},
			Jobs:   []station.Job{{ID: "j1", Doc: station.ShipLabel, Copy: 1, State: station.PrintSent}},
		}},
	}}
	s.Works = []station.Work{w}
	return said(s, station.Wait, "Stick the label on THIS box. Scan it: any long barcode on it.")
}

// printing has its label in another state.
func printing(change func(*station.Job)) station.State {
	s := labelled()
	change(&s.Works[0].Parcels[0].Labels[0].Jobs[0])
	return s
}

// asking is the state with an open question.
func asking(s station.State, a station.Ask) station.State {
	w := s.Works[0]
	w.Ask = a
	s.Works = []station.Work{w}
	return s
}

// long is the state with an order of n lines.
func long(s station.State, n int) station.State {
	w := own(s.Works[0])
	for i := len(w.Lines); i < n; i++ {
		l := w.Lines[i%3]
		l.SKU = fmt.Sprintf("SKU-%03d", i)
		w.Lines = append(w.Lines, l)
		w.Tallys = append(w.Tallys, station.Tally{Picked: w.Tallys[i%3].Picked})
		stop := w.Stops[i%3]
		stop.ID, stop.Line, stop.Sequence = station.ID(fmt.Sprintf("s%d", i+1)), i, i+1
		w.Stops = append(w.Stops, stop)
	}
	s.Works = []station.Work{w}
	return s
}

// asked is the state with a question to the station: no work is on the screen.
func asked(s station.State, a station.Ask) station.State {
	s.Ask = a
	return s
}

// borrowed is the state while labels come out of the printer of another bench.
func borrowed(s station.State) station.State {
	s.Borrowed = station.FloorPrinter{Name: "BENCH-03", Kind: "tcp", Address: "10.0.0.3:9100", DPMM: 8}
	return s
}

// faulty is the state when the printer stopped in the middle of the label.
func faulty(s station.State, cause string) station.State {
	w := s.Works[0]
	w.Parcels = []station.Parcel{w.Parcels[0]}
	l := *w.Parcels[0].Live()
	l.Jobs = []station.Job{{ID: "j1", Doc: station.ShipLabel, Copy: 1, State: station.PrintSending}}
	w.Parcels[0].Labels = []station.Label{l}
	s.Works = []station.Work{w}
	s.Links = maps.Clone(s.Links)
	s.Links[station.Printer] = station.LinkState{Cause: cause, Since: s.Now}
	return said(s, station.Halt, "Printer: %s. It goes on by itself when this is cured.", cause)
}
