package printers

import "fmt"

// Status is what a printer says of itself. Two of them are equal when nothing
// changed.
type Status struct {
	Known bool   // the printer answered; otherwise only Why is set
	Why   string // why nothing is known, in plain words
	Mute  bool   // nothing can be asked on this way, which is no fault

	PaperOut  bool
	RibbonOut bool
	HeadOpen  bool
	Paused    bool
	TooHot    bool
	TooCold   bool
	Fault     string // anything else that stops it, "cutter jam"
	PaperLow  bool   // the roll is near its end, where the printer can tell
	Warning   string // what does not stop it, "clean the print head"

	BufferFull bool
	Partial    bool // it holds half a label
	Waiting    bool // a label waits to be taken off
	Formats    int  // labels received and not begun, -1 when not known
	Remaining  int  // labels of the batch under way that are not out, -1 likewise

	Model   string
	Version string // of its firmware
	Dots    int    // per mm, 0 when not known
	Counter int64  // labels ever fed, -1 when not known
}

// Problem is what keeps the printer from printing, in plain words, the one to
// see to first; "" when nothing does.
func (s Status) Problem() string {
	switch {
	case !s.Known:
		return s.Why
	case s.HeadOpen:
		return "head open"
	case s.PaperOut:
		return "paper out"
	case s.RibbonOut:
		return "ribbon out"
	case s.TooHot:
		return "print head too hot"
	case s.TooCold:
		return "print head too cold"
	case s.Fault != "":
		return s.Fault
	case s.Paused:
		return "paused"
	case s.Waiting:
		return "a label waits to be taken off"
	}
	return ""
}

// tears says that a label that is coming out now is torn. Most printers print it
// again by themselves when this is put right (^JZ).
func (s Status) tears() bool { return s.Known && (s.PaperOut || s.RibbonOut || s.HeadOpen) }

// idle says that the printer holds nothing that it has not printed.
func (s Status) idle() bool {
	return s.Known && s.Formats == 0 && s.Remaining == 0 && !s.Partial
}

// busy is why the printer is not idle, in plain words.
func (s Status) busy() string {
	switch {
	case s.Formats < 0:
		return "does not say whether it is idle"
	case s.Partial && s.Formats == 0 && s.Remaining == 0:
		return "holds half a label"
	}
	return fmt.Sprintf("busy with %d other labels", max(1, s.Formats+s.Remaining))
}

// Words for what is known of a printer that says nothing of itself.
const (
	unreachable = "cannot be reached"
	silent      = "does not answer"
	jammed      = "takes no data"
	lost        = "connection lost"
	unconfirmed = "not confirmed" // of a printer that cannot be asked
	handedOver  = "handed over, not confirmed"
)
