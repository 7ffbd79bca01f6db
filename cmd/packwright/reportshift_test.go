package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// shift is the address of a database of which a shift of 2 March 2026 is known, in
// which somebody with a hostile name worked too. Facts are made at noon, UTC.
func shift(t *testing.T) string {
	t.Helper()
	address := storetest.Database(t)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	h.Put("MUG", "A01", 50)
	mallory := h.Do(store.AddPerson{Name: "=cmd|'/c calc'!A1\x1b[2J", Role: station.Packer, BadgeHash: store.BadgeHash("MALLORY-BADGE")})

	anna := h.Hand("BENCH-1")
	h.Order(storetest.Line{SKU: "MUG", Qty: 4})
	task := anna.Next()
	stop := task.Stops()[0]
	task.Apply(task.OnePass()...)
	task.Apply(task.Pick(stop, 3, storetest.Into(1)),
		station.UnitMoved{OfWork: task.OfWork, Qty: 1, From: storetest.Into(1), To: storetest.At("A01"), Stop: stop.ID, Why: "undo"},
		task.Pick(stop, 2, storetest.Into(1)))
	task.Ship()

	h.Order(storetest.Line{SKU: "MUG", Qty: 3})
	other := h.Hand("BENCH-2")
	other.Show("MALLORY-BADGE")
	other.Show("LEA-BADGE")
	other.As(mallory)
	broken := other.Next()
	stop = broken.Stops()[0]
	broken.Apply(broken.OnePass()...)
	broken.Apply(station.UnitDamaged{OfWork: broken.OfWork, Qty: 1, From: storetest.At("A01"), To: "QUAR-1", Stop: stop.ID},
		station.UnitsShort{OfWork: broken.OfWork, Stop: stop.ID, Location: "A01", Missing: 2, Reason: station.ShortDamaged})
	grant, err := other.Bench.Grant(t.Context(), station.Grant{Work: broken.Work, Action: station.TypeCodes, Badge: "LEA-BADGE"})
	if err != nil {
		t.Fatal(err)
	}
	broken.Apply(station.TypingAllowed{By: h.Lea, Grant: grant.Grant})
	broken.Tell(station.ToTray{Product: "1", Qty: 9, Tray: "A01"}) // past the books
	return address
}

func TestAShiftIsReportedByPersonAndStation(t *testing.T) {
	address := shift(t)
	asked := func(args ...string) string {
		out, told, code := typed(t, append([]string{"report", "shift", "--warehouse", "MAIN", "--database", address}, args...)...)
		if code != 0 || told != "" {
			t.Fatalf("%v: exit %d, told %q", args, code, told)
		}
		return out
	}
	var doc struct {
		Shift []map[string]any
		Audit []map[string]any
	}
	if err := json.Unmarshal([]byte(asked("--from", "2026-03-02", "--to", "2026-03-02", "--json")), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Shift) != 2 || len(doc.Audit) != 2 {
		t.Fatalf("got %+v", doc)
	}
	for n, want := range []map[string]any{
		{"station": "BENCH-1", "person": "Anna", "picked": 5., "packed": 5., "undone": 1., "shipped": 1., "labels": 1., "shorts": 0., "damaged": 0., "overrides": 0., "exceptions": 0., "first": "2026-03-02 13:00"},
		{"station": "BENCH-2", "picked": 0., "shipped": 0., "shorts": 2., "damaged": 1., "overrides": 1., "exceptions": 1.},
	} {
		for column, value := range want {
			if got := doc.Shift[n][column]; got != value {
				t.Errorf("row %d, %s: got %v, want %v", n, column, got, value)
			}
		}
	}
	for name, rule := range map[string]struct {
		from, to string
		rows     int
	}{
		"a shift of that day": {"2026-03-02T06:00", "2026-03-02T14:00", 2},
		"the one before":      {"2026-03-02T04:00", "2026-03-02T13:00", 0},
		"another day":         {"2026-03-01", "2026-03-01", 0},
	} {
		rows := strings.Split(strings.TrimSpace(asked("--from", rule.from, "--to", rule.to, "--format", "csv")), "\n\n")
		if got := strings.Count(rows[0], "\n"); got != rule.rows || len(rows) != 2 {
			t.Errorf("%s: got %d rows, %d tables, want %d and 2", name, got, len(rows), rule.rows)
		}
	}
	for _, format := range []string{"text", "csv"} {
		if out := asked("--from", "2026-03-02", "--to", "2026-03-02", "--format", format); strings.ContainsRune(out, '\x1b') {
			t.Errorf("%s: a name commands the terminal", format)
		}
	}
	r := csv.NewReader(strings.NewReader(asked("--from", "2026-03-02", "--to", "2026-03-02", "--format", "csv")))
	r.FieldsPerRecord = -1
	cells, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := cells[2][1]; !strings.HasPrefix(got, "'=cmd") {
		t.Errorf("a name is a formula: %q", got)
	}
}

func TestAShiftIsAskedForClearly(t *testing.T) {
	address := shift(t)
	for _, c := range [][3]string{
		{"2026-03-02T06:00", "2026-03-02", "Write both as"},
		{"2026-03-02T14:00", "2026-03-02T06:00", "Change them over."},
		{"2026-03-02 06:00", "", "Write it as"},
	} {
		_, told, code := typed(t, "report", "shift", "--warehouse", "MAIN", "--database", address, "--from", c[0], "--to", c[1])
		if code != exitUsage || !strings.Contains(told, c[2]) {
			t.Errorf("%s to %s: exit %d, %q", c[0], c[1], code, told)
		}
	}
}

// Heads on the paper of a shift find what was cut off later, also of a day on which
// the journal was not heard of.
func TestAPrintedShiftFindsACutTail(t *testing.T) {
	address := shift(t)
	page, told, code := typed(t, "report", "shift", "--warehouse", "MAIN", "--database", address, "--from", "2026-03-02", "--to", "2026-03-02")
	head := regexp.MustCompile(`(?m)^BENCH-1 .* (\S+) +(\d+)  ([0-9a-f]{64})$`).FindStringSubmatch(page)
	if code != 0 || told != "" || head == nil {
		t.Fatalf("exit %d, told %q, page\n%s", code, told, page)
	}
	printed := head[1] + "=" + head[2] + ":" + head[3]
	if out, told, code := typed(t, "doctor", "audit", "--database", address, "--head", printed); code != 0 || !strings.HasSuffix(out, ": 0 found\n") {
		t.Errorf("untouched: exit %d, %s %s", code, out, told)
	}
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), `delete from facts f using writers w where w.id = f.writer_id and w.name = $1 and f.seq > 5`, head[1]); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), `update writers w set last_seq = 5, last_hash = f.hash from facts f where f.writer_id = w.id and f.seq = 5 and w.name = $1`, head[1]); err != nil {
		t.Fatal(err)
	}
	if out, _, code := typed(t, "doctor", "audit", "--database", address); code != 0 {
		t.Errorf("without the page: exit %d, %s", code, out)
	}
	out, _, code := typed(t, "doctor", "audit", "--database", address, "--head", printed)
	if code != exitNo || !strings.Contains(out, "facts 6 to "+head[2]+" are gone from the end: the head that was printed tells of them") {
		t.Errorf("with the page: exit %d, %s", code, out)
	}
}
