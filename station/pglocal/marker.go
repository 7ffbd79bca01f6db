package pglocal

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// systemID is the number that PostgreSQL gives a cluster when it is made. It is
// text in our marker because JSON numbers lose digits.
type systemID string

// marker is what we write beside a cluster of ours. It is there, without an
// identifier, before the first file of the cluster is, and so tells a cluster
// that we did not finish from one that somebody else put there.
type marker struct {
	Product          string
	Name             string
	SystemIdentifier systemID
	Fast             bool
}

// condition is what lies on disk.
type condition int

const (
	absent     condition = iota // nothing, or only our marker
	unfinished                  // ours, but never completely made
	made                        // ours
)

// examine says what lies in the folder, and refuses what is not ours.
func (h home) examine() (condition, marker, error) {
	m, err := h.readMarker()
	if err != nil {
		return absent, m, err
	}
	if _, err := os.Lstat(h.data()); errors.Is(err, fs.ErrNotExist) {
		return absent, m, nil
	}
	if m.Product == "" {
		return absent, m, h.foreign("there is no marker of ours beside it")
	}
	if m.SystemIdentifier == "" {
		return unfinished, m, nil
	}
	id, err := h.readSystemID()
	if err != nil {
		return absent, m, err
	}
	if id != m.SystemIdentifier {
		return absent, m, h.foreign(fmt.Sprintf("it has system identifier %s, ours had %s", id, m.SystemIdentifier))
	}
	return made, m, nil
}

func (h home) foreign(why string) error {
	return fault{
		err:    fmt.Errorf("PostgreSQL data in %s: %w: %s", h.data(), ErrForeign, why),
		remedy: "Move " + h.dir + " away, or use another folder.",
	}
}

func (h home) readMarker() (marker, error) {
	var m marker
	text, err := os.ReadFile(h.marker())
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("read the marker of the private PostgreSQL: %w", err)
	}
	if err := json.Unmarshal(text, &m); err != nil || m.Product != product || m.Name != h.name {
		return marker{}, h.foreign("the marker beside it is not ours")
	}
	return m, nil
}

const product = "packwright"

// writeMarker replaces the marker as a whole: a crash leaves the old or the new.
func (h home) writeMarker(m marker) error {
	m.Product, m.Name = product, h.name
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write the marker of the private PostgreSQL: %w", err)
	}
	draft := h.marker() + ".new"
	if err := os.WriteFile(draft, text, 0o600); err != nil {
		return fmt.Errorf("write the marker of the private PostgreSQL: %w", err)
	}
	return os.Rename(draft, h.marker())
}

// readSystemID reads the identifier from the cluster's control file, which has
// begun with it since PostgreSQL has one.
func (h home) readSystemID() (systemID, error) {
	f, err := os.Open(filepath.Join(h.data(), "global", "pg_control"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", h.foreign("it has no control file")
	}
	if err != nil {
		return "", fmt.Errorf("read the system identifier: %w", err)
	}
	defer f.Close()
	var id uint64
	if err := binary.Read(f, binary.NativeEndian, &id); err != nil {
		return "", fmt.Errorf("read the system identifier: %w", err)
	}
	return systemID(strconv.FormatUint(id, 10)), nil
}

// majorOnDisk is the release of PostgreSQL that made the data, "15".
func (h home) majorOnDisk() (string, error) {
	text, err := os.ReadFile(filepath.Join(h.data(), "PG_VERSION"))
	if err != nil {
		return "", fmt.Errorf("read the version of the data: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}
