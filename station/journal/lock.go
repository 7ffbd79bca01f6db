package journal

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/packwright/packwright/station"
)

// lockFolder keeps other processes out until the file is closed.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("the journal %s is in use: another packwright runs on this bench. Stop it first", dir)
	}
	return f, nil
}

// newWriter is 128 random bits in the usual form of such numbers.
func newWriter() station.ID {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return station.ID(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}
