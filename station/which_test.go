package station

import (
	"slices"
	"testing"
)

// cups carry the code of the mugs and one of their own.
func cups(n int) Line {
	l := mugs(n)
	l.Product, l.SKU, l.Name = "4", "CUP-SET", "Set of cups"
	l.Barcodes = []Barcode{{Code: mug, Units: 2}, {Code: else_, Units: 1}}
	return l
}

func TestACodeOfSeveralArticlesAsksWhichOfTheOpenOnes(t *testing.T) {
	w := inTote(t, mugs(2), cups(2))
	w.scan(mug).says("WAIT Several articles carry this code. Which one is it?")
	if got := w.s.Prompt().Choices[1].Label; got != "CUP-SET  Set of cups" {
		t.Errorf("2 is %q, want the article by its name", got)
	}
	w.types("2").says("DONE CUP-SET 2 of 2, line done.") // the code stands for two of them
	w.scan(mug).says("OK MUG-BLUE 1 of 2.")              // one is open: it decides by itself
	w.types("6").scan(mug).says("WAIT Several articles carry this code. Which one is it?")
	w.types("1").says("OK MUG-BLUE out, 0 of 2. Put it into the tote.")
	w.scan(mug, mug).at(StepWeigh)
}

func TestACodeOfSeveralArticlesAsksAtTheLocation(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1), cups(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug)
	w.types("2").says("WRONG Not at this stop. CUP-SET is stop 2. Want MUG-BLUE, code ends 3931.")
	w.scan(mug).types("/").says("OK Back.").packed(0)
	w.scan(mug).types("1").says("DONE MUG-BLUE 1 of 1. Go to A03-12.")
	w.scan("A03-12", mug).packed(3).at(StepWeigh)
}

func TestWhichIsAnsweredWhenTheHouseAsksForNoneAnyMore(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1), cups(2)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).says("WAIT Several articles carry this code. Which one is it?")
	w.in(Answered{Answer: Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Asked: &Asked{
		Rev: 9, Lines: []AskedLine{{Line: 0, Want: 1, Short: 1}, {Line: 1, Want: 2, Short: 2}}, Stops: []Stop{},
	}}}}})
	if w.s.Work().Ask.Kind != AskWhich {
		t.Fatalf("the question is %q", w.s.Work().Ask.Kind)
	}
	w.types("1").packed(0)
	if v := w.s.Verdict; v.Word != Wrong {
		t.Errorf("verdict %+v, want that no article is asked for", v)
	}
}

func TestLinesOfOneArticleAreNotAskedApart(t *testing.T) {
	w := inTote(t, mugs(1), mugs(1))
	w.scan(mug).says("DONE MUG-BLUE 1 of 1, line done.")
	w.scan(mug).packed(2)
}

// single is the code that stands for one unit of the line.
func single(l Line) string {
	return l.Barcodes[slices.IndexFunc(l.Barcodes, func(b Barcode) bool { return b.Units == 1 })].Code
}
