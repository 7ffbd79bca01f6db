package engine

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
)

func newHouse() *house { return &house{sold: map[string]station.Bought{}} }

// steps is one order of two mugs and a tea from the badge to the cage. Each
// begins at the step of that name and is one input.
var steps = []struct {
	at station.StepName
	do func(b *bench)
}{
	{"", func(b *bench) { b.signIn() }},
	{"", func(b *bench) { b.Send(station.Scanned{Device: "keys", Text: "+", At: b.read}) }},
	{station.StepCarton, func(b *bench) { b.scan("BOX-C") }},
	{station.StepPlace, func(b *bench) { b.scan("A03-11") }},
	{station.StepArticle, func(b *bench) { b.scan(mug) }},
	{station.StepArticle, func(b *bench) { b.scan(mug) }},
	{station.StepPlace, func(b *bench) { b.scan("A03-12") }},
	{station.StepArticle, func(b *bench) { b.scan("X" + tea + "0") }},
	{station.StepWeigh, func(b *bench) { b.weighs(2*380 + 110 + 120) }},
	{station.StepProve, func(b *bench) { b.scan("00" + b.s.Work().Current().Live().Bought.SSCC) }},
}

func (b *bench) ships(from, to int) {
	b.t.Helper()
	for _, s := range steps[from:to] {
		b.at(s.at)
		s.do(b)
	}
}

func (b *bench) shipped(w *warehouse) {
	b.t.Helper()
	b.until("the order is shipped", func(s station.State) bool { return len(s.Works) == 0 && s.Applied == s.Seq })
	for kind, want := range map[string]int{"unit_picked": 3, "label_requested": 1, "label_bought": 1, "print_started": 1, "label_proven": 1, "work_closed": 1} {
		if n := w.count(kind); n != want {
			b.t.Errorf("%d facts %s, want %d", n, kind, want)
		}
	}
	if w.broken != nil {
		b.t.Errorf("the store says %v", w.broken)
	}
}

func TestAnOrderIsShipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, h := newWarehouse(order("1", 2, 1)), newHouse()
		b := start(t, t.TempDir(), w, h)
		b.ships(0, len(steps))
		b.shipped(w)
		if h.printed() != 1 {
			t.Errorf("%d labels came out, want 1", h.printed())
		}
	})
}

// A bench that is started again goes on at the same step, whether the database
// is there or not.
func TestAStartInTheMiddleGoesOnAtTheSameStep(t *testing.T) {
	for n := 1; n <= len(steps); n++ {
		for _, cut := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				dir, w, h := t.TempDir(), newWarehouse(order("1", 2, 1)), newHouse()
				b := start(t, dir, w, h)
				b.ships(0, n)
				if n < len(steps) {
					b.at(steps[n].at)
				}
				b.until("applied", func(s station.State) bool { return s.Applied == s.Seq })
				b.stop()
				if cut {
					w.setFails(func(context.Context, string) error { return errCut })
				}

				b = start(t, dir, w, h)
				b.until("taken up", func(s station.State) bool { return s.Operator.Name == "Anna" })
				if cut {
					b.until("the database is away", away)
				}
				if n < len(steps) && n > 2 {
					b.at(steps[n].at)
				}
				w.setFails(nil)
				b.until("the database is there", there)
				b.ships(n, len(steps))
				b.shipped(w)
				if h.printed() != 1 {
					t.Errorf("started again after %d steps: %d labels came out, want 1", n, h.printed())
				}
			})
		}
	}
}

func TestABadgeSeenHereOpensASessionWithoutTheDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, w := t.TempDir(), newWarehouse()
		b := start(t, dir, w, newHouse())
		b.signIn()
		b.scan("BADGE-ANNA")
		b.until("signed out", func(s station.State) bool { return s.Operator.ID == "" })
		w.setFails(hangs)
		b.until("the database is away", away)
		b.scan("BADGE-LEO")
		b.scan("BADGE-ANNA")
		b.until("signed in", func(s station.State) bool { return s.Operator.Name == "Anna" })
		w.setFails(nil)
		b.until("applied", func(s station.State) bool { return s.Applied == s.Seq })
		offline := 0
		for _, f := range w.all() {
			if c, ok := f.Change.(station.SignedIn); ok && c.Offline {
				offline++
			}
		}
		if offline != 1 {
			t.Errorf("%d sessions were opened without the database, want 1", offline)
		}
	})
}

func TestAClaimWhoseAnswerWasLostGivesTheSameWorks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse(order("1", 2, 1), order("2", 2, 1))
		lost := 0
		w.lost = func(_ context.Context, call string) error {
			if call == "claim next" && lost < 3 {
				lost++
				return errCut
			}
			return nil
		}
		b := start(t, t.TempDir(), w, newHouse())
		b.ships(0, 2)
		b.at(station.StepCarton)
		if lost != 3 || len(w.queue) != 1 || b.s.Works[0].ID != "1" {
			t.Errorf("%d answers lost; %d works left, want 1; in hand %s", lost, len(w.queue), b.s.Works[0].ID)
		}
	})
}

func TestAClaimWaitsForTheFactsBeforeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse(order("1", 2, 1))
		var missing int64 = -1
		var b *bench
		w.fails = func(_ context.Context, call string) error {
			if call == "claim next" {
				missing = b.j.Last() - int64(len(w.all()))
			}
			return nil
		}
		b = start(t, t.TempDir(), w, newHouse())
		b.ships(0, 2)
		b.at(station.StepCarton)
		if missing != 0 {
			t.Errorf("when the store was asked for work it lacked %d facts", missing)
		}
	})
}

// held is a machine that asks for one print when it is told to, and lets it
// start or not.
func held(let bool, effects ...station.Effect) func(*Options) {
	return func(o *Options) {
		o.Step = func(s station.State, _ time.Time, in station.Input) (station.State, station.Out) {
			switch in := in.(type) {
			case station.Scanned:
				s.Scans++
				return s, station.Out{Effects: effects}
			case station.Sending:
				if c := (station.PrintStarted{Job: in.Job}); let {
					return s.After(c), station.Out{Changes: []station.Change{c}}
				}
			case station.PrintDone:
				s.Verdict = station.Verdict{Word: station.OK, Text: string(in.State), N: s.Verdict.N + 1}
			}
			return s, station.Out{}
		}
	}
}

func TestAPrinterAsksBeforeTheFirstByte(t *testing.T) {
	for let, want := range map[bool]station.PrintState{true: station.PrintCounted, false: station.PrintQueued} {
		synctest.Test(t, func(t *testing.T) {
			h := newHouse()
			b := start(t, t.TempDir(), newWarehouse(), h, held(let, station.Print{Job: "j1", Document: station.Document{Kind: station.ShipLabel}}))
			b.Send(station.Scanned{})
			b.until("the job ended", func(s station.State) bool { return s.Verdict.N == 1 })
			if got := station.PrintState(b.s.Verdict.Text); got != want || h.printed() == 1 != let {
				t.Errorf("let %v: ended as %q with %d labels, want %q", let, got, h.printed(), want)
			}
		})
	}
}

func TestNothingIsPrintedWhenTheJournalFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, g := newHouse(), &gate{open: make(chan error, 1)}
		g.open <- errCut
		b := start(t, t.TempDir(), newWarehouse(), h, gated(g), held(true, station.Print{Job: "j1", Document: station.Document{Kind: station.ShipLabel}}))
		b.Send(station.Scanned{})
		synctest.Wait()
		b.stop()
		if h.printed() != 0 {
			t.Error("a label was printed whose start is not in the journal")
		}
	})
}

func TestTheSameEffectDoesNotRunTwiceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse()
		h.onBuy = func(ctx context.Context) error { return hangs(ctx, "") }
		b := start(t, t.TempDir(), newWarehouse(), h, held(true, station.BuyLabel{Key: "k"}))
		for range 5 {
			b.Send(station.Scanned{})
		}
		b.until("five scans", func(s station.State) bool { return s.Scans == 5 })
		time.Sleep(carrierPatience + time.Second)
		if h.asked() != 1 {
			t.Errorf("the carrier was asked %d times at once", h.asked())
		}
		b.Send(station.Scanned{})
		time.Sleep(time.Second)
		if h.asked() != 2 {
			t.Errorf("the carrier was asked %d times, want once more after the first answer", h.asked())
		}
	})
}

func TestWhatTheCarrierSaidWhileTheProgramEndsCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, w, h := t.TempDir(), newWarehouse(order("1", 2, 1)), newHouse()
		var late sync.Once
		h.onBuy = func(ctx context.Context) error {
			late.Do(func() { <-ctx.Done(); time.Sleep(time.Second) })
			return nil
		}
		b := start(t, dir, w, h)
		b.ships(0, 9)
		b.at(station.StepLabel)
		synctest.Wait()
		b.stop()
		b = start(t, dir, w, h)
		b.at(station.StepPrint) // nobody may be there: the label waits for its box
		b.until("the question for the box", func(s station.State) bool { return s.Prompt().Plus != "" })
		b.scan(station.CommandCode(station.CmdPlus))
		b.ships(9, len(steps))
		b.shipped(w)
		if h.asked() != 1 {
			t.Errorf("the carrier was asked %d times, want 1", h.asked())
		}
	})
}

func TestACarrierThatDoesNotAnswerIsAskedAgainUnderTheSameKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, h := newWarehouse(order("1", 2, 1)), newHouse()
		h.onBuy = func(ctx context.Context) error {
			if h.asked() < 3 {
				return hangs(ctx, "")
			}
			return nil
		}
		b := start(t, t.TempDir(), w, h)
		b.ships(0, 9)
		b.until("the carrier is away", func(s station.State) bool { l, known := s.Links[station.Carrier]; return known && !l.OK })
		b.ships(9, len(steps))
		b.shipped(w)
		if len(h.sold) != 1 || !b.s.Links[station.Carrier].OK {
			t.Errorf("%d labels sold, carrier %+v", len(h.sold), b.s.Links[station.Carrier])
		}
	})
}

func TestTheOrderInHandIsFinishedAfterAnOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, h := newWarehouse(order("1", 2, 1)), newHouse()
		b := start(t, t.TempDir(), w, h)
		b.ships(0, 3)
		w.setFails(hangs)
		b.ships(3, 9)
		b.until("the database is away", away)
		time.Sleep(10 * time.Minute)
		if h.asked() != 0 {
			t.Error("a label was bought before its request was applied")
		}
		w.setFails(nil)
		b.ships(9, len(steps))
		b.shipped(w)
	})
}

func TestTheScaleIsToldToZeroItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := 0
		b := start(t, t.TempDir(), newWarehouse(), newHouse(), held(true, station.ZeroScale{}), func(o *Options) {
			o.Zero = func() { told++ }
		})
		b.Send(station.Scanned{})
		b.until("the scan was taken", func(s station.State) bool { return s.Scans == 1 })
		b.stop()
		if told != 1 {
			t.Errorf("it was told %d times, want once", told)
		}
	})
}
