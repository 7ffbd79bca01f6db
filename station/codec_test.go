package station

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestDamagedFactsAreNamed(t *testing.T) {
	f, err := Stamp("w1", 7, noon, "7", ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 1}, Hash{})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ from, to, want string }{
		"not JSON":          {`{"writer"`, `{writer`, "invalid character"},
		"no such kind":      {"parcel_sealed", "parcel_lost", `kind "parcel_lost" is not known`},
		"a body of another": {`"parcel":1`, `"parcel":"x"`, "decode parcel_sealed"},
		"a short hash":      {`"hash":"`, `"hash":"zz`, "is not 64 hexadecimal digits"},
		"a short chain":     {`"prev":"00`, `"prev":"`, "is not 64 hexadecimal digits"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Replace(string(whole), c.from, c.to, 1)
			if raw == string(whole) {
				t.Fatalf("%q is not in %s", c.from, whole)
			}
			err := new(Fact).UnmarshalJSON([]byte(raw))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestKindsAreNamedOnce(t *testing.T) {
	names := Kinds()
	slices.Sort(names)
	if len(slices.Compact(names)) != len(kinds) || len(byKind) != len(kinds) {
		t.Errorf("%d names for %d kinds", len(slices.Compact(names)), len(kinds))
	}
}

func TestCommandCardSurvivesKeyboardsAndSlips(t *testing.T) {
	if CommandCode("dance") != "" {
		t.Error("an unknown command has a barcode")
	}
	seen := map[string]bool{}
	for cmd, code := range Commands() {
		if got, ok, forged := ParseCommand(strings.ToLower(code)); got != cmd || !ok || forged {
			t.Errorf("%s reads %q as %q, %v, %v", cmd, code, got, ok, forged)
		}
		if strings.ContainsAny(code, "AQWMYZ0123456789") || seen[code] {
			t.Errorf("%s: %q moves on some keyboard, or is there twice", cmd, code)
		}
		seen[code] = true
		for i := len(commandPrefix); i < len(code); i++ {
			for _, letter := range commandLetters {
				if changed := code[:i] + string(letter) + code[i+1:]; changed != code {
					if _, ok, forged := ParseCommand(changed); ok || !forged {
						t.Fatalf("%q passes for a command", changed)
					}
				}
			}
		}
	}
}

func TestRefusalsReadAsSentences(t *testing.T) {
	if got := (Refused{Text: "Tote %s is not free.", Args: []any{"T-1"}}).Error(); got != "Tote T-1 is not free." {
		t.Error(got)
	}
	if got := (Verdict{}).String(); got != "" {
		t.Errorf("no verdict reads %q", got)
	}
}

func TestWhatACodeMeansIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		m    Meaning
		want string
	}{
		"another label":    {Meaning{Kind: IsParcel, OrderNo: "10231", Station: "bench-9"}, "WRONG That is the label of order 10231 (bench-9). Take it off."},
		"a tote":           {Meaning{Kind: IsTote, Code: "T-9"}, "WRONG This is tote T-9. Scan the article."},
		"a slot":           {Meaning{Kind: IsSlot, Code: "SLOT-9"}, "WRONG This is slot SLOT-9. Scan the article."},
		"a location":       {Meaning{Kind: IsLocation, Code: "Z1"}, "WRONG This is location Z1. Scan the article."},
		"another's carton": {Meaning{Kind: IsCarton, Code: "BAG"}, "WRONG Box BAG is not offered for this order. Scan the article."},
		"a tray":           {Meaning{Kind: IsTray}, "WRONG Not this one. Scan the article."},
		"nothing":          {Meaning{Kind: IsUnknown}, "CODE Nobody knows this code. Right article? 4"},
	} {
		t.Run(name, func(t *testing.T) {
			w := picking(t, mugs(1))
			w.codes["CODE"] = c.m
			w.scan("CODE").says(c.want).packed(0)
		})
	}
	t.Run("an article while no order is open", func(t *testing.T) {
		newWorld(t, onePass).scan("BADGE-ANNA", else_).says("WRONG MUG-RED: no order is open. Scan a tote or a slot or a badge.")
	})
	t.Run("the label of this box at the wrong moment", func(t *testing.T) {
		w := picking(t, mugs(1)).scan(mug).weigh(580).at(StepProve)
		w.types("9").scan(w.sscc()).says("WRONG This is the label of this box. Scan nothing now.")
	})
	t.Run("a location at the wrong moment", func(t *testing.T) {
		inTote(t, mugs(1)).asks(Asked{Rev: 2, Stops: []Stop{{ID: "x", Location: "B01-01", Qty: 1, Taken: 1}}}).
			scan("B01-01").says("WRONG This is location B01-01. Scan the article.")
	})
	t.Run("the same box again", func(t *testing.T) {
		picking(t, mugs(1)).scan("BOX-D").says("WRONG This is box D. Scan the article.")
	})
	t.Run("a larger box instead", func(t *testing.T) {
		w := newWorld(t, onePass, order("1", mugs(1))).scan("BADGE-ANNA").types("+").scan("BOX-B").says("OK BOX B instead of C.")
		w.types("5").says("WAIT BOX B does not fit. Take BOX C.").types("2").says("OK BOX D instead of B.")
	})
	t.Run("an article that is back already", func(t *testing.T) {
		w := inTote(t, mugs(1), lamps(1)).asks(Asked{Rev: 2, Cancelled: true}).types("+").scan(mug, "A03-11")
		w.scan(mug).says("WRONG Every MUG-BLUE is back already.")
	})
}
