package label

import (
	"errors"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

// article lays out the label of a unit whose own code is missing: what it is,
// and the code that a scan of it gives. It has the paper of a ship label and
// uses the upper third of it.
func (p *pad) article(d station.Document) error {
	var l station.SlipLine
	if len(d.Lines) > 0 {
		l = d.Lines[0]
	}
	s := p.sheet(paperWidth, paperHeight)
	s.line(box{margin, 40, inner, 90}, zpl.AlignLeft, field{"article", l.SKU})
	s.block(box{margin, 150, inner, 110}, []int{46, 36, 28}, field{"name", l.Name})
	if !s.articleCode(box{margin, 290, inner, 150}, d.Code) {
		return errors.New("article label: the code does not fit into a barcode")
	}
	s.line(box{margin, 450, inner, 40}, zpl.AlignCentre, field{"code", d.Code})
	return nil
}

// articleCode draws a GTIN as the standard has it, any other code as it is.
func (s sheet) articleCode(b box, code string) bool {
	if gtin, ok := gs1.NormalizeGTIN(code); ok && len(code) == 14 {
		symbol, err := zpl.GS1(zpl.Element{AI: "01", Value: gtin})
		return err == nil && s.code(b, ssccModule, symbol)
	}
	return code != "" && s.barcode(b, field{"code", code})
}
