package station

import (
	"fmt"
	"testing"
)

// BenchmarkScan is one unit of an order of 200 lines, counted and undone by the
// next turn's copy of the state.
func BenchmarkScan(b *testing.B) {
	w := &world{now: noon}
	_ = w
	lines := make([]Line, 200)
	for i := range lines {
		lines[i] = mugs(5)
		lines[i].SKU = fmt.Sprintf("SKU-%03d", i)
		lines[i].Barcodes = []Barcode{{Code: fmt.Sprintf("CODE-%03d", i), Units: 1}}
	}
	o := order("1", lines...)
	o.Content.Rules = DefaultRules()
	o.Content.Way = OnePass
	s := New("bench-7")
	s.Operator = Person{ID: "7", Role: Packer}
	s, _ = Step(s, noon, Claimed{Opened: []Opened{o}, Want: Want{How: ByNext}})
	s, _ = Step(s, noon, Scanned{Text: "+"})
	s, _ = Step(s, noon, Scanned{Text: "BOX-D", Proof: true})
	at := durationMS(1000)
	for i := range 100 {
		at += durationMS(1000)
		s, _ = Step(s, noon, Scanned{Text: o.Content.Asked.Stops[i].Location, Proof: true, At: at})
		for range 5 {
			at += durationMS(1000)
			s, _ = Step(s, noon, Scanned{Text: fmt.Sprintf("CODE-%03d", i), Proof: true, At: at})
		}
	}
	at += durationMS(1000)
	s, _ = Step(s, noon, Scanned{Text: o.Content.Asked.Stops[100].Location, Proof: true, At: at})
	b.ReportAllocs()
	for b.Loop() {
		at += durationMS(1000)
		_, out := Step(s, noon, Scanned{Text: "CODE-100", Proof: true, At: at})
		if out.Verdict.Word != OK {
			b.Fatal(out.Verdict)
		}
	}
}
