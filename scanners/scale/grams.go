package scale

import (
	"fmt"
	"strings"
)

// Unit is what a scale weighs in.
type Unit string

// The units of scales. Nothing is ever guessed: a scale that does not say its
// unit is told it in the configuration.
const (
	Kilogram Unit = "kg"
	Gram     Unit = "g"
	Pound    Unit = "lb"
	Ounce    Unit = "oz"
)

// A ratio is how many grams a unit is, exactly.
type ratio struct{ of, in int64 }

var units = map[Unit]ratio{
	Kilogram: {1000, 1},
	Gram:     {1, 1},
	Pound:    {45_359_237, 100_000},
	Ounce:    {28_349_523_125, 1_000_000_000},
}

const (
	mostDigits   = 8 // keep the arithmetic below within 63 bits
	mostDecimals = 6
)

// grams reads a decimal number in unit as whole grams, half a gram away from
// zero.
func grams(number string, unit Unit) (int, error) {
	r, ok := units[unit]
	if !ok {
		return 0, fmt.Errorf("unit %q: want kg, g, lb or oz", unit)
	}
	digits, negative := strings.CutPrefix(number, "-")
	if !negative {
		digits = strings.TrimPrefix(number, "+")
	}
	value, per, err := decimal(digits)
	if err != nil {
		return 0, err
	}
	g := int((2*value*r.of + per*r.in) / (2 * per * r.in))
	if negative {
		g = -g
	}
	return g, nil
}

// decimal reads digits as value / per.
func decimal(digits string) (value, per int64, err error) {
	whole, part, _ := strings.Cut(digits, ".")
	all := whole + part
	if all == "" || strings.Trim(all, "0123456789") != "" {
		return 0, 0, fmt.Errorf("number %q is none", digits)
	}
	if len(strings.TrimLeft(all, "0")) > mostDigits || len(part) > mostDecimals {
		return 0, 0, fmt.Errorf("number %q is too long", digits)
	}
	per = 1
	for _, d := range all {
		value = value*10 + int64(d-'0')
	}
	for range part {
		per *= 10
	}
	return value, per, nil
}

// weight reads a number with its unit, as in "+0012.34kg" or "1.234 kg".
func weight(text string) (int, error) {
	end := strings.LastIndexAny(text, "0123456789.") + 1
	number, unit := text[:end], strings.TrimSpace(text[end:])
	sign := strings.TrimLeft(number, " ")
	if sign != "" && (sign[0] == '-' || sign[0] == '+') {
		sign = sign[:1] + strings.TrimLeft(sign[1:], " ")
	}
	return grams(sign, Unit(strings.ToLower(unit)))
}

// say writes whole grams in unit as scales do.
func say(g int, unit Unit) string {
	decimals := map[Unit]int{Kilogram: 3, Gram: 0, Pound: 3, Ounce: 2}[unit]
	per := int64(1)
	for range decimals {
		per *= 10
	}
	r := units[unit]
	sign, n := "", int64(g)
	if n < 0 {
		sign, n = "-", -n
	}
	n = (2*n*r.in*per + r.of) / (2 * r.of)
	if decimals == 0 {
		return fmt.Sprintf("%s%d", sign, n)
	}
	return fmt.Sprintf("%s%d.%0*d", sign, n/per, decimals, n%per)
}
