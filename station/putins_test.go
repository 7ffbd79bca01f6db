package station

import (
	"reflect"
	"strings"
	"testing"
)

// noted is an order of mugs, each in paper, of a channel with a card.
func noted(mugsWanted int) Opened {
	l := mugs(mugsWanted)
	l.PutIn = PutIn{Text: "two layers of paper", Must: true, Grams: 30}
	o := order("1", l, lamps(1))
	o.Content.Lines[1].Serial = false
	o.Content.PutIns = []PutIn{{Of: "order", Text: "ribbon"}, {Of: "channel", Text: "thank-you card", Must: true, Grams: 8}}
	return o
}

func TestWhatMustBePutInIsAcknowledgedBeforeTheBoxCloses(t *testing.T) {
	t.Run("when the last article is in", func(t *testing.T) {
		w := newWorld(t, onePass, noted(1)).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, "A03-12", lamp).at(StepPack)
		if p := w.s.Prompt(); p.Text != "PUT IT IN, THEN +" || p.Plus != "it is in" || p.Takes(AArticle) || !p.Offers('5') {
			t.Errorf("prompt %+v", p)
		}
		w.types("+").says("DONE It is in. Close box 1, put it on the scale.").at(StepWeigh)
		want := PutInsConfirmed{OfWork{"1", 1}, 1, []string{"channel", "line 0"}}
		for _, c := range w.facts {
			if got, ok := c.(PutInsConfirmed); ok && !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		}
		if grams, _ := w.s.Work().Expected(*w.s.Work().Current()); grams != 380+900+200+30+8 {
			t.Errorf("expected %d g: the put-ins do not count", grams)
		}
	})
	t.Run("or before, when the paper lies in first", func(t *testing.T) {
		w := newWorld(t, onePass, noted(1)).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
		w.types("+").says("DONE It is in.").scan("A03-12", lamp).at(StepWeigh)
	})
	t.Run("the next parcel wants only what is of its goods", func(t *testing.T) {
		w := newWorld(t, onePass, noted(2)).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("7")
		w.says("WRONG Put in first: thank-you card; two layers of paper. + when it is in, then 7.")
		w.types("+", "7").weigh(380+200+38).scan(w.sscc()).scan("BOX-D", mug, "A03-12", lamp).at(StepPack)
		if got := w.s.Work().ToPutIn(w.s.Work().Current()); len(got) != 1 || got[0].Of != "line 0" {
			t.Errorf("put-ins %+v", got)
		}
		w.types("+").at(StepWeigh)
	})
	t.Run("a box that the plan has filled takes no more before that", func(t *testing.T) {
		w := newWorld(t, onePass, noted(3))
		w.plan = twoBoxes
		w.scan("BADGE-ANNA").types("+", "+").scan("A03-11", mug).at(StepPack).scan(mug).packed(1)
		w.types("+").at(StepWeigh)
	})
	t.Run("what is not a must asks nothing", func(t *testing.T) {
		o := order("1", mugs(1))
		o.Content.PutIns = []PutIn{{Of: "order", Text: "ribbon", Grams: 5}}
		newWorld(t, onePass, o).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).at(StepWeigh).weigh(380 + 200 + 5).at(StepProve)
	})
	t.Run("more than the screen holds comes in turns", func(t *testing.T) {
		o := order("1", mugs(1))
		for _, text := range []string{"one", "two", "three\nfour", "five"} {
			o.Content.PutIns = append(o.Content.PutIns, PutIn{Of: text, Text: text, Must: true})
		}
		w := newWorld(t, onePass, o).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).at(StepPack)
		w.types("+").says("WAIT Put in: three, four; five. + when it is in.").types("+").at(StepWeigh)
	})
	t.Run("once for good, also after a restart and in another carton", func(t *testing.T) {
		w := newWorld(t, onePass, noted(1)).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).types("+").scan("BOX-C")
		s := New("bench-7")
		for _, c := range w.facts {
			s = s.After(c)
		}
		if owed := s.Work().owed(s.Work().openParcel()); len(owed) != 0 {
			t.Errorf("asked again: %+v", owed)
		}
	})
}

func TestFactsHoldNoWordsOfAnInstruction(t *testing.T) {
	o := noted(1)
	o.Content.PutIns[1].Text = "happy birthday, Erika"
	w := newWorld(t, onePass, o).scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug, "A03-12", lamp).types("7", "+")
	for _, c := range w.facts {
		if _, body, err := Encode(c); err != nil || strings.Contains(string(body), "Erika") || strings.Contains(string(body), "paper") {
			t.Errorf("%s holds words of people: %s, %v", c.Kind(), body, err)
		}
	}
}

func TestAnInstructionFitsTheScreen(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "",
		"two layers of paper":            "",
		"one\r\ntwo\nthree":              "",
		"one\ntwo\nthree\nfour":          "the instruction has more than 3 lines",
		strings.Repeat("x", 70):          "",
		"ok\n" + strings.Repeat("ä", 71): "a line of the instruction is longer than 70 characters",
	} {
		got := ""
		if err := CheckNote(text); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
