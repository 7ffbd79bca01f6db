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
	"strconv"
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
	run := exec.Command(program, append([]string{file}, strings.Fields(fmt.Sprint(size, " ", dpmm))...)...)
	var said strings.Builder
	run.Stderr = &said
	out, err := run.Output()
	if err != nil && drawable(t) {
		t.Fatalf("draw labels: %v\n%s", err, said.String())
	}
	if err != nil {
		t.Skipf("labels cannot be drawn here: %v\n%s", err, said.String())
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

// drawable says that a plain label can be drawn, so that another which cannot
// is at fault itself.
func drawable(t *testing.T) bool {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plain.zpl")
	if err := os.WriteFile(file, []byte("^XA^FO50,50^BY2^BCN,100,N,N,N,N^FD>:12345^FS^XZ"), 0o600); err != nil {
		t.Fatal(err)
	}
	return exec.Command(filepath.Join(shared(t), "oracle/decode-labels"), file).Run() == nil
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
	digits := func(n int) string { return r.text(digits, n) }
	return r.one("PW"+digits(11), "1Z999AA1"+digits(10), digits(12), digits(13), digits(20), digits(34), "JJD"+digits(18), "RR"+digits(9)+"DE")
}

func (r parcels) text(letters string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(letters[r.IntN(len(letters))])
	}
	return b.String()
}

const (
	digits  = "0123456789"
	capital = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	signs   = capital + "abcxyz-_/.+ #%&'()<>=@^~"
)

// code is one that a house puts on its racks, totes and badges. None ends with
// one character behind ^, > or ~: the program that draws loses that one.
func (r parcels) code() string {
	return r.one(
		r.text(capital, 1)+r.text(digits, 2)+"-"+r.text(digits, 2), "T-"+r.text(digits, 3), r.text(digits, 1+r.IntN(12)),
		"x"+r.text(signs, r.IntN(12))+"yz", r.text(capital, 20),
	)
}

func (r parcels) sscc(t *testing.T) string {
	number, err := gs1.NewSSCC(digits[r.IntN(10)], "4012345", int64(r.IntN(1_000_000_000)))
	if err != nil {
		t.Fatal(err)
	}
	return number
}

func (r parcels) gtin(t *testing.T) string {
	body := r.text(digits, 13)
	check, err := gs1.CheckDigit(body)
	if err != nil {
		t.Fatal(err)
	}
	return body + string(check)
}

// draft is the n-th label, of each kind in turn, filled at random, with what
// its barcodes must read as.
func (r parcels) draft(t *testing.T, n int) (d *Draft, want []string) {
	d = draft(t, filled()[n%len(filled())])
	set := func(name, value string) string {
		if err := d.Set(name, value); err != nil {
			t.Fatal(err)
		}
		return value
	}
	if d.form.order {
		want = r.order(t, d, n, set)
		slices.Sort(want)
		return d, want
	}
	switch name := d.form.name; name {
	case "article":
		if n%2 == 0 {
			return d, []string{"]C1(01)" + set("code", r.gtin(t))}
		}
		return d, []string{"]C0" + set("code", "SHELF-"+r.text(digits, 4))}
	case "badge":
		return d, []string{"]C0" + set("code", r.text(capital, 26))}
	}
	return d, []string{"]C0" + set("code", r.code())}
}

// order fills a label of an order and gives the codes that must be on it.
func (r parcels) order(t *testing.T, d *Draft, n int, set func(name, value string) string) []string {
	order := set("order.number", r.one(fmt.Sprint(10_000+n), fmt.Sprintf("#%d", 1000+n), fmt.Sprintf("WEB-2026/%05d", n)))
	set("order.note", r.one("", "Danke!"))
	set("copy", fmt.Sprint(1+r.IntN(3)))
	set("parcel.weight_g", fmt.Sprint(r.IntN(31_500)))
	set("service", r.one("Parcel", "Express"))
	set("lane", r.one("", "12"))
	d.doc.Shipment.ShipTo, d.doc.Shipment.From = r.address(), r.address()
	tracking, sscc := r.tracking(), r.sscc(t)
	switch d.form.name {
	case "ship":
		return []string{"]C0" + set("tracking", tracking), "]C1(00)" + set("sscc", sscc)}
	case "neutral":
		return []string{"]C0" + set("tracking", tracking), "]C0" + order}
	case "return":
		return []string{"]C0" + set("tracking", tracking), "]C0" + set("return.number", "R-"+r.text(digits, 6))}
	case "carton":
		return []string{"]C0" + order, "]C1(00)" + set("sscc", sscc)}
	case "pallet":
		content := "]C1(02)" + set("content.gtin", r.gtin(t)) + "(37)" + set("content.count", fmt.Sprint(1+r.IntN(5000)))
		return []string{content, "]C1(00)" + set("sscc", sscc)}
	}
	return []string{"]C0" + order}
}

// TestEveryBarcodeReadsAsWhatItWasMadeOf has PACKWRIGHT_LABELS as the number of
// labels.
func TestEveryBarcodeReadsAsWhatItWasMadeOf(t *testing.T) {
	labels := 20
	if n, err := strconv.Atoi(os.Getenv("PACKWRIGHT_LABELS")); err == nil {
		labels = n
	}
	barcodes := 0
	for dpmm, all := range map[int]int{8: labels, 12: max(6, labels/5)} {
		r := parcels{rand.New(rand.NewPCG(7, uint64(dpmm)))}
		const atOnce = 25
		for from := 0; from < all; from += atOnce {
			var stream []byte
			var want [][]string
			for n := from; n < min(all, from+atOnce); n++ {
				d, codes := r.draft(t, n)
				s, err := d.ZPL(dpmm)
				if err != nil || s.Labels != 1 {
					t.Fatalf("%s %d: %d labels, %v", d.form.name, n, s.Labels, err)
				}
				stream, want = append(stream, s.ZPL...), append(want, codes)
			}
			got := decode(t, stream, paper, dpmm)
			for i, codes := range want {
				if barcodes += len(codes); !slices.Equal(got[i], codes) {
					t.Errorf("label %d at %d dots: read %q, want %q", from+i, dpmm, got[i], codes)
				}
			}
		}
	}
	t.Logf("%d barcodes read", barcodes)
}

// TestTheDecoderFindsWhatIsBroken breaks the barcodes as printers and writers of
// ZPL do: what is read then is not what was meant.
func TestTheDecoderFindsWhatIsBroken(t *testing.T) {
	ship := layOut(t, draft(t, "ship")).ZPL
	pallet := layOut(t, draft(t, "pallet", "content.count=48")).ZPL
	odd := layOut(t, draft(t, "tote", "code=123456")).ZPL
	for _, c := range []struct {
		name, right, wrong string
		stream             []byte
		want               string
	}{
		{"no FNC1 in front of an SSCC", ">;>800", ">;00", ship, "]C1(00)040123450000102345"},
		{"no FNC1 in front of a GTIN", ">;>802", ">;02", pallet, "]C1(02)04006381333931(37)48"},
		{"an odd number of digits in subset C", ">;123456", ">;12345", odd, "]C012345"},
		{"an invocation that no printer knows", ">;>802", ">;>002", pallet, "]C1(02)04006381333931(37)48"},
	} {
		broken := bytes.Replace(c.stream, []byte(c.right), []byte(c.wrong), 1)
		if bytes.Equal(c.stream, broken) {
			t.Fatalf("%s: nothing was broken, so nothing is proven", c.name)
		}
		if got := decode(t, broken, paper, 8)[0]; slices.Contains(got, c.want) {
			t.Errorf("%s: read %q even so", c.name, got)
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
