package label

import (
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

func articleLabel(code string) station.Document {
	return station.Document{Kind: station.ArticleLabel, Copy: 1, Code: code, Lines: []station.SlipLine{{SKU: "MUG-BLUE", Name: "Mug 330 ml glazed, BLUE"}}}
}

func TestAnArticleLabelGivesTheCodeOfTheArticle(t *testing.T) {
	for code, want := range map[string]string{"04006381333931": "0104006381333931", "SHELF-12": "SHELF-12"} {
		for _, dpmm := range []int{8, 12} {
			sheets, err := ZPL(articleLabel(code), dpmm)
			if err != nil || sheets.Labels != 1 {
				t.Fatalf("%s: %d labels (%v)", code, sheets.Labels, err)
			}
			all := read(t, sheets.ZPL)
			bars := slices.DeleteFunc(slices.Clone(all), func(d drawn) bool { return d.kind != "bars" })
			if len(bars) != 1 || !strings.HasSuffix(bars[0].text, want) {
				t.Errorf("%s at %d: bars %+v, want %s", code, dpmm, bars, want)
			}
			for _, want := range []string{"MUG-BLUE", code} {
				if !slices.Contains(texts(all), want) {
					t.Errorf("%q is not on the label: %q", want, texts(all))
				}
			}
		}
	}
}

func TestAnArticleLabelWithoutACodeIsNotPrinted(t *testing.T) {
	for _, code := range []string{"", "A\x1b[31mB", strings.Repeat("W", 90)} {
		if _, err := ZPL(articleLabel(code), 8); err == nil {
			t.Errorf("%q was laid out", code)
		}
	}
}
