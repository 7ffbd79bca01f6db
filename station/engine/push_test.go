package engine

import (
	"context"
	"errors"
	"iter"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station"
)

func away(s station.State) bool {
	l, known := s.Links[station.Database]
	return known && !l.OK
}

func there(s station.State) bool { return s.Links[station.Database].OK }

// The store stops answering, but no connection breaks.
func TestABlackHoleIsOnTheScreenWithinTwoSeconds(t *testing.T) {
	tests := map[string]func(b *bench, w *warehouse){
		"from the start": func(*bench, *warehouse) {},
		"with a scan": func(b *bench, w *warehouse) {
			w.setFails(nil)
			b.until("the database is there", there)
			w.setFails(hangs)
			b.Send(station.Scanned{Text: "c1"})
		},
	}
	for name, do := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWarehouse()
				w.setFails(hangs)
				b := start(t, t.TempDir(), w, &house{}, noting)
				do(b, w)
				begun := time.Now()
				b.until("the database is away", away)
				if took := time.Since(begun); took > 2*time.Second {
					t.Errorf("it took %v, want at most 2 s", took)
				}
				if cause := b.s.Links[station.Database].Cause; cause != "the database does not answer" {
					t.Errorf("cause %q", cause)
				}
			})
		})
	}
}

// told is a store that says when its connection is lost.
type told struct {
	*warehouse
	lost chan error
}

func (s told) Watch(ctx context.Context) error {
	select {
	case err := <-s.lost:
		return err
	case <-ctx.Done():
		return nil
	}
}

func TestALostConnectionIsOnTheScreenOfABenchAtRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := told{newWarehouse(), make(chan error)}
		b := start(t, t.TempDir(), s, &house{}, noting)
		b.until("the database is there", there)
		s.setFails(hangs)
		begun := time.Now()
		s.lost <- syscall.ECONNRESET
		b.until("the database is away", away)
		if took := time.Since(begun); took > time.Second {
			t.Errorf("it took %v, want at most 1 s", took)
		}
		if cause := b.s.Links[station.Database].Cause; cause != "the connection to the database was cut" {
			t.Errorf("cause %q", cause)
		}
		s.setFails(nil)
		b.until("the database is there again", there)
	})
}

func TestOneOfSeveralConnectionsIsNoNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := told{newWarehouse(), make(chan error)}
		b := start(t, t.TempDir(), s, &house{}, noting)
		b.until("the database is there", there)
		s.lost <- syscall.ECONNRESET
		s.lost <- syscall.ECONNRESET
		b.Send(station.Scanned{Text: "c1"})
		b.until("the scan is applied", func(s station.State) bool {
			if away(s) {
				t.Error("the database was said to be away")
			}
			return s.Applied == 1
		})
	})
}

func TestFactsOfAnOutageAreSentOnceItIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse()
		w.setFails(func(context.Context, string) error { return syscall.ECONNREFUSED })
		b := start(t, t.TempDir(), w, &house{}, noting)
		want := numbered(200)
		for _, c := range want {
			b.Send(station.Scanned{Text: c})
		}
		b.until("200 are unsent", func(s station.State) bool { return s.Links[station.Unsent].Count == 200 })
		if cause := b.s.Links[station.Database].Cause; cause != "nobody answers: is the database running?" {
			t.Errorf("cause %q", cause)
		}
		time.Sleep(time.Hour)
		if n := w.called("apply"); n < 4500 || n > 9000 {
			t.Errorf("%d tries within an hour, want one each 0.4 to 0.8 s", n)
		}
		w.setFails(nil)
		b.until("none is unsent", func(s station.State) bool { return s.Links[station.Unsent].OK && there(s) && s.Applied == 200 })
		if got := codes(w.all()); !same(got, want) || w.again > 0 {
			t.Errorf("the store has %d of %d, %d of them twice", len(got), len(want), w.again)
		}
		for _, n := range w.sizes {
			if n > 64 {
				t.Errorf("a call with %d facts, want at most 64", n)
			}
		}
	})
}

func TestABenchThatDoesNotKnowWhatIsSentSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse()
		b := start(t, t.TempDir(), w, &house{}, noting)
		b.until("it is there", there)
		w.setFails(func(context.Context, string) error { return syscall.ECONNREFUSED })
		b.Send(station.Scanned{Text: "c1"})
		b.until("it is away", away)
		w.setFails(nil)
		b.until("the scan is sent", func(s station.State) bool { return there(s) && s.Applied == 1 })
		if want := []int64{station.UnsentUnknown, station.UnsentUnknown, 0}; !slices.Equal(w.unsent, want) {
			t.Errorf("unsent %v, want %v: asked at the start, asked after the outage, sent", w.unsent, want)
		}
	})
}

func TestFactsWhoseAnswerWasLostAreSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse()
		n := 0
		w.lost = func(ctx context.Context, _ string) error {
			if n++; n%3 == 0 {
				return hangs(ctx, "")
			}
			return nil
		}
		b := start(t, t.TempDir(), w, &house{}, noting)
		want := numbered(50)
		for _, c := range want {
			b.Send(station.Scanned{Text: c})
			time.Sleep(100 * time.Millisecond)
		}
		b.until("all are applied", func(s station.State) bool { return s.Applied == 50 })
		if got := codes(w.all()); !same(got, want) || w.broken != nil {
			t.Errorf("the store has %d of %d: %v", len(got), len(want), w.broken)
		}
	})
}

func TestADatabaseThatWentBackGetsTheFactsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse()
		b := start(t, t.TempDir(), w, &house{}, noting)
		want := numbered(100)
		for _, c := range want {
			b.Send(station.Scanned{Text: c})
		}
		b.until("all are applied", func(s station.State) bool { return s.Applied == 100 })
		w.mu.Lock()
		w.facts[b.j.Writer()] = w.facts[b.j.Writer()][:30]
		w.mu.Unlock()
		b.Send(station.Scanned{Text: "c100"})
		b.until("applied again", func(s station.State) bool { return s.Applied == 101 })
		if got := codes(w.all()); !same(got, numbered(101)) {
			t.Errorf("the store has %d facts, want 101", len(got))
		}
	})
}

func TestAJournalThatIsBehindTheDatabaseStopsTheBench(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse()
		dir := t.TempDir()
		b := start(t, dir, w, &house{}, noting)
		b.Send(station.Scanned{Text: "c0"})
		b.until("applied", func(s station.State) bool { return s.Applied == 1 })
		facts := w.facts[b.j.Writer()]
		w.mu.Lock()
		w.facts[b.j.Writer()] = append(facts, facts[0])
		w.mu.Unlock()
		b.stop()
		b = start(t, dir, w, &house{}, noting)
		b.until("a STOP", func(s station.State) bool { return s.Verdict.Word == station.Halt })
		if want := "its journal does not fit the database. Run: packwright journal renew"; b.s.Verdict.Text != want {
			t.Errorf("verdict %q, want %q", b.s.Verdict.Text, want)
		}
	})
}

func TestABenchAtRestMakesAHeartbeatOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWarehouse()
		b := start(t, t.TempDir(), w, &house{}, noting)
		b.until("the database is there", there)
		before := w.called("apply")
		time.Sleep(10*time.Minute + time.Second)
		if n := w.called("apply") - before; n != 20 {
			t.Errorf("%d calls in ten minutes, want 20", n)
		}
	})
}

// kept is facts of a writer that writes no more.
type kept struct {
	facts []station.Fact
	sent  bool
}

func (k *kept) Writer() station.ID { return "old" }
func (k *kept) Last() int64        { return int64(len(k.facts)) }
func (k *kept) Sent() error        { k.sent = true; return nil }
func (k *kept) From(seq int64) iter.Seq2[station.Fact, error] {
	return func(yield func(station.Fact, error) bool) {
		for _, f := range k.facts[seq-1:] {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func TestWhatARepairKeptIsSentFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &kept{}
		var prev station.Hash
		for i, c := range numbered(150) {
			f, err := station.Stamp("old", int64(i+1), time.Now(), "", station.ToTray{Code: c}, prev)
			if err != nil {
				t.Fatal(err)
			}
			k.facts, prev = append(k.facts, f), f.Hash
		}
		w := newWarehouse()
		w.facts["old"] = k.facts[:20:20]
		b := start(t, t.TempDir(), w, &house{}, noting, func(o *Options) { o.Earlier = []Earlier{k} })
		b.until("the database is there", there)
		if got := codes(w.facts["old"]); !same(got, numbered(150)) || !k.sent {
			t.Errorf("the store has %d of 150; said to be sent: %v", len(got), k.sent)
		}
	})
}

func TestCausesAreInPlainWords(t *testing.T) {
	for err, want := range map[error]string{
		station.OnlyReads:        "this server is a standby: it only reads",
		context.DeadlineExceeded: "the database does not answer",
		syscall.ECONNREFUSED:     "nobody answers: is the database running?",
		syscall.EHOSTUNREACH:     "there is no way to the database: check the network cable",
		errors.New("ERROR: x"):   "the database reports an error: see the log",
	} {
		if got := databaseCause(err); got != want {
			t.Errorf("%v: got %q, want %q", err, got, want)
		}
	}
	no := station.Refused{Text: "Bench %s is unknown.", Args: []any{"\x1b]0;x\a"}}
	if got := databaseCause(no); got == no.Error() || got == "" {
		t.Errorf("a refusal is shown raw: %q", got)
	}
}
