package scanners

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// gaps are how long a network may hold the second piece of a scan back.
var gaps = []time.Duration{0, time.Millisecond, 20 * time.Millisecond, 36 * time.Millisecond, 51 * time.Millisecond, 60 * time.Millisecond}

// TestVectorsInPieces cuts every published scan at every byte and holds the rest
// back for 0 to 60 ms: the readers hand over the same as of the whole, so that
// it is understood the same. Of a scan without control characters that is the
// scan.
func TestVectorsInPieces(t *testing.T) {
	cuts := 0
	for id, text := range scanVectors(t) {
		wholeLine, wholeWedge := framed(after(0, text+"\r")), wedged(after(0, text+"\r"))
		if plain(text) {
			same(t, wholeLine, "scanned: "+text)
			if len(wholeWedge) != 1 || !strings.HasSuffix(wholeWedge[0], "ed: "+text) {
				t.Errorf("%s: wedge: %q, want %q", id, wholeWedge, text)
			}
		}
		for at := range len(text) + 1 {
			for _, gap := range gaps {
				cuts++
				pieces := []step{{time.Second, text[:at]}, {gap, text[at:] + "\r"}}
				if got := framed(pieces); !slices.Equal(got, wholeLine) {
					t.Fatalf("%s: serial line, cut at %d with %v: %q, want %q", id, at, gap, got, wholeLine)
				}
				if got := wedged(pieces); !slices.Equal(got, wholeWedge) {
					t.Fatalf("%s: wedge, cut at %d with %v: %q, want %q", id, at, gap, got, wholeWedge)
				}
			}
		}
	}
	t.Logf("%d cuts", cuts)
}

// plain says that a text is what any scan may hold.
func plain(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return r != 0x1d && (r < 0x20 || r > 0x7e) })
}

// wedged plays steps to a filter as a Wedge would.
func wedged(steps []step) []string {
	scans, _, _ := play(&filter{}, steps)
	return scans
}

// framed plays steps to a framer as a Line would.
func framed(steps []step) []string {
	f := (&Line{}).framer()
	now := noon
	var scans []Scan
	for _, s := range append(steps, step{10 * time.Second, ""}) {
		now = now.Add(s.pause)
		scans = append(scans, f.feed(chunk{[]byte(s.bytes), now})...)
	}
	return told(scans)
}

// TestVectorsThroughTheReaders sends them through a whole Wedge and a whole
// Line, in the time of the test, byte by byte and with each gap.
func TestVectorsThroughTheReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		types, _, typed := runWedge(t, func(*Wedge) {})
		s, scanned := runLine(t, &Line{})
		s.plug()
		time.Sleep(time.Second)
		n := 0
		for id, text := range scanVectors(t) {
			if n++; n%10 > 0 || !plain(text) {
				continue
			}
			for i, b := range []byte(text + "\r") {
				types.Write([]byte{b})
				s.Write([]byte{b})
				time.Sleep(gaps[(n+i)%len(gaps)])
			}
			synctest.Wait()
			for _, from := range []chan Scan{typed, scanned} {
				if got := <-from; got.Text != text {
					t.Errorf("%s: got %+v, want %q", id, got, text)
				}
			}
		}
	})
}

// scanVectors are the published scans by their names.
func scanVectors(t *testing.T) map[string]string {
	t.Helper()
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	file, err := os.Open(filepath.Join(shared, "data/scan/gs1_vectors.csv"))
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	vectors := map[string]string{}
	for _, row := range rows[1:] {
		if row[1] != "scan" {
			continue
		}
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(row[2], `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s: %v", row[0], err)
		}
		vectors[row[0]] = text
	}
	if len(vectors) < 2000 {
		t.Fatalf("read %d vectors, want all", len(vectors))
	}
	return vectors
}

func BenchmarkWedge(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"13 digits", "4006381333931\r"},
		{"GS1 of 60 bytes", "]C1010400638133393117261231" + "10LOT12345678" + "\x1d21SERIAL0123456789\r"},
		{"noise", strings.Repeat("\x1b[<0;5;5M\x1b]0;x\x07A\x00\xff\r", 200)},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := &filter{}
			at := noon
			chunks := [][]byte{}
			for text := []byte(c.text); len(text) > 0; text = text[min(len(text), chunkSize):] {
				chunks = append(chunks, text[:min(len(text), chunkSize)])
			}
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				at = at.Add(time.Second)
				for _, data := range chunks {
					f.feed(chunk{data, at})
				}
				f.scans, f.keys = f.scans[:0], f.keys[:0]
			}
		})
	}
}

// BenchmarkWedgeScans is one scan of 30 bytes through the filter and a dam.
func BenchmarkWedgeScans(b *testing.B) {
	b.SetBytes(31)
	took := 0
	f := &filter{}
	d := &dam{take: func(Scan) { took++ }, told: func(Flood) {}}
	at, n := noon, 0
	for b.Loop() {
		at = at.Add(60 * time.Millisecond)
		n++
		f.feed(chunk{[]byte(fmt.Sprintf("]C1010290000000077821%09d\r", n)), at})
		for _, s := range f.scans {
			d.scan(s)
		}
		f.scans = f.scans[:0]
	}
	if took != n {
		b.Fatalf("%d of %d scans came through", took, n)
	}
}

// Where a program on the way eats GS, the scanner sends another character for it.
func TestASeparatorStandsForGS(t *testing.T) {
	f := frame{separator: "|"}
	for _, b := range []byte("]C10104006381333931" + "10A7|17271231") {
		f.add(b)
	}
	if got, _, fault := f.end(); got != "]C1010400638133393110A7\x1d17271231" || fault != "" {
		t.Errorf("got %q, %q", got, fault)
	}
}
