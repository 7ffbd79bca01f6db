package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/station/view"
)

const doctorAuditHelp = `Recomputes the chains of all facts from what is stored, and names every fact that
was changed, moved, put in or taken out, and every change of a state that does
not go on from the one before. An end that was cut off shows by the heads that
serve stores every hour; give a head that packwright report audit printed with
--head, and nobody who may write everything can hide it. Exit 1 when something is
found. It only reads, also from a hot standby.`

func doctorAudit(f *flags) *cobra.Command {
	var heads []string
	c := &cobra.Command{
		Use: "audit", Short: "find facts that were changed, moved or taken out; exit 1 when there are any", Long: doctorAuditHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			printed, err := headsOf(heads)
			if err != nil {
				return err
			}
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, _ station.ID) error {
				a, err := s.Audit(ctx, printed)
				if err != nil {
					return err
				}
				return f.tellAudit(cmd.OutOrStdout(), a)
			})
		},
	}
	c.Flags().StringArrayVar(&heads, "head", nil, "WRITER=SEQ:HASH, as packwright report audit printed it; any number")
	return c
}

func headsOf(printed []string) ([]view.Head, error) {
	heads := make([]view.Head, len(printed))
	for n, p := range printed {
		var err error
		if heads[n], err = store.ParseHead(p); err != nil {
			return nil, failure{code: exitUsage, err: err, remedy: "Copy it from a report: packwright report audit."}
		}
	}
	return heads, nil
}

func (f *flags) tellAudit(w io.Writer, a view.Audit) error {
	if f.json {
		if err := printJSON(w, a); err != nil {
			return err
		}
	} else {
		for _, b := range a.Breaches {
			fmt.Fprintln(w, text.Line(either(b.Writer, "states")+": "+b.Says))
		}
		if a.More > 0 {
			fmt.Fprintf(w, "and %d more\n", a.More)
		}
		fmt.Fprintf(w, "%d facts of %d writers, %d heads, %d changes of states: %d found\n", a.Facts, a.Writers, a.Heads, a.Changes, len(a.Breaches)+a.More)
	}
	if len(a.Breaches) > 0 {
		return answerNo
	}
	return nil
}
