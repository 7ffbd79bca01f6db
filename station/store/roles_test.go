package store_test

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
	"github.com/packwright/packwright/station/view"
)

// groups are who may sign in beside the owner, and nobody is somebody with a
// login and no group.
var groups = []string{"station", "supervisor", "office", "reader", "nobody"}

// realm is a house with a login of each group.
type realm struct {
	*storetest.House
	t      *testing.T
	db     *store.Store // as its owner
	url    string
	logins map[string]string // by group
}

func newRealm(t *testing.T) realm {
	t.Helper()
	url := storetest.Database(t)
	if _, _, err := store.Migrate(t.Context(), url); err != nil { // the rights on the database itself are not copied
		t.Fatal(err)
	}
	s := storetest.OpenAt(t, url)
	r := realm{storetest.NewHouse(t, s), t, s, url, map[string]string{}}
	r.logins["station"] = r.give("BENCH-1").Name
	name := strings.TrimSuffix(r.logins["station"], "_bench_1")
	for _, group := range groups[1:] {
		r.logins[group] = name + "_" + group
		in := " in role packwright_" + group
		if group == "nobody" {
			in = ""
		}
		r.exec("create role " + r.logins[group] + " login" + in)
		r.dropLater(r.logins[group])
	}
	return r
}

// give gives a station a login that is gone after the test.
func (r realm) give(name string) store.Login {
	r.t.Helper()
	l, err := r.db.GiveLogin(r.t.Context(), store.Stamp{Key: "login-" + name, Warehouse: storetest.MainWarehouse, By: "test"}, name)
	if err != nil {
		r.t.Fatal(err)
	}
	r.dropLater(l.Name)
	return l
}

// dropLater removes a role of the cluster when the test ends.
func (r realm) dropLater(role string) {
	r.t.Cleanup(func() { r.exec("drop role " + role) })
}

func (r realm) exec(sql string, args ...any) {
	r.t.Helper()
	ctx := context.WithoutCancel(r.t.Context()) // also when the test has ended
	conn, err := pgx.Connect(ctx, r.url)
	if err != nil {
		r.t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql, args...); err != nil {
		r.t.Fatal(err)
	}
}

// as is a connection of that login, the owner's for "".
func (r realm) as(login string) *pgx.Conn {
	r.t.Helper()
	conn, err := pgx.Connect(r.t.Context(), r.address(login))
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func (r realm) address(login string) string {
	u, err := url.Parse(r.url)
	if err != nil {
		r.t.Fatal(err)
	}
	if login != "" {
		u.User = url.User(login)
	}
	return u.String()
}

// function is one of the schema's, with the groups that may call it.
type function struct {
	name, signature string
	definer, fixed  bool
	may             []string
}

func (r realm) functions() []function {
	r.t.Helper()
	rows, err := r.as("").Query(r.t.Context(), `
		select p.proname, p.oid::regprocedure::text, p.prosecdef, coalesce(p.proconfig::text[] @> array['search_path=public, pg_temp'], false),
			array(select g from unnest($1::text[], $2::text[]) x(g, login) where has_function_privilege(login, p.oid, 'execute'))
		from pg_proc p where p.pronamespace = 'public'::regnamespace`,
		groups, r.loginsInOrder())
	if err != nil {
		r.t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (f function, err error) {
		err = row.Scan(&f.name, &f.signature, &f.definer, &f.fixed, &f.may)
		return f, err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return found
}

func (r realm) loginsInOrder() []string {
	all := make([]string, len(groups))
	for n, g := range groups {
		all[n] = r.logins[g]
	}
	return all
}

var entryShape = regexp.MustCompile(`_v[0-9]+$`)

// A function that somebody else than the owner may call runs with the owner's
// rights: its search path must be its own, and it must stand in the table of
// cells, whatever migration brought it. All others are for nobody.
func TestNobodyMayCallAFunctionThatIsNotInTheTable(t *testing.T) {
	r := newRealm(t)
	cells := maps.Clone(cells)
	all := r.functions()
	if len(all) < 100 {
		t.Fatalf("found %d functions: are they still in the schema public?", len(all))
	}
	for _, f := range all {
		c, entered := cells[f.name]
		switch {
		case entryShape.MatchString(f.name) && !entered:
			t.Errorf("%s is to be called from outside, and has no cells: enter it in the table", f.signature)
		case !entered && len(f.may) > 0:
			t.Errorf("%s: %v may call it, which is in no table", f.signature, f.may)
		case entered && !slices.Equal(f.may, c.may()):
			t.Errorf("%s: %v may call it, want %v", f.signature, f.may, c.may())
		}
		if (f.definer || len(f.may) > 0) && (!f.definer || !f.fixed) {
			t.Errorf("%s: security definer %v, own search path %v, want both", f.signature, f.definer, f.fixed)
		}
		delete(cells, f.name)
	}
	for name := range cells {
		t.Errorf("there is no function %s any more", name)
	}
}

// Rights on tables: a station has none at all, a reader sees no people's data and
// no secrets, and nobody but the owner changes a row by hand.
func TestNobodyButTheOwnerChangesATable(t *testing.T) {
	r := newRealm(t)
	hidden := map[string][]string{
		"badges":     {"supervisor", "office", "reader"},
		"recipients": {"reader"},
		"deeds":      {"reader"},
		"claim_keys": {"reader"},
		"grants":     {"reader"},
	}
	rows, err := r.as("").Query(t.Context(), `
		select c.relname, g, p from pg_class c, unnest($1::text[], $2::text[]) x(g, login),
			unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(login, c.oid, p)
		union all
		select c.relname, g, p from pg_class c, unnest($1::text[], $2::text[]) x(g, login), unnest(array['usage', 'select', 'update']) p
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and has_sequence_privilege(login, c.oid, p)
		union all
		select current_database(), g, p from unnest($1::text[], $2::text[]) x(g, login), unnest(array['create', 'temporary']) p
		where has_database_privilege(login, current_database(), p)
		union all
		select 'public', g, 'create' from unnest($1::text[], $2::text[]) x(g, login) where has_schema_privilege(login, 'public', 'create')`,
		groups, r.loginsInOrder())
	if err != nil {
		t.Fatal(err)
	}
	type right struct{ Table, Group, Right string }
	has, err := pgx.CollectRows(rows, pgx.RowToStructByPos[right])
	if err != nil {
		t.Fatal(err)
	}
	sees := map[string]int{}
	for _, x := range has {
		sees[x.Group]++
		if x.Right != "select" || x.Group == "station" || x.Group == "nobody" || slices.Contains(hidden[x.Table], x.Group) {
			t.Errorf("%s may %s %s", x.Group, x.Right, x.Table)
		}
	}
	if sees["reader"] < 40 || sees["office"] != sees["supervisor"] || sees["office"] != sees["reader"]+len(hidden)-1 {
		t.Errorf("tables that can be read: %v", sees)
	}
}

// deedsOf are the kinds of deeds that each group may do. What stands under owner
// is for the owner of the database alone.
var deedsOf = map[string]string{
	"supervisor": "hold release cancel assign priority unpark answer_call settle settle_exception to_slot put replenish count revoke_station revoke",
	"office": "hold release cancel assign priority put set product_weight channel channel_note station revoke_station locations totes " +
		"person revoke",
	"owner": "warehouse",
}

func TestEachGroupDoesItsOwnDeeds(t *testing.T) {
	r := newRealm(t)
	known := deeds(t)
	for group, list := range deedsOf {
		for _, kind := range strings.Fields(list) {
			if !slices.Contains(known, kind) {
				t.Errorf("%s: there is no deed %s", group, kind)
			}
		}
	}
	for _, group := range []string{"supervisor", "office"} {
		conn := r.as(r.logins[group])
		for _, kind := range append(known, "station_login", "no_such_deed") {
			var result string
			err := conn.QueryRow(t.Context(), `select do_v1($1, $2, $3, 'test', '{"name": "X"}')`, string(storetest.MainWarehouse), "none", kind).Scan(&result)
			refused := err != nil && strings.Contains(err.Error(), "This login may not do that")
			if want := slices.Contains(strings.Fields(deedsOf[group]), kind); refused == want {
				t.Errorf("%s does the deed %s: refused %v, want %v (%v)", group, kind, refused, !want, err)
			}
			r.exec(`delete from deeds where key = 'none'`)
		}
	}
	for _, kind := range known {
		if !slices.Contains(strings.Fields(strings.Join(slices.Collect(maps.Values(deedsOf)), " ")), kind) {
			t.Errorf("it is not decided who may do the deed %s: enter it in the table and in rights", kind)
		}
	}
}

// deeds are the names of all deeds that there are.
func deeds(t *testing.T) []string {
	t.Helper()
	source, err := os.ReadFile("deed.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range deedShape.FindAllSubmatch(source, -1) {
		names = append(names, string(m[1]))
	}
	if len(names) < 20 {
		t.Fatalf("found the deeds %v: do they still stand in deed.go?", names)
	}
	return names
}

var deedShape = regexp.MustCompile(`\) deed\(\) string +\{ return "([a-z_]+)" \}`)

// One command shuts a station out: its calls, its connections, its login. Entered
// again it still needs a new password.
func TestARevokedStationIsOutAtOnce(t *testing.T) {
	r := newRealm(t)
	ctx := t.Context()
	address := r.address(r.logins["station"])
	s := storetest.OpenAt(t, address)
	bench := s.Bench("BENCH-1", "w1")
	if _, err := bench.Apply(ctx, station.Batch{Writer: "w1", Station: "BENCH-1"}); err != nil {
		t.Fatal(err)
	}
	conn := r.as(r.logins["station"])
	by := storetest.OpenAt(t, r.address(r.logins["supervisor"]))
	ended, err := by.Shut(ctx, store.Stamp{Key: "k", Warehouse: storetest.MainWarehouse, By: "lea"}, "BENCH-1")
	if err != nil || ended != 2 {
		t.Errorf("shut: ended %d connections, %v, want 2", ended, err)
	}
	if _, err := conn.Exec(ctx, `select 1`); err == nil {
		t.Error("a connection of a station that is shut out goes on")
	}
	if _, err := pgx.Connect(ctx, address); err == nil || !strings.Contains(err.Error(), "28000") {
		t.Errorf("a station that is shut out signs in: got %v, want 28000", err)
	}
	if _, err := r.Store.Bench("BENCH-1", "w1").Apply(ctx, station.Batch{Writer: "w1", Station: "BENCH-1"}); err == nil {
		t.Error("a station that is shut out is served")
	}
	r.Do(store.AddStation{Name: "BENCH-1"})
	if _, err := pgx.Connect(ctx, address); err == nil {
		t.Error("a station that was entered again signs in with what was stolen")
	}
	again, err := r.db.GiveLogin(ctx, store.Stamp{Key: "again", Warehouse: storetest.MainWarehouse, By: "test"}, "BENCH-1")
	if err != nil || again.Name != r.logins["station"] {
		t.Fatalf("got %s, %v", again.Name, err)
	}
	if _, err := storetest.OpenAt(t, address).Bench("BENCH-1", "w1").Apply(ctx, station.Batch{Writer: "w1", Station: "BENCH-1"}); err != nil {
		t.Errorf("with a new password: %v", err)
	}
	var audited int
	if err := r.as("").QueryRow(ctx, `select count(*) from deeds where kind in ('station_login', 'revoke_station')
		and body->>'name' = 'BENCH-1' and body::text !~ 'SCRAM'`).Scan(&audited); err != nil || audited != 3 {
		t.Errorf("deeds: got %d, %v, want 3", audited, err)
	}
}

func TestALoginIsBounded(t *testing.T) {
	r := newRealm(t)
	for range 3 {
		r.as(r.logins["station"])
	}
	if _, err := pgx.Connect(t.Context(), r.address(r.logins["station"])); err == nil || !strings.Contains(err.Error(), "53300") {
		t.Errorf("the fourth connection of a station: got %v, want 53300", err)
	}
	r2 := r.give("BENCH-2")
	conn := r.as(r2.Name)
	for setting, want := range map[string]string{"statement_timeout": "5s", "lock_timeout": "300ms", "idle_in_transaction_session_timeout": "10s"} {
		var got string
		if err := conn.QueryRow(t.Context(), "show "+setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", setting, got, err, want)
		}
	}
	if _, err := conn.Exec(t.Context(), `create temporary table x (n int)`); err == nil {
		t.Error("a station makes temporary tables")
	}
	if _, err := conn.Exec(t.Context(), `create table x (n int)`); err == nil {
		t.Error("a station makes tables")
	}
}

func TestALoginIsOfOneStation(t *testing.T) {
	r := newRealm(t)
	give := func(name string) error {
		_, err := r.db.GiveLogin(t.Context(), store.Stamp{Key: "x" + name, Warehouse: storetest.MainWarehouse, By: "test"}, name)
		return err
	}
	if err := give("BENCH-99"); err == nil {
		t.Error("a station that is not there has a login")
	}
	r.Do(store.AddStation{Name: "bench.1"})
	if err := give("bench.1"); err == nil {
		t.Error("two stations have one login")
	}
	r.Do(store.RevokeStation{Name: "BENCH-3"})
	if err := give("BENCH-3"); err == nil {
		t.Error("a station that is shut out has a login")
	}
	reader := storetest.OpenAt(t, r.address(r.logins["office"]))
	if _, err := reader.GiveLogin(t.Context(), store.Stamp{Key: "y", Warehouse: storetest.MainWarehouse, By: "test"}, "BENCH-4"); err == nil {
		t.Error("the office gives logins")
	}
}

// Whoever may not make roles migrates all the same, and is told what is missing.
func TestMigratingWithoutTheRightToMakeRoles(t *testing.T) {
	r := newRealm(t)
	owner := strings.TrimSuffix(r.logins["nobody"], "nobody") + "plain"
	r.exec("create role " + owner + " login")
	name := r.database()
	r.exec(fmt.Sprintf("alter database %s owner to %s", name, owner))
	r.t.Cleanup(func() {
		r.exec(fmt.Sprintf("alter database %s owner to packwright", name))
		r.exec("drop role " + owner)
	})
	r.exec("drop schema public cascade")
	r.exec("create schema public authorization pg_database_owner")
	if _, to, err := store.Migrate(t.Context(), r.address(owner)); err != nil || to < 32 {
		t.Fatalf("got %d, %v", to, err)
	}
	if missing, err := store.MissingGroups(t.Context(), r.address(owner)); err != nil || len(missing) != 0 {
		t.Errorf("the groups are there, made by another database: got %v, %v", missing, err)
	}
	r.exec("drop schema public cascade")
	r.exec("create schema public authorization pg_database_owner")
}

func (r realm) database() string {
	u, err := url.Parse(r.url)
	if err != nil {
		r.t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}

// A bench does its whole work with the login of its station: from the claim to
// the proven label, and what it does beside that.
func TestABenchWorksWithTheLoginOfItsStation(t *testing.T) {
	r := newRealm(t)
	ctx := t.Context()
	r.Put("MUG", "A01", 10)
	r.Order(storetest.Line{SKU: "MUG", Qty: 2})
	s, err := store.NewBench(ctx, r.address(r.logins["station"]))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	hand := &storetest.Hand{House: r.House, Name: "BENCH-1", Writer: "w", Bench: s.Bench("BENCH-1", "w")}
	hand.Show("ANNA-BADGE")
	hand.As(r.Anna)
	task := hand.Next()
	hand.Apply(task.OnePass()...)
	hand.Apply(task.PickAll(storetest.Into(1))...)
	task.Apply(task.Seal(1)...)
	task.Apply(task.Move(station.Packing, station.Packed, "seal_last_parcel"))
	label := task.Label(1)
	task.Apply(label[0])
	key := task.Key(1, 1)
	if sscc, _, err := s.Series(storetest.MainWarehouse).Take(ctx, key); err != nil || len(sscc) != 18 {
		t.Errorf("numbers: got %s, %v", sscc, err)
	}
	if _, err := s.Buy(ctx, key, station.Bought{Carrier: "own"}); err != nil {
		t.Error("buy: ", err)
	}
	if m, err := hand.Bench.Resolve(ctx, "LEA-BADGE"); err != nil || m.Person == nil {
		t.Errorf("resolve: got %+v, %v", m, err)
	}
	if _, err := hand.Bench.Grant(ctx, station.Grant{Work: task.Work, Action: station.PassWeight, Badge: "LEA-BADGE"}); err != nil {
		t.Error("grant: ", err)
	}
	if err := hand.Bench.Register(ctx, nil); err != nil {
		t.Error("register: ", err)
	}
	if _, _, err := s.ScaleCheck(ctx, "BENCH-1"); err != nil {
		t.Error("scale check: ", err)
	}
	if _, err := s.Clock(ctx); err != nil {
		t.Error("clock: ", err)
	}
	if has, needs, err := store.Status(ctx, r.address(r.logins["station"])); err != nil || has != needs {
		t.Errorf("status: got %d of %d, %v", has, needs, err)
	}
	task.Apply(append(label[1:], task.Move(station.Packed, station.Labelled, "labels_ready"), station.WorkClosed{OfWork: task.OfWork, Why: "shipped"})...)
	if err := s.Void(ctx, key); err == nil {
		t.Error("a label of a work that is closed is void")
	}
}

// Nothing is written for a reader, as on a hot standby, which takes no writes.
func TestAReaderSeesTheFloorAndNobodysAddress(t *testing.T) {
	r := newRealm(t)
	ctx := t.Context()
	r.Put("MUG", "A01", 10)
	id := r.Order(storetest.Line{SKU: "MUG", Qty: 2})
	s := storetest.OpenAt(t, r.address(r.logins["reader"])+"&default_transaction_read_only=on")
	for what, err := range map[string]error{
		"floor":    second(s.Floor(ctx, storetest.MainWarehouse)),
		"orders":   second(s.Orders(ctx, storetest.MainWarehouse, view.OrderFilter{})),
		"stock":    second(s.Stock(ctx, storetest.MainWarehouse, "MUG")),
		"settings": second(s.Settings(ctx, storetest.MainWarehouse)),
		"doubts":   second(s.Doubts(ctx, storetest.MainWarehouse)),
		"cartons":  second(s.Cartons(ctx, storetest.MainWarehouse)),
		"weights":  second(s.WeightsLearnt(ctx, storetest.MainWarehouse, view.Period{})),
		"zone":     second(s.Zone(ctx, storetest.MainWarehouse)),
		"heads":    second(s.Heads(ctx, storetest.MainWarehouse, view.Period{})),
		"audit":    second(s.Audit(ctx, nil)),
	} {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.Order(ctx, storetest.MainWarehouse, string(id)); err == nil {
		t.Error("a reader sees where an order goes")
	}
	if _, err := storetest.OpenAt(t, r.address(r.logins["office"])).Order(ctx, storetest.MainWarehouse, string(id)); err != nil {
		t.Error("the office does not see where an order goes: ", err)
	}
}

func second[T any](_ T, err error) error { return err }
