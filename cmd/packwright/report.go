package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/report"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

func reportCommand(f *flags) *cobra.Command {
	return group("report", "figures of a period, as tables", reportCartons(f), reportWeights(f), reportExceptions(f), reportAudit(f), reportShift(f))
}

// reporting is what the flags of every report say.
type reporting struct {
	flags     *flags
	from, to  string
	warehouse string
	format    string
	moments   bool // --from and --to may have a time of day
}

func (r *reporting) add(c *cobra.Command, usualFrom string) {
	c.Flags().StringVar(&r.from, "from", "", "first day, 2026-03-01 (default: "+usualFrom+")")
	c.Flags().StringVar(&r.to, "to", "", "last day (default: today)")
	c.Flags().StringVar(&r.warehouse, "warehouse", "", "code of the warehouse (default: that of the configuration)")
	c.Flags().StringVar(&r.format, "format", "text", "text, csv or json")
}

// run opens the database and writes the tables of so many days, unless a flag says
// since when.
func (r *reporting) run(cmd *cobra.Command, days int, tables func(context.Context, *store.Store, station.ID, view.Period) ([]report.Table, error)) error {
	if r.flags.json {
		r.format = "json"
	}
	if !slices.Contains([]string{"text", "csv", "json"}, r.format) {
		return failure{code: exitUsage, err: fmt.Errorf("--format %q is not known", r.format), remedy: "Use text, csv or json."}
	}
	return r.flags.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
		if r.warehouse != "" {
			w = station.ID(r.warehouse)
		}
		zone, err := s.Zone(ctx, w)
		if err != nil {
			return err
		}
		period, err := r.period(time.Now().In(zone), days)
		if err != nil {
			return err
		}
		made, err := tables(ctx, s, w, period)
		if err != nil {
			return err
		}
		return report.Write(cmd.OutOrStdout(), r.format, made...)
	})
}

// period is from the morning of the first day to the night of the last one, in
// the zone of now, which is the warehouse's.
func (r *reporting) period(now time.Time, days int) (view.Period, error) {
	if r.moments {
		if p, err := r.shift(now.Location()); p != (view.Period{}) || err != nil {
			return p, err
		}
	}
	to, err := day("--to", r.to, now)
	if err != nil {
		return view.Period{}, err
	}
	from, err := day("--from", r.from, to.AddDate(0, 0, -days))
	if err != nil {
		return view.Period{}, err
	}
	if from.After(to) {
		return view.Period{}, failure{code: exitUsage, err: fmt.Errorf("--from %s is after --to %s", from.Format(time.DateOnly), to.Format(time.DateOnly)), remedy: "Change them over."}
	}
	return view.Period{From: from, To: to.AddDate(0, 0, 1)}, nil
}

// shift is from a moment to another one, zero when one of them is a day or missing.
func (r *reporting) shift(zone *time.Location) (view.Period, error) {
	from, err := time.ParseInLocation(moment, r.from, zone)
	to, err2 := time.ParseInLocation(moment, r.to, zone)
	switch {
	case err != nil && err2 != nil:
		return view.Period{}, nil
	case err != nil || err2 != nil:
		return view.Period{}, failure{code: exitUsage, err: fmt.Errorf("--from %q and --to %q are not both moments", r.from, r.to), remedy: "Write both as 2026-03-01T06:00, or both as 2026-03-01."}
	case !from.Before(to):
		return view.Period{}, failure{code: exitUsage, err: fmt.Errorf("--from %s is not before --to %s", r.from, r.to), remedy: "Change them over."}
	}
	return view.Period{From: from, To: to}, nil
}

// moment is how a time of day is written.
const moment = "2006-01-02T15:04"

// day is the morning of a date, or of the usual day.
func day(flag, date string, usual time.Time) (time.Time, error) {
	if date != "" {
		var err error
		if usual, err = time.ParseInLocation(time.DateOnly, date, usual.Location()); err != nil {
			return time.Time{}, failure{code: exitUsage, err: fmt.Errorf("%s %q is no date", flag, date), remedy: "Write it as 2026-03-01."}
		}
	}
	y, m, d := usual.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, usual.Location()), nil
}
