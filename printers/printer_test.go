package printers

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestALabelThatCameOutIsCounted(t *testing.T) {
	for _, c := range []struct {
		name   string
		config VirtualConfig
		want   State
		after  int64
	}{
		{"an exact printer", VirtualConfig{Feed: 100}, Counted, 1},
		{"a cheap copy", VirtualConfig{Feed: 100, Sloppy: true}, Counted, 1},
		{"a slow one", VirtualConfig{Feed: 25, Reading: 2000}, Counted, 1},
		{"one without a counter can only be said to have it", VirtualConfig{Feed: 100, NoCounter: true}, Sent, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			in(t, func(t *testing.T) {
				p, v := networked(t, c.config)
				j := job(t, "one")
				r := p.Print(t.Context(), j)
				if r.State != c.want || r.Counter != c.after || r.Sent != len(j.Data) || r.Problem != "" || r.Err != nil {
					t.Errorf("got %v, %v; want %s", r, r.Err, c.want)
				}
				if got := came(v); got != want(j) {
					t.Errorf("tape: got %s, want %s", got, want(j))
				}
			})
		})
	}
}

func TestAPrinterThatIsNotReadyIsSentNothingAndItsTroubleNamed(t *testing.T) {
	for _, c := range []struct {
		fault  Fault
		config VirtualConfig
		want   string
	}{
		{PaperOut, VirtualConfig{}, "paper out"},
		{HeadOpen, VirtualConfig{}, "head open"},
		{RibbonOut, VirtualConfig{}, "ribbon out"},
		{Paused, VirtualConfig{}, "paused"},
		{TooHot, VirtualConfig{}, "print head too hot"},
		{PaperOut, VirtualConfig{Sloppy: true}, "paper out"},
		{PaperOut, VirtualConfig{QuietOnFault: true}, "paper out"},
		{HeadOpen, VirtualConfig{QuietOnFault: true, Sloppy: true}, "head open"},
		{Silent, VirtualConfig{}, "does not answer"},
		{Stuck, VirtualConfig{}, "takes no data"},
		{Off, VirtualConfig{}, "connection lost"},
	} {
		t.Run(c.want, func(t *testing.T) {
			in(t, func(t *testing.T) {
				p, v := networked(t, c.config)
				v.Set(c.fault, true)
				r := p.Print(t.Context(), job(t, "one"))
				if r.State != NotReady || r.Problem != c.want || r.Sent != 0 {
					t.Errorf("got %v, want notready, %s", r, c.want)
				}
				v.Set(c.fault, false)
				time.Sleep(time.Minute)
				if got := came(v); got != "" {
					t.Errorf("it printed %s", got)
				}
				if r := p.Print(t.Context(), job(t, "two")); r.State != Counted {
					t.Errorf("once it is ready again: %v", r)
				}
			})
		})
	}
}

func TestSilenceAfterTheFirstByteIsUnknown(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault Fault
	}{{"silent", Silent}, {"off", Off}} {
		t.Run(c.name, func(t *testing.T) {
			in(t, func(t *testing.T) {
				p, v := networked(t, VirtualConfig{Feed: 50, Reading: 500})
				j := job(t, "one")
				j.Before = func(int64) error {
					go func() { time.Sleep(100 * time.Millisecond); v.Set(c.fault, true) }()
					return nil
				}
				r := p.Print(t.Context(), j)
				if r.State != Unknown || r.Problem == "" || r.Err == nil || r.CounterBefore != 0 {
					t.Errorf("got %v, %v, want unknown and why", r, r.Err)
				}
				v.Set(c.fault, false)
				time.Sleep(time.Minute)
				if n := len(v.Tape()); n > 1 {
					t.Errorf("%d labels came out, want at most one", n)
				}
			})
		})
	}
}

func TestACounterThatIsNeverToldIsNotWaitedForAgain(t *testing.T) {
	in(t, func(t *testing.T) {
		p := script(t, func(heard string) string {
			if strings.Contains(heard, "~HS") {
				return ready()
			}
			return ""
		})
		for i, most := range []time.Duration{3 * time.Second, 3 * time.Second, time.Second, time.Second} {
			began := time.Now()
			r := p.Print(t.Context(), job(t, "one"))
			if took := time.Since(began); r.State != Sent || r.Counter != -1 || took > most {
				t.Errorf("job %d: %v after %v, want sent within %v", i, r, took, most)
			}
		}
	})
}

func TestACounterThatIsLateOnceStillCounts(t *testing.T) {
	in(t, func(t *testing.T) {
		asked := 0
		p := script(t, func(heard string) string {
			if strings.Contains(heard, "~HS") {
				return ready()
			}
			if strings.Contains(heard, "getvar") {
				asked++
				return []string{"", "", `"5""5"`, `"6"`}[min(asked, 3)]
			}
			return ""
		})
		if r := p.Print(t.Context(), job(t, "one")); r.State != Counted || r.CounterBefore != 5 || r.Counter != 6 {
			t.Errorf("got %v, want 5 to 6", r)
		}
	})
}

func TestTheCounterIsTakenOnlyWhenItStandsStill(t *testing.T) {
	in(t, func(t *testing.T) {
		counts := strings.Fields("5 6 6 6 7") // the label of the first job comes out late
		p := script(t, func(heard string) string {
			switch {
			case strings.Contains(heard, "~HS"):
				return ready()
			case strings.Contains(heard, "getvar"):
				n := counts[0]
				counts = counts[min(1, len(counts)-1):]
				return `"` + n + `"`
			}
			return ""
		})
		p.doubt = true
		if r := p.Print(t.Context(), job(t, "one")); r.State != Counted || r.CounterBefore != 6 || r.Counter != 7 {
			t.Errorf("got %v, want 6 to 7", r)
		}
	})
}

func TestALineThatDiedBetweenJobsIsOpenedAgain(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{})
		one, two := job(t, "one"), job(t, "two")
		p.Print(t.Context(), one)
		v.PowerCycle()
		time.Sleep(time.Second)
		if r := p.Print(t.Context(), two); r.State != Counted || r.CounterBefore != 1 || came(v) != want(one, two) {
			t.Errorf("got %v, tape %s", r, came(v))
		}
	})
}

func TestAPrinterThatTakesNothingForAMinuteIsGivenUp(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Reading: 10_000})
		j := Job{ID: "large", Data: label(t, "large", 60_000), Before: func(int64) error { v.Set(Stuck, true); return nil }}
		began := time.Now()
		r := p.Print(t.Context(), j)
		if took := time.Since(began); r.State != Unknown || took > time.Minute+time.Second || !strings.HasPrefix(r.Problem, "takes no data after ") {
			t.Errorf("got %v after %v", r, took)
		}
	})
}

func TestALabelThePrinterSwallowsIsNotCounted(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{})
		r := p.Print(t.Context(), Job{ID: "no label", Data: []byte("^FDnothing that prints^FS")})
		if r.State != Unknown || r.Problem != "no label was counted" || r.Counter != 0 {
			t.Errorf("got %v", r)
		}
		if got := came(v); got != "" {
			t.Errorf("it printed %s", got)
		}
	})
}

func TestSeveralLabelsOfAJobAreAllCounted(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 50})
		one := label(t, "one", 0)
		r := p.Print(t.Context(), Job{ID: "three", Data: []byte(strings.Repeat(string(one), 3)), Labels: 3})
		if r.State != Counted || r.Counter != 3 || len(v.Tape()) != 3 {
			t.Errorf("got %v, tape %s", r, came(v))
		}
	})
}

func TestTheRightToPrintIsAskedLast(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{})
		lost := errors.New("another bench has it")
		j := job(t, "one")
		j.Before = func(int64) error { return lost }
		r := p.Print(t.Context(), j)
		if r.State != Failed || !errors.Is(r.Err, lost) || r.Sent != 0 {
			t.Errorf("got %v, %v", r, r.Err)
		}
		v.Set(PaperOut, true)
		j.Before = func(int64) error { t.Error("asked although the printer was not ready"); return nil }
		p.Print(t.Context(), j)
		if got := came(v); got != "" {
			t.Errorf("it printed %s", got)
		}
	})
}

func TestALinkThatBreaksBeforeTheFirstByteLeavesNoDoubt(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{})
		j := job(t, "one")
		j.Before = func(int64) error {
			v.PowerCycle()
			synctest.Wait() // until the break has reached us: bytes that leave before it would be in doubt
			return nil
		}
		if r := p.Print(t.Context(), j); r.State != NotReady || r.Sent != 0 || r.Err == nil {
			t.Errorf("got %v, %v", r, r.Err)
		}
		j.Before = nil
		if r := p.Print(t.Context(), j); r.State != Counted || came(v) != want(j) {
			t.Errorf("got %v, tape %s", r, came(v))
		}
	})
}

func TestJobsComeOutInTheirOrder(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 100})
		var jobs []Job
		var results []<-chan Result
		for _, name := range strings.Fields("a b c d e f g h i j") {
			jobs = append(jobs, job(t, name))
			results = append(results, p.Queue(t.Context(), jobs[len(jobs)-1]))
		}
		for i, c := range results {
			if r := <-c; r.State != Counted || r.ID != jobs[i].ID || r.Counter != int64(i+1) {
				t.Errorf("job %s: %v", jobs[i].ID, r)
			}
		}
		if got := came(v); got != want(jobs...) {
			t.Errorf("tape: got %s, want %s", got, want(jobs...))
		}
	})
}

func TestAJobTakenBackWhileItWaitsIsNeverPrinted(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 10})
		first := job(t, "first")
		one := p.Queue(t.Context(), first)
		ctx, cancel := context.WithCancel(t.Context())
		two := p.Queue(ctx, job(t, "second"))
		cancel()
		if r := <-two; r.State != Failed || r.ID != "second" {
			t.Errorf("second: %v", r)
		}
		if r := <-one; r.State != Counted {
			t.Errorf("first: %v", r)
		}
		if got := came(v); got != want(first) {
			t.Errorf("tape: got %s, want the first only", got)
		}
	})
}

func TestCancelEndsAJobWithinASecondWhereverItIs(t *testing.T) {
	for _, c := range []struct {
		name    string
		stuckAt time.Duration // when the printer stops, before the job or in it
		size    int
		want    State
	}{
		{"before the first byte", -1, 300, Failed},
		{"while the printer takes no byte", 200 * time.Millisecond, 60_000, Unknown},
		{"while the label does not come out", time.Second, 300, Unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			in(t, func(t *testing.T) {
				p, v := networked(t, VirtualConfig{Feed: 10, Reading: 10_000})
				if c.stuckAt < 0 {
					v.Set(Stuck, true)
				} else {
					go func() { time.Sleep(c.stuckAt); v.Set(Stuck, true) }()
				}
				ctx, cancel := context.WithCancel(t.Context())
				result := p.Queue(ctx, Job{ID: "one", Data: label(t, "one", c.size)})
				if c.stuckAt >= 0 {
					time.Sleep(4 * time.Second)
				} else {
					time.Sleep(500 * time.Millisecond)
				}
				began := time.Now()
				cancel()
				r := <-result
				if took := time.Since(began); r.State != c.want || took > time.Second {
					t.Errorf("got %v after %v, want %s within 1 s", r, took, c.want)
				}
			})
		})
	}
}

func TestATornLabelComesOutAgainByThePrinterAlone(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 50})
		v.RunOut()
		j := job(t, "one")
		result := p.Queue(t.Context(), j)
		time.Sleep(10 * time.Minute) // the packer looks for paper
		select {
		case r := <-result:
			t.Fatalf("with paper out: %v", r)
		default:
		}
		v.Set(PaperOut, false)
		if r := <-result; r.State != Counted || r.Counter != 1 {
			t.Errorf("got %v, want counted", r)
		}
		if got := came(v); got != "torn "+want(j) {
			t.Errorf("tape: got %s, want a torn one and a whole one", got)
		}
	})
}

func TestATornLabelThatDoesNotComeOutAgainIsUnknown(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 50, NoReprint: true})
		v.RunOut()
		go func() { time.Sleep(20 * time.Second); v.Set(PaperOut, false) }()
		r := p.Print(t.Context(), job(t, "one"))
		if r.State != Unknown || r.Counter != 0 || came(v) != "torn" {
			t.Errorf("got %v, tape %s", r, came(v))
		}
	})
}

func TestHalfALabelInThePrinterStopsTheNextOne(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{})
		j := job(t, "one")
		p.Print(t.Context(), Job{ID: "half", Data: j.Data[:len(j.Data)-10]})
		r := p.Print(t.Context(), j)
		if r.State != NotReady || r.Problem != "holds half a label" {
			t.Fatalf("got %v", r)
		}
		if err := p.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := p.Print(t.Context(), j); r.State != Counted || came(v) != want(j) {
			t.Errorf("after clearing: %v, tape %s", r, came(v))
		}
	})
}

func TestALabelOfAnEarlierDoubtfulJobIsNotTakenForOurs(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 10}) // 15 s a label
		ctx, cancel := context.WithCancel(t.Context())
		result := p.Queue(ctx, job(t, "one"))
		time.Sleep(time.Second)
		cancel()
		if r := <-result; r.State != Unknown {
			t.Fatalf("first: %v", r)
		}
		r := p.Print(t.Context(), job(t, "two"))
		if r.State == NotReady {
			time.Sleep(20 * time.Second)
			r = p.Print(t.Context(), job(t, "two"))
		}
		if r.State != Counted || r.CounterBefore != 1 || r.Counter != 2 || len(v.Tape()) != 2 {
			t.Errorf("got %v, tape %s", r, came(v))
		}
	})
}

func TestAJobAfterShutdownSaysSo(t *testing.T) {
	p := New(File{Path: t.TempDir() + "/labels.zpl"}, Timing{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p.Run(ctx)
	if r := p.Print(t.Context(), job(t, "one")); r.State != Failed || !errors.Is(r.Err, errShutDown) {
		t.Errorf("got %v, %v", r, r.Err)
	}
	if _, err := p.Status(t.Context()); !errors.Is(err, errShutDown) {
		t.Errorf("status: %v", err)
	}
}
