package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// heap is a bench that stands before a heap of one article, each piece with a
// number of its own on its label: every scan of a label counts one piece and
// nothing else does. A keyboard and a serial scanner hang on it.
type heap struct {
	*hall
	terminal *terminal
	facts    *pgx.Conn
	gtin     string
	scanned  int
	from     int64 // facts up to this one were there when the bench stood ready
}

const heapPieces = 3000

func newHeap(t *testing.T) *heap {
	t.Helper()
	h := newHall(t)
	p := &heap{hall: h}
	digit, err := gs1.CheckDigit("0290000000077")
	if err != nil {
		t.Fatal(err)
	}
	p.gtin = "0290000000077" + string(digit)
	places := store.Locations{Locations: []store.Location{{Name: "Z000-1", Kind: "pick", Sequence: 1000}}}
	if _, err := h.store.Do(t.Context(), stamp(demoWarehouse), places); err != nil {
		t.Fatal(err)
	}
	goods := []view.NewProduct{{
		SKU: "PIECE", Name: "A piece of the heap", LengthMM: 1, WidthMM: 1, HeightMM: 1, WeightG: 1,
		Barcodes: []view.NewBarcode{{Code: p.gtin, Units: 1}}, Stock: heapPieces, Location: "Z000-1",
	}}
	if _, err := h.store.ImportProducts(t.Context(), demoWarehouse, goods, nil); err != nil {
		t.Fatal(err)
	}
	h.rule("slip", false)
	h.accept(order("9100", "PIECE", heapPieces))
	if p.facts, err = pgx.Connect(t.Context(), h.url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.facts.Close(context.Background()) })
	p.open()
	return p
}

// open signs in and goes to the heap.
func (p *heap) open() {
	p.t.Helper()
	config := p.configure(p.url)
	scanner := fmt.Sprintf("\n[scanner]\nkind = \"serial\"\nport = %q\n", p.devices.scanner.Path())
	f, err := os.OpenFile(config, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(scanner); err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(packwright(p.t), "--config", config, "station")
	cmd.Env = os.Environ()
	p.terminal = start(p.t, cmd)
	packer := p.operator(p.terminal)
	packer.work("the heap", func(s screen) bool { return s.asks("SCAN ARTICLE") })
	p.terminal.quiet(time.Second)
	p.from = p.last()
}

// last is the number of the newest fact of the bench.
func (p *heap) last() (seq int64) {
	p.t.Helper()
	if err := p.facts.QueryRow(p.t.Context(), `select coalesce(max(seq), 0) from facts`).Scan(&seq); err != nil {
		p.t.Fatal(err)
	}
	return seq
}

// label is what is on the next piece: 30 bytes.
func (p *heap) label() string {
	p.scanned++
	return fmt.Sprintf("]C101%s21%09d", p.gtin, p.scanned)
}

// changes is what the bench did since it stood ready: how many facts of each
// kind but refused scans, and the numbers of the pieces in the order in which
// they were counted.
func (p *heap) changes() (kinds map[string]int, pieces []string) {
	p.t.Helper()
	rows, err := p.facts.Query(p.t.Context(), `
		select kind, coalesce(body->>'serial', '') as serial
		from facts
		where seq > $1 and kind <> 'scan_refused'
		order by seq`, p.from)
	if err != nil {
		p.t.Fatal(err)
	}
	defer rows.Close()
	kinds = map[string]int{}
	var kind, serial string
	for rows.Next() {
		if err := rows.Scan(&kind, &serial); err != nil {
			p.t.Fatal(err)
		}
		kinds[kind]++
		if kind == "unit_picked" {
			pieces = append(pieces, serial)
		}
	}
	if rows.Err() != nil {
		p.t.Fatal(rows.Err())
	}
	return kinds, pieces
}

// counted waits until every label that was scanned has counted, in order, and
// nothing else happened.
func (p *heap) counted(within time.Duration) {
	p.t.Helper()
	var kinds map[string]int
	var pieces []string
	for end := time.Now().Add(within); ; time.Sleep(20 * time.Millisecond) {
		if kinds, pieces = p.changes(); len(pieces) >= p.scanned || time.Now().After(end) {
			break
		}
	}
	for i, piece := range pieces {
		if piece != fmt.Sprintf("%09d", i+1) {
			p.t.Fatalf("the piece counted at %d is %s", i+1, piece)
		}
	}
	delete(kinds, "unit_picked")
	delete(kinds, "unit_packed") // the pick is the pack
	if len(pieces) != p.scanned || len(kinds) > 0 {
		p.t.Fatalf("%d of %d pieces counted within %v, other changes %v; the screen shows\n%s", len(pieces), p.scanned, within, kinds, p.terminal.screen())
	}
}

// TestNoCharacterIsLost types scans as fast as a scanner does, at one character
// a millisecond, and as fast as the terminal takes them.
func TestNoCharacterIsLost(t *testing.T) {
	p := newHeap(t)
	t.Run("10,000 characters at 1 kHz", func(t *testing.T) {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		told := false
		for n := 0; n < 10_000; {
			told = told || strings.Contains(p.terminal.screen()[rowLinks], "SCANS paused: too many")
			for _, b := range []byte(p.label() + "\r") {
				<-tick.C
				p.terminal.keys(string([]byte{b}))
				n++
			}
		}
		p.counted(5 * time.Second)
		if !told {
			t.Error("33 scans a second came, and the screen did not say that the reader is paused")
		}
		p.terminal.await("the reader to go on", func(s screen) bool { return !strings.Contains(s[rowLinks], "SCANS") })
	})
	t.Run("10,000 characters unpaced", func(t *testing.T) {
		p.back(10_000 / 31)
		p.counted(5 * time.Second)
	})
	t.Run("1,000 scans of 30 bytes back to back", func(t *testing.T) {
		p.back(1000)
		p.counted(10 * time.Second)
	})
	t.Run("1,000 scans of 30 bytes on the serial line", func(t *testing.T) {
		for range 1000 {
			if err := p.devices.scanner.Read(p.label()); err != nil {
				t.Fatal(err)
			}
		}
		p.counted(10 * time.Second)
	})
}

// back types so many scans back to back.
func (p *heap) back(scans int) {
	var all strings.Builder
	for range scans {
		all.WriteString(p.label() + "\r")
	}
	p.terminal.keys(all.String())
}
