package journal

import (
	"path/filepath"
	"sync"

	"github.com/packwright/packwright/station"
)

// Floor is the ways to the printers of the floor that were scanned here: facts
// hold their names only. It is a cache: what cannot be read is empty.
type Floor struct {
	path string
	disk disk

	mu   sync.Mutex // guards seen
	seen map[string]station.FloorPrinter
}

// Floor is the printers scanned here. It is valid while the journal is open.
func (j *Journal) Floor() *Floor {
	f := &Floor{path: filepath.Join(j.dir, "printers.json"), disk: j.disk, seen: map[string]station.FloorPrinter{}}
	if err := readSealed(f.path, &f.seen); err != nil {
		f.seen = map[string]station.FloorPrinter{}
	}
	return f
}

// Remember keeps the way to a printer.
func (f *Floor) Remember(p station.FloorPrinter) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen[p.Name] == p {
		return nil
	}
	f.seen[p.Name] = p
	return putSealed(f.disk, f.path, f.seen)
}

// Find is the printer of that name.
func (f *Floor) Find(name string) (station.FloorPrinter, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	p, ok := f.seen[name]
	return p, ok
}
