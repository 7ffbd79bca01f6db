package gs1_test

import (
	"fmt"
	"time"

	"github.com/packwright/packwright/station/gs1"
)

func ExampleParse() {
	var s gs1.Scan
	if err := gs1.Parse(&s, "]C1010400638133393117261200"+"10A7"); err != nil {
		fmt.Println(err)
		return
	}
	gtin, _ := s.GTIN()
	lot, _ := s.Lot()
	expiry, _ := s.Expiry(time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC))
	fmt.Println(s.Kind, gtin, lot, expiry.Format(time.DateOnly))

	fmt.Println(gs1.Parse(&s, "]C10104006381333930"))
	// Output:
	// GS1 04006381333931 A7 2026-12-31
	// (01) check digit is wrong: "0" at 18
}

func ExampleBuild() {
	sscc, _ := gs1.NewSSCC('3', "4012345", 1)
	data, _ := gs1.Build(gs1.Element{AI: "00", Data: sscc}, gs1.Element{AI: "10", Data: "A7"}, gs1.Element{AI: "37", Data: "12"})
	fmt.Printf("%q\n", data)
	// Output:
	// "0034012345000000001710A7\x1d3712"
}
