package diagnosis

import "slices"

// layout is what the keys of a keyboard type, key by key as they lie: four rows
// from the key left of 1 on, the third one without, the fourth one with the key
// that keyboards of the United States lack. A space is a key that types nothing
// at that level.
type layout struct {
	name                  string
	plain, shifted, altGr []rune
	// altIsMeta says that the right Alt key is a second left one, which
	// terminals tell as ESC before the character.
	altIsMeta bool
}

func newLayout(name, plain, shifted, altGr string) *layout {
	return &layout{name: name, plain: []rune(plain), shifted: []rune(shifted), altGr: []rune(altGr)}
}

// The keyboards that are told apart.
var (
	us = &layout{
		name:      "US",
		plain:     []rune("`1234567890-=" + "qwertyuiop[]\\" + "asdfghjkl;'" + "<zxcvbnm,./"),
		shifted:   []rune("~!@#$%^&*()_+" + "QWERTYUIOP{}|" + "ASDFGHJKL:\"" + ">ZXCVBNM<>?"),
		altIsMeta: true,
	}
	german = newLayout("German (QWERTZ)",
		"^1234567890ß´"+"qwertzuiopü+#"+"asdfghjklöä"+"<yxcvbnm,.-",
		"°!\"§$%&/()=?`"+"QWERTZUIOPÜ*'"+"ASDFGHJKLÖÄ"+">YXCVBNM;:_",
		"  ²³   {[]}\\ "+"@ €        ~ "+"           "+"|      µ   ")
	french = newLayout("French (AZERTY)",
		"²&é\"'(-è_çà)="+"azertyuiop^$*"+"qsdfghjklmù"+"<wxcvbn,;:!",
		"~1234567890°+"+"AZERTYUIOP¨£µ"+"QSDFGHJKLM%"+">WXCVBN?./§",
		"  ~#{[|`\\^@]}"+"  €        ¤ "+"           "+"           ")
	british = newLayout("UK",
		"`1234567890-="+"qwertyuiop[]#"+"asdfghjkl;'"+"\\zxcvbnm,./",
		"¬!\"£$%^&*()_+"+"QWERTYUIOP{}~"+"ASDFGHJKL:@"+"|ZXCVBNM<>?",
		"¦      {[]}\\ "+"@ €          "+"           "+"           ")
)

var layouts = []*layout{us, german, french, british}

// A stroke is a key pressed with others.
type stroke struct {
	key                int
	shift, altGr, ctrl bool
}

// press is how r is typed on this keyboard. A control character is typed as
// Ctrl and the key that shares its code.
func (l *layout) press(r rune) (stroke, bool) {
	if r < ' ' {
		s, ok := l.press(lower(r | 0x40))
		return stroke{key: s.key, ctrl: true}, ok
	}
	if key := slices.Index(l.plain, r); key >= 0 {
		return stroke{key: key}, true
	}
	if key := slices.Index(l.shifted, r); key >= 0 {
		return stroke{key: key, shift: true}, true
	}
	if key := slices.Index(l.altGr, r); key >= 0 && r != ' ' {
		return stroke{key: key, altGr: true}, true
	}
	return stroke{}, false
}

// at is what a terminal gets of the stroke.
func (l *layout) at(s stroke) string {
	switch {
	case s.ctrl:
		return control(l.plain[s.key])
	case s.altGr && l.altIsMeta:
		return "\x1b" + string(l.plain[s.key])
	case s.altGr && l.altGr[s.key] == ' ':
		return ""
	case s.altGr:
		return string(l.altGr[s.key])
	case s.shift:
		return string(l.shifted[s.key])
	}
	return string(l.plain[s.key])
}

// control is what Ctrl and a key give: a control character where there is one,
// else the key alone. The digits are those of xterm.
func control(key rune) string {
	const digits = "\x00\x1b\x1c\x1d\x1e\x1f\x7f" // 2 to 8
	switch {
	case key >= 'a' && key <= 'z', key >= '[' && key <= '_':
		return string(key & 0x1f)
	case key >= '2' && key <= '8':
		return digits[key-'2' : key-'1']
	case key == '/':
		return "\x1f"
	}
	return string(key)
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r | 0x20
	}
	return r
}
