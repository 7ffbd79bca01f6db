package preview

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"

	"github.com/packwright/packwright/printers/zpl"
)

// ErrTooLarge is that the labels do not fit into one picture.
var ErrTooLarge = errors.New("too many labels for one picture")

// mostPixels is what any viewer opens: about 60 labels of 4 by 6 inches at 203
// dpi.
const mostPixels = 60 << 20

// PNG writes the labels below each other as one picture, a pixel a dot. The
// error is [ErrTooLarge], or what writing said.
func PNG(w io.Writer, labels ...*zpl.Label) error {
	const gap = 16
	width, height := 0, 0
	for _, l := range labels {
		width, height = max(width, l.Width()), height+l.Height()+gap
	}
	height -= gap
	if len(labels) == 0 || width*height > mostPixels {
		return fmt.Errorf("picture of %d labels: %w", len(labels), ErrTooLarge)
	}
	all := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(all, all.Bounds(), image.NewUniform(color.Gray{Y: 0xb0}), image.Point{}, draw.Src)
	y := 0
	for _, l := range labels {
		draw.Draw(all, image.Rect(0, y, l.Width(), y+l.Height()), Draw(l), image.Point{}, draw.Src)
		y += l.Height() + gap
	}
	return png.Encode(w, all)
}
