package main

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/store/storetest"
)

// A station is entered with a login, works with the address that was printed, once,
// and is shut out by one command.
func TestAStationGetsALoginAndLosesIt(t *testing.T) {
	url := storetest.Database(t)
	storetest.NewHouse(t, storetest.OpenAt(t, url))
	house := []string{"--config", write(t, t.TempDir(), "packwright.toml", "warehouse = \"MAIN\"\nstation = \"bench-z\"\n")}
	as := func(address string, args ...string) []string {
		return slices.Concat(house, []string{"--database", address}, args)
	}
	out, told, code := typed(t, as(url, "station", "add", "bench-z", "--login")...)
	login := regexp.MustCompile(`(?m)^login +(\S+)\npassword (\S+)\ndatabase (\S+)$`).FindStringSubmatch(out)
	if code != 0 || login == nil {
		t.Fatalf("got %d, %s %s", code, out, told)
	}
	t.Cleanup(func() { dropRole(t, url, login[1]) })
	if !strings.Contains(login[3], login[1]+":"+login[2]+"@") {
		t.Errorf("address %s, want it with login and password", login[3])
	}
	if out, told, _ := typed(t, as(login[3], "doctor")...); !strings.Contains(out, "reached, schema") || strings.Contains(out, "permission denied") {
		t.Errorf("the doctor of the station: %s %s", out, told)
	}
	if _, told, code := typed(t, as(login[3], "orders", "list")...); code != exitOutside || !strings.Contains(told, "permission denied") {
		t.Errorf("a station lists orders: got %d, %s", code, told)
	}
	if out, told, code := typed(t, as(url, "station", "revoke", "bench-z")...); code != 0 || !strings.HasPrefix(out, "station bench-z is shut out, connections ended: ") { // the server may still be ending that of the list
		t.Errorf("revoke: got %d, %s %s", code, out, told)
	}
	if _, told, code := typed(t, as(login[3], "migrate", "--status")...); code != exitOutside {
		t.Errorf("a station that is shut out: got %d, %s", code, told)
	}
	if _, told, code := typed(t, as(url, "station", "login", "bench-z")...); code != exitNo || !strings.Contains(told, "not set up here") {
		t.Errorf("a login for a station that is shut out: got %d, %s", code, told)
	}
}

func dropRole(t *testing.T, url, role string) {
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(context.Background(), "drop role "+role); err != nil {
		t.Error(err)
	}
}

func TestAnAddressThatProvesNothingNeedsALeave(t *testing.T) {
	for _, rule := range []struct {
		name, address string
		args          []string
		code          int
		says          string
	}{
		{"another machine", "postgres://a:b@db.example.net/p", nil, exitUsage, "sslmode=verify-full"},
		{"another machine, for developing", "postgres://a:b@db.example.net/p", []string{"--insecure-dev"}, exitUsage, "sslmode=verify-full"},
		{"this machine", "postgres://a:b@127.0.0.1:1/p?sslmode=disable", nil, exitUsage, "--insecure-dev"},
		{"this machine, for developing", "postgres://a:b@127.0.0.1:1/p?sslmode=disable", []string{"--insecure-dev"}, exitOutside, "Is the server running"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			_, told, code := typed(t, append(rule.args, "--database", rule.address, "migrate", "--status")...)
			if code != rule.code || !strings.Contains(told, rule.says) {
				t.Errorf("got %d, %s, want %d, %s", code, told, rule.code, rule.says)
			}
		})
	}
}
