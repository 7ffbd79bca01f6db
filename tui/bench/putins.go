package bench

import (
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/kit"
)

// noted is one line of a put-in.
type noted struct {
	ink         kit.Ink
	left, right string
}

// putIns is what goes into the open parcel beside its goods, in at most three
// lines and as many as there is room for, and first what waits for a +. The last
// line counts what is left out.
func (b *Bench) putIns(s sheet, w *station.Work, most int) []string {
	p := w.Current()
	most = min(most, station.NoteLines)
	if p == nil || p.State != station.ParcelOpen || most < 1 {
		return nil
	}
	var rows []noted
	notes := w.ToPutIn(p)
	for i, note := range notes {
		more := b.putIn(s, p, note)
		if len(rows) > 0 && len(rows)+len(more) > most {
			last := &rows[len(rows)-1]
			last.right = join("  ", last.right, b.say("%d more", len(notes)-i))
			break
		}
		rows = append(rows, more...)
	}
	rows = rows[:min(len(rows), most)]
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = s.theme.Line(r.ink, r.left, r.right+" ", s.w)
	}
	return lines
}

// putIn is one put-in: what waits for a + stands out, what was acknowledged has
// the plus before it.
func (b *Bench) putIn(s sheet, p *station.Parcel, note station.PutIn) []noted {
	ink, sign, right := s.theme.Bold, " ! ", ""
	switch {
	case p.Owes(note):
		ink, right = s.theme.Fault, b.say("+ when it is in")
	case note.Must:
		ink, sign = s.theme.Text, " + "
	}
	var rows []noted
	for _, line := range note.Lines() {
		rows = append(rows, noted{ink, sign + line, right})
		sign, right = "   ", ""
	}
	return rows
}

// owed is the first thing that must still be put in, "" when there is none.
func (b *Bench) owed(w *station.Work) string {
	p := w.Current()
	if p == nil || p.State != station.ParcelOpen {
		return ""
	}
	for _, note := range w.ToPutIn(p) {
		if lines := note.Lines(); p.Owes(note) && len(lines) > 0 {
			return "! " + b.say("PUT IN: %s", lines[0])
		}
	}
	return ""
}
