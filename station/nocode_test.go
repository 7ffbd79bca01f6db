package station

import "testing"

// unknownMug stands at the mugs with a unit whose code nobody knows, and says so.
func unknownMug(t *testing.T, mugsAsked int) *world {
	t.Helper()
	w := newWorld(t, onePass, order("1", mugs(mugsAsked)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", "JUNK").says("CODE Nobody knows this code. Right article? 4")
	return w.types("4").says("WAIT MUG-BLUE without a code: what shall a lead allow?")
}

func TestACodeThatNobodyKnowsIsLearntWithALead(t *testing.T) {
	w := unknownMug(t, 2)
	w.s.Works = append(w.s.Works, openWork(order("2", mugs(1)), WorkOpened{OfWork: OfWork{"2", 1}}))
	w.types("2").says("WAIT A lead allows it: MUG-BLUE gets the code JUNK.")
	w.scan("BADGE-ANNA").says("WRONG Anna may not allow this. A lead's badge, please.")
	w.scan("BADGE-LEO").says("OK MUG-BLUE has the code now, at every bench. Scan it.").packed(0)
	w.scan("JUNK").says("OK MUG-BLUE 1 of 2. 1 more.").packed(1)
	if lines := w.s.find("2").article(reading{text: "JUNK"}); len(lines) != 1 {
		t.Error("the work held ahead does not know the code")
	}
	if w.has("code_learnt") != 1 {
		t.Errorf("%d codes learnt", w.has("code_learnt"))
	}
}

func TestACodeThatAnotherBenchLearntIsKnownHere(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", "NEW").says("CODE Nobody knows this code. Right article? 4")
	w.asks(Asked{Rev: 2, Lines: []AskedLine{{Line: 0, Want: 2, Codes: []Barcode{{Code: "NEW", Units: 1}}}}})
	w.scan("NEW").packed(1)
}

func TestWhatHoldsMoreThanANumberIsNotLearnt(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	for _, code := range []string{"]C110A7", "]C100" + w.label().SSCC} {
		w.codes[code] = Meaning{Kind: IsUnknown}
		w.scan(code)
		if got := w.in(Scanned{Text: "4"}); w.s.Work().Ask.Kind != AskLastFour {
			t.Errorf("%s: asks %q, want the last four; verdict %q", code, w.s.Work().Ask.Kind, got.Verdict)
		}
		w.types("/")
	}
}

func TestAnArticleLabelIsPrintedWithALead(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1), teas(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11").types("4", "+", "3").says("WAIT A lead allows a label for MUG-BLUE.")
	before := len(w.printed)
	w.scan("BADGE-LEO").says("OK The label of MUG-BLUE comes: stick it on, scan it.")
	if g := w.grants[len(w.grants)-1]; g.Badge != "BADGE-LEO" || g.By.Name != "Leo" {
		t.Errorf("asked for %+v, want it with the badge that was scanned", g)
	}
	if len(w.printed) != before+1 {
		t.Fatalf("%d printed, want one more than %d", len(w.printed), before)
	}
	d := w.printed[before].Document
	if d.Kind != ArticleLabel || d.Code != mug || d.Lines[0].SKU != "MUG-BLUE" {
		t.Errorf("printed %+v", d)
	}
	w.scan(mug).packed(1)
}

// answer is what a lead says on the board to the question that is open.
func (w *world) answer(yes bool) *world {
	x := LeadAnswer{Call: w.s.Work().askedAt, Yes: yes, By: Person{ID: "8", Name: "Leo", Role: Lead}}
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Lead: &x}}}})
	return w
}

func TestALeadAnswersFromTheBoard(t *testing.T) {
	t.Run("his yes counts like his badge", func(t *testing.T) {
		w := unknownMug(t, 1).types("1", "3931").answer(true)
		w.at(StepWeigh).packed(1)
		if len(w.grants) != 1 || w.grants[0].Badge != "" {
			t.Errorf("asked for %+v, want one without a badge", w.grants)
		}
	})
	t.Run("his no goes back to the goods", func(t *testing.T) {
		w := unknownMug(t, 1).types("1", "3931").answer(false).says("WRONG Leo says no. Go on without, or 9 park.").packed(0)
		w.scan(mug).packed(1)
	})
	t.Run("an answer to another question changes nothing", func(t *testing.T) {
		w := unknownMug(t, 1).types("1", "3931")
		late := w.s.Work().askedAt
		w.types("/").types("8")
		w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Lead: &LeadAnswer{Call: late, Yes: true, By: Person{ID: "8", Role: Lead}}}}}})
		if w.s.Work().Ask.Kind != AskLead || len(w.grants) != 0 {
			t.Errorf("asks %q, %d grants", w.s.Work().Ask.Kind, len(w.grants))
		}
	})
	t.Run("typing is allowed from the board, where no badge can be read", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(1)))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D").types("0", "5").answer(true)
		if !w.s.Typing {
			t.Errorf("typing is off: %s", w.s.Verdict)
		}
	})
}
