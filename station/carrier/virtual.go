package carrier

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// Deed is what a carrier is asked to do.
type Deed string

// The deeds.
const (
	Rating  Deed = "rates"
	Buying  Deed = "buy"
	Looking Deed = "look"
	Voiding Deed = "void"
)

// Call is one request to a Virtual: the N-th of all, from 1. A request for rates
// has no key.
type Call struct {
	N    int64
	Deed Deed
	Key  string
}

// Fault is what goes wrong with one call; the zero Fault is none. They happen in
// the order of the fields.
type Fault struct {
	Delay  time.Duration // the answer takes this much longer
	Refuse string        // a definite no with this reason, nothing is done
	Lost   bool          // the request never arrives, nothing is done
	Silent bool          // it is done, but the answer never comes
}

// ErrBroken is the end of a connection before the answer.
var ErrBroken = errors.New("the connection broke before the carrier answered")

// Virtual is a carrier with faults, for the demo, simulations and tests. An
// answer that never comes is the end of the call's context, or ErrBroken at once
// where the context has no deadline.
type Virtual struct {
	to     Carrier
	faults func(Call) Fault
	draws  bool
	calls  atomic.Int64
}

// NewVirtual puts faults in front of a carrier. The function is asked once for
// each call, from the goroutine that makes it; nil means no faults.
func NewVirtual(to Carrier, faults func(Call) Fault) *Virtual {
	if faults == nil {
		faults = func(Call) Fault { return Fault{} }
	}
	return &Virtual{to: to, faults: faults}
}

// Drawing makes the carrier answer with labels of its own, as carriers do:
// written for some printer of theirs, with commands in them that would set up
// the printer of the house.
func (v *Virtual) Drawing() *Virtual {
	v.draws = true
	return v
}

// Rates are those of the carrier behind it.
func (v *Virtual) Rates(ctx context.Context, p Parcel) (rates []Rate, refusals []Refusal, err error) {
	err = v.call(ctx, Rating, "", func() (err error) {
		rates, refusals, err = v.to.Rates(ctx, p)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return rates, refusals, nil
}

// Buy buys from the carrier behind it.
func (v *Virtual) Buy(ctx context.Context, key string, r Rate) (label Label, err error) {
	err = v.call(ctx, Buying, key, func() (err error) {
		label, err = v.to.Buy(ctx, key, r)
		return err
	})
	if err != nil {
		return Label{}, err
	}
	return v.drawn(label), nil
}

// Look asks the carrier behind it.
func (v *Virtual) Look(ctx context.Context, key string) (label Label, found bool, err error) {
	err = v.call(ctx, Looking, key, func() (err error) {
		label, found, err = v.to.Look(ctx, key)
		return err
	})
	if err != nil {
		return Label{}, false, err
	}
	return v.drawn(label), found, nil
}

// drawn is the label with its document, if this carrier makes any.
func (v *Virtual) drawn(l Label) Label {
	if v.draws && l.Tracking != "" {
		l.Document = foreignZPL(l.Tracking, l.SSCC)
	}
	return l
}

// Void voids at the carrier behind it.
func (v *Virtual) Void(ctx context.Context, key string) error {
	return v.call(ctx, Voiding, key, func() error { return v.to.Void(ctx, key) })
}

func (v *Virtual) call(ctx context.Context, deed Deed, key string, do func() error) error {
	fault := v.faults(Call{N: v.calls.Add(1), Deed: deed, Key: key})
	if err := wait(ctx, fault.Delay); err != nil {
		return err
	}
	if fault.Refuse != "" {
		return Refused{fault.Refuse}
	}
	if fault.Lost {
		return silence(ctx)
	}
	err := do()
	if fault.Silent {
		return silence(ctx)
	}
	return err
}

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func silence(ctx context.Context) error {
	if _, ends := ctx.Deadline(); !ends {
		return ErrBroken
	}
	<-ctx.Done()
	return ctx.Err()
}
