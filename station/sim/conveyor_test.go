package sim

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"time"

	"github.com/packwright/packwright/station"
)

// conveyor is a store that hands out orders without end and keeps nothing but
// what it must compare: the last fact of each writer, and the works that are out.
type conveyor struct {
	orders int // to be shipped

	mu      sync.Mutex // guards what follows
	made    int
	proven  int
	writers map[station.ID]station.Fact
	claims  map[string][]station.Opened // the last one of each bench
	broken  error
}

func (c *conveyor) shipped() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.proven
}

func (c *conveyor) shippedAll() bool { return c.shipped() >= c.orders }

// away says that the database is away: the first ten minutes of each hour.
func (c *conveyor) away() error {
	if time.Now().Minute() < 10 {
		return syscall.ECONNREFUSED
	}
	return nil
}

func (c *conveyor) Apply(_ context.Context, b station.Batch) (station.Answer, error) {
	if err := c.away(); err != nil {
		return station.Answer{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range b.Facts {
		last := c.writers[b.Writer]
		if f.Seq != last.Seq+1 || f.Prev != last.Hash || !f.Genuine() {
			c.broken = errors.Join(c.broken, fmt.Errorf("fact %d of %s does not follow fact %d", f.Seq, b.Station, last.Seq))
		}
		if _, proven := f.Change.(station.LabelProven); proven {
			c.proven++
		}
		f.Change = nil
		c.writers[b.Writer] = f
	}
	return station.Answer{Through: c.writers[b.Writer].Seq, Board: station.Board{Ready: 100}, Now: time.Now()}, nil
}

func (c *conveyor) Claim(_ context.Context, _ string, w station.Want) (works []station.Opened, err error) {
	if err := c.away(); err != nil || w.How != station.ByNext {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for range w.Max {
		c.made++
		works = append(works, c.order(c.made))
	}
	return works, nil
}

func (c *conveyor) Resolve(_ context.Context, code string) (station.Meaning, error) {
	if err := c.away(); err != nil {
		return station.Meaning{}, err
	}
	if code != "ANNA-BADGE" {
		return station.Meaning{Kind: station.IsUnknown}, nil
	}
	return station.Meaning{Kind: station.IsBadge, Code: code, Person: &station.Person{ID: "7", Name: "Anna", Role: station.Packer}}, nil
}

func (c *conveyor) Grant(context.Context, station.Grant) (station.Allowed, error) {
	return station.Allowed{}, station.Refused{Text: "nobody asks"}
}

// order is one to three units of one or two articles: 1.7 units on average.
func (c *conveyor) order(n int) station.Opened {
	id := station.ID(fmt.Sprint(n))
	o := station.Content{
		ID: id, Order: "o" + id, OrderNo: "1" + string(id), Carrier: "own", Rules: station.DefaultRules(), Way: station.OnePass,
		Cartons: []station.Carton{{Code: "BOX-C", Name: "C", InnerMM: [3]int{300, 200, 150}, OuterMM: [3]int{310, 210, 160}, EmptyG: 120, MaxG: 10000}},
		Asked:   station.Asked{Rev: 1},
	}
	o.Rules.AutoNext, o.Rules.Slip = false, false
	for line, code := range []string{"04006381333931", "04006381333948"}[:1+n%2] {
		qty := 1 + n%3/2
		o.Lines = append(o.Lines, station.Line{
			Product: station.ID(fmt.Sprint(line + 1)), SKU: fmt.Sprint("SKU-", line), Qty: qty, Want: qty, WeightG: 380, LengthMM: 120, WidthMM: 90, HeightMM: 100,
			Barcodes: []station.Barcode{{Code: code, Units: 1}},
		})
		o.Asked.Lines = append(o.Asked.Lines, station.AskedLine{Line: line, Want: qty})
		o.Asked.Stops = append(o.Asked.Stops, station.Stop{
			ID: station.ID(fmt.Sprintf("a%s.%d", id, line)), Line: line, Location: fmt.Sprint("A03-", 11+line), Sequence: line, Qty: qty,
		})
	}
	return station.Opened{Content: o, Stage: station.Picking, Epoch: 1}
}
