package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/packwright/packwright/station"
)

const doSQL = `select do_v1($1, $2, $3, $4, $5)`

// Do does a deed, once for each key of a stamp, and answers the ID of what it
// made, if anything. A deed that was refused may be tried again under its key.
func (s *Store) Do(ctx context.Context, by Stamp, d Deed) (station.ID, error) {
	if err := Check(d); err != nil {
		return "", fmt.Errorf("%s: %w", d.deed(), err)
	}
	var done struct {
		ID station.ID `json:"id"`
	}
	err := s.call(ctx, deedPatience, &done, doSQL, string(by.Warehouse), by.Key, d.deed(), by.By, d)
	if err != nil {
		return "", fmt.Errorf("%s: %w", d.deed(), plain(err))
	}
	return done.ID, nil
}

const personOfSQL = `select person_of_v1($1)`

// PersonOf is whose badge it is, or a refusal.
func (s *Store) PersonOf(ctx context.Context, badge string) (station.ID, error) {
	var id *string
	if err := s.call(ctx, readPatience, &id, personOfSQL, BadgeHash(badge)); err != nil {
		return "", fmt.Errorf("look up a badge: %w", err)
	}
	if id == nil {
		return "", station.Refused{Text: "This badge is not valid here."}
	}
	return station.ID(*id), nil
}

// plain makes a broken constraint a refusal: a deed, unlike a fact, may be
// wrong, and the one who did it is there to hear so.
func plain(err error) error {
	if breaksRule(err) {
		return station.Refused{Text: "That is not possible: %s.", Args: []any{message(err)}}
	}
	return err
}

const numbersSQL = `select numbers_v2($1, $2)`

// Numbers are the SSCC and the own carrier's tracking number of a parcel: the
// same for the same key, and given to no other, ever.
func (s *Store) Numbers(ctx context.Context, warehouse station.ID, key string) (sscc, tracking string, err error) {
	var n struct{ SSCC, Tracking string }
	if err := s.call(ctx, benchPatience, &n, numbersSQL, string(warehouse), key); err != nil {
		return "", "", fmt.Errorf("numbers for %s: %w", key, err)
	}
	return n.SSCC, n.Tracking, nil
}

// Series gives the parcels of one warehouse their numbers.
type Series interface {
	// Take gives the numbers of a key, the same at every call.
	Take(ctx context.Context, key string) (sscc, tracking string, err error)
	// Taken tells the numbers of a key that were given before.
	Taken(ctx context.Context, key string) (sscc, tracking string, found bool, err error)
}

type series struct {
	store     *Store
	warehouse station.ID
}

// Series is the number range of a warehouse.
func (s *Store) Series(warehouse station.ID) Series { return series{s, warehouse} }

func (n series) Take(ctx context.Context, key string) (sscc, tracking string, err error) {
	return n.store.Numbers(ctx, n.warehouse, key)
}

const takenSQL = `select taken_v1($1)`

func (n series) Taken(ctx context.Context, key string) (sscc, tracking string, found bool, err error) {
	var t *struct{ SSCC, Tracking string }
	if err := n.store.call(ctx, benchPatience, &t, takenSQL, key); err != nil {
		return "", "", false, fmt.Errorf("look up numbers of %s: %w", key, err)
	}
	if t == nil {
		return "", "", false, nil
	}
	return t.SSCC, t.Tracking, true, nil
}

// ErrNotBought says that nothing was bought under a key.
var ErrNotBought = errors.New("nothing was bought under this key")

// Purchase is an entry in the own carrier's book.
type Purchase struct {
	Bought station.Bought `json:"bought"`
	Voided bool           `json:"voided"`
}

const purchaseSQL = `select purchase_v2($1, $2)`

// Buy enters a purchase under its key and answers what the book says: the
// first entry under a key stands.
func (s *Store) Buy(ctx context.Context, key string, b station.Bought) (Purchase, error) {
	return s.purchase(ctx, key, &b)
}

// Bought looks a key up in the book, or answers ErrNotBought.
func (s *Store) Bought(ctx context.Context, key string) (Purchase, error) {
	return s.purchase(ctx, key, nil)
}

func (s *Store) purchase(ctx context.Context, key string, b *station.Bought) (Purchase, error) {
	var p *Purchase
	if err := s.call(ctx, benchPatience, &p, purchaseSQL, key, b); err != nil {
		return Purchase{}, fmt.Errorf("purchase %s: %w", key, err)
	}
	if p == nil {
		return Purchase{}, ErrNotBought
	}
	return *p, nil
}

const voidSQL = `select void_purchase_v2($1)`

// Void takes a purchase back, once or more often, or answers ErrNotBought.
func (s *Store) Void(ctx context.Context, key string) error {
	var found bool
	if err := s.call(ctx, benchPatience, &found, voidSQL, key); err != nil {
		return fmt.Errorf("void purchase %s: %w", key, err)
	}
	if !found {
		return ErrNotBought
	}
	return nil
}

// Released counts what a round of Release did.
type Released struct {
	Released  int `json:"released"`  // orders that were opened
	Allocated int `json:"allocated"` // works whose stock has come
}

const releaseSQL = `select release_due_v1($1, $2)`

// Release opens up to most orders whose delay is over and that nothing holds,
// and gives stock to works that waited for it. It is the timer's work and may
// run in many places.
func (s *Store) Release(ctx context.Context, warehouse station.ID, most int) (Released, error) {
	var r Released
	if err := s.call(ctx, importPatience, &r, releaseSQL, string(warehouse), most); err != nil {
		return Released{}, fmt.Errorf("release orders of %s: %w", warehouse, err)
	}
	return r, nil
}
