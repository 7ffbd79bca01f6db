package main

import (
	"reflect"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carton"
)

var plannedBoxes = []station.Carton{
	{Code: "SMALL", Name: "S", InnerMM: [3]int{200, 150, 100}, OuterMM: [3]int{205, 155, 105}, EmptyG: 50, MaxG: 5000},
	{Code: "LARGE", Name: "L", InnerMM: [3]int{400, 300, 200}, OuterMM: [3]int{410, 310, 210}, EmptyG: 200, MaxG: 20000},
}

func cup() station.Line {
	return station.Line{SKU: "CUP", LengthMM: 100, WidthMM: 75, HeightMM: 50, WeightG: 200}
}

func TestTheCartonizerHearsEveryRule(t *testing.T) {
	l := cup()
	l.Fragile, l.KeepFlat = true, true
	l.Handling = station.Handling{
		Rotation: "this_side_up", PadMM: 3, BearsG: 100, Stack: 2, Alone: true, Family: "glass", Set: "tea", NotIn: []string{"SMALL"},
	}
	box := station.Carton{
		Code: "BAG", Name: "Bag", InnerMM: [3]int{1, 2, 3}, OuterMM: [3]int{4, 5, 6}, EmptyG: 7, MaxG: 8,
		PriceCents: 9, VoidPct: 10, Limit: 11, Mailer: true, NotBy: []string{"DHL"},
	}
	rules := station.DefaultRules()
	rules.Apart, rules.SupportPct = "glass/books food/*", 70
	got, lines, unsized := cartonTask(station.PlanCartons{
		Lines: []station.Line{{SKU: "FLAT"}, {SKU: "NONE"}, l}, Units: map[int]int{0: 1, 2: 4},
		Cartons: []station.Carton{box}, Carrier: "DHL", Rules: rules, Seed: 12,
	})
	want := carton.Task{
		Items: []carton.Item{{
			Ref: "CUP", SizeMM: [3]int{100, 75, 50}, WeightG: 200, Count: 4, Rotation: carton.ThisSideUp,
			PadMM: 3, Fragile: true, BearsG: 100, Stack: 2, Alone: true, Family: "glass", Set: "tea", NotIn: []string{"SMALL"},
		}},
		Cartons: []carton.Carton{{
			Code: "BAG", Name: "Bag", InnerMM: [3]int{1, 2, 3}, OuterMM: [3]int{4, 5, 6}, EmptyG: 7, MaxG: 8,
			PriceCents: 9, VoidPct: 10, Limit: 11, Mailer: true, NotBy: []string{"DHL"},
		}},
		Seed: 12, Carrier: "DHL", Apart: [][2]string{{"glass", "books"}, {"food", "*"}}, SupportPct: 70, Within: planWithin,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
	if !reflect.DeepEqual(lines, []int{2}) || !reflect.DeepEqual(unsized, []int{0}) {
		t.Errorf("lines %v, without sizes %v; want 2 and 0", lines, unsized)
	}
}

func TestThePlanSaysWhereEachUnitLies(t *testing.T) {
	plan := planCartons(t.Context(), station.PlanCartons{Work: "1", Lines: []station.Line{cup()}, Units: map[int]int{0: 8}, Cartons: plannedBoxes})
	if plan.Proof != "optimal" || len(plan.Parcels) != 1 || plan.Parcels[0].Carton != "SMALL" || plan.Parcels[0].Units[0] != 8 {
		t.Fatalf("got %+v, want 8 cups in the small box", plan)
	}
	seen := map[[3]int]bool{}
	for _, u := range plan.Parcels[0].Placed.Units() {
		for axis, side := range plannedBoxes[0].InnerMM {
			if u.Line != 0 || u.AtMM[axis]+u.SizeMM[axis] > side {
				t.Errorf("%+v is not in the box", u)
			}
		}
		seen[u.AtMM] = true
	}
	if len(seen) != 8 {
		t.Errorf("%d places, want 8", len(seen))
	}
}

func TestNothingIsPlannedWhereSizesAreMissing(t *testing.T) {
	bare := cup()
	bare.HeightMM = 0
	plan := planCartons(t.Context(), station.PlanCartons{Lines: []station.Line{cup(), bare}, Units: map[int]int{0: 1, 1: 1}, Cartons: plannedBoxes})
	if len(plan.Parcels) != 0 || !reflect.DeepEqual(plan.Unsized, []int{1}) {
		t.Errorf("got %+v", plan)
	}
}
