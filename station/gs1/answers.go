package gs1

import (
	"strings"
	"time"
)

// Elements are the elements in the order of the scan. The slice belongs to the
// scan.
func (s *Scan) Elements() []Element {
	return s.elements[:s.count]
}

// Data is the data of the first element with this identifier.
func (s *Scan) Data(ai string) (string, bool) {
	for i := range s.count {
		if s.elements[i].AI == ai {
			return s.elements[i].Data, true
		}
	}
	return "", false
}

// GTIN is the article, in 14 digits: that of an EAN, UPC or GTIN barcode or of
// element (01), or the article that (8006) is a piece of.
func (s *Scan) GTIN() (string, bool) {
	switch s.Kind {
	case EAN8, UPCA, EAN13, GTIN14:
		return NormalizeGTIN(s.Text)
	case UPCE:
		long, _ := ExpandUPCE(s.Text)
		return NormalizeGTIN(long)
	}
	if gtin, ok := s.Data("01"); ok {
		return gtin, true
	}
	if piece, ok := s.Data("8006"); ok {
		return piece[:14], true
	}
	return "", false
}

// SSCC is the 18 digits of a logistic unit, scanned with or without (00).
func (s *Scan) SSCC() (string, bool) {
	if s.Kind == SSCC {
		return s.Text, true
	}
	return s.Data("00")
}

// Lot is the batch or lot, element (10).
func (s *Scan) Lot() (string, bool) { return s.Data("10") }

// Serial is the serial number, element (21).
func (s *Scan) Serial() (string, bool) { return s.Data("21") }

// Expiry is the last day of use: element (17), or the day of (7003). It is
// midnight UTC at the beginning of that day. Now decides the century.
func (s *Scan) Expiry(now time.Time) (time.Time, bool) {
	if day, ok := s.Date("17", now); ok {
		return day, true
	}
	return s.Date("7003", now)
}

// BestBefore is the day of element (15), as Expiry is of (17).
func (s *Scan) BestBefore(now time.Time) (time.Time, bool) { return s.Date("15", now) }

// Date is the day in the first six digits of an element that holds a date.
func (s *Scan) Date(ai string, now time.Time) (time.Time, bool) {
	data, ok := s.Data(ai)
	if !ok || len(data) < 6 {
		return time.Time{}, false
	}
	return ParseDate(data[:6], now)
}

// ParseDate reads YYMMDD. The year is the one nearest to now, from 49 years ago
// to 50 years ahead; day 00 is the last of the month.
func ParseDate(yymmdd string, now time.Time) (time.Time, bool) {
	if dateShortOrMonth(yymmdd).kind != "" {
		return time.Time{}, false
	}
	year, month, day := nearestYear(value(yymmdd[:2]), now.UTC().Year()), value(yymmdd[2:4]), value(yymmdd[4:])
	if day == 0 {
		day = lastDay(year, month)
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), true
}

func nearestYear(yy, now int) int {
	year := now - now%100 + yy
	switch {
	case year-now >= 51:
		return year - 100
	case year-now <= -50:
		return year + 100
	}
	return year
}

// Count is how many pieces the scan stands for: element (30) or (37), else 1.
func (s *Scan) Count() int {
	for _, ai := range [...]string{"30", "37"} {
		if data, ok := s.Data(ai); ok {
			return value(data)
		}
	}
	return 1
}

// NetGrams is the net weight in g, element (310n), rounded half up.
func (s *Scan) NetGrams() (int64, bool) {
	data, decimals, ok := s.measured("310")
	if !ok {
		return 0, false
	}
	n := int64(value(data))
	for ; decimals < 3; decimals++ {
		n *= 10
	}
	for ; decimals > 4; decimals-- {
		n /= 10
	}
	if decimals == 4 {
		n = (n + 5) / 10
	}
	return n, true
}

// Price is the amount to pay for the scanned item, with so many decimals, and
// the number of its currency in ISO 4217, "" for that of the house: elements
// (392n) and (393n).
func (s *Scan) Price() (amount int64, decimals int, currency string, ok bool) {
	if data, n, ok := s.measured("392"); ok {
		return wide(data), n, "", true
	}
	if data, n, ok := s.measured("393"); ok {
		return wide(data[3:]), n, data[:3], true
	}
	return 0, 0, "", false
}

// wide is value for up to 15 digits.
func wide(digits string) int64 {
	n := int64(0)
	for i := range len(digits) {
		n = 10*n + int64(digits[i]-'0')
	}
	return n
}

// measured is the first element whose identifier is stem and a digit, and that
// digit, which counts decimals.
func (s *Scan) measured(stem string) (data string, decimals int, ok bool) {
	for i := range s.count {
		if e := &s.elements[i]; len(e.AI) == 4 && strings.HasPrefix(e.AI, stem) {
			return e.Data, int(e.AI[3] - '0'), true
		}
	}
	return "", 0, false
}
