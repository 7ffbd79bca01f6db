package bench

import (
	"strconv"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// screenNames are the words at the top left.
var screenNames = map[station.Screen]string{
	station.StartCheck: "START CHECK", station.WorkScreen: "WORK", station.PickScreen: "PICK",
	station.NotEnough: "NOT ENOUGH", station.OpenScreen: "OPEN", station.PackScreen: "PACK",
	station.ShipScreen: "SHIP", station.Trouble: "TROUBLE", station.LeadScreen: "LEAD", station.PutBack: "PUT BACK",
	station.ScannerTest: "SCANNER",
}

// head is the lines at the top: what is in hand and until when, who works here,
// and whether everything answers.
func (b *Bench) head(s sheet) []string {
	name := " " + b.say(screenNames[b.prompt.Screen])
	if s.small {
		return []string{b.smallHead(s, name)}
	}
	right := join("  ", b.cutOff(), text.Fit(b.state.Operator.Name, 14), text.Fit(b.state.Station, 14))
	title := s.theme.Titled(name, "  "+fitting(b.subject(s), s.w-text.Width(name+right)-5), right+" ", s.w)
	return append([]string{title}, b.links(s)...)
}

// smallHead keeps where the packer is and the first thing that is broken, or
// else the cut-off.
func (b *Bench) smallHead(s sheet, name string) string {
	right := join(" ", b.typed(), b.cutOff())
	if faults := b.faults(); len(faults) > 0 {
		fault := " " + b.smallFault(s, faults) + " "
		left := s.theme.Titled(name, " "+join("  ", b.subject(s)...), "", s.w-text.Width(fault))
		return left + s.theme.Fault.Paint(fault)
	}
	if right == "" {
		right = text.Fit(b.state.Operator.Name, 14)
	}
	return s.theme.Titled(name, " "+join("  ", b.subject(s)...), right, s.w)
}

// smallFault is the worst of what is wrong, and how many there are beyond it.
func (b *Bench) smallFault(s sheet, faults []fault) string {
	f, more := faults[0], ""
	if n := len(faults) - 1; n > 0 {
		more = " +" + strconv.Itoa(n)
	}
	said := join(" ", f.what, f.count)
	if f.count == "" {
		said = join(" ", f.what, s.theme.Say(f.cause))
	}
	return text.Fit(said, 22-text.Width(more)) + more
}

// fitting is as many of the parts, from the first on, as the cells hold: half a
// word says nothing.
func fitting(parts []string, cells int) string {
	for len(parts) > 1 && text.Width(join("  ", parts...)) > cells {
		parts = parts[:len(parts)-1]
	}
	return join("  ", parts...)
}

// subject is the work in hand and how far it is, what matters most first.
func (b *Bench) subject(s sheet) []string {
	w := b.state.Work()
	if w == nil {
		return nil
	}
	order := b.say("order %s", w.OrderNo)
	if s.small {
		order = w.OrderNo
	}
	tote := ""
	if w.Tote != "" && !s.small && b.prompt.Screen == station.PackScreen {
		tote = b.say("tote %s", w.Tote)
	}
	return append([]string{order, tote}, b.progress(s, w)...)
}

func (b *Bench) progress(s sheet, w *station.Work) []string {
	switch b.prompt.Screen {
	case station.PickScreen, station.NotEnough:
		done := 0
		for _, stop := range w.Stops {
			if stop.Left() <= 0 {
				done++
			}
		}
		at := strconv.Itoa(min(done+1, len(w.Stops))) + "/" + strconv.Itoa(len(w.Stops))
		if s.small {
			return []string{at}
		}
		return []string{b.say("stop %s", at), b.say("%d units left", w.Wanted()-w.PickedUnits())}
	case station.ShipScreen:
		if p := w.Current(); p != nil && !s.small {
			return []string{b.say("parcel %d of %d", p.N, max(len(w.Plan), len(w.Parcels)))}
		}
	}
	return nil
}

// cutOff is when the carrier leaves.
func (b *Bench) cutOff() string {
	w := b.state.Work()
	if w == nil || w.CutOff.IsZero() {
		return ""
	}
	at, left := w.CutOff.In(b.zone), w.CutOff.Sub(b.now)
	carrier := text.Fit(w.Carrier, 12)
	switch {
	case left <= 0:
		return join(" ", carrier, at.Format("15:04"), b.say("LATE"))
	case left < 10*time.Hour:
		return join(" ", carrier, at.Format("15:04"), b.say("in %d min", int(left/time.Minute)))
	}
	return join(" ", carrier, at.Format("01-02 15:04"))
}
