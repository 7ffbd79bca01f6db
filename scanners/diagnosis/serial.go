package diagnosis

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// sevenBits finds out whether the eighth bit is a parity bit, and of which kind.
func (d *patient) sevenBits(body string) bool {
	if !d.setup.Serial {
		return false
	}
	all := body + d.end
	stripped := strings.Map(func(r rune) rune { return r & 0x7f }, latin(all))
	kind := parity(all)
	if kind == "" || !d.recognised(strings.TrimRight(stripped, ends)) {
		return false
	}
	d.findings = nil
	d.find(lineParity.advising(`"7` + kind + `1"`))
	d.explain(d.once(stripped))
	return true
}

func latin(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// parity is the kind of parity that all bytes have: E, O, M, or "" for none.
func parity(s string) string {
	even, odd, mark := true, true, true
	for i := range len(s) {
		ones := bits.OnesCount8(s[i])
		even, odd, mark = even && ones%2 == 0, odd && ones%2 == 1, mark && s[i] >= 0x80
	}
	switch {
	case even:
		return "E"
	case odd:
		return "O"
	case mark:
		return "M"
	}
	return ""
}

// noisy says that a third of the bytes are no characters.
func noisy(s string) bool {
	odd := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r < ' ' {
			odd += size
		}
		i += size
	}
	return 3*odd >= len(s)
}
