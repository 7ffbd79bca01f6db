package foreign

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"pgregory.net/rapid"
)

// blocks is a picture of black rectangles.
func blocks(t interface{ Fatal(...any) }, width, height int, black ...image.Rectangle) []byte {
	img := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetGray(x, y, color.Gray{255})
			for _, r := range black {
				if image.Pt(x, y).In(r) {
					img.SetGray(x, y, color.Gray{0})
				}
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestThereIsRoomWhereNothingIsDrawn(t *testing.T) {
	paper, size := FourBySix(8), image.Pt(200, 40)
	for _, c := range []struct {
		name string
		data []byte
		want image.Point
		ok   bool
	}{
		{"below a short picture", blocks(t, 812, 600, image.Rect(0, 0, 812, 600)), image.Pt(589, 1156), true},
		{"between two blocks", blocks(t, 812, 1218, image.Rect(0, 0, 812, 500), image.Rect(0, 640, 812, 1218)), image.Pt(589, 560), true},
		{"not where it is too near", blocks(t, 812, 1218, image.Rect(0, 0, 812, 500), image.Rect(0, 615, 812, 1218)), image.Point{}, false},
		{"not on a full label", blocks(t, 812, 1218, image.Rect(0, 0, 812, 1218)), image.Point{}, false},
		{"not on ZPL", []byte("^XA^FO9,9^GB9,9^FS^XZ"), image.Point{}, false},
	} {
		if at, ok := Room(c.data, paper, size, 40); at != c.want || ok != c.ok {
			t.Errorf("%s: got %v %v, want %v %v", c.name, at, ok, c.want, c.ok)
		}
	}
}

func TestWhatIsPutIntoTheRoomIsNearNothing(t *testing.T) {
	paper := Paper{DPMM: 8, Width: 200, Height: 300}
	rapid.Check(t, func(r *rapid.T) {
		var black []image.Rectangle
		for range rapid.IntRange(0, 4).Draw(r, "blocks") {
			x, y := rapid.IntRange(0, 190).Draw(r, "x"), rapid.IntRange(0, 290).Draw(r, "y")
			black = append(black, image.Rect(x, y, x+rapid.IntRange(1, 90).Draw(r, "w"), y+rapid.IntRange(1, 90).Draw(r, "h")))
		}
		at, ok := Room(blocks(r, 200, 300, black...), paper, image.Pt(60, 20), 16)
		if !ok {
			return
		}
		room := image.Rectangle{at, at.Add(image.Pt(60, 20))}
		if !room.In(paper.bounds()) {
			r.Fatalf("%v is not on the paper", room)
		}
		for _, b := range black {
			if room.Inset(-16).Overlaps(b) {
				r.Fatalf("%v is too near to %v", room, b)
			}
		}
	})
}
