package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// past is what a station has seen; it may be unable to keep more.
type past struct {
	seen station.Timeline
	full error
}

func (p *past) Seen() station.Timeline { return p.seen }

func (p *past) Keep(t station.Timeline) error {
	if p.full == nil {
		p.seen = t
	}
	return p.full
}

// remembering asks a database for something, as a station that has seen so much.
func remembering(t *testing.T, address string, p *past) error {
	t.Helper()
	s, err := store.New(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Remember(p)
	_, err = s.Settings(t.Context(), storetest.MainWarehouse)
	return err
}

func TestAServerThatIsBehindIsRefused(t *testing.T) {
	address := storetest.Database(t)
	now := &past{}
	if err := remembering(t, address, now); err != nil || now.seen.N == 0 || now.seen.Mark == "" || now.seen.System == "" {
		t.Fatalf("the first time: seen %+v, %v", now.seen, err)
	}
	full := errors.New("the disk is full")
	for _, rule := range []struct {
		name string
		past past
		want string // a part of the error, "" for none
	}{
		{"the same again", past{seen: now.seen}, ""},
		{"a newer one than was seen", past{seen: station.Timeline{System: now.seen.System, N: now.seen.N - 1, Mark: "m"}}, ""},
		{"an older one than was seen", past{seen: station.Timeline{System: now.seen.System, N: now.seen.N + 1, Mark: "m"}}, "this is an old primary: shut it down"},
		{"one that was made anew", past{seen: station.Timeline{System: now.seen.System, N: now.seen.N, Mark: "m"}}, "this is another database than before"},
		{"one of another cluster", past{seen: station.Timeline{System: "1", N: now.seen.N, Mark: now.seen.Mark}}, "this is another database than before"},
		{"a newer one that cannot be kept", past{full: full}, full.Error()},
	} {
		err := remembering(t, address, &rule.past)
		if (err == nil) != (rule.want == "") || err != nil && !strings.Contains(err.Error(), rule.want) {
			t.Errorf("%s: got %v, want %q", rule.name, err, rule.want)
		}
	}
}

// A database of before the question was known is older than any that was seen.
func TestASchemaWithoutTimelinesIsBehind(t *testing.T) {
	address := storetest.Database(t)
	execute(t, address, `drop function timeline_v1()`)
	if err := remembering(t, address, &past{}); err != nil {
		t.Errorf("nothing was seen: %v", err)
	}
	err := remembering(t, address, &past{seen: station.Timeline{System: "7", N: 1, Mark: "m"}})
	if err == nil || !strings.Contains(err.Error(), "old primary") {
		t.Errorf("got %v, want it refused", err)
	}
}

// Where the owner of the functions may not ask the server, the row is counted up
// by whoever has a standby take over.
func TestAServerThatDoesNotTellItsTimeline(t *testing.T) {
	address := storetest.Database(t)
	execute(t, address, `
		create or replace function server_timeline(out system text, out timeline bigint) language plpgsql stable as $$
		begin
			raise insufficient_privilege;
		exception when insufficient_privilege then
			system := ''; timeline := 0;
		end $$`)
	h := storetest.NewHouse(t, storetest.OpenAt(t, address))
	first := serial(t, h, "a")
	seen := &past{}
	if err := remembering(t, address, seen); err != nil {
		t.Fatal(err)
	}
	before := seen.seen
	execute(t, address, `select promoted_v1()`)
	if err := remembering(t, address, seen); err != nil || seen.seen.N != before.N+1 || seen.seen.Mark == before.Mark {
		t.Errorf("after it took over: seen %+v, before %+v, %v", seen.seen, before, err)
	}
	if next := serial(t, h, "b"); next != first+100_001 {
		t.Errorf("the number after %d is %d, want it 100,001 further", first, next)
	}
}

// serial is the serial reference of a new parcel of the prefix 4047111.
func serial(t *testing.T, h *storetest.House, key string) (n int) {
	t.Helper()
	sscc, _, err := h.Store.Numbers(t.Context(), storetest.MainWarehouse, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, digit := range sscc[8:17] {
		n = 10*n + int(digit-'0')
	}
	return n
}

// Short ranges jump by less: with a prefix of 12 digits there are 100,000 SSCCs.
func TestShortRangesJumpByAThousandth(t *testing.T) {
	address := storetest.Database(t)
	for prefix, want := range map[string]int64{"4047111": 100_000, "404711100": 100_000, "4047111000": 10_000, "404711100000": 100} {
		if got := count(t, address, `select sscc_jump('`+prefix+`')`); got != want {
			t.Errorf("prefix %s: a jump of %d, want %d", prefix, got, want)
		}
	}
}
