package scanners

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// behindDam plays reads to a dam in the time of the test, and says what came
// through and what was told.
func behindDam(t *testing.T, play func(read func(text string))) (through []Scan, floods []Flood) {
	t.Helper()
	from := make(chan Scan)
	ended := make(chan bool)
	go func() {
		Dam(t.Context(), from, func(s Scan) { through = append(through, s) }, func(f Flood) { floods = append(floods, f) })
		ended <- true
	}()
	play(func(text string) { from <- Scan{Text: text, Bytes: len(text) + 1, At: time.Now()} })
	time.Sleep(10 * time.Second)
	close(from)
	<-ended
	return through, floods
}

func TestTwentyScansASecondAreNoFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		through, floods := behindDam(t, func(read func(string)) {
			for i := range 100 {
				read(fmt.Sprint(i))
				time.Sleep(50 * time.Millisecond)
			}
		})
		if len(through) != 100 || len(floods) > 0 {
			t.Errorf("%d scans came through, floods %v; want all and none", len(through), floods)
		}
	})
}

func TestAFloodPausesTheReaderUntilItIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		through, floods := behindDam(t, func(read func(string)) {
			for i := range 200 {
				read(fmt.Sprint(i))
				time.Sleep(10 * time.Millisecond)
			}
			time.Sleep(calmAfter)
			read("next")
		})
		for i, s := range through[:200] {
			if s.Text != fmt.Sprint(i) {
				t.Fatalf("scan %d is %s", i, s.Text)
			}
		}
		if len(through) != 201 || through[200].Text != "next" || through[200].At.Sub(begun) > 3*time.Second {
			t.Errorf("%d scans came through, want 201", len(through))
		}
		if want := (Flood{Over: true, Scans: 180}); floods[0] != (Flood{Scans: 1}) || floods[len(floods)-1] != want || len(floods) != 5 {
			t.Errorf("told %+v, want it at once, each half second, and %+v at the end", floods, want)
		}
	})
}

func TestWhatIsMoreThanTheDamHoldsIsDroppedAndCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		through, floods := behindDam(t, func(read func(string)) {
			for range 5000 {
				read("0109520123456788")
			}
			time.Sleep(calmAfter)
			read("next")
		})
		last := floods[len(floods)-1]
		if last != (Flood{Over: true, Scans: 4980, Dropped: 4980 * 17}) {
			t.Errorf("told %+v at the end", last)
		}
		if len(through) != floodScans+2 || through[floodScans].Rejected != "too many at once: 4980 scans, 84660 bytes dropped" || through[floodScans+1].Text != "next" {
			t.Errorf("%d scans came through, the last ones %+v", len(through), through[floodScans:])
		}
	})
}

func TestAFloodHoldsNoMoreThanItMay(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("9", MaxScan)} {
		d := &dam{take: func(Scan) {}, told: func(Flood) {}}
		most := 0
		for i := range 100_000 {
			d.scan(Scan{Text: text, Bytes: len(text) + 1, At: noon.Add(time.Duration(i))})
			held := 0
			for _, s := range d.held {
				held += len(s.Text)
			}
			most = max(most, held, len(d.held)*leastHeld)
		}
		if most > mostHeld || most < mostHeld/2 {
			t.Errorf("scans of %d bytes: at most %d bytes were held, want 64 KB", len(text), most)
		}
	}
}

// A flood that a cable brought late is told by when it was read.
func TestScansThatWaitedAreNoFlood(t *testing.T) {
	var through int
	d := &dam{take: func(Scan) { through++ }, told: func(f Flood) { t.Errorf("told of %+v", f) }}
	for i := range 100 {
		d.scan(Scan{Text: "A", At: noon.Add(time.Duration(i) * 60 * time.Millisecond)})
	}
	if through != 100 {
		t.Errorf("%d scans came through", through)
	}
}
