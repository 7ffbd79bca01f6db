package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

func peopleCommand(f *flags) *cobra.Command {
	return group("people", "who may work here", peopleAdd(f), peopleRevoke(f))
}

func peopleAdd(f *flags) *cobra.Command {
	var role string
	c := &cobra.Command{
		Use: "add NAME", Short: "enter a person and print the badge's code, once", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(args[0]) == "" {
				return failure{code: exitUsage, err: errors.New("a person needs a name"), remedy: "packwright people add \"Anna Muster\" --role packer"}
			}
			if !station.Role(role).May(station.Pack) {
				return failure{code: exitUsage, err: fmt.Errorf("--role %q is not known", role), remedy: "Use packer, lead, supervisor or admin."}
			}
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				// The badge is a secret of 130 random bits; the database keeps its hash.
				badge := rand.Text()
				id, err := s.Do(ctx, stamp(w), store.AddPerson{Name: args[0], Role: station.Role(role), BadgeHash: store.BadgeHash(badge)})
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "person %s\nbadge  %s\n", id, badge)
				return nil
			})
		},
	}
	c.Flags().StringVar(&role, "role", string(station.Packer), "packer, lead, supervisor or admin")
	return c
}

func peopleRevoke(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "revoke PERSON", Short: "take a person's badges away", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := strconv.ParseInt(args[0], 10, 64); err != nil {
				return failure{code: exitUsage, err: fmt.Errorf("%q is no person's number", args[0]), remedy: "people add printed it when the person was entered."}
			}
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				_, err := s.Do(ctx, stamp(w), store.Revoke{Person: station.ID(args[0])})
				return err
			})
		},
	}
}
