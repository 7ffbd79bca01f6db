package foreign

import (
	"bytes"
	"image"
	"image/png"
)

// Room is the lowest place of a picture's label for something of that size, in
// dots, with nothing dark nearer than clear. There is none on a label that came
// as ZPL: what that draws is known to the printer alone.
func Room(data []byte, p Paper, size image.Point, clear int) (at image.Point, ok bool) {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return at, false
	}
	dots := sums(img, p)
	edge := 3 * p.DPMM // printers do not print up to the edge
	step := max(1, p.DPMM/2)
	for y := p.Height - edge - size.Y; y >= edge; y -= step {
		for x := p.Width - edge - size.X; x >= edge; x -= step {
			if dots.in(image.Rect(x, y, x+size.X, y+size.Y).Inset(-clear).Intersect(p.bounds())) == 0 {
				return image.Pt(x, y), true
			}
		}
	}
	return at, false
}

func (p Paper) bounds() image.Rectangle { return image.Rect(0, 0, p.Width, p.Height) }

// darkness counts the dark dots of a paper from its corner to each dot.
type darkness struct {
	row int
	n   []int32
}

func sums(img image.Image, p Paper) darkness {
	d := darkness{row: p.Width + 1, n: make([]int32, (p.Width+1)*(p.Height+1))}
	from := img.Bounds()
	for y := range p.Height {
		inRow := int32(0)
		for x := range p.Width {
			at := from.Min.Add(image.Pt(x, y))
			if at.In(from) && dark(img.At(at.X, at.Y)) {
				inRow++
			}
			d.n[(y+1)*d.row+x+1] = d.n[y*d.row+x+1] + inRow
		}
	}
	return d
}

func (d darkness) in(r image.Rectangle) int {
	at := func(x, y int) int { return int(d.n[y*d.row+x]) }
	return at(r.Max.X, r.Max.Y) - at(r.Min.X, r.Max.Y) - at(r.Max.X, r.Min.Y) + at(r.Min.X, r.Min.Y)
}
