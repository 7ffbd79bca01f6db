package memory

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func (s *Store) addWarehouse(d store.Warehouse) error {
	zone := zoneOf(d.TimeZone)
	if w := s.warehouses[station.ID(d.Code)]; w != nil {
		set(s, &w.Warehouse, d)
		set(s, &w.zone, zone)
		return nil
	}
	put(s, s.warehouses, station.ID(d.Code), &warehouse{Warehouse: d, zone: zone, rev: 1, stock: map[key]*pile{}, totes: map[string]*tote{}, reserved: map[station.ID]int{}})
	return nil
}

var zones sync.Map // by name: to read one takes longer than to fill a store

// zoneOf is the time zone of that name, UTC when it is not known.
func zoneOf(name string) *time.Location {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone = time.UTC
	}
	zones.Store(name, zone)
	return zone
}

func (s *Store) addPerson(d store.AddPerson) (station.ID, error) {
	if s.badges[d.BadgeHash] != nil {
		return "", broken("the badge is somebody else's")
	}
	p := &person{Person: station.Person{ID: s.id(), Name: d.Name, Role: d.Role}}
	put(s, s.people, p.ID, p)
	put(s, s.badges, d.BadgeHash, &badge{person: p})
	return p.ID, nil
}

func (s *Store) revoke(d store.Revoke) error {
	p := s.people[d.Person]
	if p == nil {
		return no("Person %s is not known.", d.Person)
	}
	set(s, &p.revoked, true)
	set(s, &p.revokedAt, s.now())
	for _, b := range s.badges {
		if b.person == p {
			set(s, &b.revoked, true)
		}
	}
	return nil
}

// furnish does the deeds on stations, places and rules of a warehouse.
func (s *Store) furnish(w *warehouse, d store.Deed) error {
	switch d := d.(type) {
	case store.Set:
		return s.setRule(w, d)
	case store.AddStation:
		if b := s.stations[d.Name]; b != nil {
			set(s, &b.revoked, false)
			return nil
		}
		b := &bench{name: d.Name, in: w, seen: map[station.ID]time.Time{}}
		put(s, s.stations, d.Name, b)
		set(s, &w.stations, append(slices.Clip(w.stations), b))
	case store.RevokeStation:
		b := s.stations[d.Name]
		if b == nil || b.in != w {
			return no("Station %s is not set up here.", d.Name)
		}
		set(s, &b.revoked, true)
	case store.Locations:
		for _, l := range d.Locations {
			s.addPlace(w, l)
		}
	case store.Totes:
		for _, code := range d.Codes {
			if w.totes[code] == nil {
				put(s, w.totes, code, &tote{code: code})
			}
		}
	default:
		return no("There is no deed %s.", store.Name(d))
	}
	return nil
}

func (s *Store) addPlace(w *warehouse, l store.Location) {
	if l.Code == "" {
		l.Code = l.Name
	}
	for _, p := range w.places {
		if p.Name == l.Name {
			set(s, &p.Location, l)
			return
		}
	}
	set(s, &w.places, append(slices.Clip(w.places), &place{l, len(w.places)}))
}

func (s *Store) setRule(w *warehouse, d store.Set) error {
	if b := s.stations[d.Station]; d.Station != "" && (b == nil || b.in != w) {
		return no("Station %s is not set up here.", d.Station)
	}
	value, err := json.Marshal(d.Value)
	if err != nil {
		return err
	}
	row := view.Setting{Station: d.Station, Key: d.Key, Value: string(value)}
	rest := slices.DeleteFunc(slices.Clone(w.settings), func(x view.Setting) bool { return x.Station == d.Station && x.Key == d.Key })
	set(s, &w.settings, append(rest, row))
	set(s, &w.rev, w.rev+1)
	return nil
}

// rules are the settings of a station over those of its warehouse. They are made
// when a setting has changed.
func (s *Store) rules(b *bench) station.Rules {
	settings := b.in.settings
	if b.ruled == nil || len(b.ruled) != len(settings) || len(settings) > 0 && &b.ruled[0] != &settings[0] {
		b.ruled, b.rules = settings, rulesOf(settings, b.name)
	}
	return b.rules
}

// rulesOf is the rules with the settings over them; settings were checked.
func rulesOf(settings []view.Setting, name string) station.Rules {
	r, values := station.DefaultRules(), map[string]json.RawMessage{}
	for _, of := range []string{"", name} {
		for _, set := range settings {
			if set.Station == of {
				values[set.Key] = json.RawMessage(set.Value)
			}
		}
	}
	body, err := json.Marshal(values)
	if err == nil {
		err = json.Unmarshal(body, &r)
	}
	if err != nil {
		panic("a setting was not checked: " + err.Error())
	}
	return r
}

func (s *Store) cartonEmptied(b *bench, code string, at time.Time) error {
	switch {
	case code == "":
		return broken("no carton is named")
	case slices.ContainsFunc(b.empty, func(e view.EmptyCarton) bool { return e.Carton == code }):
		return nil
	}
	empty := append(slices.Clone(b.empty), view.EmptyCarton{Carton: code, Since: at.UTC()})
	slices.SortFunc(empty, func(x, y view.EmptyCarton) int {
		return cmp.Or(x.Since.Compare(y.Since), strings.Compare(x.Carton, y.Carton))
	})
	set(s, &b.empty, empty)
	return nil
}

func (s *Store) cartonRefilled(b *bench, code string) {
	set(s, &b.empty, slices.DeleteFunc(slices.Clone(b.empty), func(e view.EmptyCarton) bool { return e.Carton == code }))
}

// named finds the article and the places of a deed on stock.
func (s *Store) named(w *warehouse, client, code string, places ...string) (*product, []*place, error) {
	p := s.skus[sku{client, code}]
	if p == nil {
		return nil, nil, no("Article %s is not known.", code)
	}
	var found []*place
	for _, name := range places {
		at := w.place(name)
		if at == nil {
			return nil, nil, no("Location %s is not known.", name)
		}
		found = append(found, at)
	}
	return p, found, nil
}

func (s *Store) putStock(w *warehouse, d store.Put) error {
	p, at, err := s.named(w, d.Client, d.SKU, d.Location)
	if err != nil {
		return err
	}
	lot := d.Lot
	if lot == "" {
		lot = d.Expiry
	}
	if err := s.give(w, key{at[0], p, lot}, d.Expiry, d.Qty, 0); err != nil {
		return err
	}
	s.cure(w, p)
	return nil
}

func (s *Store) replenish(w *warehouse, d store.Replenish) error {
	p, at, err := s.named(w, d.Client, d.SKU, d.From, d.To)
	if err != nil {
		return err
	}
	from := w.stock[key{at[0], p, d.Lot}]
	if from == nil || from.onHand-from.allocated < d.Qty || d.Qty < 1 {
		return no("%s does not have %s pieces of %s to spare.", d.From, strconv.Itoa(d.Qty), p.SKU)
	}
	set(s, &from.onHand, from.onHand-d.Qty)
	if err := s.give(w, key{at[1], p, d.Lot}, from.expiry, d.Qty, 0); err != nil {
		return err
	}
	for _, t := range w.tasks {
		if t.product == p {
			set(s, &t.done, true)
		}
	}
	s.cure(w, p)
	return nil
}

func (s *Store) countStock(w *warehouse, d store.Count) error {
	p, at, err := s.named(w, d.Client, d.SKU, d.Location)
	if err != nil {
		return err
	}
	k := key{at[0], p, d.Lot}
	if err := s.give(w, k, "", 0, 0); err != nil {
		return err
	}
	pile := w.stock[k]
	if d.Qty < pile.allocated {
		return no("%s pieces of %s at %s are promised to orders. Report them short at the bench.", strconv.Itoa(pile.allocated), p.SKU, d.Location)
	}
	set(s, &pile.onHand, d.Qty)
	set(s, &pile.counting, false)
	s.cure(w, p)
	return nil
}

func (s *Store) weighProduct(d store.ProductWeight) error {
	p, _, err := s.named(nil, d.Client, d.SKU)
	switch {
	case err != nil:
		return err
	case d.WeightG < 1:
		return no("%s g is no weight of an article.", strconv.Itoa(d.WeightG))
	case p.WeightG != d.WasG:
		return no("%s weighs %s g by now, not %s g. Look again.", p.SKU, strconv.Itoa(p.WeightG), strconv.Itoa(d.WasG))
	}
	set(s, &p.WeightG, d.WeightG)
	return nil
}
