package printers

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// tape is the paper that came out of a virtual printer.
type tape struct {
	folder  string
	next    int
	printed []Printed
	err     error // the first file that could not be written
}

// newTape goes on behind the labels that lie in the folder.
func newTape(folder string) (*tape, error) {
	t := &tape{folder: folder, next: 1}
	if folder == "" {
		return t, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder for printed labels: %w", err)
	}
	for t.exists(t.next) {
		t.next++
	}
	return t, nil
}

func (t *tape) exists(index int) bool {
	for _, torn := range [...]bool{false, true} {
		if _, err := os.Stat(t.file(index, torn)); !errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	return false
}

func (t *tape) file(index int, torn bool) string {
	name := fmt.Sprintf("%04d.zpl", index)
	if torn {
		name = fmt.Sprintf("%04d-torn.zpl", index)
	}
	return filepath.Join(t.folder, name)
}

func (t *tape) add(zpl []byte, number int, torn bool, at time.Time) {
	sum := sha256.Sum256(zpl)
	p := Printed{Index: t.next, ZPL: zpl, Hash: hex.EncodeToString(sum[:]), Torn: torn, Copy: number, At: at}
	t.next++
	t.printed = append(t.printed, p)
	if t.folder == "" {
		return
	}
	if err := os.WriteFile(t.file(p.Index, torn), zpl, 0o644); err != nil && t.err == nil {
		t.err = fmt.Errorf("keep printed label: %w", err)
	}
}
