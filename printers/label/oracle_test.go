package label

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

// decoded is what an independent program reads from a drawn label.
type decoded struct{ File, Sym, Text string }

// decode draws labels of a size in mm, "101.6 152.4", and reads their barcodes
// with programs that share no code with this one: label by label, each sorted.
func decode(t *testing.T, stream []byte, size string, dpmm int) map[int][]string {
	t.Helper()
	if testing.Short() {
		t.Skip("drawing labels takes seconds")
	}
	program := filepath.Join(shared(t), "oracle/decode-labels")
	for _, needed := range []string{program, "node"} {
		if _, err := exec.LookPath(needed); err != nil {
			t.Skipf("labels cannot be drawn here: %v", err)
		}
	}
	file := filepath.Join(t.TempDir(), "labels.zpl")
	if err := os.WriteFile(file, stream, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, append([]string{file}, strings.Fields(fmt.Sprint(size, " ", dpmm))...)...).Output()
	if err != nil {
		t.Skipf("labels cannot be drawn here: %v", err)
	}
	read := map[int][]string{}
	for row := range strings.Lines(string(out)) {
		var d decoded
		var page int
		if err := json.Unmarshal([]byte(row), &d); err != nil {
			t.Fatalf("decoder said %q: %v", row, err)
		}
		if _, err := fmt.Sscanf(d.File, "page-%d.png", &page); err != nil {
			t.Fatalf("decoder said %q: %v", row, err)
		}
		read[page] = append(read[page], d.Sym+d.Text)
	}
	for page := range read {
		slices.Sort(read[page])
	}
	return read
}

const paper = "101.6 152.4"

// parcels makes documents of random addresses and numbers.
type parcels struct{ *rand.Rand }

func (r parcels) one(of ...string) string { return of[r.IntN(len(of))] }

func (r parcels) address() station.Address {
	return station.Address{
		Name:       r.one("Anna", "Łukasz", "Zoë", "Иван", "山田", "Maximiliane") + " " + r.one("Müller", "Østergaard", "O'Brien-López", "von und zu Hohenstein"),
		Company:    r.one("", "Café Morgenrot", "Süddeutsche Gerätebau GmbH & Co. KG"),
		Street:     fmt.Sprint(r.one("Große Witschgasse ", "ul. Żwirki ", "Straße des 17. Juni "), r.IntN(300)),
		Street2:    r.one("", "2. Stock", "c/o ^XZ~JA Schmidt"),
		PostalCode: fmt.Sprintf("%05d", r.IntN(100_000)),
		City:       r.one("Köln", "Łódź", "Llanfairpwllgwyngyll", "Σπάρτη"),
		Country:    r.one("DE", "PL", "United Kingdom"),
	}
}

// tracking has the forms of several carriers.
func (r parcels) tracking() string {
	digits := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(byte('0' + r.IntN(10)))
		}
		return b.String()
	}
	return r.one("PW"+digits(11), "1Z999AA1"+digits(10), digits(12), digits(13), digits(20), digits(34), "JJD"+digits(18), "RR"+digits(9)+"DE")
}

func (r parcels) document(t *testing.T, n int) (d station.Document, want []string) {
	order := r.one(fmt.Sprint(10_000+n), fmt.Sprintf("#%d", 1000+n), fmt.Sprintf("WEB-2026/%05d", n))
	d = station.Document{
		Kind: station.PackingSlip, OrderNo: order, Copy: 1 + r.IntN(3), Note: r.one("", "Danke!"),
		Shipment: station.Shipment{OrderNo: order, Parcel: 1 + n%3, Of: 3, ShipTo: r.address(), From: r.address(), WeightG: r.IntN(31_500)},
	}
	if n%4 == 0 {
		d.Lines = []station.SlipLine{{SKU: "MUG-BLUE", Name: "Mug", Ordered: 2, Here: 1}}
		return d, []string{"]C0" + order}
	}
	sscc, err := gs1.NewSSCC(byte('0'+r.IntN(10)), "4012345", int64(r.IntN(1_000_000_000)))
	if err != nil {
		t.Fatal(err)
	}
	d.Kind = station.ShipLabel
	d.Bought = station.Bought{Carrier: "House", Service: r.one("Parcel", "Express"), Tracking: r.tracking(), SSCC: sscc, Routing: r.one("DE 50", "PL 9"), Lane: r.one("", "12")}
	want = []string{"]C0" + d.Bought.Tracking, "]C1(00)" + sscc}
	slices.Sort(want)
	return d, want
}

func TestEveryBarcodeReadsAsWhatItWasMadeOf(t *testing.T) {
	for dpmm, documents := range map[int]int{8: 20, 12: 4} {
		r := parcels{rand.New(rand.NewPCG(7, uint64(dpmm)))}
		var stream []byte
		var want [][]string
		for n := range documents {
			d, codes := r.document(t, n)
			s, err := ZPL(d, dpmm)
			if err != nil || s.Labels != 1 {
				t.Fatalf("document %d: %d labels, %v", n, s.Labels, err)
			}
			stream, want = append(stream, s.ZPL...), append(want, codes)
		}
		got := decode(t, stream, paper, dpmm)
		for n, codes := range want {
			if !slices.Equal(got[n], codes) {
				t.Errorf("document %d at %d dots: read %q, want %q", n, dpmm, got[n], codes)
			}
		}
	}
}

func TestTheDecoderMissesTheFunctionCharacterOfGS1(t *testing.T) {
	stream := layOut(t, draft(t, "ship")).ZPL
	broken := bytes.Replace(stream, []byte(">;>800"), []byte(">;00"), 1)
	if bytes.Equal(stream, broken) {
		t.Fatal("nothing was broken, so nothing is proven")
	}
	for _, code := range decode(t, broken, paper, 8)[0] {
		if strings.HasPrefix(code, "]C1") {
			t.Errorf("read %q from a label without FNC1", code)
		}
	}
}

func TestEveryCommandOfTheCardReads(t *testing.T) {
	got := layOut(t, draft(t, "commands"))
	all := read(t, got.ZPL)
	codes := bars(all)
	if len(codes) != len(station.Commands()) || len(got.Warnings) > 0 {
		t.Errorf("%d barcodes for %d commands, warnings %q", len(codes), len(station.Commands()), got.Warnings)
	}
	for command, code := range station.Commands() {
		if !slices.ContainsFunc(codes, func(d drawn) bool { return strings.HasSuffix(d.text, code) }) {
			t.Errorf("command %q (%s) is not on the card", command, code)
		}
		if meanings[command] == "" {
			t.Errorf("the card does not say what %q means", command)
		}
	}
	read := decode(t, got.ZPL, "148 210", 8)[0]
	for command, code := range station.Commands() {
		if !slices.Contains(read, "]C0"+code) {
			t.Errorf("command %q: %s is not among what was read: %q", command, code, read)
		}
	}
}

func TestTheCardIsNoLargerThanA5(t *testing.T) {
	for i, d := range read(t, layOut(t, draft(t, "commands")).ZPL) {
		if d.y+d.height > 210*8 || d.x+d.width > 148*8 {
			t.Errorf("field %d leaves the paper: %+v", i, d)
		}
	}
}
