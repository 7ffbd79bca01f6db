package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// Somebody who scans a tote whose work others hold for longer than a lock may
// take hears so soon, nothing was done, and the same scan works when they are gone.
func TestWhoWantsWhatOthersHoldIsToldToScanAgain(t *testing.T) {
	ctx, url := t.Context(), storetest.Database(t)
	s := storetest.OpenAt(t, url)
	h := storetest.NewHouse(t, s)
	h.Put("MUG", "A01", 1)
	h.Order(storetest.Line{SKU: "MUG", Qty: 1})
	task := h.Hand("BENCH-1").Next()
	task.Apply(station.ToteBound{OfWork: task.OfWork, Tote: "TOTE-1"}, task.Pick(task.Stops()[0], 1, storetest.Tote("TOTE-1")),
		task.Move(station.Picking, station.Picked, "all_lines_settled"), station.WorkClosed{OfWork: task.OfWork, Why: "picked"})
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	tx, err := conn.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(ctx, `select from works for update`); err != nil {
		t.Fatal(err)
	}
	other := h.Hand("BENCH-2")
	start := time.Now()
	_, err = other.Claim(station.Want{How: station.ByTote, Code: "TOTE-1", Max: 1})
	took := time.Since(start)
	var no station.Refused
	if !errors.As(err, &no) || no.Code != station.Busy || no.Error() != "The database is busy. Scan again." {
		t.Fatalf("while it is held: %v", err)
	}
	t.Logf("told after %v", took.Round(time.Millisecond))
	if took < 250*time.Millisecond || took > 2*time.Second {
		t.Errorf("told after %v, want about 300 ms", took)
	}
	if err := tx.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	other.Take(station.Want{How: station.ByTote, Code: "TOTE-1", Max: 1})
}

// Twenty benches, each with a connection of its own, on three articles of which
// there is not enough, in both orders: nobody waits for another in a circle, no
// piece is promised or sold twice, and the moves add up to what is on hand.
func TestTwentyBenchesOnThreeArticles(t *testing.T) {
	const benches, orders, pieces = 20, 60, 40
	url := storetest.Database(t)
	s := storetest.OpenAt(t, url)
	h := storetest.NewHouse(t, s)
	skus := []string{"MUG", "PEN", "CAP"}
	if _, err := s.ImportProducts(t.Context(), storetest.MainWarehouse, []view.NewProduct{{SKU: "CAP", WeightG: 40}}, nil); err != nil {
		t.Fatal(err)
	}
	for _, sku := range skus {
		h.Put(sku, "A01", pieces/2)
		h.Put(sku, "A02", pieces/2)
	}
	for n := range orders {
		h.Import(h.NewOrder(storetest.Line{SKU: skus[n%3], Qty: 1}, storetest.Line{SKU: skus[(n+1+n%2)%3], Qty: 1}, storetest.Line{SKU: skus[n%3], Qty: 1}))
	}
	var own [benches]*store.Store
	for n := range benches {
		hand := h.Hand(fmt.Sprintf("BENCH-%d", n+1))
		own[n] = storetest.OpenAt(t, url)
		hand.Bench = own[n].Bench(hand.Name, hand.Writer)
	}
	done := make(chan struct{})
	close(done)
	var all sync.WaitGroup
	for n := range benches {
		all.Go(func() {
			if _, err := own[n].Release(t.Context(), storetest.MainWarehouse, orders); err != nil {
				t.Error("release: ", err)
			}
			packer(t, h.Hand(fmt.Sprintf("BENCH-%d", n+1)), done)
		})
	}
	all.Wait()
	rows, err := s.Orders(t.Context(), storetest.MainWarehouse, view.OrderFilter{State: "shipped", Limit: orders})
	if err != nil {
		t.Fatal(err)
	}
	shipped := 3 * len(rows)
	left := 0
	for _, sku := range skus {
		for _, place := range []string{"A01", "A02"} {
			onHand, _ := h.Stock(sku, place)
			left += onHand
		}
	}
	t.Logf("%d of %d orders shipped, %d pieces left", len(rows), orders, left)
	if len(rows) == 0 || len(rows) == orders || shipped+left != 3*pieces {
		t.Errorf("%d pieces shipped, %d left, there were %d", shipped, left, 3*pieces)
	}
	for _, i := range store.Invariants() {
		if n, some, err := s.Broken(t.Context(), i); err != nil || n > 0 {
			t.Errorf("%s: %d %s: %v %v", i.Name, n, i.Says, some, err)
		}
	}
}
