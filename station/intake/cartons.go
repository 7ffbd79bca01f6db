package intake

import (
	"cmp"
	"io"
	"iter"

	"github.com/packwright/packwright/station/view"
)

var cartonColumns = columns{
	known: named(map[string][]string{
		"code": {"box_ref"}, "name": nil, "shelf": nil,
		"inner_length_mm": nil, "inner_width_mm": nil, "inner_height_mm": {"inner_depth_mm"},
		"outer_length_mm": nil, "outer_width_mm": nil, "outer_height_mm": {"outer_depth_mm"},
		"empty_g": {"empty_weight_g"}, "max_g": {"max_gross_weight_g"},
		"cost": {"price"}, "currency": nil,
		"void_pct": nil, "limit": nil, "mailer": nil, "not_by": nil,
	}),
	needed: []string{"code", "inner_length_mm", "inner_width_mm", "inner_height_mm", "max_g"},
}

// Cartons reads a carton list; the file's name is for messages. Outer sides that
// are blank are the inner ones. One of the two that are yielded is zero.
func Cartons(name string, r io.Reader) iter.Seq2[view.NewCarton, *RowError] {
	return listed(name, r, cartonColumns, "code", newCarton)
}

var sides = [3]string{"length", "width", "height"}

func newCarton(r *row) view.NewCarton {
	c := view.NewCarton{
		Code:     r.must("code"),
		Shelf:    r.word("shelf"),
		EmptyG:   r.number("empty_g", maxGrams),
		MaxG:     r.number("max_g", maxGrams),
		CostCent: r.money("cost"),
		Currency: r.word("currency"),
		VoidPct:  r.number("void_pct", 99),
		Limit:    r.number("limit", maxStock),
		Mailer:   r.flag("mailer"),
		NotBy:    r.list("not_by"),
	}
	c.Name = cmp.Or(r.word("name"), c.Code)
	for n, side := range sides {
		c.InnerMM[n] = r.number("inner_"+side+"_mm", maxMM)
		c.OuterMM[n] = cmp.Or(r.number("outer_"+side+"_mm", maxMM), c.InnerMM[n])
		if c.InnerMM[n] == 0 {
			r.fail("inner_"+side+"_mm", "the carton has no "+side, "Measure it inside.")
		}
		if c.OuterMM[n] < c.InnerMM[n] {
			r.fail("outer_"+side+"_mm", "the carton is smaller outside than inside", "Measure it again.")
		}
	}
	if c.MaxG <= c.EmptyG {
		r.fail("max_g", "the carton carries no more than it weighs itself", "Write the heaviest gross weight in grams.")
	}
	return c
}
