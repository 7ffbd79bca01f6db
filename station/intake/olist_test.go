package intake_test

import (
	"bytes"
	"io"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/intake/intaketest"
	"github.com/packwright/packwright/station/view"
)

// open is a file of the shared data; without it the test is skipped.
func open(t *testing.T, path ...string) *os.File {
	t.Helper()
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(append([]string{shared, "data"}, path...)...))
	if err != nil {
		t.Skipf("no shared data: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func all[T any](rows iter.Seq2[T, *intake.RowError]) (good []T, bad []*intake.RowError) {
	for row, err := range rows {
		if err != nil {
			bad = append(bad, err)
			continue
		}
		good = append(good, row)
	}
	return good, bad
}

func TestRealOrders(t *testing.T) {
	var file bytes.Buffer
	if err := intaketest.Olist(open(t, "orders", "olist", "orders.csv"), open(t, "orders", "olist", "order_items.csv"), &file); err != nil {
		t.Fatal(err)
	}
	size := int64(file.Len())
	meter := intake.NewMeter(&file)
	orders, refused := all(intake.File{Name: "olist.csv", Format: intake.CSV}.Orders(meter))
	if len(orders) != 7360 || len(refused) != 775 {
		t.Errorf("got %d orders and %d refused, want 7360 and 775", len(orders), len(refused))
	}
	if meter.Done() != size {
		t.Errorf("the meter says %d bytes of %d", meter.Done(), size)
	}
	named := map[string]bool{}
	for _, e := range refused {
		if !strings.Contains(e.Reason, "no lines") || len(e.Ref) != 32 || e.Line < 2 {
			t.Errorf("got %v, want an order named that has no lines", e)
		}
		named[e.Ref] = true
	}
	if len(named) != 775 {
		t.Errorf("%d orders are named, want 775", len(named))
	}
	units := 0
	for _, o := range orders {
		for _, l := range o.Lines {
			units += l.Quantity
		}
		if len(o.Holds) > 0 || o.ShipBy.IsZero() {
			t.Fatalf("got %+v, want an order to ship by a time", o)
		}
	}
	if units != 8365 {
		t.Errorf("got %d units, want one for each of the 8365 items", units)
	}
}

func TestRealProducts(t *testing.T) {
	products, refused := all(intake.Products("products.csv", open(t, "orders", "olist", "products_dims.csv")))
	if len(products) != 32951 || len(refused) != 0 {
		t.Fatalf("got %d products and %d refused, want 32951 and none: %v", len(products), len(refused), refused)
	}
	want := view.NewProduct{
		SKU: "1e9e8ef04dbcff4541ed26657ea517e5", Name: "perfumery",
		LengthMM: 160, WidthMM: 140, HeightMM: 100, WeightG: 225,
	}
	if got := products[0]; got.SKU != want.SKU || got.Name != want.Name || got.LengthMM != want.LengthMM ||
		got.WidthMM != want.WidthMM || got.HeightMM != want.HeightMM || got.WeightG != want.WeightG {
		t.Errorf("got %+v, want %+v", got, want)
	}
	unmeasured := 0
	for _, p := range products {
		if p.LengthMM == 0 {
			unmeasured++
		}
	}
	if unmeasured != 2 {
		t.Errorf("%d products have no size, want 2", unmeasured)
	}
}

func TestRealCartons(t *testing.T) {
	cartons, refused := all(intake.Cartons("boxes.csv", open(t, "carton", "boxes.csv")))
	if len(cartons) != 4 || len(refused) != 0 {
		t.Fatalf("got %d cartons, refused %v, want 4", len(cartons), refused)
	}
	want := view.NewCarton{
		Code: "Option 2", Name: "Option 2", InnerMM: [3]int{374, 364, 40}, OuterMM: [3]int{375, 370, 60}, EmptyG: 140, MaxG: 3000,
	}
	if !reflect.DeepEqual(cartons[1], want) {
		t.Errorf("got %+v, want %+v", cartons[1], want)
	}
}

// read reads one file of the shared payloads.
func read(t *testing.T, name string) string {
	t.Helper()
	b, err := io.ReadAll(open(t, "orders", "payloads", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
