package bench

import (
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// listed says that the choices stand in the body, one a line, and not on the
// bottom lines.
func (b *Bench) listed() bool {
	if b.help {
		return false
	}
	w := b.state.Work()
	switch b.prompt.Screen {
	case station.NotEnough, station.Trouble, station.LeadScreen:
		return true
	case station.StartCheck, station.PutBack:
		return false
	}
	return w != nil && b.choosing(w)
}

// choosing says that the digits answer a question now instead of having their
// fixed meanings.
func (b *Bench) choosing(w *station.Work) bool {
	if b.prompt.Takes(station.ACarton) {
		return true
	}
	return w.Ask.Open() && len(b.prompt.Accepts) == 0 && len(b.prompt.Choices) > 1
}

// question is what is asked about, large, and the answers one a line. w is nil
// while no work is on the screen.
func (b *Bench) question(s sheet, w *station.Work) []string {
	ask := b.state.Ask
	if w != nil {
		ask = w.Ask
	}
	var lines []string
	at := b.about(w, ask)
	lines = append(lines, s.draw(at, s.w, s.rows(true))...)
	var list []string
	if b.prompt.Screen == station.LeadScreen {
		for _, l := range s.theme.Wrap(b.reason(w, ask), s.w-4) {
			list = append(list, s.line("  "+l, ""))
		}
	}
	list = append(list, b.answers(s, w)...)
	if w != nil && b.prompt.Takes(station.ACarton) {
		list = append(list, s.theme.Line(s.theme.Bold, " "+b.notices(w), "", s.w))
	}
	if s.small && len(lines)+len(list) > s.body {
		lines = lines[:1] // half a letter is no letter
	}
	return append(lines, list...)
}

// about is the band that says what the question is about.
func (b *Bench) about(w *station.Work, ask station.Ask) band {
	at := band{title: b.say(screenNames[b.prompt.Screen]), active: true, big: "?"}
	if w == nil {
		at.big = firstOf(ask.Code, "?")
		return at
	}
	line := station.Line{}
	if ask.Line < len(w.Content.Lines) {
		line = w.Content.Lines[ask.Line]
	}
	switch {
	case b.prompt.Takes(station.ACarton):
		return b.boxBand(w)
	case b.prompt.Screen == station.NotEnough:
		at.left, at.big = join("  ", b.stopName(w, ask.Stop), line.Name), line.SKU
	case b.prompt.Screen == station.LeadScreen:
		at.title, at.left, at.big = b.say("ORDER"), w.OrderNo, b.say("LEAD")
	case ask.Kind == station.AskSlot:
		at.left, at.big = b.say(string(ask.Park)), b.say("SCAN SLOT")
	case b.prompt.Screen == station.PackScreen:
		at.left, at.big = b.say("%d of %d packed", w.PackedUnits(), w.Wanted()), w.OrderNo
	default:
		at.left, at.big = b.say("%d of %d picked", w.PickedUnits(), w.Wanted()), w.OrderNo
	}
	return at
}

// reason is what a lead is asked to allow, and the goods or weight it is about.
func (b *Bench) reason(w *station.Work, ask station.Ask) string {
	what := b.say(actionNames[ask.Action])
	if w == nil {
		return what
	}
	switch p := w.Current(); {
	case ask.Action == station.PassWeight && p != nil:
		grams, tolerance := w.Expected(*p)
		return join("  ", what, b.say("%d g, expected %d g +-%d", b.state.Scale.Net(), grams, tolerance))
	case ask.Action == station.PrintAgain:
		return join("  ", what, b.say("box %d", ask.Parcel), b.say(station.PrintAgainWords[ask.Code]))
	case aboutArticle[ask.Action] && ask.Line < len(w.Content.Lines):
		return join("  ", what, w.Content.Lines[ask.Line].SKU, ask.Code)
	}
	return what
}

// aboutArticle says of which actions a lead is told the article.
var aboutArticle = map[station.Action]bool{station.CountNoBarcode: true, station.LearnCode: true, station.PrintArticle: true}

var actionNames = map[station.Action]string{
	station.PassWeight: "let the weight pass", station.CountNoBarcode: "count a unit without barcode",
	station.TypeCodes: "let codes be typed", station.DropScale: "let parcels go unweighed", station.LearnCode: "learn a code", station.PrintArticle: "print an article label",
	station.PrintAgain: "print a label again",
	station.TakeOver:   "take over", station.Override: "settle it", station.Pack: "help",
}

func (b *Bench) stopName(w *station.Work, id station.ID) string {
	for _, s := range w.Stops {
		if s.ID == id {
			return s.Location
		}
	}
	return ""
}

// answers is the choices one a line, with sizes where cartons are chosen.
func (b *Bench) answers(s sheet, w *station.Work) []string {
	var cartons []station.Carton
	if w != nil && b.prompt.Takes(station.ACarton) {
		cartons = w.Cartons
	}
	var lines []string
	for _, c := range b.prompt.Choices {
		label := b.label(c.Label)
		for _, k := range cartons {
			if c.Label == "box "+k.Name {
				label = s.pad(label, max(8, text.Width(label))) + "  " + b.sizes(k)
			}
		}
		lines = append(lines, "  "+s.theme.Bold.Paint(string(rune(c.Digit)))+s.theme.Line(s.theme.Text, "  "+label, "", s.w-3))
	}
	return lines
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
