package station

import (
	"slices"
	"strconv"
	"strings"
)

// A unit without a code, or with one that nobody knows: the packer says which
// article it is, and a lead allows one of three. It is counted by the last four
// digits that stand on it, the code is learnt for the article, or a label is
// printed for it.

// withoutBarcode asks what is to be done about a unit of the line. Where a code
// was scanned that nobody knows, the packer chooses; otherwise the unit is
// counted, and + leads to the rest.
func (t *turn) withoutBarcode(w *Work, a Ask) {
	a.Code = t.learnable()
	if a.Code != "" {
		t.askRemedy(w, a)
		return
	}
	t.byLastFour(w, a)
}

// learnable is the code that was just scanned and that nobody knows, as it would
// be kept; "" when there is none. What holds more than a number is not learnt:
// the next unit would carry another.
func (t *turn) learnable() string {
	if t.stray.code == "" || t.stray.product != "" || len(t.stray.code) > 48 {
		return ""
	}
	r := readCode(t.stray.code, t.Now)
	odd := strings.ContainsFunc(r.text, func(c rune) bool { return c < ' ' || c > '~' })
	if odd || r.sscc != "" || r.goods != (Goods{}) {
		return ""
	}
	return either(r.gtin, r.text)
}

func (t *turn) askRemedy(w *Work, a Ask) {
	a.Kind = AskRemedy
	t.ask(a)
	t.tell(wait("%s without a code: what shall a lead allow?", w.Content.Lines[a.Line].SKU))
}

// remedies are what a lead may allow for a unit of the line.
func (w *Work) remedies(a Ask) []Choice {
	list := []Choice{{'1', "count this one"}}
	if a.Code != "" {
		list = append(list, Choice{'2', "learn the code that was scanned"})
	}
	if w.printable(a.Line) != "" {
		list = append(list, Choice{'3', "print a label for the article"})
	}
	return append(list, choicePark)
}

// printable is the code of one piece of the article, "" when it has none.
func (w *Work) printable(line int) string {
	for _, b := range w.Content.Lines[line].Barcodes {
		if b.Units <= 1 && b.Code != "" {
			return b.Code
		}
	}
	return ""
}

// remedyChosen answers what a lead is to allow.
func (t *turn) remedyChosen(w *Work, a Ask, digit byte) {
	sku := w.Content.Lines[a.Line].SKU
	switch digit {
	case '1':
		t.byLastFour(w, a)
	case '2':
		a.Kind, a.Action = AskLead, LearnCode
		t.ask(a)
		t.tell(wait("A lead allows it: %s gets the code %s.", sku, a.Code))
	case '3':
		a.Kind, a.Action = AskLead, PrintArticle
		t.ask(a)
		t.tell(wait("A lead allows a label for %s.", sku))
	}
}

// byLastFour asks for the last four digits of a code that cannot be scanned; an
// article that never had one goes to the lead at once.
func (t *turn) byLastFour(w *Work, a Ask) {
	l := w.Content.Lines[a.Line]
	for _, b := range l.Barcodes {
		if len(b.Code) >= 4 {
			a.Kind = AskLastFour
			t.ask(a)
			t.tell(wait("Type the last four digits of %s.", l.SKU))
			return
		}
	}
	t.askVouch(w, a)
}

// lastFour checks the end of a code that cannot be scanned, then a lead says
// yes.
func (t *turn) lastFour(in Scanned, w *Work, a Ask, entry string) {
	l := w.Content.Lines[a.Line]
	for _, b := range l.Barcodes {
		if len(b.Code) >= 4 && b.Code[len(b.Code)-4:] == entry {
			t.askVouch(w, a)
			return
		}
	}
	t.refuse(in, wrong("No code of %s ends with %s. Is it the right article?", l.SKU, entry), "last_four")
}

func (t *turn) askVouch(w *Work, a Ask) {
	a.Kind, a.Action, a.Typed = AskLead, CountNoBarcode, true
	t.ask(a)
	t.tell(wait("%s it is. A lead scans his badge to count it.", w.Content.Lines[a.Line].SKU))
}

// learn gives the article of the question its code. The unit is counted by the
// next scan, as any other.
func (t *turn) learn(w *Work, a Ask, grant ID) {
	t.close()
	t.is(CodeLearnt{OfWork: w.of(), Line: a.Line, Code: a.Code, Grant: grant})
	t.stray = stray{}
	t.do(Push{})
	t.tell(good("%s has the code now, at every bench. Scan it.", w.Content.Lines[a.Line].SKU))
}

// printArticle is the intent to print the article's code once.
func (t *turn) printArticle(w *Work, a Ask, grant ID) {
	t.close()
	n := len(w.Stickers) + 1
	t.is(PrintRequested{OfWork: w.of(), Job: ID(string(w.ID) + ".article." + strconv.Itoa(n)), Doc: ArticleLabel, Copy: 1, Line: a.Line, Grant: grant})
	t.tell(good("The label of %s comes: stick it on, scan it.", w.Content.Lines[a.Line].SKU))
}

// learns adds codes that the product carries, where they are not known.
func (w *Work) learns(product ID, codes ...Barcode) {
	for i := range w.Content.Lines {
		if w.Content.Lines[i].Product != product {
			continue
		}
		known := w.Content.Lines[i].Barcodes
		fresh := slices.DeleteFunc(slices.Clone(codes), func(b Barcode) bool {
			return slices.ContainsFunc(known, func(k Barcode) bool { return k.Code == b.Code })
		})
		if len(fresh) > 0 {
			w.ownLines()
			w.Content.Lines[i].Barcodes = append(slices.Clip(known), fresh...)
		}
	}
}

// learnt gives the code to every work in hand that has the article.
func (s *State) learnt(c CodeLearnt) {
	w := s.find(c.Work)
	if w == nil || c.Line >= len(w.Content.Lines) {
		return
	}
	product := w.Content.Lines[c.Line].Product
	for _, x := range s.Works {
		if x.ID != c.Work {
			s.withWork(x.ID, func(w *Work) { w.learns(product, Barcode{c.Code, 1}) })
		}
	}
}
