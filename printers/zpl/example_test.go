package zpl_test

import (
	"fmt"

	"github.com/packwright/packwright/printers/zpl"
)

func Example() {
	l := zpl.New(zpl.Dots8, 812, 400)
	l.Text(zpl.Point{X: 20, Y: 20}, zpl.Font{Height: 40}, "Anna ^XZ Schmidt")
	container := zpl.Element{AI: "00", Value: "340123450000000018"}
	symbol, err := zpl.GS1(container)
	if err != nil {
		fmt.Println(err)
		return
	}
	l.Barcode(zpl.Point{X: 60, Y: 90}, zpl.Bars{Module: 4, Height: 200}, symbol)
	l.Text(zpl.Point{X: 60, Y: 310}, zpl.Font{Height: 30}, zpl.Readable(container))
	data, err := l.Bytes()
	fmt.Println(string(data), err)
	// Output: ^XA^CI28^PW812^LL400^LH0,0^LS0^LT0^PON^PMN^LRN^FWN^MCY^FO20,20^A0N,40^FH_^FDAnna _5EXZ Schmidt^FS^FO60,90^BY4,3,200^BCN,200,N,N,N,N^FH_^FD>;>800340123450000000018^FS^FO60,310^A0N,30^FH_^FD(00)340123450000000018^FS^PQ1^XZ <nil>
}
