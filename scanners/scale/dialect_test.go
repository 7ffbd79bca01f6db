package scale

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func hear(d Dialect, bytes string) []Reading {
	p := parser{d: d}
	var all []Reading
	for _, b := range []byte(bytes) {
		if r, ok := p.feed(b); ok {
			all = append(all, r)
		}
	}
	return all
}

func TestDialects(t *testing.T) {
	still := func(g int) []Reading { return []Reading{{Grams: g, Stable: true}} }
	problem := func(p string) []Reading { return []Reading{{Problem: p}} }
	for _, c := range []struct {
		name, bytes string
		dialect     Dialect
		want        []Reading
	}{
		{"toledo: a weight", "\x02 1.284\r", Toledo8217(Kilogram), still(1284)},
		{"toledo: net", "\x0201.284N\r", Toledo8217(Kilogram), still(1284)},
		{"toledo: pounds are a setting", "\x0202.83\r", Toledo8217(Pound), still(1284)},
		{"toledo: motion", "\x02?A\r", Toledo8217(Kilogram), problem(Motion)},
		{"toledo: motion near zero", "\x02?Q\r", Toledo8217(Kilogram), problem(Motion)},
		{"toledo: over", "\x02?B\r", Toledo8217(Kilogram), problem(Over)},
		{"toledo: under zero", "\x02?D\r", Toledo8217(Kilogram), problem(Negative)},
		{"toledo: did not find its zero", "\x02?H\r", Toledo8217(Kilogram), problem(Unzeroed)},
		{"toledo: nothing to say", "\x02?@\r", Toledo8217(Kilogram), problem(Busy)},
		{"toledo: parity left in the bytes", "\x02\xb1.\xb284\x8d", Toledo8217(Kilogram), still(1284)},
		{"toledo: an answer that begins again", "\x0212\x02 1.284\r", Toledo8217(Kilogram), still(1284)},
		{"toledo: without its beginning", "284\r", Toledo8217(Kilogram), nil},
		{"toledo: a flag byte that is none", "\x02?!\r", Toledo8217(Kilogram), nil},

		{"sics: at rest", "S S      1.284 kg\r\n", SICS(), still(1284)},
		{"sics: grams", "S S     1284.4 g\r\n", SICS(), still(1284)},
		{"sics: in motion", "S D      0.700 kg\r\n", SICS(), []Reading{{Grams: 700, Problem: Motion}}},
		{"sics: negative", "S S     -0.012 kg\r\n", SICS(), []Reading{{Grams: -12, Problem: Negative}}},
		{"sics: over", "S +\r\n", SICS(), problem(Over)},
		{"sics: under", "S -\r\n", SICS(), problem(Negative)},
		{"sics: not now", "S I\r\nES\r\n", SICS(), []Reading{{Problem: Busy}, {Problem: Busy}}},
		{"sics: another word", "S SD     1.284 kg\r\n", SICS(), nil},
		{"sics: another unit", "S S      1.284 ct\r\n", SICS(), nil},

		{"nci: at rest", "\n0001.28kg\r\n00\r\x03", NCI(), still(1280)},
		{"nci: pounds", "\n0002.83lb\r\n00\r\x03", NCI(), still(1284)},
		{"nci: three flags", "\n0001.28kg\r\n000\r\x03", NCI(), still(1280)},
		{"nci: motion without a weight", "\n10\r\x03", NCI(), problem(Motion)},
		{"nci: motion with a weight", "\n0000.70kg\r\n10\r\x03", NCI(), []Reading{{Grams: 700, Problem: Motion}}},
		{"nci: under", "\n01\r\x03", NCI(), problem(Negative)},
		{"nci: over", "\n02\r\x03", NCI(), problem(Over)},
		{"nci: not understood", "\n?\r\x03", NCI(), problem(Busy)},
		{"nci: at rest without a weight is nothing", "\n00\r\x03", NCI(), nil},
		{"nci: a broken answer, then a good one", "\n0001.2\n0001.28kg\r\n00\r\x03\n0001.28kg\r\n00\r\x03", NCI(), still(1280)},
		{"nci inverted: at rest", "\n0001.28kg\r\n10\r\x03", NCIInverted(), still(1280)},
		{"nci inverted: motion", "\n0000.70kg\r\n00\r\x03", NCIInverted(), []Reading{{Grams: 700, Problem: Motion}}},

		{"and: at rest", "ST,GS,+00012.34kg\r\n", AND(), still(12340)},
		{"and: net, in motion", "US,NT,+00000.70kg\r\n", AND(), []Reading{{Grams: 700, Problem: Motion}}},
		{"and: without gross or net", "ST,+00123.45  g\r\n", AND(), still(123)},
		{"and: CAS with lamps", "ST,GS,1,@,   1.284 kg\r\n", AND(), still(1284)},
		{"and: negative", "ST,GS,-00000.01kg\r\n", AND(), []Reading{{Grams: -10, Problem: Negative}}},
		{"and: over", "OL,GS,+99999.99kg\r\n", AND(), problem(Over)},
		{"and: under", "OL,GS,-99999.99kg\r\n", AND(), problem(Negative)},
		{"and: pieces are no weight", "QT,+00000012 PC\r\n", AND(), nil},
		{"and: joined in the middle", ",GS,+00012.34kg\r\nST,GS,+00012.34kg\r\n", AND(), still(12340)},
		{"and: NUL inside", "ST,GS,+0001\x002.34kg\r\n", AND(), nil},
		{"nothing for ever", strings.Repeat("0", 10_000) + "\nST,GS,+00012.34kg\r\n", AND(), still(12340)},
	} {
		if got := hear(c.dialect, c.bytes); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q: got %+v, want %+v", c.name, c.bytes, got, c.want)
		}
	}
}

func TestAScaleThatNeverEndsItsAnswerFillsNoMemory(t *testing.T) {
	p := parser{d: AND()}
	for range 10_000 {
		p.feed('0')
	}
	if len(p.body) > longestAnswer {
		t.Errorf("%d bytes are kept, want at most %d", len(p.body), longestAnswer)
	}
}

var all = []Dialect{Toledo8217(Kilogram), SICS(), NCI(), NCIInverted(), AND()}

func anyReading(t *rapid.T) Reading {
	if rapid.Bool().Draw(t, "still") {
		return settled(rapid.IntRange(0, 99_999).Draw(t, "grams"))
	}
	return Reading{Problem: rapid.SampledFrom([]string{Motion, Over}).Draw(t, "problem")}
}

// What a virtual scale says is what a parser hears.
func TestWritingAndReadingAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(all).Draw(t, "dialect")
		want := anyReading(t)
		got := hear(d, d.frame(d.write(want)))
		if len(got) != 1 || got[0] != want {
			t.Fatalf("%s: %q: got %+v, want %+v", d.Name, d.frame(d.write(want)), got, want)
		}
	})
}

// An answer that lost bytes at its front or its end, as happens when a line is
// opened or a cable wobbles, is never heard as another weight, and the next
// answer is heard. (Toledo and NCI answers have a first byte; of the others
// the first word tells.)
func TestHalfAnAnswerIsNone(t *testing.T) {
	for _, d := range all {
		for _, whole := range []string{d.frame(d.write(settled(1284))), d.frame(d.write(Reading{Grams: 700, Problem: Motion}))} {
			want := hear(d, whole)
			for cut := 1; cut < len(whole); cut++ {
				if got := hear(d, whole[cut:]); len(got) > 0 {
					t.Errorf("%s: %q: got %+v", d.Name, whole[cut:], got)
				}
				// cut short, then two whole answers: at least the second counts
				got := hear(d, whole[:cut]+whole+whole)
				if len(got) == 0 || slices.ContainsFunc(got, func(r Reading) bool { return r != want[0] }) {
					t.Errorf("%s: %q and two whole ones: got %+v, want %+v", d.Name, whole[:cut], got, want)
				}
			}
		}
	}
}

// Whatever noise comes before, the second answer after it is heard.
func FuzzParser(f *testing.F) {
	f.Add([]byte("\x02?A\rS S 1 kg\n\x03ST,"))
	f.Fuzz(func(t *testing.T, noise []byte) {
		for _, d := range all {
			whole := d.frame(d.write(settled(1284)))
			got := hear(d, string(noise)+whole+whole)
			if len(got) == 0 || got[len(got)-1] != settled(1284) {
				t.Errorf("%s after %q: got %+v", d.Name, noise, got)
			}
		}
	})
}

func TestDialectsAreFoundByName(t *testing.T) {
	for _, want := range all {
		if got, err := Named(want.Name, Kilogram); err != nil || got.Name != want.Name {
			t.Errorf("%s: got %s, %v", want.Name, got.Name, err)
		}
	}
	for _, c := range [][2]string{{"esperanto", "kg"}, {"nci", "stone"}} {
		if _, err := Named(c[0], Unit(c[1])); err == nil {
			t.Errorf("%v was found", c)
		}
	}
}
