package sim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

// Deed is what a person does next: reads a code with the scanner, types a line,
// or puts grams on the scale. The zero Deed is to wait.
type Deed struct {
	Scan  string
	Type  string
	Grams int
}

// Waits says that there is nothing to do but wait.
func (d Deed) Waits() bool { return d == Deed{} }

// Person is a packer who knows what lies where. Badge is hers; the totes and
// slots are the ones within reach.
type Person struct {
	Badge string
	Totes []string
	Slots []string

	units  int      // serial numbers made so far
	slot   int      // the slot that is tried next
	tote   int      // the tote that is tried next
	filled []string // totes that wait to be packed
}

// Next is what a good packer does now: what the screen asks.
func (p *Person) Next(s *station.State) Deed {
	return p.next(s, s.Prompt())
}

func (p *Person) next(s *station.State, prompt station.Prompt) Deed {
	w := s.Work()
	switch {
	case s.Operator.ID == "":
		return Deed{Scan: p.Badge}
	case prompt.Halted:
		return command(station.CmdPlus)
	case w == nil:
		return p.idle(prompt)
	case w.Ask.Open():
		return p.answer(w, prompt)
	}
	return p.step(w, prompt)
}

func (p *Person) idle(prompt station.Prompt) Deed {
	switch {
	case prompt.Takes(station.ATote) && len(p.filled) > 0:
		tote := p.filled[0]
		p.filled = p.filled[1:]
		return Deed{Scan: tote}
	case prompt.Plus != "":
		return command(station.CmdPlus)
	}
	return Deed{}
}

// nextSlot is another slot at each try: the last one may hold an order.
func (p *Person) nextSlot() Deed {
	if len(p.Slots) == 0 {
		return Deed{}
	}
	p.slot++
	return Deed{Scan: p.Slots[p.slot%len(p.Slots)]}
}

// nextTote is another tote at each try: the last one may hold goods.
func (p *Person) nextTote() Deed {
	if len(p.Totes) == 0 {
		return Deed{}
	}
	p.tote++
	return Deed{Scan: p.Totes[p.tote%len(p.Totes)]}
}

func command(c station.Command) Deed { return Deed{Scan: station.CommandCode(c)} }

// answer answers an open question.
func (p *Person) answer(w *station.Work, prompt station.Prompt) Deed {
	switch w.Ask.Kind {
	case station.AskConfirm:
		return Deed{Type: w.Ask.Digits}
	case station.AskLot:
		return p.goods(w)
	case station.AskSlot:
		return p.nextSlot()
	case station.AskPutWhere:
		return Deed{Scan: w.Ask.Place.ID}
	case station.AskPark:
		return command("1")
	}
	return command(station.CmdSlash)
}

// goods reads what the unit in hand must still tell.
func (p *Person) goods(w *station.Work) Deed {
	l, a := w.Lines[w.Ask.Line], w.Ask
	lot, expiry := lotOf(w, a)
	switch {
	case l.Lot && a.Goods.Lot == "":
		return Deed{Scan: lot}
	case l.Expiry && a.Goods.Expiry == "":
		return Deed{Type: yymmdd(expiry)}
	}
	return Deed{Scan: p.serial(w, a.Line, a.Stop)}
}

// lotOf is the lot and expiry that lie where the unit comes from.
func lotOf(w *station.Work, a station.Ask) (lot, expiry string) {
	for _, s := range w.Stops {
		if s.ID == a.Stop {
			lot, expiry = s.Lot, s.Expiry
		}
	}
	if lot == "" {
		lot = "L1"
	}
	if expiry == "" {
		expiry = "2030-12-31"
	}
	return lot, expiry
}

func yymmdd(date string) string { return strings.ReplaceAll(date, "-", "")[2:] }

// serial is the number on the unit: at the location a new one, at the bench one
// that was picked.
func (p *Person) serial(w *station.Work, line int, stop station.ID) string {
	for _, h := range w.Held {
		if stop == "" && h.Line == line && h.Serial != "" && (h.Place.Kind == station.InTote || h.Place.Kind == station.Loose || w.Stage == station.Cancelling) {
			return h.Serial
		}
	}
	p.units++
	return fmt.Sprintf("SN-%s-%d-%d", w.ID, line, p.units)
}

// step does the next step of the work.
func (p *Person) step(w *station.Work, prompt station.Prompt) Deed {
	if w.Stage == station.Picking && w.Tote != "" && !slices.Contains(p.filled, w.Tote) {
		p.filled = append(p.filled, w.Tote)
	}
	switch w.Step() {
	case station.StepTote:
		return p.nextTote()
	case station.StepPlace:
		return Deed{Scan: locationCode(w.NextStop())}
	case station.StepArticle:
		return p.article(w, w.NextStop().Line, w.NextStop())
	case station.StepCarton:
		return p.carton(w)
	case station.StepPack:
		return p.pack(w, prompt)
	case station.StepPutBack:
		for _, h := range w.Held {
			if h.Place.Kind != station.InCage {
				return p.article(w, h.Line, nil)
			}
		}
	case station.StepWeigh:
		grams, _ := w.Expected(*w.Current())
		return Deed{Grams: max(grams, 100)}
	case station.StepPrint:
		switch {
		case prompt.Plus != "":
			return command(station.CmdPlus)
		case prompt.Takes(station.ABox):
			return Deed{Scan: w.Plate(w.Current().N)}
		}
	case station.StepProve:
		return Deed{Scan: "]C100" + w.Current().Live().Bought.SSCC}
	case station.StepCure:
		return command(station.CmdPark)
	}
	return Deed{}
}

func locationCode(s *station.Stop) string {
	if s.Code != "" {
		return s.Code
	}
	return s.Location
}

// carton takes the suggested carton, else the largest.
func (p *Person) carton(w *station.Work) Deed {
	if !w.Planned {
		return Deed{}
	}
	if c := w.Suggested(); c != nil {
		return Deed{Scan: c.Code}
	}
	list := w.Choosable(len(w.Cartons))
	if len(list) == 0 {
		return Deed{}
	}
	return Deed{Scan: list[len(list)-1].Code}
}

func (p *Person) pack(w *station.Work, prompt station.Prompt) Deed {
	if prompt.Plus != "" {
		return command(station.CmdPlus)
	}
	for _, kind := range []station.PlaceKind{station.Loose, station.InTote} {
		for _, h := range w.Held {
			if h.Place.Kind == kind {
				return p.article(w, h.Line, nil)
			}
		}
	}
	return Deed{}
}

// article reads the label of a unit of the line: what the label carries beside
// the GTIN is read with it.
func (p *Person) article(w *station.Work, line int, stop *station.Stop) Deed {
	l := w.Lines[line]
	code := l.Barcodes[0].Code
	if len(code) != 14 || !gs1.ValidGTIN(code) || !l.Lot && !l.Serial && !l.Expiry {
		return Deed{Scan: printed(code)}
	}
	elements := []gs1.Element{{AI: "01", Data: code}}
	a := station.Ask{Line: line}
	if stop != nil {
		a.Stop = stop.ID
	}
	lot, expiry := lotOf(w, a)
	if stop == nil {
		for _, h := range w.Held {
			if h.Line == line && h.Place.Kind != station.InCage {
				lot, expiry = h.Lot, h.Expiry
				break
			}
		}
	}
	if l.Expiry && expiry != "" {
		elements = append(elements, gs1.Element{AI: "17", Data: yymmdd(expiry)})
	}
	if l.Lot && lot != "" {
		elements = append(elements, gs1.Element{AI: "10", Data: lot})
	}
	if l.Serial {
		elements = append(elements, gs1.Element{AI: "21", Data: p.serial(w, line, a.Stop)})
	}
	data, err := gs1.Build(elements...)
	if err != nil {
		return Deed{Scan: printed(code)}
	}
	return Deed{Scan: "]d2" + data}
}

// printed is a GTIN as it stands on the article: 13 digits where that is enough.
func printed(code string) string {
	if len(code) == 14 && code[0] == '0' && gs1.ValidGTIN(code) {
		return code[1:]
	}
	return code
}

// Wrong is a mistake that the screen must catch: another article of the order,
// a location that is not the next, a code nobody knows; by turns.
func (p *Person) Wrong(s *station.State, turn int) Deed {
	w := s.Work()
	if w == nil {
		return Deed{Scan: "4099999999991"}
	}
	wrong := []string{"NOBODY-KNOWS-THIS", "4099999999991"}
	for i := range w.Lines {
		if next := w.NextStop(); next == nil || next.Line != i {
			wrong = append(wrong, p.article(w, i, nil).Scan)
		}
	}
	for _, stop := range w.Stops {
		if next := w.NextStop(); next == nil || next.Location != stop.Location {
			wrong = append(wrong, locationCode(&stop))
		}
	}
	return Deed{Scan: wrong[turn%len(wrong)]}
}
