package gs1

import "testing"

func TestCheckDigit(t *testing.T) {
	for _, c := range []struct{ digits, want string }{
		{"400638133393", "1"}, {"9638507", "4"}, {"03600029145", "2"}, {"34012345000000001", "7"}, {"0", "0"},
	} {
		if got, err := CheckDigit(c.digits); err != nil || string(got) != c.want {
			t.Errorf("check digit of %s is %q, error %v; want %s", c.digits, got, err, c.want)
		}
	}
	for _, digits := range []string{"", "12A", "１２"} {
		if _, err := CheckDigit(digits); err == nil {
			t.Errorf("check digit of %q: no error", digits)
		}
	}
}

func TestNormalizeGTIN(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"96385074", "00000096385074"},
		{"036000291452", "00036000291452"},
		{"4006381333931", "04006381333931"},
		{"04006381333931", "04006381333931"},
		{"4006381333932", ""},
		{"400638133393", ""},
		{"", ""},
		{"4006381333931 ", ""},
		{"340123450000000017", ""},
	} {
		if got, ok := NormalizeGTIN(c.in); got != c.want || ok != (c.want != "") {
			t.Errorf("NormalizeGTIN(%q) = %q %v, want %q", c.in, got, ok, c.want)
		}
	}
}
