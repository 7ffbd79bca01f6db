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

// A fragile tray can only stand on a pillar that is a tenth as wide: one box
// holds both, but the tray would tip.
func TestAPlanThatMayTipSaysSo(t *testing.T) {
	tray := station.Line{SKU: "TRAY", LengthMM: 100, WidthMM: 100, HeightMM: 40, WeightG: 100, Fragile: true, Handling: station.Handling{Rotation: "this_side_up"}}
	pillar := station.Line{SKU: "PILLAR", LengthMM: 10, WidthMM: 100, HeightMM: 60, WeightG: 100, Handling: station.Handling{Rotation: "this_side_up"}}
	box := station.Carton{Code: "CUBE", InnerMM: [3]int{100, 100, 100}, OuterMM: [3]int{102, 102, 102}, MaxG: 9000}
	ask := station.PlanCartons{Lines: []station.Line{tray, pillar}, Units: map[int]int{0: 1, 1: 1}, Cartons: []station.Carton{box}, Rules: station.DefaultRules()}
	if plan := planCartons(t.Context(), ask); len(plan.Parcels) != 1 || !plan.Unstable {
		t.Errorf("got %+v, want one parcel that may tip", plan)
	}
	ask.Lines[0].Fragile = false // now the pillar may lie on the tray
	if plan := planCartons(t.Context(), ask); len(plan.Parcels) != 1 || plan.Unstable {
		t.Errorf("got %+v, want one parcel that does not tip", plan)
	}
	ask.Lines[0].Fragile, ask.Rules.SupportPct = true, 0
	if plan := planCartons(t.Context(), ask); len(plan.Parcels) != 1 || plan.Unstable {
		t.Errorf("got %+v, want one parcel, as the house asks for no more", plan)
	}
}

func TestWhatShipsAloneComesLast(t *testing.T) {
	lone := cup()
	lone.Alone = true
	plan := planCartons(t.Context(), station.PlanCartons{Lines: []station.Line{lone, cup()}, Units: map[int]int{0: 2, 1: 3}, Cartons: plannedBoxes, Rules: station.DefaultRules()})
	if len(plan.Parcels) != 3 || plan.Parcels[0].Own || plan.Parcels[0].Units[1] != 3 || !plan.Parcels[1].Own || !plan.Parcels[2].Own || plan.Parcels[2].Units[0] != 1 {
		t.Errorf("got %+v, want a box of three cups, then two cups without", plan)
	}
}
