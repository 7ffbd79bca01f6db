package sim

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/engine"
)

var bg = context.Background()

// begin carries out an effect, unless the same one is under way.
func (b *bench) begin(effect station.Effect) {
	key := engine.Key(effect)
	if key != "" && b.running[key] {
		return
	}
	if key != "" {
		b.running[key] = true
	}
	switch x := effect.(type) {
	case station.Claim:
		b.claim(key, x)
	case station.Resolve:
		b.resolve(key, x)
	case station.PlanCartons:
		b.answered(key, 5*time.Millisecond, plan(x))
	case station.BuyLabel:
		b.h.carrier.buy(b, key, x)
	case station.VoidLabel:
		b.h.carrier.void(b, key, x)
	case station.FetchArtwork:
		b.answered(key, 5*time.Millisecond, station.Fetched{Work: x.Work, Parcel: x.Parcel, Label: x.Label, Key: x.Key, Refused: "there is none"})
	case station.Print:
		b.printer.print(key, x)
	case station.Grant:
		b.grant(key, x)
	case station.Draw:
		b.answered(key, time.Millisecond, station.Drawn{Digits: fmt.Sprint(10 + b.h.r.IntN(90))})
	case station.Push:
		b.push.kick()
	case station.Remind:
		b.answered("", x.At.Sub(b.now()), station.Tick{})
	}
}

// claim asks for works once the store has every fact of before.
func (b *bench) claim(key string, c station.Claim) {
	end := b.h.now + storePatience
	b.whenSent(b.disk.last(), func(ok bool) {
		if !ok {
			b.answered(key, 0, station.Claimed{Key: c.Key, Want: c.Want, Away: true})
			return
		}
		b.tryClaim(key, c, end, 0)
	})
}

func (b *bench) tryClaim(key string, c station.Claim, end time.Duration, tries int) {
	under := c.Key
	if b.h.o.Break == "claim-key" {
		under = fmt.Sprint(c.Key, "#", tries)
	}
	answer := station.Claimed{Key: c.Key, Want: c.Want}
	call(b, func(s *server) ([]station.Opened, error) {
		works, err := s.house.Bench(b.name, b.disk.writer).Claim(bg, under, c.Want)
		s.books.claimed(b, c, works, err)
		return works, err
	}, func(works []station.Opened, err error) {
		no, isNo := refused(err)
		switch {
		case err == nil:
			answer.Opened = works
		case isNo && no.Code != "":
			answer.Refuse, answer.Args = no.Code, no.Args
		case isNo:
			answer.Refuse, answer.Args = no.Text, no.Args
		case b.h.now < end:
			life := b.life
			b.h.after(b.h.ms(25, 50), func() {
				if b.life == life {
					b.tryClaim(key, c, end, tries+1)
				}
			})
			return
		default:
			answer.Away = true
		}
		b.answered(key, 0, answer)
	})
}

func (b *bench) resolve(key string, r station.Resolve) {
	b.whenSent(0, func(ok bool) {
		away := station.Resolved{Text: r.Text, Away: true}
		if who, known := b.disk.badges[r.Text]; known {
			away = station.Resolved{Text: r.Text, Meaning: station.Meaning{Kind: station.IsBadge, Code: r.Text, Person: &who}}
		}
		if !ok {
			b.answered(key, 0, away)
			return
		}
		call(b, func(s *server) (station.Meaning, error) {
			return s.house.Bench(b.name, b.disk.writer).Resolve(bg, r.Text)
		}, func(m station.Meaning, err error) {
			if err != nil {
				b.answered(key, 0, station.Resolved{Text: r.Text, Away: true})
				return
			}
			if m.Person != nil {
				b.disk.badges[r.Text] = *m.Person
			}
			b.answered(key, 0, station.Resolved{Text: r.Text, Meaning: m})
		})
	})
}

func (b *bench) grant(key string, g station.Grant) {
	if b.h.o.Break == "grant" {
		b.answered(key, 0, station.Allowed{Work: g.Work, Action: g.Action, By: g.By, Grant: station.ID(fmt.Sprint("made-up-", b.disk.last()))})
		return
	}
	answer := station.Allowed{Work: g.Work, Action: g.Action, By: g.By}
	b.whenSent(0, func(ok bool) {
		if !ok {
			answer.Away = true
			b.answered(key, 0, answer)
			return
		}
		call(b, func(s *server) (station.Allowed, error) {
			a, err := s.house.Bench(b.name, b.disk.writer).Grant(bg, g)
			s.books.granted(b, g, a, err)
			return a, err
		}, func(a station.Allowed, err error) {
			no, isNo := refused(err)
			switch {
			case err == nil:
				answer = a
			case isNo:
				answer.Refuse = no.Error()
			default:
				answer.Away = true
			}
			b.answered(key, 0, answer)
		})
	})
}

// plan puts everything into one box, or what is much into two.
func plan(p station.PlanCartons) station.Planned {
	first, second, n := map[int]int{}, map[int]int{}, 0
	for line := range p.Lines {
		for range p.Units[line] {
			if n++; n <= 3 {
				first[line]++
			} else {
				second[line]++
			}
		}
	}
	planned := station.Planned{Work: p.Work, From: p.From, One: p.One, Proof: "optimal"}
	for _, units := range []map[int]int{first, second} {
		if len(units) > 0 {
			planned.Parcels = append(planned.Parcels, station.PlannedParcel{Carton: "BOX-C", Units: units})
		}
	}
	return planned
}

// carrier sells labels, under each key once.
type carrier struct {
	h     *hall
	sold  map[string]station.Bought
	gone  map[string]bool // taken back
	tries int
	first int // number of its first label
}

func (c *carrier) buy(b *bench, key string, x station.BuyLabel) {
	under := x.Key
	if c.h.o.Break == "carrier-key" {
		c.tries++
		under, x.Doubt = fmt.Sprint(x.Key, "#", c.tries), false
	}
	answer := station.Sold{Work: x.Work, Parcel: x.Parcel, Label: x.Label, Key: x.Key}
	if c.h.strikes(CarrierAway) {
		b.answered(key, 2*time.Second, answer)
		return
	}
	silent := c.h.strikes(SoldSilently)
	life := b.life
	c.h.after(c.h.ms(40, 300), func() {
		bought, sold := c.sold[under]
		switch {
		case sold:
		case x.Look:
			answer.Refused = "not_found"
		case c.h.strikes(NoSale):
			answer.Refused = "refused"
		default:
			n := c.first + len(c.sold) + 1
			bought = station.Bought{Carrier: "own", Service: "standard", Tracking: fmt.Sprintf("PW%s%09d", c.h.at, n), SSCC: sscc(n), Lane: "12", PriceCents: 390, Currency: "EUR"}
			c.sold[under] = bought
			c.h.audit.bought(b, x, under)
		}
		if answer.Refused == "" {
			answer.Bought = &bought
		}
		if b.life != life {
			return
		}
		if silent {
			b.answered(key, 2*time.Second, station.Sold{Work: x.Work, Parcel: x.Parcel, Label: x.Label, Key: x.Key})
			return
		}
		b.answered(key, c.h.ms(10, 100), answer)
	})
}

func (c *carrier) void(b *bench, key string, x station.VoidLabel) {
	answer := station.Voided{Work: x.Work, Parcel: x.Parcel, Label: x.Label, Key: x.Key, OK: true}
	if c.h.strikes(CarrierAway) {
		answer.OK, answer.Away = false, true
	} else if c.h.strikes(NoSale) {
		answer.OK = false
	} else {
		c.gone[x.Key] = true
	}
	b.answered(key, c.h.ms(50, 300), answer)
}

// sscc is the n-th serial shipping container code of the house.
func sscc(n int) string {
	body := fmt.Sprintf("0404711100%07d", n)
	sum := 0
	for i, d := range body {
		w := 1
		if i%2 == 0 {
			w = 3
		}
		sum += w * int(d-'0')
	}
	return body + string(rune('0'+(10-sum%10)%10))
}

// refused is the no of a store that was reached.
func refused(err error) (station.Refused, bool) {
	var no station.Refused
	ok := errors.As(err, &no)
	return no, ok
}
