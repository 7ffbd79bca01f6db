package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// holding is what one invariant came to, for programs.
type holding struct {
	N       int      `json:"n"`
	Promise string   `json:"promise"`
	Name    string   `json:"name"`
	Broken  int      `json:"broken"`
	Says    string   `json:"says"`           // what is broken
	Some    []string `json:"some,omitempty"` // of those
}

func doctorBooks(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "books", Short: "check on the live database what always holds; exit 1 when something does not", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			var found []holding
			if err := f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, _ station.ID) (err error) {
				found, err = examineBooks(ctx, s)
				return err
			}); err != nil {
				return err
			}
			broken, lines := 0, make([]finding, 0, len(found))
			for _, h := range found {
				lines = append(lines, h.finding())
				broken += min(h.Broken, 1)
			}
			if f.json {
				if err := printJSON(cmd.OutOrStdout(), found); err != nil {
					return err
				}
			} else {
				tellFindings(cmd.OutOrStdout(), lines, 0)
				fmt.Fprintf(cmd.OutOrStdout(), "%d of %d hold\n", len(found)-broken, len(found))
			}
			if broken > 0 {
				return answerNo
			}
			return nil
		},
	}
}

// examineBooks checks every invariant.
func examineBooks(ctx context.Context, s *store.Store) ([]holding, error) {
	var found []holding
	for _, i := range store.Invariants() {
		n, some, err := s.Broken(ctx, i)
		if err != nil {
			return found, err
		}
		found = append(found, holding{N: i.N, Promise: i.Promise, Name: i.Name, Broken: n, Says: i.Says, Some: some})
	}
	return found, nil
}

func (h holding) finding() finding {
	what := fmt.Sprintf("%s %d", h.Promise, h.N)
	if h.Broken == 0 {
		return ok(what, "%s", h.Name)
	}
	return fault(what, "Let nobody work on these until somebody has looked: keep the database as it is and call who looks after it.",
		fmt.Errorf("%s: %d %s: %s", h.Name, h.Broken, h.Says, strings.Join(h.Some, ", ")))
}
