package foreign

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// bitmap is a picture of one bit a dot, black is 1.
type bitmap struct {
	row  int // bytes
	bits []byte
}

// What a picture may have: more than a 4 by 6 inch label has at 600 dpi.
const (
	maxRow    = 1 << 12 // bytes
	maxBits   = 4 << 20 // bytes of one
	maxBudget = 64 << 20
)

// graphic writes a picture that stands in the label, packed where that makes it
// shorter on the wire.
func (w *writer) graphic(x command) {
	p := strings.SplitN(x.params, ",", 5)
	if len(p) < 5 {
		w.c.found(Stripped, x, false, "is a picture that cannot be read")
		return
	}
	format := strings.ToUpper(strings.TrimSpace(p[0]))
	sent, total, row := whole(p[1]), whole(p[2]), whole(p[3])
	b, ok := w.c.decode(format, total, row, p[4])
	plain := squeeze(p[4])
	switch {
	case w.c.stop:
		return
	case ok:
		if packed := b.field(); format == "B" || !readable(plain) || len(packed) < len(fmt.Sprintf("A,%d,%d,%d,", sent, total, row))+len(plain) {
			w.mark(packed)
			return
		}
	case format == "B" || format == "C" || !readable(plain) || row < 1 || row > maxRow || total < 1 || total > maxBits:
		w.c.found(Stripped, x, false, "is a picture that cannot be read")
		return
	}
	w.mark(fmt.Sprintf("A,%d,%d,%d,%s", sent, total, row, plain))
}

func (w *writer) mark(params string) {
	w.draws = true
	w.put("^GF", params)
}

// squeeze is data without line ends and spaces.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, s)
}

// readable says that data has only the characters of written pictures.
func readable(s string) bool {
	return strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=:,") == ""
}

// store keeps a picture of the stream (~DG, ~DY) for what recalls it.
func (c *cleaner) store(x command) {
	name, b, ok := c.stored(x)
	if c.stop {
		return
	}
	if !ok {
		c.strip(x)
		return
	}
	c.pictures[name] = b
	_, alone, _ := strings.Cut(name, ":")
	c.pictures[alone] = b
	c.found(Rewritten, x, true, "stores a picture; it is drawn where it is recalled")
}

func (c *cleaner) stored(x command) (string, bitmap, bool) {
	if x.name == "~DG" {
		p := strings.SplitN(x.params, ",", 4)
		if len(p) < 4 {
			return "", bitmap{}, false
		}
		b, ok := c.decode("A", whole(p[1]), whole(p[2]), p[3])
		return object(p[0], "GRF"), b, ok
	}
	p := strings.SplitN(x.params, ",", 6)
	if len(p) < 6 || strings.ToUpper(strings.TrimSpace(p[2])) != "G" {
		return "", bitmap{}, false
	}
	b, ok := c.decode(strings.ToUpper(strings.TrimSpace(p[1])), whole(p[3]), whole(p[4]), p[5])
	return object(p[0], "GRF"), b, ok
}

// recall draws a stored picture where it is recalled.
func (w *writer) recall(x command) {
	p := append(strings.Split(x.params, ","), "", "")
	b, known := w.c.pictures[object(p[0], "GRF")]
	if !known && !strings.Contains(p[0], ":") {
		_, alone, _ := strings.Cut(object(p[0], "GRF"), ":")
		b, known = w.c.pictures[alone]
	}
	if !known {
		w.c.strip(x)
		return
	}
	across, down := 1, 1
	if x.name == "^XG" {
		across, down = min(max(1, whole(p[1])), 10), min(max(1, whole(p[2])), 10)
	}
	b, ok := b.times(across, down)
	if !ok || !w.c.afford(len(b.bits)) {
		w.c.refuse(x.at, x.name, "its picture is too large")
		return
	}
	w.c.found(Rewritten, x, false, "recalls a picture; the picture stands here instead")
	w.mark(b.field())
}

// times is the picture with every dot repeated.
func (b bitmap) times(across, down int) (bitmap, bool) {
	if across == 1 && down == 1 {
		return b, true
	}
	if b.row*across > maxRow || len(b.bits)*across*down > maxBits {
		return bitmap{}, false
	}
	out := bitmap{row: b.row * across}
	for at := 0; at+b.row <= len(b.bits); at += b.row {
		line := make([]byte, out.row)
		for i := range b.row * 8 * across {
			from := i / across
			if b.bits[at+from/8]&(0x80>>(from%8)) != 0 {
				line[i/8] |= 0x80 >> (i % 8)
			}
		}
		out.bits = append(out.bits, bytes.Repeat(line, down)...)
	}
	return out, true
}

// afford counts what pictures need in memory.
func (c *cleaner) afford(n int) bool {
	c.spent += n
	return c.spent <= maxBudget
}

// decode reads a picture of total bytes, row of them a line. What is missing at
// its end is white.
func (c *cleaner) decode(format string, total, row int, data string) (bitmap, bool) {
	if row < 1 || row > maxRow || total < row || total > maxBits {
		return bitmap{}, false
	}
	if !c.afford(total) {
		c.refuse(0, "^GF", "its pictures are too large")
		return bitmap{}, false
	}
	var bits []byte
	ok := true
	switch {
	case format == "B":
		bits = []byte(data)
	case format != "A" && format != "":
		return bitmap{}, false
	default:
		bits, ok = written(squeeze(data), total, row)
	}
	if !ok || len(bits) == 0 {
		return bitmap{}, false
	}
	whole := make([]byte, total)
	copy(whole, bits)
	return bitmap{row, whole}, true
}

// written reads data in characters: packed (:Z64:, :B64:) or in hexadecimal.
func written(data string, total, row int) ([]byte, bool) {
	if len(data) < 5 || data[0] != ':' {
		return nibbles(data, total, row)
	}
	kind := strings.ToUpper(data[:5])
	if kind != ":Z64:" && kind != ":B64:" {
		return nibbles(data, total, row)
	}
	text, sum, found := strings.Cut(data[5:], ":")
	if found && !strings.EqualFold(sum, fmt.Sprintf("%04X", crc(text))) {
		return nil, false // a printer may leave it out, may draw it: as it came
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || kind == ":B64:" {
		return raw, err == nil
	}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, false
	}
	bits, err := io.ReadAll(io.LimitReader(z, int64(total)))
	return bits, err == nil
}

// nibbles reads hexadecimal digits with ZPL's letters for repetition.
func nibbles(data string, total, row int) ([]byte, bool) {
	out := make([]byte, 0, 2*total) // a digit each
	line, count := 2*row, 0
	for i := 0; i < len(data) && len(out) < 2*total; i++ {
		n, fill := 0, byte(0)
		switch c := data[i]; {
		case 'G' <= c && c <= 'Y':
			count += int(c-'G') + 1
			continue
		case 'g' <= c && c <= 'z':
			count += 20 * (int(c-'g') + 1)
			continue
		case c == ',', c == '!':
			n = line - len(out)%line
			if c == '!' {
				fill = 15
			}
		case c == ':':
			if len(out) < line || len(out)%line != 0 {
				return nil, false
			}
			out = append(out, out[len(out)-line:]...)
			continue
		default:
			v := strings.IndexByte("0123456789ABCDEF0123456789abcdef", c)
			if v < 0 {
				return nil, false
			}
			n, fill, count = max(1, count), byte(v%16), 0
		}
		if len(out)+n > 2*total {
			return nil, false
		}
		out = append(out, bytes.Repeat([]byte{fill}, n)...)
	}
	bits := make([]byte, (len(out)+1)/2)
	for i, v := range out {
		bits[i/2] |= v << (4 * (1 - i%2))
	}
	return bits, true
}

// field is the picture as the parameters of ^GF, packed.
func (b bitmap) field() string {
	var packed bytes.Buffer
	z, err := zlib.NewWriterLevel(&packed, zlib.BestCompression)
	if err == nil {
		_, err = z.Write(b.bits)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil { // a buffer takes everything
		return ""
	}
	text := base64.StdEncoding.EncodeToString(packed.Bytes())
	return fmt.Sprintf("A,%d,%d,%d,:Z64:%s:%04X", len(b.bits), len(b.bits), b.row, text, crc(text))
}

// crc is the check that printers make over packed pictures.
func crc(s string) uint16 {
	var sum uint16
	for i := range len(s) {
		sum ^= uint16(s[i]) << 8
		for range 8 {
			carry := sum & 0x8000
			sum <<= 1
			if carry != 0 {
				sum ^= 0x1021
			}
		}
	}
	return sum
}
