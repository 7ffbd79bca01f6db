package label

import (
	"fmt"
	"slices"
	"strings"
)

// form is a kind of label: the fields it has, and what must be on it whoever
// designs it.
type form struct {
	name   string
	title  string // what it is for
	fields []spec
	shows  []string                       // in letters
	scans  [][]string                     // in a barcode: of each group one
	lines  bool                           // it lists articles
	order  bool                           // it is made of a document of an order
	fixed  func(dpmm int) (Sheets, error) // instead of a template
}

// spec is a field of a form.
type spec struct {
	name    string // in templates, in CSV files and for --set
	words   string // what warnings call it, the name where empty
	longest int    // what its barcode has room for, 0 where it has none
	digits  bool   // it is made of digits
	secret  bool   // it is shown in a barcode only
	made    bool   // it is made of others and cannot be set
	// mayBeEmpty is of a field that a template must show and a label may lack.
	mayBeEmpty bool
	sample     string
}

// forms are all kinds there are, in the order in which a house needs them.
var forms = []form{
	{name: "ship", title: "parcel, as GS1 has logistic labels", order: true, shows: addressee, scans: [][]string{{"sscc", "tracking"}}, fields: orderFields()},
	{name: "neutral", title: "parcel without a number of GS1", order: true, shows: addressee, scans: [][]string{{"tracking", "order.number"}}, fields: orderFields()},
	{name: "slip", title: "what is in the box, for the customer", order: true, lines: true, shows: []string{"order.number"}, fields: orderFields()},
	{name: "gift", title: "slip of a gift", order: true, lines: true, shows: []string{"order.number"}, fields: orderFields()},
	{
		name: "return", title: "parcel back to us", order: true, shows: append([]string{"from.name"}, addressee...),
		scans: [][]string{{"return.number", "tracking"}},
		fields: orderFields(
			spec{name: "return.number", words: "return number", longest: 20, sample: "R-10234-1"},
			spec{name: "return.until", words: "last day of the return", sample: "2026-12-31"},
		),
	},
	{
		name: "carton", title: "what is in a carton, for the outside of it", order: true, lines: true, shows: []string{"order.number"},
		scans: [][]string{{"order.number", "sscc"}}, fields: orderFields(),
	},
	{
		name: "pallet", title: "pallet, as GS1 has logistic labels", order: true, shows: []string{"ship_to.place", "content.count"},
		scans: [][]string{{"sscc"}},
		fields: orderFields(
			spec{name: "content.name", words: "content", sample: "Mug, stoneware, blue, 300 ml"},
			spec{name: "content.gtin", words: "GTIN of the content", longest: 14, digits: true, sample: "04006381333931"},
			spec{name: "content.count", words: "number of cartons", longest: 8, digits: true, mayBeEmpty: true, sample: "48"},
			spec{name: "batch", sample: "L2026-11"},
			spec{name: "best_before", words: "best-before date", sample: "2027-10-31"},
		),
	},
	{name: "commands", title: "every command of the bench, A5", fixed: CommandCard},
	{name: "scannertest", title: "what a scanner is set up with", fixed: ScannerTest},
	{
		name: "location", title: "place on a rack", shows: []string{"name", "check_digits"}, scans: [][]string{{"code"}},
		fields: []spec{
			{name: "name", sample: "A03-12"},
			{name: "code", longest: 20, sample: "A03-12"},
			{name: "check_digits", words: "check digits", mayBeEmpty: true, sample: "47"},
			{name: "aisle", sample: "A"},
			{name: "rack", sample: "03"},
			{name: "level", sample: "12"},
		},
	},
	{name: "tote", title: "tote", shows: []string{"code"}, scans: [][]string{{"code"}}, fields: []spec{{name: "code", longest: 20, sample: "T-014"}, {name: "name", sample: ""}}},
	{
		name: "bin", title: "bin on a shelf, with what is in it", shows: []string{"name"}, scans: [][]string{{"code"}},
		fields: []spec{{name: "name", sample: "B07-3"}, {name: "code", longest: 20, sample: "B07-3"}, {name: "sku", words: "SKU", sample: "MUG-BLUE"}, {name: "article", sample: "Mug, stoneware, blue, 300 ml"}},
	},
	{name: "slot", title: "slot for parked orders", shows: []string{"name"}, scans: [][]string{{"code"}}, fields: []spec{{name: "name", sample: "SLOT-07"}, {name: "code", longest: 20, sample: "SLOT-07"}}},
	{
		name: "cage", title: "cage or lane for finished parcels", shows: []string{"name"}, scans: [][]string{{"code"}},
		fields: []spec{{name: "name", sample: "LANE-12"}, {name: "code", longest: 20, sample: "LANE-12"}, {name: "carrier", sample: "House Carrier"}, {name: "service", sample: "Parcel"}, {name: "cutoff", words: "cut-off", sample: "17:30"}},
	},
	{
		name: "article", title: "article whose own code is missing", shows: []string{"sku", "name"}, scans: [][]string{{"gtin"}, {"plain"}},
		fields: []spec{
			{name: "sku", words: "article", sample: "MUG-BLUE"},
			{name: "name", sample: "Mug, stoneware, blue, 300 ml"},
			{name: "code", longest: 30, sample: "04006381333931"},
			{name: "gtin", words: "code", longest: 14, digits: true, made: true},
			{name: "plain", words: "code", longest: 30, made: true},
		},
	},
	{
		name: "plate", title: "closed box that waits for its label", shows: []string{"code", "order.number"}, scans: [][]string{{"code"}},
		fields: []spec{{name: "code", longest: 24, sample: "BOX-10234-1"}, {name: "order.number", words: "order number", sample: "10234"}, {name: "parcel", sample: "1 of 2"}, {name: "carton", sample: "BOX-C"}},
	},
	{
		name: "badge", title: "badge of a person", shows: []string{"name"}, scans: [][]string{{"code"}},
		fields: []spec{{name: "name", sample: "Anna Beispiel"}, {name: "role", sample: "Packer"}, {name: "house", sample: "Beispiel Versand GmbH"}, {name: "code", longest: 26, secret: true, sample: "4Q7ZK2M9XW5TJB3RHDNV6YPCAE"}},
	},
	{
		name: "printer", title: "printer that other benches may use", shows: []string{"name"}, scans: [][]string{{"code"}},
		fields: []spec{{name: "name", sample: "Bench 3, left"}, {name: "code", longest: 20, sample: "PRN-3"}},
	},
	{
		name: "checkweight", title: "weight that the scales are checked with", shows: []string{"weight"}, scans: [][]string{{"code"}},
		fields: []spec{{name: "name", sample: "Check weight 1"}, {name: "grams", digits: true, sample: "2000"}, {name: "code", longest: 20, sample: "WEIGHT-2000"}, {name: "weight", made: true}},
	},
}

var addressee = []string{"ship_to.name", "ship_to.street", "ship_to.place"}

// orderFields are those of every document of an order, with more behind.
func orderFields(more ...spec) []spec {
	fields := []spec{
		{name: "order.number", words: "order number", longest: 20},
		{name: "order.note", words: "note"},
		{name: "copy", made: true},
		{name: "parcel", made: true},
		{name: "weight", made: true},
		{name: "page", made: true},
		{name: "pages", made: true},
		{name: "sheet", made: true},
		{name: "sheets", made: true},
		{name: "units", made: true},
		{name: "units.ordered", made: true},
		{name: "carrier"},
		{name: "service"},
		{name: "tracking", words: "tracking number", longest: 30},
		{name: "sscc", words: "SSCC", longest: 18, digits: true},
		{name: "routing"},
		{name: "lane"},
	}
	for _, who := range [...]struct{ name, words string }{{"ship_to.", "ship-to "}, {"from.", "sender "}} {
		for _, part := range [...]string{"name", "company", "street", "street2", "place", "postal_code", "city", "region", "country"} {
			words := strings.NewReplacer("street2", "street 2", "_", " ").Replace(part)
			fields = append(fields, spec{name: who.name + part, words: who.words + words, made: part == "place"})
		}
	}
	return append(fields, more...)
}

// formOf is the form of a name.
func formOf(name string) (form, error) {
	for _, f := range forms {
		if f.name == name {
			return f, nil
		}
	}
	return form{}, fmt.Errorf("there is no label %q: take one of %s", name, strings.Join(Samples(), ", "))
}

// field is nil for a name that the form does not have.
func (f form) field(name string) *spec {
	i := slices.IndexFunc(f.fields, func(s spec) bool { return s.name == name })
	if i < 0 {
		return nil
	}
	return &f.fields[i]
}

// called is what warnings call a field.
func (f form) called(name string) string {
	if s := f.field(name); s != nil && s.words != "" {
		return s.words
	}
	switch name {
	case "line.sku":
		return "SKU"
	case "line.name":
		return "name"
	case "line.ordered", "line.here":
		return "quantity"
	}
	return strings.NewReplacer(".", " ", "_", " ").Replace(name)
}

// names are the fields of a template of the form.
func (f form) names() []string {
	var names []string
	for _, s := range f.fields {
		names = append(names, s.name)
	}
	return names
}

// drawn says that the form has a template.
func (f form) drawn() bool { return f.fixed == nil }

// slip says that it is one of the two slips: which, is a matter of the order.
func (f form) slip() bool { return f.name == "slip" || f.name == "gift" }
