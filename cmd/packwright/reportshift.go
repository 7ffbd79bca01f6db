package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/report"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

const reportShiftHelp = `Says what everybody did at every station in a shift: pieces picked and packed and
what was undone of them, orders shipped, labels on their boxes, pieces short,
damaged and missing, labels in doubt, overrides by a lead, and exceptions.
--from and --to are days, or moments as 2026-03-01T06:00; a shift ends before its
--to.

Below stand the heads of all journals, as of now. Printed and kept, they prove
later what was there by then: packwright doctor audit --head WRITER=FACTS:HASH finds
every fact up to it that was changed or taken away, whoever did it.`

func reportShift(f *flags) *cobra.Command {
	r := &reporting{flags: f, moments: true}
	c := &cobra.Command{
		Use: "shift", Short: "what everybody did at every station, with the heads of all journals", Long: reportShiftHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.run(cmd, 0, shiftTables)
		},
	}
	r.add(c, "the last day")
	return c
}

func shiftTables(ctx context.Context, s *store.Store, w station.ID, p view.Period) ([]report.Table, error) {
	done, err := s.Shift(ctx, w, p)
	if err != nil {
		return nil, err
	}
	heads, err := s.Heads(ctx, w, view.Period{To: time.Now().AddDate(1, 0, 0)}) // whenever they were heard of last
	if err != nil {
		return nil, err
	}
	return []report.Table{shiftTable(done, p), auditTable(heads, p.From.Location())}, nil
}

func shiftTable(done []view.ShiftRow, p view.Period) report.Table {
	zone := p.From.Location()
	t := report.Table{
		Name: "shift", Title: "Shift from " + p.From.Format("2006-01-02 15:04") + " to " + p.To.In(zone).Format("2006-01-02 15:04"),
		Columns: []report.Column{
			{Name: "station", Head: "station"},
			{Name: "person", Head: "who"},
			{Name: "first", Head: "first"},
			{Name: "last", Head: "last"},
			{Name: "picked", Head: "picked"},
			{Name: "packed", Head: "packed"},
			{Name: "undone", Head: "undone"},
			{Name: "shipped", Head: "orders shipped"},
			{Name: "labels", Head: "labels"},
			{Name: "shorts", Head: "short"},
			{Name: "damaged", Head: "damaged"},
			{Name: "missing", Head: "missing"},
			{Name: "doubts", Head: "doubts"},
			{Name: "overrides", Head: "overrides"},
			{Name: "exceptions", Head: "exceptions"},
		},
	}
	for _, d := range done {
		at := func(m time.Time) string { return m.In(zone).Format("2006-01-02 15:04") }
		t.Rows = append(t.Rows, []any{
			d.Station, d.Person, at(d.First), at(d.Last), d.Picked, d.Packed, d.Undone, d.Shipped, d.Labels, d.Shorts, d.Damaged, d.Missing, d.Doubts, d.Overrides, d.Exceptions,
		})
	}
	if len(done) == 0 {
		t.Notes = []string{"Nothing was done."}
	}
	return t
}
