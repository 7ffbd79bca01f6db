package label

import (
	"errors"
	"fmt"

	"github.com/packwright/packwright/printers/zpl/foreign"
)

// carriers is a label that its carrier made, with nothing left in it that would
// outlive it. One that is not exactly one label is not printed at all.
func carriers(artwork []byte, dpmm int) (Sheets, error) {
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
