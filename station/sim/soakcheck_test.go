package sim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// What a check finds wrong, by its kind.
const (
	nobodyAsked  = "a copy that nobody asked for"
	notOnTape    = "shown as printed, and not on the tape"
	twoLoose     = "two loose labels at the bench"
	byItself     = "came out by itself after a fault"
	doubtMissing = "a doubt that is not listed"
)

// audit holds the facts of a bench against the paper. It shares no code with the
// machine: what it knows of jobs and labels it reads from the facts alone.
type audit struct {
	found  map[string][]string // by kind
	jobs   map[station.ID]*auditJob
	labels map[string]*auditLabel // by work, parcel and number
	order  []*auditJob
}

type auditLabel struct {
	sscc   string
	work   station.ID
	closed bool // proven, passed or voided
	by     string
	parked bool
}

type auditJob struct {
	id     station.ID
	label  *auditLabel
	copy   int
	reason string
	by     station.ID // who asked
	state  station.PrintState
	begun  bool
	held   bool
}

func newAudit() *audit {
	return &audit{found: map[string][]string{}, jobs: map[station.ID]*auditJob{}, labels: map[string]*auditLabel{}}
}

func (a *audit) wrong(kind, format string, args ...any) {
	a.found[kind] = append(a.found[kind], fmt.Sprintf(format, args...))
}

func labelKey(work station.ID, parcel, n int) string { return fmt.Sprintf("%s/%d/%d", work, parcel, n) }

// hear takes the next fact.
func (a *audit) hear(f station.Fact) {
	switch c := f.Change.(type) {
	case station.LabelBought:
		a.labels[labelKey(c.Work, c.Parcel, c.Label)] = &auditLabel{sscc: c.SSCC, work: c.Work}
	case station.LabelVoided:
		a.labels[labelKey(c.Work, c.Parcel, c.Label)].closed = true
	case station.LabelProven:
		l := a.labels[labelKey(c.Work, c.Parcel, c.Label)]
		l.closed, l.by = true, c.By
	case station.PrintRequested:
		if c.Doc != station.ShipLabel {
			return
		}
		j := &auditJob{id: c.Job, label: a.labels[labelKey(c.Work, c.Parcel, c.Label)], copy: c.Copy, reason: c.Reason, by: f.Operator, state: station.PrintQueued}
		a.jobs[c.Job], a.order = j, append(a.order, j)
	case station.PrintStarted:
		a.began(c)
	case station.PrintEnded:
		if j := a.jobs[c.Job]; j != nil {
			j.state = c.State
			j.held = c.State == station.PrintQueued
			j.begun = j.begun && !j.held
		}
	case station.BoxShown:
		for _, j := range a.order {
			j.held = j.held && j.label.work != c.Work
		}
	case station.WorkClosed:
		a.park(c.Work, true)
	case station.WorkOpened:
		a.park(c.Work, false)
	}
}

func (a *audit) park(work station.ID, parked bool) {
	for _, l := range a.labels {
		if l.work == work {
			l.parked = parked
		}
	}
}

// began checks that a label may come out now: its box was shown if it was kept
// back, and no other one lies loose.
func (a *audit) began(c station.PrintStarted) {
	j := a.jobs[c.Job]
	if j == nil {
		return
	}
	if j.held || j.begun {
		a.wrong(byItself, "job %s", j.id)
	}
	for _, x := range a.order {
		if x != j && x.loose() {
			a.wrong(twoLoose, "job %s begins while %s is %s", j.id, x.id, x.state)
		}
	}
	j.state, j.begun = station.PrintSending, true
}

// loose says that the paper may lie at the bench and is on no box.
func (j *auditJob) loose() bool {
	if j.label.closed || j.label.parked {
		return false
	}
	switch j.state {
	case station.PrintSending, station.PrintSent, station.PrintCounted, station.PrintUnknown:
		return true
	}
	return false
}

// paper is a ship label of the tape.
type paper struct {
	sscc string
	copy int
	torn bool
}

var (
	ssccOnPaper = regexp.MustCompile(`\(00\)\s?([0-9 ]{18,23})`)
	copyOnPaper = regexp.MustCompile(`COPY (\d+)`)
)

// papersOn is the ship labels of a tape.
func papersOn(tape []printers.Printed) []paper {
	var list []paper
	for _, p := range tape {
		m := ssccOnPaper.FindSubmatch(p.ZPL)
		if m == nil {
			continue
		}
		x := paper{sscc: strings.ReplaceAll(string(m[1]), " ", ""), copy: 1, torn: p.Torn}
		if c := copyOnPaper.FindSubmatch(p.ZPL); c != nil {
			x.copy = int(c[1][0] - '0')
			for _, digit := range c[1][1:] {
				x.copy = 10*x.copy + int(digit-'0')
			}
		}
		list = append(list, x)
	}
	return list
}

// paperAsked checks that every whole label on the paper is one copy that somebody
// asked for, and begun by a fact that is older.
func (a *audit) paperAsked(papers []paper) {
	seen := map[paper]int{}
	for _, p := range papers {
		if p.torn {
			continue
		}
		if seen[p]++; seen[p] > 1 {
			a.wrong(nobodyAsked, "%s copy %d came out %d times", p.sscc, p.copy, seen[p])
		}
		at := slices.IndexFunc(a.order, func(j *auditJob) bool { return j.label.sscc == p.sscc && j.copy == p.copy })
		switch {
		case at < 0:
			a.wrong(nobodyAsked, "%s copy %d: no fact asks for it", p.sscc, p.copy)
		case a.order[at].copy > 1 && (a.order[at].reason == "" || a.order[at].by == ""):
			a.wrong(nobodyAsked, "%s copy %d: no reason, or nobody's", p.sscc, p.copy)
		case a.order[at].state == station.PrintQueued || a.order[at].state == station.PrintAbandoned:
			a.wrong(nobodyAsked, "%s copy %d came out and was never begun", p.sscc, p.copy)
		}
	}
}

// paperThere checks that what counts as printed is on the paper. What the house
// lets go as merely sent is not shown as printed.
func (a *audit) paperThere(papers []paper) {
	for _, l := range a.labels {
		if l.by == "" || l.by == string(station.PrintSent) {
			continue
		}
		if !slices.ContainsFunc(papers, func(p paper) bool { return p.sscc == l.sscc && !p.torn }) {
			a.wrong(notOnTape, "%s, by %s", l.sscc, l.by)
		}
	}
}

// doubtsListed checks that the store lists what is in doubt, and nothing else,
// and that no paper that is on no box is unknown to it.
func (a *audit) doubtsListed(papers []paper, listed []view.Doubt) {
	want := map[string]bool{}
	for _, j := range a.order {
		switch {
		case j.label.closed:
		case j.state == station.PrintSending, j.state == station.PrintSent, j.state == station.PrintUnknown:
			want[fmt.Sprintf("%s copy %d", j.label.sscc, j.copy)] = true
		}
	}
	got := map[string]bool{}
	for _, d := range listed {
		got[fmt.Sprintf("%s copy %d", d.SSCC, d.Copy)] = true
	}
	for w := range want {
		if !got[w] {
			a.wrong(doubtMissing, "%s", w)
		}
	}
	for g := range got {
		if !want[g] {
			a.wrong(doubtMissing, "%s is listed and in no doubt", g)
		}
	}
	for _, p := range papers {
		at := slices.IndexFunc(a.order, func(j *auditJob) bool { return j.label.sscc == p.sscc && j.copy == p.copy })
		if p.torn || at < 0 {
			continue
		}
		j := a.order[at]
		known := j.label.closed || j.state == station.PrintCounted || j.state == station.PrintFailed || got[fmt.Sprintf("%s copy %d", p.sscc, p.copy)]
		if !known {
			a.wrong(doubtMissing, "%s copy %d lies there and is %s", p.sscc, p.copy, j.state)
		}
	}
}
