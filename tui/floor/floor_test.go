package floor_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/packwright/packwright/station/view"
	"github.com/packwright/packwright/tui/floor"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

var at = time.Date(2026, 3, 2, 16, 48, 0, 0, time.UTC)

func busy() view.Floor {
	f := view.Floor{
		Warehouse: "KOELN", At: at, ShippedToday: 1412,
		Stages: []view.StageCount{
			{Stage: "ready", Works: 212, Late: 14},
			{Stage: "ready", Why: "hold", Works: 7},
			{Stage: "ready", Why: "stock", Works: 31},
			{Stage: "picking", Works: 40},
			{Stage: "picked", Works: 6},
			{Stage: "packing", Works: 12},
			{Stage: "packed", Works: 3},
			{Stage: "labelled", Works: 1},
			{Stage: "cancelling", Works: 2},
		},
		Parked: []view.ParkedRow{
			{Slot: "T4", OrderNo: "10190", Reason: "goods", Since: at.Add(-3 * time.Hour), By: "ANNA", Ready: true},
			{Slot: "", OrderNo: "10177", Reason: "address", Since: at.Add(-50 * time.Hour), By: "BEN"},
		},
	}
	for i := range 30 {
		f.Stations = append(f.Stations, view.StationRow{
			Name: fmt.Sprintf("BENCH %02d", i+1), Operator: "ANNA", OrderNo: fmt.Sprint(10200 + i), Stage: "packing",
			Done: i % 8, Wanted: 7, LastScan: at.Add(-20 * time.Second), Seen: at.Add(-5 * time.Second), Devices: map[string]string{"printer": "ok"},
		})
	}
	f.Stations[1].Seen = at.Add(-4 * time.Minute)
	f.Stations[2].Unsent = 14
	f.Stations[3].Devices = map[string]string{"printer": "out of labels", "scanner": "ok", "scale": "gone"}
	f.Stations[5].Empty = []view.EmptyCarton{{Carton: "BOX-C", Name: "C", Since: at.Add(-26 * time.Minute)}}
	f.Stations[9].Empty = []view.EmptyCarton{{Carton: "BAG", Name: "BAG", Since: at.Add(-26 * time.Hour)}}
	f.Stations[4] = view.StationRow{Name: "BENCH 05"}
	return f
}

func draw(rows view.Floor, size tuitest.Size, lang words.Language) *floor.Floor {
	f := floor.New(kit.NewTheme(kit.Look{Colours: kit.Many, Blocks: true}), lang, time.UTC)
	f.Resize(size.W, size.H)
	f.See(rows)
	return f
}

func TestMonitor(t *testing.T) {
	for name, size := range map[string]tuitest.Size{"large": tuitest.Large, "bench": tuitest.Bench, "handheld": tuitest.Handheld} {
		tuitest.Golden(t, "monitor_"+name, draw(busy(), size, words.English).View())
	}
	tuitest.GoldenStyled(t, "monitor_styled", draw(busy(), tuitest.Large, words.English).View())
	tuitest.Golden(t, "monitor_german", draw(busy(), tuitest.Large, words.German).View())
	tuitest.Golden(t, "monitor_empty", draw(view.Floor{Warehouse: "KOELN", At: at}, tuitest.Bench, words.English).View())
}

// calling is the floor while benches ask a lead.
func calling() view.Floor {
	f := busy()
	f.Calls = []view.CallRow{
		{Station: "BENCH 12", OrderNo: "10211", Action: "learn_code", SKU: "MUG-BLUE", Code: "4711-08\x1b[31m", Operator: "ANNA", Since: at.Add(-4 * time.Minute), Answer: "yes", AnsweredBy: "LEO"},
		{Station: "BENCH 03", OrderNo: "10202", Action: "pass_weight", Qty: 1640, Operator: "BEN", Since: at.Add(-2 * time.Minute)},
		{Station: "BENCH 05", OrderNo: "10199", Action: "print_again", SKU: "MUG-BLUE", Qty: 2, Code: "torn", Operator: "IDA", Since: at.Add(-time.Minute)},
		{Station: "BENCH 07", OrderNo: "10206", Action: "count_nobarcode", SKU: "TEA-GRN", Operator: "KIM", Since: at},
	}
	return f
}

func TestWhatBenchesAskStandsOutUntilItIsAnswered(t *testing.T) {
	tuitest.Golden(t, "calls_bench", draw(calling(), tuitest.Bench, words.English).View())
	tuitest.Golden(t, "calls_handheld", draw(calling(), tuitest.Handheld, words.English).View())
	tuitest.GoldenStyled(t, "calls_styled", draw(calling(), tuitest.Bench, words.English).View())
	f := draw(calling(), tuitest.Bench, words.German)
	c, open := f.Call()
	if !open || c.Station != "BENCH 03" {
		t.Errorf("the next call is %+v, want the oldest that nobody answered", c)
	}
	f.Answering(&floor.Answer{Call: c, Yes: true, Typed: 4})
	tuitest.Golden(t, "calls_german", f.View())
}

func TestWhereSomebodyHasToGoStandsOnTheMonitor(t *testing.T) {
	rows := busy()
	rows.Exceptions = []view.Exception{
		{ID: "7", Station: "BENCH 07", OrderNo: "10206", Why: "epoch", Units: 2, Labels: 1, Proven: true, Code: "340123450000012557", Lane: "DHL-2", At: at.Add(-166 * time.Minute)},
		{ID: "9", Station: "BENCH 12", OrderNo: "10211\x1b[2J", Why: "epoch", Units: 3, Tote: "TOTE-9", At: at.Add(-20 * time.Minute)},
		{ID: "10", Station: "BENCH 03", OrderNo: "10202", Why: "rule", Units: 1, Slot: "T4", At: at},
		{ID: "11", Station: "BENCH 03", Why: "rule", Facts: 1, At: at},
	}
	tuitest.Golden(t, "exceptions_bench", draw(rows, tuitest.Bench, words.English).View())
	tuitest.Golden(t, "exceptions_handheld", draw(rows, tuitest.Handheld, words.English).View())
	rows.Exceptions = []view.Exception{
		{ID: "12", Station: "BENCH 03", OrderNo: "10207", Why: "epoch", Labels: 1, Units: 1, Code: "PW010000000017", At: at},
		{ID: "13", Station: "BENCH 03", OrderNo: "10208", Why: "epoch", Facts: 2, At: at},
	}
	tuitest.Golden(t, "exceptions_german", draw(rows, tuitest.Bench, words.German).View())
}

func TestMonitorKeepsWhatItReadWhenTheDatabaseGoesAway(t *testing.T) {
	f := draw(busy(), tuitest.Bench, words.English)
	f.Away("connection refused")
	tuitest.Golden(t, "monitor_away", f.View())
}

func TestScrollStaysInTheList(t *testing.T) {
	f := draw(busy(), tuitest.Large, words.English)
	f.Scroll(-5)
	top := f.View()
	f.Scroll(1000)
	tuitest.Golden(t, "monitor_scrolled", f.View())
	f.Scroll(-1000)
	if f.View() != top {
		t.Error("scrolled down and up again, the monitor is not as before")
	}
}
