package label

import (
	"bytes"
	"errors"
	"fmt"
	"image"

	"github.com/packwright/packwright/printers/zpl/foreign"
)

// carriers is a label that its carrier made, with nothing left in it that would
// outlive it. One that is not exactly one label is not printed at all. A further
// copy has its number where the label has room for it.
func carriers(artwork []byte, copies, dpmm int) (Sheets, error) {
	if len(artwork) == 0 {
		return Sheets{}, errors.New("the carrier's own label is not here")
	}
	if _, err := newPad(dpmm); err != nil {
		return Sheets{}, err
	}
	l := foreign.Clean(artwork, foreign.FourBySix(dpmm))
	if l.ZPL == nil {
		return Sheets{}, fmt.Errorf("the carrier's label is refused: %s", l.Refusal())
	}
	s := Sheets{ZPL: append(l.ZPL, '\n'), Labels: 1}
	if copies > 1 && !s.number(artwork, copies, dpmm) {
		s.Warnings = append(s.Warnings, fmt.Sprintf("the carrier's label has no room for its number: it is copy %d", copies))
	}
	for _, f := range l.Of(foreign.Warned) {
		s.Warnings = append(s.Warnings, f.Reason)
	}
	for _, f := range l.Of(foreign.Stripped) {
		if f.Lasting {
			s.Stripped = append(s.Stripped, f.Command+" "+f.Reason)
		}
	}
	return s, nil
}

// number writes the number of the copy onto a carrier's label, far from all that
// the carrier drew, and says whether there was room.
func (s *Sheets) number(artwork []byte, copies, dpmm int) bool {
	const size, clear = 5, 5 // mm
	text := fmt.Sprintf("COPY %d", copies)
	at, ok := foreign.Room(artwork, foreign.FourBySix(dpmm), image.Pt(width(text, size*dpmm), size*dpmm), clear*dpmm)
	head, whole := bytes.CutSuffix(s.ZPL, []byte(end))
	if !ok || !whole {
		return false
	}
	s.ZPL = fmt.Appendf(bytes.Clone(head), "^FO%d,%d^A0N,%d^FD%s^FS%s", at.X, at.Y, size*dpmm, text, end)
	return true
}

// end is how a cleaned label ends.
const end = "^PQ1^XZ\n"
