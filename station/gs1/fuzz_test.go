package gs1

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func FuzzParse(f *testing.F) {
	for _, scan := range []string{
		"010400638133393110A7", "]C100340123450000000017", "]E04006381333931|]e010A7",
		"]Q1https://example.com/01/04006381333931/10/A%2F7?17=261231&3103=000195", "[)>\x1e06\x1dQ12\x1e05\x1d10A7\x1e\x04",
		"]d28110106141410222223100110222111101231023456721104561045678991201", "]d28013198765" + "4Ad4X4bL5ttr2310c2K", "977147396801203",
	} {
		f.Add(scan)
	}
	f.Fuzz(func(t *testing.T, scan string) { always(t, scan) })
}

// FuzzLink tries what follows the scheme of a Digital Link.
func FuzzLink(f *testing.F) {
	for _, link := range []string{
		"example.com/01/04006381333931/10/A%2F7?17=261231&3103=000195#x", "a/b/00/340123450000000017",
		"a/01/04006381333931/22/A+B?99=A+B&98=%2B", "a/8003/04006381333931A7", "a?01=04006381333931", "a/01/%30%34006381333931",
	} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		always(t, "]Q1https://"+link)
		always(t, "http://"+link)
	})
}

// FuzzMessage tries what stands between the header and the trailer of an ISO
// 15434 message.
func FuzzMessage(f *testing.F) {
	for _, body := range []string{"06\x1dQ12\x1d1PMUG", "05\x1d10A7\x1d17261231", "06\x1dQ12\x1e05\x1d10A7", "12anything", "05", "06\x1d\x1d", ""} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		always(t, messageHeader+body+messageTrailer)
		always(t, "]d1"+messageHeader+body)
	})
}

// TestBitFlips turns every bit of labels around, one by one and two at once:
// whatever comes, nothing breaks, and a flipped digit of a GTIN is noticed.
func TestBitFlips(t *testing.T) {
	for _, label := range []string{
		"]C1010400638133393117261231" + "10ABC123\x1d" + "21SN0000042", "]E04006381333931|]e010A7", "00340123450000000017",
		"]Q1https://example.com/01/04006381333931/10/A%2F7?17=261231", "[)>\x1e06\x1dQ12\x1e05\x1d10A7\x1e\x04", "(01)04006381333931(10)A7",
	} {
		flipped := []byte(label)
		for i := range 8 * len(label) {
			flipped[i/8] ^= 1 << (i % 8)
			always(t, string(flipped))
			for j := range i {
				flipped[j/8] ^= 1 << (j % 8)
				always(t, string(flipped))
				flipped[j/8] ^= 1 << (j % 8)
			}
			flipped[i/8] ^= 1 << (i % 8)
		}
	}
	gtin := "]C10104006381333931"
	for i := range len(gtin) - len("]C101") {
		for bit := range 4 { // the others make no digit
			flipped := []byte(gtin)
			flipped[len("]C101")+i] ^= 1 << bit
			var s Scan
			if Parse(&s, string(flipped)) == nil {
				t.Errorf("%q passes for %q", flipped, gtin)
			}
		}
	}
}

// always holds of any scan: no panic, an error that fits into it and can be
// shown, elements of clean text that read the same when they are built again.
func always(t interface{ Fatalf(string, ...any) }, scan string) {
	var s Scan
	err := Parse(&s, scan)
	var e *Error
	if errors.As(err, &e) {
		if e.Offset < 0 || e.Offset > len(scan) || s.count > 0 || unclean(e.Error()) {
			t.Fatalf("%q: error %q at %d with %d elements", scan, e.Error(), e.Offset, s.count)
		}
		return
	}
	if s.Kind != Message && unclean(strings.ReplaceAll(s.Text, separator, "")) {
		t.Fatalf("%q was taken and holds what must not reach anybody", scan)
	}
	for _, e := range s.Elements() {
		if e.AI == "" || unclean(e.AI) || unclean(e.Data) {
			t.Fatalf("%q has the element %q", scan, e)
		}
	}
	s.Swallowed()
	s.GTIN()
	_ = s.Complete()
	if s.Kind == GS1 || s.Kind == Link {
		builtAgain(t, scan, &s)
	}
}

func builtAgain(t interface{ Fatalf(string, ...any) }, scan string, s *Scan) {
	built, err := Build(s.Elements()...)
	var again Scan
	if err == nil {
		err = Parse(&again, "]C1"+built)
	}
	if err != nil || !slices.Equal(again.Elements(), s.Elements()) {
		t.Fatalf("%q built again is %q: %v, error %v; want %v", scan, built, again.Elements(), err, s.Elements())
	}
}

func unclean(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// TestBuildAndParse takes any lot, serial and count through a symbol and back,
// and spoils it: one changed digit of a GTIN never goes unnoticed.
func TestBuildAndParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`[0-9]{13}`).Draw(t, "gtin")
		gtin := body + string(checkDigit(body))
		clean := rapid.SliceOfN(rapid.SampledFrom([]rune(cset82)), 1, 20)
		elements := []Element{{"01", gtin}, {"10", string(clean.Draw(t, "lot"))}, {"21", string(clean.Draw(t, "serial"))}}
		if _, err := Build(elements...); err != nil {
			t.Fatalf("build %v: %v", elements, err)
		}
		elements = rapid.Permutation(elements).Draw(t, "order")
		built, _ := Build(elements...)
		var s Scan
		if err := Parse(&s, "]C1"+built); err != nil || !slices.Equal(s.Elements(), elements) {
			t.Fatalf("%q is %v, error %v; want %v", built, s.Elements(), err, elements)
		}
		wrong := []byte(gtin)
		at := rapid.IntRange(0, 13).Draw(t, "at")
		wrong[at] = '0' + (wrong[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "change")))%10
		if ValidGTIN(string(wrong)) {
			t.Fatalf("%s passes for %s", wrong, gtin)
		}
	})
}

func BenchmarkParse4(b *testing.B) {
	benchmark(b, "]C1010400638133393117261231"+"10ABC123\x1d"+"21SN0000042")
}

func BenchmarkParse8(b *testing.B) {
	benchmark(b, "]C101040063813339311126070117261231"+"3103001500"+"10ABC123\x1d"+"21SN0000042\x1d"+"240XYZ\x1d"+"4006501")
}

func BenchmarkParseUntold(b *testing.B) { benchmark(b, "010400638133393110A7") }
func BenchmarkParseEAN(b *testing.B)    { benchmark(b, "4006381333931") }
func BenchmarkParseLongText(b *testing.B) {
	benchmark(b, "]Q1"+strings.Repeat("A7 ", MaxLength/3-1))
}

// BenchmarkParseLongest is as many elements, as long as can be, as a scan holds.
func BenchmarkParseLongest(b *testing.B) {
	var scan strings.Builder
	scan.WriteString("]Q3")
	for i := range 64 {
		scan.WriteString(strconv.Itoa(91+i%9) + strings.Repeat("A", 90) + separator)
	}
	benchmark(b, scan.String())
}

func BenchmarkParseLongestLink(b *testing.B) {
	link := "]Q1https://example.com/01/04006381333931?99=A&"
	benchmark(b, link+strings.Repeat("a=bc&", (MaxLength-len(link))/5))
}

func BenchmarkParseLongestMessage(b *testing.B) {
	message := messageHeader + "06" + strings.Repeat(separator+"1P"+strings.Repeat("A", 106), 64) + messageTrailer
	benchmark(b, strings.ReplaceAll(message, messageHeader, "]d1"+messageHeader))
}

func benchmark(b *testing.B, scan string) {
	var s Scan
	b.ReportAllocs()
	for b.Loop() {
		if err := Parse(&s, scan); err != nil {
			b.Fatal(err)
		}
	}
}

func TestParseDoesNotAllocate(t *testing.T) {
	var s Scan
	for _, scan := range []string{"]C101040063813339311726123110A7\x1d21X9", "010400638133393110A7", "4006381333931", "A-01-03", "https://example.com/01/04006381333931/10/A7"} {
		if n := testing.AllocsPerRun(100, func() { _ = Parse(&s, scan) }); n > 0 {
			t.Errorf("parse %q allocates %v times", scan, n)
		}
	}
}
