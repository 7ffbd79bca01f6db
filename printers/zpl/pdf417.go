package zpl

import (
	"fmt"
	"strings"
)

// Bounds of a PDF417 symbol.
const (
	pdfMostColumns = 30
	pdfMostRows    = 90
	pdfMostWords   = 928
	pdfGoodRows    = 6 // twice those that the standard asks for: a printer may need fewer words
	pdfRow         = 3 // modules high, as the standard wants at least
)

// PDF417 is text of printable ASCII as a symbol of at most the given columns
// of data, 1 to 30; more columns make it wider and lower. A short text gets
// fewer, so that there are rows enough to be read. Backslash and | are refused:
// to some printers they are commands inside the data.
func PDF417(text string, columns int) (Matrix, error) {
	if err := printable("PDF417", text); err != nil {
		return Matrix{}, err
	}
	if i := strings.IndexAny(text, `\|`); i >= 0 {
		return Matrix{}, fmt.Errorf("PDF417 of %.40q: printers do not print %q in it", text, text[i])
	}
	if columns < 1 || columns > pdfMostColumns {
		return Matrix{}, fmt.Errorf("PDF417 of %d columns: want 1 to %d", columns, pdfMostColumns)
	}
	words := pdfText(text)
	level := pdfLevel(len(words))
	total := 1 + len(words) + pdfChecks(level)
	columns = min(columns, max(1, total/pdfGoodRows))
	rows := (total + columns - 1) / columns
	if rows > pdfMostRows || rows*columns > pdfMostWords {
		return Matrix{}, fmt.Errorf("PDF417 of %d characters in %d columns needs %d rows: want at most %d, and %d words", len(text), columns, rows, pdfMostRows, pdfMostWords)
	}
	m := Matrix{kind: pdf417, data: text, columns: columns, level: level, tall: pdfRow}
	words = pdfComplete(words, columns*rows, level)
	for row := range rows {
		m.modules = append(m.modules, pdfModules(words[row*columns:(row+1)*columns], row, rows, level))
	}
	return m, nil
}

// pdfLevel is the security that the standard recommends for so many words.
func pdfLevel(words int) int {
	switch {
	case words <= 40:
		return 2
	case words <= 160:
		return 3
	case words <= 320:
		return 4
	}
	return 5
}

// pdfChecks is how many words of error correction a level adds.
func pdfChecks(level int) int { return 2 << level }

// The alphabets that text is written in. Alike letters of a printer and of a
// human reader are in several; which is chosen makes the symbol longer, not
// wrong.
const (
	pdfUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ "
	pdfLower = "abcdefghijklmnopqrstuvwxyz "
	pdfMixed = "0123456789&\r\t,:#-.$/+%*=^\x00 "
	pdfPunct = ";<>@[\\]_`~!\r\t,:\n-.$/\"|*()?{}'"
)

// pdfText is printable ASCII as words, two characters each. From the alphabet
// in use it changes for good to those of letters and digits, and for one
// character to that of signs.
func pdfText(text string) []int {
	const toLower, toMixed, sign, upperFromMixed, fill = 27, 28, 29, 28, 29
	var units []int
	now := pdfUpper
	for i := 0; i < len(text); {
		c := text[i]
		at := strings.IndexByte(now, c)
		switch {
		case at >= 0:
			units = append(units, at)
			i++
		case now != pdfMixed && strings.IndexByte(pdfMixed, c) >= 0:
			units, now = append(units, toMixed), pdfMixed
		case now != pdfLower && strings.IndexByte(pdfLower, c) >= 0:
			units, now = append(units, toLower), pdfLower
		case now == pdfMixed && strings.IndexByte(pdfUpper, c) >= 0:
			units, now = append(units, upperFromMixed), pdfUpper
		case now == pdfLower && strings.IndexByte(pdfUpper, c) >= 0:
			units = append(units, toLower, strings.IndexByte(pdfUpper, c)) // in lower case, this is one capital
			i++
		default:
			units = append(units, sign, strings.IndexByte(pdfPunct, c))
			i++
		}
	}
	if len(units)%2 == 1 {
		units = append(units, fill)
	}
	words := make([]int, len(units)/2)
	for i := range words {
		words[i] = 30*units[2*i] + units[2*i+1]
	}
	return words
}

// pdfComplete is the words of the whole symbol: their number, the data, what
// fills it up, and error correction.
func pdfComplete(data []int, total, level int) []int {
	const fill = 900
	checks := pdfChecks(level)
	words := append([]int{total - checks}, data...)
	for len(words) < total-checks {
		words = append(words, fill)
	}
	return append(words, pdfCorrection(words, checks)...)
}

// pdfCorrection is the remainder of the words, read as a polynomial, divided
// by that whose roots are the first powers of 3, all modulo 929.
func pdfCorrection(words []int, checks int) []int {
	const prime, root = 929, 3
	divisor := []int{1} // the lowest power first
	for i, power := 0, root; i < checks; i, power = i+1, power*root%prime {
		divisor = append(divisor, 0)
		for j := len(divisor) - 1; j >= 0; j-- {
			divisor[j] = divisor[j] * (prime - power) % prime
			if j > 0 {
				divisor[j] = (divisor[j] + divisor[j-1]) % prime
			}
		}
	}
	rest := make([]int, checks) // the highest power first
	for _, w := range words {
		lead := (w + rest[0]) % prime
		rest = append(rest[1:], 0)
		for j := range rest {
			rest[j] = (rest[j] + (prime-lead)*divisor[checks-1-j]) % prime
		}
	}
	for j := range rest {
		rest[j] = (prime - rest[j]) % prime
	}
	return rest
}

// pdfModules is one row: start, its number with a part of what the whole
// symbol is like, the words, the same with another part, stop.
func pdfModules(words []int, row, rows, level int) []bool {
	const start, stop = 0x1fea8, 0x3fa29
	cluster := row % 3
	parts := [...]int{(rows - 1) / 3, 3*level + (rows-1)%3, len(words) - 1}
	line := bitsOf(nil, start, 17)
	line = pdfWord(line, cluster, 30*(row/3)+parts[cluster])
	for _, w := range words {
		line = pdfWord(line, cluster, w)
	}
	line = pdfWord(line, cluster, 30*(row/3)+parts[(cluster+2)%3])
	return bitsOf(line, stop, 18)
}

func pdfWord(line []bool, cluster, word int) []bool {
	return bitsOf(append(line, true), int(pdfWords[cluster][word]), 16)
}

// bitsOf appends the lowest n bits of a pattern, the highest of them first.
func bitsOf(line []bool, pattern, n int) []bool {
	for i := n - 1; i >= 0; i-- {
		line = append(line, pattern>>i&1 == 1)
	}
	return line
}
