package sim_test

import (
	"testing"
	"time"

	"github.com/packwright/packwright/station/sim"
)

// BenchmarkShift plays shifts as a night does, each with its own seed. Orders a
// second are those of the time on a core, whatever else the machine does.
func BenchmarkShift(b *testing.B) {
	const shifts = 8
	n := sim.Night{Seeds: shifts, Options: sim.Options{Seed: 1, Stations: 3, Orders: 24, Open: inMemory}}
	orders, units, took := 0, 0, time.Duration(0)
	b.ReportAllocs()
	for b.Loop() {
		s := n.Play(nil)
		if s.Violation != nil {
			b.Fatal(s.Violation)
		}
		orders, units, took = orders+s.Orders, units+s.Units, took+s.CPU
		n.Seed += shifts
	}
	b.ReportMetric(float64(orders)/took.Seconds(), "orders/s")
	b.ReportMetric(float64(units)/float64(orders), "units/order")
}
