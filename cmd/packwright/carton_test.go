package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/carton/trial"
)

const (
	someBoxes  = "box_ref,inner_width_mm,inner_length_mm,inner_depth_mm,empty_weight_g,max_gross_weight_g\nS,100,200,50,20,5000\nL,200,300,200,100,20000\n"
	orderHead  = "order_id,item_ref,width_mm,length_mm,depth_mm,weight_g,qty,rotation\n"
	someOrders = orderHead + "1,TEA,90,180,40,300,1,any\n2,MUG,100,100,100,400,3,any\n2,TEA,90,180,40,300,1,any\n"
)

// packed runs carton pack over files of these contents.
func packed(t *testing.T, boxes, orders string, args ...string) (out, told string, code int) {
	t.Helper()
	dir := t.TempDir()
	args = append([]string{"carton", "pack", "--boxes", write(t, dir, "boxes.csv", boxes), "--orders", write(t, dir, "orders.csv", orders)}, args...)
	return typed(t, args...)
}

// typed runs a command of ours in this process.
func typed(t *testing.T, args ...string) (out, told string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	root := newRoot()
	root.SetOut(&stdout)
	root.SetErr(&stderr)
	root.SetArgs(args)
	if err := root.ExecuteContext(t.Context()); err != nil {
		var f failure
		_ = errors.As(err, &f)
		fmt.Fprintln(&stderr, err, f.remedy)
		code = explain(err)
	}
	return stdout.String(), stderr.String(), code
}

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCartonPackSumsUp(t *testing.T) {
	out, told, code := packed(t, someBoxes, someOrders)
	if code != 0 || told != "" {
		t.Fatalf("exit %d, told %q", code, told)
	}
	fields := map[string]string{}
	for line := range strings.Lines(out) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		fields[name] = strings.TrimSpace(value)
	}
	for name, want := range map[string]string{
		"orders": "2", "boxes": "2", "volume_m3": "0.013", "dim_kg": "2.6", "billed_kg": "2.72", "utilisation_weighted": "33.0462",
		"floating": "0", "invalid": "0", "worse": "-", "units": "5", "unplaced": "0",
	} {
		if fields[name] != want {
			t.Errorf("%s is %q, want %q", name, fields[name], want)
		}
	}
	asJSON, _, _ := packed(t, someBoxes, someOrders, "--json")
	var s trial.Summary
	if err := json.Unmarshal([]byte(asJSON), &s); err != nil || s.Boxes != 2 {
		t.Errorf("as JSON: %d boxes, %v", s.Boxes, err)
	}
}

func TestCartonPackTellsTheFieldsOfTheContractFirst(t *testing.T) {
	out, _, _ := packed(t, someBoxes, someOrders)
	want := strings.Fields("orders boxes volume_m3 utilisation_mean utilisation_weighted dim_kg billed_kg weight_std_g floating invalid worse better equal proven_optimal p50_ms p95_ms p99_ms max_ms total_s")
	var got []string
	for line := range strings.Lines(out) {
		got = append(got, strings.Fields(line)[0])
	}
	if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
		t.Errorf("got %v, want them to begin with %v", got, want)
	}
}

func TestCartonPackSaysWhereEveryUnitLies(t *testing.T) {
	file := filepath.Join(t.TempDir(), "placements.csv")
	const flat = orderHead + "7,BOARD,90,190,10,300,2,none\n"
	if _, told, code := packed(t, someBoxes, flat, "--placements", file); code != 0 {
		t.Fatalf("exit %d, told %q", code, told)
	}
	got, err := os.ReadFile(file)
	const want = "order_id,box_index,box_ref,item_ref,x,y,z,w,l,d\n7,1,S,BOARD,0,0,0,90,190,10\n7,1,S,BOARD,0,0,10,90,190,10\n"
	if err != nil || string(got) != want {
		t.Errorf("got\n%s%v, want\n%s", got, err, want)
	}
}

func TestCartonPackComparesWithAReference(t *testing.T) {
	dir := t.TempDir()
	ref := write(t, dir, "reference.csv", "order_id,bp_boxes,bp_box_volume_mm3,lb_boxes,lb_box_volume_mm3\n1,1,1000000,1,1000000\n2,2,24000000,1,12000000\n")
	out, _, code := packed(t, someBoxes, someOrders, "--reference", ref, "--json")
	var s trial.Summary
	if err := json.Unmarshal([]byte(out), &s); err != nil || code != 0 {
		t.Fatalf("exit %d, %v", code, err)
	}
	if s.Compared != 2 || s.Worse != 0 || s.Better != 1 || s.Equal != 1 || s.AtBound != 2 {
		t.Errorf("got %+v, want one better, one equal, both at the bound", s)
	}
}

func TestCartonPackRefusesClearly(t *testing.T) {
	cases := []struct {
		name, boxes, orders string
		args                []string
		code                int
		says                string
	}{
		{name: "no cartons", boxes: "box_ref,inner_width_mm,inner_length_mm,inner_depth_mm\n", orders: someOrders, code: 2, says: "there is no carton in it"},
		{name: "an empty file", boxes: "", orders: someOrders, code: 2, says: "the file is empty"},
		{name: "a missing column", boxes: someBoxes, orders: "order_id,item_ref\n1,TEA\n", code: 2, says: "there is no column width_mm"},
		{name: "an item with a side of zero", boxes: someBoxes, orders: orderHead + "1,TEA,0,180,40,300,1,any\n", code: 1, says: ":2: 1: width_mm: the article has no width. Measure it, in mm."},
		{name: "an item that fits no carton", boxes: someBoxes, orders: orderHead + "1,SKI,90,1800,40,300,1,any\n", code: 1, says: `order 1: "SKI" fits no carton: its side of 1800 mm is 1500 mm too long`},
		{name: "an item that no carton carries", boxes: someBoxes, orders: orderHead + "1,ANVIL,90,180,40,30000,1,any\n", code: 1, says: `"ANVIL" fits no carton: its 30000 g are more than the 19900 g`},
		{name: "too many units", boxes: someBoxes, orders: orderHead + "1,A,9,9,4,3,40000,any\n1,B,9,9,4,3,40000,any\n", code: 1, says: "order 1: pack: more than 50000 units in one order"},
		{name: "a column that means nothing", boxes: someBoxes, orders: "fragil," + orderHead + "yes,1,TEA,90,180,40,300,1,any\n", code: 0, says: `the column "fragil" is not known and is skipped`},
		{name: "an objective that is not known", boxes: someBoxes, orders: someOrders, args: []string{"--objective", "luck"}, code: 2, says: "Use boxes, volume or cost."},
		{name: "a rotation that is not known", boxes: someBoxes, orders: someOrders, args: []string{"--rotation", "some"}, code: 2, says: "Use any or keep_flat"},
		{name: "a budget below zero", boxes: someBoxes, orders: someOrders, args: []string{"--budget", "-1"}, code: 2, says: "cannot be below zero"},
		{name: "a pair that is none", boxes: someBoxes, orders: someOrders, args: []string{"--apart", "food"}, code: 2, says: "Write --apart family:family."},
		{name: "a file that is not there", boxes: someBoxes, orders: someOrders, args: []string{"--reference", "nowhere.csv"}, code: 2, says: "no such file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, told, code := packed(t, c.boxes, c.orders, c.args...)
			if code != c.code || !strings.Contains(told, c.says) {
				t.Errorf("exit %d, told %q; want exit %d and %q", code, told, c.code, c.says)
			}
		})
	}
}

func TestCartonPackAnswersWithoutAnyBudget(t *testing.T) {
	out, told, code := packed(t, someBoxes, orderHead+"1,A,20,30,10,3,10000,any\n", "--budget", "0", "--json")
	var s trial.Summary
	if err := json.Unmarshal([]byte(out), &s); err != nil || code != 0 || s.Units != 10_000 || s.Unplaced != 0 {
		t.Errorf("exit %d, told %q, %+v, %v; want 10,000 units packed", code, told, s, err)
	}
}

func TestCartonPackGoesOnBehindWhatFitsNowhere(t *testing.T) {
	out, _, _ := packed(t, someBoxes, orderHead+"1,SKI,90,1800,40,300,2,any\n1,TEA,90,180,40,300,1,any\n2,TEA,90,180,40,300,1,any\n", "--json")
	var s trial.Summary
	if err := json.Unmarshal([]byte(out), &s); err != nil || s.Orders != 2 || s.Boxes != 2 || s.Unplaced != 2 || s.Invalid != 0 {
		t.Errorf("got %+v, %v; want two boxes and two units left over", s, err)
	}
}

func TestCartonPackIsNotMovedByHostileNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), "placements.csv")
	const evil = "\x1b[2J\u202e=cmd|' /C calc'!A0"
	orders := orderHead + "\"" + evil + "\",\"" + evil + "\",90,180,40,300,1,any\n\"=1+1\",\"" + evil + "\",90,1800,40,300,1,any\n\"@SUM(1)\",\"+2\",90,180,40,300,1,any\n"
	_, told, code := packed(t, strings.Replace(someBoxes, "S,100", "-3+4,100", 1), orders, "--placements", file)
	if code != 1 || strings.ContainsAny(told, "\x1b\u202e") || !strings.Contains(told, `\x1b[2J`) {
		t.Errorf("exit %d, told %q; want the name written out", code, told)
	}
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v; want the head and two units", len(rows), err)
	}
	for _, cell := range slices.Concat(rows...) {
		if strings.ContainsAny(cell, "\x1b\u202e") || cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
			t.Errorf("the cell %q is not inert", cell)
		}
	}
}
