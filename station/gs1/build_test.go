package gs1

import (
	"errors"
	"testing"
)

func TestBuild(t *testing.T) {
	for _, c := range []struct {
		name     string
		elements []Element
		want     string
	}{
		{"a variable length that is not last is separated", []Element{{"01", "04006381333931"}, {"10", "A7"}, {"17", "261231"}}, "010400638133393110A7\x1d17261231"},
		{"a variable length that is last is not", []Element{{"01", "04006381333931"}, {"17", "261231"}, {"10", "A7"}}, "01040063813339311726123110A7"},
		{"a fixed length that is not predefined is separated", []Element{{"402", "12345678901234560"}, {"10", "A7"}}, "40212345678901234560\x1d10A7"},
		{"an SSCC alone", []Element{{"00", "340123450000000017"}}, "00340123450000000017"},
	} {
		got, err := Build(c.elements...)
		if err != nil || got != c.want {
			t.Errorf("%s: %v builds %q, error %v; want %q", c.name, c.elements, got, err, c.want)
		}
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, c := range []struct {
		name     string
		elements []Element
		kind     ErrorKind
	}{
		{"an unknown identifier", []Element{{"05", "1"}}, AIUnknown},
		{"a wrong check digit", []Element{{"01", "04006381333930"}}, WrongCheckDigit},
		{"a lot that would end its element", []Element{{"10", "A\x1d7"}}, NotCSET82},
		{"a lot that commands a printer", []Element{{"10", "A^XZ"}}, ValueCaret},
		{"too much", []Element{{"10", "123456789012345678901"}}, ValueTooLong},
		{"nothing in an element", []Element{{"10", ""}}, ValueTooShort},
		{"elements that exclude each other", []Element{{"01", "04006381333931"}, {"02", "04006381333931"}}, InvalidPair},
		{"two lots", []Element{{"10", "A"}, {"10", "B"}}, DifferentValues},
	} {
		var e *Error
		if got, err := Build(c.elements...); !errors.As(err, &e) || e.Kind != c.kind {
			t.Errorf("%s: %v builds %q, error %v; want %s", c.name, c.elements, got, err, c.kind)
		}
	}
}

func TestNewSSCC(t *testing.T) {
	for _, c := range []struct {
		name      string
		extension byte
		prefix    string
		serial    int64
		want      string // "" means an error
	}{
		{"a prefix of seven", '3', "4012345", 1, "340123450000000017"},
		{"the last serial", '0', "401234567", 9999999, "040123456799999999"},
		{"a serial too many", '0', "401234567", 10000000, ""},
		{"a negative serial", '0', "401234567", -1, ""},
		{"a short prefix", '0', "401", 1, ""},
		{"a prefix of letters", '0', "4O12345", 1, ""},
		{"an extension that is no digit", 'A', "4012345", 1, ""},
	} {
		got, err := NewSSCC(c.extension, c.prefix, c.serial)
		if got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("%s: NewSSCC(%q, %q, %d) = %q, %v; want %q", c.name, c.extension, c.prefix, c.serial, got, err, c.want)
		}
		if err == nil && !closes(got) {
			t.Errorf("%s: %q has a wrong check digit", c.name, got)
		}
	}
}
