package label

import (
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
)

// Sheets is a document for the printer.
type Sheets struct {
	ZPL []byte
	// Labels is how many come out, one for each ^XA to ^XZ in ZPL: so far must
	// the printer's counter rise.
	Labels int
	// Pages are the same labels before they became ZPL, for a preview.
	Pages []*zpl.Label
	// Warnings say what does not stand on paper as it was given, a sentence
	// each. They name fields and hold nothing of their contents.
	Warnings []string
	// Stripped are commands of a carrier's own label that do not reach the
	// printer, a sentence each.
	Stripped []string
}

// ZPL lays the document out by the built-in templates, see [Templates.ZPL].
func ZPL(d station.Document, dpmm int) (Sheets, error) { return BuiltIn().ZPL(d, dpmm) }

// ZPL lays the document out for a printer of dpmm dots per mm, 8 or 12. The
// error is that no label can be made that could be used, such as a ship label
// with a wrong SSCC. A parcel that has a tracking number alone gets the label
// without numbers of GS1. A label that its carrier made is printed as it came,
// but for what would not draw.
func (t *Templates) ZPL(d station.Document, dpmm int) (Sheets, error) {
	name := string(d.Kind)
	switch d.Kind {
	case station.ShipLabel:
		if d.Bought.Theirs {
			return carriers(d.Artwork, d.Copy, dpmm)
		}
		if d.Bought.SSCC == "" && d.Bought.Tracking != "" {
			name = "neutral"
		}
	case station.PackingSlip:
		name = slipOf(d.Gift)
	case station.ArticleLabel, station.BoxPlate:
	default:
		return Sheets{}, fmt.Errorf("print document of kind %q: only ship labels, packing slips, article labels and plates can be laid out", d.Kind)
	}
	f, err := formOf(name)
	if err != nil {
		return Sheets{}, err
	}
	c := ofDocument(d)
	if d.Kind == station.ArticleLabel {
		c = ofArticle(d)
	}
	return t.layOut(f, c, dpmm)
}

// slipOf is the form of a packing slip: a gift has its own.
func slipOf(gift bool) string {
	if gift {
		return "gift"
	}
	return "slip"
}

// layOut is a form filled with content.
func (t *Templates) layOut(f form, c content, dpmm int) (Sheets, error) {
	if f.fixed != nil {
		return f.fixed(dpmm)
	}
	p, err := newPad(dpmm)
	if err != nil {
		return Sheets{}, err
	}
	if err := c.finish(f); err != nil {
		return Sheets{}, err
	}
	if err := t.of(f.name).draw(p, c); err != nil {
		return Sheets{}, err
	}
	return p.sheets()
}

// pad is the labels of one document.
type pad struct {
	density  zpl.Density
	labels   []*zpl.Label
	warnings []string
}

func newPad(dpmm int) (*pad, error) {
	d := zpl.Density(dpmm)
	if d != zpl.Dots8 && d != zpl.Dots12 {
		return nil, fmt.Errorf("lay out for %d dots per mm: only 8 (203 dpi) and 12 (300 dpi) are known; set dpmm of the printer", dpmm)
	}
	return &pad{density: d}, nil
}

// sheet begins the next label, width and height in tenths of a mm.
func (p *pad) sheet(width, height int) sheet {
	l := zpl.New(p.density, p.density.Dots(width), p.density.Dots(height))
	p.labels = append(p.labels, l)
	return sheet{Label: l, pad: p}
}

// warn adds a sentence, once.
func (p *pad) warn(format string, args ...any) {
	sentence := fmt.Sprintf(format, args...)
	for _, said := range p.warnings {
		if said == sentence {
			return
		}
	}
	p.warnings = append(p.warnings, sentence)
}

func (p *pad) sheets() (Sheets, error) {
	out := Sheets{Labels: len(p.labels), Pages: p.labels, Warnings: p.warnings}
	for _, l := range p.labels {
		data, err := l.Bytes()
		if err != nil {
			return Sheets{}, err
		}
		out.ZPL = append(append(out.ZPL, data...), '\n')
	}
	return out, nil
}
