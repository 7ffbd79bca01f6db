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

// check says what is wrong with the task, unmeasured items last: they are the
// only fault that a packer can do something about.
func (t Task) check() error {
	if len(t.Cartons) == 0 {
		return ErrNoCartons
	}
	if t.Budget < FirstAnswer {
		return fmt.Errorf("pack: a budget of %d is below zero", t.Budget)
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
