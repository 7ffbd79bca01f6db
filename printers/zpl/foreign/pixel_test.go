package foreign

import (
	"image"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// fonts are the samples that bring a font of their own: it is stored in the
// printer for good, so it is taken out and their texts come in another.
var fonts = []string{"custom_ttf_by_alias", "custom_ttf_by_path"}

// few are the samples drawn at every run: one for each thing that is rewritten.
var few = []string{"bstc", "glscz", "encodings_013", "ups"}

func TestDrawnPixelsAreThoseOfTheCarrier(t *testing.T) {
	all := samples(t)
	names := slices.Sorted(maps.Keys(all))
	if os.Getenv("PACKWRIGHT_ALL") == "" {
		names = few
	}
	var stream []byte // all cleaned ones after each other: nothing may leak
	var drawn []string
	for _, name := range names {
		if slices.Contains(several, name) || slices.Contains(fonts, name) {
			continue
		}
		stream, drawn = append(stream, Clean(all[name], FourBySix(8)).ZPL...), append(drawn, name)
	}
	got := render(t, stream)
	if len(got) != len(drawn) {
		t.Fatalf("%d labels were drawn of %d", len(got), len(drawn))
	}
	for i, name := range drawn {
		want := render(t, all[name])
		if at, same := difference(got[i], want[len(want)-1]); !same {
			t.Errorf("%s: differs at %v", name, at)
		}
	}
	t.Logf("%d labels", len(drawn))
}

// difference is the first point where two pictures differ.
func difference(a, b image.Image) (image.Point, bool) {
	r := a.Bounds()
	if r != b.Bounds() {
		return r.Max, false
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if dark(a.At(x, y)) != dark(b.At(x, y)) {
				return image.Pt(x, y), false
			}
		}
	}
	return image.Point{}, true
}
