package station

import "slices"

// Several articles may carry one code: a bundle and its single piece, two
// colours with the maker's number. Where only one of them is open it is that
// one; otherwise the packer says which he holds.

// whichAsked asks which of several articles that carry the code was scanned, and
// says whether it must.
func (t *turn) whichAsked(in Scanned, w *Work, r reading, lines []int) bool {
	if len(lines) < 2 {
		return false
	}
	alike := w.alike(lines, w.Ask.Kind)
	if len(alike) < 2 {
		return false
	}
	t.ask(Ask{Kind: AskWhich, Code: w.barcode(lines[0], r).Code, Goods: r.goods, Typed: !in.Proof, Deed: string(w.Ask.Kind)})
	t.mark(OK, t.seen(in))
	t.tell(wait("Several articles carry this code. Which one is it?"))
	return true
}

// alike is one open line of each article among the lines. doing is the question
// that the code answers, if any.
func (w *Work) alike(lines []int, doing AskKind) []int {
	step := w.Step()
	var list []int
	for _, i := range lines {
		known := slices.ContainsFunc(list, func(k int) bool { return w.Content.Lines[k].Product == w.Content.Lines[i].Product })
		if !known && w.awaits(i, step, doing) {
			list = append(list, i)
		}
	}
	return list
}

// awaits says that a scan of the line's article could count now.
func (w *Work) awaits(line int, step StepName, doing AskKind) bool {
	switch {
	case doing == AskTakeOut, doing == AskDamaged, step == StepPutBack:
		return slices.ContainsFunc(w.Held, func(h Held) bool { return h.Line == line && h.Place.Kind != InCage })
	case step == StepPack:
		return w.toPack(line, Goods{}) > 0
	}
	return !w.lineFull(line)
}

// whichOf is the articles that the open question is about.
func (w *Work) whichOf(a Ask) []int {
	return w.alike(w.article(readingOf(a)), AskKind(a.Deed))
}

// readingOf is the scan that the question came from.
func readingOf(a Ask) reading {
	r := reading{text: a.Code, goods: a.Goods}
	if len(a.Code) == 14 {
		r.gtin = a.Code
	}
	return r
}

// whichChosen goes on with the scan as that of the chosen article; 0 shows more
// of them.
func (t *turn) whichChosen(in Scanned, w *Work, a Ask, digit byte) {
	if digit == '0' {
		a.Page++
		t.ask(a)
		return
	}
	r := readingOf(a)
	all := w.article(r)
	product := w.Content.Lines[onPage(w.whichOf(a), a.Page)[digit-'1']].Product
	lines := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return w.Content.Lines[i].Product != product })
	t.ask(Ask{Kind: AskKind(a.Deed)})
	in.Text, in.Proof = a.Code, !a.Typed
	if p := t.Prompt(); !p.Takes(AArticle) { // the house asks for none of it any more
		t.articleScanned(in, p, t.Work(), r, lines)
		return
	}
	t.articleTaken(in, t.Work(), r, lines)
}
