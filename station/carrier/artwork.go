package carrier

import (
	"fmt"
	"strings"
)

// foreignZPL is a label as a carrier might send it: a logo that is stored in
// the printer first, a form that is stored and filled, and settings of the
// printer on the way. It draws nothing that is not on any carrier's label.
func foreignZPL(tracking, sscc string) string {
	var b strings.Builder
	b.WriteString("~DGR:LOGO.GRF,512,8,")
	for y := range 64 { // a wedge
		row := strings.Repeat("F", y/4+1)
		b.WriteString(row + strings.Repeat("0", 16-len(row)))
	}
	b.WriteString("\r\n^XA^MMT^MNY~SD25^PR6^JUS^XZ\r\n")
	b.WriteString("^XA^DFR:SHIP.ZPL^FS^LH0,0^FO30,30^XGR:LOGO.GRF,2,2^FS^FO190,60^A0N,60,60^FDVIRTUAL^FS" +
		"^FO30,180^GB752,0,4^FS^FO60,220^A0N,40,40^FN1^FS" +
		"^FO100,300^BY3^BCN,200,Y,N,N^FN2^FS^FO60,620^BY3^BCN,250,N,N,N^FN3^FS^FO60,900^A0N,36,36^FN4^FS^XZ\r\n")
	fmt.Fprintf(&b, "^XA^MCY^LT0^MD10^XFR:SHIP.ZPL^FS^FN1^FDTracking %s^FS^FN2^FD>:%s^FS", tracking, tracking)
	if sscc != "" {
		fmt.Fprintf(&b, "^FN3^FD>;>800%s^FS^FN4^FDSSCC %s^FS", sscc, sscc)
	}
	b.WriteString("^PQ2^XZ\r\n^XA^IDR:LOGO.GRF^FS^IDR:SHIP.ZPL^FS^XZ\r\n")
	return b.String()
}
