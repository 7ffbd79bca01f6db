package diagnosis

import "time"

// Read is what one read of a terminal or line brought.
type Read struct {
	Data []byte
	At   time.Time
}

// Setup is what the station expects of its scanner.
type Setup struct {
	Prefix string // what the scanner is said to type before every code
	// Separator is what the scanner is said to send in place of GS, "" for GS
	// itself.
	Separator string
	Serial    bool // it hangs on a serial line: no keyboard is between
}

// Level is how bad a finding is.
type Level string

// The levels.
const (
	Fault Level = "fault" // codes are read wrong or not at all
	Note  Level = "note"  // it works, and could be better
)

// Finding is one thing that is wrong, and what to do.
type Finding struct {
	Name  string // for programs: "caps_lock"
	Level Level
	// Text and Remedy are sentences in English and the keys of their
	// translations; TextArgs and RemedyArgs fill them.
	Text, Remedy         string
	TextArgs, RemedyArgs []any
}

// with fills the sentence.
func (f Finding) with(args ...any) Finding {
	f.TextArgs = args
	return f
}

// advising fills the remedy.
func (f Finding) advising(args ...any) Finding {
	f.RemedyArgs = args
	return f
}

// Report is what a scan of the test label tells.
type Report struct {
	Findings []Finding // faults first; none when everything is right
	Got      string    // the bytes that came, quoted in ASCII
	Known    bool      // it was the test label
	Key      bool      // it was no scan but a key, or a character and Enter
}

// Faults is how many of the findings must be mended.
func (r Report) Faults() int {
	n := 0
	for _, f := range r.Findings {
		if f.Level == Fault {
			n++
		}
	}
	return n
}
