package words

import (
	"strings"
	"testing"
)

func TestSay(t *testing.T) {
	for _, c := range []struct {
		name, sentence string
		args           []any
		lang           Language
		want           string
	}{
		{"English is its own key", "Hello %s.", []any{"ANNA"}, English, "Hello ANNA."},
		{"a sentence is translated", "Hello %s.", []any{"ANNA"}, German, "Hallo ANNA."},
		{"what nobody translated stays English", "Brand new %d.", []any{3}, German, "Brand new 3."},
		{"a name cannot move the cursor", "Hello %s.", []any{"A\x1b[2J"}, German, `Hallo A\x1b[2J.`},
		{"nor can the sentence", "x\x1b]0;t\x07", nil, English, `x\x1b]0;t\x07`},
		{"a percent sign without arguments is a percent sign", "100 %", nil, English, "100 %"},
		{"an argument of ours is translated", "Not this one. Scan %s.", []any{"a tote or a slot"}, German, "Nicht dieses. Scanne einen Behälter oder ein Fach."},
		{"an article that is called or is left alone", "Not this one. Scan %s.", []any{"BLACK or WHITE"}, German, "Nicht dieses. Scanne BLACK or WHITE."},
		{"two sentences together", "That is the article again. SCAN THE LOT OF %s.", []any{"TEA"}, German, "Das ist wieder der Artikel. CHARGE VON TEA SCANNEN."},
	} {
		if got := Say(c.lang, c.sentence, c.args...); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	for code, want := range map[string]Language{"de": German, "de-AT": German, "de_DE.UTF-8": German, "EN": English} {
		if got, ok := Find(code); got != want || !ok {
			t.Errorf("Find(%q) = %q %v, want %q", code, got, ok, want)
		}
	}
	if got, ok := Find("fr"); ok || got != English {
		t.Errorf("Find(fr) = %q %v, want English and not found", got, ok)
	}
}

func TestShortFits(t *testing.T) {
	for l, table := range shorts {
		for label, short := range table {
			if len([]rune(short)) > 10 || strings.TrimSpace(short) == "" {
				t.Errorf("%s: %q is %q, too long for a handheld", l, label, short)
			}
		}
	}
	if got := Short(English, "something very long"); got != "somethi.." && got != "someth.." {
		t.Errorf("Short of an unknown label is %q, want its first word cut", got)
	}
}
