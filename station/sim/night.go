package sim

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Night is many shifts, each with the seed that follows.
type Night struct {
	Options
	Seeds int
	// Workers is how many shifts are played at once, each by one goroutine; 0 is 1.
	Workers int
}

// Summary is what they came to.
type Summary struct {
	Seeds     int           `json:"seeds"`
	Orders    int           `json:"orders"`
	Units     int           `json:"units"`
	Facts     int           `json:"facts"`
	Steps     int           `json:"steps"`
	Boxes     int           `json:"boxes"`  // that left the house
	Labels    int           `json:"labels"` // that came out
	Faults    map[Fault]int `json:"faults"`
	Took      time.Duration `json:"took_ns"`
	CPU       time.Duration `json:"cpu_ns"` // of this process, on all cores
	Violation *Violation    `json:"violation,omitempty"`
}

// Of garbage there is much while a shift is played: it is collected when it is as
// much as this, in percent of what is in use.
const roomFor = 3000

// Play plays shifts until one breaks a rule. told hears of each; it may be nil.
func (n Night) Play(told func(Summary)) Summary {
	defer debug.SetGCPercent(debug.SetGCPercent(roomFor))
	p := playing{Night: n, told: told, began: time.Now(), cpu: cpu(), Summary: Summary{Faults: map[Fault]int{}}}
	var all sync.WaitGroup
	for range max(1, n.Workers) {
		all.Go(p.work)
	}
	all.Wait()
	return p.Summary
}

// playing is a night under way.
type playing struct {
	Night
	told  func(Summary)
	began time.Time
	cpu   time.Duration

	mu   sync.Mutex // guards what follows
	next int        // shifts that were begun
	Summary
}

func (p *playing) work() {
	for i, more := p.take(); more; i, more = p.take() {
		o := p.Options
		o.Seed += uint64(i)
		p.add(Shift(o))
	}
}

// take is the number of the next shift, if there is one.
func (p *playing) take() (int, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == p.Night.Seeds || p.Violation != nil {
		return 0, false
	}
	p.next++
	return p.next - 1, true
}

// add adds a shift. Of two that broke a rule the first seed counts.
func (p *playing) add(r Result) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &p.Summary
	s.Seeds++
	s.Orders, s.Units, s.Facts, s.Steps = s.Orders+r.Orders, s.Units+r.Units, s.Facts+r.Facts, s.Steps+r.Steps
	s.Boxes, s.Labels = s.Boxes+r.Shipped, s.Labels+r.Labels
	for f, k := range r.Faults {
		s.Faults[f] += k
	}
	if v := r.Violation; v != nil && (s.Violation == nil || v.Seed < s.Violation.Seed) {
		s.Violation = v
	}
	s.Took, s.CPU = time.Since(p.began), cpu()-p.cpu
	if p.told != nil {
		p.told(*s)
	}
}

// cpu is the time that this process has had of a core.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Rare are the faults of a night that happened less often than that.
func (s Summary) Rare(often int, wanted []Fault) []Fault {
	var rare []Fault
	for _, f := range wanted {
		if s.Faults[f] < often {
			rare = append(rare, f)
		}
	}
	return rare
}

// String is the summary for a person: what was played, how fast, and how often
// each fault happened.
func (s Summary) String() string {
	var t strings.Builder
	fmt.Fprintf(&t, "%d seeds, %d orders, %d units, %d facts, %d steps, %d boxes, %d labels in %s\n",
		s.Seeds, s.Orders, s.Units, s.Facts, s.Steps, s.Boxes, s.Labels, s.Took.Round(time.Millisecond))
	fmt.Fprintf(&t, "%.0f orders/s of CPU (%s), at %.2f units an order\n",
		float64(s.Orders)/max(s.CPU.Seconds(), 0.001), s.CPU.Round(time.Millisecond), float64(s.Units)/float64(max(s.Orders, 1)))
	for _, f := range FaultNames() {
		fmt.Fprintf(&t, "%9d  %s\n", s.Faults[f], f)
	}
	return t.String()
}
