package label

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	const size = 100 // digits are 50.3 wide, 53 with what is to spare
	for _, c := range []struct {
		name, in string
		digits   int
		want     []string
	}{
		{"what fits is one line", "1234", 4, []string{"1234"}},
		{"breaks are at spaces", "12 34 56", 5, []string{"12 34", "56"}},
		{"a long word is broken", "12345678", 3, []string{"123", "456", "78"}},
		{"behind a hyphen where there is one", "11/2222", 5, []string{"11/", "2222"}},
		{"a line holds one character at least", "12", 0, []string{"1", "2"}},
		{"nothing is no line", " ", 3, nil},
	} {
		room := width(strings.Repeat("0", c.digits), size) + 5
		if got := wrap(c.in, room, size); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWrapKeepsEveryLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "text")
		room := rapid.IntRange(0, 600).Draw(t, "room")
		joined := strings.Join(wrap(in, room, 32), "")
		if want := strings.Join(strings.Fields(in), ""); strings.ReplaceAll(joined, " ", "") != want {
			t.Errorf("got %q, want the letters of %q", joined, want)
		}
	})
}
