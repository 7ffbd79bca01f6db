package store

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/packwright/packwright/station"
)

// What the functions raise, and what of PostgreSQL's own we tell apart.
const (
	brokenRule    = "PW001"
	forkedWriter  = "PW002"
	foreignWriter = "PW003"
	refusedDeed   = "PW010"

	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	lockNotAvailable     = "55P03"

	readOnlyTransaction   = "25006"
	undefinedFunction     = "42883"
	insufficientPrivilege = "42501"
)

// tries is how often a statement runs that lost a race against others.
const tries = 6

// again runs a statement until it is done. A lost race is run again, here and
// nowhere else: the statement was rolled back as a whole.
func again(ctx context.Context, run func() error) error {
	var err error
	for n := range tries {
		if err = run(); !lostRace(err) {
			return refusal(err)
		}
		if pause(ctx, n) != nil {
			return err
		}
	}
	return err
}

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1+rand.IntN(10<<n)) * time.Millisecond):
		return nil
	}
}

func lostRace(err error) bool {
	switch code(err) {
	case serializationFailure, deadlockDetected, lockNotAvailable:
		return true
	}
	return false
}

// breaksRule says that the database would not have it: a rule of a function, a
// constraint, or a value that is none.
func breaksRule(err error) bool {
	c := code(err)
	return c == brokenRule || len(c) == 5 && (c[:2] == "23" || c[:2] == "22")
}

// ofFact says that a fact of the call is to blame: called again with care it is
// set aside. As in try_fact, all but races, lost connections, a server that stops,
// is full or read only, missing rights, and what the call as a whole is refused
// for.
func ofFact(err error) bool {
	var no station.Refused
	if errors.As(err, &no) {
		return no.Code == ""
	}
	c := code(err)
	if len(c) != 5 || c == forkedWriter || c == foreignWriter || c == insufficientPrivilege {
		return false
	}
	switch c[:2] {
	case "08", "25", "40", "53", "55", "57", "58", "F0", "XX":
		return false
	}
	return true
}

func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// refusal turns a no of the database into one for people.
func refusal(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case forkedWriter:
		return station.Refused{Code: station.WriterForked, Text: "The journal does not fit the database: %s.", Args: []any{e.Message}}
	case foreignWriter:
		return station.Refused{Code: station.WriterUnknown, Text: e.Message}
	case refusedDeed:
		return station.Refused{Text: e.Message, Args: arguments(e.Detail)}
	}
	return err
}

func arguments(detail string) []any {
	var args []any
	if json.Unmarshal([]byte(detail), &args) != nil || len(args) == 0 {
		return nil
	}
	return args
}

func message(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}
