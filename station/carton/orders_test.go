package carton

import (
	"encoding/csv"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// Real orders, one in twenty of them; PACKWRIGHT_ALL_ORDERS=1 takes them all.
func TestRealOrdersAreValid(t *testing.T) {
	cartons := readCartons(t, "boxes.csv")
	every := 20
	if os.Getenv("PACKWRIGHT_ALL_ORDERS") != "" {
		every = 1
	}
	for _, file := range []string{"dev/orders.csv", "dev/orders_keepflat.csv"} {
		t.Run(file, func(t *testing.T) {
			boxes, m3, packed := 0, 0.0, 0
			var took []time.Duration
			for n, task := range readOrders(t, file) {
				if n%every != 0 {
					continue
				}
				task.Cartons = cartons
				start := time.Now()
				plan := mustPack(t, task)
				took = append(took, time.Since(start))
				if len(plan.Unplaced) > 0 {
					t.Fatalf("order %d: %s", n, refusals(plan))
				}
				packed++
				boxes += len(plan.Parcels)
				for _, p := range plan.Parcels {
					c := cartons[p.Carton].InnerMM
					m3 += float64(c[0]*c[1]*c[2]) / 1e9
				}
			}
			slices.Sort(took)
			t.Logf("%d orders, %d cartons, %.3f m3, p50 %s, p99 %s, longest %s",
				packed, boxes, m3, took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
			if packed < 100 {
				t.Errorf("only %d orders were packed", packed)
			}
		})
	}
}

func readCartons(t *testing.T, name string) []Carton {
	t.Helper()
	var all []Carton
	for _, row := range readTable(t, name) {
		n := func(column string) int { return number(t, row[column]) }
		all = append(all, Carton{
			Code:    row["box_ref"],
			InnerMM: [3]int{n("inner_length_mm"), n("inner_width_mm"), n("inner_depth_mm")},
			OuterMM: [3]int{n("outer_length_mm"), n("outer_width_mm"), n("outer_depth_mm")},
			EmptyG:  n("empty_weight_g"),
			MaxG:    n("max_gross_weight_g"),
		})
	}
	return all
}

func readOrders(t *testing.T, name string) []Task {
	t.Helper()
	var all []Task
	last := ""
	for _, row := range readTable(t, name) {
		n := func(column string) int { return number(t, row[column]) }
		if row["order_id"] != last {
			last = row["order_id"]
			seed := fnv.New64a()
			seed.Write([]byte(last))
			all = append(all, Task{Seed: seed.Sum64()})
		}
		item := Item{
			Ref:     row["item_ref"],
			SizeMM:  [3]int{n("length_mm"), n("width_mm"), n("depth_mm")},
			WeightG: n("weight_g"),
			Count:   n("qty"),
		}
		if row["rotation"] == KeepFlat.String() {
			item.Rotation = KeepFlat
		}
		task := &all[len(all)-1]
		task.Items = append(task.Items, item)
	}
	return all
}

// readTable reads a file of the shared carton data, rows by column name.
func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(shared, "data", "carton", name))
	if err != nil {
		t.Skipf("no shared carton data: %v", err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for n, column := range records[0] {
			row[column] = record[n]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
