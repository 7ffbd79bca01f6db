package zpl

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Symbol is data in Code 128 with its subsets chosen by us, not by the
// printer: printers that choose lose the last of an odd number of digits, or
// the separator between two elements.
type Symbol struct {
	data  []byte // ASCII and fnc1
	plan  []subset
	words int // symbol characters with start and check, without stop
}

// fnc1 stands for the function character in the data of a symbol.
const fnc1 = 0xf1

// subset is one of the three alphabets of Code 128.
type subset byte

const (
	subsetA subset = iota // control characters; a printer wants them as pairs of digits
	subsetB               // all that can be typed
	subsetC               // pairs of digits, as one symbol character each
)

// Code128 is text as a symbol. The error names the character that Code 128
// does not have.
func Code128(text string) (Symbol, error) {
	for _, r := range text {
		if r > 0x7f {
			return Symbol{}, fmt.Errorf("barcode of %q: Code 128 has no %q", text, r)
		}
	}
	return symbol([]byte(text), false)
}

// Dense is the same data in a shorter symbol. It may change to subset C in the
// middle, which some emulations of ZPL and some previews get wrong; genuine
// printers draw it right.
func (s Symbol) Dense() Symbol {
	dense, err := symbol(s.data, true)
	if err != nil {
		return s
	}
	return dense
}

// Modules is the length of the symbol in widths of its narrowest bar, without
// the quiet zones.
func (s Symbol) Modules() int {
	if s.words == 0 {
		return 0
	}
	const word, stop = 11, 13
	return s.words*word + stop
}

// maxData is more than any scanner reads from one symbol.
const maxData = 120

func symbol(data []byte, dense bool) (Symbol, error) {
	if len(data) == 0 {
		return Symbol{}, errors.New("barcode of nothing")
	}
	if len(data) > maxData {
		return Symbol{}, fmt.Errorf("barcode of %d characters: want at most %d", len(data), maxData)
	}
	s := Symbol{data: slices.Clone(data), words: 2} // start and check
	s.plan = plan(s.data, dense)
	for i, now := 0, s.plan[0]; i < len(data); {
		if s.plan[i] != now {
			now = s.plan[i]
			s.words++
		}
		s.words++
		i += took(data, i, now)
	}
	return s, nil
}

// took is how many characters at i become one word of the subset, or 0.
func took(data []byte, i int, in subset) int {
	c := data[i]
	switch {
	case c == fnc1,
		in == subsetA && c < 0x60,
		in == subsetB && c >= ' ':
		return 1
	case in == subsetC && digit(data, i) && digit(data, i+1):
		return 2
	}
	return 0
}

func digit(data []byte, i int) bool {
	return i < len(data) && '0' <= data[i] && data[i] <= '9'
}

// field is the data as a printer reads it in mode N of ^BC: the start
// character, and then each change of subset, spelt out.
func (s Symbol) field() string {
	var b strings.Builder
	b.WriteString(starts[s.plan[0]])
	for i, now := 0, s.plan[0]; i < len(s.data); {
		if s.plan[i] != now {
			now = s.plan[i]
			b.WriteString(shifts[now])
		}
		n := took(s.data, i, now)
		b.WriteString(spell(s.data[i:i+n], now))
		i += n
	}
	return b.String()
}

var (
	starts = [...]string{subsetA: ">9", subsetB: ">:", subsetC: ">;"}
	shifts = [...]string{subsetA: ">7", subsetB: ">6", subsetC: ">5"}
	// invoked are those of subset B that a printer takes only by their codes.
	invoked = map[byte]string{'^': "><", '>': ">0", '~': ">=", 0x7f: ">1"}
)

// spell is one word of the subset as a printer reads it.
func spell(word []byte, in subset) string {
	c := word[0]
	switch {
	case c == fnc1:
		return ">8"
	case in == subsetA && c < ' ':
		return fmt.Sprintf("%02d", c+64)
	case in == subsetA:
		return fmt.Sprintf("%02d", c-' ')
	case in == subsetB && invoked[c] != "":
		return invoked[c]
	}
	return string(word)
}
