package zpl

import "github.com/packwright/packwright/station/text"

// advances is how far each character from space to tilde advances in the
// printer's scalable font, in thousandths of its height. Printers differ a
// little and round to whole dots. Some draw a hyphen as long as a dash.
var advances = [...]int{
	253, 337, 337, 503, 503, 837, 670, 253, 337, 337, 503, 503, 282, 803, 282, 282, // space to /
	503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 282, 282, 503, 503, 503, 503, // 0 to ?
	837, 559, 559, 559, 614, 503, 503, 614, 614, 282, 447, 559, 503, 782, 614, 614, // @ to O
	559, 614, 614, 559, 503, 614, 559, 837, 559, 559, 503, 337, 253, 337, 503, 503, // P to _
	337, 503, 503, 447, 503, 503, 282, 503, 503, 282, 282, 447, 282, 782, 503, 503, // ` to o
	503, 503, 337, 447, 282, 503, 447, 670, 447, 447, 392, 277, 253, 277, 503, // p to ~
}

// Advance is the width of one character in the printer's scalable font, in
// thousandths of the font's height. Letters with accents are as wide as those
// without, ligatures and signs at most as wide as what spells them.
func Advance(r rune) int {
	const dash, widest = 1000, 1000
	if ' ' <= r && r <= '~' {
		return advances[r-' ']
	}
	if r == '—' || r == '–' {
		return dash
	}
	n := 0
	for _, c := range []byte(text.ASCII(string(r))) {
		n += advances[c-' ']
	}
	return min(n, widest)
}

// Across is about how many dots a line of text takes in the font, along the
// line.
func (f Font) Across(s string) int {
	size := f.Width
	if size == 0 {
		size = f.Height
	}
	thousandths := 0
	for _, r := range s {
		thousandths += Advance(r)
	}
	return thousandths * size / 1000
}
