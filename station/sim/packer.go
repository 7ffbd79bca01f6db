package sim

import (
	"slices"
	"time"

	"github.com/packwright/packwright/station"
)

// packer does what the screen asks, and errs. What he has in his hand goes where
// the screen says that it counted: he puts a unit into the box when he hears the
// beep, not before.
type packer struct {
	b        *bench
	person   Person
	hand     spot // the unit in his hand and where it came from
	paper    *sheet
	looking  bool // he is going to look at the screen
	asked    int64
	away     time.Duration // he is back then
	idle     int
	rests    time.Duration // no order waited: he asks for one again then
	since    time.Duration // he waits for this job's label
	waitFor  station.ID
	blind    station.ID // he does not see the label of this job
	labelToo bool       // the screen says that the label goes to the slot with its goods
	carries  string     // the empty tote in his hands
}

// look has him do the next thing when he has had a look at the screen.
func (p *packer) look() {
	if p.looking || p.person.Badge == "" {
		return
	}
	p.looking = true
	p.b.h.after(p.b.h.ms(300, 2500), p.act)
}

// sees is what he does with the goods once the screen shows what counted.
func (p *packer) sees(changes []station.Change) {
	for _, c := range changes {
		p.moves(c)
	}
}

func (p *packer) act() {
	p.looking = false
	b, h := p.b, p.b.h
	switch {
	case !b.up || b.stopped || b.paused || h.now < p.away:
		p.wait(2 * time.Second)
		return
	case len(b.state.Waiting) > 0: // the screen says that his scan waits, so he does not scan the same piece again
		p.wait(500 * time.Millisecond)
		return
	case h.strikes(WalksOff):
		p.away = h.now + h.ms(10000, 200000)
	}
	d := p.next(&b.state)
	if d.Waits() {
		p.idle++
		p.wait(time.Duration(min(p.idle, 8)) * time.Second)
		return
	}
	p.idle = 0
	p.do(d)
	p.look()
}

func (p *packer) wait(d time.Duration) {
	p.looking = true
	p.b.h.after(d, p.act)
}

func (p *packer) do(d Deed) {
	b, h := p.b, p.b.h
	if d.Grams > 0 {
		b.turn(station.Weighed{Grams: 0, Stable: true}, "")
		b.turn(station.Weighed{Grams: d.Grams, Stable: true}, "")
		return
	}
	in := station.Scanned{Device: "scanner", Text: d.Scan, Proof: true, At: h.now}
	if d.Type != "" {
		in = station.Scanned{Device: "keys", Text: d.Type, At: h.now}
		b.turn(in, "")
		return
	}
	twice := h.strikes(DoubleRead)
	b.turn(in, "")
	if twice {
		again, life := in, b.life
		again.At += h.ms(30, 250)
		h.after(again.At-in.At, func() {
			if b.life == life {
				h.audit.doubleRead(b, again)
			}
		})
	}
}

// next is what he does now.
func (p *packer) next(s *station.State) Deed {
	w, prompt := s.Work(), s.Prompt()
	if w == nil || w.Step() != station.StepTote {
		p.carries = ""
	}
	switch {
	case s.Operator.ID != "" && w == nil:
		return p.between(s, prompt)
	case w == nil:
	case w.Halt() != "":
		p.putDown()
		if w.Halt() == "hold" && w.Ask.Kind == station.AskSlot {
			return p.slot(prompt)
		}
	case w.Ask.Kind == station.AskSlot:
		return p.slot(prompt)
	case w.Ask.Kind == station.AskLead:
		return p.lead(w)
	case w.Ask.Kind == station.AskMore:
		return command(station.CmdSlash)
	case w.Ask.Kind == station.AskShort, w.Ask.Kind == station.AskShortCount, w.Ask.Kind == station.AskDamaged, w.Ask.Kind == station.AskMissing:
		return p.tells(w)
	case w.Ask.Kind == station.AskPark && prompt.Offers('6'):
		return command("6")
	case w.Ask.Open():
	default:
		return p.step(s, w, prompt)
	}
	return p.person.next(s, prompt)
}

// between is what he does when no order is open.
func (p *packer) between(s *station.State, prompt station.Prompt) Deed {
	h := p.b.h
	p.putDown()
	if s.Ask.Open() {
		return p.person.next(s, prompt)
	}
	if len(s.Works) > 0 && prompt.Plus != "" && h.r.IntN(2) == 0 {
		return command(station.CmdPlus)
	}
	if slot := h.fullSlot(); slot != "" && (s.Board.Ready == 0 || h.r.IntN(4) == 0) {
		return Deed{Scan: slot}
	}
	h.emptied(s.Verdict)
	if len(s.Waiting) > 0 && p.idle < 3 {
		return Deed{} // the code that he scanned is being looked up
	}
	if tote := h.fullTote(); tote != "" && (s.Board.Ready == 0 || len(h.totes) > 5 || h.r.IntN(2) == 0) {
		return Deed{Scan: tote}
	}
	switch {
	case prompt.Plus == "":
		return Deed{}
	case s.Board.Ready > 0 || len(s.Works) > 0:
		return command(station.CmdPlus)
	case h.now < p.rests:
		return Deed{}
	}
	p.rests = h.now + h.ms(5000, 20000)
	return command(station.CmdPlus)
}

// step does the next step of the work, or errs.
func (p *packer) step(s *station.State, w *station.Work, prompt station.Prompt) Deed {
	h := p.b.h
	switch step := w.Step(); {
	case step == station.StepPrint && prompt.Plus == "", step == station.StepLabel, step == station.StepCure && w.Stage == station.Picking:
	case step == station.StepProve:
		return p.label(w, prompt)
	case (step == station.StepRefused || step == station.StepVoid) && prompt.Plus != "":
		return command(station.CmdPlus)
	case step == station.StepTote:
		return p.tote()
	case prompt.Offers('9') && h.strikes(Parks):
		return command(station.CmdPark)
	case h.strikes(WrongScan):
		return p.person.Wrong(s, h.r.IntN(9))
	case step == station.StepArticle:
		return p.takes(w, prompt)
	case step == station.StepPack && prompt.Plus == "":
		return p.packs(w)
	case step == station.StepWeigh:
		return p.weighs(s, w, prompt)
	case step == station.StepPutBack:
		return p.person.next(s, prompt)
	}
	p.putDown()
	return p.person.next(s, prompt)
}

// putDown puts the unit in his hand back where it came from.
func (p *packer) putDown() {
	if p.hand.sku != "" && p.hand.location != "" {
		p.b.h.shelf[p.hand]++
	}
	p.hand = spot{}
}

// takes takes a unit from its location, or from the box if it lies there uncounted,
// and scans it.
func (p *packer) takes(w *station.Work, prompt station.Prompt) Deed {
	h, stop := p.b.h, w.NextStop()
	at := spot{stop.Location, w.Lines[stop.Line].SKU}
	if p.hand.sku != at.sku {
		p.putDown()
		switch {
		case p.surplus(w, at.sku):
		case w.Tallys[stop.Line].Damaged > 0 && prompt.Offers('1'):
			return command("1")
		case h.shelf[at] == 0 && prompt.Offers('1'):
			return command("1")
		case h.strikes(Damage) && prompt.Offers('2') && h.shelf[at] > 0:
			return command("2")
		case h.shelf[at] == 0:
			return Deed{}
		default:
			h.shelf[at]--
			p.hand = at
		}
	}
	return p.person.article(w, stop.Line, stop)
}

// surplus takes a unit out of the box that the screen has not counted: somebody
// packed it before, and his bench has not told yet.
func (p *packer) surplus(w *station.Work, sku string) bool {
	there, counted := p.there(w, sku)
	if there <= counted {
		return false
	}
	for _, x := range p.b.boxes[w.ID] {
		if !x.gone && x.drop(sku, 1) == 1 {
			p.hand = spot{"", sku}
			return true
		}
	}
	return false
}

// packs scans a unit that lies in the tote, or in a box that is counted again.
func (p *packer) packs(w *station.Work) Deed {
	for _, kind := range []station.PlaceKind{station.Loose, station.InTote} {
		for _, held := range w.Held {
			if held.Place.Kind != kind {
				continue
			}
			if there, counted := p.there(w, w.Lines[held.Line].SKU); there < counted {
				return command("1") // it is missing
			}
			return p.person.article(w, held.Line, nil)
		}
	}
	return Deed{}
}

// there counts the units of an article that lie at the bench for a work, and those
// that the screen has counted.
func (p *packer) there(w *station.Work, sku string) (there, counted int) {
	for _, held := range w.Held {
		if w.Lines[held.Line].SKU == sku && (held.Place.Kind == station.InParcel || held.Place.Kind == station.Loose || held.Place.Kind == station.InTote) {
			counted += held.Qty
		}
	}
	for _, x := range p.b.boxes[w.ID] {
		if !x.gone {
			there += x.goods[sku]
		}
	}
	return there, counted
}

// tells answers what is asked about goods that are not there, or not good.
func (p *packer) tells(w *station.Work) Deed {
	h, a := p.b.h, w.Ask
	switch a.Kind {
	case station.AskShort:
		stop := w.NextStop()
		if stop != nil && (w.Tallys[a.Line].Damaged > 0 || h.shelf[spot{stop.Location, w.Lines[a.Line].SKU}] == 0) {
			return Deed{Type: "1"}
		}
		return command(station.CmdSlash)
	case station.AskShortCount:
		return Deed{Type: "0"}
	case station.AskDamaged:
		return Deed{Type: "1"}
	}
	if a.Qty == 0 {
		return Deed{Type: "1"}
	}
	return Deed{Type: "1"}
}

// weighs puts the box on the scale. What is refused a lead lets pass.
func (p *packer) weighs(s *station.State, w *station.Work, prompt station.Prompt) Deed {
	h := p.b.h
	grams, _ := w.Expected(*w.Current())
	switch {
	case s.Verdict.Word == station.Wrong && prompt.Offers('8') && h.r.IntN(2) == 0:
		return command("8")
	case h.strikes(BadWeight):
		return Deed{Grams: grams + 500 + h.r.IntN(300)}
	}
	return Deed{Grams: max(grams, 100)}
}

// lead is a badge where one of a lead is asked for.
func (p *packer) lead(w *station.Work) Deed {
	if p.b.h.strikes(NoLead) {
		return Deed{Scan: p.b.h.packers[p.b.h.r.IntN(len(p.b.h.packers))]}
	}
	if p.idle++; p.idle > 3 {
		p.idle = 0
		return command(station.CmdSlash)
	}
	return Deed{Scan: p.b.h.named(leadBadge)}
}

// tote is an empty one: nobody else has it in his hands.
func (p *packer) tote() Deed {
	if p.carries != "" {
		return Deed{Scan: p.carries}
	}
	for range toteCodes {
		d := p.person.nextTote()
		if !p.b.h.toteInUse(d.Scan) {
			p.b.h.used[d.Scan], p.carries = true, d.Scan
			return d
		}
	}
	return command(station.CmdPark)
}

func (p *packer) slot(prompt station.Prompt) Deed {
	p.putDown()
	p.labelToo = prompt.Text == station.LabelAndGoods
	h := p.b.h
	for range slotCodes {
		p.person.slot++
		slot := slotCodes[p.person.slot%len(slotCodes)]
		if len(h.slots[slot]) == 0 {
			return Deed{Scan: slot}
		}
	}
	return command(station.CmdSlash)
}

// label looks for the label of the box among what came out.
func (p *packer) label(w *station.Work, prompt station.Prompt) Deed {
	b, h := p.b, p.b.h
	if b.left(w.ID, w.Current().N) {
		return command(station.CmdPark) // no box to stick it on: it is for the office
	}
	l := w.Current().Live()
	job := l.Jobs[len(l.Jobs)-1].ID
	if job != p.waitFor {
		p.waitFor, p.since = job, h.now
	}
	var whole, torn *sheet
	for _, x := range b.printer.tape {
		if x.used || x.label != l.Bought.Tracking {
			continue
		}
		if x.torn {
			torn = x
		} else {
			whole = x
		}
	}
	if whole != nil && p.blind != job && h.strikes(NotSeen) {
		p.blind = job
	}
	if p.blind == job && prompt.Offers('1') {
		whole = nil
	}
	if prompt.Plus != "" { // it goes unscanned: he takes what lies there
		for _, x := range slices.Backward(b.printer.tape) {
			if !x.used && !x.torn {
				p.paper = x
				return command(station.CmdPlus)
			}
		}
	}
	switch late := h.now-p.since > 8*time.Second; {
	case len(b.printer.tape) > 0 && h.strikes(WrongLabel):
		if x := b.printer.tape[h.r.IntN(len(b.printer.tape))]; !x.torn {
			p.paper = x
			return Deed{Scan: "]C100" + x.sscc}
		}
		return Deed{}
	case h.strikes(Parks):
		return command(station.CmdPark)
	case whole != nil:
		p.paper = whole
		return Deed{Scan: "]C100" + whole.sscc}
	case !late:
		return Deed{}
	case torn != nil && prompt.Offers('2'):
		torn.used = true
		return command("2")
	case prompt.Offers('1'):
		return command("1")
	case prompt.Offers('0') && whole == nil:
		return command(station.CmdPark)
	}
	return Deed{}
}
