package label

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// words are texts that fill fields: short and long, with and without spaces.
func words() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`[A-Za-zäöüßéŁ]{1,14}( [A-Za-z0-9.,-]{1,14}){0,3}`),
		rapid.StringMatching(`[A-ZÄW]{20,90}`),
		rapid.StringMatching(`[a-z]{1,30}( [a-z]{1,30}){3,12}`),
		rapid.String(),
		rapid.Just(""),
	)
}

// fill sets every text of the sample but the named ones.
func fill(t *rapid.T, d *Draft, not ...string) map[string]string {
	values := map[string]string{}
	fields := d.fields()
	if d.form.lines {
		fields["line.1.sku"], fields["line.1.name"] = d.line("line.1.sku"), d.line("line.1.name")
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if at, isText := fields[name].(*string); isText && !slices.Contains(not, name) {
			*at = words().Draw(t, name)
			values[name] = *at
		}
	}
	return values
}

// strict are the fields of a sample that have to be right, or there is no label.
func strict(f form) []string {
	names := []string{"code", "grams", "sscc", "check_digits"}
	for _, group := range f.scans {
		names = append(names, group...)
	}
	for _, e := range BuiltIn().of(f.name).elements {
		if e.kind == "gs1" {
			for _, p := range e.texts {
				names = append(names, p.fields()...)
			}
		}
	}
	return names
}

// filled are the samples that have fields.
func filled() []string {
	return slices.DeleteFunc(Samples(), func(name string) bool { f, _ := formOf(name); return f.fixed != nil })
}

// paperOf is the width and the lowest edge of a sample in tenths of a mm.
func paperOf(f form) (width, height int) {
	size := BuiltIn().of(f.name).size
	return size.width, min(lowest+30, size.height)
}

func TestNothingOverlapsOrLeavesThePaper(t *testing.T) {
	for _, name := range filled() {
		rapid.Check(t, func(rt *rapid.T) {
			d := draft(t, name)
			fill(rt, d, strict(d.form)...)
			dpmm := rapid.SampledFrom([]int{8, 12}).Draw(rt, "dpmm")
			s, err := d.ZPL(dpmm)
			if err != nil {
				rt.Fatal(name, err)
			}
			all := read(t, s.ZPL)
			width, height := paperOf(d.form)
			for i, a := range all {
				if a.kind == "bars" { // nothing stands beside a barcode
					a.x, a.width = 0, width*dpmm/10
					all[i] = a
				}
				if a.x < 0 || a.x+a.width > width*dpmm/10 || a.y < 0 || a.y+a.height > height*dpmm/10 {
					rt.Errorf("%s: %+v leaves the paper", name, a)
				}
				for _, b := range all[:i] {
					if touches(a, b) && !framed(a, b) {
						rt.Errorf("%s: %+v\nlies on\n%+v", name, a, b)
					}
				}
			}
		})
	}
}

// framed says that one of the two is a frame around the other.
func framed(a, b drawn) bool {
	inside := func(in, out drawn) bool {
		return out.kind == "rule" && in.x > out.x && in.y > out.y && in.x+in.width < out.x+out.width && in.y+in.height < out.y+out.height
	}
	return inside(a, b) || inside(b, a)
}

func touches(a, b drawn) bool {
	return a.label == b.label && a.x < b.x+b.width && b.x < a.x+a.width && a.y < b.y+b.height && b.y < a.y+a.height
}

// warningName is what warnings call a field of a form.
func warningName(f form, field string) string {
	if who, part, ok := strings.Cut(field, "."); ok && slices.Contains([]string{"city", "postal_code", "region"}, part) {
		field = who + ".place"
	}
	if n, part, ok := strings.Cut(strings.TrimPrefix(field, "line."), "."); ok && strings.HasPrefix(field, "line.") {
		return "line " + n + " " + f.called("line."+part)
	}
	return f.called(field)
}

// shown are the fields that stand on a form in letters.
func shown(f form) func(field string) bool {
	on := map[string]bool{}
	for _, e := range BuiltIn().of(f.name).elements {
		for _, p := range e.texts {
			for _, name := range p.fields() {
				on[name] = !e.bars() || on[name]
			}
		}
	}
	return func(field string) bool {
		if _, part, ok := strings.Cut(strings.TrimPrefix(field, "line."), "."); ok && strings.HasPrefix(field, "line.") {
			return on["line."+part]
		}
		who, part, _ := strings.Cut(field, ".")
		return on[field] || on[who+".place"] && slices.Contains([]string{"city", "postal_code", "region"}, part)
	}
}

func TestWhatIsNotOnThePaperIsInTheWarnings(t *testing.T) {
	for _, name := range filled() {
		rapid.Check(t, func(rt *rapid.T) {
			d := draft(t, name)
			values := fill(rt, d, strict(d.form)...)
			s := layOut(t, d)
			paper := strings.ReplaceAll(strings.Join(texts(read(t, s.ZPL)), ""), " ", "")
			said := strings.Join(s.Warnings, "\n")
			stands := shown(d.form)
			for field, value := range values {
				if !stands(field) || field == "service" && value == "" {
					continue
				}
				shown, _, _ := printable(value)
				shown = strings.ReplaceAll(shown, " ", "")
				if !strings.Contains(paper, shown) && !strings.Contains(said, warningName(d.form, field)+" is too long") {
					rt.Errorf("%s: %s %q is neither on the paper nor in the warnings:\n%s\n%s", name, field, shown, paper, said)
				}
			}
		})
	}
}
