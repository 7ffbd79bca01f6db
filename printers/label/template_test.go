package label

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// tote is a template of a tote label with lines behind it.
func tote(lines ...string) string {
	return "sheet width=1016 height=508\ntext x=0 y=0 width=900 height=50 \"{code}\"\ncode128 x=0 y=100 width=1016 height=200 \"{code}\"\n" + strings.Join(lines, "\n")
}

// slip is a template of a slip with lines behind it.
func slip(lines ...string) string {
	return "sheet width=900 height=900\nflow y=90\ntext x=0 y=+0 width=900 height=50 \"Order {order.number}\"\n" +
		`list x=0 y=+60 width=900 end=700 letters=30 columns=100,400 align=right,left gap=20,0 "{line.here}" "{line.name}"` + "\n" + strings.Join(lines, "\n")
}

func TestAWrongTemplateIsToldWithLineAndRemedy(t *testing.T) {
	for _, c := range []struct {
		name, form, text string
		line             int
		says             string
	}{
		{"an unknown thing", "tote", tote(`picture x=1`), 4, `"picture" is nothing`},
		{"an unknown setting", "tote", tote(`rule x=1 y=1 width=5 height=5 colour=red`), 4, "rule has no colour"},
		{"a setting too few", "tote", tote(`rule x=1 y=1 width=5`), 4, "Add height="},
		{"a setting twice", "tote", tote(`rule x=1 x=1 y=1 width=5 height=5`), 4, "x is set twice"},
		{"a length that is none", "tote", tote(`rule x=-1 y=1 width=5 height=5`), 4, "x=-1 is no length"},
		{"a length beyond all paper", "tote", tote(`rule x=1 y=1 width=99999999999 height=5`), 4, "is no length"},
		{"several lengths for one", "tote", tote(`rule x=1,2 y=1 width=5 height=5`), 4, "x=1,2 is not one number"},
		{"an alignment that is none", "tote", tote(`text x=1 y=1 width=5 height=50 align=top "X"`), 4, "Write left, centre or right"},
		{"a quote that stays open", "tote", tote(`text x=1 y=1 width=5 height=50 "X`), 4, "cannot be read"},
		{"a text where none belongs", "tote", tote(`rule x=1 y=1 width=5 height=5 "X"`), 4, "holds no text"},
		{"two texts where one belongs", "tote", tote(`text x=1 y=1 width=5 height=50 "X" "Y"`), 4, "has 2 texts"},
		{"no text", "tote", tote(`block x=1 y=1 width=5 height=50 letters=20`), 4, "has no text"},
		{"a brace that stays open", "tote", tote(`text x=1 y=1 width=5 height=50 "{code"`), 4, "not closed"},
		{"a brace too many", "tote", tote(`text x=1 y=1 width=5 height=50 "code}"`), 4, "not opened"},
		{"bytes that are no letters", "tote", tote("text x=1 y=1 width=5 height=50 \"\xff\""), 4, "not UTF-8"},
		{"no sheet", "tote", `text x=1 y=1 width=5 height=50 "{code}"`, 0, "no size"},
		{"two sheets", "tote", tote(`sheet width=500 height=500`), 4, "second sheet"},
		{"off the sheet on the right", "tote", tote(`rule x=1000 y=1 width=50 height=5`), 4, "leaves the sheet on the right"},
		{"off the sheet below", "tote", tote(`rule x=1 y=500 width=50 height=9`), 4, "leaves the sheet below"},
		{"no size", "tote", tote(`rule x=1 y=500 width=0 height=9`), 4, "has no size"},
		{"letters that nobody reads", "tote", tote(`text x=1 y=1 width=50 height=9 "X"`), 4, "cannot be read"},
		{"letters that grow", "tote", tote(`block x=1 y=1 width=50 height=99 letters=20,30 "X"`), 4, "become larger"},
		{"a block that is too low", "tote", tote(`block x=1 y=1 width=50 height=40 letters=20 "X" "Y"`), 4, "no room for 2 lines"},
		{"an unknown field", "tote", tote(`text x=1 y=1 width=50 height=50 "{kode}"`), 4, "no field kode"},
		{"an unknown field as a condition", "tote", tote(`rule x=1 y=1 width=50 height=50 if=kode`), 4, "no field kode"},
		{"a field that no barcode has room for", "tote", tote(`code128 x=1 y=1 width=500 height=50 "{name}"`), 4, "name is not for barcodes"},
		{"a barcode for short contents only", "tote", tote(`code128 x=1 y=1 width=500 height=60 "{code}"`), 4, "longest code does not fit"},
		{"a barcode too low to be read", "tote", tote(`code128 x=1 y=1 width=1000 height=20 "{code}"`), 4, "does not fit"},
		{"a square that is too small", "tote", tote(`datamatrix x=1 y=1 width=40 height=40 "{code}"`), 4, "longest code does not fit"},
		{"a list of a label that has none", "ship", `sheet width=900 height=900` + "\n" + `list x=0 y=0 width=900 height=900 letters=30 columns=200 "{sku}"`, 2, "no field sku"},
		{"columns without texts", "carton", `sheet width=900 height=900` + "\n" + `list x=0 y=0 width=900 height=900 letters=30 columns=200,300 "{line.sku}"`, 2, "1 texts and 2 columns"},
		{"GS1 that is none", "pallet", `sheet width=900 height=900` + "\n" + `gs1 x=0 y=0 width=900 height=300 "{sscc}"`, 2, "not made of GS1 elements"},
		{"an identifier that GS1 does not have", "pallet", `sheet width=900 height=900` + "\n" + `gs1 x=0 y=0 width=900 height=300 "(05){sscc}"`, 2, "(05) cannot hold"},
		{"an identifier for other lengths", "pallet", `sheet width=900 height=900` + "\n" + `gs1 x=0 y=0 width=900 height=300 "(01){sscc}"`, 2, "(01) cannot hold"},
		{"no barcode of what is scanned", "tote", "sheet width=900 height=900\n" + `text x=1 y=1 width=500 height=50 "{code}"`, 0, "must have a barcode of code"},
		{"no SSCC and no tracking number", "ship", "sheet width=900 height=900\n" + `text x=1 y=1 width=500 height=50 "{sscc}"`, 0, "must have a barcode of sscc or tracking"},
		{"no address", "ship", "sheet width=900 height=900\n", 0, "must say ship-to name"},
		{"no list of what is in it", "carton", "sheet width=900 height=900\n", 0, "must list its articles"},
		{"a kind of sheet that is none", "slip", slip(`rule x=1 y=1 width=5 height=5 on=second`), 5, "on=second is no sheet"},
		{"a sheet of a label that has one only", "tote", tote(`rule x=1 y=1 width=5 height=5 on=last`), 4, "a tote label is one sheet"},
		{"a flow that has not begun", "slip", "sheet width=900 height=900\n" + `text x=1 y=+1 width=500 height=50 "{order.number}"` + "\nflow y=90", 2, "no flow yet on the first sheet"},
		{"a flow that begins on the first sheet only", "slip", "sheet width=900 height=900\nflow y=90 on=first\n" + `text x=1 y=+1 width=500 height=50 "{order.number}"`, 3, `Add a line "flow y=90 on=further" above it`},
		{"a flow that begins below the sheet", "slip", "sheet width=900 height=900\nflow y=901", 2, "begins below the sheet"},
		{"a flow whose beginning depends on what is below", "slip", "sheet width=900 height=900\nflow y=90 on=last", 2, "is not known above the list"},
		{"a block that grows above the list by what is below", "slip", "sheet width=900 height=900\nflow y=90\n" + `block x=1 y=+1 width=500 height=50 letters=30 grow=5 on=last "{order.note}"`, 3, "is not known above the list"},
		{"a block that grows where nothing flows", "slip", slip(`block x=1 y=1 width=500 height=50 letters=30 grow=5 "{order.note}"`), 5, "a block grows that is not in the flow"},
		{"a block that grows by the number of sheets", "slip", slip(`block x=1 y=+1 width=500 height=50 letters=30 grow=5 "{sheets}"`), 5, "sheets is not known yet"},
		{"a block that grows where there are several sheets", "slip", slip(`block x=1 y=+1 width=500 height=50 letters=30 grow=5 if=pages "X"`), 5, "pages is not known yet"},
		{"a text below a list that fills the sheet", "slip", slip(`text x=1 y=+10 width=500 height=200 on=last "TOTAL"`), 5, "leaves the sheet below: it goes down to 910"},
		{"a list below a block that may fill the sheet", "slip", "sheet width=900 height=900\nflow y=90\n" + `block x=1 y=+1 width=500 height=600 letters=30 grow=5 "{order.note}"` + "\n" + `list x=0 y=+0 width=900 end=700 letters=30 columns=200 "{line.sku}"`, 4, "no room for a line of 3 rows"},
		{"a list in the flow that does not end", "slip", "sheet width=900 height=900\nflow y=90\n" + `list x=0 y=+0 width=900 height=700 letters=30 columns=200 "{line.sku}"`, 3, "Write end= in place of height="},
		{"a list with two ends", "slip", "sheet width=900 height=900\n" + `list x=0 y=0 width=900 height=700 end=700 letters=30 columns=200 "{line.sku}"`, 2, "has a height and an end"},
		{"a list without an end", "slip", "sheet width=900 height=900\n" + `list x=0 y=0 width=900 letters=30 columns=200 "{line.sku}"`, 2, "list has no height"},
		{"a list that ends above its beginning", "slip", "sheet width=900 height=900\n" + `list x=0 y=500 width=900 end=400 letters=30 columns=200 "{line.sku}"`, 2, "no room for a line of 3 rows"},
		{"gaps for some columns", "slip", "sheet width=900 height=900\n" + `list x=0 y=0 width=900 end=700 letters=30 columns=200,300 gap=10 "{line.sku}" "{line.name}"`, 2, "2 columns and 1 gaps"},
		{"alignments for some columns", "slip", "sheet width=900 height=900\n" + `list x=0 y=0 width=900 end=700 letters=30 columns=200,300 align=right "{line.sku}" "{line.name}"`, 2, "2 columns and 1 alignments"},
		{"a gap as wide as its column", "slip", "sheet width=900 height=900\n" + `list x=0 y=0 width=900 end=700 letters=30 columns=200 gap=200 "{line.sku}"`, 2, "no room beside a gap of 200"},
		{"two lists", "slip", slip(`list x=0 y=+0 width=900 end=700 letters=30 columns=200 "{line.sku}"`), 5, "second list"},
		{"an order that stands on further sheets only", "slip", "sheet width=900 height=900\n" + `text x=1 y=1 width=500 height=50 on=further "{order.number}"`, 0, "must say order number"},
		{"a slip without a list", "slip", "sheet width=900 height=900\n", 0, "must list its articles"},
		{"a gift without a list", "gift", "sheet width=900 height=900\n", 0, "must list its articles"},
		{"a price on a gift slip", "gift", slip(`text x=1 y=1 width=500 height=50 "{order.price}"`), 5, "a gift slip has no prices, but here is order.price. Take it out"},
		{"a price in the list of a gift slip", "gift", "sheet width=900 height=900\n" + `list x=0 y=0 width=900 height=700 letters=30 columns=200 "{line.price}"`, 2, "a gift slip has no prices"},
		{"a price as a condition on a gift slip", "gift", slip(`rule x=1 y=1 width=500 height=50 if=total_price`), 5, "a gift slip has no prices"},
		{"a secret in letters", "badge", "sheet width=900 height=900\n" + `text x=1 y=1 width=500 height=50 "{code}"`, 2, "secret"},
	} {
		_, problems := BuiltIn().Replace(c.form, "my.label", c.text)
		found := slices.ContainsFunc(problems, func(p Problem) bool {
			return p.Line == c.line && p.File == "my.label" && p.Remedy != "" && strings.Contains(p.String(), c.says)
		})
		if !found {
			t.Errorf("%s: want line %d with %q, got %v", c.name, c.line, c.says, problems)
		}
	}
	for name, good := range map[string]string{"tote": tote("# a remark", ""), "slip": slip(), "gift": slip()} {
		if _, problems := BuiltIn().Replace(name, "my.label", good); len(problems) > 0 {
			t.Errorf("a good template: %v", problems)
		}
	}
}

func TestAHouseReplacesTemplatesAndWrongOnesDoNotCount(t *testing.T) {
	with, problems := Load(fstest.MapFS{
		"tote.label":   {Data: []byte(tote(`text x=0 y=400 width=900 height=50 "ours {code}"`))},
		"slot.label":   {Data: []byte("nonsense")},
		"poster.label": {Data: []byte("x")},
		"notes.txt":    {Data: []byte("not a template")},
	})
	if len(problems) != 2 || problems[0].File != "poster.label" || problems[1].File != "slot.label" || problems[1].Line != 1 {
		t.Errorf("problems %v, want one of poster.label and one of slot.label", problems)
	}
	for name, want := range map[string]bool{"tote": true, "slot": false} {
		d := draft(t, name)
		usual := string(layOut(t, d).ZPL)
		d.Use(with)
		if got := string(layOut(t, d).ZPL); (got != usual) != want {
			t.Errorf("%s: replaced is %v, want %v", name, got != usual, want)
		}
	}
	if _, problems := BuiltIn().Replace("tote", "tote", tote(`text x=0 y=400 width=900 height=50 "ours {code}"`)); len(problems) > 0 {
		t.Error(problems)
	}
	if d := draft(t, "tote"); strings.Contains(string(layOut(t, d).ZPL), "ours") {
		t.Error("the built-in template was changed")
	}
	if _, problems := Load(fstest.MapFS{"tote.label/x": {}}); len(problems) != 1 {
		t.Errorf("a folder in place of a file: %v", problems)
	}
}

// TestEveryBuiltInTemplateIsTheBeginningOfAnother checks what the manual prints.
func TestEveryBuiltInTemplateIsTheBeginningOfAnother(t *testing.T) {
	for _, name := range Drawn() {
		text, err := Text(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := BuiltIn().Replace(name, name, text); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for _, name := range []string{"commands", "poster"} {
		if _, err := Text(name); err == nil {
			t.Errorf("there is a template of %s", name)
		}
	}
}

// TestAnyTemplateIsDrawnOrRefused changes built-in templates at random: none of
// them makes a label fail that the check let through.
func TestAnyTemplateIsDrawnOrRefused(t *testing.T) {
	drawn := 0
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(Drawn()).Draw(rt, "form")
		data, err := builtIn.ReadFile("templates/" + name + suffix)
		if err != nil {
			rt.Fatal(err)
		}
		text := string(data)
		for range rapid.IntRange(0, 3).Draw(rt, "changes") {
			at := rapid.IntRange(0, len(text)-1).Draw(rt, "at")
			text = text[:at] + rapid.StringMatching(`[0-9x= "{}(),a-z]{0,3}`).Draw(rt, "into") + text[at+1:]
		}
		with, problems := BuiltIn().Replace(name, name, text)
		if len(problems) > 0 {
			return
		}
		d := draft(t, name)
		d.Use(with)
		if _, err := d.ZPL(rapid.SampledFrom([]int{8, 12}).Draw(rt, "dpmm")); err != nil {
			rt.Errorf("%s passed the check and cannot be drawn: %v\n%s", name, err, text)
		}
		drawn++
	})
	if drawn == 0 {
		t.Error("nothing was drawn, so nothing is proven")
	}
}

func TestATemplateMayHaveBarcodesOfTwoDimensions(t *testing.T) {
	with, problems := BuiltIn().Replace("tote", "tote.label", tote(
		`datamatrix x=0 y=310 width=190 height=190 module=8 "{code}"`, `qr x=800 y=310 width=190 height=190 "https://example.net/{code}"`,
	))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d := draft(t, "tote", "code=T-0815")
	d.Use(with)
	s, err := d.ZPL(8)
	if err != nil || len(s.Warnings) > 0 {
		t.Fatal(err, s.Warnings)
	}
	want := []string{"]C0T-0815", "]Q1https://example.net/T-0815", "]d1T-0815"}
	if got := decode(t, s.ZPL, paper, 8)[0]; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestBarsAreAsWideAsPrintersDrawThem(t *testing.T) {
	for _, dpmm := range []int{8, 12} {
		s, err := draft(t, "cage", "code=A").ZPL(dpmm)
		if err != nil {
			t.Fatal(err)
		}
		if got := bars(read(t, s.ZPL)); len(got) != 1 || got[0].module < 8 || got[0].module > widestModule {
			t.Errorf("%d dots: %+v", dpmm, got)
		}
	}
}

func TestATextWithoutFieldsThatShowIsLeftOut(t *testing.T) {
	f, err := formOf("tote")
	if err != nil {
		t.Fatal(err)
	}
	r := parser{t: &template{form: f}}
	for in, want := range map[string]string{
		"TOTE": "TOTE", "No {code}": "No T-1", "{name}": "", "Called {name}": "", "{name} {code}": " T-1", "{{code}": "",
	} {
		got := content{fields: map[string]string{"code": "T-1", "name": "\u200b"}}.fill(f, r.pattern(in))
		if got.text = strings.ReplaceAll(got.text, "\u200b", ""); got.text != want {
			t.Errorf("%q: got %q, want %q", in, got.text, want)
		}
	}
}

func TestAListGoesOnOverFurtherSheets(t *testing.T) {
	d := draft(t, "carton")
	want := map[string]bool{}
	for i := range 60 {
		sku := "ART-" + strings.Repeat("A", i%3) + string(rune('A'+i%26)) + string(rune('A'+i/26))
		want[sku] = true
		for field, value := range map[string]string{"sku": sku, "name": "an article", "here": "2"} {
			if err := d.Set("line."+fmt.Sprint(i+1)+"."+field, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := layOut(t, d)
	if s.Labels < 4 || len(s.Warnings) > 0 {
		t.Errorf("%d labels, warnings %q; want several and none", s.Labels, s.Warnings)
	}
	all := texts(read(t, s.ZPL))
	for sku := range maps.Keys(want) {
		if n := len(slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s != sku })); n != 1 {
			t.Errorf("%s stands there %d times", sku, n)
		}
	}
	if !slices.Contains(all, "Sheet 2 of "+fmt.Sprint(s.Labels)) || !slices.Contains(all, "120 pieces in this carton") {
		t.Errorf("no number of sheets or pieces: %q", all)
	}
}
