package zpl

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"strings"
)

// Bitmap is a picture of black and white dots.
type Bitmap struct {
	width, height int
	rows          [][]byte // a bit a dot, black is 1, the leftmost dot highest
}

// NewBitmap is the picture with each pixel as one dot: black where it is
// darker than the middle grey on white paper. Shades become neither raster nor
// dither; a picture that needs them is to be dithered before.
func NewBitmap(img image.Image) Bitmap {
	size := img.Bounds()
	b := Bitmap{width: size.Dx(), height: size.Dy(), rows: make([][]byte, size.Dy())}
	for y := range b.rows {
		b.rows[y] = make([]byte, (b.width+7)/8)
		for x := range b.width {
			if dark(img.At(size.Min.X+x, size.Min.Y+y)) {
				b.rows[y][x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return b
}

// dark is true of colours that are black on paper; what is transparent shows
// the paper.
func dark(c color.Color) bool {
	_, _, _, alpha := c.RGBA()
	grey := uint32(color.Gray16Model.Convert(c).(color.Gray16).Y)
	return grey+0xffff-alpha < 0x8000
}

// Width is the width in dots.
func (b Bitmap) Width() int { return b.width }

// Height is the height in dots.
func (b Bitmap) Height() int { return b.height }

// Black says whether the dot is printed.
func (b Bitmap) Black(x, y int) bool { return b.rows[y][x/8]&(0x80>>(x%8)) != 0 }

// Image puts the picture on the label, a pixel a dot, with its upper left
// corner at the point.
func (l *Label) Image(at Point, b Bitmap) {
	if l.holds("picture", at, b.width, b.height) {
		l.items = append(l.items, ImageItem{at, b})
	}
}

// write takes the shorter of the two ways that printers read a picture in.
func (i ImageItem) write(w *writer) {
	b := i.Bitmap
	data := b.hex()
	if packed := b.packed(); len(packed) < len(data) {
		data = packed
	}
	across := (b.width + 7) / 8
	w.origin(i.At)
	w.put("^GFA,%d,%d,%d,%s^FS", across*b.height, across*b.height, across, data)
}

// packed is the picture as :Z64:, compressed and with a checksum.
func (b Bitmap) packed() string {
	var out bytes.Buffer
	z, _ := zlib.NewWriterLevel(&out, zlib.BestCompression) // the level exists
	for _, row := range b.rows {
		z.Write(row) // a buffer takes all
	}
	z.Close()
	data := base64.StdEncoding.EncodeToString(out.Bytes())
	return fmt.Sprintf(":Z64:%s:%04X", data, crc(data))
}

// crc is the checksum of X.25 without its preset, as printers reckon it over
// the letters that arrive.
func crc(s string) uint16 {
	const polynomial = 0x1021
	var sum uint16
	for i := range len(s) {
		sum ^= uint16(s[i]) << 8
		for range 8 {
			carry := sum&0x8000 != 0
			sum <<= 1
			if carry {
				sum ^= polynomial
			}
		}
	}
	return sum
}

// hex is the picture in hexadecimal digits with repetitions counted: a row
// like the one above is a colon, white up to the end of a row a comma.
func (b Bitmap) hex() string {
	var out strings.Builder
	for y, row := range b.rows {
		if y > 0 && bytes.Equal(row, b.rows[y-1]) {
			out.WriteByte(':')
			continue
		}
		digits := fmt.Sprintf("%X", row)
		short := strings.TrimRight(digits, "0")
		runs(&out, short)
		if len(short) < len(digits) {
			out.WriteByte(',')
		}
	}
	return out.String()
}

// runs writes digits with the number of repetitions before each: z is 400, g
// to y are multiples of 20, G to Y are 1 to 19, and what is written adds up.
func runs(out *strings.Builder, digits string) {
	for digits != "" {
		n := len(digits) - len(strings.TrimLeft(digits, digits[:1]))
		digit := digits[:1]
		digits = digits[n:]
		if n <= 2 {
			out.WriteString(strings.Repeat(digit, n))
			continue
		}
		for ; n >= 400; n -= 400 {
			out.WriteByte('z')
		}
		if n >= 20 {
			out.WriteByte(byte('g' + n/20 - 1))
		}
		if n%20 > 0 {
			out.WriteByte(byte('G' + n%20 - 1))
		}
		out.WriteString(digit)
	}
}
