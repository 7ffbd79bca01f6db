package journal

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

// BenchmarkAppend measures how long a packer waits for the fact of a scan to be
// durable, and beside it what the disk itself takes for as many bytes.
func BenchmarkAppend(b *testing.B) {
	dir := b.TempDir()
	j := opened(b, dir)
	f, err := system{}.open(filepath.Join(dir, "raw"), os.O_CREATE|os.O_WRONLY|openDurable, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(make([]byte, segmentSize), 0); err != nil {
		b.Fatal(err)
	}
	raw, at := make([]byte, 600), int64(0)
	turn := []station.Change{picked("w1", 1)}
	var ours, disks []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		begun := time.Now()
		if _, err := j.Append(noon, "ann", turn); err != nil {
			b.Fatal(err)
		}
		ours = append(ours, time.Since(begun))
		begun = time.Now()
		if err := writeThrough(f, raw, at); err != nil {
			b.Fatal(err)
		}
		disks = append(disks, time.Since(begun))
		at = (at + int64(len(raw))) % (segmentSize - 1024)
	}
	report(b, ours, "append")
	report(b, disks, "disk")
}

func report(b *testing.B, times []time.Duration, name string) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), name+"-p50-us")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), name+"-p99-us")
}

// BenchmarkOpen is a restart in the middle of a shift: a day of facts, a work
// in hand.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	j := opened(b, dir)
	wrote(b, j, signIn)
	fill(b, j, 10)
	wrote(b, j, opening("w2"))
	for i := range 200 {
		wrote(b, j, picked("w2", i))
	}
	closed(b, j)
	for b.Loop() {
		j := opened(b, dir)
		if n := len(folded(b, j)); n != 202 {
			b.Fatalf("folded %d facts, want 202", n)
		}
		closed(b, j)
	}
}
