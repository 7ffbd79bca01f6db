package diagnosis

import (
	"strings"
	"unicode/utf8"
)

// match is how one of the first two barcodes came.
type match struct {
	typist    typist
	before    string // what stands before the code
	separator string // what stands in place of GS
	cut       bool   // nothing came behind the separator
	behind    string // what stands behind the code
}

// longestSeparator is more bytes than anybody types for GS.
const longestSeparator = 40

// matchLabel finds who would type the label like this. Whoever explains all of
// it goes before one who explains its beginning only.
func matchLabel(body string) (match, bool) {
	for _, t := range typists {
		if m, ok := whole(body, t); ok {
			return m, true
		}
	}
	for _, t := range typists {
		if before, rest, ok := strings.Cut(body, t.types(head)); ok && len(rest) <= longestSeparator && !strings.ContainsAny(rest, "0123456789") {
			return match{typist: t, before: before, separator: rest, cut: true}, true
		}
	}
	return match{}, false
}

func whole(body string, t typist) (match, bool) {
	before, rest, ok := strings.Cut(body, t.types(head))
	if !ok {
		return match{}, false
	}
	separator, behind, ok := strings.Cut(rest, t.types(tail))
	if !ok || len(separator) > longestSeparator {
		return match{}, false
	}
	return match{typist: t, before: before, separator: separator, behind: behind}, true
}

// before judges what stands before the code: the prefix, then the identifier of
// the kind of code, in one of the forms given.
func (d *patient) before(t typist, got string, kinds ...string) {
	prefix := d.setup.Prefix
	rest, found := strings.CutPrefix(got, t.types(prefix))
	if prefix != "" && !found {
		rest = d.withoutPrefix(t, got)
	}
	if kind, ok := aimOf(t, rest, kinds); ok {
		rest = strings.TrimSuffix(rest, kind)
		d.strange(rest)
		return
	}
	switch {
	case rest == "":
		d.find(aimMissing)
	case len(rest) < len(aim) && strings.HasSuffix(t.types(aim), rest):
		d.find(beginningLost)
	case len(rest) == 1 && strings.Contains(makersLetters, rest):
		d.find(makersCode.with(quoted(rest)))
	default:
		d.strange(rest)
		d.find(aimMissing)
	}
}

// makersLetters are what makers call Code 128 and GS1-128 by themselves.
const makersLetters = "DKIJjiTX#"

// aimOf is the identifier at the end of what stands before the code.
func aimOf(t typist, rest string, kinds []string) (string, bool) {
	for _, k := range kinds {
		if kind := t.types(k); strings.HasSuffix(rest, kind) {
			return kind, true
		}
	}
	return "", false
}

// strange tells of what stands there and was not asked for.
func (d *patient) strange(rest string) {
	if rest != "" {
		d.find(prefixUnknown.with(quoted(rest)))
	}
}

// swallowed says that a program took the prefix, and with it the first
// character of a code that came without an identifier.
func (d *patient) swallowed(body string) bool {
	by, ok := swallowers[d.setup.Prefix]
	if !ok {
		return false
	}
	for _, t := range typists {
		if m, ok := whole(t.types(head[:1])+body, t); ok && m.before == "" {
			d.find(by)
			d.find(aimMissing)
			d.typing(t)
			d.separator(m)
			return true
		}
	}
	return false
}

// swallowers are the programs that take a prefix and the key behind it.
var swallowers = map[string]Finding{"\x01": screen, "\x02": tmux}

// withoutPrefix says why the prefix is not there, and what is left to be
// explained.
func (d *patient) withoutPrefix(t typist, got string) string {
	prefix := d.setup.Prefix
	rest := t.types(aim[1:])
	by, swallows := swallowers[prefix]
	switch {
	case got == rest && swallows:
		d.find(by)
		return t.types(aim)
	case strings.HasPrefix(prefix, "~~") && strings.HasPrefix(got, prefix[1:]):
		d.find(ssh)
		return got[len(prefix)-1:]
	case strings.HasSuffix(got, t.types(aim)) && got != t.types(aim):
		d.find(prefixOther.with(quoted(strings.TrimSuffix(got, t.types(aim))), quoted(prefix)))
		return t.types(aim)
	}
	d.find(prefixMissing.with(quoted(prefix)))
	return got
}

// giveUp says of what nobody types whether it is near the label, and that it is
// unknown when it is not.
func (d *patient) giveUp(body string) {
	for _, t := range typists {
		if lost := missing(body, t.types(Plain)); lost > 0 {
			d.typing(t)
			d.find(lossy.with(lost, utf8.RuneCountInString(Plain)))
			return
		}
	}
	if d.setup.Serial && noisy(body) {
		d.find(lineNoise)
		return
	}
	if otherKeyboard(body) {
		d.find(layoutUnknown)
	}
	d.findings = append([]Finding{unknown}, d.findings...)
}

// missing is how many characters were lost if what came is the text with some
// of them gone; 0 when it is not, or is half gone.
func missing(got, text string) int {
	want := []rune(text)
	i := 0
	for _, r := range strings.TrimPrefix(got, aim) {
		for i < len(want) && want[i] != r {
			i++
		}
		if i == len(want) {
			return 0
		}
		i++
	}
	lost := len(want) - utf8.RuneCountInString(strings.TrimPrefix(got, aim))
	if lost > len(want)/2 {
		return 0
	}
	return lost
}

// otherKeyboard says that every character of the label came as one, the same
// one each time, and those that stand at one place on all keyboards as
// themselves.
func otherKeyboard(body string) bool {
	for _, text := range []string{aim + Plain, Plain, aim + head + tail, head + tail} {
		want, got := []rune(text), []rune(body)
		if len(got) != len(want) {
			continue
		}
		became := map[rune]rune{}
		same := true
		for i, w := range want {
			first, seen := became[w]
			same = same && (!seen || first == got[i])
			became[w] = got[i]
		}
		if same && lower(became['K']) == 'k' && lower(became['x']) == 'x' {
			return true
		}
	}
	return false
}
