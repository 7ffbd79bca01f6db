package station

import (
	"fmt"
	"runtime"
	"testing"
)

// BenchmarkScan is one unit of an order of 200 lines, half of them picked: the
// read, the decision, and the copy of the state that it leaves behind. The rest
// of a station's heap, some 16 MB, is there as well: it decides how often the
// copies are collected.
func BenchmarkScan(b *testing.B) {
	heap := make([]byte, 16<<20)
	lines := make([]Line, 200)
	for i := range lines {
		lines[i] = mugs(5)
		lines[i].SKU = fmt.Sprintf("SKU-%03d", i)
		lines[i].Barcodes = []Barcode{{Code: fmt.Sprintf("CODE-%03d", i), Units: 1}}
	}
	o := order("1", lines...)
	o.Content.Rules, o.Content.Way = DefaultRules(), OnePass
	s, at := New("bench-7"), durationMS(0)
	s.Operator = Person{ID: "7", Role: Packer}
	s, _ = Step(s, noon, Claimed{Opened: []Opened{o}, Want: Want{How: ByNext}})
	scan := func(code string) (State, Out) {
		at += durationMS(1000)
		return Step(s, noon, Scanned{Text: code, At: at})
	}
	s, _ = scan("+")
	s, _ = scan("BOX-D")
	for i := range 100 {
		s, _ = scan(o.Content.Asked.Stops[i].Location)
		for range 5 {
			s, _ = scan(fmt.Sprintf("CODE-%03d", i))
		}
	}
	s, _ = scan(o.Content.Asked.Stops[100].Location)
	b.ReportAllocs()
	for b.Loop() {
		if _, out := scan("CODE-100"); out.Verdict.Word != OK {
			b.Fatal(out.Verdict)
		}
	}
	runtime.KeepAlive(heap)
}
