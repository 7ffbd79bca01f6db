package station

import (
	"strings"
	"time"

	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/tracking"
)

// reading is what a code says by itself.
type reading struct {
	text  string // as read
	gtin  string // 14 digits, "" when it holds none
	sscc  string // 18 digits
	goods Goods
	// numbers is what it is to carriers, where labels of the work have such numbers.
	numbers []tracking.Number
	fault   string // why it is no GS1 barcode although it says so
	ranOn   bool   // the lot or the serial number has no end, and is left out
}

// readCode reads a code without asking anybody. What is no GS1 barcode is plain
// text.
func readCode(raw string, now time.Time) reading {
	r := reading{text: raw}
	var s gs1.Scan
	if err := gs1.Parse(&s, raw); err != nil {
		r.fault = err.Error()
		return r
	}
	r.text = s.Text
	if g, ok := s.GTIN(); ok {
		r.gtin = g
	}
	if n, ok := s.SSCC(); ok {
		r.sscc = n
	}
	r.goods.Lot, _ = s.Lot()
	r.goods.Serial, _ = s.Serial()
	if w, ok := s.Swallowed(); ok {
		r.runOn(w.Element.AI)
	}
	if at, ok := s.Expiry(now); ok {
		r.goods.Expiry = at.Format(time.DateOnly)
	}
	return r
}

// runOn forgets what an element without its separator says: it may hold the next
// one, and nobody guesses where it ends.
func (r *reading) runOn(ai string) {
	switch ai {
	case "10":
		r.goods.Lot, r.ranOn = "", true
	case "21":
		r.goods.Serial, r.ranOn = "", true
	}
}

// code decides a code: what the work in hand knows decides at once, anything
// else is asked of the store.
func (t *turn) code(in Scanned, p Prompt) {
	switch {
	case t.typedEntry(in, p, t.Work()):
		return
	case t.mustBeScanned(in, p):
		t.refuse(in, wrong("Codes are scanned here, not typed. Scan %s.", waitsFor(p)), "typed")
		return
	}
	if w := t.Work(); w == nil || w.Ask.Kind != AskLot {
		in = t.housed(in)
	}
	if w := t.Work(); w != nil && t.known(in, p, w, readCode(in.Text, t.Now)) {
		return
	}
	if t.away(Database) && !p.Takes(ABadge) {
		t.offline(in, p)
		return
	}
	// Badges seen here lately are known to the station itself.
	t.look(in)
}

// known decides a code that belongs to the work in hand, and says whether it
// did.
func (t *turn) known(in Scanned, p Prompt, w *Work, r reading) bool {
	if w.Ask.Kind == AskPutWhere && strings.EqualFold(in.Text, w.Ask.Place.ID) {
		t.putBackAt(w, w.Ask.Place.ID)
		return true
	}
	if w.Ask.Kind == AskLot {
		return t.goodsScanned(in, w, r)
	}
	if in.mayBe(IsParcel) && t.labelScanned(in, p, w, r) {
		return true
	}
	if n := w.plateIn(in.Text); n > 0 && in.mayBe(IsParcel) {
		t.plateScanned(in, p, w, n)
		return true
	}
	step, next := w.at()
	if stop := w.stopAt(in.Text, next); in.mayBe(IsLocation) && (stop != nil || step == StepPlace && next.CheckDigits != "" && next.CheckDigits == in.Text) {
		t.locationScanned(in, p, w, stop)
		return true
	}
	if c := w.cartonOf(in.Text); c != nil && in.mayBe(IsCarton) {
		t.cartonScanned(in, p, w, *c)
		return true
	}
	if in.Text == w.Tote && w.Tote != "" && in.mayBe(IsTote) {
		t.refuse(in, wrong("This is the tote of this order. Scan %s.", waitsFor(p)), "own_tote")
		return true
	}
	if lines := w.article(r); len(lines) > 0 && in.mayBe(IsProduct) {
		t.articleScanned(in, p, w, r, lines)
		return true
	}
	return false
}

// knows says that the code is one of the work's own.
func (w *Work) knows(code string, r reading) bool {
	return len(w.article(r)) > 0 || w.stopAt(code, nil) != nil || w.cartonOf(code) != nil || code == w.Tote
}

// stopAt is the stop whose location has the code or the name; of several at one
// location, the next.
func (w *Work) stopAt(code string, next *Stop) *Stop {
	if next != nil && next.at(code) {
		return next
	}
	for i := range w.Stops {
		if w.Stops[i].at(code) {
			return &w.Stops[i]
		}
	}
	return nil
}

func (s *Stop) at(code string) bool {
	return len(s.Location) == len(code) && strings.EqualFold(s.Location, code) || s.Code != "" && s.Code == code
}

func (w *Work) cartonOf(code string) *Carton {
	for i := range w.Cartons {
		if strings.EqualFold(w.Cartons[i].Code, code) {
			return &w.Cartons[i]
		}
	}
	return nil
}

// article is the lines whose product carries the code.
func (w *Work) article(r reading) []int {
	var lines []int
	for i := range w.Content.Lines {
		for _, b := range w.Content.Lines[i].Barcodes {
			if r.is(b) {
				lines = append(lines, i)
				break
			}
		}
	}
	return lines
}

func (r *reading) is(b Barcode) bool { return b.Code == r.text || r.gtin != "" && b.Code == r.gtin }

// barcode is the line's own barcode that was read: it says for how many pieces
// one scan stands.
func (w *Work) barcode(line int, r reading) Barcode {
	for _, b := range w.Content.Lines[line].Barcodes {
		if r.is(b) {
			return Barcode{b.Code, max(1, b.Units)}
		}
	}
	return Barcode{r.text, 1}
}

// articleScanned decides an article of this work by what the prompt takes.
func (t *turn) articleScanned(in Scanned, p Prompt, w *Work, r reading, lines []int) {
	sku := w.Content.Lines[lines[0]].SKU
	switch {
	case p.Takes(AArticle) && t.whichAsked(in, w, r, lines):
	case p.Takes(AArticle):
		t.articleTaken(in, w, r, lines)
	case p.Takes(ASlot), p.Takes(ACarton), p.Takes(ABadge), p.Takes(ATote), p.Takes(ALocation):
		t.refuse(in, wrong("This is the article %s. Scan %s first.", sku, waitsFor(p)), "article_too_early")
	default:
		t.refuse(in, wrong("This is the article %s. Scan %s.", sku, waitsFor(p)), "article_not_now")
	}
}

func (t *turn) articleTaken(in Scanned, w *Work, r reading, lines []int) {
	switch step, next := w.at(); {
	case w.Ask.Kind == AskTakeOut:
		t.takeOut(in, w, r, lines)
	case w.Ask.Kind == AskDamaged:
		t.damagedAtBench(in, w, r, lines)
	case step == StepPutBack:
		t.putBackArticle(in, w, r, lines)
	case step == StepPack:
		t.packUnit(in, w, r, lines)
	default:
		t.pickUnit(in, w, next, r, lines)
	}
}
