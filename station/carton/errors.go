package carton

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrNoCartons tells that the task names no carton at all.
var ErrNoCartons = errors.New("pack: there is no carton to choose from")

// UnmeasuredError names the items without sides. Nobody can say what they fit
// into: the packer has to choose the carton.
type UnmeasuredError struct {
	Items []int // into Task.Items
	Refs  []string
}

func (e *UnmeasuredError) Error() string {
	names := make([]string, len(e.Refs))
	for i, r := range e.Refs {
		names[i] = strconv.Quote(r)
	}
	return "pack: no length, width or height is known of " + strings.Join(names, ", ")
}

// maxCents is the most that is believed of a price.
const maxCents = 100_000_000

// check says what is wrong with the task, unmeasured items last: they are the
// only fault that a packer can do something about.
func (t Task) check() error {
	if len(t.Cartons) == 0 {
		return ErrNoCartons
	}
	if err := t.checkWishes(); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	for _, c := range t.Cartons {
		if err := c.check(); err != nil {
			return fmt.Errorf("pack: carton %q: %w", c.Code, err)
		}
	}
	units := 0
	for _, i := range t.Items {
		if err := i.check(); err != nil {
			return fmt.Errorf("pack: item %q: %w", i.Ref, err)
		}
		units += i.Count
		if units > MaxUnits {
			return fmt.Errorf("pack: more than %d units in one order", MaxUnits)
		}
	}
	return t.unmeasured()
}

// checkWishes looks at what the task says beside goods and cartons.
func (t Task) checkWishes() error {
	switch {
	case t.Budget < FirstAnswer:
		return fmt.Errorf("a budget of %d is below zero", t.Budget)
	case t.Within < 0:
		return fmt.Errorf("a time limit of %s is below zero", t.Within)
	case t.Objective > Cost:
		return fmt.Errorf("objective %d is not known", t.Objective)
	case t.SupportPct < 0 || t.SupportPct > 100:
		return fmt.Errorf("a support of %d %% is not between 0 and 100", t.SupportPct)
	}
	for _, pair := range t.Apart {
		if pair[0] == "" || pair[1] == "" || pair == [2]string{"*", "*"} {
			return fmt.Errorf("the families %q and %q to keep apart name none", pair[0], pair[1])
		}
	}
	return t.Tariff.check()
}

// maxDearness is the most that a kg may cost, in cents.
const maxDearness = 100_000

func (t Tariff) check() error {
	switch {
	case t.FeeCents < 0 || t.FeeCents > maxCents:
		return fmt.Errorf("tariff: a fee of %d cents is not between 0 and %d", t.FeeCents, maxCents)
	case t.CentsPerKg < 0 || t.CentsPerKg > maxDearness:
		return fmt.Errorf("tariff: %d cents a kg are not between 0 and %d", t.CentsPerKg, maxDearness)
	case t.Divisor < 0 || t.Divisor > maxG:
		return fmt.Errorf("tariff: a divisor of %d is not between 0 and %d", t.Divisor, maxG)
	case t.StepG < 0 || t.StepG > maxG:
		return fmt.Errorf("tariff: steps of %d g are not between 0 and %d", t.StepG, maxG)
	}
	return nil
}

func (c Carton) check() error {
	for _, side := range c.InnerMM {
		if side <= 0 || side > MaxSideMM {
			return fmt.Errorf("an inner side of %d mm is not between 1 and %d", side, MaxSideMM)
		}
	}
	switch {
	case c.EmptyG < 0 || c.EmptyG > maxG || c.MaxG < 0 || c.MaxG > maxG:
		return fmt.Errorf("weights of %d g empty and %d g gross are not between 0 and %d", c.EmptyG, c.MaxG, maxG)
	case c.MaxG > 0 && c.MaxG <= c.EmptyG:
		return fmt.Errorf("its own weight of %d g leaves nothing of the %d g it carries", c.EmptyG, c.MaxG)
	case c.Limit < 0:
		return fmt.Errorf("a limit of %d is below zero", c.Limit)
	case c.VoidPct < 0 || c.VoidPct > 99:
		return fmt.Errorf("a void fill of %d %% is not between 0 and 99", c.VoidPct)
	case c.PriceCents < 0 || c.PriceCents > maxCents:
		return fmt.Errorf("a price of %d cents is not between 0 and %d", c.PriceCents, maxCents)
	}
	return c.checkOuter()
}

// checkOuter allows all three sides to be unknown.
func (c Carton) checkOuter() error {
	if c.OuterMM == [3]int{} {
		return nil
	}
	for _, side := range c.OuterMM {
		if side <= 0 || side > MaxSideMM {
			return fmt.Errorf("an outer side of %d mm is not between 1 and %d", side, MaxSideMM)
		}
	}
	return nil
}

func (i Item) check() error {
	for _, side := range i.SizeMM {
		if side > MaxSideMM {
			return fmt.Errorf("a side of %d mm is longer than %d", side, MaxSideMM)
		}
	}
	switch {
	case i.Count <= 0 || i.Count > MaxUnits:
		return fmt.Errorf("a count of %d is not between 1 and %d", i.Count, MaxUnits)
	case i.WeightG < 0 || i.WeightG > maxG:
		return fmt.Errorf("a weight of %d g is not between 0 and %d", i.WeightG, maxG)
	case i.PadMM < 0 || i.PadMM > MaxSideMM:
		return fmt.Errorf("%d mm of padding are not between 0 and %d", i.PadMM, MaxSideMM)
	case i.BearsG < 0 || i.BearsG > maxG:
		return fmt.Errorf("%d g to bear are not between 0 and %d", i.BearsG, maxG)
	case i.Stack < 0 || i.Stack > MaxUnits:
		return fmt.Errorf("a stack of %d is not between 0 and %d", i.Stack, MaxUnits)
	case i.Rotation > None:
		return fmt.Errorf("rotation %d is not known", i.Rotation)
	}
	return nil
}

func (t Task) unmeasured() error {
	e := &UnmeasuredError{}
	for n, i := range t.Items {
		if min(i.SizeMM[0], i.SizeMM[1], i.SizeMM[2]) <= 0 {
			e.Items = append(e.Items, n)
			e.Refs = append(e.Refs, i.Ref)
		}
	}
	if len(e.Items) == 0 {
		return nil
	}
	return e
}
