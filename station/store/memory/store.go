package memory

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// lease is how long a station holds a work without being heard of.
const lease = 90 * time.Second

// Store is a store in memory. It may be used by many goroutines.
type Store struct {
	now func() time.Time
	lax string // the defence that is removed, see Without

	mu     sync.Mutex // guards everything below
	undo   []func()   // takes the call under way back, last first
	last   int64      // the last ID that was given out
	epochs int64      // every new epoch is above it
	took   time.Time  // when it took over from another server, zero for never

	warehouses map[station.ID]*warehouse
	stations   map[string]*bench
	writers    map[station.ID]*writer
	people     map[station.ID]*person
	badges     map[string]*badge
	channels   map[string]*channel
	products   map[station.ID]*product
	skus       map[sku]*product
	barcodes   map[sku][]barcode // by client and code, the oldest article first
	orders     []*order
	external   map[[2]string]*order // by channel and the shop's id
	works      map[station.ID]*work
	labels     map[string]*label // by key
	jobs       map[station.ID]*job
	grants     map[station.ID]*grant
	claims     map[[2]string]claim // by writer and key
	deeds      map[string]deed
	numbers    map[string][2]string // SSCC and tracking by key
	ssccs      map[string]int64     // next serial reference by company prefix
	purchases  map[string]store.Purchase
}

// New is an empty store that reads that clock.
func New(now func() time.Time) *Store {
	return &Store{
		now:        now,
		warehouses: map[station.ID]*warehouse{}, stations: map[string]*bench{}, writers: map[station.ID]*writer{},
		people: map[station.ID]*person{}, badges: map[string]*badge{}, channels: map[string]*channel{},
		products: map[station.ID]*product{}, skus: map[sku]*product{}, barcodes: map[sku][]barcode{},
		external: map[[2]string]*order{}, works: map[station.ID]*work{}, labels: map[string]*label{}, jobs: map[station.ID]*job{},
		grants: map[station.ID]*grant{}, claims: map[[2]string]claim{}, deeds: map[string]deed{}, numbers: map[string][2]string{},
		ssccs:     map[string]int64{},
		purchases: map[string]store.Purchase{},
	}
}

type (
	warehouse struct {
		store.Warehouse
		zone      *time.Location
		today     today
		rev       int64 // rises with every change of a setting
		settings  []view.Setting
		places    []*place
		stock     map[key]*pile
		totes     map[string]*tote
		cartons   []station.Carton
		stations  []*bench
		reserved  map[station.ID]int
		tasks     []*task
		tracking  int64
		aside     []*aside
		liveWorks []*work // not shipped and not cancelled, oldest first
	}
	// today is the date of a minute.
	today struct {
		at   time.Time
		zone *time.Location
		date string
	}
	bench struct {
		name    string
		in      *warehouse
		revoked bool
		writer  *writer // the newest
		empty   []view.EmptyCarton
		own     []station.FloorPrinter
		lent    string                   // the printer that its labels come out of, "" for its own
		seen    map[station.ID]time.Time // people whose badge was shown there, and when last
		ruled   []view.Setting           // those that rules was made of
		rules   station.Rules
	}
	writer struct {
		name station.ID
		at   *bench
		told
		presence
		person *person
		work   *work
		rev    int64                 // of the rules told last
		losses map[station.ID]string // work to the station that has it
	}
	// told is what a writer has told: its facts up to seq.
	told struct {
		seq    int64
		hash   station.Hash
		hashes []station.Hash // of all of them
		scan   time.Time
	}
	// presence is what a writer says of itself with all that it sends.
	presence struct {
		heard    time.Time
		caughtUp time.Time // last time it had sent everything
		unsent   int64
		devices  map[string]string
	}
	person struct {
		station.Person
		revoked   bool
		revokedAt time.Time
	}
	badge struct {
		*person
		revoked bool
	}
	channel struct {
		short string
		delay time.Duration
		note  station.PutIn
	}
	sku     struct{ client, code string }
	barcode struct {
		*product
		units int
	}
	product struct {
		view.NewProduct
		id     station.ID
		codes  []station.Barcode
		learnt []station.Barcode // those of codes that benches learnt
	}
	place struct {
		store.Location
		id int
	}
	key struct {
		place   *place
		product *product
		lot     string
	}
	pile struct {
		onHand, allocated int
		expiry            string
		counting          bool
	}
	tote struct {
		code string
		work *work
	}
	task struct {
		kind    string
		product *product
		qty     int
		done    bool
		work    *work
	}
	grant struct {
		work   *work
		writer *writer
		action station.Action
		by     station.ID
		at     time.Time
		used   bool
	}
	claim struct {
		works []station.ID
		slot  string
	}
	deed struct {
		name string
		body string
		id   station.ID
	}
)

// broken is a rule that a fact breaks.
type broken string

func (b broken) Error() string { return string(b) }

// no refuses with a sentence.
func no(text string, args ...any) error { return station.Refused{Text: text, Args: args} }

// set changes a value so that it can be taken back.
func set[T any](s *Store, p *T, v T) {
	old := *p
	s.undo = append(s.undo, func() { *p = old })
	*p = v
}

// put changes an entry of a map so that it can be taken back.
func put[K comparable, V any](s *Store, m map[K]V, k K, v V) {
	old, was := m[k]
	s.undo = append(s.undo, func() {
		if was {
			m[k] = old
			return
		}
		delete(m, k)
	})
	m[k] = v
}

// try does something as a whole or not at all.
func (s *Store) try(do func() error) error {
	before := len(s.undo)
	err := do()
	if err != nil {
		for len(s.undo) > before {
			s.undo[len(s.undo)-1]()
			s.undo = s.undo[:len(s.undo)-1]
		}
	}
	return err
}

// call is one call from outside, as a whole or not at all.
func (s *Store) call(do func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.try(do)
	clear(s.undo)
	s.undo = s.undo[:0]
	return err
}

func (s *Store) id() station.ID {
	s.last++
	return station.ID(strconv.FormatInt(s.last, 10))
}

func (s *Store) warehouse(code station.ID) (*warehouse, error) {
	if w := s.warehouses[code]; w != nil {
		return w, nil
	}
	return nil, no("Warehouse %s is not known.", code)
}

func brokenf(format string, args ...any) error { return broken(fmt.Sprintf(format, args...)) }
