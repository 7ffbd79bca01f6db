package zpl

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// drawer makes labels of random content with every symbology on them.
type drawer struct{ *rand.Rand }

// nasty are texts that a printer could take for something else.
var nasty = []string{`QA,^XZ~JA_5E`, "MM,A1", "B0004ab", "^FS^FD>:>8", "~_d065", "LA,LA,LA", "$@|=", "&amp;%0A"}

// text is printable ASCII without the signs named.
func (r drawer) text(most int, but string) string {
	if s := nasty[r.IntN(len(nasty))]; r.IntN(4) == 0 && !strings.ContainsAny(s, but) {
		return s
	}
	n, digits := 2+r.IntN(most-1), r.IntN(3) == 0 // the renderer loses one that is alone
	var b []byte
	for len(b) < n {
		c := byte(' ' + r.IntN('~'-' '+1))
		if digits || r.IntN(3) == 0 {
			c = byte('0' + r.IntN(10))
		}
		if strings.IndexByte(but, c) < 0 {
			b = append(b, c)
		}
	}
	if s := strings.Trim(string(b), " "); len(s) > 1 {
		return s
	}
	return "xy"
}

func (r drawer) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	return string(b)
}

// elements are some that a decoder knows: it checks what they hold.
func (r drawer) elements() []Element {
	value := func(most int) string {
		return strings.Map(func(c rune) rune {
			if !inGS1(c) || c == '(' || c == ')' || c == '_' { // brackets make what is read ambiguous
				return '-'
			}
			return c
		}, r.text(most, ""))
	}
	all := []Element{
		{"00", checked(r.digits(17))},
		{"01", checked(r.digits(13))},
		{"10", value(12)},
		{"21", value(8)},
		{"37", r.digits(1 + r.IntN(8))},
		{"11", fmt.Sprintf("%02d%02d%02d", r.IntN(50), 1+r.IntN(12), 1+r.IntN(28))},
		{"421", "616" + r.digits(4+r.IntN(6))},
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	n := 1 + r.IntN(3)
	for total(all[:n]) > maxGS1 {
		n--
	}
	return all[:n]
}

func total(elements []Element) int {
	n := len(elements)
	for _, e := range elements {
		n += len(e.AI) + len(e.Value)
	}
	return n
}

// checked is the digits with their check digit.
func checked(digits string) string {
	sum := 0
	for i := range digits {
		weight := 1
		if (len(digits)-i)%2 == 1 {
			weight = 3
		}
		sum += weight * int(digits[i]-'0')
	}
	return digits + string(rune('0'+(10-sum%10)%10))
}

// page is a random label and what is to be read from it.
type page struct {
	*Label
	t    *testing.T
	want []decoded
}

func (p *page) bars(at Point, turn Turn, want decoded, s Symbol, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	p.Barcode(at, Bars{Module: 2, Height: 60, Turn: turn}, s)
	p.want = append(p.want, want)
}

func (p *page) matrix(at Point, c Cells, want decoded, m Matrix, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	p.Matrix(at, c, m)
	p.want = append(p.want, want)
}

// label is a random label of all symbologies but PDF417.
func (r drawer) label(t *testing.T) *page {
	t.Helper()
	p := &page{Label: New(Dots8, 1200, 600), t: t}
	cells := func(turn Turn) Cells { return Cells{Module: 3 + r.IntN(3), Turn: turn} }
	turn := []Turn{Upright, Right, UpsideDown, Left}[r.IntN(4)]

	text := r.text(30, "")
	if strings.IndexByte("^>~", text[len(text)-2]) >= 0 {
		text += "xy" // nor does the renderer draw one that comes last behind a code for another
	}
	s, err := Code128(text)
	p.bars(Point{40, 20}, []Turn{Upright, UpsideDown}[r.IntN(2)], decoded{"]C0", text}, s, err)
	elements := r.elements()
	s, err = GS1(elements...)
	p.bars(Point{40, 120}, []Turn{Upright, UpsideDown}[r.IntN(2)], decoded{"]C1", Readable(elements...)}, s, err)

	text = r.text(80, "")
	m, err := QR(text, []Correction{CorrectLow, CorrectMedium, CorrectQuartile, CorrectHigh}[r.IntN(4)])
	p.matrix(Point{60, 260}, cells(Upright), decoded{"]Q1", text}, m, err)
	text = r.text(60, "_") // the renderer takes _1 for a function whatever the escape is
	m, err = DataMatrix(text)
	p.matrix(Point{440, 260}, cells(turn), decoded{"]d1", text}, m, err)
	elements = r.elements()
	m, err = GS1DataMatrix(elements...)
	p.matrix(Point{820, 260}, cells(turn), decoded{"]d2", Readable(elements...)}, m, err)
	return p
}

// tall is a label of PDF417 alone: the decoder overlooks some beside others.
func (r drawer) tall(t *testing.T) *page {
	t.Helper()
	p := &page{Label: New(Dots8, 1200, 600), t: t}
	text := r.text(120, `\|`)
	m, err := PDF417(text, 3+r.IntN(8))
	turn := []Turn{Upright, Right, UpsideDown, Left}[r.IntN(4)]
	p.matrix(Point{60, 60}, Cells{Module: 2, Turn: turn}, decoded{"]L2", text}, m, err) // the renderer draws no other module
	return p
}

// All of 500 labels take minutes; some are drawn each time.
func TestRandomLabelsReadAsWhatTheyWereMadeOf(t *testing.T) {
	labels := 6
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		labels = 500
	}
	r := drawer{rand.New(rand.NewPCG(5, 2))}
	const batch = 50
	for n := 0; n < labels; n += batch {
		var stream []byte
		var want [][]decoded
		for range min(batch, labels-n) {
			for _, p := range []*page{r.label(t), r.tall(t)} {
				zpl, err := p.Bytes()
				if err != nil {
					t.Fatal(err)
				}
				stream, want = append(stream, zpl...), append(want, p.want)
			}
		}
		got := decodePages(t, stream, "150", "75", "8")
		for i, codes := range want {
			for _, d := range codes {
				if !slices.Contains(got[i], d) {
					t.Errorf("label %d: %+v was drawn and not read; read %q", n+i/2, d, got[i])
				}
			}
			if len(got[i]) != len(codes) {
				t.Errorf("label %d: read %d codes of %d: %q", n+i/2, len(got[i]), len(codes), got[i])
			}
		}
	}
}

// What the tests above prove, they prove because these are found out.
func TestBrokenBarcodesAreFoundOut(t *testing.T) {
	elements := []Element{{"10", "AB123"}, {"21", "12345"}}
	digits := []Element{{"421", "61600950"}}
	l := New(Dots8, 812, 1218)
	for i, e := range [][]Element{elements, digits} {
		s, err := GS1(e...)
		if err != nil {
			t.Fatal(err)
		}
		l.Barcode(Point{40, 20 + 100*i}, Bars{Module: 2, Height: 60}, s)
	}
	m, err := GS1DataMatrix(elements...)
	if err != nil {
		t.Fatal(err)
	}
	l.Matrix(Point{40, 300}, Cells{Module: 4}, m)
	label, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	breaks := []struct {
		name, part, broken string
		lost               decoded
	}{
		{"no FNC1 in front", ">:>810AB", ">:10AB", decoded{"]C1", Readable(elements...)}},
		{"no separator", ">82112345", "2112345", decoded{"]C1", Readable(elements...)}},
		{"subset C with an odd number of digits", ">;>842161600>6950", ">;>842161600950", decoded{"]C1", Readable(digits...)}},
		{"no FNC1 in front of a matrix", "^FD_5F110", "^FD10", decoded{"]d2", Readable(elements...)}},
		{"no separator in a matrix", "_5F121", "21", decoded{"]d2", Readable(elements...)}},
	}
	stream := slices.Clone(label)
	for _, c := range breaks {
		broken := bytes.Replace(label, []byte(c.part), []byte(c.broken), 1)
		if bytes.Equal(label, broken) {
			t.Fatalf("%s: nothing was broken in %s", c.name, label)
		}
		stream = append(stream, broken...)
	}
	pages := decodePages(t, stream, "102", "152", "8")
	for i, c := range breaks {
		if !slices.Contains(pages[0], c.lost) {
			t.Errorf("%+v is not read from the whole label", c.lost)
		}
		if slices.Contains(pages[i+1], c.lost) {
			t.Errorf("%s: %+v is read all the same", c.name, c.lost)
		}
	}
}
