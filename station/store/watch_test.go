package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

func TestWatchHearsOfAHoldAndOfTheEnd(t *testing.T) {
	w := storetest.NewHouse(t, storetest.OpenHouse(t))
	w.Put("MUG", "A01", 10)
	w.Order(storetest.Line{SKU: "MUG", Qty: 1})
	h := w.Hand("BENCH-1")
	task := h.Next()
	watch := func(ctx context.Context) <-chan error {
		told := make(chan error, 1)
		go func() { told <- h.Bench.(interface{ Watch(context.Context) error }).Watch(ctx) }()
		return told
	}
	quiet, cancel := context.WithCancel(t.Context())
	told := watch(quiet)
	select {
	case err := <-told:
		t.Fatalf("without news: %v", err)
	case <-time.After(1500 * time.Millisecond):
	}
	cancel()
	if err := <-told; err == nil || quiet.Err() == nil {
		t.Errorf("after the end: %v", err)
	}
	told = watch(t.Context())
	w.Do(store.Hold{Order: task.Open.Content.Order, Kind: "fraud"})
	select {
	case err := <-told:
		if err == nil {
			t.Error("news is no error that says so")
		}
	case <-time.After(3 * time.Second):
		t.Fatal("a hold was not heard of within 3 s")
	}
	var asked station.Asked
	for _, news := range h.Beat().Works {
		if news.Asked != nil {
			asked = *news.Asked
		}
	}
	if asked.Hold != "fraud" {
		t.Errorf("asked %+v, want the hold", asked)
	}
}
