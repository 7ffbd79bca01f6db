package storetest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// Clocked is a store whose time a test can pass.
type Clocked interface {
	Store
	// Pass makes everything that happened d longer ago.
	Pass(d time.Duration)
}

// OpenHouse is a store on a database of the test's own.
func OpenHouse(t testing.TB) Real {
	t.Helper()
	url := Database(t)
	return Real{OpenAt(t, url), t, url}
}

// Real is a store on a database, whose time a test can pass and whose rows it can
// audit.
type Real struct {
	*store.Store
	t   testing.TB
	url string
}

// Pass makes everything that happened d longer ago.
func (c Real) Pass(d time.Duration) {
	c.t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.url)
	if err != nil {
		c.t.Fatal(err)
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `
		with a as (update works set lease_until = lease_until - $1::interval where holder is not null),
		     b as (update grants set granted_at = granted_at - $1::interval),
		     c as (update writers set caught_up_at = caught_up_at - $1::interval, heard_at = heard_at - $1::interval),
		     e as (update badges_seen set seen_at = seen_at - $1::interval),
		     p as (update people set revoked_at = revoked_at - $1::interval),
		     d as (update boards set counted_at = counted_at - $1::interval)
		update orders set release_at = release_at - $1::interval`, d)
	if err != nil {
		c.t.Fatal(err)
	}
}

// Run tests a store. open gives each test an empty one.
func Run(t *testing.T, open func(testing.TB) Clocked) {
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			test.run(&World{House: NewHouse(t, s), Pass: s.Pass})
		})
	}
}

// World is a House in which time can pass.
type World struct {
	*House
	Pass func(time.Duration)
}

// test is a rule, by name, and what proves it.
type test struct {
	name string
	run  func(*World)
}

// tests is every rule, in the order in which a newcomer might ask.
var tests = slices.Concat(claimTests, parkedTests, factTests, unitTests, shortTests, shipTests, reprintTests, deedTests, intakeTests, codeTests, printerTests, exceptionTests,
	rightsTests)

// is fails the test unless got is want.
func is[T comparable](w *World, what string, got, want T) {
	w.T.Helper()
	if got != want {
		w.T.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// same fails the test unless got is all that want is.
func same(w *World, what string, got, want any) {
	w.T.Helper()
	if !reflect.DeepEqual(got, want) {
		w.T.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}

// refused fails the test unless err is a no of the store, and answers it.
func refused(w *World, what string, err error) station.Refused {
	w.T.Helper()
	var no station.Refused
	if !errors.As(err, &no) {
		w.T.Fatalf("%s: got %v, want a refusal", what, err)
	}
	if text := no.Error(); strings.Contains(text, "%!") {
		w.T.Errorf("%s: the refusal %q does not fit its arguments", what, text)
	}
	return no
}
