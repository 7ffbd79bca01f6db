package engine

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
)

func TestABenchWithoutRoomFinishesAndBeginsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var left atomic.Int64
		left.Store(2 << 30)
		w, h := newWarehouse(order("1", 2, 1), order("2", 2, 1)), newHouse()
		b := start(t, t.TempDir(), w, h, func(o *Options) {
			o.Room = Room{Left: func() (int64, error) { return left.Load(), nil }, Warn: 500 << 20, Stop: 100 << 20}
		})
		b.ships(0, 5)
		left.Store(432 << 20)
		begun := time.Now()
		b.until("a warning", func(s station.State) bool { return s.Links[station.Space].Cause == station.SpaceLow })
		if took := time.Since(begun); took > roomEach || b.s.Links[station.Space].Count != 432 {
			t.Errorf("told after %v: %+v", took, b.s.Links[station.Space])
		}
		left.Store(99 << 20)
		b.until("no room", func(s station.State) bool { return s.Links[station.Space].Cause == station.SpaceGone })
		b.ships(5, len(steps))
		b.shipped(w)
		b.Send(station.Scanned{Device: "keys", Text: "+", At: b.read})
		time.Sleep(time.Minute)
		if n := w.count("work_opened"); n != 1 {
			t.Fatalf("%d orders were begun, want the first only", n)
		}
		left.Store(1 << 30)
		b.at(station.StepCarton)
	})
}

func TestRoomIsToldWhenItIsNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// MB left at each look, -1 for a look that fails; what is told of it.
		looks := []int64{900, 800, 450, 449, 441, 440, -1, 90, 89, 700, 600}
		want := []int64{450, 440, 90, 700}
		var told []int64
		n := 0
		b := start(t, t.TempDir(), newWarehouse(), newHouse(), func(o *Options) {
			o.Room = Room{Warn: 500 << 20, Stop: 100 << 20, Left: func() (int64, error) {
				mb := looks[min(n, len(looks)-1)]
				n++
				if mb < 0 {
					return 0, errors.New("input/output error")
				}
				return mb << 20, nil
			}}
			o.Step = func(s station.State, now time.Time, in station.Input) (station.State, station.Out) {
				if l, ok := in.(station.LinkChanged); ok && l.What == station.Space {
					told = append(told, l.Count)
				}
				return note(s, now, in)
			}
		})
		time.Sleep(time.Duration(len(looks)) * roomEach)
		synctest.Wait()
		b.stop()
		if len(told) != len(want) {
			t.Fatalf("told %v, want %v", told, want)
		}
		for i := range want {
			if told[i] != want[i] {
				t.Fatalf("told %v, want %v", told, want)
			}
		}
	})
}
