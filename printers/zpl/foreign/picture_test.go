package foreign

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

// drawn is a picture with a frame of the colour on a ground.
func drawn(t *testing.T, width, height int, frame, ground color.Color) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := ground
			if x >= 40 && x < width-40 && y >= 30 && y < height-30 && (x < 48 || x >= width-48 || y < 38 || y >= height-38) {
				c = frame
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPictureIsPrintedDotForDotOrNot(t *testing.T) {
	black, white := color.Gray{0}, color.Gray{255}
	for _, c := range []struct {
		name    string
		data    []byte
		dpmm    int
		refused string
	}{
		{"for this printer", drawn(t, 812, 1218, black, white), 8, ""},
		{"for a printer of 300 dpi, on one", drawn(t, 1200, 1800, black, white), 12, ""},
		{"for a printer of 300 dpi", drawn(t, 1200, 1800, black, white), 8, "12 dots per mm, this one has 8"},
		{"for a printer of 203 dpi", drawn(t, 812, 1218, black, white), 12, "8 dots per mm, this one has 12"},
		{"larger than any paper", drawn(t, 3000, 500, black, white), 8, "does not fit"},
		{"nothing in it", drawn(t, 812, 1218, white, white), 8, "nothing in the picture"},
		{"white below the paper's end is no part of it", drawn(t, 812, 1218, black, white), 8, ""},
		{"dark grey is black", drawn(t, 812, 1218, color.Gray{100}, color.Gray{180}), 8, ""},
		{"what is transparent is white", drawn(t, 812, 1218, black, color.NRGBA{}), 8, ""},
		{"half of a picture", drawn(t, 812, 1218, black, white)[:600], 8, "cannot be read"},
	} {
		l := Clean(c.data, FourBySix(c.dpmm))
		if c.refused != "" {
			if l.ZPL != nil || !strings.Contains(l.Refusal(), c.refused) {
				t.Errorf("%s: got %q, want a refusal for %q", c.name, l.Refusal(), c.refused)
			}
			continue
		}
		if l.ZPL == nil || !bytes.Contains(l.ZPL, []byte("^FO40,30^GFA,")) {
			t.Errorf("%s: %s %.200s", c.name, l.Refusal(), l.ZPL)
		}
	}
}

func TestAPictureIsDrawnAsItIs(t *testing.T) {
	l := Clean(drawn(t, 812, 1218, color.Gray{0}, color.Gray{255}), FourBySix(8))
	img := render(t, l.ZPL)[0]
	for _, p := range []struct {
		x, y int
		want bool
	}{{39, 100, false}, {40, 100, true}, {47, 100, true}, {48, 100, false}, {771, 1187, true}, {772, 1187, false}, {771, 1188, false}} {
		if dark(img.At(p.x, p.y)) != p.want {
			t.Errorf("dot %d,%d: dark is %v", p.x, p.y, !p.want)
		}
	}
}
