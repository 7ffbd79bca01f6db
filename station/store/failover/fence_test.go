package failover

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

const main = storetest.MainWarehouse

// TestStandby is what one pair can show before anything takes over, and right
// after.
func TestStandby(t *testing.T) {
	p := newPair(t, true, 0)
	t.Run("a monitor reads from it", p.monitor)
	t.Run("it takes no writes", p.onlyReads)
	t.Run("a commit that it does not confirm is not answered", p.notConfirmed)
	t.Run("when it takes over, numbers jump once", p.jump)
}

// monitor reads everything that screens and reports read.
func (p *pair) monitor(t *testing.T) {
	ctx, s := t.Context(), storetest.OpenAt(t, address("house", p.other().dir))
	last := view.Period{From: time.Now().Add(-24 * time.Hour), To: time.Now()}
	for name, read := range map[string]func() error{
		"board":    func() error { _, err := s.Floor(ctx, main); return err },
		"orders":   func() error { _, err := s.Orders(ctx, main, view.OrderFilter{}); return err },
		"order":    func() error { _, err := s.Order(ctx, main, "#1001"); return err },
		"stock":    func() error { _, err := s.Stock(ctx, main, "MUG"); return err },
		"settings": func() error { _, err := s.Settings(ctx, main); return err },
		"doubts":   func() error { _, err := s.Doubts(ctx, main); return err },
		"zone":     func() error { _, err := s.Zone(ctx, main); return err },
		"cartons":  func() error { _, err := s.Cartons(ctx, main); return err },
		"packed":   func() error { _, _, err := s.Packed(ctx, main, last); return err },
		"uses":     func() error { _, err := s.CartonUses(ctx, main, last); return err },
		"weights":  func() error { _, err := s.WeightsLearnt(ctx, main, last); return err },
		"scale":    func() error { _, _, err := s.ScaleCheck(ctx, "BENCH-1"); return err },
	} {
		if err := read(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func (p *pair) onlyReads(t *testing.T) {
	s := storetest.OpenAt(t, address("house", p.other().dir))
	_, err := s.Bench("BENCH-1", "x").Apply(t.Context(), station.Batch{Writer: "x", Station: "BENCH-1"})
	if !errors.Is(err, station.OnlyReads) {
		t.Errorf("got %v, want that it only reads", err)
	}
}

// notConfirmed ends the standby, so that a commit waits, and then the waiting, as
// whoever runs the database might.
func (p *pair) notConfirmed(t *testing.T) {
	s := storetest.OpenAt(t, address("house", p.writes().dir))
	h := s.Bench("BENCH-2", "y")
	beat := station.Batch{Writer: "y", Station: "BENCH-2"}
	if _, err := h.Apply(t.Context(), beat); err != nil {
		t.Fatal(err)
	}
	p.other().kill()
	f, err := station.Stamp("y", 1, time.Now(), "", station.ToTray{Product: p.product, Code: "c", Qty: 1, Tray: "RED-1"}, station.Hash{})
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan error, 1)
	go func() {
		_, err := h.Apply(t.Context(), station.Batch{Writer: "y", Station: "BENCH-2", Facts: []station.Fact{f}})
		told <- err
	}()
	p.writes().until("a commit waits", func() bool {
		return ask[bool](p.writes(), `select coalesce(bool_or(pg_cancel_backend(pid)), false) from pg_stat_activity where wait_event = 'SyncRep'`)
	})
	if err := <-told; !errors.Is(err, station.NotConfirmed) {
		t.Errorf("got %v, want that the standby does not confirm", err)
	}
	p.writes().write("sync.conf", "")
	p.writes().reload()
	answer, err := h.Apply(t.Context(), station.Batch{Writer: "y", Station: "BENCH-2", Facts: []station.Fact{f}})
	if err != nil || answer.Through != 1 {
		t.Errorf("sent again: through %d, %v", answer.Through, err)
	}
	if n := ask[int](p.writes(), `select sum(on_hand)::int from stock s join locations l on l.id = s.location_id where l.name = 'RED-1'`); n != 1 {
		t.Errorf("it lies in the tray %d times", n)
	}
	p.follow()
}

// jump has many ask at once for the first time.
func (p *pair) jump(t *testing.T) {
	s := storetest.OpenAt(t, p.url())
	before := p.number(t, s, "before")
	p.failover(0, func() {})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			s, err := store.New(context.Background(), p.url())
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for end := time.Now().Add(patience); ; {
				if _, err = s.Zone(context.Background(), main); err == nil || time.Now().After(end) {
					break
				}
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := ask[int](p.writes(), `select count(*)::int from timelines`); n != 2 {
		t.Errorf("%d timelines are known, want 2", n)
	}
	if after := p.number(t, s, "after"); after != before+100_000+1 {
		t.Errorf("the number after %d is %d, want one 100,000 further", before, after)
	}
}

// number is the serial reference of a new parcel.
func (p *pair) number(t *testing.T, s *store.Store, key string) (serial int) {
	t.Helper()
	var sscc string
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if sscc, _, err = s.Numbers(t.Context(), main, key); err == nil {
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, digit := range sscc[8:17] { // behind the extension digit and the prefix
		serial = 10*serial + int(digit-'0')
	}
	return serial
}

// TestNobodyWritesBeforeTheJump connects to a standby while it takes over: whoever
// got in before may not write with a number of before.
func TestNobodyWritesBeforeTheJump(t *testing.T) {
	p := newPair(t, false, 0)
	s := storetest.OpenAt(t, address("house", p.other().dir))
	if _, err := s.Zone(t.Context(), main); err != nil { // connected while it followed
		t.Fatal(err)
	}
	p.failover(0, func() {})
	if serial := p.number(t, s, "first"); serial < 100_000 {
		t.Errorf("the server that took over gave number %d before it jumped", serial)
	}
}

// TestAnotherCluster: a server that was set up anew is none that this station may
// send to, though everything in it is alike.
func TestAnotherCluster(t *testing.T) {
	dir, err := os.MkdirTemp("", "pw-two-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	seen := &past{}
	var urls []string
	for _, name := range []string{"a", "b"} {
		s := newServer(t, filepath.Join(dir, name))
		s.make()
		s.start()
		if err := s.try(`create database house`); err != nil {
			t.Fatal(err)
		}
		url := address("house", s.dir)
		if _, _, err := store.Migrate(t.Context(), url); err != nil {
			t.Fatal(err)
		}
		urls = append(urls, url)
	}
	for n, want := range []string{"", "this is another database than before"} {
		s, err := store.New(t.Context(), urls[n])
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		s.Remember(seen)
		_, err = s.Settings(t.Context(), main)
		var unfit station.Unfit
		errors.As(err, &unfit)
		if unfit.Text != want {
			t.Errorf("server %d: got %v, want %q", n, err, want)
		}
	}
}

// past is what a station has seen.
type past struct{ t station.Timeline }

func (p *past) Seen() station.Timeline { return p.t }

func (p *past) Keep(t station.Timeline) error {
	p.t = t
	return nil
}
