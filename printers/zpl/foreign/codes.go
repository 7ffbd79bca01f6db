package foreign

import (
	"strings"

	"github.com/packwright/packwright/printers/zpl"
)

// Codes are the contents of the barcodes on a label that Clean made, as a
// scanner sends them without a symbology identifier: a separator of elements is
// the character GS. Each once, in the order of the label. A symbol whose
// content does not stand in the label, such as one in a picture, is not among
// them.
func Codes(label []byte) []string {
	var all []string
	seen := map[string]bool{}
	bar, params, escape := "", "", byte(0)
	for _, c := range zpl.Tokenize(label) {
		switch {
		case c.Name == "^FS":
			bar, escape = "", 0
		case c.Name == "^FH":
			escape = '_'
		case c.Name == "^BY":
		case len(c.Name) == 3 && c.Name[1] == 'B':
			bar, params = c.Name, c.Params
		case texts[c.Name] && bar != "":
			code := content(bar, params, unescape(c.Params, escape))
			if code != "" && !seen[code] {
				seen[code] = true
				all = append(all, code)
			}
		}
	}
	return all
}

// unescape is the data of a field.
func unescape(s string, by byte) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if v, ok := hexadecimal(s, i, by); ok {
			b.WriteByte(v)
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// content is what a scanner reads from a symbol of the data.
func content(bar, params, data string) string {
	p := append(strings.Split(params, ","), "", "", "", "", "", "")
	switch bar {
	case "^BC":
		return code128(strings.ToUpper(strings.TrimSpace(p[5])), data)
	case "^B2":
		return pairs(data)
	case "^BE":
		return ean(data, 12)
	case "^BU":
		return ean(data, 11)
	case "^B8":
		return ean(data, 7)
	case "^BQ":
		return qr(data)
	case "^BX":
		return matrix(data, p[6])
	}
	return data
}

const gs = "\x1d"

// code128 reads the data of ^BC in its mode.
func code128(mode, data string) string {
	switch mode {
	case "D": // brackets and spaces are for people
		data = strings.NewReplacer("(", "", ")", "", " ", "", ">8", gs).Replace(data)
		return strings.TrimPrefix(data, gs)
	case "U":
		if digits(data) {
			data = strings.Repeat("0", max(0, 19-len(data))) + data[:min(19, len(data))]
		}
		return data + check(data)
	case "A":
		return data
	}
	return subsets(data)
}

// subsets reads data that spells its changes of subset: subset B unless told
// otherwise, A and C in pairs of digits.
func subsets(data string) string {
	var b strings.Builder
	in := byte('B')
	for i := 0; i < len(data); {
		switch {
		case data[i] == '>' && i+1 < len(data):
			in = code(&b, data[i+1], in)
			i += 2
		case in == 'B':
			b.WriteByte(data[i])
			i++
		case i+1 >= len(data): // half of a pair is not drawn
			i++
		default:
			pair(&b, data[i:i+2], in)
			i += 2
		}
	}
	return strings.TrimPrefix(b.String(), gs)
}

// code reads what follows a > and returns the subset from there on.
func code(b *strings.Builder, c, in byte) byte {
	switch c {
	case ':', '6':
		return 'B'
	case ';', '5':
		return 'C'
	case '9', '7':
		return 'A'
	case '8':
		b.WriteString(gs)
	case '<':
		b.WriteByte('^')
	case '0':
		b.WriteByte('>')
	case '=':
		b.WriteByte('~')
	case '1':
		b.WriteByte(0x7f)
	}
	return in
}

func pair(b *strings.Builder, two string, in byte) {
	v := 0
	for i := range 2 {
		v = 10*v + int(two[i]-'0')
	}
	switch {
	case in == 'C' || !digits(two):
		b.WriteString(two)
	case v < 64:
		b.WriteByte(byte(v + ' '))
	case v < 96:
		b.WriteByte(byte(v - 64))
	}
}

// pairs is the digits in the data, an even number of them.
func pairs(data string) string {
	data = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, data)
	if len(data)%2 != 0 {
		return "0" + data
	}
	return data
}

// ean is digits with their check digit.
func ean(data string, n int) string {
	if !digits(data) || len(data) > n {
		return data
	}
	data = strings.Repeat("0", n-len(data)) + data
	return data + check(data)
}

// check is the check digit of GS1, or "" of what is no number.
func check(data string) string {
	if !digits(data) {
		return ""
	}
	sum := 0
	for i := range len(data) {
		weight := 3 - 2*(i%2)
		sum += weight * int(data[len(data)-1-i]-'0')
	}
	return string([]byte{byte('0' + (10-sum%10)%10)})
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// qr is data without the level of correction and the mode before it.
func qr(data string) string {
	before, rest, found := strings.Cut(data, ",")
	if !found || len(before) < 2 || len(before) > 3 {
		return data[min(3, len(data)):] // a printer takes no more note of them
	}
	switch {
	case before[1] == 'M' && len(rest) > 0 && strings.IndexByte("NAK", rest[0]) >= 0:
		return rest[1:]
	case before[1] == 'M' && len(rest) > 5 && rest[0] == 'B':
		return rest[5:] // its length comes first
	}
	return rest
}

// matrix reads the data of ^BX with its escapes: _1 is a function character,
// _d and three digits a byte.
func matrix(data, by string) string {
	escape := byte('_')
	if by = strings.TrimSpace(by); by != "" {
		escape = by[0]
	}
	var b strings.Builder
	for i := 0; i < len(data); i++ {
		rest := data[i+1:]
		switch {
		case data[i] != escape || rest == "":
			b.WriteByte(data[i])
		case rest[0] == escape:
			b.WriteByte(escape)
			i++
		case rest[0] == '1':
			b.WriteString(gs)
			i++
		case rest[0] == 'd' && len(rest) >= 4 && digits(rest[1:4]):
			b.WriteByte(byte(whole(rest[1:4])))
			i += 4
		default:
			b.WriteByte(data[i])
		}
	}
	return strings.TrimPrefix(b.String(), gs)
}
