package station

import (
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/text"
)

// PutIn is something to put into a parcel beside the goods, or to mind when it
// is packed: "thank-you card", "two layers of paper". Text is untrusted. Must
// says that the packer acknowledges it before the parcel closes. Grams is what
// it adds to the parcel, 0 where nobody knows.
type PutIn struct {
	// Of is whose it is: "order" and "channel" go into the first parcel, that of
	// an article, "line 3", into each parcel with the article.
	Of    string `json:"of,omitempty"`
	Text  string `json:"text"`
	Must  bool   `json:"must,omitempty"`
	Grams int    `json:"grams,omitempty"`
}

// What a bench can show of one: so many lines of so many cells.
const (
	NoteLines = 3
	noteCells = 70
)

// CheckNote says why a bench could not show the text whole.
func CheckNote(note string) error {
	lines := text.Block(note, NoteLines+1)
	if len(lines) > NoteLines {
		return fmt.Errorf("the instruction has more than %d lines", NoteLines)
	}
	for _, l := range lines {
		if text.Width(l) > noteCells {
			return fmt.Errorf("a line of the instruction is longer than %d characters", noteCells)
		}
	}
	return nil
}

// Lines is the text, safe to show.
func (p PutIn) Lines() []string { return text.Block(p.Text, NoteLines) }

// sentence is the text in one line.
func (p PutIn) sentence() string { return strings.Join(p.Lines(), ", ") }

// ToPutIn is what goes into the parcel beside its goods: what must be
// acknowledged still comes first.
func (w *Work) ToPutIn(p *Parcel) []PutIn {
	var list []PutIn
	if w.planIndex(p.N) == 0 {
		list = append(list, w.Content.PutIns...)
	}
	if !w.noneNoted {
		list = w.lineNotes(list, p)
	}
	slices.SortStableFunc(list, func(a, b PutIn) int { return boolToInt(p.Owes(b)) - boolToInt(p.Owes(a)) })
	return list
}

// lineNotes adds the put-ins of the articles in the parcel.
func (w *Work) lineNotes(list []PutIn, p *Parcel) []PutIn {
	for i := range w.Content.Lines {
		note := w.Content.Lines[i].PutIn
		if note.Text == "" || w.inParcel(i, p.N) == 0 {
			continue
		}
		note.Of = fmt.Sprint("line ", i)
		list = append(list, note)
	}
	return list
}

// Owes says that the put-in must be acknowledged still.
func (p *Parcel) Owes(note PutIn) bool { return note.Must && !slices.Contains(p.PutIns, note.Of) }

// owed is what the packer acknowledges now: as many as stand on the screen at
// once.
func (w *Work) owed(p *Parcel) []PutIn {
	var list []PutIn
	lines := 0
	for _, note := range w.ToPutIn(p) {
		if !p.Owes(note) {
			break
		}
		if lines += max(1, len(note.Lines())); lines > NoteLines && len(list) > 0 {
			break
		}
		list = append(list, note)
	}
	return list
}

// waitsForPutIns says that the box would close, if everything was put in.
func (w *Work) waitsForPutIns(p *Parcel) bool {
	return !p.Reopened && len(w.owed(p)) > 0 && w.unitsIn(p.N) > 0 && (w.allPacked() || w.full(p))
}

// putIn acknowledges what stands on the screen.
func (t *turn) putIn(w *Work) {
	p := w.openParcel()
	in := PutInsConfirmed{OfWork: w.of(), Parcel: p.N}
	for _, note := range w.owed(p) {
		in.PutIns = append(in.PutIns, note.Of)
	}
	t.is(in)
	t.mark(OK, "put in")
	if left := t.Work().owed(t.Work().openParcel()); len(left) > 0 {
		t.tell(wait("Put in: %s. + when it is in.", sentences(left)))
		return
	}
	t.tell(done("It is in."))
}

func sentences(notes []PutIn) string {
	var all []string
	for _, n := range notes {
		all = append(all, n.sentence())
	}
	return strings.Join(all, "; ")
}

// offerPutIns offers + for what must be put in.
func (w *Work) offerPutIns(p Prompt) Prompt {
	box := w.openParcel()
	if box == nil || len(w.owed(box)) == 0 {
		return p
	}
	p.Plus = "it is in"
	if w.waitsForPutIns(box) {
		p.Text, p.Hint, p.HintArgs = "PUT IT IN, THEN +", "the box closes when it is in", nil
	}
	return p
}
