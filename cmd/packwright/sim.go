package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station/sim"
	inmemory "github.com/packwright/packwright/station/store/memory"
	"github.com/packwright/packwright/station/text"
)

// simFlags are what is simulated.
type simFlags struct {
	seeds, stations, orders int
	workers, each           int
	seed                    uint64
	faults, store, without  string
	trace                   bool
}

func simCommand(f *flags) *cobra.Command {
	var s simFlags
	c := &cobra.Command{
		Use:   "sim",
		Short: "simulated stations with faults, every invariant checked",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return s.run(c.Context(), f.json) },
	}
	c.Flags().IntVar(&s.seeds, "seeds", 100, "how many shifts")
	c.Flags().Uint64Var(&s.seed, "seed", 1, "the first one")
	c.Flags().IntVar(&s.stations, "stations", 3, "stations of a shift")
	c.Flags().IntVar(&s.orders, "orders", 24, "orders of a shift")
	c.Flags().IntVar(&s.workers, "workers", 1, "shifts that are played at once")
	c.Flags().IntVar(&s.each, "each", 0, "fail unless each fault happens so often")
	c.Flags().StringVar(&s.faults, "faults", "", "only these faults, with commas between; list prints them")
	c.Flags().StringVar(&s.store, "store", "memory", "memory, or the URL of a database that was migrated")
	c.Flags().StringVar(&s.without, "break", "", "remove the defence of that name; list prints them")
	c.Flags().BoolVar(&s.trace, "trace", false, "print every turn of every station")
	return c
}

func (s simFlags) run(ctx context.Context, asJSON bool) error {
	switch {
	case s.without == "list":
		for _, d := range sim.Defences() {
			fmt.Printf("%-24s %s\n", d.Name, d.Does)
		}
		return nil
	case s.faults == "list":
		for _, name := range sim.FaultNames() {
			fmt.Println(name)
		}
		return nil
	}
	night, err := s.night(ctx)
	if err != nil {
		return err
	}
	summary := night.Play(s.progress())
	if asJSON {
		if err := s.printJSON(summary); err != nil {
			return err
		}
	} else {
		fmt.Print(summary)
	}
	if summary.Violation != nil {
		if !asJSON {
			fmt.Println(summary.Violation)
			fmt.Println("  see it again: " + s.again(summary.Violation.Seed))
		}
		return answerNo
	}
	if rare := summary.Rare(s.each, night.Wanted()); len(rare) > 0 {
		fmt.Fprintf(os.Stderr, "not %d times each: %v\n", s.each, rare)
		return answerNo
	}
	return nil
}

// progress tells whoever waits for a long night how far it is.
func (s simFlags) progress() func(sim.Summary) {
	if s.seeds < 10_000 {
		return nil
	}
	return func(so sim.Summary) {
		if so.Seeds%5000 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d seeds, %s\n", so.Seeds, s.seeds, so.Took.Round(time.Second))
		}
	}
}

// night is the shifts to play.
func (s simFlags) night(ctx context.Context) (sim.Night, error) {
	n := sim.Night{Seeds: s.seeds, Workers: s.workers, Options: sim.Options{Seed: s.seed, Stations: s.stations, Orders: s.orders, Break: s.without, Open: simulated}}
	if s.stations < 1 || s.orders < 1 || s.seeds < 1 {
		return n, usage(errors.New("a shift has at least one station and one order"))
	}
	if s.without != "" && !slices.ContainsFunc(sim.Defences(), func(d sim.Defence) bool { return d.Name == s.without }) {
		return n, failure{exitUsage, fmt.Errorf("there is no defence %s", s.without), "packwright sim --break list prints them"}
	}
	for _, name := range strings.FieldsFunc(s.faults, func(r rune) bool { return r == ',' || r == ' ' }) {
		if !slices.Contains(sim.FaultNames(), sim.Fault(name)) {
			return n, failure{exitUsage, fmt.Errorf("there is no fault %s", name), "packwright sim --faults list prints them"}
		}
		n.Faults = append(n.Faults, sim.Fault(name))
	}
	if s.trace {
		n.Trace = func(turn string) { fmt.Println(text.Line(turn)) }
	}
	if s.store == "memory" {
		return n, nil
	}
	if s.without != "" {
		return n, usage(errors.New("--break needs --store memory"))
	}
	house, err := openStore(ctx, s.store)
	if err != nil {
		return n, err
	}
	if s.workers > 1 {
		return n, usage(errors.New("--workers needs --store memory"))
	}
	n.Real, n.Open = true, func(func() time.Time, string) sim.House { return house }
	return n, nil
}

func simulated(now func() time.Time, without string) sim.House {
	return inmemory.New(now).Without(without)
}

// again is the command that plays one shift again.
func (s simFlags) again(seed uint64) string {
	command := fmt.Sprintf("packwright sim --seed %d --seeds 1 --stations %d --orders %d", seed, s.stations, s.orders)
	for flag, value := range map[string]string{"--break": s.without, "--faults": s.faults} {
		if value != "" {
			command += " " + flag + " " + value
		}
	}
	return command
}

func (s simFlags) printJSON(summary sim.Summary) error {
	told := struct {
		sim.Summary
		Again string `json:"again,omitempty"`
	}{Summary: summary}
	if summary.Violation != nil {
		told.Again = s.again(summary.Violation.Seed)
	}
	b, err := json.MarshalIndent(told, "", "  ")
	if err != nil {
		return err
	}
	fmt.Println(string(b))
	return nil
}
