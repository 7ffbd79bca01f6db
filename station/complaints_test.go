package station

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// TestComplaints proves, one by one, that this bench does not have what users of
// others complain about. The numbers are those of the list of complaints.
func TestComplaints(t *testing.T) {
	for _, c := range complaints {
		t.Run(fmt.Sprintf("%d %s", c.number, c.lesson), c.scenario)
	}
}

var complaints = []struct {
	number   int
	lesson   string
	scenario func(t *testing.T)
}{
	{11, "a refusal names who has the goods", func(t *testing.T) {
		w := picking(t, mugs(1))
		w.types("9", "1").says("OK Order 11 is parked. The office sees why.")
		w.queue = []Opened{order("2", mugs(1))}
		w.types("+").scan("BOX-C", "A03-11", mug).types("9").types("3")
		w.types("9", "1").scan("SLOT-2").says("WRONG Slot SLOT-2 holds order 10231. Take another.")
	}},
	{14, "scans are queued while a code is looked up, none is dropped", func(t *testing.T) {
		w := picking(t, mugs(10))
		w.hold = true
		w.scan(else_)
		for range 9 {
			w.read += 200 * time.Millisecond * 2
			w.in(Scanned{Device: "line", Text: mug, Proof: true, At: w.read})
		}
		if got := len(w.s.Waiting); got != 9 {
			t.Fatalf("%d scans wait, want 9", got)
		}
		w.in(Resolved{Text: else_, Meaning: w.codes[else_]})
		w.packed(9)
	}},
	{15, "one pull of the trigger counts once", func(t *testing.T) {
		w := picking(t, mugs(5))
		for ms := range 5 {
			w.in(Scanned{Device: "line", Text: mug, Proof: true, At: w.read + durationMS(1000+250*ms)})
		}
		w.packed(1).says("AGAIN Same read, still 1 of 5 of MUG-BLUE.")
		w.in(Scanned{Device: "line", Text: mug, Proof: true, At: w.read + durationMS(1000+250*4+300)})
		w.packed(2)
	}},
	{16, "the last three scans are seen with what became of them", func(t *testing.T) {
		w := picking(t, mugs(5)).scan(mug, else_)
		w.in(Scanned{Device: "line", Text: mug, Proof: true, At: w.read + durationMS(1000)})
		want := []Mark{{OK, "MUG-BLUE"}, {Wrong, "..3962"}, {OK, "MUG-BLUE"}}
		if !reflect.DeepEqual(w.s.Trail, want) {
			t.Errorf("trail %v, want %v", w.s.Trail, want)
		}
	}},
	{17, "prefixes and separators of a barcode are read, not left in", func(t *testing.T) {
		w := picking(t, teas(1)).scan("]C101" + tea + "10A7\x1d17271231").at(StepWeigh)
		if h := w.s.Work().Held[0]; h.Lot != "A7" || h.Expiry != "2027-12-31" {
			t.Errorf("goods %+v, want lot A7 of 2027-12-31", h.Goods)
		}
	}},
	{18, "of a burst of codes the one that fits counts, the others are shown", func(t *testing.T) {
		w := picking(t, mugs(5))
		for i, code := range []string{else_, mug, "A03-11", mug, else_} {
			w.in(Scanned{Device: "line", Text: code, Proof: true, At: w.read + durationMS(1000+20*i)})
		}
		w.packed(1)
	}},
	{19, "a code never joins the one before", func(t *testing.T) {
		picking(t, mugs(5)).types(mug + mug).packed(0).says("CODE Nobody knows this code. Right article? 4")
	}},
	{20, "a scan never lands in a quantity", func(t *testing.T) {
		w := picking(t, mugs(5)).types("1", "2").scan("3").says("WRONG That is a barcode. Type the number, then Enter.")
		w.types("4006381333931").says("WRONG 4006381333931 is not a number of one to five digits.")
		w.types("/").scan(mug).types("*4006381333931").packed(1)
	}},
	{21, "a code finds its own line, and nobody makes up a lot", func(t *testing.T) {
		w := inTote(t, teas(2), lamps(2))
		w.scan("01" + lamp + "21SN-2").says("OK LAMP 1 of 2.")
		w.scan("01" + tea + "10A2").says("OK TEA-GRN 1 of 2.")
		w.scan("01" + tea + "10A9").says("WRONG This TEA-GRN was not picked for this order: its lot or serial number is another.").packed(2)
	}},
	{24, "wrong and stop look and sound apart; only STOP needs a key", func(t *testing.T) {
		w := picking(t, mugs(3)).scan(else_)
		if w.s.Verdict.Word != Wrong {
			t.Fatal(w.s.Verdict)
		}
		w.scan(mug).packed(1).asks(Asked{Rev: 2, Hold: "address"})
		if w.s.Verdict.Word != Halt {
			t.Fatal(w.s.Verdict)
		}
		w.scan(mug).packed(1)
	}},
	{25, "every scan is heard, accepted or refused, and says which", func(t *testing.T) {
		w := picking(t, mugs(3))
		for _, code := range []string{mug, else_, "JUNK", "A09-09", "BOX-C", "T-014", "SLOT-1", "SLOT-2", mug} {
			before, n := w.s.Verdict.N, w.s.Scans
			w.scan(code)
			if w.s.Verdict.N == before || w.s.Scans == n {
				t.Errorf("%s: nothing was said", code)
			}
		}
	}},
	{26, "an article has several barcodes, each with its count", func(t *testing.T) {
		w := picking(t, mugs(13)).scan("14006381333938").says("OK MUG-BLUE 12 of 13. 1 more.").packed(12)
		w.scan("14006381333938").says("WRONG This code stands for 12 of MUG-BLUE, only 1 are asked. Scan single pieces.").packed(12)
		w.types("-").says("OK Undone: MUG-BLUE 0 of 13. Put it back to A03-11.").packed(0)
		w.scan(mug, mug, "14006381333938").says("WRONG This code stands for 12 of MUG-BLUE, only 11 are asked. Scan single pieces.").packed(2)
	}},
	{27, "each counted scan is a fact at once, a restart empties no box", func(t *testing.T) {
		w := picking(t, mugs(5)).scan(mug)
		n := w.has("unit_picked")
		w.scan(mug)
		if got := w.has("unit_picked"); got != n+1 {
			t.Errorf("%d facts of picked units, want %d", got, n+1)
		}
		s := New("bench-7")
		for _, c := range w.facts {
			s = s.After(c)
		}
		if got := s.Work().PackedUnits(); got != 2 {
			t.Errorf("%d units after a restart, want 2", got)
		}
	}},
	{28, "who lost the work hears it at the next scan", func(t *testing.T) {
		w := picking(t, mugs(2)).scan(mug)
		w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", LostTo: "bench-9"}}}})
		w.says("STOP bench-9 has order 11 now. Leave the goods where they are.").scan(mug).packed(1)
		w.says("STOP TAKEN OVER BY bench-9. leave the goods where they are, press +.")
	}},
	{29, "a hold stops picking at the next scan, and the label", func(t *testing.T) {
		w := picking(t, mugs(2)).scan(mug).asks(Asked{Rev: 2, Hold: "fraud"}).scan(mug).packed(1)
		v := picking(t, mugs(1))
		v.hold = true
		v.scan(mug).weigh(580).at(StepLabel)
		v.asks(Asked{Rev: 2, Hold: "fraud"})
		v.hold, v.kept = false, nil
		v.in(Tick{})
		if v.labels != 0 {
			t.Error("a label was bought for an order on hold")
		}
		if w.s.Prompt().Takes(AArticle) {
			t.Error("the bench takes articles of an order on hold")
		}
	}},
	{31, "one badge takes a session up again at the same step", func(t *testing.T) {
		w := picking(t, mugs(2), lamps(1)).scan(mug, mug, "A03-12", lamp)
		s := New("bench-7")
		s.Rules = w.s.Rules
		for _, c := range w.facts {
			s = s.After(c)
		}
		if got, want := s.Prompt(), w.s.Prompt(); !reflect.DeepEqual(got, want) {
			t.Errorf("after a restart %+v, want %+v", got, want)
		}
	}},
	{33, "a label is bought once, a doubt is looked up under its key", func(t *testing.T) {
		w := picking(t, mugs(1))
		var asked []BuyLabel
		w.carrier = func(b BuyLabel) Sold {
			asked = append(asked, b)
			return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key}
		}
		w.scan(mug).weigh(580)
		for range 20 {
			w.in(Tick{})
		}
		for i, b := range asked {
			if b.Key != asked[0].Key || b.Doubt != (i > 0) {
				t.Fatalf("asked %+v", asked)
			}
		}
		if n := w.has("label_requested"); n != 1 || len(asked) < 2 {
			t.Errorf("%d requests, asked %d times", n, len(asked))
		}
	}},
	{36, "after a void the parcel gets another label", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve)
		first := w.sscc()
		w.types("5").types(w.s.Work().Ask.Digits).at(StepPack).types("+").weigh(580).at(StepProve)
		if p := w.s.Work().Current(); len(p.Labels) != 2 || p.Labels[0].State != LabelIsVoided || p.Live().N != 2 {
			t.Errorf("labels %+v, want a voided and a live one", p.Labels)
		}
		w.scan(first).at(StepProve)
	}},
	{37, "a cancelled order gets no label", func(t *testing.T) {
		w := picking(t, mugs(1))
		w.hold = true
		w.scan(mug).weigh(580)
		w.asks(Asked{Rev: 2, Cancelled: true})
		w.hold, w.kept = false, nil
		w.types("+")
		if w.has("label_bought") != 0 || w.has("print_requested") > 1 {
			t.Error("a label was bought or printed for a cancelled order")
		}
	}},
	{38, "sent is not printed: only the scanned label ships", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve)
		for range 50 {
			w.in(Tick{})
		}
		w.types("+").scan(mug).at(StepProve).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	}},
	{40, "the label of another box is refused", func(t *testing.T) {
		w := picking(t, mugs(2)).scan(mug).types("7").weigh(580).at(StepProve)
		first := w.sscc()
		w.scan(first).scan("BOX-C", mug).weigh(500).at(StepProve)
		w.scan(first).says("WRONG That is the label of another box of this order.").at(StepProve)
	}},
	{43, "an edit after the claim is a message, and the rest is counted anew", func(t *testing.T) {
		w := picking(t, mugs(3)).scan(mug, mug)
		w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 1}}, Stops: []Stop{{ID: "a1.0", Location: "A03-11", Qty: 3}}})
		w.at(StepPack).types("+").packed(2)
		w.types("6").scan(mug).says("OK MUG-BLUE out, 1 of 1. Put it back to A03-11.").packed(1)
		w.types("+").at(StepWeigh)
	}},
	{44, "to void, to cancel and to put back are three things", func(t *testing.T) {
		w := picking(t, mugs(2)).scan(mug, mug).weigh(960).at(StepProve)
		w.asks(Asked{Rev: 2, Cancelled: true})
		if w.has("label_void_requested") != 0 {
			t.Error("the label was voided before the packer heard of it")
		}
		w.types("+").at(StepPutBack)
		if w.has("unit_moved") != 0 {
			t.Error("the goods were put back by themselves")
		}
		w.scan(mug, "A03-11", mug, "A03-11").says("DONE Order 11 is cancelled, everything is back.")
	}},
}

// picking is a bench that stands at the first location of an order, a box open.
func picking(t *testing.T, lines ...Line) *world {
	t.Helper()
	w := newWorld(t, onePass, order("1", lines...))
	return w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11").at(StepArticle)
}
