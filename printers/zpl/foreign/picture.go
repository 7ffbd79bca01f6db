package foreign

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// densities are dots per mm that pictures of labels are made for.
var densities = [...]int{8, 12, 24}

// maxSide is more dots than any label printer has on a label.
const maxSide = 8192

// picture is a label of one picture, dot for dot. White edges are no part of
// it.
func picture(data []byte, p Paper) Label {
	head, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || head.Width > maxSide || head.Height > maxSide {
		return refused(0, "", "the picture cannot be read, or is too large")
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return refused(0, "", "the picture cannot be read")
	}
	black := inked(img)
	if black.Empty() {
		return refused(0, "", "there is nothing in the picture")
	}
	if no := misfit(img.Bounds().Size(), black.Max.Sub(img.Bounds().Min), p); no != "" {
		return refused(0, "", no)
	}
	b := threshold(img, black)
	c := newCleaner(p)
	at := black.Min.Sub(img.Bounds().Min)
	c.out.put("^FO", fmt.Sprintf("%d,%d", at.X, at.Y))
	c.out.mark(b.field())
	c.out.put("^FS", "")
	c.body, _ = c.out.take()
	c.labels, c.whole = 1, c.out.whole
	return c.label()
}

// misfit is why a picture of that size, dark up to a point, cannot be printed
// dot for dot.
func misfit(size, dark image.Point, p Paper) string {
	fits := dark.X <= p.Width && dark.Y <= p.Height
	for _, d := range densities {
		of := image.Pt(p.Width*d, p.Height*d).Div(max(1, p.DPMM))
		whole := near(size.X, of.X) && near(size.Y, of.Y)
		if d != p.DPMM && whole || d > p.DPMM && !fits && dark.X <= of.X && dark.Y <= of.Y {
			return fmt.Sprintf("the picture of %d by %d dots is made for a printer of %d dots per mm, this one has %d: ask the carrier for that size", size.X, size.Y, d, p.DPMM)
		}
	}
	if !fits {
		return fmt.Sprintf("the picture of %d by %d dots does not fit on the paper of %d by %d, and it is not scaled", size.X, size.Y, p.Width, p.Height)
	}
	return ""
}

// near is true within three in a hundred.
func near(n, to int) bool { return n >= to-to*3/100 && n <= to+to*3/100 }

// inked is the smallest rectangle that holds all that is dark.
func inked(img image.Image) image.Rectangle {
	var r image.Rectangle
	all := img.Bounds()
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			if dark(img.At(x, y)) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// threshold is that part of the picture on white paper, black where it is
// darker than half.
func threshold(img image.Image, r image.Rectangle) bitmap {
	b := bitmap{row: (r.Dx() + 7) / 8}
	b.bits = make([]byte, b.row*r.Dy())
	for y := range r.Dy() {
		for x := range r.Dx() {
			if dark(img.At(r.Min.X+x, r.Min.Y+y)) {
				b.bits[y*b.row+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return b
}

func dark(c color.Color) bool {
	r, g, b, a := c.RGBA() // times alpha
	grey := (299*r + 587*g + 114*b) / 1000
	return grey+0xffff-a < 0x8000
}
