package carton

import (
	"fmt"
	"math/big"
)

// weight: the parcel weighs what its carton and its goods do, and no more than
// the carton takes.
func (o opened) weight() error {
	g := o.carton.EmptyG
	for _, u := range o.units {
		g += u.item.WeightG
	}
	if o.carton.MaxG > 0 && g > o.carton.MaxG {
		return fmt.Errorf("%d g are more than the %d g of carton %q", g, o.carton.MaxG, o.carton.Code)
	}
	if g != o.parcel.WeightG {
		return fmt.Errorf("it is said to weigh %d g and weighs %d", o.parcel.WeightG, g)
	}
	return nil
}

// size: the parcel is as large as its carton is from outside.
func (o opened) size() error {
	if is := o.outer(); o.parcel.SizeMM != is {
		return fmt.Errorf("it is said to measure %v mm and measures %v", o.parcel.SizeMM, is)
	}
	return nil
}

// outer are the inner sides where nobody has measured the outer ones.
func (o opened) outer() [3]int {
	if o.carton.OuterMM == [3]int{} {
		return o.carton.InnerMM
	}
	return o.carton.OuterMM
}

// billed: the weight billed is what the tariff makes of the parcel.
func (o opened) billed() error {
	if g := o.bill(); o.parcel.BilledG != g {
		return fmt.Errorf("it is said to be billed as %d g, the tariff bills %d", o.parcel.BilledG, g)
	}
	return nil
}

// bill is the greater of the gross and the dimensional weight in whole steps,
// g.
func (o opened) bill() int {
	g, step := max(o.parcel.WeightG, o.dimensional()), o.task.Tariff.StepG
	if step > 1 && g%step != 0 {
		g += step - g%step
	}
	return g
}

// dimensional is the dimensional weight in whole grams, rounded up: exact
// fractions until then.
func (o opened) dimensional() int {
	t := o.task.Tariff
	mm, gPerUnit, divisor := big.NewRat(10, 1), big.NewRat(1000, 1), 5000
	if t.Inch {
		mm, gPerUnit, divisor = big.NewRat(254, 10), big.NewRat(45359237, 100000), 139
	}
	if t.Divisor != 0 {
		divisor = t.Divisor
	}
	g := gPerUnit.Quo(gPerUnit, big.NewRat(int64(divisor), 1))
	for _, side := range o.outer() {
		length := big.NewRat(int64(side), 1)
		length.Quo(length, mm)
		if t.WholeSides {
			length.SetInt(ceiling(length))
		}
		g.Mul(g, length)
	}
	return int(ceiling(g).Int64())
}

// ceiling is the least whole number that is not below a fraction above zero.
func ceiling(r *big.Rat) *big.Int {
	whole, rest := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		whole.Add(whole, big.NewInt(1))
	}
	return whole
}
