package intake

import (
	"testing"
	"time"
)

func TestDecimal(t *testing.T) {
	cases := []struct {
		in     string
		places int
		want   int64
		err    error
	}{
		{"12.5", 2, 1250, nil},
		{"12", 2, 1200, nil},
		{"0.01", 2, 1, nil},
		{"007", 0, 7, nil},
		{"64.5300", 2, 6453, nil},
		{"64.5301", 2, 0, errTooFine},
		{"1.15", 2, 115, nil}, // 114.99999999999999 as a float
		{"999999999999.99", 2, 99999999999999, nil},
		{"1000000000000", 2, 0, errTooLarge},
		{"", 2, 0, errNotDecimal},
		{".5", 2, 0, errNotDecimal},
		{"5.", 2, 0, errNotDecimal},
		{"-1", 2, 0, errNotDecimal},
		{"+1", 2, 0, errNotDecimal},
		{"1e3", 2, 0, errNotDecimal},
		{"1,000", 2, 0, errNotDecimal},
		{"1.2.3", 2, 0, errNotDecimal},
		{"٣", 2, 0, errNotDecimal},
	}
	for _, c := range cases {
		if got, err := decimal(c.in, c.places); got != c.want || err != c.err {
			t.Errorf("decimal(%q, %d): got %d, %v, want %d, %v", c.in, c.places, got, err, c.want, c.err)
		}
	}
}

func TestRounded(t *testing.T) {
	for in, want := range map[string]int64{"16.666667": 1667, "3.3333": 333, "0.005": 1, "0.0049": 0, "3": 300, "65.2300": 6523} {
		if got, err := rounded(in, 2); got != want || err != nil {
			t.Errorf("rounded(%q): got %d, %v, want %d", in, got, err, want)
		}
	}
}

func TestInstant(t *testing.T) {
	want := time.Date(2019, 3, 5, 21, 40, 11, 0, time.UTC)
	cases := []struct {
		in   string
		zone *time.Location
	}{
		{"Tue, 05 Mar 2019 21:40:11 +0000", time.UTC},
		{"Tue, 5 Mar 2019 21:40:11 +0000", time.UTC},
		{"2019-03-05T21:40:11Z", time.UTC},
		{"2019-03-05T21:40:11-00:00", time.UTC},
		{"2019-03-05T17:40:11-04:00", time.UTC},
		{"2019-03-05T21:40:11", time.UTC},
		{"2019-03-05 21:40:11", time.UTC},
		{"2019-03-05 22:40:11", time.FixedZone("", 3600)},
		{"2019-03-05 23:40:11 +0200", time.FixedZone("", 3600)},
	}
	for _, c := range cases {
		if got, err := instant(c.in, c.zone); !got.Equal(want) || err != nil || got.Location() != time.UTC {
			t.Errorf("instant(%q): got %s, %v, want %s", c.in, got, err, want)
		}
	}
	for _, s := range []string{"", "05.03.2019", "2019-02-30", "now"} {
		if got, err := instant(s, time.UTC); err == nil {
			t.Errorf("instant(%q): got %s, want an error", s, got)
		}
	}
}

func TestMessagesAreSafeToPrint(t *testing.T) {
	e := RowError{File: "a\x1b[2Jb\u202e", Ref: "#1\n2", Column: "c\r", Reason: quoted("\x9b31m\x00"), Remedy: "r."}
	const want = `a\x1b[2Jb\u202e: #1\n2: c\r: "\x9b31m\x00". r.`
	if got := e.Error(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
