package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui/kit"
)

// finding is one line of the doctor.
type finding struct {
	Level  string `json:"level,omitempty"` // ok, warning or fault; "" for what stands beside them
	What   string `json:"what"`
	Name   string `json:"name,omitempty"` // of what was found, for programs
	Found  string `json:"found"`
	Remedy string `json:"remedy,omitempty"`
}

func ok(what, found string, args ...any) finding {
	return finding{Level: "ok", What: what, Found: fmt.Sprintf(found, args...)}
}

func warning(what, remedy, found string, args ...any) finding {
	return finding{Level: "warning", What: what, Found: fmt.Sprintf(found, args...), Remedy: remedy}
}

func fault(what, remedy string, err error) finding {
	return finding{Level: "fault", What: what, Found: err.Error(), Remedy: remedy}
}

func doctorCommand(f *flags) *cobra.Command {
	scanner, sound := false, false
	c := &cobra.Command{
		Use: "doctor", Short: "check configuration, database, devices, disk and clock; exit 1 on a fault", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if scanner {
				return f.examineScanner(cmd)
			}
			if sound {
				return f.checkSound(cmd.Context(), os.Stdin, cmd.OutOrStdout())
			}
			found := f.examine(cmd.Context())
			if f.json {
				if err := printJSON(cmd.OutOrStdout(), found); err != nil {
					return err
				}
			} else {
				tellFindings(cmd.OutOrStdout(), found, 0)
			}
			if slices.ContainsFunc(found, func(x finding) bool { return x.Level == "fault" }) {
				return answerNo
			}
			return nil
		},
	}
	c.AddCommand(doctorAudit(f))
	c.Flags().BoolVar(&scanner, "scanner", false, "say what is wrong with the scanner, from scans of the test label")
	c.AddCommand(doctorBooks(f))
	c.Flags().BoolVar(&sound, "sound", false, "find out what the packer hears, and keep it")
	return c
}

// tellFindings prints them for a person, the remedy below, in lines of width
// cells, 0 for as long as they are.
func tellFindings(w io.Writer, found []finding, width int) {
	const before = "%-8s %-10s %s\n"
	for _, x := range found {
		level, what := x.Level, x.What
		for _, said := range []string{x.Found, x.Remedy} {
			for _, l := range wrapped(text.Line(said), width-len("warning  scanner    ")) {
				fmt.Fprintf(w, before, level, what, l)
				level, what = "", ""
			}
		}
	}
}

// wrapped breaks a sentence into lines of width cells. A sentence without a
// space is not broken.
func wrapped(said string, width int) []string {
	switch {
	case said == "":
		return nil
	case width <= 0 || !strings.Contains(said, " "):
		return []string{said}
	}
	return kit.NewTheme(kit.Look{}).Wrap(said, width)
}

// examine looks at everything a bench stands on, each for at most 3 s.
func (f *flags) examine(ctx context.Context) []finding {
	c, err := f.load()
	if err != nil {
		remedy := ""
		var wrong config.Error
		if errors.As(err, &wrong) {
			remedy = wrong.Remedy()
		}
		return []finding{fault("config", remedy, err)}
	}
	found := []finding{ok("config", "%s, station %s, warehouse %s", either(c.File, "no file, defaults"), c.Station, c.Warehouse)}
	found = append(found, examineDatabase(ctx, c)...)
	found = append(found, examineJournal(c)...)
	found = append(found, examineLabels(c.Labels)...)
	return append(found, examineDevices(ctx, c)...)
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func examineDatabase(ctx context.Context, c config.Config) []finding {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	if c.Database == "" {
		return []finding{warning("database", "Name it with --database or in packwright.toml.", "none is named")}
	}
	has, needs, err := store.Status(ctx, c.Database)
	if err != nil {
		return []finding{fault("database", either(store.Remedy(err), "Is the server running, and the URL right?"), err)}
	}
	if has != needs {
		return []finding{fault("schema", "Run packwright migrate.", fmt.Errorf("schema %d, this version needs %d", has, needs))}
	}
	found := []finding{ok("database", "reached, schema %d", has)}
	s, err := store.Open(ctx, c.Database)
	if err != nil {
		return append(found, fault("database", "Is the server running, and the URL right?", err))
	}
	defer s.Close()
	now, err := s.Clock(ctx)
	if err != nil {
		return append(found, fault("database", "Is the server running, and the URL right?", err))
	}
	found = append(found, clock(time.Since(now)))
	check, checked, err := s.ScaleCheck(ctx, c.Station)
	if err == nil && checked {
		found = append(found, scaleChecked(check))
	}
	return found
}

// scaleChecked is what the last check of this station's scale came to.
func scaleChecked(c view.ScaleCheck) finding {
	const remedy = "Clean the scale, zero it, and weigh the check weight at the bench."
	switch {
	case c.Skipped:
		return warning("scale check", remedy, "a lead let it be on %s", c.Day)
	case !c.OK:
		return warning("scale check", remedy, "%s: %d g instead of %d g", c.Day, c.Grams, c.NominalG)
	}
	return ok("scale check", "%s: %d g of %d g", c.Day, c.Grams, c.NominalG)
}

// clock compares the station's clock with the database's. Leases and limits go
// by the database's, but what people read goes by the station's.
func clock(off time.Duration) finding {
	if off.Abs() > 5*time.Second {
		return warning("clock", "Set up time synchronisation (chrony, systemd-timesyncd).", "%s away from the database's", off.Round(time.Second))
	}
	return ok("clock", "within %s of the database's", max(off.Abs().Round(100*time.Millisecond), 100*time.Millisecond))
}

func megabytes(n int) int64 { return int64(n) << 20 }

func examineJournal(c config.Config) []finding {
	free, err := journal.Room(c.Journal)
	if err != nil {
		return []finding{fault("disk", "", err)}
	}
	took, err := probe(c.Journal)
	switch {
	case err != nil:
		return []finding{fault("journal", "The station's user must be able to write there, and the disk to take it. Look at the system's log.", err)}
	case free < megabytes(c.RoomStopMB):
		return []finding{fault("disk", "Make room: the bench finishes what it has and begins nothing new.", fmt.Errorf("%d MB free", free>>20))}
	case free < megabytes(c.RoomWarnMB):
		return []finding{warning("disk", "Make room soon.", "%d MB free", free>>20)}
	}
	return []finding{ok("journal", "%s, flushed in %.1f ms, %d MB free", c.Journal, float64(took.Microseconds())/1000, free>>20)}
}

// probe is how long the disk takes to make a small write durable, in the folder
// or in the one that it will be made in.
func probe(dir string) (time.Duration, error) {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	file, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	begun := time.Now()
	if _, err = file.Write(make([]byte, 512)); err == nil {
		err = file.Sync()
	}
	return time.Since(begun), err
}
