package bench

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station"
)

// ship is the way of a closed box: weight, label, proof, lane.
func (b *Bench) ship(s sheet, w *station.Work) []string {
	p := w.Current()
	if p == nil {
		return s.stack(band{title: b.say("ORDER"), big: w.OrderNo, active: true})
	}
	step := w.Step()
	lines := s.stack(b.weightBand(w, p, step), b.labelBand(w, p, step))
	lines = append(lines, b.check(s, w, p))
	lines = append(lines, s.stack(b.thenBand(p, step))...)
	if room := s.body - len(lines); room > 1 && len(w.Parcels) > 1 {
		lines = append(lines, b.parcels(s, w, room)...)
	}
	return lines
}

func (b *Bench) weightBand(w *station.Work, p *station.Parcel, step station.StepName) band {
	at := band{title: "1 " + b.say("WEIGHT"), active: b.prompt.Band == 1, big: b.asked(w, station.AskTypedWeight, "? G")}
	if grams, tolerance := w.Expected(*p); grams > 0 {
		at.left = b.say("expected %d g +-%d", grams, tolerance)
	}
	switch r := b.state.Scale; {
	case at.big != "":
	case step != station.StepWeigh && p.WeightG > 0:
		at.big, at.right = fmt.Sprintf("%d G", p.WeightG), b.say(string(p.Outcome))+" "
	case step != station.StepWeigh:
		at.right = b.say(string(p.Outcome)) + " "
	case r.At.IsZero():
		at.right = b.say("no scale") + " "
	case r.Problem != "":
		at.right = b.say(r.Problem) + " "
	case !r.Stable:
		at.big, at.right = fmt.Sprintf("%d G", r.Net()), b.say("moving")+" "
	default:
		at.big, at.right = fmt.Sprintf("%d G", r.Net()), b.say("stable")+" "
	}
	return at
}

// asked is what stands in big letters while the question is open.
func (b *Bench) asked(w *station.Work, k station.AskKind, big string) string {
	if w.Ask.Kind == k {
		return big
	}
	return ""
}

// labelDeeds is the one thing to do about the label.
var labelDeeds = map[station.StepName]string{
	station.StepLabel: "WAIT", station.StepPrint: "WAIT", station.StepVoid: "WAIT",
	station.StepProve: "STICK + SCAN", station.StepRefused: "REFUSED",
}

func (b *Bench) labelBand(w *station.Work, p *station.Parcel, step station.StepName) band {
	at := band{title: "2 " + b.say("LABEL"), active: b.prompt.Band == 2}
	if deed, ok := labelDeeds[step]; ok {
		at.big = b.say(deed)
	}
	if step == station.StepPrint && b.prompt.Takes(station.ABox) && b.prompt.Plus == "" {
		at.big = b.say("SCAN PLATE")
	}
	if w.Ask.Kind == station.AskConfirm {
		at.big, at.active = b.say("TYPE %s", w.Ask.Digits), true
	}
	l := p.Live()
	if l == nil {
		return at
	}
	at.left = join("  ", l.Bought.Carrier, l.Bought.Service, l.Bought.Tracking)
	at.right = b.labelState(l) + " "
	if n := len(l.Jobs); n > 0 && l.Jobs[n-1].Copy > 1 {
		at.left = join("  ", at.left, b.say("copy %d", l.Jobs[n-1].Copy))
	}
	return at
}

// labelState is what is known of the label: that it was sent proves nothing.
func (b *Bench) labelState(l *station.Label) string {
	n := len(l.Jobs)
	switch {
	case l.Proven:
		return b.say("proven")
	case l.Passed != "":
		return b.say("not scanned")
	case n > 0 && l.State == station.LabelPurchased:
		return b.jobState(l.Jobs[n-1])
	}
	return b.say(labelStates[l.State])
}

func (b *Bench) jobState(j station.Job) string {
	switch {
	case j.Held:
		return b.say("waits for its box")
	case j.State == station.PrintSent && j.Problem == station.PrintHandedOver:
		return b.say(station.PrintHandedOver)
	}
	return b.say(jobStates[j.State])
}

var labelStates = map[station.LabelState]string{
	station.LabelIsRequested: "asked for", station.LabelPurchased: "bought", station.LabelManifested: "announced",
	station.LabelDoubtful: "no answer, looked up", station.LabelVoidIsRequested: "being taken back",
}

var jobStates = map[station.PrintState]string{
	station.PrintQueued: "waits for the printer", station.PrintSending: "is printed", station.PrintSent: "sent, not proven",
	station.PrintCounted: "printed, not proven", station.PrintConfirmed: "proven", station.PrintUnknown: "unknown, look",
	station.PrintFailed: "not printed", station.PrintAbandoned: "not printed",
}

// check is what the packer may compare: postal code, city, country and order.
func (b *Bench) check(s sheet, w *station.Work, p *station.Parcel) string {
	to := w.ShipTo
	return s.line(" "+b.say("CHECK")+"  "+b.say("label must read:")+"  "+
		join("  ", join(" ", to.PostalCode, strings.ToUpper(to.City)), to.Country, w.OrderNo, fmt.Sprintf("P%d", p.N)), "")
}

func (b *Bench) thenBand(p *station.Parcel, step station.StepName) band {
	at := band{title: "3 " + b.say("THEN"), left: b.say("carry the parcel to"), active: b.prompt.Band == 3}
	if l := p.Live(); l != nil && step == station.StepProve {
		switch {
		case l.Bought.Lane != "":
			at.big = b.say("LANE %s", l.Bought.Lane)
		case l.Bought.Routing != "":
			at.big = l.Bought.Routing
		}
	}
	return at
}

// parcels is the boxes of this order, where there is room for them.
func (b *Bench) parcels(s sheet, w *station.Work, rows int) []string {
	lines := []string{""}
	for _, p := range w.Parcels {
		weight := ""
		if p.WeightG > 0 {
			weight = b.say("%d g", p.WeightG)
		}
		lines = append(lines, s.line(" "+join("  ", b.say("parcel %d", p.N), b.box(w, p.Carton), weight, b.say(parcelStates[p.State])), ""))
	}
	return lines[:min(len(lines), rows)]
}

var parcelStates = map[station.ParcelState]string{
	station.ParcelOpen: "open", station.ParcelIsSealed: "closed", station.ParcelLabelled: "label not proven",
	station.ParcelInCage: "shipped", station.ParcelHandedOver: "shipped", station.ParcelVoided: "dropped",
}
