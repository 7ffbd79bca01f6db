package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station/journal"
)

func journalCommand(f *flags) *cobra.Command {
	return group(
		"journal", "the facts on this station's disk",
		journalCure(f, "repair", "put a damaged journal aside, byte for byte, and begin a new one; what was good is sent", journal.Repair),
		journalCure(f, "renew", "the same for a journal that is whole but not this station's any more, as one from a backup", journal.Renew),
		journalReplay(f),
	)
}

func journalCure(f *flags, use, short string, cure func(string, time.Time) (journal.Report, error)) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: exactly(0), RunE: func(cmd *cobra.Command, _ []string) error {
		c, err := f.load()
		if err != nil {
			return err
		}
		r, err := cure(c.Journal, time.Now())
		if err != nil {
			return outside(err)
		}
		out := cmd.OutOrStdout()
		if r.Damage != nil {
			fmt.Fprintf(out, "damage: %s\n", r.Damage)
		}
		if r.Aside == "" {
			fmt.Fprintln(out, "the journal is whole, nothing was touched")
			return nil
		}
		fmt.Fprintf(out, "the old folder is %s\nfacts up to %d of %s are kept to be sent\n", r.Aside, r.Kept, r.Writer)
		return nil
	}}
}
