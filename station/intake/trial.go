package intake

import (
	"cmp"
	"io"
	"iter"
	"strings"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
)

var trialCartonColumns = columns{
	known: named(map[string][]string{
		"box_ref": {"code"}, "name": nil,
		"inner_width_mm": nil, "inner_length_mm": nil, "inner_depth_mm": {"inner_height_mm"},
		"outer_width_mm": nil, "outer_length_mm": nil, "outer_depth_mm": {"outer_height_mm"},
		"empty_weight_g": {"empty_g"}, "max_gross_weight_g": {"max_g"},
		"void_pct": nil, "mailer": nil, "limit": nil, "price_cents": nil, "not_by": nil,
	}),
	needed: []string{"box_ref", "inner_width_mm", "inner_length_mm", "inner_depth_mm"},
	open:   true,
}

// TrialCartons reads the cartons of a packing trial; the file's name is for
// messages. Outer sides that are blank are the inner ones, a blank gross weight
// is no limit. Columns that mean nothing are skipped and told. One of the two
// that are yielded is zero.
func TrialCartons(name string, r io.Reader, skipped func(column string)) iter.Seq2[carton.Carton, *RowError] {
	c := trialCartonColumns
	c.skips = skipped
	return listed(name, r, c, "box_ref", trialCarton)
}

// trialSides are the columns of sides, in the order of the carton package:
// length, width, height.
var trialSides = [3]string{"length", "width", "depth"}

func trialCarton(r *row) carton.Carton {
	c := carton.Carton{
		Code:       r.must("box_ref"),
		Name:       r.word("name"),
		EmptyG:     r.number("empty_weight_g", maxGrams),
		MaxG:       r.number("max_gross_weight_g", maxGrams),
		Limit:      r.number("limit", maxStock),
		PriceCents: r.number("price_cents", maxStock),
		VoidPct:    r.number("void_pct", 99),
		NotBy:      words(r.word("not_by")),
		Mailer:     r.flag("mailer"),
	}
	for n, side := range trialSides {
		c.InnerMM[n] = r.measured("inner_"+side+"_mm", "the carton has no "+side)
		c.OuterMM[n] = cmp.Or(r.number("outer_"+side+"_mm", maxMM), c.InnerMM[n])
	}
	if c.MaxG > 0 && c.MaxG <= c.EmptyG {
		r.fail("max_gross_weight_g", "the carton carries no more than it weighs itself", "Write the heaviest gross weight in grams.")
	}
	return c
}

// measured is a side that must be known.
func (r *row) measured(column, missing string) int {
	mm := r.number(column, maxMM)
	if mm == 0 {
		r.fail(column, missing, "Measure it, in mm.")
	}
	return mm
}

// words are those of a field, separated by spaces or bars.
func words(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '|' })
}

var trialOrderColumns = columns{
	known: named(map[string][]string{
		"order_id": nil, "item_ref": {"sku"},
		"width_mm": nil, "length_mm": nil, "depth_mm": {"height_mm"}, "weight_g": nil,
		"qty": {"quantity"}, "rotation": nil,
		"pad_mm": nil, "fragile": nil, "bears_g": nil, "stack": nil, "alone": nil,
		"family": nil, "set": nil, "not_in": nil,
	}),
	needed: []string{"order_id", "item_ref", "width_mm", "length_mm", "depth_mm", "weight_g"},
	open:   true,
}

// TrialOrders reads the orders of a packing trial, a line of an order a row;
// the file's name is for messages. A row without a quantity is one unit, one
// without a rotation may lie on any side. Columns that mean nothing are skipped
// and told. One of the two that are yielded is zero.
func TrialOrders(name string, r io.Reader, skipped func(column string)) iter.Seq2[trial.Row, *RowError] {
	c := trialOrderColumns
	c.skips = skipped
	return each(name, r, c, func(r *row) (trial.Row, *RowError) {
		line := trial.Row{Order: r.must("order_id"), Item: trialItem(r)}
		if r.fault != nil {
			r.fault.Ref = line.Order
		}
		return line, r.fault
	})
}

func trialItem(r *row) carton.Item {
	i := carton.Item{
		Ref:      r.must("item_ref"),
		Count:    1,
		Rotation: rotation(r),
		PadMM:    r.number("pad_mm", maxMM),
		Fragile:  r.flag("fragile"),
		BearsG:   r.number("bears_g", maxGrams),
		Stack:    r.number("stack", carton.MaxUnits),
		Alone:    r.flag("alone"),
		Family:   r.word("family"),
		Set:      r.word("set"),
		NotIn:    words(r.word("not_in")),
	}
	for n, side := range trialSides {
		i.SizeMM[n] = r.measured(side+"_mm", "the article has no "+side)
	}
	r.must("weight_g")
	i.WeightG = r.number("weight_g", maxGrams)
	if r.word("qty") != "" {
		i.Count = r.number("qty", carton.MaxUnits)
	}
	if i.Count == 0 {
		r.fail("qty", "the quantity is zero", "Take the row out or write how many.")
	}
	return i
}

func rotation(r *row) carton.Rotation {
	word := r.word("rotation")
	if word == "" {
		return carton.Any
	}
	for way := carton.Any; way <= carton.None; way++ {
		if word == way.String() {
			return way
		}
	}
	r.fail("rotation", quoted(word)+" is no way to turn an article", "Write any, keep_flat, this_side_up or none.")
	return carton.Any
}

var referenceColumns = columns{
	known: named(map[string][]string{
		"order_id": nil, "bp_boxes": nil, "bp_box_volume_mm3": nil, "lb_boxes": nil, "lb_box_volume_mm3": nil,
		"bks_boxes": nil, "bks_box_volume_mm3": nil,
	}),
	needed: []string{"order_id", "bp_boxes", "bp_box_volume_mm3", "lb_boxes", "lb_box_volume_mm3"},
	open:   true,
}

// maxMM3 is the most that is believed of the cartons of one order.
const maxMM3 = 1_000_000_000_000_000

// TrialReferences reads another program's answers: how many cartons each order
// needed (bp_), proven lower bounds (lb_) and, where they are known, the best
// answers (bks_). One of the two that are yielded is zero.
func TrialReferences(name string, r io.Reader) iter.Seq2[trial.Reference, *RowError] {
	return listed(name, r, referenceColumns, "order_id", func(r *row) trial.Reference {
		return trial.Reference{
			Order:       r.must("order_id"),
			Boxes:       r.number("bp_boxes", carton.MaxUnits),
			BoxMM3:      r.number("bp_box_volume_mm3", maxMM3),
			BoundBoxes:  r.number("lb_boxes", carton.MaxUnits),
			BoundBoxMM3: r.number("lb_box_volume_mm3", maxMM3),
			KnownBoxes:  r.number("bks_boxes", carton.MaxUnits),
			KnownBoxMM3: r.number("bks_box_volume_mm3", maxMM3),
		}
	})
}

var spreadColumns = columns{
	known:  named(map[string][]string{"order_id": nil, "weight_variance_any": nil, "weight_variance_keepflat": nil}),
	needed: []string{"order_id", "weight_variance_any", "weight_variance_keepflat"},
	open:   true,
}

// TrialSpreads reads how even another program's parcels are, in the trial in
// which goods lie on any side, or in that in which they are kept flat. One of
// the two that are yielded is zero.
func TrialSpreads(name string, r io.Reader, flat bool) iter.Seq2[trial.Spread, *RowError] {
	column := "weight_variance_any"
	if flat {
		column = "weight_variance_keepflat"
	}
	return listed(name, r, spreadColumns, "order_id", func(r *row) trial.Spread {
		return trial.Spread{Order: r.must("order_id"), Variance: float64(r.scaled(column, 6)) / 1e6}
	})
}
