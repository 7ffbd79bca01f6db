package memory

import (
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

type (
	order struct {
		view.NewOrder
		id        station.ID
		in        *warehouse
		state     string
		priority  int
		release   time.Time
		cancelled bool
		hash      string
		shipTo    station.Address
		lines     []*orderLine
		holds     []string // open ones, oldest first
		works     []*work
		shipped   time.Time
	}
	orderLine struct {
		*product
		name           string
		qty, cancelled int
	}
	work struct {
		id         station.ID
		order      *order
		attempt    int
		state      station.Stage
		blocked    string
		assigned   *bench
		holder     *writer
		epoch      int64
		until      time.Time
		touched    bool  // units are away from their locations
		aside      int64 // the epoch whose rest is set aside
		rev, seen  int64 // of what is asked
		hold       string
		cancelled  bool
		tote       string
		packer     station.ID
		lastWriter *writer
		rules      station.Rules
		lines      []*line
		stops      []*stop
		units      map[unit]int
		parcels    []*parcel
		parked     *parked
		history    []station.Fact
		call       *call // what a lead is asked
	}
	line struct {
		*product
		of                                    int // line of the order
		qty, cancelled, picked, packed, short int
		cure                                  station.CureKind
	}
	stop struct {
		id                    station.ID
		line                  int
		key                   key
		qty, taken, uncovered int
	}
	unit struct {
		line int
		station.Goods
		place station.Place
	}
	parked struct {
		slot, reason, by, at string
		since                time.Time
		ready                bool
	}
	parcel struct {
		n       int
		state   station.ParcelState
		carton  string
		weightG int
		labels  []*label
	}
	label struct {
		work    *work
		parcel  int
		n       int
		key     string
		state   station.LabelState
		bought  station.Bought
		proven  bool
		passed  string // why it went without being scanned back
		station string
		at      time.Time
	}
	job struct {
		id                  station.ID
		work                *work
		doc                 station.DocKind
		parcel, label, copy int
		state               station.PrintState
		problem, station    string
		at                  time.Time
	}
)

// withWork says whether units in such a place are with their work.
func withWork(k station.PlaceKind) bool {
	switch k {
	case station.InTote, station.InParcel, station.Loose, station.InSlot, station.InCage:
		return true
	}
	return false
}

func inParcel(k station.PlaceKind) bool { return k == station.InParcel || k == station.InCage }

// away says whether units of the work are away from their locations.
func (k *work) away() bool {
	for u, n := range k.units {
		if n > 0 && withWork(u.place.Kind) {
			return true
		}
	}
	return false
}

// in counts the units in a place.
func (k *work) in(places ...station.Place) int {
	sum := 0
	for u, n := range k.units {
		if slices.Contains(places, u.place) {
			sum += n
		}
	}
	return sum
}

func (k *work) live() bool {
	return slices.ContainsFunc(k.parcels, func(p *parcel) bool { return p.live() != nil })
}

func (p *parcel) live() *label {
	for _, l := range p.labels {
		if l.state != station.LabelIsFailed && l.state != station.LabelIsVoided {
			return l
		}
	}
	return nil
}

func (k *work) parcel(n int) *parcel {
	for _, p := range k.parcels {
		if p.n == n {
			return p
		}
	}
	return nil
}

func (k *work) line(n int) (*line, error) {
	if n < 0 || n >= len(k.lines) {
		return nil, brokenf("line %d is not in the work", n)
	}
	return k.lines[n], nil
}

// count changes the counts of a line as units change places.
func (s *Store) count(l *line, from, to station.PlaceKind, qty int) error {
	if withWork(from) {
		set(s, &l.picked, l.picked-qty)
	}
	if withWork(to) {
		set(s, &l.picked, l.picked+qty)
	}
	if inParcel(from) {
		set(s, &l.packed, l.packed-qty)
	}
	if inParcel(to) {
		set(s, &l.packed, l.packed+qty)
	}
	if l.picked < 0 || l.picked+l.short+l.cancelled > l.qty || l.packed < 0 || l.packed > l.picked {
		return broken("the counts of the line do not fit")
	}
	return nil
}

// putUnits puts units of a line into a place.
func (s *Store) putUnits(k *work, n int, g station.Goods, p station.Place, qty int) error {
	l, err := k.line(n)
	if err != nil {
		return err
	}
	u := unit{n, g, p}
	put(s, k.units, u, k.units[u]+qty)
	if g.Serial != "" && s.serials(l.product, g.Serial) > 1 {
		return brokenf("serial number %s is elsewhere", g.Serial)
	}
	return nil
}

// serials counts the units of that number, anywhere.
func (s *Store) serials(p *product, serial string) int {
	n := 0
	for _, k := range s.works {
		for u, qty := range k.units {
			if u.Serial == serial && k.lines[u.line].product == p {
				n += qty
			}
		}
	}
	return n
}

func (s *Store) takeUnits(k *work, n int, g station.Goods, p station.Place, qty int) error {
	u := unit{n, g, p}
	if qty <= 0 || k.units[u] < qty {
		return brokenf("the units are not in %s %s", p.Kind, p.ID)
	}
	put(s, k.units, u, k.units[u]-qty)
	return nil
}

// why says why the work cannot be claimed, "" when it can.
func (k *work) why() string {
	switch {
	case k.order.state == "received" || k.order.state == "pending_release":
		return "release"
	case k.hold != "":
		return "hold"
	case k.parked != nil:
		return "parked"
	}
	for n, l := range k.lines {
		if l.qty-l.cancelled > k.allocated(n) {
			return "stock"
		}
	}
	return ""
}

func (s *Store) setBlocked(k *work) { set(s, &k.blocked, k.why()) }

func (k *work) allocated(line int) int {
	n := 0
	for _, a := range k.stops {
		if a.line == line {
			n += a.qty
		}
	}
	return n
}
