package zpl

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// decoded is what an independent program reads from a drawn label.
type decoded struct{ Sym, Text string }

// decode draws the label and reads its barcodes with programs that share no
// code with this one.
func decode(t *testing.T, label []byte) []decoded {
	t.Helper()
	if testing.Short() {
		t.Skip("drawing labels takes seconds")
	}
	program := filepath.Join(shared(t), "oracle/decode-labels")
	file := filepath.Join(t.TempDir(), "label.zpl")
	if err := os.WriteFile(file, label, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, file, "102", "152", "8").Output()
	if err != nil {
		t.Skipf("labels cannot be drawn here: %v", err)
	}
	var all []decoded
	for row := range strings.Lines(string(out)) {
		var d decoded
		if err := json.Unmarshal([]byte(row), &d); err != nil {
			t.Fatalf("decoder said %q: %v", row, err)
		}
		all = append(all, d)
	}
	return all
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

func TestDrawnMatricesReadAsWhatTheyWereMadeOf(t *testing.T) {
	l := New(Dots8, 812, 1218)
	var want []decoded
	y := 40
	add := func(m Matrix, err error, sym, text string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		l.Matrix(Point{40, y}, Cells{Module: 2}, m)
		y += 2*m.Rows() + 40
		want = append(want, decoded{sym, text})
	}
	for _, text := range []string{"1234567890", "PW-7F-00041-X", `QA,^XZ~JA_5E_1 \&"{}a`} {
		m, err := QR(text, CorrectMedium)
		add(m, err, "]Q1", text)
	}
	for _, text := range []string{"1234567890", "PW-7F-00041-X", `QA,^XZ~JA \&"{}a`} {
		m, err := DataMatrix(text)
		add(m, err, "]d1", text)
	}
	elements := []Element{{"01", "04006381333931"}, {"10", "AB-123"}, {"21", "12345"}}
	m, err := GS1DataMatrix(elements...)
	add(m, err, "]d2", Readable(elements...))
	for _, text := range []string{"1234567890", "PW-7F-00041-X", `[)> QA,^XZ~JA "{}a` + strings.Repeat("Long", 30)} {
		m, err := PDF417(text, 6)
		add(m, err, "]L2", text)
	}
	label, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got := decode(t, label)
	for _, d := range got {
		if !slices.Contains(want, d) {
			t.Errorf("read %+v, which was not drawn", d)
		}
	}
	for _, d := range want {
		if !slices.Contains(got, d) {
			t.Errorf("%+v was drawn and not read", d)
		}
	}
}
