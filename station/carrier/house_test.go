package carrier

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// book is Numbers as the database keeps them: one pair a key, none twice.
type book struct {
	given map[string]int
	down  error
}

func (b *book) Take(ctx context.Context, key string) (string, string, error) {
	if b.down != nil {
		return "", "", b.down
	}
	if _, known := b.given[key]; !known {
		b.given[key] = len(b.given) + 1
	}
	sscc, tracking, _, err := b.Taken(ctx, key)
	return sscc, tracking, err
}

func (b *book) Taken(_ context.Context, key string) (string, string, bool, error) {
	n, known := b.given[key]
	return fmt.Sprintf("%018d", n), fmt.Sprintf("T%d", n), known, b.down
}

func house() (*House, *book) {
	b := &book{given: map[string]int{}}
	return NewHouse(sample(), b), b
}

var mug = Parcel{Country: "DE", WeightG: 400, SizeMM: [3]int{200, 100, 30}}

func rate(t *testing.T, c Carrier) Rate {
	t.Helper()
	rates, _, err := c.Rates(t.Context(), mug)
	if err != nil {
		t.Fatal(err)
	}
	return rates[0]
}

func TestBuyTakesOneNumberForAKey(t *testing.T) {
	h, b := house()
	first, err := h.Buy(t.Context(), "w1-e1-label-1", rate(t, h))
	if err != nil {
		t.Fatal(err)
	}
	want := Label{
		Key: "w1-e1-label-1", Carrier: "P", Service: "Letter", Code: "LETTER",
		SSCC: "000000000000000001", Tracking: "T1", Cents: 160, Currency: "EUR",
	}
	if first != want {
		t.Errorf("got %+v, want %+v", first, want)
	}
	again, err := h.Buy(t.Context(), "w1-e1-label-1", rate(t, h))
	if err != nil || again != first || len(b.given) != 1 {
		t.Errorf("got %+v, %v, and %d numbers taken; want the same label", again, err, len(b.given))
	}
	other, err := h.Buy(t.Context(), "w1-e1-label-2", rate(t, h))
	if err != nil || other.SSCC == first.SSCC {
		t.Errorf("got %+v, %v, want a number of its own", other, err)
	}
}

func TestBuyRefusesBeforeANumberIsTaken(t *testing.T) {
	h, b := house()
	good := rate(t, h)
	cases := []struct {
		name string
		key  string
		harm func(r *Rate)
		want string
	}{
		{"no key", "", func(*Rate) {}, "refused: the purchase has no key"},
		{"a service that is gone", "k", func(r *Rate) { r.Code = "PIGEON" }, `refused: the tariff has no service "PIGEON"`},
		{"a price that has changed", "k", func(r *Rate) { r.Cents-- }, "refused: Letter now costs 1.60 EUR, ask for the rates again"},
		{"another currency", "k", func(r *Rate) { r.Currency = "USD" }, "refused: Letter now costs 1.60 EUR, ask for the rates again"},
		{"a parcel that it does not take", "k", func(r *Rate) { r.Parcel.WeightG = 1001 }, "refused: Letter takes 1000 g at most, the parcel weighs 1001 g"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := good
			c.harm(&r)
			_, err := h.Buy(t.Context(), c.key, r)
			if got := fmt.Sprint(err); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if InDoubt(err) {
				t.Error("a refusal is said to be in doubt")
			}
		})
	}
	if len(b.given) != 0 {
		t.Errorf("%d numbers were taken", len(b.given))
	}
}

func TestADatabaseThatIsAwayIsADoubt(t *testing.T) {
	h, b := house()
	r := rate(t, h)
	b.down = errors.New("conn closed")
	if _, err := h.Buy(t.Context(), "k", r); !InDoubt(err) || !errors.Is(err, b.down) {
		t.Errorf("buy: got %v, want a doubt", err)
	}
	if _, _, err := h.Look(t.Context(), "k"); !InDoubt(err) {
		t.Errorf("look: got %v, want a doubt", err)
	}
	if err := h.Void(t.Context(), "k"); !InDoubt(err) {
		t.Errorf("void: got %v, want a doubt", err)
	}
	if InDoubt(nil) {
		t.Error("no error is no doubt")
	}
}

func TestLookAndVoid(t *testing.T) {
	h, _ := house()
	if _, found, err := h.Look(t.Context(), "k"); found || err != nil {
		t.Errorf("got %v, %v before the purchase", found, err)
	}
	if err := h.Void(t.Context(), "k"); err == nil || InDoubt(err) {
		t.Errorf("void before the purchase: got %v, want a refusal", err)
	}
	bought, err := h.Buy(t.Context(), "k", rate(t, h))
	if err != nil {
		t.Fatal(err)
	}
	looked, found, err := h.Look(t.Context(), "k")
	if !found || err != nil || looked.SSCC != bought.SSCC || looked.Tracking != bought.Tracking || looked.Key != "k" {
		t.Errorf("got %+v, %v, %v, want the numbers of %+v", looked, found, err, bought)
	}
	for range 2 {
		if err := h.Void(t.Context(), "k"); err != nil {
			t.Errorf("void: %v", err)
		}
	}
}

// doing makes a Virtual whose next purchase has the fault.
func doing(f Fault) (*Virtual, *book) {
	h, b := house()
	return NewVirtual(h, func(c Call) Fault {
		if c.Deed == Buying {
			return f
		}
		return Fault{}
	}), b
}

func TestVirtualFaults(t *testing.T) {
	cases := []struct {
		name   string
		fault  Fault
		limit  time.Duration // of the call, 0 for none
		want   string
		took   time.Duration
		bought bool
		doubt  bool
	}{
		{name: "none", want: "<nil>", bought: true},
		{name: "delay", fault: Fault{Delay: 3 * time.Second}, limit: 8 * time.Second, want: "<nil>", took: 3 * time.Second, bought: true},
		{name: "a delay beyond the deadline never arrives", fault: Fault{Delay: 9 * time.Second}, limit: 8 * time.Second, want: "context deadline exceeded", took: 8 * time.Second, doubt: true},
		{name: "refuse", fault: Fault{Refuse: "no such street"}, want: "refused: no such street"},
		{name: "lost", fault: Fault{Lost: true}, limit: 8 * time.Second, want: "context deadline exceeded", took: 8 * time.Second, doubt: true},
		{name: "bought, and no answer", fault: Fault{Silent: true}, limit: 8 * time.Second, want: "context deadline exceeded", took: 8 * time.Second, bought: true, doubt: true},
		{name: "no answer and no deadline", fault: Fault{Silent: true}, want: ErrBroken.Error(), bought: true, doubt: true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				v, _ := doing(c.fault)
				r := rate(t, v)
				ctx := t.Context()
				if c.limit > 0 {
					limited, cancel := context.WithTimeout(ctx, c.limit)
					defer cancel()
					ctx = limited
				}
				start := time.Now()
				label, err := v.Buy(ctx, "k", r)
				if got := fmt.Sprint(err); got != c.want || InDoubt(err) != c.doubt {
					t.Errorf("got %s, in doubt %v, want %s", got, InDoubt(err), c.want)
				}
				if took := time.Since(start); took != c.took {
					t.Errorf("took %s, want %s", took, c.took)
				}
				if err != nil && label != (Label{}) {
					t.Errorf("got %+v with an error", label)
				}
				if _, found, err := v.Look(t.Context(), "k"); found != c.bought || err != nil {
					t.Errorf("looked up: got %v, %v, want %v", found, err, c.bought)
				}
			})
		})
	}
}

func TestAPurchaseInDoubtIsFoundByItsKey(t *testing.T) {
	v, b := doing(Fault{Silent: true})
	r := rate(t, v)
	if _, err := v.Buy(t.Context(), "k", r); !InDoubt(err) {
		t.Fatalf("got %v, want a doubt", err)
	}
	label, found, err := v.Look(t.Context(), "k")
	if !found || err != nil || label.SSCC == "" || len(b.given) != 1 {
		t.Errorf("got %+v, %v, %v, %d numbers; want the one label", label, found, err, len(b.given))
	}
}

func TestVirtualTellsItsCalls(t *testing.T) {
	h, _ := house()
	var calls []string
	v := NewVirtual(h, func(c Call) Fault {
		calls = append(calls, fmt.Sprintf("%d %s %s", c.N, c.Deed, c.Key))
		return Fault{}
	})
	r := rate(t, v)
	_, _ = v.Buy(t.Context(), "k", r)
	_, _, _ = v.Look(t.Context(), "k")
	_ = v.Void(t.Context(), "k")
	if got, want := strings.Join(calls, "; "), "1 rates ; 2 buy k; 3 look k; 4 void k"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := NewVirtual(h, nil).Buy(t.Context(), "k2", r); err != nil {
		t.Errorf("without faults: %v", err)
	}
}
