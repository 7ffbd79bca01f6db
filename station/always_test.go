package station

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestWhatAlwaysHolds drives a bench with random people, devices and orders, and
// checks after every input what must hold whatever they do.
func TestWhatAlwaysHolds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := randomWorld(t, r)
		steps := rapid.IntRange(5, 80).Draw(r, "inputs")
		for range steps {
			randomInput(w, r)
			units(w, r)
			counts(w, r)
			freeInThree(w, r)
		}
		folds(w, r)
	})
}

func randomWorld(t *testing.T, r *rapid.T) *world {
	rules := func(x *Rules) {
		x.Way = rapid.SampledFrom([]Way{OnePass, OnePass, ToteWay}).Draw(r, "way")
		x.Weight = rapid.SampledFrom([]string{"off", "note", "recount", "lead"}).Draw(r, "weight")
		x.Location = rapid.SampledFrom([]string{"off", "scan"}).Draw(r, "location")
		x.Ahead = rapid.IntRange(0, 2).Draw(r, "ahead")
		x.AutoNext = rapid.Bool().Draw(r, "auto")
	}
	var queue []Opened
	for i := range rapid.IntRange(1, 4).Draw(r, "orders") {
		lines := []Line{mugs(rapid.IntRange(1, 3).Draw(r, "mugs"))}
		if rapid.Bool().Draw(r, "tea") {
			lines = append(lines, teas(2))
		}
		if rapid.Bool().Draw(r, "lamp") {
			lines = append(lines, lamps(1))
		}
		queue = append(queue, order(ID(fmt.Sprint(i+1)), lines...))
	}
	w := newWorld(t, rules, queue...)
	w.scan("BADGE-ANNA").types("+")
	return w
}

func randomInput(w *world, r *rapid.T) {
	switch rapid.IntRange(0, 19).Draw(r, "what") {
	case 0, 1, 2, 3, 4, 5, 6, 7:
		// What the screen asks for: a good packer.
		helpful(w, r)
	case 8, 9, 10:
		w.types(rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "+", "-", "/", "*2", "*12", "12"}).Draw(r, "key"))
	case 11, 12, 13:
		w.scan(rapid.SampledFrom([]string{mug, tea, lamp, else_, "01" + lamp + "21S" + fmt.Sprint(w.read/1e9), "01" + tea + "17271231" + "10A7",
			"A03-11", "A03-12", "A09-09", "BOX-B", "BOX-C", "T-014", "SLOT-1", "SLOT-2", "BADGE-ANNA", "BADGE-LEO", "14006381333938", "JUNK", CommandCode(CmdPark)}).Draw(r, "code"))
	case 14:
		w.away = !w.away
		w.in(LinkChanged{What: Database, OK: !w.away, Cause: "cut"})
		w.push()
	case 15:
		w.weigh(rapid.IntRange(30, 3000).Draw(r, "grams"))
	case 16:
		news(w, r)
	case 17:
		w.in(Restarted{})
	case 18:
		w.printer = func(p Print) PrintDone {
			return PrintDone{Work: p.Work, Job: p.Job, Counter: -1, Problem: "trouble",
				State: rapid.SampledFrom([]PrintState{PrintSent, PrintCounted, PrintUnknown, PrintFailed}).Draw(r, "printed")}
		}
	default:
		w.in(Tick{})
	}
}

// helpful does what the prompt asks.
func helpful(w *world, r *rapid.T) {
	wk := w.s.Work()
	p := w.s.Prompt()
	switch {
	case wk == nil && p.Takes(ABadge) && w.s.Operator.ID == "":
		w.scan("BADGE-ANNA")
	case wk == nil || p.Halted:
		w.types("+")
	case wk.Ask.Kind == AskConfirm:
		w.types(wk.Ask.Digits)
	case p.Takes(ANumber):
		w.types(fmt.Sprint(rapid.IntRange(0, 2).Draw(r, "n")))
	case p.Takes(AWeight):
		g, _ := wk.Expected(*wk.Current())
		w.weigh(max(g, 100))
	case p.Takes(ATote):
		w.scan("T-014")
	case p.Takes(ASlot):
		w.scan("SLOT-1")
	case p.Takes(ALocation) && wk.Ask.Kind == AskPutWhere:
		w.scan(wk.Ask.Place.ID)
	case p.Takes(ALocation):
		w.scan(wk.NextStop().Location)
	case p.Takes(ACarton):
		w.scan("BOX-C")
	case p.Takes(ALot):
		w.scan("A7")
	case p.Takes(AExpiry):
		w.types("271231")
	case p.Takes(ASerial):
		w.scan(fmt.Sprint("S", w.read/1e9))
	case p.Takes(ALabel) && wk.Current() != nil && wk.Current().Live() != nil:
		w.scan(w.sscc())
	case p.Takes(AArticle) && wk.NextStop() != nil && wk.Step() == StepArticle:
		w.scan(wk.Content.Lines[wk.NextStop().Line].Barcodes[0].Code)
	case p.Takes(AArticle) && len(wk.Held) > 0:
		h := wk.Held[rapid.IntRange(0, len(wk.Held)-1).Draw(r, "unit")]
		w.scan("01" + wk.Content.Lines[h.Line].Barcodes[0].Code + serial(h))
	default:
		w.types("+")
	}
}

func serial(h Held) string {
	if h.Serial == "" {
		return ""
	}
	return "21" + h.Serial
}

// news is what the house may say of the work in hand.
func news(w *world, r *rapid.T) {
	wk := w.s.Work()
	if wk == nil || w.away {
		return
	}
	told := Told{Work: wk.ID}
	switch rapid.IntRange(0, 3).Draw(r, "news") {
	case 0:
		told.Asked = &Asked{Rev: wk.Seen + 1, Hold: rapid.SampledFrom([]string{"", "fraud", "address"}).Draw(r, "hold")}
	case 1:
		told.Asked = &Asked{Rev: wk.Seen + 1, Cancelled: true}
	case 2:
		// What is missing is cancelled.
		told.Asked = &Asked{Rev: wk.Seen + 1}
		for i, t := range wk.Tallys {
			told.Asked.Lines = append(told.Asked.Lines, AskedLine{Line: i, Want: wk.Content.Lines[i].Want - t.Short})
		}
	case 3:
		told.LostTo = "bench-9"
	}
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{told}}})
}

// units keeps books of its own, from the facts alone: every unit that left its
// location is in exactly one place, and no place ever holds less than nothing.
func units(w *world, r *rapid.T) {
	type key struct {
		work  ID
		line  int
		goods Goods
		place Place
	}
	books := map[key]int{}
	move := func(of OfWork, line int, g Goods, from, to Place, n int) {
		if from.Kind != InLocation {
			k := key{of.Work, line, g, from}
			books[k] -= n
			if books[k] < 0 {
				r.Fatalf("work %s line %d: %d units at %v", of.Work, line, books[k], from)
			}
		}
		books[key{of.Work, line, g, to}] += n
	}
	for _, c := range w.facts {
		switch c := c.(type) {
		case UnitPicked:
			move(c.OfWork, c.Line, c.Goods, Place{InLocation, c.Location}, c.Into, c.Qty)
		case UnitPacked:
			move(c.OfWork, c.Line, c.Goods, c.From, parcelPlace(c.Parcel), c.Qty)
		case UnitMoved:
			move(c.OfWork, c.Line, c.Goods, c.From, c.To, c.Qty)
		case UnitDamaged:
			move(c.OfWork, c.Line, c.Goods, c.From, Place{InQuarantine, c.To}, c.Qty)
		case UnitMissing:
			move(c.OfWork, c.Line, c.Goods, c.From, Place{Kind: Lost}, c.Qty)
		case LabelProven:
			for k, n := range books {
				if k.work == c.Work && k.place == parcelPlace(c.Parcel) && n > 0 {
					books[k] = 0
					k.place.Kind = InCage
					books[k] += n
				}
			}
		}
	}
	for _, wk := range w.s.Works {
		for _, h := range wk.Held {
			books[key{wk.ID, h.Line, h.Goods, h.Place}] -= h.Qty
		}
		for k, n := range books {
			switch k.place.Kind {
			case InTote, InParcel, Loose, InCage:
				if k.work == wk.ID && n != 0 {
					r.Fatalf("work %s: the state and the facts differ by %d at %v", k.work, n, k.place)
				}
			}
		}
	}
}

func counts(w *world, r *rapid.T) {
	open := 0
	for _, wk := range w.s.Works {
		for i, t := range wk.Tallys {
			l := wk.Content.Lines[i]
			if t.Packed > t.Picked || t.Picked > l.Qty || t.Picked < 0 || t.Short < 0 {
				r.Fatalf("work %s line %d: %+v of %d", wk.ID, i, t, l.Qty)
			}
		}
		for _, p := range wk.Parcels {
			for _, l := range p.Labels {
				if j := l.lastJob(); j != nil && (j.State == PrintSending || j.State == PrintSent || j.State == PrintCounted || j.State == PrintUnknown) && l.State == LabelPurchased {
					open++
				}
			}
		}
	}
	if open > 1 {
		r.Fatalf("%d unproven ship labels at the bench", open)
	}
	for _, x := range w.s.Works {
		if x.LostTo == "" {
			continue
		}
		for _, c := range w.facts[max(0, len(w.facts)-1):] {
			if b, ok := c.(LabelRequested); ok && b.Work == x.ID {
				r.Fatalf("a label was asked for a work that %s has", x.LostTo)
			}
		}
	}
}

// freeInThree lets go of the work on the screen of a copy: at most three inputs.
func freeInThree(w *world, r *rapid.T) {
	if w.s.Work() == nil {
		return
	}
	c := *w
	c.s, c.hold, c.away = w.s, false, false
	c.facts, c.printed = nil, nil
	if len(c.s.Waiting) > 0 || c.s.resolving != "" {
		return
	}
	id := c.s.Active
	for range 3 {
		c.t = w.t
		p := c.s.Prompt()
		switch {
		case p.Halted && c.s.Work().Halt() == "taken":
			c.types("+")
		case p.Takes(ASlot):
			c.scan("SLOT-1")
		case c.s.Work().Ask.Kind == AskPark:
			c.types("1")
		default:
			c.scan(CommandCode(CmdPark))
		}
		if c.s.find(id) == nil {
			return
		}
	}
	r.Fatalf("after three inputs the bench still holds %s: step %s, ask %q, halt %q, verdict %q", id, c.s.Work().Step(), c.s.Work().Ask.Kind, c.s.Work().Halt(), c.s.Verdict)
}

// folds reads the facts back, through the journal's bytes, and compares.
func folds(w *world, r *rapid.T) {
	s := New("bench-7")
	for _, c := range w.facts {
		kind, body, err := Encode(c)
		if err != nil {
			r.Fatal(err)
		}
		back, err := Decode(kind, body)
		if err != nil {
			r.Fatal(err)
		}
		if o, ok := back.(WorkOpened); ok {
			o.Opened = c.(WorkOpened).Opened
			back = o
		}
		s = s.After(back)
	}
	got, want := persistent(s), persistent(w.s)
	if got != want {
		r.Fatalf("a restart shows another state:\n got %s\nwant %s", got, want)
	}
}

// persistent is what a restart must bring back, as text.
func persistent(s State) string {
	type kept struct {
		Operator ID
		Active   ID
		Seq      int64
		Ask      Ask
		Works    []Work
	}
	k := kept{Operator: s.Operator.ID, Active: s.Active, Seq: s.Seq, Ask: s.Ask}
	for _, w := range s.Works {
		w.LostTo = ""
		if len(w.Cures) == 0 {
			w.Cures = nil
		}
		k.Works = append(k.Works, w)
	}
	b, err := json.Marshal(k)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func TestEveryKindOfChangeComesBackFromItsBytes(t *testing.T) {
	for _, c := range kinds {
		kind, body, err := Encode(c)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Decode(kind, body)
		if err != nil || !reflect.DeepEqual(back, c) {
			t.Errorf("%s: got %#v (%v), want %#v", kind, back, err, c)
		}
	}
	if _, _, err := Encode(WorkOpened{Opened: &Opened{}}); err != nil {
		t.Error(err)
	}
	if _, err := Decode("from_the_future", []byte("{}")); err == nil {
		t.Error("an unknown kind was accepted")
	}
}

func TestFactsAreChained(t *testing.T) {
	a, err := Stamp("w1", 1, noon, "7", ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 1}, Hash{})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Stamp("w1", 2, noon, "7", ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 2}, a.Hash)
	raw, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var back Fact
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, b) || !back.Genuine() {
		t.Errorf("got %+v, want %+v", back, b)
	}
	back.Change = ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 3}
	if back.Genuine() {
		t.Error("an edited fact passes for genuine")
	}
}
