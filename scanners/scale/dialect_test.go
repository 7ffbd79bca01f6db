package scale

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// hear reads what comes byte by byte, but for dialects that come in packets.
func hear(d Dialect, bytes string) (all []Reading) {
	p := parser{d: d}
	take := func(r Reading) error {
		if r.Problem != garbled {
			all = append(all, r)
		}
		return nil
	}
	if d.packets {
		p.hear([]byte(bytes), take)
		return all
	}
	for _, b := range []byte(bytes) {
		p.hear([]byte{b}, take)
	}
	return all
}

// joined is what was sent before, as far as it tells where an answer begins.
func joined(d Dialect) string {
	if d.lines {
		return "\n"
	}
	return ""
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
		{"ohaus: at rest", "\n      1.284 kg\r\n", Ohaus(), still(1284)},
		{"ohaus: the line is joined at its front", "84 kg\r\n", Ohaus(), nil},
		{"ohaus: in motion", "\n      0.700 kg ?\r\n", Ohaus(), []Reading{{Grams: 700, Problem: Motion}}},
		{"ohaus: in motion, mark at the unit", "\n      0.700 kg?\r\n", Ohaus(), []Reading{{Grams: 700, Problem: Motion}}},
		{"ohaus: net", "\n      1.284 kg   N\r\n", Ohaus(), still(1284)},
		{"ohaus: in motion, gross", "\n      700 g  ? G\r\n", Ohaus(), []Reading{{Grams: 700, Problem: Motion}}},
		{"ohaus: negative, sign apart", "\n-     0.012 kg\r\n", Ohaus(), []Reading{{Grams: -12, Problem: Negative}}},
		{"ohaus: the tare is no load", "\n      0.200 kg   T\r\n", Ohaus(), nil},
		{"ohaus: not understood", "\nES\r\n", Ohaus(), problem(Busy)},
		{"ohaus: noise in the number", "\n      1.\x8784 kg\r\n", Ohaus(), nil},

		{"adam: at rest", "\n 1.284kg\r\n", Adam(), still(1284)},
		{"adam: sign and unit apart", "\n+  1.284 kg\r\n", Adam(), still(1284)},
		{"adam: negative", "\n- 0.012 kg\r\n", Adam(), []Reading{{Grams: -12, Problem: Negative}}},
		{"adam: lines of a printed label are no weight", "\nG/W   1.284 kg\r\nDATE 01/02/26\r\n", Adam(), nil},
		{"adam: joined in the middle", ".284kg\r\n", Adam(), nil},

		{"toledo stream: at rest", "\x02-0   1284     0\r", ToledoContinuous(), still(1284)},
		{"toledo stream: motion", "\x02-8    700     0\r", ToledoContinuous(), []Reading{{Grams: 700, Problem: Motion}}},
		{"toledo stream: negative", "\x02-2     12     0\r", ToledoContinuous(), []Reading{{Grams: -12, Problem: Negative}}},
		{"toledo stream: over", "\x02-4      0     0\r", ToledoContinuous(), problem(Over)},
		{"toledo stream: under", "\x02-6      0     0\r", ToledoContinuous(), problem(Negative)},
		{"toledo stream: did not find its zero", "\x02-p      0     0\r", ToledoContinuous(), problem(Unzeroed)},
		{"toledo stream: a digit is missing", "\x02,    283     0\r", ToledoContinuous(), nil},
		{"toledo stream: pounds, two decimals", "\x02,     283     0\r", ToledoContinuous(), still(1284)},
		{"toledo stream: grams", "\x02*0!  1284     0\r", ToledoContinuous(), still(1284)},
		{"toledo stream: tens of grams", "\x02)0!   128     0\r", ToledoContinuous(), still(1280)},
		{"toledo stream: ounces", "\x02+0#   453     0\r", ToledoContinuous(), still(1284)},
		{"toledo stream: tons are no parcels", "\x02*0\"     1     0\r", ToledoContinuous(), nil},
		{"toledo stream: ten times finer than it can", "\x02-00  1284     0\r", ToledoContinuous(), problem(Busy)},
		{"toledo stream: no CR at its end", "\x02-0   1284     0 ", ToledoContinuous(), nil},
		{"toledo stream: letters in the tare", "\x02-0   1284    x0\r", ToledoContinuous(), nil},
		{"toledo stream: a wrong checksum", "\x02-0   1284     0\r\x32", ToledoChecked(), nil},

		{"usb: at rest", "\x03\x04\x02\x00\x04\x05", Report(), still(1284)},
		{"usb: without the number of the report", "\x04\x02\x00\x04\x05", Report(), still(1284)},
		{"usb: ounces, tenths", "\x03\x04\x0b\xff\xc5\x01", Report(), still(1284)},
		{"usb: kilograms, thousandths", "\x03\x04\x03\xfd\x04\x05", Report(), still(1284)},
		{"usb: tens of grams", "\x03\x04\x02\x01\x80\x00", Report(), still(1280)},
		{"usb: zero", "\x03\x02\x02\x00\x00\x00", Report(), still(0)},
		{"usb: zero with a weight", "\x03\x02\x02\x00\x04\x05", Report(), nil},
		{"usb: motion", "\x03\x03\x02\x00\xbc\x02", Report(), []Reading{{Grams: 700, Problem: Motion}}},
		{"usb: negative", "\x03\x05\x02\x00\x0c\x00", Report(), []Reading{{Grams: -12, Problem: Negative}}},
		{"usb: over", "\x03\x06\x02\x00\x00\x00", Report(), problem(Over)},
		{"usb: wants to be zeroed", "\x03\x08\x02\x00\x00\x00", Report(), problem(Unzeroed)},
		{"usb: a fault", "\x03\x01\x02\x00\x04\x05", Report(), nil},
		{"usb: carats", "\x03\x04\x04\x00\x04\x05", Report(), nil},
		{"usb: a power of ten that no parcel has", "\x03\x04\x02\x7f\x04\x05", Report(), nil},
		{"usb: another report", "\x05\x04\x02\x00\x04\x05", Report(), nil},
		{"usb: half a report", "\x03\x04\x02", Report(), nil},

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

var all = append(serial(Kilogram), Report())

func anyReading(t *rapid.T) Reading {
	if rapid.Bool().Draw(t, "still") {
		return settled(rapid.IntRange(0, 99_999).Draw(t, "grams"))
	}
	return Reading{Problem: rapid.SampledFrom([]string{Motion, Over}).Draw(t, "problem")}
}

// heardAs is what a dialect makes of a reading: printers of weights say no more
// than that there is none, or nothing.
func heardAs(d Dialect, r Reading) []Reading {
	switch {
	case d.Name == "adam" && !r.Stable:
		return nil
	case d.Name == "ohaus" && r.Problem == Over:
		r.Problem = Busy
	}
	return []Reading{r}
}

// What a virtual scale says is what a parser hears.
func TestWritingAndReadingAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(all).Draw(t, "dialect")
		said := anyReading(t)
		if d.packets {
			said.Grams %= 1 << 16
		}
		got, want := hear(d, joined(d)+d.frame(d.write(said))), heardAs(d, said)
		if !slices.Equal(got, want) {
			t.Fatalf("%s: %q: got %+v, want %+v", d.Name, d.frame(d.write(said)), got, want)
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
			want := hear(d, joined(d)+whole)
			for cut := 1; cut < len(whole) && len(want) > 0 && !d.packets; cut++ {
				if got := hear(d, whole[cut:]); len(got) > 0 {
					t.Errorf("%s: %q: got %+v", d.Name, whole[cut:], got)
				}
				// cut short, then two whole answers: at least the second counts
				got := hear(d, joined(d)+whole[:cut]+whole+whole)
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
			if d.packets {
				continue // noise is a packet of its own
			}
			got := hear(d, string(noise)+whole+whole)
			if len(got) == 0 || got[len(got)-1] != settled(1284) {
				t.Errorf("%s after %q: got %+v", d.Name, noise, got)
			}
		}
	})
}

func TestDialectsAreFoundByName(t *testing.T) {
	for _, name := range Names() {
		if got, err := Named(name, Kilogram); err != nil || got.Name != name {
			t.Errorf("%s: got %s, %v", name, got.Name, err)
		}
	}
	for _, c := range [][2]string{{"esperanto", "kg"}, {"nci", "stone"}} {
		if _, err := Named(c[0], Unit(c[1])); err == nil {
			t.Errorf("%v was found", c)
		}
	}
}
