package scanners

import "time"

// deadline is when the filter has something to do although no byte comes;
// zero for never.
func (f *filter) deadline() time.Time {
	var at time.Time
	for _, d := range []time.Time{f.sequenceDue(), f.heldDue(), f.pasteDue(), f.scanDue(), f.typingDue()} {
		if at.IsZero() || !d.IsZero() && d.Before(at) {
			at = d
		}
	}
	return at
}

// expire does what is due.
func (f *filter) expire(now time.Time) {
	if due(now, f.sequenceDue()) {
		f.unfinished()
	}
	if due(now, f.heldDue()) {
		f.release()
	}
	if due(now, f.pasteDue()) {
		f.frame.fault = "pasted text: no end"
		f.end(now)
	}
	if due(now, f.scanDue()) {
		f.frame.refuse("broken off, set the scanner to end with CR: silent for 1 s")
		f.end(now)
	}
	f.note(now)
}

func due(now, at time.Time) bool { return !at.IsZero() && !now.Before(at) }

func (f *filter) sequenceDue() time.Time {
	switch {
	case len(f.seq) == 0:
		return time.Time{}
	case len(f.seq) == 1:
		return f.seqSince.Add(escFor)
	case endless(f.seq):
		return sooner(f.seqSince.Add(stringIn), f.last.Add(refusedGap))
	}
	return f.seqSince.Add(wholeIn)
}

func (f *filter) heldDue() time.Time {
	if len(f.held) == 0 || len(f.seq) > 0 {
		return time.Time{}
	}
	return f.last.Add(apart)
}

// pasteDue gives up a paste without an end: soon when nothing more comes, else
// after the time of the watchdog, but not in the middle of the code that is
// being scanned into it, whose second half would count as a code.
func (f *filter) pasteDue() time.Time {
	if !f.pasting {
		return time.Time{}
	}
	whole, quiet := f.pasteAt.Add(stringIn), f.last.Add(escFor)
	if quiet.After(whole) {
		whole = quiet
	}
	return sooner(whole, f.last.Add(refusedGap))
}

// scanDue breaks off what only a scanner can have begun. A person may think
// as long as he likes in the middle of a line.
func (f *filter) scanDue() time.Time {
	switch {
	case f.pasting || len(f.seq) > 0:
		return time.Time{}
	case f.frame.started(), f.frame.fault == "" && f.burst():
		return f.last.Add(scanGap)
	case f.frame.fault != "":
		return f.last.Add(refusedGap)
	}
	return time.Time{}
}

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// note remembers since when the line shows something old.
func (f *filter) note(now time.Time) {
	switch {
	case f.frame.text() == f.shown:
		f.showSince = time.Time{}
	case f.showSince.IsZero():
		f.showSince = now
	}
}

func (f *filter) typingDue() time.Time {
	if f.showSince.IsZero() {
		return time.Time{}
	}
	pause, end := f.last.Add(showAfter), f.showSince.Add(showWithin)
	if pause.Before(end) {
		return pause
	}
	return end
}

// typing says what stands on the scan line, when it is time to show that. An
// empty line is shown at once.
func (f *filter) typing(now time.Time) (text string, changed bool) {
	text = f.frame.text()
	if text == f.shown || text != "" && !due(now, f.typingDue()) {
		return "", false
	}
	f.shown, f.showSince = text, time.Time{}
	return text, true
}
