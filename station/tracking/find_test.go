package tracking

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// services are ours for the formats of the vectors; those of goods are not here.
var services = map[string]string{
	"amazon_logistics": "amazon logistics", "amazon_international": "amazon international",
	"canada_post": "canada-post 16", "canpar_22": "canpar 22",
	"dhl_express": "dhl express, dhl express-11", "dhl_express_piece_id": "dhl express-piece",
	"dhl_ecommerce": "dhl ecommerce", "dhl_ecommerce_14": "dhl ecommerce-14",
	"dpd": "dpd 28", "dpd_14": "dpd 14",
	"fedex_12": "fedex 12", "fedex_34": "fedex 34", "fedex_astra_32": "fedex astra",
	"fedex_ground": "fedex ground", "fedex_ground_96": "fedex ground-96", "fedex_ground_gsn": "fedex ground-gsn",
	"fedex_ground_sscc_18": "fedex ground-sscc", "gofo_us": "gofo us", "landmark_global": "landmark global",
	"lasership_lx": "lasership lx", "lasership_1ls7": "lasership 1ls7", "LaserShip 1LS7 (18)": "lasership 1ls7-18",
	"lasership_1lscx": "lasership 1lscx", "Old Dominion": "old-dominion pro",
	"Old Dominion Guaranteed Shipment": "old-dominion guaranteed", "ontrac_c": "ontrac c", "ontrac_d": "ontrac d",
	"purolator_alpha": "purolator alpha", "purolator_numeric": "purolator numeric", "s10": "post s10",
	"speedee": "speedee 18", "UPS Waybill": "ups waybill", "ups": "ups 1z", "ups_1z": "ups 1z",
	"impb_22": "usps impb", "impb_420_zip5": "usps impb-zip5", "impb_420_zip9": "usps impb-zip9", "usps_20": "usps 20",
	"usps_legacy": "usps impb, usps impb-zip5, usps legacy-20", "usps_impb_n": "usps impb, usps impb-zip5",
	"usps_impb_c": "usps impb, usps impb-26, usps impb-zip5, usps impb-zip9",
	"yodel":       "yodel jd, yodel jjd", "yunexpress": "yunexpress 16",
}

var goods = []string{"mod43", "imei15", "isbn10", "isbn13", "issn", "upce8"}

func TestVectors(t *testing.T) {
	ran := 0
	for _, row := range vectors(t) {
		if slices.Contains(goods, row["format"]) {
			continue
		}
		ours, known := services[row["format"]]
		if !known {
			t.Errorf("%s: nobody knows the format %s", row["id"], row["format"])
		}
		ran++
		found := false
		for _, n := range Find(nil, row["input"]) {
			found = found || slices.Contains(strings.Split(ours, ", "), n.Carrier+" "+n.Service)
		}
		if found != (row["expect"] == "valid") {
			t.Errorf("%s: %q is %s: %v, want %s", row["id"], row["input"], ours, found, row["expect"])
		}
	}
	t.Logf("%d vectors", ran)
}

// vectors are the rows of the test data by their column names, which stands
// outside the project.
func vectors(t *testing.T) []map[string]string {
	t.Helper()
	dir := os.Getenv("PACKWRIGHT_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	file, err := os.Open(filepath.Join(dir, "data/scan/carrier_and_checkdigit_vectors.csv"))
	if err != nil {
		t.Skipf("the vectors are not here: %v", err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // the carriers, and what they track
	}{
		{"UPS", "1Z12345E0205271686", "ups 1z 1Z12345E0205271686 check digit"},
		{"the sandbox number that is copied everywhere is wrong", "1Z12345E0205271688", ""},
		{"USPS with its address code and without the separator", "420921019400109699938123456787", "usps impb-zip5 9400109699938123456787 check digit"},
		{"USPS with the separator", "42092101\x1d9400109699938123456787", "usps impb-zip5 9400109699938123456787 check digit"},
		{"USPS with a long address code", "4209210112349400109699938123456787", "usps impb-zip9 9400109699938123456787 check digit"},
		{"a separator elsewhere is no space", "9400109699\x1d938123456787", ""},
		{"FedEx Ground is the end of the long number", "9611020987654312345672", "fedex ground-96 987654312345672 check digit"},
		{"FedEx Express is in the middle of the long number", "3 29715 145 6010244 784917580286 2014", "fedex astra 784917580286 check digit"},
		{"a pallet of DHL", "00340434161094042557", "dhl parcel 00340434161094042557 check digit, usps 20 00340434161094042557 check digit"},
		{"DHL by its letters", "JJD000390007827394839", "dhl parcel JJD000390007827394839 form"},
		{"the barcode of DPD", "%008182709980000020033350276", "dpd label 09980000020033 form"},
		{"Royal Mail is a post, too", "RR473124829GB", "royal-mail s10 RR473124829GB check digit, post s10 RR473124829GB check digit"},
		{"no country, no post", "RR473124829XX", ""},
		{"twelve digits can be of anybody", "320595463938", "purolator numeric 320595463938 check digit"},
		{"the best proof first", "60120172242329", "dhl ecommerce-14 60120172242329 length"},
		{"small letters are not scanned", "1z12345e0205271686", ""},
		{"nothing", "", ""},
		{"more than any number", strings.Repeat("9 ", longest+1), ""},
		{"letters beyond ASCII", "TBÄ000000000000", ""},
	} {
		var got []string
		for _, n := range Find(nil, c.text) {
			got = append(got, strings.Join([]string{n.Carrier, n.Service, n.Text, n.Proof.String()}, " "))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q is %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		name, text, carrier string
		at                  int
	}{
		{"UPS", "1Z12345E0205271688", "ups", 17},
		{"a post", "RR473124820GB", "royal-mail", 10},
		{"USPS behind its address code", "420921019400109699938123456781", "usps", 29},
		{"a right number is not near", "1Z12345E0205271686", "", 0},
		{"digits can be anything", "986189021171", "", 0},
		{"nothing", "", "", 0},
	} {
		n, at, ok := Near(c.text)
		if n.Carrier != c.carrier || at != c.at || ok != (c.carrier != "") {
			t.Errorf("%s: %q is near to %q at %d, want %q at %d", c.name, c.text, n.Carrier, at, c.carrier, c.at)
		}
	}
}

// FuzzFind states what always holds: no panic, and a number that was found is
// found again in what its carrier tracks, or in the text without spaces.
func FuzzFind(f *testing.F) {
	for _, text := range []string{"1Z12345E0205271686", "42092101\x1d9400109699938123456787", " R R 4 7 3 1 2 4 8 2 9 G B", "3 29715 145 6010244 784917580286 2014", "00 81827 0998 0000 0200 33 350 276 C"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		whole := compact(text)
		for _, n := range Find(nil, text) {
			if n.Text == "" || !strings.Contains(whole, n.Text) || strings.ContainsAny(n.Text, " \x1d") {
				t.Fatalf("%q holds %v", text, n)
			}
		}
		if n, at, ok := Near(text); ok && (at >= len(whole) || n.Carrier == "") {
			t.Fatalf("%q is near to %v at %d", text, n, at)
		}
	})
}

func TestFindDoesNotAllocate(t *testing.T) {
	numbers := make([]Number, 0, 8)
	for _, text := range []string{"1Z12345E0205271686", "420921019400109699938123456787", "A-01-03", "4006381333931"} {
		if n := testing.AllocsPerRun(100, func() { numbers = Find(numbers[:0], text) }); n > 0 {
			t.Errorf("find %q allocates %v times", text, n)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	numbers := make([]Number, 0, 8)
	b.ReportAllocs()
	for b.Loop() {
		numbers = Find(numbers[:0], "420921019400109699938123456787")
	}
}
