package station

import "testing"

// A lot whose separator is missing may hold the next element: it is asked for,
// never cut by guess.
func TestALotWithoutAnEndIsAskedFor(t *testing.T) {
	const noSeparator = "]C101" + tea + "10A717271231"
	w := picking(t, teas(1)).scan(noSeparator)
	w.says("WAIT The label has no separator after the lot. Read the lot from the article, type it.")
	w.types("A7").says("WAIT TYPE THE EXPIRY DATE OF TEA-GRN AS YYMMDD")
}

func TestADamagedGS1BarcodeIsNamed(t *testing.T) {
	picking(t, mugs(1)).scan("]C10104006381333930").says("WRONG This barcode is damaged: (01) check digit is wrong: \"0\" at 18. Scan it again, or another one.")
}
