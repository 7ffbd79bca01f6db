package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
)

// goal is a figure that carton pack is measured by. Pairs are for goods on any
// side and kept flat.
type goal struct {
	name      string
	ours      func(trial.Summary) float64
	least     bool // the goal is the least that is enough, not the most
	goal      [2]float64
	reference [2]float64 // dvdoug/BoxPacker's
}

// none is a goal or a reference that there is not.
var none = [2]float64{math.NaN(), math.NaN()}

var cartonGoals = []goal{
	{name: "cartons", ours: boxes, goal: [2]float64{2306, 2956}, reference: [2]float64{2314, 2968}},
	{name: "their volume, m3", ours: m3, goal: [2]float64{37.70, 26.66}, reference: [2]float64{39.118, 27.484}},
	{name: "mean utilisation, %", ours: func(s trial.Summary) float64 { return s.UtilisationMean }, least: true, goal: [2]float64{29.35, 34.17}, reference: [2]float64{28.609, 33.457}},
	{name: "dimensional weight, kg", ours: func(s trial.Summary) float64 { return s.DimKG }, goal: [2]float64{8140, 6525}, reference: [2]float64{8397.2, 6686.7}},
	{name: "billed weight, kg", ours: func(s trial.Summary) float64 { return s.BilledKG }, goal: [2]float64{9960, 8530}, reference: [2]float64{10062.3, 8601.2}},
	{name: "orders worse than the reference", ours: func(s trial.Summary) float64 { return float64(s.Worse) }, reference: none},
	{name: "orders better", ours: func(s trial.Summary) float64 { return float64(s.Better) }, goal: none, reference: none},
	{name: "orders at the lower bound", ours: func(s trial.Summary) float64 { return float64(s.AtBound) }, least: true, goal: [2]float64{2140, 2113}, reference: [2]float64{2084, 2043}},
	{name: "orders proven optimal by ourselves", ours: func(s trial.Summary) float64 { return float64(s.Proven) }, goal: none, reference: none},
	{name: "of them refuted by a known answer", ours: func(s trial.Summary) float64 { return float64(s.Refuted) }, reference: none},
	{name: "units on nothing", ours: floating, reference: [2]float64{654, 337}},
	{name: "invalid plans", ours: invalid},
	{name: "p50 up to 50 units, ms", ours: func(s trial.Summary) float64 { return s.P50SmallMS }, goal: [2]float64{0.1, 0.1}, reference: [2]float64{0.79, 0.60}},
	{name: "p99 up to 50 units, ms", ours: func(s trial.Summary) float64 { return s.P99SmallMS }, goal: [2]float64{10, 10}, reference: [2]float64{83, 148}},
}

func boxes(s trial.Summary) float64    { return float64(s.Boxes) }
func m3(s trial.Summary) float64       { return s.VolumeM3 }
func floating(s trial.Summary) float64 { return float64(s.Floating) }
func invalid(s trial.Summary) float64  { return float64(s.Invalid + s.Unplaced + s.Refused) }

// TestCartonGoals packs all real orders in every way that there is a goal for
// and prints what came of it beside the goal and the reference.
func TestCartonGoals(t *testing.T) {
	if os.Getenv("PACKWRIGHT_ALL") == "" {
		t.Skip("PACKWRIGHT_ALL=1, as make bench-carton sets it, packs all orders in every way")
	}
	b := &board{t: t}
	defer b.verdict()
	b.title("four cartons, default budget")
	var sums [2]trial.Summary
	var files [2]*packFiles
	for mode := range sums {
		sums[mode], files[mode] = cartonRun{flat: mode == 1, every: 1}.run(t, "")
	}
	b.rows(cartonGoals, sums)
	b.rows([]goal{{name: "spread of weights, g", ours: func(s trial.Summary) float64 { return s.SpreadG }, goal: spreadOf(sums), reference: spreadOf(sums)}}, sums)
	b.note("the spread is the mean over %d and %d orders of several parcels with the reference's cartons", sums[0].SpreadOrders, sums[1].SpreadOrders)

	b.title("boxes_ladder12.csv")
	b.rows([]goal{
		{name: "cartons", ours: boxes, goal: [2]float64{2182, 2184}, reference: none},
		{name: "their volume, m3", ours: m3, goal: [2]float64{21.07, 22.68}, reference: none},
		{name: "invalid plans", ours: invalid},
	}, bothWays(t, cartonRun{boxes: "boxes_ladder12.csv", every: 1}))

	b.title(fmt.Sprintf("stable: %d %% of every base rests", carton.DefaultSupportPct))
	stable := cartonRun{every: 1, rules: carton.Task{SupportPct: carton.DefaultSupportPct}}
	b.rows([]goal{
		{name: "cartons", ours: boxes, goal: [2]float64{2314, 2968}, reference: [2]float64{2314, 2968}},
		{name: "units below their share", ours: floating, reference: none},
		{name: "invalid plans", ours: invalid, reference: none},
	}, bothWays(t, stable))

	b.title("cost, as kg of billed weight")
	for _, fee := range []int{0, 1, 3, 6} {
		b.rows([]goal{costGoal(fee, files)}, bothWays(t, cartonRun{every: 1, rules: carton.Task{
			Objective: carton.Cost, Tariff: carton.Tariff{FeeCents: 100 * fee, CentsPerKg: 100},
		}}))
	}
	b.note("the reference's cost is a lower bound: of its packings cartons and volume are known, and no order")
	b.note("is billed less than the greater of its dimensional and its gross weight in sum")
}

// costGoal compares what all orders cost, as billed weight at a rate of 100
// cents a kg.
func costGoal(feeKG int, files [2]*packFiles) goal {
	limit := [2]float64{referenceKG(files[0], float64(feeKG)), referenceKG(files[1], float64(feeKG))}
	return goal{
		name: fmt.Sprintf("fee worth %d kg", feeKG),
		ours: func(s trial.Summary) float64 { return s.CostCents / 100 },
		goal: limit, reference: limit,
	}
}

func spreadOf(sums [2]trial.Summary) [2]float64 {
	return [2]float64{sums[0].SpreadReference, sums[1].SpreadReference}
}

func bothWays(t *testing.T, r cartonRun) (sums [2]trial.Summary) {
	t.Helper()
	for mode := range sums {
		r.flat = mode == 1
		sums[mode], _ = r.run(t, "")
	}
	return sums
}

// board prints the table and marks what is missed.
type board struct {
	t      *testing.T
	missed []string
}

// verdict fails the test when anything was missed.
func (b *board) verdict() {
	if len(b.missed) > 0 {
		b.t.Errorf("%d goals are missed:\n%s", len(b.missed), strings.Join(b.missed, "\n"))
	}
}

const boardRow = "%-36s %10s %11s %10s   %10s %11s %10s\n"

func (b *board) title(what string) {
	fmt.Printf("\n"+boardRow, what, "any side", "goal", "reference", "keep flat", "goal", "reference")
	fmt.Println(strings.Repeat("-", 36+2*(10+11+10)+8))
}

func (b *board) note(format string, args ...any) { fmt.Printf("  "+format+"\n", args...) }

func (b *board) rows(goals []goal, sums [2]trial.Summary) {
	for _, g := range goals {
		cells := []any{g.name}
		for mode, s := range sums {
			ours := g.ours(s)
			cells = append(cells, number(ours)+mark(g.missed(mode, ours)), g.limit(mode), number(g.reference[mode]))
			if g.missed(mode, ours) {
				b.missed = append(b.missed, fmt.Sprintf("%s, %s: %s, the goal is %s", g.name, [2]string{"any side", "keep flat"}[mode], number(ours), g.limit(mode)))
			}
		}
		fmt.Printf(boardRow, cells...)
	}
}

func (g goal) missed(mode int, ours float64) bool {
	if g.least {
		return ours < g.goal[mode]
	}
	return ours > g.goal[mode]
}

func (g goal) limit(mode int) string {
	switch {
	case math.IsNaN(g.goal[mode]):
		return "-"
	case g.least:
		return ">= " + number(g.goal[mode])
	}
	return "<= " + number(g.goal[mode])
}

func mark(missed bool) string {
	if missed {
		return "!"
	}
	return " "
}

// number is a figure with four or five digits.
func number(f float64) string {
	switch {
	case math.IsNaN(f):
		return "-"
	case f == math.Trunc(f):
		return fmt.Sprintf("%.0f", f)
	case f < 100:
		return fmt.Sprintf("%.3f", f)
	case f < 1000:
		return fmt.Sprintf("%.2f", f)
	}
	return fmt.Sprintf("%.1f", f)
}

// TestCartonSample is the short form: one order in twenty, none worse than the
// reference or less even, no claim refuted, and the same plans when they are made
// again.
func TestCartonSample(t *testing.T) {
	for _, way := range []string{"any side", "keep flat"} {
		t.Run(way, func(t *testing.T) {
			dir := t.TempDir()
			run := cartonRun{flat: way == "keep flat", every: 20}
			first, again := filepath.Join(dir, "first.csv"), filepath.Join(dir, "again.csv")
			sum, _ := run.run(t, first)
			if sum.Compared < 100 || invalid(sum) > 0 || sum.Floating > 0 {
				t.Errorf("%d orders, %d plans are invalid, %d units left over, %d float, want none of over 100", sum.Compared, sum.Invalid, sum.Unplaced, sum.Floating)
			}
			if sum.Worse > 0 || sum.Refuted > 0 {
				t.Errorf("%d orders are worse than the reference, %d proofs are refuted", sum.Worse, sum.Refuted)
			}
			if sum.SpreadOrders > 9 && sum.SpreadG > sum.SpreadReference { // of fewer it is chance
				t.Errorf("over %d orders weights spread by %.0f g, those of the reference by %.0f", sum.SpreadOrders, sum.SpreadG, sum.SpreadReference)
			}
			run.run(t, again)
			if !sameFile(t, first, again) {
				t.Error("the same orders have other plans the second time")
			}
		})
	}
}

func sameFile(t *testing.T, a, b string) bool {
	t.Helper()
	first, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	second, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	return len(first) > 0 && bytes.Equal(first, second)
}
