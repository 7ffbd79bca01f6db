package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/store/storetest"
)

// Twenty stations, each with a store of its own, take numbers at once: with
// PACKWRIGHT_ALL 10,000 each.
func TestNoSSCCIsGivenTwice(t *testing.T) {
	const stations = 20
	each := 200
	if os.Getenv("PACKWRIGHT_ALL") != "" {
		each = 10_000
	}
	address := storetest.Database(t)
	storetest.NewHouse(t, storetest.OpenAt(t, address))
	taken := make([][]string, stations)
	began := time.Now()
	var all sync.WaitGroup
	for n := range stations {
		s := storetest.OpenAt(t, address)
		all.Go(func() {
			for k := range each {
				sscc, _, err := s.Numbers(t.Context(), storetest.MainWarehouse, fmt.Sprintf("%d.%d", n, k))
				if err != nil {
					t.Error(err)
					return
				}
				taken[n] = append(taken[n], sscc)
			}
		})
	}
	all.Wait()
	took := time.Since(began)
	seen := map[string]bool{}
	for n, list := range taken {
		for _, sscc := range list {
			check, err := gs1.CheckDigit(sscc[:17])
			if err != nil || check != sscc[17] || !strings.HasPrefix(sscc[1:], "4047111") {
				t.Errorf("%s is no SSCC of this warehouse", sscc)
			}
			if seen[sscc] {
				t.Errorf("station %d got %s, which was given before", n, sscc)
			}
			seen[sscc] = true
		}
	}
	if len(seen) != stations*each {
		t.Errorf("%d SSCCs, want %d", len(seen), stations*each)
	}
	t.Logf("%d SSCCs to %d stations in %v", len(seen), stations, took.Round(time.Millisecond))
}

// warehouse gives a warehouse a company prefix.
func warehouse(h *storetest.House, code, prefix string) {
	h.Do(store.Warehouse{Code: code, Name: code, TimeZone: "UTC", CompanyPrefix: prefix})
}

func TestSSCCsThatAreUsedUpNameThePrefix(t *testing.T) {
	address := storetest.Database(t)
	s := storetest.OpenAt(t, address)
	h := storetest.NewHouse(t, s)
	warehouse(h, "MAIN", "404711112345")
	for n, want := range []string{"94047111123459998", "94047111123459999"} {
		if n == 0 {
			if _, _, err := s.Numbers(t.Context(), "MAIN", "first"); err != nil {
				t.Fatal(err)
			}
			execute(t, address, "update sscc_ranges set next = 99998 where company_prefix = '404711112345'")
		}
		if sscc, _, err := s.Numbers(t.Context(), "MAIN", want); err != nil || sscc[:17] != want {
			t.Errorf("got %s, %v, want %s", sscc, err, want)
		}
	}
	for range 2 {
		_, _, err := s.Numbers(t.Context(), "MAIN", "one too many")
		var no station.Refused
		if !errors.As(err, &no) || !strings.Contains(no.Error(), "404711112345") || !strings.Contains(no.Error(), "another prefix") {
			t.Errorf("got %v", err)
		}
	}
	warehouse(h, "MAIN", "4047222")
	if _, _, err := s.Numbers(t.Context(), "MAIN", "one too many"); err != nil {
		t.Error("with another prefix: ", err)
	}
}

func execute(t *testing.T, address, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
