package main

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carton"
)

// planWithin stops the cartonizer by the clock, for safety: its budget ends
// sooner.
const planWithin = 50 * time.Millisecond

// planCartons asks the cartonizer. Articles without sizes are named: the packer
// chooses.
func planCartons(_ context.Context, e station.PlanCartons) station.Planned {
	t, lines, unsized := cartonTask(e)
	planned := station.Planned{Work: e.Work, Unsized: unsized}
	if len(unsized) > 0 || len(t.Items) == 0 {
		return planned
	}
	plan, unstable, err := packStable(t)
	if err != nil || len(plan.Unplaced) > 0 {
		slog.Warn("no carton plan", "work", e.Work, "error", err, "refused", plan.Unplaced)
		return planned
	}
	planned.Proof, planned.Unstable = plan.Proof(), unstable
	for _, p := range plan.Parcels {
		planned.Parcels = append(planned.Parcels, plannedParcel(t, p, lines))
	}
	// What ships in its own packaging comes last: the cartons are filled first.
	slices.SortStableFunc(planned.Parcels, func(a, b station.PlannedParcel) int {
		switch {
		case a.Own == b.Own:
			return 0
		case b.Own:
			return -1
		}
		return 1
	})
	return planned
}

// packStable plans the parcels so that everything rests as the house wants it,
// or, where that takes more parcels or leaves something out, as it can.
func packStable(t carton.Task) (plan carton.Plan, unstable bool, err error) {
	plan, err = carton.Pack(t)
	if err != nil || t.SupportPct == 0 || len(plan.Parcels) <= 1 && len(plan.Unplaced) == 0 {
		return plan, false, err
	}
	t.SupportPct = 0
	loose, err := carton.Pack(t)
	if err != nil {
		return plan, false, err
	}
	left, leftLoose := unplaced(plan), unplaced(loose)
	if leftLoose < left || leftLoose == left && len(loose.Parcels) < len(plan.Parcels) {
		return loose, true, nil
	}
	return plan, false, nil
}

func unplaced(p carton.Plan) int {
	n := 0
	for _, r := range p.Unplaced {
		n += r.Count
	}
	return n
}

// cartonTask is the task of an order, the line of each of its items, and the
// lines without sizes.
func cartonTask(e station.PlanCartons) (t carton.Task, lines, unsized []int) {
	t = carton.Task{Seed: e.Seed, Carrier: e.Carrier, SupportPct: e.Rules.SupportPct, Within: planWithin}
	t.Apart, _ = e.Rules.FamiliesApart() // checked when it was set
	for line, l := range e.Lines {
		switch n := e.Units[line]; {
		case n == 0:
		case !l.Sized():
			unsized = append(unsized, line)
		default:
			t.Items, lines = append(t.Items, cartonItem(l, n)), append(lines, line)
		}
	}
	t.Cartons = cartonKinds(e.Cartons)
	return t, lines, unsized
}

// cartonKinds are cartons of a warehouse in the words of the cartonizer.
func cartonKinds(of []station.Carton) []carton.Carton {
	var all []carton.Carton
	for _, c := range of {
		all = append(all, carton.Carton{
			Code: c.Code, Name: c.Name, InnerMM: c.InnerMM, OuterMM: c.OuterMM, EmptyG: c.EmptyG, MaxG: c.MaxG,
			PriceCents: c.PriceCents, VoidPct: c.VoidPct, Limit: c.Limit, Mailer: c.Mailer, NotBy: c.NotBy,
		})
	}
	return all
}

func cartonItem(l station.Line, n int) carton.Item {
	i := carton.Item{
		Ref: l.SKU, SizeMM: [3]int{l.LengthMM, l.WidthMM, l.HeightMM}, WeightG: l.WeightG, Count: n,
		PadMM: l.PadMM, Fragile: l.Fragile, BearsG: l.BearsG, Stack: l.Stack, Alone: l.Alone,
		Family: l.Family, Set: l.Set, NotIn: l.NotIn,
	}
	if l.KeepFlat {
		i.Rotation = carton.KeepFlat
	}
	for _, r := range []carton.Rotation{carton.KeepFlat, carton.ThisSideUp, carton.None} {
		if l.Rotation == r.String() {
			i.Rotation = r
		}
	}
	return i
}

// plannedParcel is a parcel of the plan in the words of the bench.
func plannedParcel(t carton.Task, p carton.Parcel, lines []int) station.PlannedParcel {
	planned := station.PlannedParcel{Own: p.Carton == carton.Own, Units: map[int]int{}}
	placed := make([]station.Placed, len(p.Items))
	for i, u := range p.Items {
		line := lines[u.Item]
		planned.Units[line]++
		placed[i] = station.Placed{Line: line, AtMM: u.AtMM, SizeMM: u.SizeMM}
	}
	if !planned.Own {
		planned.Carton, planned.Placed = t.Cartons[p.Carton].Code, station.NewPlacing(placed)
	}
	return planned
}
