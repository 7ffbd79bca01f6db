package memory

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/store"
)

// Resolve says what a code is.
func (b side) Resolve(ctx context.Context, code string) (m station.Meaning, err error) {
	s := b.store
	err = s.call(func() error {
		at := s.stations[b.name]
		if at == nil || at.revoked {
			return no("Station %s is not set up here.", b.name)
		}
		m = s.meaning(at.in, store.ReadCode(code))
		if m.Kind == station.IsBadge && m.Person != nil {
			put(s, at.seen, m.Person.ID, s.now())
		}
		return nil
	})
	return m, err
}

func (s *Store) meaning(w *warehouse, c store.Code) station.Meaning {
	if b := s.badges[store.BadgeHash(c.Text)]; b != nil {
		return b.meaning()
	}
	if t := w.totes[c.Text]; t != nil {
		return at(station.Meaning{Kind: station.IsTote, Code: t.code}, t.work)
	}
	if p := w.place(c.Text); p != nil && (p.Kind != "printer" || w.printer(c.Text) == nil) {
		return at(station.Meaning{Kind: p.meaning(), Code: p.Name}, w.parkedAt(p.Name))
	}
	if m, ok := s.goods(w, c); ok {
		if no := s.leftWith(c); no != "" {
			m.Shipped, m.OrderNo = true, no
		}
		return m
	}
	if l := s.label(w, c); l != nil {
		m := station.Meaning{Kind: station.IsParcel, Code: either(l.bought.SSCC, l.bought.Tracking), Parcel: l.parcel, Station: l.station, At: l.at}
		m.Work, m.OrderNo = l.work.id, l.work.order.Number
		return m
	}
	if k := s.shippedOrder(w, c.Text); k != nil {
		return station.Meaning{Kind: station.IsWork, Code: c.Text, Work: k.id, OrderNo: c.Text}
	}
	if p := w.printer(c.Text); p != nil {
		return station.Meaning{Kind: station.IsPrinter, Code: p.Name, Station: p.Station, Printer: p}
	}
	return station.Meaning{Kind: station.IsUnknown, Code: c.Text}
}

func (b *badge) meaning() station.Meaning {
	m := station.Meaning{Kind: station.IsBadge}
	if !b.revoked && !b.person.revoked {
		who := b.Person
		m.Person = &who
	}
	return m
}

func (p *place) meaning() station.MeaningKind {
	switch p.Kind {
	case "slot":
		return station.IsSlot
	case "tray":
		return station.IsTray
	case "cage":
		return station.IsCage
	case "printer":
		return station.IsPrinter
	}
	return station.IsLocation
}

// at tells whose goods lie there.
func at(m station.Meaning, k *work) station.Meaning {
	m.Free = k == nil
	if k != nil {
		m.Work, m.OrderNo = k.id, k.order.Number
	}
	return m
}

func (s *Store) goods(w *warehouse, c store.Code) (station.Meaning, bool) {
	for _, text := range []string{c.GTIN, c.Text} {
		if all := s.barcodes[sku{"", text}]; len(all) > 0 && text != "" {
			b := all[0]
			return station.Meaning{Kind: station.IsProduct, Code: text, Product: b.id, SKU: b.SKU, Name: b.Name, Quantity: b.units}, true
		}
	}
	for _, x := range w.cartons {
		if x.Code == c.Text {
			return station.Meaning{Kind: station.IsCarton, Code: x.Code, Name: x.Name}, true
		}
	}
	return station.Meaning{}, false
}

// leftWith is the number of the last order with which the unit of the serial
// number left, "" when it has not.
func (s *Store) leftWith(c store.Code) string {
	if c.Serial == "" {
		return ""
	}
	carried := s.barcodes[sku{"", c.GTIN}]
	for _, o := range slices.Backward(s.orders) {
		for _, k := range o.works {
			for u, n := range k.units {
				of := slices.ContainsFunc(carried, func(b barcode) bool { return b.product == k.lines[u.line].product })
				if n > 0 && of && u.Serial == c.Serial && u.place.Kind == station.InCage {
					return o.Number
				}
			}
		}
	}
	return ""
}

func (s *Store) label(w *warehouse, c store.Code) *label {
	for _, l := range s.labels {
		if l.work.order.in == w && (c.SSCC != "" && l.bought.SSCC == c.SSCC || c.Text != "" && l.bought.Tracking == c.Text) {
			return l
		}
	}
	return nil
}

// Numbers are the SSCC and the tracking number of a parcel: the same for the
// same key, and given to no other, ever.
func (s *Store) Numbers(ctx context.Context, code station.ID, key string) (sscc, tracking string, err error) {
	err = s.call(func() error {
		if n, known := s.numbers[key]; known {
			sscc, tracking = n[0], n[1]
			return nil
		}
		w, err := s.warehouse(code)
		if err != nil {
			return err
		}
		if sscc, err = s.nextSSCC(w); err != nil {
			return err
		}
		set(s, &w.tracking, w.tracking+1)
		tracking = fmt.Sprintf("PW%s%09d", w.Code, w.tracking)
		put(s, s.numbers, key, [2]string{sscc, tracking})
		return nil
	})
	return sscc, tracking, err
}

type series struct {
	store     *Store
	warehouse station.ID
}

// Series is the number range of a warehouse.
func (s *Store) Series(warehouse station.ID) store.Series { return series{s, warehouse} }

func (n series) Take(ctx context.Context, key string) (sscc, tracking string, err error) {
	return n.store.Numbers(ctx, n.warehouse, key)
}

func (n series) Taken(ctx context.Context, key string) (sscc, tracking string, found bool, err error) {
	err = n.store.call(func() error {
		var numbers [2]string
		numbers, found = n.store.numbers[key]
		sscc, tracking = numbers[0], numbers[1]
		return nil
	})
	return sscc, tracking, found, err
}

// nextSSCC is the next one of the warehouse's company prefix, which it may share
// with others.
func (s *Store) nextSSCC(w *warehouse) (string, error) {
	width := 16 - len(w.CompanyPrefix)
	each, serial := int64(math.Pow10(width)), s.ssccs[w.CompanyPrefix]
	if serial >= 10*each {
		return "", no("All SSCCs of the company prefix %s are given out. Get another prefix from GS1 and set it for warehouse %s.", w.CompanyPrefix, w.Code)
	}
	body := fmt.Sprintf("%d%s%0*d", serial/each, w.CompanyPrefix, width, serial%each)
	check, err := gs1.CheckDigit(body)
	if err != nil {
		return "", err
	}
	put(s, s.ssccs, w.CompanyPrefix, serial+1)
	return body + string(check), nil
}

// Buy enters a purchase under its key; the first entry under a key stands.
func (s *Store) Buy(ctx context.Context, key string, b station.Bought) (p store.Purchase, err error) {
	err = s.call(func() error {
		if _, known := s.purchases[key]; !known {
			put(s, s.purchases, key, store.Purchase{Bought: b})
		}
		p = s.purchases[key]
		return nil
	})
	return p, err
}

// Bought looks a key up in the book, or answers store.ErrNotBought.
func (s *Store) Bought(ctx context.Context, key string) (p store.Purchase, err error) {
	err = s.call(func() error {
		var known bool
		if p, known = s.purchases[key]; !known {
			return store.ErrNotBought
		}
		return nil
	})
	return p, err
}

// Void takes a purchase back, once or more often, or answers store.ErrNotBought.
func (s *Store) Void(ctx context.Context, key string) error {
	return s.call(func() error {
		p, known := s.purchases[key]
		if !known {
			return store.ErrNotBought
		}
		p.Voided = true
		put(s, s.purchases, key, p)
		return nil
	})
}

// stageOrder is the order of a work's life.
var stageOrder = strings.Fields("ready picking short picked packing packed cancelling")
