package main

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station/store/storetest"
)

// A page of heads that was printed finds what was cut off later, though whoever
// cut it took care that nothing in the database shows it.
func TestAPrintedPageFindsACutTail(t *testing.T) {
	address := shippedMugs(t)
	if _, err := storetest.OpenAt(t, address).StoreHeads(t.Context()); err != nil {
		t.Fatal(err)
	}
	page, told, code := typed(t, "report", "audit", "--warehouse", "MAIN", "--database", address)
	head := regexp.MustCompile(`(?m)^BENCH-1 .* (\S+) +(\d+)  ([0-9a-f]{64})$`).FindStringSubmatch(page)
	if code != 0 || told != "" || head == nil || !strings.Contains(page, "audit") {
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
	if _, err := conn.Exec(t.Context(), `delete from facts where seq > 20; delete from audit_heads;
		update writers w set last_seq = 20, last_hash = f.hash from facts f where f.writer_id = w.id and f.seq = 20`); err != nil {
		t.Fatal(err)
	}
	if out, _, code := typed(t, "doctor", "audit", "--database", address); code != 0 {
		t.Errorf("without the page: exit %d, %s", code, out)
	}
	out, _, code := typed(t, "doctor", "audit", "--database", address, "--head", printed)
	if code != exitNo || !strings.Contains(out, "facts 21 to "+head[2]+" are gone from the end: the head that was printed tells of them") {
		t.Errorf("with the page: exit %d, %s", code, out)
	}
	if out, _, code := typed(t, "doctor", "audit", "--database", address, "--head", printed, "--json"); code != exitNo || !strings.Contains(out, `"seq": 21`) {
		t.Errorf("as JSON: exit %d, %s", code, out)
	}
	if _, told, code := typed(t, "doctor", "audit", "--database", address, "--head", "12"); code != exitUsage || !strings.Contains(told, "packwright report audit") {
		t.Errorf("a head that is none: exit %d, %s", code, told)
	}
}
