package scale

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbersBecomeWholeGrams(t *testing.T) {
	for _, c := range []struct {
		number string
		unit   Unit
		want   int
	}{
		{"1.234", Kilogram, 1234},
		{"+00012.34", Kilogram, 12340},
		{"-0.012", Kilogram, -12},
		{"-0.000", Kilogram, 0},
		{"0.0005", Kilogram, 1},
		{"0.00049", Kilogram, 0},
		{"1284", Gram, 1284},
		{"1284.5", Gram, 1285},
		{"-1284.5", Gram, -1285},
		{"1.00", Pound, 454},
		{"2.83", Pound, 1284},
		{"16", Ounce, 454},
		{".5", Kilogram, 500},
		{"5.", Kilogram, 5000},
		{"99999999", Kilogram, 99_999_999_000},
	} {
		if got, err := grams(c.number, c.unit); err != nil || got != c.want {
			t.Errorf("%s %s: got %d, %v, want %d", c.number, c.unit, got, err, c.want)
		}
	}
}

func TestWhatIsNoNumberIsRefused(t *testing.T) {
	for _, number := range []string{"", ".", "-", "+-1", "1..2", "1,2", "1e3", "0x1", "1 2", "100000000", "0.1234567", "١"} {
		if got, err := grams(number, Kilogram); err == nil {
			t.Errorf("%q: got %d, want an error", number, got)
		}
	}
	for _, text := range []string{"1.2", "1.2 st", "1.2 kgs", "kg", "", "1.2kg 3"} {
		if got, err := weight(text); err == nil {
			t.Errorf("%q: got %d, want an error", text, got)
		}
	}
}

func TestUnitsAreSpelledAsScalesSpellThem(t *testing.T) {
	for text, want := range map[string]int{"1.5kg": 1500, "1.5 KG": 1500, "  12 g": 12, "- 0.10 kg": -100, "+1 lb": 454, "1oz": 28} {
		if got, err := weight(text); err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
}

// The integers agree with exact fractions.
func TestGramsAreExact(t *testing.T) {
	exact := map[Unit]string{Kilogram: "1000", Gram: "1", Pound: "453.59237", Ounce: "28.349523125"}
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]Unit{Kilogram, Gram, Pound, Ounce}).Draw(t, "unit")
		decimals := rapid.IntRange(0, mostDecimals).Draw(t, "decimals")
		digits := rapid.IntRange(0, 99_999_999).Draw(t, "digits")
		number := fmt.Sprintf("%0*d", decimals+1, digits)
		number = number[:len(number)-decimals] + "." + number[len(number)-decimals:]

		got, err := grams(number, unit)
		if err != nil {
			t.Fatal(err)
		}
		value, _ := new(big.Rat).SetString(number)
		factor, _ := new(big.Rat).SetString(exact[unit])
		off := new(big.Rat).Sub(value.Mul(value, factor), new(big.Rat).SetInt64(int64(got)))
		if off.Abs(off).Cmp(big.NewRat(1, 2)) > 0 {
			t.Fatalf("%s %s: got %d g, off by %s", number, unit, got, off.FloatString(6))
		}
	})
}
