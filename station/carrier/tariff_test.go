package carrier

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// sample has three services with limits of every kind.
func sample() Tariff {
	home := func(steps ...Step) []Zone {
		return []Zone{{Name: "home", Countries: []string{"DE", "AT"}, Steps: steps}}
	}
	return Tariff{Currency: "EUR", Services: []Service{
		{
			Carrier: "P", Name: "Parcel", Code: "PARCEL", MaxG: 30_000, MaxSidesMM: [3]int{1200, 600, 600}, Divisor: 5000, CutOff: "17:30",
			Zones: append(home(Step{1000, 400}, Step{5000, 600}, Step{50_000, 1000}), Zone{Name: "world", Countries: []string{"*"}, Steps: []Step{{30_000, 3000}}}),
		},
		{Carrier: "P", Name: "Letter", Code: "LETTER", MaxG: 1000, MaxSidesMM: [3]int{350, 250, 50}, Zones: home(Step{500, 160}, Step{1000, 290})},
		{Carrier: "X", Name: "Express", Code: "EXPRESS", MaxGirthMM: 3000, CutOff: "16:00", Zones: home(Step{20_000, 400})},
	}}
}

func TestRates(t *testing.T) {
	cases := []struct {
		name string
		p    Parcel
		want string
	}{
		{
			"cheapest first, equal prices by code",
			Parcel{Country: "DE", WeightG: 400, SizeMM: [3]int{200, 100, 30}},
			"LETTER 160 400g home; EXPRESS 400 400g home; PARCEL 400 400g home",
		},
		{
			"a step reaches to its last gram",
			Parcel{Country: "DE", WeightG: 500, SizeMM: [3]int{200, 100, 30}},
			"LETTER 160 500g home; EXPRESS 400 500g home; PARCEL 400 500g home",
		},
		{
			"and not one further",
			Parcel{Country: "AT", WeightG: 501, SizeMM: [3]int{200, 100, 30}},
			"LETTER 290 501g home; EXPRESS 400 501g home; PARCEL 400 501g home",
		},
		{
			"a large light parcel is billed by its volume, rounded up",
			Parcel{Country: "DE", WeightG: 900, SizeMM: [3]int{301, 200, 101}},
			"EXPRESS 400 900g home; PARCEL 600 1217g home; LETTER takes a side of 50 mm at most, the parcel has 101 mm",
		},
		{
			"sides are compared longest first, however they are given",
			Parcel{Country: "DE", WeightG: 900, SizeMM: [3]int{50, 250, 350}},
			"LETTER 290 900g home; EXPRESS 400 900g home; PARCEL 400 900g home",
		},
		{
			"too heavy",
			Parcel{Country: "DE", WeightG: 30_001, SizeMM: [3]int{300, 200, 100}},
			"PARCEL takes 30000 g at most, the parcel weighs 30001 g; LETTER takes 1000 g at most, the parcel weighs 30001 g; EXPRESS has no price for 30001 g",
		},
		{
			"too long",
			Parcel{Country: "DE", WeightG: 900, SizeMM: [3]int{1201, 10, 10}},
			"EXPRESS 400 900g home; PARCEL takes a side of 1200 mm at most, the parcel has 1201 mm; LETTER takes a side of 350 mm at most, the parcel has 1201 mm",
		},
		{
			"length and girth",
			Parcel{Country: "DE", WeightG: 900, SizeMM: [3]int{1000, 501, 500}},
			"PARCEL has no price for 50100 g; LETTER takes a side of 350 mm at most, the parcel has 1000 mm; EXPRESS takes length and girth of 3000 mm at most, the parcel has 3002 mm",
		},
		{
			"a country that only the rest of the world has",
			Parcel{Country: "BR", WeightG: 900, SizeMM: [3]int{100, 100, 10}},
			"PARCEL 3000 900g world; LETTER does not go to \"BR\"; EXPRESS does not go to \"BR\"",
		},
		{
			"sizes not known do not count",
			Parcel{Country: "BR", WeightG: 900},
			"PARCEL 3000 900g world; LETTER does not go to \"BR\"; EXPRESS does not go to \"BR\"",
		},
		{
			"not weighed",
			Parcel{Country: "DE"},
			"PARCEL needs the parcel's weight; LETTER needs the parcel's weight; EXPRESS needs the parcel's weight",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := told(sample().Rates(c.p)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func told(rates []Rate, refusals []Refusal) string {
	var all []string
	for _, r := range rates {
		all = append(all, fmt.Sprintf("%s %d %dg %s", r.Code, r.Cents, r.BilledG, r.Zone))
	}
	for _, r := range refusals {
		all = append(all, r.Code+" "+r.Reason)
	}
	return strings.Join(all, "; ")
}

func TestARateSaysWhatItIsFor(t *testing.T) {
	p := Parcel{Country: "BR", PostalCode: "01310-100", WeightG: 900, SizeMM: [3]int{100, 100, 10}}
	rates, _ := sample().Rates(p)
	want := Rate{
		Carrier: "P", Service: "Parcel", Code: "PARCEL", Zone: "world", Cents: 3000, Currency: "EUR",
		BilledG: 900, CutOff: "17:30", Parcel: p,
	}
	if rates[0] != want {
		t.Errorf("got %+v, want %+v", rates[0], want)
	}
}

func TestCheckTariff(t *testing.T) {
	cases := []struct {
		name string
		harm func(t *Tariff)
		want string
	}{
		{"nothing wrong", func(*Tariff) {}, "<nil>"},
		{"currency", func(t *Tariff) { t.Currency = "euro" }, `tariff: currency "euro": three letters are expected, such as EUR`},
		{"no service", func(t *Tariff) { t.Services = nil }, "tariff: there is no service"},
		{"a code twice", func(t *Tariff) { t.Services[1].Code = "PARCEL" }, `tariff: service "PARCEL" stands there twice`},
		{"no name", func(t *Tariff) { t.Services[1].Name = "" }, `tariff: service "LETTER": code, name and carrier must be given`},
		{"a limit below zero", func(t *Tariff) { t.Services[0].MaxG = -1 }, `tariff: service "PARCEL": a limit is below zero`},
		{"sides in another order", func(t *Tariff) { t.Services[0].MaxSidesMM = [3]int{600, 1200, 600} }, `tariff: service "PARCEL": the sides [600 1200 600] are not written longest first`},
		{"cut-off", func(t *Tariff) { t.Services[0].CutOff = "half past five" }, `tariff: service "PARCEL": cut-off "half past five": a time is expected, such as 17:30`},
		{"day", func(t *Tariff) { t.Services[0].Days = []int{7} }, `tariff: service "PARCEL": day 7: 0 is Sunday, 6 is Saturday`},
		{"no zone", func(t *Tariff) { t.Services[0].Zones = nil }, `tariff: service "PARCEL": there is no zone`},
		{"country", func(t *Tariff) { t.Services[0].Zones[0].Countries[0] = "Germany" }, `tariff: service "PARCEL": zone "home": country "Germany": two letters or * are expected`},
		{"a country twice", func(t *Tariff) { t.Services[0].Zones[1].Countries = []string{"DE"} }, `tariff: service "PARCEL": country "DE" is in the zones "home" and "world"`},
		{"no steps", func(t *Tariff) { t.Services[0].Zones[0].Steps = nil }, `tariff: service "PARCEL": zone "home": countries and steps must be given`},
		{"steps that fall", func(t *Tariff) { t.Services[0].Zones[0].Steps[1].UpToG = 1000 }, `tariff: service "PARCEL": zone "home": the step to 1000 g does not follow the one to 1000 g`},
		{"a step of no grams", func(t *Tariff) { t.Services[0].Zones[0].Steps[0].UpToG = 0 }, `tariff: service "PARCEL": zone "home": the step to 0 g does not follow the one to 0 g`},
		{"prices that fall", func(t *Tariff) { t.Services[0].Zones[0].Steps[1].Cents = 399 }, `tariff: service "PARCEL": zone "home": the step to 5000 g is cheaper than the one before`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tariff := sample()
			c.harm(&tariff)
			if got := fmt.Sprint(tariff.Check()); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestStarterIsATariff(t *testing.T) {
	if err := Starter().Check(); err != nil {
		t.Fatal(err)
	}
	for _, country := range []string{"DE", "BR"} {
		rates, _ := Starter().Rates(Parcel{Country: country, WeightG: 500, SizeMM: [3]int{300, 200, 40}})
		if len(rates) < 2 {
			t.Errorf("to %s there are %d services, want a choice", country, len(rates))
		}
	}
}

func TestNextCutOff(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	workdays := []int{1, 2, 3, 4, 5}
	cases := []struct {
		name string
		days []int
		now  string
		want string
	}{
		{"before it, today", nil, "2026-03-02 17:29:59", "2026-03-02 17:30:00 +0100"},
		{"at it, today", nil, "2026-03-02 17:30:00", "2026-03-02 17:30:00 +0100"},
		{"after it, tomorrow", nil, "2026-03-02 17:30:01", "2026-03-03 17:30:00 +0100"},
		{"over the week-end", workdays, "2026-03-06 18:00:00", "2026-03-09 17:30:00 +0100"},
		{"over the change of the clock", workdays, "2026-03-27 18:00:00", "2026-03-30 17:30:00 +0200"},
		{"once a week, a week later", []int{1}, "2026-03-02 18:00:00", "2026-03-09 17:30:00 +0100"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			now, err := time.ParseInLocation("2006-01-02 15:04:05", c.now, berlin)
			if err != nil {
				t.Fatal(err)
			}
			at, found := Service{CutOff: "17:30", Days: c.days}.NextCutOff(now)
			if got := at.Format("2006-01-02 15:04:05 -0700"); !found || got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if at, found := (Service{}).NextCutOff(time.Now()); found {
		t.Errorf("got %s of a service without a cut-off", at)
	}
}
