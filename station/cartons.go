package station

import (
	"slices"
	"strings"
)

// NoFit is a carton into which the goods of a parcel do not fit, as a packer
// said.
type NoFit struct {
	Parcel int    `json:"parcel"`
	Carton string `json:"carton"`
}

// atHand is the number of the parcel that a carton is chosen for: the open one,
// or the next.
func (w *Work) atHand() int {
	if p := w.openParcel(); p != nil {
		return p.N
	}
	return len(w.Parcels) + 1
}

// takenBy says that the work's carrier takes the carton.
func (w *Work) takenBy(c Carton) bool {
	return !slices.ContainsFunc(c.NotBy, func(who string) bool { return strings.EqualFold(who, w.Carrier) })
}

// offered says that a parcel may be told to take the carton: it is on the shelf,
// the carrier takes it, and nobody said that the goods do not fit.
func (w *Work) offered(c Carton, parcel int) bool {
	return !slices.Contains(w.Empty, c.Code) && w.takenBy(c) && !slices.Contains(w.NoFits, NoFit{parcel, c.Code})
}

// Suggested is the carton to take: for the next parcel, or for the goods of the
// open one while another carton is asked for. It is the plan's, or, where the
// packer went another way than the plan, the smallest that should take what is
// left; nil when nobody knows.
func (w *Work) Suggested() *Carton {
	n, open := w.atHand(), w.openParcel()
	plan := w.planOf(n)
	switch {
	case len(w.Plan) == 0:
		return nil
	case plan != nil && !plan.Own:
		c := w.Carton(plan.Carton)
		if c == nil || !w.offered(*c, n) || open != nil && open.Carton == c.Code {
			return nil
		}
		return c
	case open != nil:
		return nil
	}
	return w.forTheRest()
}

// forTheRest is the smallest carton that takes what is not packed yet, by
// volume with a fifth to spare, by the longest sides and by weight.
func (w *Work) forTheRest() *Carton {
	var need, grams int
	var sides [3]int
	for i, l := range w.Content.Lines {
		left := l.Want - w.Tallys[i].Packed
		if left <= 0 || l.Alone {
			continue
		}
		size := []int{l.LengthMM, l.WidthMM, l.HeightMM}
		slices.Sort(size)
		for k := range sides {
			sides[k] = max(sides[k], size[k])
		}
		need += left * size[0] * size[1] * size[2]
		grams += left * l.WeightG
	}
	for _, c := range w.byVolume() {
		inner := c.InnerMM
		slices.Sort(inner[:])
		fits := inner[0] >= sides[0] && inner[1] >= sides[1] && inner[2] >= sides[2]
		if fits && volume(c) >= need*6/5 && (c.MaxG == 0 || c.EmptyG+grams <= c.MaxG) {
			return w.Carton(c.Code)
		}
	}
	return nil
}

// mostCartons is how many cartons stand on the digits: 5 does not fit.
const mostCartons = 4

// Choosable is the cartons offered for the parcel at hand, at most so many: the
// suggested one first, then by volume. What is smaller than the suggestion or
// than the open parcel's carton does not help.
func (w *Work) Choosable(most int) []Carton {
	s := w.Suggested()
	least := 0
	if s != nil {
		least = volume(*s)
	} else if p := w.openParcel(); p != nil {
		if c := w.Carton(p.Carton); c != nil {
			least = volume(*c) + 1
		}
	}
	var list []Carton
	if s != nil {
		list = append(list, *s)
	}
	for _, c := range w.byVolume() {
		if volume(c) >= least && (s == nil || c.Code != s.Code) {
			list = append(list, c)
		}
	}
	return list[:min(most, len(list))]
}

// byVolume is the cartons offered for the parcel at hand, the smallest first.
func (w *Work) byVolume() []Carton {
	n, open := w.atHand(), w.openParcel()
	list := slices.DeleteFunc(slices.Clone(w.Cartons), func(c Carton) bool {
		return !w.offered(c, n) || open != nil && open.Carton == c.Code
	})
	slices.SortStableFunc(list, func(a, b Carton) int { return volume(a) - volume(b) })
	return list
}

func volume(c Carton) int { return c.InnerMM[0] * c.InnerMM[1] * c.InnerMM[2] }

// boxChoices are the cartons on the digits, and that the one to take does not
// fit.
func (w *Work) boxChoices(p Prompt) Prompt {
	for i, c := range w.Choosable(mostCartons) {
		p.Choices = append(p.Choices, Choice{byte('1' + i), "box " + c.Name})
	}
	if c := w.Suggested(); c != nil {
		p.Text, p.Args, p.Plus = "TAKE BOX %s, SCAN IT", []any{c.Name}, "take it"
		p.Choices = append(p.Choices, choiceNoFit)
	}
	return p
}

// boxChosen answers a digit where a carton is asked for.
func (t *turn) boxChosen(w *Work, digit byte) {
	switch digit {
	case '5':
		t.noFit(w, w.Suggested().Code)
	case '0':
		t.zero(w)
	default:
		t.takeCarton(w, w.Choosable(mostCartons)[digit-'1'].Code)
	}
}

// doesNotFit answers 5 while a box is filled.
func (t *turn) doesNotFit(w *Work) {
	p := w.openParcel()
	t.ask(Ask{Kind: AskCarton})
	if p.Carton == "" {
		t.tell(wait("Which other carton?"))
		return
	}
	t.noFit(t.Work(), p.Carton)
}

// noFit takes note that the goods of the parcel at hand do not fit the carton.
// The next best follows by itself.
func (t *turn) noFit(w *Work, code string) {
	n := w.atHand()
	name, planned := w.boxName(code), ""
	if plan := w.planOf(n); plan != nil {
		planned = plan.Carton
	}
	t.is(CartonRefused{OfWork: w.of(), Parcel: n, Carton: code, Units: w.goodsOf(n), Planned: planned, Proof: w.Proof})
	t.mark(Wait, "no fit")
	switch w = t.Work(); {
	case w.Suggested() != nil:
		t.tell(wait("BOX %s does not fit. Take BOX %s.", name, w.Suggested().Name))
	case w.replan() != nil:
		t.tell(wait("BOX %s does not fit. The next best is asked.", name))
	default:
		t.tell(wait("BOX %s does not fit. Scan any other.", name))
	}
}

// goodsOf is what is meant for the parcel: what the plan puts into it, what is in
// it, and without a plan all that is not packed.
func (w *Work) goodsOf(n int) map[int]int {
	plan, goods := w.planOf(n), map[int]int{}
	for i, l := range w.Content.Lines {
		in := w.inParcel(i, n)
		rest := l.Want - w.Tallys[i].Packed
		if plan != nil {
			rest = min(rest, plan.Units[i]-in)
		}
		if all := in + max(0, rest); all > 0 {
			goods[i] = all
		}
	}
	return goods
}

// boxEmpty takes note that a carton has run out at this bench.
func (t *turn) boxEmpty(code, name string) {
	t.close()
	if !slices.Contains(t.Empty, code) {
		t.is(CartonEmptied{Carton: code})
		t.do(Push{})
	}
	t.mark(OK, "box "+name)
	t.tell(good("BOX %s is empty. It is not suggested any more, and the board shows it.", name))
}

// boxThere takes note that there are such cartons again.
func (t *turn) boxThere(code, name string) {
	t.close()
	t.is(CartonRefilled{Carton: code})
	t.do(Push{})
	t.mark(OK, "box "+name)
	t.tell(good("BOX %s is there again.", name))
}

// shelfAsked opens the question which carton is empty, or there again.
func (t *turn) shelfAsked(kind AskKind) {
	t.ask(Ask{Kind: kind})
	if kind == AskEmpty {
		t.tell(wait("Which carton is empty? Scan its code."))
		return
	}
	t.tell(wait("Which carton is there again? Scan its code."))
}

// shelfPrompt asks which carton is empty, or there again. w is nil while no work
// is on the screen.
func (s *State) shelfPrompt(p Prompt, w *Work, kind AskKind) Prompt {
	p.Screen, p.Text, p.Accepts = Trouble, "WHICH CARTON IS EMPTY? SCAN IT", []Accept{ACarton}
	if kind == AskRefilled {
		p.Text = "WHICH CARTON IS THERE AGAIN? SCAN IT"
	}
	if w != nil {
		p.Screen, p.Band = PackScreen, 1
	}
	park := p.Choices
	p.Choices = nil
	for i, c := range s.shelf(w, kind) {
		p.Choices = append(p.Choices, Choice{byte('1' + i), "box " + c.Name})
	}
	p.Choices = append(p.Choices, park...)
	return p
}

// shelf is the cartons that may have run out, the suggested one first, or those
// that had; at most eight.
func (s *State) shelf(w *Work, kind AskKind) []Carton {
	var list []Carton
	switch {
	case kind == AskRefilled:
		for _, code := range s.Empty {
			c := Carton{Code: code, Name: code}
			if w != nil && w.Carton(code) != nil {
				c = *w.Carton(code)
			}
			list = append(list, c)
		}
	case w != nil:
		for _, c := range w.Cartons {
			if !slices.Contains(s.Empty, c.Code) {
				list = append(list, c)
			}
		}
		if first := w.Suggested(); first != nil {
			slices.SortStableFunc(list, func(a, b Carton) int { return boolToInt(b.Code == first.Code) - boolToInt(a.Code == first.Code) })
		}
	}
	return list[:min(8, len(list))]
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// shelfTold answers which carton is empty, or there again.
func (t *turn) shelfTold(kind AskKind, code, name string) {
	if kind == AskEmpty {
		t.boxEmpty(code, name)
		return
	}
	t.boxThere(code, name)
}
