package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/zpl/foreign"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/store"
)

// labelFile writes what a carrier might send.
func labelFile(t *testing.T, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLabelCheckTellsWhatBecomesOfALabel(t *testing.T) {
	good := labelFile(t, "good.zpl", "^XA^MMT^FO9,9^BCN,90^FD>:AB12^FS^XZ")
	bad := labelFile(t, "bad.zpl", "^XA^GB9,9^FS^XZ^XA^GB9,9^FS^XZ")
	for _, c := range []struct {
		name string
		args []string
		code int
		want []string
	}{
		{"printed", []string{good}, 0, []string{"good.zpl: printed", "kept       ^FO 1, ^BC 1", "stripped   ^MM at byte 3: sets what happens", "barcode    AB12", "s at 9600 baud"}},
		{"refused", []string{bad}, exitNo, []string{"bad.zpl: refused", "refused    ^XZ at byte 27: there is more than one label in it"}},
		{"several, one refused", []string{good, bad}, exitNo, []string{"good.zpl: printed", "bad.zpl: refused"}},
		{"a folder", []string{filepath.Dir(good)}, 0, []string{"good.zpl: printed"}},
		{"no such file", []string{"no-such.zpl"}, exitUsage, nil},
		{"no file", nil, exitUsage, nil},
		{"no printer", []string{good, "--dpmm", "9"}, exitUsage, nil},
		{"a PDF", []string{labelFile(t, "x.zpl", "%PDF-1.4")}, exitNo, []string{"it is a PDF: ask the carrier for ZPL or PNG"}},
	} {
		out, code := command(t, append([]string{"label", "check"}, c.args...)...)
		if code != c.code {
			t.Errorf("%s: exit %d, want %d:\n%s", c.name, code, c.code, out)
		}
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, out)
			}
		}
	}
}

func TestLabelCheckAsJSONAndAsFile(t *testing.T) {
	good := labelFile(t, "good.zpl", "^XA^MMT^FO9,9^BCN,90^FD>:AB12^FS^XZ")
	printed := filepath.Join(t.TempDir(), "out.zpl")
	out, code := command(t, "label", "check", "--json", "--out", printed, good)
	var got checkedLabel
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
		t.Fatalf("exit %d, %v: %s", code, err, out)
	}
	if got.Verdict != "printed" || len(got.Stripped) != 1 || got.Stripped[0].Command != "^MM" || !got.Stripped[0].Lasting || got.Refused == nil || len(got.Codes) != 1 {
		t.Errorf("got %s", out)
	}
	if data, err := os.ReadFile(printed); err != nil || len(data) != got.Bytes || strings.Contains(string(data), "^MM") {
		t.Errorf("%s, %v", data, err)
	}
}

// notes is a book in memory.
type notes map[string]station.Bought

func (n notes) Buy(_ context.Context, key string, b station.Bought) (store.Purchase, error) {
	if _, known := n[key]; !known {
		n[key] = b
	}
	return store.Purchase{Bought: n[key]}, nil
}

func (n notes) Bought(_ context.Context, key string) (store.Purchase, error) {
	b, known := n[key]
	if !known {
		return store.Purchase{}, store.ErrNotBought
	}
	return store.Purchase{Bought: b}, nil
}

func (notes) Void(context.Context, string) error { return nil }

// series gives every key the same numbers.
type series map[string]bool

func (s series) Take(_ context.Context, key string) (string, string, error) {
	s[key] = true
	return "123456789012345675", "PW00000000001", nil
}

func (s series) Taken(_ context.Context, key string) (string, string, bool, error) {
	return "123456789012345675", "PW00000000001", s[key], nil
}

func TestACarriersOwnLabelIsBoughtAndFetchedAgain(t *testing.T) {
	sells := carrier.NewVirtual(carrier.NewHouse(carrier.Starter(), series{}), nil).Drawing()
	s := seller{carrier: sells, book: notes{}}
	buy := station.BuyLabel{Key: "k", Order: station.Shipment{WeightG: 500, OuterMM: [3]int{300, 200, 40}, ShipTo: station.Address{Country: "DE"}}}
	b, art, err := s.Buy(t.Context(), buy)
	if err != nil || !b.Theirs || art == nil {
		t.Fatalf("got %+v, %+v, %v", b, art, err)
	}
	if got := strings.Join(art.Codes, " "); got != "PW00000000001 00123456789012345675" {
		t.Errorf("its barcodes say %q", got)
	}
	l := foreign.Clean(art.Data, foreign.FourBySix(8))
	if l.ZPL == nil {
		t.Fatalf("it is refused: %s", l.Refusal())
	}
	for _, trap := range []string{"^MM", "~SD", "~DG", "^JU", "^DF", "^ID", "^MD"} {
		if !strings.Contains(string(art.Data), trap) || strings.Contains(string(l.ZPL), trap) {
			t.Errorf("%s is no trap, or still in it", trap)
		}
	}
	buy.Doubt = true
	if again, art, err := s.Buy(t.Context(), buy); err != nil || again != b || art != nil {
		t.Errorf("bought again: %+v, %+v, %v", again, art, err)
	}
	fetched, err := s.Artwork(t.Context(), station.FetchArtwork{Key: "k"})
	if err != nil || string(fetched.Data) != string(art.Data) || len(fetched.Codes) != 2 {
		t.Errorf("fetched %+v, %v", fetched, err)
	}
	var no station.Refused
	if _, err := s.Artwork(t.Context(), station.FetchArtwork{Key: "other"}); !errors.As(err, &no) {
		t.Errorf("got %v, want a no", err)
	}
}
