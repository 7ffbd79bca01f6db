package station

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestAPlacingComesBackFromItsText(t *testing.T) {
	units := []Placed{
		{0, [3]int{0, 0, 0}, [3]int{120, 90, 100}},
		{0, [3]int{120, 0, 0}, [3]int{120, 90, 100}},
		{0, [3]int{0, 90, 0}, [3]int{90, 120, 100}},
		{3, [3]int{0, 0, 100}, [3]int{80, 80, 90}},
	}
	p := NewPlacing(units)
	if want := Placing("0:120x90x100 0,0,0 120,0,0;0:90x120x100 0,90,0;3:80x80x90 0,0,100"); p != want {
		t.Errorf("got  %s\nwant %s", p, want)
	}
	if back := p.Units(); !reflect.DeepEqual(back, units) {
		t.Errorf("got %v, want %v", back, units)
	}
	rapid.Check(t, func(r *rapid.T) {
		some := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) Placed {
			side := func(least int) int { return rapid.IntRange(least, 2000).Draw(r, "mm") }
			return Placed{rapid.IntRange(0, 3).Draw(r, "line"), [3]int{side(0), side(0), side(0)}, [3]int{side(1), side(1), side(1)}}
		}), 1, 40).Draw(r, "units")
		if back := NewPlacing(some).Units(); !reflect.DeepEqual(back, some) {
			r.Fatalf("got %v, want %v", back, some)
		}
	})
}

func TestAPlacingStaysShort(t *testing.T) {
	unit := Placed{Line: 199, AtMM: [3]int{1111, 1111, 1111}, SizeMM: [3]int{111, 111, 111}}
	var units []Placed
	for len(units) < 1000 {
		units = append(units, unit)
	}
	if n := len(NewPlacing(units)); n == 0 || n > mostPlacing {
		t.Errorf("1000 units take %d bytes, want at most %d", n, mostPlacing)
	}
	for len(units) < 2000 {
		units = append(units, unit)
	}
	if p := NewPlacing(units); p != "" {
		t.Errorf("2000 units take %d bytes", len(p))
	}
}

func TestWhatIsNoPlacingIsNothing(t *testing.T) {
	for _, s := range []Placing{"", "x", "0:1x1 0,0,0", "0:1x1x1 0,0", "0:1x1x1 0,0,0,0", "-1:1x1x1 0,0,0", "0:0x1x1 0,0,0", "0:1x1x1 0,-1,0", "0:1x1x1 a,b,c"} {
		if u := s.Units(); len(u) != 0 {
			t.Errorf("%q gives %v", s, u)
		}
	}
}

func FuzzPlacing(f *testing.F) {
	f.Add("0:120x90x100 0,0,0 120,0,0;3:80x80x90 0,0,100")
	f.Fuzz(func(t *testing.T, s string) {
		units := Placing(s).Units()
		if len(units) > 0 && !reflect.DeepEqual(NewPlacing(units).Units(), units) && len(s) <= mostPlacing {
			t.Errorf("%q: %v does not come back", s, units)
		}
	})
}

func TestADroppedParcelTakesNothingOfThePlan(t *testing.T) {
	o := order("1", mugs(3))
	w := newWorld(t, onePass, o)
	w.plan = twoBoxes
	w.scan("BADGE-ANNA").types("+", "+").says("OK BOX C.").types("9", "6").says("OK Order 11 went back.")
	w.queue = []Opened{w.again(o, Picking, o.Content.Asked.Stops...)}
	w.types("+", "+").says("OK BOX C.").scan("A03-11", mug).says("DONE Close box 2, put it on the scale.")
	w.weigh(380 + 120).scan(w.sscc()).types("+").says("OK BOX D.")
}
