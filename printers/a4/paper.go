package a4

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/code128"
	"github.com/signintech/gopdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// The printed part of a page, in mm from its upper left corner.
const (
	left   = 20.0
	width  = 175.0
	bottom = 280.0
)

// paper is the pages of one document. Lengths are in mm, sizes of letters in
// points.
type paper struct {
	pdf      gopdf.GoPdf
	count    int
	warnings []string
	err      error // the first of them; then nothing more is drawn
}

// box is where something goes. For a line of text, height is that of its
// letters in points.
type box struct{ x, y, width, height float64 }

// field is a text from outside with the name that warnings call it by; our own
// words have none.
type field struct{ name, text string }

func own(text string) field { return field{text: text} }

// The fonts.
const (
	plain = "plain"
	bold  = "bold"
)

type align int

const (
	alignLeft align = iota
	alignRight
)

func newPaper() (*paper, error) {
	p := &paper{}
	p.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Unit: gopdf.UnitMM})
	p.pdf.SetInfo(gopdf.PdfInfo{Creator: "Packwright"})
	for name, font := range map[string][]byte{plain: goregular.TTF, bold: gobold.TTF} {
		if err := p.pdf.AddTTFFontData(name, font); err != nil {
			return nil, fmt.Errorf("load the font of A4: %w", err)
		}
	}
	return p, nil
}

func (p *paper) pages() (Pages, error) {
	if p.err != nil {
		return Pages{}, fmt.Errorf("lay out A4: %w", p.err)
	}
	pdf, err := p.pdf.GetBytesPdfReturnErr()
	if err != nil {
		return Pages{}, fmt.Errorf("lay out A4: %w", err)
	}
	return Pages{PDF: pdf, Count: p.count, Warnings: p.warnings}, nil
}

func (p *paper) page() {
	p.pdf.AddPage()
	p.count++
}

// keep holds on to the first error.
func (p *paper) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

// warn adds a sentence, once.
func (p *paper) warn(format string, args ...any) {
	sentence := fmt.Sprintf(format, args...)
	for _, said := range p.warnings {
		if said == sentence {
			return
		}
	}
	p.warnings = append(p.warnings, sentence)
}

// rule draws a line as wide and thick as the box.
func (p *paper) rule(b box) {
	p.pdf.RectFromUpperLeftWithStyle(b.x, b.y, b.width, b.height, "F")
}

// line writes one line, and cuts it where it does not fit.
func (p *paper) line(b box, font string, a align, f field) {
	p.font(font, b.height)
	str := p.clean(f)
	if p.width(str) > b.width {
		str = p.shorten(str, b.width)
		p.cut(f)
	}
	if a == alignRight {
		b.x += b.width - p.width(str)
	}
	p.write(b.x, b.y, str)
}

// block writes texts below each other, wrapped, at most so many lines, and
// returns where it ends.
func (p *paper) block(b box, font string, most int, fields ...field) float64 {
	p.font(font, b.height)
	y := b.y
	for _, f := range fields {
		lines := p.wrap(p.clean(f), b.width)
		if len(lines) > most {
			lines = lines[:most]
			if most > 0 {
				lines[most-1] = p.shorten(lines[most-1]+" ..", b.width)
			}
			p.cut(f)
		}
		most -= len(lines)
		for _, l := range lines {
			p.write(b.x, y, l)
			y += pitch(b.height)
		}
	}
	return y
}

// pitch is from one line to the next, in mm, of letters of a size in points.
func pitch(points float64) float64 { return points * 1.25 * 25.4 / 72 }

func (p *paper) font(name string, points float64) {
	p.keep(p.pdf.SetFont(name, "", points))
}

// write puts a text that fits; y is its upper edge.
func (p *paper) write(x, y float64, str string) {
	if str == "" || p.err != nil {
		return
	}
	p.pdf.SetXY(x, y)
	p.keep(p.pdf.Cell(nil, str))
}

// width is the room that a text takes in the font that is set.
func (p *paper) width(str string) float64 {
	if str == "" || p.err != nil {
		return 0
	}
	w, err := p.pdf.MeasureTextWidth(str)
	p.keep(err)
	return w
}

// barcode draws a Code 128 from the left of the box and says whether it fits.
func (p *paper) barcode(b box, code string) bool {
	const least, most, quiet = 0.25, 0.5, 10 // mm a module, modules beside it
	if code == "" || strings.ContainsFunc(code, func(r rune) bool { return r < ' ' || r > '~' }) {
		return false
	}
	symbol, err := code128.Encode(code)
	if err != nil {
		return false
	}
	n := symbol.Bounds().Dx()
	module := min(most, b.width/float64(n+quiet))
	if module < least {
		return false
	}
	for from := 0; from < n; {
		to := from
		for to < n && dark(symbol.At(to, 0).RGBA()) {
			to++
		}
		if to > from {
			p.rule(box{b.x + float64(from)*module, b.y, float64(to-from) * module, b.height})
		}
		from = max(to, from+1)
	}
	return true
}

func dark(r, _, _, _ uint32) bool { return r < 0x8000 }

// cut notes that the end of a field is missing.
func (p *paper) cut(f field) {
	if f.name != "" {
		p.warn("%s is too long for the page: its end is missing", f.name)
	}
}
