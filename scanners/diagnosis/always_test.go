package diagnosis

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestARightScanHasNoFault: however it was cut into reads, at any speed that
// scanners have, behind any prefix that was agreed on.
func TestARightScanHasNoFault(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Setup{Prefix: rapid.StringMatching(`[\x02\x01!-~]{0,4}`).Draw(t, "prefix"), Serial: rapid.Bool().Draw(t, "serial")}
		came := s.Prefix + rapid.SampledFrom([]string{"]C1", "]C0"}).Draw(t, "kind") + right[3:]
		if rapid.Bool().Draw(t, "third") {
			came = s.Prefix + network
		}
		gap := time.Duration(rapid.IntRange(0, 35).Draw(t, "ms")) * time.Millisecond
		if r := Diagnose(chunks(t, came, gap), s); len(r.Findings) != 0 || !r.Known {
			t.Fatalf("%q with %+v is said to be %q", came, s, names(r))
		}
	})
}

// chunks cuts what came into reads.
func chunks(t *rapid.T, s string, gap time.Duration) []Read {
	var reads []Read
	at := start
	for s != "" {
		n := rapid.IntRange(1, len(s)).Draw(t, "read")
		reads = append(reads, Read{[]byte(s[:n]), at})
		s, at = s[n:], at.Add(gap)
	}
	return reads
}

// TestDamageIsNeverCalledRight: one character lost, added or changed somewhere,
// or something else altogether.
func TestDamageIsNeverCalledRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SampledFrom([]string{strings.TrimSuffix(right, "\r"), strings.TrimSuffix(network, "\r")}).Draw(t, "label")
		at, odd := rapid.IntRange(0, len(body)-1).Draw(t, "at"), rapid.Byte().Draw(t, "byte")
		came := body
		switch rapid.IntRange(0, 3).Draw(t, "damage") {
		case 0:
			came = body[:at] + body[at+1:]
		case 1:
			came = body[:at] + string([]byte{odd}) + body[at:]
		case 2:
			came = body[:at] + string([]byte{odd}) + body[at+1:]
		case 3:
			came = string(rapid.SliceOf(rapid.Byte()).Draw(t, "noise"))
		}
		came += "\r"
		fine := []string{right, network, "]C0" + right[3:]}
		if slices.Contains(fine, came) || strings.TrimLeft(came, ends) == strings.TrimLeft(right, ends) {
			t.Skip("the same again")
		}
		r := Diagnose(atOnce(came), Setup{})
		if len(r.Findings) == 0 {
			t.Fatalf("%q is said to be right", came)
		}
		back, err := strconv.Unquote(r.Got)
		if err != nil || back != came || strings.ContainsFunc(r.Got, func(c rune) bool { return c < ' ' || c > '~' }) {
			t.Fatalf("%q is shown as %s", came, r.Got)
		}
	})
}

// TestSeveralFaultsAreAllNamed puts faults together that have nothing to do
// with one another.
func TestSeveralFaultsAreAllNamed(t *testing.T) {
	separators := map[string]string{"": "gs_lost", "\x1b[B": "gs_key", "\x1b[24~": "gs_key", "\x1b0\x1b2\x1b9": "gs_alt", "|": "gs_other", "^]": "gs_other", "\r": "gs_enter", gs: ""}
	finish := map[string]string{"\r": "", "\n": "lf", "\r\n": "crlf", "\t": "tab", "": "no_end"}
	rapid.Check(t, func(t *rapid.T) {
		ty := typist{scanner: us, host: rapid.SampledFrom(layouts).Draw(t, "host"), caps: rapid.SampledFrom([]caps{capsOff, capsOn}).Draw(t, "caps")}
		separator := rapid.SampledFrom(keysOf(separators)).Draw(t, "separator")
		end := rapid.SampledFrom(keysOf(finish)).Draw(t, "end")
		s := Setup{Prefix: rapid.SampledFrom([]string{"", "#K"}).Draw(t, "prefix")}
		sent := rapid.SampledFrom([]string{"", "#K"}).Draw(t, "sent")
		kind := rapid.SampledFrom([]string{aim, ""}).Draw(t, "aim")
		came := ty.types(sent+kind+head) + separator + ty.types(tail) + end

		want := []string{separators[separator], finish[end]}
		add := func(when bool, name string) {
			if when {
				want = append(want, name)
			}
		}
		add(ty.host != us, "layout")
		add(ty.caps != capsOff, "caps_lock")
		add(kind == "", "aim_missing")
		add(s.Prefix != "" && sent == "", "prefix_missing")
		add(s.Prefix == "" && sent != "", "prefix_unknown")
		if rapid.Bool().Draw(t, "paste") {
			came = pasteStart + came + pasteEnd
			want = append(want, "pasted")
		}
		want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
		slices.Sort(want)
		if got := names(Diagnose(atOnce(came), s)); got != strings.Join(want, " ") {
			t.Fatalf("%q is said to be %q, want %q", came, got, want)
		}
	})
}

func keysOf(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// TestKeyboardsAreToldApart: each pair of keyboards types the label in a way of
// its own, but for the United States and Britain the other way round.
func TestKeyboardsAreToldApart(t *testing.T) {
	for _, scanner := range layouts {
		for _, host := range layouts {
			if scanner == host {
				continue
			}
			came := typist{scanner: scanner, host: host}.types(aim+Plain) + "\r"
			m, ok := matchLabel(strings.TrimSuffix(came, "\r"))
			swapped := m.typist.swapped && m.typist.scanner == host && m.typist.host == scanner
			if !ok || !swapped && (m.typist.scanner != scanner || m.typist.host != host) {
				t.Errorf("a scanner set to %s at a %s keyboard is taken for %s at %s", scanner.name, host.name, m.typist.scanner.name, m.typist.host.name)
			}
			if m.typist.swapped != (scanner == us && host == british || scanner == british && host == us) {
				t.Errorf("%s at %s: swapped is %v", scanner.name, host.name, m.typist.swapped)
			}
		}
	}
}

// TestKeyboardsHaveAllKeys: 13, 13, 11 and 11 keys, and every character of the
// label on one of them.
func TestKeyboardsHaveAllKeys(t *testing.T) {
	for _, l := range layouts {
		if len(l.plain) != 48 || len(l.shifted) != 48 || !l.altIsMeta && len(l.altGr) != 48 {
			t.Errorf("%s has %d, %d and %d keys, want 48", l.name, len(l.plain), len(l.shifted), len(l.altGr))
		}
		for _, r := range aim + Plain + Network {
			s, ok := l.press(r)
			if typed := l.at(s); !ok || typed != string(r) && !l.altIsMeta && r >= ' ' {
				t.Errorf("%s types %q for %q", l.name, typed, r)
			}
		}
	}
}

func TestOneScanIsGathered(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name string
		came []Read
		due  time.Duration // after the start
		want string
	}{
		{"nothing came", nil, 0, ""},
		{"an end and quiet", typedAt("ab\r", 10*ms), 420 * ms, "ab\r"},
		{"no end: we wait longer", typedAt("ab", 10*ms), 1510 * ms, "ab"},
		{"TAB may be a separator", typedAt("a\t", 10*ms), 1510 * ms, "a\t"},
		{"what comes within the quiet belongs to it", typedAt("a\rb\r", 300*ms), 1300 * ms, "a\rb\r"},
	} {
		var k Collector
		for _, r := range c.came {
			k.Feed(r)
		}
		if c.want == "" {
			if !k.Due().IsZero() {
				t.Errorf("%s: due at %s", c.name, k.Due())
			}
			continue
		}
		at := start.Add(c.due)
		if _, early := k.Take(at.Add(-ms)); early || !k.Due().Equal(at) {
			t.Errorf("%s: due at %s, want %s", c.name, k.Due().Sub(start), c.due)
		}
		if got, over := k.Take(at); !over || joined(got) != c.want {
			t.Errorf("%s: got %q %v, want %q", c.name, joined(got), over, c.want)
		}
		if !k.Due().IsZero() {
			t.Errorf("%s: something is left", c.name)
		}
	}
}

func TestAFloodDoesNotGrow(t *testing.T) {
	var k Collector
	for range 1000 {
		k.Feed(Read{bytes.Repeat([]byte("x"), 1000), start})
	}
	if n := len(joined(k.Rest())); n != mostBytes {
		t.Errorf("%d bytes are kept, want %d", n, mostBytes)
	}
}

func FuzzDiagnose(f *testing.F) {
	for _, s := range []string{right, network, "$C&ç&KxQaZwY,)!°%$çéà&é\"'(-è_ç\r", "\x1b[200~", "\x1b[93;5u", withParity(right, 1)} {
		f.Add(s, "\x02", false)
		f.Add(s, "~~", true)
	}
	f.Fuzz(func(t *testing.T, came, prefix string, serial bool) {
		r := Diagnose(atOnce(came), Setup{Prefix: prefix, Serial: serial})
		if !utf8.ValidString(r.Got) || strings.ContainsFunc(r.Got, func(c rune) bool { return c < ' ' || c > '~' }) {
			t.Errorf("%q is shown as %q", came, r.Got)
		}
		if len(r.Findings) == 0 && !strings.Contains(came, HeadValue) && !strings.Contains(came, "NET") {
			t.Errorf("%q is said to be right", came)
		}
	})
}
