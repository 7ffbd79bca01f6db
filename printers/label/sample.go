package label

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/packwright/packwright/station"
)

// Draft is a label whose fields can be set by name before it is laid out.
type Draft struct {
	form      form
	doc       station.Document
	own       map[string]*string // fields that no document has
	templates *Templates
}

// Samples are the names that [Sample] knows.
func Samples() []string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

// Sample is a label with invented content, by one of the names of [Samples].
func Sample(name string) (*Draft, error) {
	d, err := Blank(name)
	if err != nil {
		return nil, err
	}
	d.doc = sampleDocument(name)
	for _, s := range d.form.fields {
		if at := d.own[s.name]; at != nil {
			*at = s.sample
		}
	}
	return d, nil
}

// Blank is a label whose fields are empty.
func Blank(name string) (*Draft, error) {
	f, err := formOf(name)
	if err != nil {
		return nil, err
	}
	d := &Draft{form: f, own: map[string]*string{}, templates: BuiltIn()}
	d.doc.Gift = name == "gift"
	known := d.ofOrder()
	for _, s := range f.fields {
		if !s.made && known[s.name] == nil {
			d.own[s.name] = new(string)
		}
	}
	return d, nil
}

// Use lays the draft out by other templates than the built-in ones.
func (d *Draft) Use(t *Templates) { d.templates = t }

// ZPL lays the draft out for a printer of dpmm dots per mm, 8 or 12.
func (d *Draft) ZPL(dpmm int) (Sheets, error) {
	f := d.form
	if f.slip() {
		f, _ = formOf(slipOf(d.doc.Gift))
	}
	return d.templates.layOut(f, d.content(), dpmm)
}

func (d *Draft) content() content {
	c := content{fields: map[string]string{}}
	if d.form.order {
		c = ofDocument(d.doc)
	}
	for name, at := range d.own {
		c.fields[name] = *at
	}
	return c
}

// Fields are the names that Set knows, beside the lines of a label that lists
// articles: line.1.sku, line.1.name, line.1.ordered and line.1.here, and so on.
func (d *Draft) Fields() []string { return slices.Sorted(maps.Keys(d.fields())) }

// Set changes one field.
func (d *Draft) Set(name, value string) error {
	if len(d.fields()) == 0 {
		return fmt.Errorf("set %s: this sample has no fields", name)
	}
	at := d.fields()[name]
	if at == nil {
		at = d.line(name)
	}
	switch at := at.(type) {
	case *string:
		*at = value
		return nil
	case *int:
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return fmt.Errorf("set %s: %q is not a whole number", name, value)
		}
		*at = n
		return nil
	case *bool:
		b, err := strconv.ParseBool(value)
		if err != nil {
			return fmt.Errorf("set %s: %q is neither true nor false", name, value)
		}
		*at = b
		return nil
	}
	return fmt.Errorf("set %s: there is no such field; there are %s", name, strings.Join(d.Fields(), ", "))
}

// fields are pointers to string, int or bool.
func (d *Draft) fields() map[string]any {
	f := d.ofOrder()
	for name, at := range d.own {
		f[name] = at
	}
	return f
}

// ofOrder are the fields of a document of an order; none of other labels.
func (d *Draft) ofOrder() map[string]any {
	if !d.form.order {
		return map[string]any{}
	}
	n, b := &d.doc.Shipment, &d.doc.Bought
	f := map[string]any{
		"order.number": &d.doc.OrderNo, "order.note": &d.doc.Note, "order.gift": &d.doc.Gift, "copy": &d.doc.Copy,
		"parcel.number": &n.Parcel, "parcel.of": &n.Of, "parcel.weight_g": &n.WeightG,
		"carrier": &b.Carrier, "service": &b.Service, "tracking": &b.Tracking, "sscc": &b.SSCC,
		"routing": &b.Routing, "lane": &b.Lane,
	}
	for who, a := range map[string]*station.Address{"ship_to": &n.ShipTo, "from": &n.From} {
		for name, at := range map[string]*string{
			"name": &a.Name, "company": &a.Company, "street": &a.Street, "street2": &a.Street2,
			"city": &a.City, "region": &a.Region, "postal_code": &a.PostalCode, "country": &a.Country,
		} {
			f[who+"."+name] = at
		}
	}
	return f
}

// maxLines is the longest slip that can be tried out.
const maxLines = 500

// line is a field of a line, which is added if the slip is not so long yet. It
// is nil for other names.
func (d *Draft) line(name string) any {
	part := strings.Split(name, ".")
	if len(part) != 3 || part[0] != "line" || !d.form.lines {
		return nil
	}
	n, err := strconv.Atoi(part[1])
	if err != nil || n < 1 || n > maxLines {
		return nil
	}
	for len(d.doc.Lines) < n {
		d.doc.Lines = append(d.doc.Lines, station.SlipLine{})
	}
	l := &d.doc.Lines[n-1]
	return map[string]any{"sku": &l.SKU, "name": &l.Name, "ordered": &l.Ordered, "here": &l.Here}[part[2]]
}

// sampleDocument is what the samples made of an order show.
func sampleDocument(name string) station.Document {
	d := station.Document{
		Kind: station.ShipLabel, Copy: 1, OrderNo: "10234",
		Shipment: station.Shipment{
			OrderNo: "10234", Parcel: 1, Of: 2, Service: "Parcel", WeightG: 1284, From: sampleFrom, ShipTo: sampleTo,
		},
		Bought: station.Bought{
			Carrier: "House Carrier", Service: "Parcel", Tracking: "PW00000010234", SSCC: "040123450000102345",
			Routing: "DE 50", Lane: "12", PriceCents: 499, Currency: "EUR",
		},
	}
	switch name {
	case "neutral":
		d.Bought.SSCC = ""
	case "slip":
		d.Kind, d.Lines, d.Note, d.Bought = station.PackingSlip, sampleLines(), "Thank you for your order.", station.Bought{}
	case "gift":
		d.Kind, d.Lines, d.Gift, d.Bought = station.PackingSlip, sampleLines(), true, station.Bought{}
		d.Note = "All the best for your birthday, from Jonas and the children!"
	case "return":
		d.Shipment.From, d.Shipment.ShipTo = sampleTo, sampleFrom
		d.Shipment.ShipTo.Name = "Returns"
		d.Bought.SSCC, d.Bought.Lane = "", ""
		d.Shipment.Parcel, d.Shipment.WeightG = 0, 0
	case "carton":
		d.Lines = sampleLines()
	case "pallet":
		d.Shipment.WeightG, d.Shipment.Parcel, d.Shipment.Of, d.Bought.Tracking = 412_500, 1, 1, ""
	}
	return d
}

func sampleLines() []station.SlipLine {
	return []station.SlipLine{
		{SKU: "MUG-BLUE", Name: "Mug, stoneware, blue, 300 ml", Ordered: 2, Here: 2},
		{SKU: "TEA-GRN", Name: "Green tea, loose leaf, 100 g", Ordered: 3, Here: 1},
		{SKU: "SPOON-L", Name: "Tea spoon, long, stainless steel, with engraved handle, gift box of one", Ordered: 1, Here: 1},
	}
}

var (
	sampleFrom = station.Address{Company: "Beispiel Versand GmbH", Street: "Lagerstraße 7", PostalCode: "90402", City: "Nürnberg", Country: "DE"}
	sampleTo   = station.Address{Name: "Anna-Lena Schäfer", Company: "Café Morgenrot", Street: "Große Witschgasse 9-11", Street2: "Hinterhaus, 2. Stock", PostalCode: "50667", City: "Köln", Country: "DE"}
)
