package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/packwright/packwright/station"
)

// Report is what Repair found and did.
type Report struct {
	Damage *DamageError // nil: the journal is whole
	Aside  string       // where the old folder is now, as it was; "" when nothing was touched
	Writer station.ID   // whose facts were kept to be sent
	Kept   int64        // number of the last one
}

// repaired ends the name of the folder that takes the place of a damaged one.
const repaired = ".repaired"

// Repair puts a damaged journal aside, byte for byte, and begins a new one with
// a new writer: nobody can know which numbers of the old writer are taken
// already. The facts before the damage are kept as an Earlier, to be sent. The
// works in hand are left to whoever scans their tote or signs in as their own
// packer. A whole journal is not touched.
func Repair(dir string, now time.Time) (Report, error) {
	report, err := repair(dir, now, false)
	if err != nil {
		return report, fmt.Errorf("repair journal: %w", err)
	}
	return report, nil
}

// Renew does the same to a journal that is whole but does not fit the database,
// because the folder came back from a backup for example.
func Renew(dir string, now time.Time) (Report, error) {
	report, err := repair(dir, now, true)
	if err != nil {
		return report, fmt.Errorf("renew journal: %w", err)
	}
	return report, nil
}

func repair(dir string, now time.Time, always bool) (Report, error) {
	if err := finishRepair(dir); err != nil {
		return Report{}, err
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return Report{}, err
	}
	defer lock.Close()

	good, damage, err := goodPart(dir)
	if err != nil || damage == nil && !always {
		return Report{}, err
	}
	report := Report{Damage: damage, Aside: dir + ".old-" + now.UTC().Format("20060102T150405Z")}
	if len(good) > 0 {
		last := good[len(good)-1]
		report.Writer, report.Kept = last.head.Writer, last.last()
	}
	if err := makeRepaired(dir, good, !always); err != nil {
		return Report{}, err
	}
	if err := os.Rename(dir, report.Aside); err != nil {
		return Report{}, err
	}
	return report, finishRepair(dir)
}

// goodPart is the segments up to the damage, the damaged one up to its last good
// record.
func goodPart(dir string) ([]content, *DamageError, error) {
	segments, err := segmentsIn(dir)
	if err != nil {
		return nil, nil, err
	}
	var good []content
	for i, s := range segments {
		c, err := readSegment(s)
		var damage *DamageError
		if err != nil && !errors.As(err, &damage) {
			return nil, nil, err
		}
		if damage == nil && i > 0 && (c.head.Writer != good[i-1].head.Writer || c.head.First != good[i-1].last()+1) {
			return good, &DamageError{s.path, 0, "facts are missing before it"}, nil
		}
		if c.bytes != nil {
			good = append(good, c)
		}
		if damage != nil {
			return good, damage, nil
		}
	}
	return good, nil, nil
}

// makeRepaired makes the folder that takes the place of dir. One for the same
// database keeps what was seen of it.
func makeRepaired(dir string, good []content, same bool) error {
	made := dir + repaired + unfinished
	if err := os.RemoveAll(made); err != nil {
		return err
	}
	if err := copyFolder(filepath.Join(dir, earlierFolder), filepath.Join(made, earlierFolder)); err != nil {
		return err
	}
	for _, c := range good {
		to := filepath.Join(made, earlierFolder, string(c.head.Writer))
		if err := os.MkdirAll(to, 0o700); err != nil {
			return err
		}
		if err := put(system{}, filepath.Join(to, segmentName(c.head.First)), c.bytes); err != nil {
			return err
		}
	}
	if same {
		if err := copyFile(filepath.Join(dir, databaseFile), filepath.Join(made, databaseFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := syncFolder(system{}, made); err != nil {
		return err
	}
	return os.Rename(made, dir+repaired)
}

// finishRepair puts the repaired folder where the damaged one was. It is called
// again by Open when a repair was cut off there.
func finishRepair(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err := os.Rename(dir+repaired, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = syncFolder(system{}, filepath.Dir(dir))
	}
	return err
}

// copyFolder copies a folder of files and folders. A folder that is not there
// becomes an empty one.
func copyFolder(from, to string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		src, dst := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		if e.IsDir() {
			if err := copyFolder(src, dst); err != nil {
				return err
			}
			continue
		}
		if err := copyFile(src, dst); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return put(system{}, to, b)
}
