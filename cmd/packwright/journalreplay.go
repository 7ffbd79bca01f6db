package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
	"github.com/packwright/packwright/station/journal"
	"github.com/packwright/packwright/station/text"
)

func journalReplay(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "replay [folder]",
		Short: "every step of a shift again, from this station's journal or a copy; exit 1 at one that could not be",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return replay(cmd.OutOrStdout(), args[0])
			}
			c, err := f.load()
			if err != nil {
				return err
			}
			return replay(cmd.OutOrStdout(), c.Journal)
		},
	}
}

// replay prints each fact of the folder, ids only, and what is in hand at the end.
func replay(out io.Writer, dir string) error {
	var facts []station.Fact
	for f, err := range journal.Read(dir) {
		if err != nil {
			return outside(err)
		}
		facts = append(facts, f)
	}
	if len(facts) == 0 {
		fmt.Fprintln(out, "the journal holds no facts")
		return nil
	}
	s, err := engine.Replay("", facts, func(f station.Fact, s station.State) { fmt.Fprintln(out, step(f, s)) })
	if err != nil {
		fmt.Fprintln(out, text.Line(err.Error()))
		return answerNo
	}
	last := facts[len(facts)-1]
	fmt.Fprintf(out, "%d facts of %s, %s to %s, each follows the one before; works in hand: %d\n",
		len(facts), text.Line(string(last.Writer)), facts[0].At.Format(time.RFC3339), last.At.Format(time.RFC3339), len(s.Works))
	for _, w := range s.Works {
		fmt.Fprintln(out, "  "+howFar(w))
	}
	return nil
}

// step is one fact in a line, and of a work how it stands then.
func step(f station.Fact, s station.State) string {
	kind, body, err := station.Encode(f.Change)
	if err != nil {
		body = []byte(err.Error())
	}
	line := fmt.Sprintf("%8d %s %-18s %s", f.Seq, f.At.Format(time.TimeOnly), kind, body)
	for _, w := range s.Works {
		if w.ID == f.Work {
			line += "  " + howFar(w)
		}
	}
	return text.Line(line)
}

func howFar(w station.Work) string {
	return text.Line(fmt.Sprintf("work %s %s: %d picked, %d packed, %d parcels", w.ID, w.Stage, w.PickedUnits(), w.PackedUnits(), len(w.Parcels)))
}
