package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path/filepath"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
)

// seenFor is how long a badge that was seen here opens a session without the
// database.
const seenFor = 24 * time.Hour

// People is the badges that were seen at this bench within a day. A badge is
// kept as its hash. It is a cache: what cannot be read is empty.
type People struct {
	path string
	disk disk

	mu   sync.Mutex // guards seen
	seen map[string]seen
}

type seen struct {
	Person station.Person `json:"person"`
	At     time.Time      `json:"at"`
}

// People is the badges seen here. It is valid while the journal is open.
func (j *Journal) People() *People {
	p := &People{path: filepath.Join(j.dir, "people.json"), disk: j.disk, seen: map[string]seen{}}
	if err := readSealed(p.path, &p.seen); err != nil {
		p.seen = map[string]seen{}
	}
	return p
}

// Remember keeps whose badge the database said it is.
func (p *People) Remember(now time.Time, badge string, who station.Person) error {
	return p.change(now, func() { p.seen[hashed(badge)] = seen{who, now.UTC()} })
}

// Forget drops a badge that the database does not know any more.
func (p *People) Forget(now time.Time, badge string) error {
	return p.change(now, func() { delete(p.seen, hashed(badge)) })
}

func (p *People) change(now time.Time, do func()) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := maps.Clone(p.seen)
	do()
	maps.DeleteFunc(p.seen, func(_ string, s seen) bool { return s.old(now) })
	if maps.Equal(before, p.seen) {
		return nil
	}
	return putSealed(p.disk, p.path, p.seen)
}

// Recall is the person of a badge that was seen within the day.
func (p *People) Recall(now time.Time, badge string) (station.Person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.seen[hashed(badge)]
	return s.Person, ok && !s.old(now)
}

// Find is the person of that ID, for the name of who is signed in.
func (p *People) Find(id station.ID) (station.Person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.seen {
		if s.Person.ID == id {
			return s.Person, true
		}
	}
	return station.Person{}, false
}

// old also drops what was seen in the future: a clock was wrong.
func (s seen) old(now time.Time) bool {
	age := now.Sub(s.At)
	return age >= seenFor || age < -time.Minute
}

func hashed(badge string) string {
	sum := sha256.Sum256([]byte(badge))
	return hex.EncodeToString(sum[:])
}
