package zpl

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// read is field data of ^BC in mode N as the printer's manual says it is read:
// subset B unless a start code says otherwise, subsets A and C in pairs of
// digits, a digit without its pair before a change of subset lost. Function
// character 1 is fnc1.
func read(field string) (data []byte, words int, err error) {
	in := subsetB
	words = 2 // start and check
	if len(field) >= 2 {
		for s, code := range starts {
			if strings.HasPrefix(field, code) {
				in, field = subset(s), field[2:]
				break
			}
		}
	}
	for field != "" {
		n := 1
		if field[0] == '>' || in != subsetB {
			n = 2
		}
		if len(field) < n {
			return data, words, fmt.Errorf("%q is half of a pair", field)
		}
		var lost error
		data, in, lost = readWord(data, field[:n], in)
		if lost != nil {
			return data, words, lost
		}
		field = field[n:]
		words++
	}
	return data, words, nil
}

func readWord(data []byte, word string, in subset) ([]byte, subset, error) {
	if word[0] == '>' {
		return readCode(data, word[1], in)
	}
	if in == subsetB {
		if word[0] < ' ' || word[0] > '}' || word[0] == '^' {
			return data, in, fmt.Errorf("subset B cannot be told %q", word)
		}
		return append(data, word...), in, nil
	}
	var v byte
	if _, err := fmt.Sscanf(word, "%02d", &v); err != nil || strings.Trim(word, "0123456789") != "" {
		return data, in, fmt.Errorf("%q is no pair of digits", word)
	}
	switch {
	case in == subsetC:
		return append(data, word...), in, nil
	case v < 64:
		return append(data, v+' '), in, nil
	case v < 96:
		return append(data, v-64), in, nil
	}
	return data, in, fmt.Errorf("subset A has no %q", word)
}

func readCode(data []byte, code byte, in subset) ([]byte, subset, error) {
	switch code {
	case '8':
		return append(data, fnc1), in, nil
	case '5':
		return data, subsetC, nil
	case '6':
		return data, subsetB, nil
	case '7':
		return data, subsetA, nil
	}
	meaning := map[byte]byte{'<': '^', '0': '>', '=': '~', '1': 0x7f}[code]
	if meaning == 0 || in != subsetB {
		return data, in, errors.New("code >" + string(code) + " out of place")
	}
	return append(data, meaning), in, nil
}

func TestSubsets(t *testing.T) {
	for _, c := range []struct {
		name, data, want, dense string
	}{
		{"digits in pairs are subset C", "123456", ">;123456", ">;123456"},
		{"letters are subset B", "CODE128", ">:CODE128", ">:CODE128"},
		{"an odd digit at the end takes two more along", "1234567", ">;1234>6567", ">:1>5234567"},
		{"an odd digit before letters", "12345AB", ">;1234>65AB", ">;1234>65AB"},
		{"the middle stays in B unless dense", "AB123456CD", ">:AB123456CD", ">:AB>5123456>6CD"},
		{"two digits are not worth a change", "AB12CD", ">:AB12CD", ">:AB12CD"},
		{"what a printer takes for a code is spelt", "a>b^c~d\x7fe!", ">:a>0b><c>=d>1e!", ">:a>0b><c>=d>1e!"},
		{"controls are subset A, in pairs", "AB\tCD", ">:AB>773>6CD", ">:AB>773>6CD"},
		{"one character alone is safe", "7", ">923", ">923"},
	} {
		s, err := Code128(c.data)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := s.field(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if got := s.Dense().field(); got != c.dense {
			t.Errorf("%s, dense: got %s, want %s", c.name, got, c.dense)
		}
	}
}

func TestAnyDataReadsBackAndItsLengthIsRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ascii := rapid.SliceOfN(rapid.OneOf(
			rapid.ByteRange('0', '9'), rapid.ByteRange(' ', '~'), rapid.ByteRange(0, 127),
		), 1, 60).Draw(t, "data")
		if rapid.Bool().Draw(t, "function character") {
			ascii[rapid.IntRange(0, len(ascii)-1).Draw(t, "at")] = fnc1
		}
		portable, err := symbol(ascii, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []Symbol{portable, portable.Dense()} {
			got, words, err := read(s.field())
			if err != nil || string(got) != string(ascii) {
				t.Fatalf("%q as %s: read %q, %v", ascii, s.field(), got, err)
			}
			if words != s.words {
				t.Fatalf("%s: counted %d words, said %d", s.field(), words, s.words)
			}
		}
		if portable.Dense().words > portable.words && !strings.Contains(portable.field(), ">7") && !strings.Contains(portable.field(), ">9") {
			t.Fatalf("%q: dense %d words, otherwise %d", ascii, portable.Dense().words, portable.words)
		}
		if body := portable.field()[2:]; strings.Contains(strings.ReplaceAll(body, ">>", ""), ">5") {
			t.Fatalf("%q changes to subset C in the middle: %s", ascii, portable.field())
		}
	})
}

func TestWhatCode128DoesNotHaveIsNamed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Müller", `'ü'`}, {"", "nothing"}, {strings.Repeat("x", 121), "121 characters"},
	} {
		if _, err := Code128(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.10q: got %v, want something about %s", c.text, err, c.want)
		}
	}
}

func TestGS1(t *testing.T) {
	for _, c := range []struct {
		name     string
		elements []Element
		want     string
		modules  int
	}{
		{"a container is all digits in pairs", []Element{{"00", "123456789012345675"}}, ">;>800123456789012345675", 156},
		{"a separator follows an element of variable length", []Element{{"10", "AB123"}, {"21", "12345"}}, ">:>810AB123>82112345", 0},
		{"none follows one that ends by itself", []Element{{"01", "04006381333931"}, {"10", "A7"}}, ">;>8010400638133393110>6A7", 0},
		{"none follows the last", []Element{{"10", "A7"}}, ">:>810A7", 0},
		{"an odd number of digits loses none", []Element{{"421", "61600950"}}, ">;>842161600>6950", 0},
	} {
		s, err := GS1(c.elements...)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, _, err := read(s.field())
		if err != nil || string(got) != string(s.data) {
			t.Errorf("%s: %s reads as %q, %v", c.name, s.field(), got, err)
		}
		if s.field() != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s.field(), c.want)
		}
		if c.modules > 0 && s.Modules() != c.modules {
			t.Errorf("%s: %d modules, want %d", c.name, s.Modules(), c.modules)
		}
	}
}

func TestElementsThatWouldReadAsOthersAreRefused(t *testing.T) {
	for _, c := range []struct {
		e    Element
		want string
	}{
		{Element{"00", "12345678901234567"}, "want 18"},
		{Element{"10", ""}, "empty"},
		{Element{"1", "x"}, "identifier"},
		{Element{"1A", "x"}, "identifier"},
		{Element{"10", "AB\x1d21"}, "no character"},
		{Element{"10", "AB 1"}, "no character"},
		{Element{"10", "é"}, "no character"},
		{Element{"10", strings.Repeat("x", 47)}, "49 characters"},
	} {
		if _, err := GS1(c.e); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want something about %q", c.e, err, c.want)
		}
	}
	if _, err := GS1(); err == nil {
		t.Error("a barcode of no elements was made")
	}
}

func TestReadable(t *testing.T) {
	got := Readable(Element{"01", "04006381333931"}, Element{"10", "A7"})
	if want := "(01)04006381333931(10)A7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
