package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"

	"github.com/packwright/packwright/station"
)

const databaseFile = "database.json"

// Database is the newest timeline of the database that this station has seen. It
// survives a restart, so that an old server that comes back is known for one.
type Database struct {
	path string
	disk disk

	mu   sync.Mutex // guards seen
	seen station.Timeline
}

// Database is what was seen of the database. It is valid while the journal is
// open. It fails when the file is not what was written.
func (j *Journal) Database() (*Database, error) {
	d := &Database{path: filepath.Join(j.dir, databaseFile), disk: j.disk}
	if err := readSealed(d.path, &d.seen); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("timeline of the database: %w", err)
	}
	return d, nil
}

// Seen is the newest timeline, the zero one before the first.
func (d *Database) Seen() station.Timeline {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seen
}

// Keep makes a newer one durable.
func (d *Database) Keep(t station.Timeline) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := putSealed(d.disk, d.path, t); err != nil {
		return fmt.Errorf("keep the timeline of the database: %w", err)
	}
	d.seen = t
	return nil
}
