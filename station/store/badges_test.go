package store_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store/storetest"
)

// The database and the program have one table of who may.
func TestTheDatabaseKnowsWhoMay(t *testing.T) {
	r := newRealm(t)
	source, err := os.ReadFile("../role.go")
	if err != nil {
		t.Fatal(err)
	}
	known := actionShape.FindAllSubmatch(source, -1)
	if len(known) < 11 {
		t.Fatalf("found %d actions: do they still stand in role.go?", len(known))
	}
	conn := r.as("")
	for _, role := range []station.Role{station.Packer, station.Lead, station.Supervisor, station.Admin, "", "owner"} {
		for _, m := range append(known, [][]byte{nil, []byte("everything")}) {
			var may bool
			if err := conn.QueryRow(t.Context(), `select coalesce(may($1, $2), false)`, string(role), string(m[1])).Scan(&may); err != nil || may != role.May(station.Action(m[1])) {
				t.Errorf("a %s may %s: got %v, %v", role, m[1], may, err)
			}
		}
	}
	if rules := station.DefaultRules(); rules.TypedEntry == string(station.Packer) || rules.NoScale == string(station.Packer) {
		t.Error("by default a packer may, which the database does not know: see allowed_by")
	}
}

var actionShape = regexp.MustCompile(`\bAction += "([a-z_]+)"`)

// Who is at a bench while the database learns of badges goes on: his session says
// that he was there.
func TestAnUpgradeInMidShiftKnowsWhoIsThere(t *testing.T) {
	r := newRealm(t)
	migration, err := os.ReadFile("migrations/038_badges.sql")
	if err != nil {
		t.Fatal(err)
	}
	seed := regexp.MustCompile(`(?s)insert into badges_seen \(station_id, person_id, seen_at\).*?;`).Find(migration)
	r.Put("MUG", "A01", 10)
	r.Order(storetest.Line{SKU: "MUG", Qty: 1})
	hand := r.Hand("BENCH-1")
	hand.Apply(station.SignedIn{Person: r.Anna, Role: station.Packer})
	task := hand.Next()
	r.exec("delete from badges_seen")
	r.exec(string(seed))
	task.Apply(task.OnePass()...)
	task.Apply(task.PickAll(storetest.Into(1))...)
	if a := r.Hand("BENCH-2").As(r.Lea).Tell(station.CartonRefilled{Carton: "BOX-C"}); len(a.SetAside) != 1 {
		t.Error("somebody who was not there was seen")
	}
}

// A server that took over may lack that a badge was shown: nothing is set aside for
// that within a day.
func TestAServerThatTookOverDoesNotDoubtWhoWasThere(t *testing.T) {
	r := newRealm(t)
	hand := r.Hand("BENCH-1").As(r.Lea)
	typing := station.TypingAllowed{By: r.Lea, Grant: "77"}
	for _, since := range []struct {
		what, ago string
		aside     int
	}{{"an hour", "1 hour", 0}, {"a day", "25 hours", 1}} {
		r.exec("delete from timelines where n > 1")
		r.exec("insert into timelines (n, system, timeline, base, at) select 2, system, timeline, base, now() - $1::interval from timelines where n = 1", since.ago)
		if a := hand.Tell(station.SignedIn{Person: r.Lea, Role: station.Lead}); len(a.SetAside) != since.aside {
			t.Errorf("%s after it, a sign-in: %d set aside, want %d", since.what, len(a.SetAside), since.aside)
		}
		if a := hand.Tell(typing); len(a.SetAside) != since.aside {
			t.Errorf("%s after it, a grant: %d set aside, want %d", since.what, len(a.SetAside), since.aside)
		}
	}
}
