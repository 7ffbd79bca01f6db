package station

import (
	"testing"
	"time"
)

// TestOneReadCountsOnce: same text, same device, within 300 ms between the
// reads is one read; beyond that every read counts, and nothing is asked.
func TestOneReadCountsOnce(t *testing.T) {
	type read struct {
		after  int // ms since the read before
		device string
		text   string
	}
	const other = "4006381333948"
	for _, c := range []struct {
		name  string
		reads []read
		want  int
	}{
		{"299 ms later it is the same read", []read{{0, "line", mug}, {299, "line", mug}}, 1},
		{"300 ms later it is another", []read{{0, "line", mug}, {300, "line", mug}}, 2},
		{"a trigger that is held down is one read", []read{{0, "line", mug}, {200, "line", mug}, {200, "line", mug}, {200, "line", mug}}, 1},
		{"another device is another read", []read{{0, "line", mug}, {50, "keyboard", mug}}, 2},
		{"a code between them does not make it another", []read{{0, "line", mug}, {50, "line", other}, {50, "line", mug}}, 1},
		{"at one moment it is the same read", []read{{0, "line", mug}, {0, "line", mug}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, func(r *Rules) { onePass(r); r.Location = "off" }, order("1", mugs(9)))
			w.scan("BADGE-ANNA").types("+").scan("BOX-D")
			at := w.read + durationMS(1000)
			for _, r := range c.reads {
				at += durationMS(r.after)
				w.in(Scanned{Device: r.device, Text: r.text, Proof: true, At: at})
			}
			if got := w.s.Work().PickedUnits(); got != c.want || w.s.Work().Ask.Open() {
				t.Errorf("%d counted, question %v; want %d and none; %v", got, w.s.Work().Ask, c.want, w.s.Verdict)
			}
		})
	}
}

// TestAUnitWithANumberOfItsOwnCountsOnce: the serial number on a label names
// one unit, whether or not the house asks for it, and however late it is read
// again.
func TestAUnitWithANumberOfItsOwnCountsOnce(t *testing.T) {
	for _, tracked := range []bool{false, true} {
		l := mugs(3)
		l.Serial = tracked
		w := newWorld(t, func(r *Rules) { onePass(r); r.Location = "off" }, order("1", l))
		w.scan("BADGE-ANNA").types("+").scan("BOX-D")
		first, second := "]C101"+mug+"21SN1", "]C101"+mug+"21SN2"
		w.scan(first).says("OK MUG-BLUE 1 of 3. 2 more.")
		w.read += 5 * time.Second
		w.scan(first).says("WRONG Serial number SN1 is counted already. Scan another unit.")
		w.scan(second).says("OK MUG-BLUE 2 of 3. 1 more.")
		w.types("-").scan(second).says("OK MUG-BLUE 2 of 3. 1 more.")
		if got := w.s.Work().PickedUnits(); got != 2 {
			t.Errorf("serial numbers asked for: %v: %d counted, want 2", tracked, got)
		}
	}
}
