package sim

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/view"
)

// Warehouse is a demo warehouse: what it stocks, where, and who works there.
type Warehouse struct {
	Sender        station.Address
	CompanyPrefix string
	Places        []Place
	Totes         []string
	Products      []view.NewProduct
	Stock         []Stock
	Cartons       []view.NewCarton
	People        []Colleague
}

// Place is a location. Kind is pick, reserve, quarantine, tray or slot.
type Place struct {
	Name, Kind         string
	Aisle, Rack, Level string
	CheckDigits        string
	Sequence           int
}

// Stock is pieces of an article at a location.
type Stock struct {
	SKU, Location, Lot, Expiry string
	Qty                        int
}

// Colleague is somebody who works there, with the code of the badge.
type Colleague struct {
	Name  string
	Role  station.Role
	Badge string
}

// article is the recipe of one product.
type article struct {
	sku, name string
	mm        [3]int
	g         int
	tracked   string // lot, expiry, serial
	caseOf    int
}

var articles = []article{
	{"MUG-BLUE", "Mug 330 ml glazed, BLUE (not navy)", [3]int{120, 90, 100}, 380, "", 12},
	{"MUG-NAVY", "Mug 330 ml glazed, NAVY", [3]int{120, 90, 100}, 380, "", 12},
	{"MUG-RED", "Mug 330 ml glazed, red", [3]int{120, 90, 100}, 375, "", 12},
	{"TEA-GRN", "Green tea 100 g, tin", [3]int{80, 80, 110}, 160, "lot expiry", 0},
	{"TEA-BLK", "Black tea 100 g, tin", [3]int{80, 80, 110}, 158, "lot expiry", 0},
	{"SPOON-2", "Spoons, set of 2, olive wood", [3]int{190, 40, 20}, 60, "", 24},
	{"LAMP-DSK", "Desk lamp with clamp", [3]int{240, 180, 110}, 920, "serial", 0},
	{"BOOK-KNOT", "The book of knots, hardcover", [3]int{240, 170, 28}, 640, "", 0},
	{"BOOK-BREAD", "Bread at home, paperback", [3]int{210, 140, 18}, 310, "", 0},
	{"SOAP-LAV", "Soap, lavender, 100 g", [3]int{85, 60, 28}, 108, "", 48},
	{"SOAP-PINE", "Soap, pine, 100 g", [3]int{85, 60, 28}, 108, "", 48},
	{"TOWEL-M", "Towel 50 x 100 cm, moss", [3]int{250, 180, 60}, 420, "", 0},
	{"TOWEL-L", "Towel 70 x 140 cm, moss", [3]int{340, 240, 80}, 780, "", 0},
	{"CANDLE-3", "Beeswax candles, 3 pieces", [3]int{220, 70, 30}, 240, "", 0},
	{"JAR-500", "Preserving jar 500 ml", [3]int{95, 95, 120}, 410, "", 6},
	{"JAM-APR", "Apricot jam 340 g", [3]int{75, 75, 95}, 560, "lot expiry", 6},
	{"OIL-050", "Olive oil 0.5 l", [3]int{65, 65, 270}, 910, "lot expiry", 0},
	{"NOTE-A5", "Notebook A5, dotted", [3]int{210, 148, 16}, 270, "", 20},
	{"PEN-BLK", "Pen, black, refillable", [3]int{150, 22, 18}, 34, "", 0},
	{"GLOVE-8", "Garden gloves, size 8", [3]int{250, 120, 25}, 95, "", 0},
	{"SEED-MIX", "Seeds, wild flowers", [3]int{140, 100, 5}, 20, "lot expiry", 0},
	{"PUZZLE-1K", "Puzzle, 1000 pieces", [3]int{370, 270, 60}, 830, "", 0},
	{"BALL-5", "Football, size 5, deflated", [3]int{230, 230, 60}, 430, "", 0},
	{"RADIO-W", "Wireless, walnut case", [3]int{260, 140, 150}, 1750, "serial", 0},
}

// careful is what some of them need of whoever packs them.
var careful = map[string]func(*view.NewProduct){
	"JAR-500": func(p *view.NewProduct) {
		p.Rotation, p.Fragile, p.BearsG = "this_side_up", true, 700
		p.PackNote, p.PackMust, p.PackG = "two layers of paper", true, 25
	},
	"OIL-050":   func(p *view.NewProduct) { p.Rotation = "this_side_up" },
	"PUZZLE-1K": func(p *view.NewProduct) { p.Rotation = "keep_flat" },
	"RADIO-W":   func(p *view.NewProduct) { p.Alone = true },
}

// CardNote is what goes into the first parcel of every order of the demo's shop.
const CardNote = "thank-you card"

// NewWarehouse makes the same warehouse from the same seed. now is the day it
// opens: expiry dates lie ahead of it.
func NewWarehouse(seed uint64, now time.Time) Warehouse {
	r := rand.New(rand.NewPCG(seed, 1))
	w := Warehouse{
		Sender: station.Address{Name: "Demo Warehouse", Company: "Packwright Demo", Street: "Werftstrasse 12", PostalCode: "24143", City: "Kiel", Country: "DE"},
		// 4012345 is the prefix that GS1 uses in its own examples.
		CompanyPrefix: "4012345",
		Cartons:       demoCartons(),
		People: []Colleague{
			{"Anna", station.Packer, "PWB-ANNA-4F7K2M"},
			{"Ben", station.Packer, "PWB-BEN-9H3X5Q"},
			{"Leo", station.Lead, "PWB-LEO-2C8V6T"},
			{"Sara", station.Supervisor, "PWB-SARA-7D5N1P"},
		},
	}
	w.shelves(r)
	w.stockUp(r, now)
	return w
}

// Slots are the slots of the trouble shelf.
func (w Warehouse) Slots() []string {
	var names []string
	for _, p := range w.Places {
		if p.Kind == "slot" {
			names = append(names, p.Name)
		}
	}
	return names
}

// shelves are the places: two aisles to pick from, a reserve above, a trouble
// shelf, a tray and a quarantine.
func (w *Warehouse) shelves(r *rand.Rand) {
	for i := range 40 {
		aisle, rack := []string{"A", "B"}[i/20], i%20+1
		w.Places = append(w.Places, Place{
			Name: fmt.Sprintf("%s%02d-1", aisle, rack), Kind: "pick", Aisle: aisle, Rack: fmt.Sprintf("%02d", rack), Level: "1",
			CheckDigits: fmt.Sprintf("%02d", r.IntN(100)), Sequence: i + 1,
		})
	}
	for i := range 10 {
		w.Places = append(w.Places, Place{Name: fmt.Sprintf("R%02d-5", i+1), Kind: "reserve", Aisle: "R", Rack: fmt.Sprintf("%02d", i+1), Level: "5", Sequence: 100 + i})
	}
	for i := range 12 {
		w.Places = append(w.Places, Place{Name: fmt.Sprintf("SLOT-%02d", i+1), Kind: "slot", Sequence: 200 + i})
		w.Totes = append(w.Totes, fmt.Sprintf("T-%03d", i+1))
	}
	w.Places = append(w.Places, Place{Name: "RED-1", Kind: "tray", Sequence: 300}, Place{Name: "QUAR-1", Kind: "quarantine", Sequence: 301})
}

// stockUp makes the products and puts them on the shelves.
func (w *Warehouse) stockUp(r *rand.Rand, now time.Time) {
	for i, a := range articles {
		p := view.NewProduct{
			SKU: a.sku, Name: a.name, LengthMM: a.mm[0], WidthMM: a.mm[1], HeightMM: a.mm[2], WeightG: a.g,
			Barcodes: []view.NewBarcode{{Code: gtin("40123450", i), Units: 1}},
		}
		if a.caseOf > 0 {
			p.Barcodes = append(p.Barcodes, view.NewBarcode{Code: gtin("140123451", i), Units: a.caseOf})
		}
		if mind := careful[a.sku]; mind != nil {
			mind(&p)
		}
		place := w.Places[i].Name
		switch a.tracked {
		case "lot expiry":
			p.Lot, p.Expiry = true, true
			for k := range 2 {
				w.Stock = append(w.Stock, Stock{
					SKU: a.sku, Location: place, Lot: fmt.Sprintf("L%d%02d", k+1, i),
					Expiry: now.AddDate(1+k, 0, 0).Format(time.DateOnly), Qty: 60,
				})
			}
		case "serial":
			p.Serial = true
			w.Stock = append(w.Stock, Stock{SKU: a.sku, Location: place, Qty: 80})
		default:
			w.Stock = append(w.Stock, Stock{SKU: a.sku, Location: place, Qty: 120 + r.IntN(80)})
		}
		w.Products = append(w.Products, p)
	}
}

// gtin is a GTIN of the demo's own range: prefix, number, check digit.
func gtin(prefix string, n int) string {
	body := fmt.Sprintf("%s%04d", prefix, n+1)
	check, err := gs1.CheckDigit(body)
	if err != nil {
		panic(err) // the prefixes are digits
	}
	return body + string(check)
}

func demoCartons() []view.NewCarton {
	type box struct {
		name  string
		inner [3]int
		empty int
		max   int
	}
	var list []view.NewCarton
	for i, b := range []box{
		{"A", [3]int{240, 170, 40}, 60, 2000},
		{"B", [3]int{250, 180, 120}, 110, 5000},
		{"C", [3]int{320, 240, 160}, 190, 10000},
		{"D", [3]int{400, 300, 200}, 310, 15000},
		{"E", [3]int{500, 400, 300}, 520, 25000},
		{"F", [3]int{600, 400, 400}, 760, 31500},
	} {
		list = append(list, view.NewCarton{
			Code: "BOX-" + b.name, Name: b.name, Shelf: fmt.Sprint(i/2 + 1), InnerMM: b.inner,
			OuterMM: [3]int{b.inner[0] + 8, b.inner[1] + 8, b.inner[2] + 12}, EmptyG: b.empty, MaxG: b.max, CostCent: int64(30 + 15*i), Currency: "EUR",
		})
	}
	return list
}

var (
	firstNames = []string{"Erika", "Jörg", "Małgorzata", "Zoë", "Søren", "Aoife", "Nuno", "Birgit", "Łukasz", "Chloé", "Håkon", "Ines"}
	lastNames  = []string{"Muster", "Öztürk", "Kowalska", "van der Meer", "Sørensen", "O'Brien", "Conceição", "Groß", "Lefèvre", "Lindqvist"}
	streets    = []string{"Lindenweg", "Am Alten Markt", "Hafenstraße", "Rue des Lilas", "Kerkstraat", "Via Roma", "Schillerplatz"}
	cities     = [][3]string{
		{"50667", "Köln", "DE"},
		{"20095", "Hamburg", "DE"},
		{"01067", "Dresden", "DE"},
		{"80331", "München", "DE"},
		{"1012 JS", "Amsterdam", "NL"},
		{"75011", "Paris", "FR"},
		{"1010", "Wien", "AT"},
		{"8001", "Zürich", "CH"},
		{"00-001", "Warszawa", "PL"},
	}
)

// Orders makes n orders of a demo shop, placed before now, numbered from first.
// Most have one or two articles, as orders have.
func (w Warehouse) Orders(seed uint64, first, n int, now time.Time) []view.NewOrder {
	r := rand.New(rand.NewPCG(seed, uint64(first)))
	list := make([]view.NewOrder, 0, n)
	leaves := now.Truncate(time.Hour).Add(150 * time.Minute) // the carrier's van
	for i := range n {
		city := cities[r.IntN(len(cities))]
		o := view.NewOrder{
			Channel: "demo", ExternalID: fmt.Sprintf("demo-%d", first+i), Number: fmt.Sprint(first + i),
			PlacedAt: now.Add(-time.Duration(n-i) * time.Minute), ReleaseAt: now.Add(-time.Minute), ShipBy: leaves, Service: "Parcel", Currency: "EUR",
			ShipTo: view.Address{
				Name: pick(r, firstNames) + " " + pick(r, lastNames), Street: fmt.Sprintf("%s %d", pick(r, streets), 1+r.IntN(120)),
				PostalCode: city[0], City: city[1], Country: city[2],
			},
			Gift: r.IntN(10) == 0, Source: fmt.Sprintf("demo:%d", first+i),
		}
		if r.IntN(6) == 0 {
			o.Priority = 1
		}
		for _, at := range r.Perm(len(w.Products))[:1+min(r.IntN(6), r.IntN(4))] {
			p := w.Products[at]
			l := view.NewLine{ExternalID: fmt.Sprintf("demo-%d-%d", first+i, len(o.Lines)+1), SKU: p.SKU, Name: p.Name, Quantity: 1 + min(r.IntN(4), r.IntN(3)), PriceCents: int64(390 + 10*r.IntN(300)), WeightG: p.WeightG}
			o.TotalCents += l.PriceCents * int64(l.Quantity)
			o.Lines = append(o.Lines, l)
		}
		list = append(list, o)
	}
	return list
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }
