package bench_test

import (
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/bench"
)

func TestBadSoundsDifferFromGood(t *testing.T) {
	for _, good := range []station.Word{station.OK, station.Done} {
		if bench.Bells(good) != 1 {
			t.Errorf("%s rings %d times, want once", good, bench.Bells(good))
		}
	}
	for _, bad := range []station.Word{station.Wrong, station.Code, station.Halt} {
		if bench.Bells(bad) < 2 || len(bench.Tones(bad)) == 0 {
			t.Errorf("%s rings %d times, want at least twice", bad, bench.Bells(bad))
		}
	}
	for _, silent := range []station.Word{station.Again, station.Wait, ""} {
		if bench.Bells(silent) != 0 || len(bench.Tones(silent)) != 0 {
			t.Errorf("%q makes a sound", silent)
		}
	}
	ok, wrong := bench.Tones(station.OK)[0], bench.Tones(station.Wrong)[0]
	if ok.Hz < 2*wrong.Hz || wrong.For < 5*ok.For {
		t.Errorf("OK %v and WRONG %v sound alike", ok, wrong)
	}
}
