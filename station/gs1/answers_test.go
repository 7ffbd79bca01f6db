package gs1

import (
	"testing"
	"time"
)

func parsed(t *testing.T, scan string) *Scan {
	t.Helper()
	var s Scan
	if err := Parse(&s, scan); err != nil {
		t.Fatalf("parse %q: %v", scan, err)
	}
	return &s
}

func TestGTIN(t *testing.T) {
	for _, c := range []struct{ scan, want string }{
		{"96385074", "00000096385074"},
		{"036000291452", "00036000291452"},
		{"04252614", "00042100005264"},
		{"4006381333931", "04006381333931"},
		{"10614141000415", "10614141000415"},
		{"010400638133393110A7", "04006381333931"},
		{"]C18006040063813339310102", "04006381333931"},
		{"]C102040063813339313712", ""},
		{"A-01-03", ""},
	} {
		if got, ok := parsed(t, c.scan).GTIN(); got != c.want || ok != (c.want != "") {
			t.Errorf("GTIN of %q is %q %v, want %q", c.scan, got, ok, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	now := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ name, yymmdd, want string }{
		{"a day", "261231", "2026-12-31"},
		{"day 00 is the last of the month", "260200", "2026-02-28"},
		{"day 00 of a leap year", "280200", "2028-02-29"},
		{"fifty years ahead is this century", "760101", "2076-01-01"},
		{"fifty-one years ahead is the last", "770101", "1977-01-01"},
		{"forty-nine years ago is the last", "771231", "1977-12-31"},
		{"no such day", "260230", ""},
		{"no such month", "261300", ""},
		{"letters", "26O101", ""},
		{"too short", "2612", ""},
	} {
		got, ok := ParseDate(c.yymmdd, now)
		if ok != (c.want != "") || ok && got.Format(time.DateOnly) != c.want {
			t.Errorf("%s: %s is %v %v, want %s", c.name, c.yymmdd, got, ok, c.want)
		}
	}
	for yy, want := range map[int]int{10: 2110, 45: 2145, 46: 2046} {
		if got := nearestYear(yy, 2095); got != want {
			t.Errorf("year %02d seen from 2095 is %d, want %d", yy, got, want)
		}
	}
}

func TestAnswers(t *testing.T) {
	now := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	s := parsed(t, "]C10104006381333931"+"17261200"+"15261130"+"3104012345"+"3922"+"1299\x1d"+"30"+"12\x1d"+"10A7\x1d"+"21X9")
	lot, _ := s.Lot()
	serial, _ := s.Serial()
	expiry, _ := s.Expiry(now)
	best, _ := s.BestBefore(now)
	grams, _ := s.NetGrams()
	price, decimals, currency, _ := s.Price()
	if lot != "A7" || serial != "X9" || s.Count() != 12 {
		t.Errorf("lot %q, serial %q, count %d; want A7, X9, 12", lot, serial, s.Count())
	}
	if expiry.Format(time.DateOnly) != "2026-12-31" || best.Format(time.DateOnly) != "2026-11-30" {
		t.Errorf("expires %v, best before %v; want 2026-12-31 and 2026-11-30", expiry, best)
	}
	if grams != 1235 || price != 1299 || decimals != 2 || currency != "" {
		t.Errorf("%d g at %d with %d decimals of %q; want 1235 g at 1299, 2", grams, price, decimals, currency)
	}
	if title := s.Elements()[0].Title(); title != "GTIN" {
		t.Errorf("title of (01) is %q, want GTIN", title)
	}
}

func TestNothingToAnswer(t *testing.T) {
	s := parsed(t, "A-01-03")
	_, lot := s.Lot()
	_, grams := s.NetGrams()
	_, _, _, price := s.Price()
	_, sscc := s.SSCC()
	_, expiry := s.Expiry(time.Unix(0, 0))
	if lot || grams || price || sscc || expiry || s.Count() != 1 {
		t.Errorf("plain text answers lot %v, grams %v, price %v, SSCC %v, expiry %v, count %d", lot, grams, price, sscc, expiry, s.Count())
	}
}

func TestNetGrams(t *testing.T) {
	for _, c := range []struct {
		scan string
		want int64
	}{
		{"]C13100000012", 12000},
		{"]C13101000125", 12500},
		{"]C13103001500", 1500},
		{"]C13104012344", 1234},
		{"]C13104012345", 1235},
		{"]C13105123449", 1234},
		{"]C13105123450", 1235},
	} {
		if got, ok := parsed(t, c.scan).NetGrams(); !ok || got != c.want {
			t.Errorf("%q weighs %d g %v, want %d", c.scan, got, ok, c.want)
		}
	}
}

func TestPriceWithCurrency(t *testing.T) {
	amount, decimals, currency, ok := parsed(t, "]C13932978123456789012345").Price()
	if !ok || amount != 123456789012345 || decimals != 2 || currency != "978" {
		t.Errorf("price is %d with %d decimals of %q, %v", amount, decimals, currency, ok)
	}
}

func TestSSCC(t *testing.T) {
	for _, scan := range []string{"00340123450000000017", "340123450000000017", "]C100340123450000000017"} {
		if got, ok := parsed(t, scan).SSCC(); !ok || got != "340123450000000017" {
			t.Errorf("SSCC of %q is %q %v", scan, got, ok)
		}
	}
}
