package sim

import (
	"reflect"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func TestSameSeedSameWarehouse(t *testing.T) {
	a, b := NewWarehouse(7, noon), NewWarehouse(7, noon)
	if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(a.Orders(7, 1, 50, noon), b.Orders(7, 1, 50, noon)) {
		t.Error("the same seed made two different warehouses")
	}
	if reflect.DeepEqual(a.Orders(7, 1, 50, noon), a.Orders(8, 1, 50, noon)) {
		t.Error("two seeds made the same orders")
	}
}

func TestEveryBarcodeIsValidAndItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, p := range NewWarehouse(1, noon).Products {
		for _, b := range p.Barcodes {
			if !gs1.ValidGTIN(b.Code) {
				t.Errorf("%s: %s is no GTIN", p.SKU, b.Code)
			}
			if other, twice := seen[b.Code]; twice {
				t.Errorf("%s has the code of %s", p.SKU, other)
			}
			seen[b.Code] = p.SKU
		}
	}
}

func TestEveryOrderCanBeShippedFromStock(t *testing.T) {
	w := NewWarehouse(1, noon)
	have := map[string]int{}
	for _, s := range w.Stock {
		have[s.SKU] += s.Qty
	}
	for _, o := range w.Orders(1, 1, 200, noon) {
		if len(o.Lines) == 0 || o.ShipTo.Name == "" || o.TotalCents == 0 {
			t.Errorf("order %s is incomplete: %+v", o.Number, o)
		}
		for _, l := range o.Lines {
			if have[l.SKU] == 0 || l.Quantity < 1 {
				t.Errorf("order %s: %d of %s, none in stock", o.Number, l.Quantity, l.SKU)
			}
		}
	}
}

func TestPersonDoesWhatTheScreenAsks(t *testing.T) {
	p := &Person{Badge: "B", Totes: []string{"T-1"}, Slots: []string{"S-1"}}
	s := station.New("bench")
	if d := p.Next(&s); d.Scan != "B" {
		t.Errorf("without an operator: %+v, want the badge", d)
	}
	s.Operator.ID = "7"
	if d := p.Next(&s); d.Scan != station.CommandCode(station.CmdPlus) {
		t.Errorf("on the WORK screen: %+v, want next", d)
	}
}
