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

const reportAuditHelp = `Prints the head of every journal that was heard of in the period: the number and
the hash of its last fact. On paper, or at somebody else's, it proves later what
was there by then: packwright doctor audit --head WRITER=SEQ:HASH finds every fact
up to it that was changed or taken away, whoever did it.`

func reportAudit(f *flags) *cobra.Command {
	r := &reporting{flags: f}
	c := &cobra.Command{
		Use: "audit", Short: "the heads of all journals, to be kept on paper", Long: reportAuditHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.run(cmd, 0, func(ctx context.Context, s *store.Store, w station.ID, p view.Period) ([]report.Table, error) {
				heads, err := s.Heads(ctx, w, p)
				return []report.Table{auditTable(heads, p.From.Location())}, err
			})
		},
	}
	r.add(c, "the last day")
	return c
}

func auditTable(heads []view.Head, zone *time.Location) report.Table {
	t := report.Table{
		Name: "audit", Title: "Heads of the journals",
		Columns: []report.Column{
			{Name: "station", Head: "station"},
			{Name: "at", Head: "last heard"},
			{Name: "writer", Head: "writer"},
			{Name: "seq", Head: "facts"},
			{Name: "hash", Head: "hash of the last one"},
		},
		Notes: []string{"Keep this page: packwright doctor audit --head WRITER=FACTS:HASH proves by it what was there."},
	}
	for _, h := range heads {
		t.Rows = append(t.Rows, []any{h.Station, h.At.In(zone).Format("2006-01-02 15:04"), h.Writer, int(h.Seq), h.Hash})
	}
	return t
}
