package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

// BenchmarkScan measures what a packer waits for: from Send to the state in
// which the scan counts, of a work with 200 lines, over a journal on the disk.
// Beside it stands what the disk takes for one durable write.
func BenchmarkScan(b *testing.B) {
	o := order("1", 1_000_000, 199)
	bench := start(b, b.TempDir(), newWarehouse(o), newHouse())
	bench.ships(0, 4)
	bench.at(station.StepArticle)
	raw, err := os.OpenFile(filepath.Join(b.TempDir(), "raw"), os.O_CREATE|os.O_WRONLY|os.O_SYNC, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.WriteAt(make([]byte, 1<<20), 0); err != nil {
		b.Fatal(err)
	}
	var ours, disks []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		begun := time.Now()
		bench.scan(mug)
		ours = append(ours, time.Since(begun))
		begun = time.Now()
		if _, err := raw.WriteAt(make([]byte, 600), int64(len(ours)*600%(1<<20-600))); err != nil {
			b.Fatal(err)
		}
		disks = append(disks, time.Since(begun))
	}
	if got := bench.s.Work().PickedUnits(); got != len(ours) {
		b.Fatal(fmt.Errorf("%d units counted of %d scans; %s", got, len(ours), bench.s.Verdict))
	}
	report(b, ours, "scan")
	report(b, disks, "disk")
}

func report(b *testing.B, times []time.Duration, name string) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), name+"-p50-us")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), name+"-p99-us")
}
