package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

func TestAnAddressThatProvesNothingIsRefused(t *testing.T) {
	t.Setenv("PGSSLMODE", "")
	const host = "postgres://a:b@db.example.net/packwright"
	for _, weak := range []string{"", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca"} {
		s, err := store.New(t.Context(), host+weak)
		var refused store.Weak
		if !errors.As(err, &refused) || refused.Host != "db.example.net" || refused.Loopback || store.Remedy(err) == "" {
			t.Errorf("%q: got %v, want it refused with a remedy", weak, err)
		}
		if s != nil {
			s.Close()
		}
	}
	for _, rule := range []struct {
		name, address string
		weak          bool
	}{
		{"TLS that verifies", host + "?sslmode=verify-full", false},
		{"the socket of this machine", "postgres:///packwright?host=/run/postgresql", false},
		{"loopback without TLS", "postgres://a@127.0.0.1/packwright?sslmode=disable", true},
		{"loopback without TLS, version 6", "postgres://a@[::1]/packwright?sslmode=disable", true},
		{"loopback by name", "postgres://a@localhost/packwright", true},
		{"one of several hosts", "postgres://a@127.0.0.1,db2.example.net/packwright", true},
		{"a socket beside a host", "host=/run/postgresql,db2.example.net user=a sslmode=require", true},
	} {
		if err := store.CheckAddress(rule.address); (err != nil) != rule.weak {
			t.Errorf("%s: got %v, want refused %v", rule.name, err, rule.weak)
		}
	}
	if _, _, err := store.Migrate(t.Context(), host); !errors.As(err, &store.Weak{}) {
		t.Errorf("migrate: got %v, want the address refused", err)
	}
	if _, _, err := store.Status(t.Context(), host); !errors.As(err, &store.Weak{}) {
		t.Errorf("status: got %v, want the address refused", err)
	}
}

// A station's own login comes in over TLS and SCRAM; seven servers that are not
// what they should be do not get its password.
func TestOnlyAServerThatProvesWhoItIsIsTalkedTo(t *testing.T) {
	house, other := newAuthority(t, "house"), newAuthority(t, "other")
	cert, key := house.server(time.Now().Add(time.Hour))
	server := startTLS(t, cert, key)
	old, oldKey := house.server(time.Now().Add(-time.Minute))
	server.certify("old", old, oldKey)
	server.write("house.pem", pemOf(house.cert))
	server.write("other.pem", pemOf(other.cert))
	db, l := server.login()
	for _, name := range []string{"by_md5", "by_password", "by_trust"} {
		encryption := "scram-sha-256"
		if name == "by_md5" {
			encryption = "md5"
		}
		server.exec("house", fmt.Sprintf("set password_encryption = '%s'; create role %s login password '%s' in role packwright_station", encryption, name, l.Password))
	}
	root := func(name string) string {
		return fmt.Sprintf("sslmode=verify-full&sslrootcert=%s/%s.pem", server.dir, name)
	}
	good := server.over(l.Name, l.Password, "localhost", "house", root("house"))
	as := func(name string) string { return server.over(name, l.Password, "localhost", "house", root("house")) }
	for _, rule := range []struct{ name, address, shows, remedy string }{
		{"good", good, "server", ""},
		{"another authority", server.over(l.Name, l.Password, "localhost", "house", root("other")), "server", "authority"},
		{"another name", server.over(l.Name, l.Password, "127.0.0.1", "house", root("house")), "server", "another name"},
		{"expired", good, "old", "not valid any more"},
		{"no TLS", good, "", "speaks no TLS"},
		{"MD5", as("by_md5"), "server", "SCRAM"},
		{"the bare password", as("by_password"), "server", "SCRAM"},
		{"no password at all", as("by_trust"), "server", "SCRAM"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			server.serve(rule.shows)
			s, err := store.Open(t.Context(), rule.address)
			if err == nil {
				defer s.Close()
				_, err = s.Bench("BENCH-1", "w").Apply(t.Context(), station.Batch{Writer: "w", Station: "BENCH-1"})
			}
			if (err != nil) != (rule.remedy != "") || !strings.Contains(store.Remedy(err), rule.remedy) {
				t.Errorf("got %v (%s), want a remedy with %q", err, store.Remedy(err), rule.remedy)
			}
		})
	}
	s, err := store.Open(t.Context(), good)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if ended, err := db.Shut(t.Context(), store.Stamp{Key: "shut", Warehouse: "MAIN", By: "test"}, "BENCH-1"); err != nil || ended != 1 {
		t.Errorf("an owner who is no superuser shuts a station out: ended %d, %v, want 1", ended, err)
	}
}

// login migrates the database house as an owner who may not make roles, which
// leaves the groups to somebody else, and gives BENCH-1 a login.
func (s tlsServer) login() (*store.Store, store.Login) {
	s.t.Helper()
	ctx := s.t.Context()
	s.exec("postgres", "create role plain_owner login")
	s.exec("postgres", "create database house owner plain_owner")
	owner := strings.Replace(s.socket("house"), "packwright@", "plain_owner@", 1)
	if _, _, err := store.Migrate(ctx, owner); err != nil {
		s.t.Fatal(err)
	}
	if missing, err := store.MissingGroups(ctx, owner); len(missing) != 4 || err != nil {
		s.t.Errorf("groups that are missing: got %v, %v, want all four", missing, err)
	}
	db := storetest.OpenAt(s.t, owner)
	by := func(key string) store.Stamp { return store.Stamp{Key: key, Warehouse: "MAIN", By: "test"} }
	for n, d := range []store.Deed{store.Warehouse{Code: "MAIN", TimeZone: "UTC", CompanyPrefix: "4047111"}, store.AddStation{Name: "BENCH-1"}} {
		if _, err := db.Do(ctx, by(fmt.Sprint(n)), d); err != nil {
			s.t.Fatal(err)
		}
	}
	if _, err := db.GiveLogin(ctx, by("early"), "BENCH-1"); err == nil || !strings.Contains(err.Error(), "packwright migrate") {
		s.t.Errorf("a login without the groups: got %v, want the remedy", err)
	}
	s.exec("postgres", "alter role plain_owner createrole")
	if _, _, err := store.Migrate(ctx, owner); err != nil {
		s.t.Fatal(err)
	}
	if missing, err := store.MissingGroups(ctx, owner); len(missing) != 0 || err != nil {
		s.t.Errorf("groups that are missing: got %v, %v, want none", missing, err)
	}
	l, err := db.GiveLogin(ctx, by("login"), "BENCH-1")
	if err != nil {
		s.t.Fatal(err)
	}
	return db, l
}
