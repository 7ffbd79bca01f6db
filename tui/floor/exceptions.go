package floor

import "time"

// mostExceptions is how many deeds are shown at once.
const mostExceptions = 3

func (f *Floor) exceptionRows() int { return min(len(f.seen.Exceptions), mostExceptions+1) }

// exceptions is where somebody has to go, because a station had goods past the
// books: the oldest first.
func (f *Floor) exceptions() []string {
	var lines []string
	for i, e := range f.seen.Exceptions {
		if i == mostExceptions {
			return append(lines, f.theme.Line(f.theme.Fault, f.more(len(f.seen.Exceptions)-i), "", f.w))
		}
		deed := e.Deed(f.say, func(at time.Time) string { return f.clock(at) })
		lines = append(lines, f.theme.Line(f.theme.Fault, " ! "+deed, e.ID+" ", f.w))
	}
	return lines
}
