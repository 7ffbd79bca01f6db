package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

func monitorCommand(f *flags) *cobra.Command {
	var once bool
	c := &cobra.Command{
		Use: "monitor", Short: "the supervisor's screens", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				if !once {
					return f.watch(ctx, floorReader{s, w})
				}
				floor, err := s.Floor(ctx, w)
				if err != nil {
					return err
				}
				return printJSON(cmd.OutOrStdout(), floor)
			})
		},
	}
	c.Flags().BoolVar(&once, "once", false, "print the board once, as JSON, and exit")
	return c
}

// floorReader reads the board of one warehouse.
type floorReader struct {
	store     *store.Store
	warehouse station.ID
}

// Floor is the board now.
func (r floorReader) Floor(ctx context.Context) (view.Floor, error) {
	return r.store.Floor(ctx, r.warehouse)
}

// answer is a lead's yes or no to what a bench asks.
func (r floorReader) answer(ctx context.Context, call view.CallRow, yes bool, badge string) error {
	who, err := r.store.PersonOf(ctx, badge)
	if err != nil {
		return err
	}
	by := store.Stamp{Key: fmt.Sprintf("call.%s.%d.%d", call.Work, call.Call, time.Now().UnixNano()), Warehouse: r.warehouse, By: string(who)}
	_, err = r.store.Do(ctx, by, store.AnswerCall{Work: station.ID(call.Work), Call: call.Call, Yes: yes, BadgeHash: store.BadgeHash(badge)})
	if no := (station.Refused{}); errors.As(err, &no) {
		return no
	}
	return err
}

// watch shows the board on this terminal until somebody leaves.
func (f *flags) watch(ctx context.Context, r floorReader) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return failure{code: exitUsage, err: errNoTerminal, remedy: "monitor --once --json prints the board without one."}
	}
	language, known := words.Find(c.Language)
	if !known {
		language = words.English
	}
	program := tui.Program(tui.NewMonitor(tui.MonitorOptions{Look: kit.LookFor(os.Environ(), c.Glyphs), Language: language, Reader: r, Answer: r.answer}),
		os.Stdin, os.Stdout, os.Environ())
	stop := context.AfterFunc(ctx, program.Quit)
	defer stop()
	_, err = program.Run()
	return err
}
