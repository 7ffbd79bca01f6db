package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
)

// finding is one line of the doctor.
type finding struct {
	Level  string `json:"level"` // ok, warning or fault
	What   string `json:"what"`
	Found  string `json:"found"`
	Remedy string `json:"remedy,omitempty"`
}

func ok(what, found string, args ...any) finding {
	return finding{"ok", what, fmt.Sprintf(found, args...), ""}
}

func warning(what, remedy, found string, args ...any) finding {
	return finding{"warning", what, fmt.Sprintf(found, args...), remedy}
}

func fault(what, remedy string, err error) finding {
	return finding{"fault", what, err.Error(), remedy}
}

func doctorCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "check configuration, database, devices, disk and clock; exit 1 on a fault", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			found := f.examine(cmd.Context())
			if f.json {
				if err := printJSON(cmd.OutOrStdout(), found); err != nil {
					return err
				}
			}
			sick := false
			for _, x := range found {
				sick = sick || x.Level == "fault"
				if f.json {
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%-8s %-10s %s\n", x.Level, x.What, text.Line(x.Found))
				if x.Remedy != "" {
					fmt.Fprintf(cmd.OutOrStdout(), "%-8s %-10s %s\n", "", "", text.Line(x.Remedy))
				}
			}
			if sick {
				return answerNo
			}
			return nil
		},
	}
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
	found = append(found, examineJournal(c.Journal)...)
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
		return []finding{fault("database", "Is the server running, and the URL right?", err)}
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
	floor, err := s.Floor(ctx, station.ID(c.Warehouse))
	if err != nil {
		return append(found, fault("warehouse", "Enter it first, or name another one in packwright.toml.", err))
	}
	return append(found, clock(time.Since(floor.At)))
}

// clock compares the station's clock with the database's. Leases and limits go
// by the database's, but what people read goes by the station's.
func clock(off time.Duration) finding {
	if off.Abs() > 5*time.Second {
		return warning("clock", "Set up time synchronisation (chrony, systemd-timesyncd).", "%s away from the database's", off.Round(time.Second))
	}
	return ok("clock", "within %s of the database's", max(off.Abs().Round(100*time.Millisecond), 100*time.Millisecond))
}

// Free space under which the doctor warns, and under which a bench must not
// start work.
const (
	lowSpace  = 500 << 20
	fullSpace = 100 << 20
)

func examineJournal(dir string) []finding {
	at := dir
	for {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		at = filepath.Dir(at)
	}
	probe, err := os.CreateTemp(at, ".doctor-*")
	if err != nil {
		return []finding{fault("journal", "The station's user must be able to write there.", err)}
	}
	defer os.Remove(probe.Name())
	defer probe.Close()
	start := time.Now()
	if _, err = probe.Write(make([]byte, 512)); err == nil {
		err = probe.Sync()
	}
	if err != nil {
		return []finding{fault("journal", "The disk does not take writes. Look at the system's log.", err)}
	}
	took := time.Since(start)
	var fs unix.Statfs_t
	if err := unix.Statfs(at, &fs); err != nil {
		return []finding{fault("disk", "", err)}
	}
	free := int64(fs.Bavail) * int64(fs.Bsize)
	switch {
	case free < fullSpace:
		return []finding{fault("disk", "Make room: no new work is started.", fmt.Errorf("%d MB free", free>>20))}
	case free < lowSpace:
		return []finding{warning("disk", "Make room soon.", "%d MB free", free>>20)}
	}
	return []finding{ok("journal", "%s, flushed in %.1f ms, %d MB free", dir, float64(took.Microseconds())/1000, free>>20)}
}
