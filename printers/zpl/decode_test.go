package zpl

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// decoded is what an independent program reads from a drawn label.
type decoded struct{ Sym, Text string }

// decode draws the label and reads its barcodes with programs that share no
// code with this one.
func decode(t *testing.T, label []byte) []decoded {
	t.Helper()
	return decodePages(t, label, "102", "152", "8")[0]
}

// decodePages is decode for several labels of the same size: mm wide, mm high,
// dots per mm.
func decodePages(t *testing.T, labels []byte, size ...string) map[int][]decoded {
	t.Helper()
	if testing.Short() {
		t.Skip("drawing labels takes seconds")
	}
	program := filepath.Join(shared(t), "oracle/decode-labels")
	file := filepath.Join(t.TempDir(), "label.zpl")
	if err := os.WriteFile(file, labels, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, append([]string{file}, size...)...).Output()
	if err != nil {
		t.Skipf("labels cannot be drawn here: %v", err)
	}
	pages := map[int][]decoded{}
	for row := range strings.Lines(string(out)) {
		var d struct {
			decoded
			File string
			None bool
		}
		var page int
		if err := json.Unmarshal([]byte(row), &d); err != nil {
			t.Fatalf("decoder said %q: %v", row, err)
		}
		if _, err := fmt.Sscanf(d.File, "page-%d.png", &page); err != nil {
			t.Fatalf("decoder said %q: %v", row, err)
		}
		if !d.None {
			pages[page] = append(pages[page], d.decoded)
		}
	}
	return pages
}

func TestDrawnBarcodesReadAsWhatTheyWereMadeOf(t *testing.T) {
	l := New(Dots8, 812, 1218)
	want := map[decoded]bool{}
	add := func(s Symbol, err error, sym, text string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		l.Barcode(Point{80, 20 + 100*len(want)}, Bars{Module: 2, Height: 60}, s)
		want[decoded{sym, text}] = true
	}
	for _, text := range []string{"1Z999AA10123456784", "12345678", "123456789", "PW-7F-00041-X", "a>b^c~de", "AB\tCD", "Z"} {
		s, err := Code128(text)
		add(s, err, "]C0", text)
	}
	for _, elements := range [][]Element{
		{{"00", "123456789012345675"}},
		{{"421", "61600950"}},
		{{"01", "04006381333931"}, {"10", "A7"}},
		{{"10", "AB123"}, {"21", "12345"}},
	} {
		s, err := GS1(elements...)
		add(s, err, "]C1", Readable(elements...))
	}
	label, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range decode(t, label) {
		if !want[got] {
			t.Errorf("read %+v, which was not drawn", got)
		}
		delete(want, got)
	}
	for left := range want {
		t.Errorf("%+v was drawn and not read", left)
	}
}
