package zpl

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// readHex is hexadecimal digits with repetitions as the printer's manual says
// they are read, row by row.
func readHex(s string, across int) ([][]byte, error) {
	var rows [][]byte
	row, times := "", 0
	for i := range len(s) {
		switch c := s[i]; {
		case 'G' <= c && c <= 'Y':
			times += int(c-'G') + 1
		case 'g' <= c && c <= 'z':
			times += 20 * (int(c-'g') + 1)
		case c == ':' && row == "" && len(rows) > 0:
			rows = append(rows, rows[len(rows)-1])
		case c == ',':
			row += strings.Repeat("0", 2*across-len(row))
		default:
			row += strings.Repeat(string(rune(c)), max(1, times))
			times = 0
		}
		if len(row) == 2*across {
			data, err := hex.DecodeString(row)
			if err != nil {
				return nil, err
			}
			rows, row = append(rows, data), ""
		}
		if len(row) > 2*across {
			return nil, fmt.Errorf("row %d is too long", len(rows))
		}
	}
	return rows, nil
}

func readPacked(s string, across int) ([][]byte, error) {
	part := strings.Split(s, ":")
	if len(part) != 4 || part[1] != "Z64" || part[3] != fmt.Sprintf("%04X", crc(part[2])) {
		return nil, fmt.Errorf("%.40q is no :Z64:", s)
	}
	packed, err := base64.StdEncoding.DecodeString(part[2])
	if err != nil {
		return nil, err
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	return slices.Collect(slices.Chunk(data, across)), err
}

func sameRows(a, b [][]byte) bool { return slices.EqualFunc(a, b, bytes.Equal) }

func TestAPictureReadsBackFromBothForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		img := image.NewGray(image.Rect(0, 0, rapid.IntRange(1, 4000).Draw(t, "width"), rapid.IntRange(1, 12).Draw(t, "height")))
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		stretch := rapid.IntRange(1, 900).Draw(t, "stretch") // of one colour
		for i, c := 0, byte(0); i < len(img.Pix); i++ {
			if r.IntN(stretch) == 0 {
				c = ^c
			}
			img.Pix[i] = c
		}
		b := NewBitmap(img)
		across := (b.Width() + 7) / 8
		if got, err := readHex(b.hex(), across); err != nil || !sameRows(got, b.rows) {
			t.Fatalf("digits: %v, got %x, want %x", err, got, b.rows)
		}
		if got, err := readPacked(b.packed(), across); err != nil || !sameRows(got, b.rows) {
			t.Fatalf("packed: %v, got %x, want %x", err, got, b.rows)
		}
		for y := range b.Height() {
			for x := range b.Width() {
				if b.Black(x, y) != (img.GrayAt(x, y).Y == 0) {
					t.Fatalf("dot %d,%d is %v", x, y, b.Black(x, y))
				}
			}
		}
	})
}

func TestPictures(t *testing.T) {
	black := image.NewGray(image.Rect(0, 0, 20, 3))
	noise := image.NewGray(image.Rect(0, 0, 400, 400))
	r := rand.New(rand.NewPCG(1, 1))
	for i := range noise.Pix {
		noise.Pix[i] = byte(r.IntN(2)) * 255
	}
	for _, c := range []struct {
		name string
		img  image.Image
		want string
	}{
		{"repetitions are counted", black, "^FO1,2^GFA,9,9,3,KF,::^FS"},
		{"what is shorter packed is packed", noise, "^FO1,2^GFA,20000,20000,50,:Z64:"},
	} {
		l := New(Dots8, 402, 402)
		l.Image(Point{1, 2}, NewBitmap(c.img))
		got, err := l.Bytes()
		if err != nil || !strings.Contains(string(got), c.want) {
			t.Errorf("%s: got %.200s, %v, want %s", c.name, got, err, c.want)
		}
	}
	l := New(Dots8, 402, 402)
	l.Image(Point{3, 3}, NewBitmap(noise))
	if _, err := l.Bytes(); err == nil || !strings.Contains(err.Error(), "picture at 3,3") {
		t.Errorf("a picture over the edge: %v", err)
	}
}

func TestBlackIsWhatIsDarkOnWhitePaper(t *testing.T) {
	for c, want := range map[color.Color]bool{
		color.Black: true, color.White: false, color.Transparent: false,
		color.Gray{Y: 0x7f}: true, color.Gray{Y: 0x80}: false,
		color.NRGBA{A: 0x70}: false, color.NRGBA{A: 0x90}: true,
		color.NRGBA{R: 0xff, A: 0xff}: true, color.NRGBA{R: 0xff, G: 0xff, A: 0xff}: false,
	} {
		img := image.NewUniform(c)
		b := NewBitmap(crop{img})
		if b.Black(0, 0) != want {
			t.Errorf("%v: got %v", c, b.Black(0, 0))
		}
	}
}

// crop is one pixel of a picture that has no end, not at its origin.
type crop struct{ image.Image }

func (crop) Bounds() image.Rectangle { return image.Rect(7, 9, 8, 10) }

func TestTheChecksumIsThatOfXmodem(t *testing.T) {
	if got := crc("123456789"); got != 0x31c3 {
		t.Errorf("got %#x", got)
	}
}
