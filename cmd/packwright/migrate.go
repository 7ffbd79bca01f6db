package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station/store"
)

func migrateCommand(f *flags) *cobra.Command {
	var status bool
	c := &cobra.Command{
		Use:   "migrate",
		Short: "bring the database to this version's schema",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := f.load()
			if err != nil {
				return err
			}
			if c.Database == "" {
				return errNoDatabase
			}
			if status {
				return migrateStatus(cmd, c.Database)
			}
			from, to, err := store.Migrate(cmd.Context(), c.Database)
			if err != nil {
				return unreachable(err)
			}
			if from == to {
				fmt.Fprintf(cmd.OutOrStdout(), "schema %d, nothing to do\n", to)
			} else {
				fmt.Fprintf(cmd.OutOrStdout(), "schema %d, was %d\n", to, from)
			}
			return tellMissingGroups(cmd, c.Database)
		},
	}
	c.Flags().BoolVar(&status, "status", false, "only say which schema there is; exit 1 when it is not this version's")
	return c
}

// tellMissingGroups says that logins of less than the owner cannot be made, where
// whoever migrated may not make roles.
func tellMissingGroups(cmd *cobra.Command, url string) error {
	missing, err := store.MissingGroups(cmd.Context(), url)
	if err != nil {
		return unreachable(err)
	}
	if len(missing) > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "packwright: the groups %s are missing, and this role may not make them\n"+
			"  Have somebody who may run: create role %s; then run packwright migrate again.\n",
			strings.Join(missing, ", "), strings.Join(missing, "; create role "))
	}
	return nil
}

func migrateStatus(cmd *cobra.Command, url string) error {
	has, needs, err := store.Status(cmd.Context(), url)
	if err != nil {
		return unreachable(err)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "schema %d of %d\n", has, needs)
	if has != needs {
		return answerNo
	}
	return nil
}
