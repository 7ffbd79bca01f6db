package carton

import (
	"cmp"
	"math/bits"
)

// The common divisors of dimensional weight, and what an inch and a pound are
// (international yard and pound agreement, 1959).
const (
	metricDivisor   = 5000        // cm3 a kg
	imperialDivisor = 139         // cubic inches a pound
	poundUG         = 453_592_370 // millionths of a gram
	inchTenths      = 254         // tenths of a mm
	inch3           = 16_387_064  // thousandths of a mm3
)

// dimensionalG is the dimensional weight of a parcel with these outer sides, in
// grams, rounded up.
func (t Tariff) dimensionalG(mm [3]int) int {
	if t.Inch {
		divisor := cmp.Or(t.Divisor, imperialDivisor)
		if t.WholeSides {
			return ratio(up(10*mm[0], inchTenths)*up(10*mm[1], inchTenths)*up(10*mm[2], inchTenths), poundUG, 1_000_000*divisor)
		}
		return ratio(mm[0]*mm[1]*mm[2], poundUG, 1000*inch3*divisor)
	}
	divisor := cmp.Or(t.Divisor, metricDivisor)
	if t.WholeSides {
		return up(up(mm[0], 10)*up(mm[1], 10)*up(mm[2], 10)*1000, divisor)
	}
	return up(mm[0]*mm[1]*mm[2], divisor) // mm3 for cm3 and g for kg cancel out
}

// ratio is a * b / c rounded up, through 128 bits.
func ratio(a, b, c int) int {
	high, low := bits.Mul64(uint64(a), uint64(b))
	q, rest := bits.Div64(high, low, uint64(c))
	if rest > 0 {
		q++
	}
	return int(q)
}

// billedG is the weight that is paid for.
func (t Tariff) billedG(dimG, grossG int) int {
	step := cmp.Or(t.StepG, 1)
	return up(max(dimG, grossG), step) * step
}

// priced is what a parcel costs, in thousandths of a cent.
func (t Tariff) priced(cents, billedG int) int {
	return cents*1000 + billedG*t.CentsPerKg
}

// up is n divided by of, rounded up.
func up(n, of int) int {
	if n <= 0 {
		return 0
	}
	return 1 + (n-1)/of
}
