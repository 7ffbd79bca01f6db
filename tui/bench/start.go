package bench

import (
	"fmt"
	"strconv"

	"github.com/packwright/packwright/station"
)

// start asks for the badge, whose scan is the test of the scanner, and shows
// only what is wrong.
func (b *Bench) start(s sheet) []string {
	waits := band{title: b.say("WHO"), left: b.say("the badge tests the scanner"), big: b.say("SCAN BADGE"), active: true}
	if b.prompt.Takes(station.AWeight) {
		waits = band{title: b.say("SCALE"), left: b.say(b.prompt.Hint, b.prompt.HintArgs...), big: fmt.Sprintf("%d G", b.state.Rules.CheckWeightG), active: true}
	}
	lines := s.stack(band{title: b.say("BENCH"), big: b.state.Station}, waits)
	lines = append(lines, "")
	wrong := false
	for _, l := range linkNames {
		x, known := b.state.Links[l.link]
		if known && !x.OK {
			lines = append(lines, s.theme.Line(s.theme.Fault, " "+b.say(l.name)+"  "+b.cause(x), "", s.w))
			wrong = true
		}
	}
	lines = append(lines, b.outage(s)...)
	if !wrong && len(b.state.Links) > 0 && !b.away(station.Database) {
		lines = append(lines, s.line(" "+b.say("Everything that was asked answers."), ""))
	}
	return lines
}

// work counts what there is to do: no list, nobody picks the easy ones.
func (b *Bench) work(s sheet) []string {
	n := b.state.Board
	if s.small {
		return append([]string{
			s.line(" "+b.say("%d ready, %d late", n.Ready, n.Late), ""),
			s.line(" "+b.say("%d slots ready, %d totes", n.ParkedReady, n.Totes), ""), "",
		},
			s.stack(band{title: b.say("NEXT"), big: b.say("+ NEXT"), active: true})...)
	}
	lines := s.beside([]int{s.w / 3, s.w / 3},
		band{title: b.say("READY"), big: strconv.Itoa(n.Ready)},
		band{title: b.say("LATE"), big: strconv.Itoa(n.Late)},
		band{title: b.say("SLOTS READY"), big: strconv.Itoa(n.ParkedReady)})
	lines = append(lines, s.draw(band{
		title: b.say("NEXT"), left: b.say(b.prompt.Hint, b.prompt.HintArgs...),
		big: b.say("+ NEXT"), active: true,
	}, s.w, s.rows(true))...)
	if b.away(station.Database) { // totes and slots wait as well
		return append(append(lines, ""), b.outage(s)...)
	}
	if n.Totes > 0 {
		lines = append(lines, "", s.line(" "+b.say("%d totes wait to be packed: scan one.", n.Totes), ""))
	}
	if n.ParkedReady > 0 {
		lines = append(lines, s.line(" "+b.say("Parked orders can go on: scan their slot."), ""))
	}
	return append(lines, b.outage(s)...)
}

// open waits for a tote or a slot.
func (b *Bench) open(s sheet) []string {
	n := b.state.Board
	lines := s.beside([]int{s.w / 2},
		band{title: b.say("TOTES"), left: b.say("picked, waiting"), big: strconv.Itoa(n.Totes)},
		band{title: b.say("SLOTS READY"), left: b.say("parked, can go on"), big: strconv.Itoa(n.ParkedReady)})
	lines = append(lines, s.draw(band{
		title: b.say("OPEN"), left: b.say(b.prompt.Hint, b.prompt.HintArgs...),
		big: b.say("SCAN TOTE"), active: true,
	}, s.w, s.rows(true))...)
	return append(lines, b.outage(s)...)
}
