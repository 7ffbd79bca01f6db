package bench_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// TestHostileTextNeverReachesTheTerminal puts every string of the collection
// into every text of every screen: what comes out holds our own colours and
// nothing else that a terminal obeys, and every line keeps its width.
func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	texts := hostile(t)
	all := screens()
	for name := range all {
		if !strings.HasSuffix(name, "_wrong") && !slices.Contains([]string{"ship_prove", "pack_carton", "pack_missing", "pack_layers", "pack_above", "pack_waits", "pack_more", "pick_stop", "pick_away", "back_wait"}, name) {
			delete(all, name) // what differs from those in the verdict alone
		}
	}
	for _, size := range []tuitest.Size{tuitest.Bench, tuitest.Large} {
		for i, s := range texts {
			for name, state := range all {
				view := draw(poisoned(state, s), size, xterm, words.German)
				if bad := harm(view, size); bad != "" {
					t.Fatalf("%s with string %d %q: %s", name, i, s, bad)
				}
			}
		}
	}
}

// poisoned is the state with the text in the place of every text that comes
// from people, shops, devices or barcodes.
func poisoned(s station.State, text string) station.State {
	s.Station, s.Operator.Name = text, text
	links := map[station.Link]station.LinkState{}
	for l, x := range s.Links {
		x.Cause = text
		links[l] = x
	}
	s.Links, s.Scale.Problem = links, text
	s.Verdict.Args = make([]any, len(s.Verdict.Args))
	for i := range s.Verdict.Args {
		s.Verdict.Args[i] = text
	}
	s.Trail = []station.Mark{{Word: station.Wrong, Text: text}, {Word: station.OK, Text: text}}
	s.Works = append([]station.Work(nil), s.Works...)
	for i := range s.Works {
		s.Works[i] = own(s.Works[i])
		w := &s.Works[i]
		poison(reflect.ValueOf(&w.ShipTo).Elem(), text)
		w.OrderNo, w.Carrier, w.Note, w.Tote, w.Hold = text, text, text, text, either(w.Hold, text)
		w.Lines, w.Stops = append([]station.Line(nil), w.Lines...), append([]station.Stop(nil), w.Stops...)
		w.PutIns = []station.PutIn{{Of: "order", Text: text}, {Of: "channel", Text: text, Must: true}}
		for j := range w.Lines {
			w.Lines[j].PutIn = station.PutIn{Text: text, Must: j%2 == 0}
			w.Lines[j].SKU, w.Lines[j].Name, w.Lines[j].Barcodes = text, text, []station.Barcode{{Code: text, Units: 1}}
		}
		for j := range w.Stops {
			st := &w.Stops[j]
			st.Location, st.Aisle, st.Rack, st.Level, st.CheckDigits, st.Lot, st.Expiry = text, text, text, text, text, text, text
		}
		w.Cartons = append([]station.Carton(nil), w.Cartons...)
		for j := range w.Cartons {
			w.Cartons[j].Name, w.Cartons[j].Shelf = text, text
		}
		w.Ask.Code, w.Ask.Deed, w.Ask.Place.ID = text, text, either(w.Ask.Place.ID, text)
		w.Parcels = append([]station.Parcel(nil), w.Parcels...)
		for j := range w.Parcels {
			labels := append([]station.Label(nil), w.Parcels[j].Labels...)
			for k := range labels {
				poison(reflect.ValueOf(&labels[k].Bought).Elem(), text)
				labels[k].Code = text
			}
			w.Parcels[j].Labels = labels
		}
	}
	return s
}

// either poisons what was set: an empty text has a meaning.
func either(was, text string) string {
	if was == "" {
		return ""
	}
	return text
}

// poison sets every text of a struct.
func poison(v reflect.Value, text string) {
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String {
			f.SetString(text)
		}
	}
}

var ours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// harm names what must not be in a view.
func harm(view string, size tuitest.Size) string {
	lines := strings.Split(view, "\n")
	if len(lines) != size.H {
		return "the screen has the wrong number of lines"
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > size.W {
			return "a line is too wide: " + line
		}
		plain := ours.ReplaceAllString(line, "")
		if !utf8.ValidString(plain) {
			return "bad UTF-8: " + plain
		}
		for _, r := range plain {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Co, r) {
				return "a character that is obeyed or hidden: " + plain
			}
		}
	}
	return ""
}

func hostile(t *testing.T) []string {
	t.Helper()
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	file, err := os.Open(filepath.Join(shared, "data/hostile/hostile_text.txt"))
	if err != nil {
		t.Skipf("the hostile strings are not here: %v", err)
	}
	defer file.Close()
	var texts []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		field := strings.Split(lines.Text(), "\t")
		var s string
		if err := json.Unmarshal([]byte(field[3]), &s); err != nil {
			t.Fatalf("decode %s: %v", field[3], err)
		}
		if field[2] == "bytes" {
			s = latin1(s)
		}
		texts = append(texts, s)
	}
	if len(texts) < 100 {
		t.Fatalf("read %d strings, want the whole collection", len(texts))
	}
	return texts
}

// latin1 is one byte a code point: not valid UTF-8.
func latin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}
