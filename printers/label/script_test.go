package label

import "testing"

func TestPrintable(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		spelt, lost    bool
	}{
		{"western letters stay", "Zoë Ølstad, Große Straße ½ €", "Zoë Ølstad, Große Straße ½ €", false, false},
		{"central European letters stay", "Łódź Żwirki Škoda Dvořák Győr", "Łódź Żwirki Škoda Dvořák Győr", false, false},
		{"Turkish letters stay", "İstanbul Iğdır Şişli", "İstanbul Iğdır Şişli", false, false},
		{"a letter and its accent become one", "Mu\u0308ller", "Müller", false, false},
		{"accents that the printer lacks are dropped", "Nguyễn Győző Űrhajó", "Nguyen Győző Urhajó", true, false},
		{"Cyrillic is spelt", "Иванов, Київ", "Ivanov, Kiiv", true, false},
		{"capitals of two letters", "Жуков Щукин", "Zhukov Shchukin", true, false},
		{"Greek is spelt", "Θεσσαλονίκη", "Thessaloniki", true, false},
		{"wide letters are made plain", "ＡＢＣ１", "ABC1", true, false},
		{"Chinese is a question mark a character", "山田太郎", "????", false, true},
		{"Arabic likewise", "محمد", "????", false, true},
		{"Hebrew likewise", "דוד A", "??? A", false, true},
		{"Korean likewise", "김철수", "???", false, true},
		{"an emoji likewise", "a\U0001f600b", "a?b", false, true},
		{"bytes that are no text", "a\xffb", "a?b", false, true},
		{"line breaks and tabs are spaces", "a\r\nb\tc\u2028d", "a b c d", false, false},
		{"what cannot be seen is left out", "a\x1b\u202e\u200bb\u00ad", "ab", false, false},
		{"spaces at the ends and in a row go", "  a \u00a0 b ", "a b", false, false},
	} {
		got, spelt, lost := printable(c.in)
		if got != c.want || spelt != c.spelt || lost != c.lost {
			t.Errorf("%s: %q\ngot  %q spelt %v lost %v\nwant %q spelt %v lost %v", c.name, c.in, got, spelt, lost, c.want, c.spelt, c.lost)
		}
		for _, r := range got {
			if !has(r) {
				t.Errorf("%s: %q is not in the font", c.name, r)
			}
		}
	}
}
