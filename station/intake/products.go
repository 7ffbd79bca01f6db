package intake

import (
	"cmp"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/packwright/packwright/station/view"
)

// The most that is believed of one article or carton: ten tonnes, twenty
// metres, a million of each.
const (
	maxGrams = 10_000_000
	maxMM    = 20_000
	maxStock = 1_000_000
)

var productColumns = columns{
	known: named(map[string][]string{
		"sku": {"product_id"}, "name": {"category_en", "title"}, "client": nil,
		"barcode": {"gtin", "ean", "upc", "barcodes"}, "case_barcode": nil, "case_units": nil,
		"length_mm": nil, "width_mm": nil, "height_mm": nil,
		"length_cm": nil, "width_cm": nil, "height_cm": nil,
		"weight_g": nil, "weight_kg": nil,
		"lot": nil, "serial": nil, "expiry": nil, "keep_flat": nil, "fragile": nil,
		"stock": nil, "location": nil,
		"rotation": nil, "pad_mm": nil, "bears_g": nil, "stack": nil, "alone": {"ships_alone"}, "family": nil, "set": nil, "not_in": nil,
		"pack_note": nil, "pack_must": nil, "pack_g": nil,
	}),
	needed: []string{"sku"},
}

// Products reads a product list; the file's name is for messages. One of the
// two that are yielded is zero.
func Products(name string, r io.Reader) iter.Seq2[view.NewProduct, *RowError] {
	return listed(name, r, productColumns, "sku", product)
}

func product(r *row) view.NewProduct {
	p := view.NewProduct{
		SKU:      r.must("sku"),
		Client:   r.word("client"),
		Barcodes: barcodes(r),
		LengthMM: r.side("length"),
		WidthMM:  r.side("width"),
		HeightMM: r.side("height"),
		WeightG:  r.weight(),
		Lot:      r.flag("lot"),
		Serial:   r.flag("serial"),
		Expiry:   r.flag("expiry"),
		KeepFlat: r.flag("keep_flat"),
		Fragile:  r.flag("fragile"),
		Stock:    r.number("stock", maxStock),
		Location: r.word("location"),
	}
	handling(r, &p)
	p.PackNote, p.PackMust, p.PackG = r.note()
	p.Name = cmp.Or(r.text("name"), p.SKU)
	if p.Stock > 0 && p.Location == "" {
		r.fail("location", "there is stock and no location", "Say where it lies.")
	}
	return p
}

// handling reads what the plan of the cartons must mind of the article.
func handling(r *row, p *view.NewProduct) {
	p.Rotation, p.PadMM, p.BearsG = r.oneOf("rotation", "any", "keep_flat", "this_side_up", "none"), r.number("pad_mm", maxMM), r.number("bears_g", maxGrams)
	p.Stack, p.Alone = r.number("stack", maxStock), r.flag("alone")
	p.Family, p.Set, p.NotIn = r.word("family"), r.word("set"), r.list("not_in")
	switch {
	case strings.ContainsAny(p.Family, "/ \t"):
		r.fail("family", quoted(p.Family)+" is not one word", "Write a word without spaces and slashes.")
	case p.BearsG > 0 && !p.Fragile:
		r.fail("bears_g", "only what is fragile bears no more than so much", "Write yes under fragile.")
	}
}

// side reads a length in mm, or in cm with one decimal.
func (r *row) side(name string) int {
	mm := r.number(name+"_mm", maxMM)
	if mm == 0 {
		mm = int(r.scaled(name+"_cm", 1))
	}
	if mm > maxMM {
		r.fail(name+"_cm", "the length is more than 20 m", "Check the unit.")
	}
	return mm
}

func (r *row) weight() int {
	g := r.number("weight_g", maxGrams)
	if g == 0 {
		g = int(r.scaled("weight_kg", 3))
	}
	if g > maxGrams {
		r.fail("weight_kg", "the weight is more than 10 t", "Check the unit.")
	}
	return g
}

func barcodes(r *row) []view.NewBarcode {
	var all []view.NewBarcode
	for _, code := range strings.Fields(r.text("barcode")) {
		all = append(all, view.NewBarcode{Code: code, Units: 1})
	}
	code, units := r.word("case_barcode"), r.number("case_units", MaxQuantity)
	switch {
	case code != "" && units < 2:
		r.fail("case_units", "a case code stands for at least two pieces", "Say how many are in the case.")
	case code != "":
		all = append(all, view.NewBarcode{Code: code, Units: units})
	}
	return all
}

// listed reads a file in which each row is one thing with a name of its own.
func listed[T any](name string, in io.Reader, c columns, id string, read func(*row) T) iter.Seq2[T, *RowError] {
	return func(yield func(T, *RowError) bool) {
		seen := map[string]int{}
		each(name, in, c, func(r *row) (T, *RowError) { return once(r, id, seen, read) })(yield)
	}
}

// each reads a file in which each row is one thing. One of the two that are
// yielded is zero.
func each[T any](name string, in io.Reader, c columns, read func(*row) (T, *RowError)) iter.Seq2[T, *RowError] {
	return func(yield func(T, *RowError) bool) {
		var none T
		t, bad := newTable(name, in, c)
		if bad != nil {
			yield(none, bad)
			return
		}
		for {
			r, bad := t.next()
			if r == nil && bad == nil {
				return
			}
			if bad == nil {
				bad = r.whole()
			}
			thing := none
			if bad == nil {
				thing, bad = read(r)
			}
			if bad != nil {
				thing = none
				bad = File{Name: name}.at(bad, r.line, "")
			}
			if !yield(thing, bad) || bad != nil && bad.Final {
				return
			}
		}
	}
}

// once reads a row and refuses a name that stood there before.
func once[T any](r *row, id string, seen map[string]int, read func(*row) T) (T, *RowError) {
	thing := read(r)
	key := r.word("client") + "\x00" + r.word(id)
	if line, twice := seen[key]; twice {
		r.fail(id, quoted(r.word(id))+" stands at line "+strconv.Itoa(line)+" already", "Keep one of the rows.")
	}
	if r.fault == nil {
		seen[key] = r.line
	} else {
		r.fault.Ref = r.word(id)
	}
	return thing, r.fault
}
