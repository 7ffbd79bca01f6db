package carrier

import (
	"slices"
	"time"
)

// NextCutOff is when the carrier leaves next, at or after now, on the clock of
// now's zone. It is false for a service without a cut-off.
func (s Service) NextCutOff(now time.Time) (time.Time, bool) {
	clock, err := time.Parse("15:04", s.CutOff)
	if err != nil {
		return time.Time{}, false
	}
	for days := range 8 {
		at := time.Date(now.Year(), now.Month(), now.Day()+days, clock.Hour(), clock.Minute(), 0, 0, now.Location())
		if !at.Before(now) && s.comes(at.Weekday()) {
			return at, true
		}
	}
	return time.Time{}, false
}

func (s Service) comes(day time.Weekday) bool {
	return len(s.Days) == 0 || slices.Contains(s.Days, int(day))
}
