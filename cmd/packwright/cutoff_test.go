package main

import (
	"testing"
	"time"

	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/view"
)

func TestOrdersWithoutADeadlineLeaveWithTheCarrier(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		x, err := time.ParseInLocation(time.DateTime, s, berlin)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, c := range []struct {
		name  string
		order view.NewOrder
		want  time.Time
	}{
		{"placed before the cut-off: today", view.NewOrder{PlacedAt: at("2026-03-02 12:00:00"), Service: "parcel"}, at("2026-03-02 17:30:00")},
		{"placed after it: the next day", view.NewOrder{PlacedAt: at("2026-03-02 18:00:00"), Service: "parcel"}, at("2026-03-03 17:30:00")},
		{"on Friday evening: Monday", view.NewOrder{PlacedAt: at("2026-03-06 18:00:00"), Service: "parcel"}, at("2026-03-09 17:30:00")},
		{"held back by its release", view.NewOrder{PlacedAt: at("2026-03-02 12:00:00"), ReleaseAt: at("2026-03-03 09:00:00"), Service: "parcel"}, at("2026-03-03 17:30:00")},
		{"by express", view.NewOrder{PlacedAt: at("2026-03-02 15:00:00"), Service: "EXPRESS"}, at("2026-03-02 16:00:00")},
		{"the shop's own deadline stands", view.NewOrder{PlacedAt: at("2026-03-02 12:00:00"), ShipBy: at("2026-03-05 10:00:00")}, at("2026-03-05 10:00:00")},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.order.ShipTo.Country = "DE"
			got := withCutOffs([]view.NewOrder{c.order}, carrier.Starter(), berlin)[0].ShipBy
			if !got.Equal(c.want) {
				t.Errorf("leaves %v, want %v", got, c.want)
			}
		})
	}
}
