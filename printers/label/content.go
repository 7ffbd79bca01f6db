package label

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/gs1"
)

// ofDocument is what stands on the labels of a parcel or an order.
func ofDocument(d station.Document) content {
	n, b := d.Shipment, d.Bought
	units, ordered := 0, 0
	for _, l := range d.Lines {
		units, ordered = units+l.Here, ordered+l.Ordered
	}
	f := map[string]string{
		"order.number": either(d.OrderNo, n.OrderNo), "order.note": d.Note, "copy": numbered(d.Copy), "parcel": ofAll(n.Parcel, n.Of),
		"weight": weight(n.WeightG), "units": fmt.Sprint(units), "units.ordered": fmt.Sprint(ordered), "carrier": b.Carrier, "service": either(b.Service, n.Service),
		"tracking": b.Tracking, "sscc": b.SSCC, "routing": b.Routing, "lane": b.Lane,
		"code": d.Code,
	}
	for who, a := range map[string]station.Address{"ship_to.": n.ShipTo, "from.": n.From} {
		f[who+"name"], f[who+"company"], f[who+"street"], f[who+"street2"] = a.Name, a.Company, a.Street, a.Street2
		f[who+"city"], f[who+"region"], f[who+"postal_code"], f[who+"country"] = a.City, a.Region, a.PostalCode, a.Country
		f[who+"place"] = place(a)
	}
	return content{fields: f, lines: d.Lines}
}

// ofArticle is what stands on the label of a unit.
func ofArticle(d station.Document) content {
	f := map[string]string{"code": d.Code}
	if len(d.Lines) > 0 {
		f["sku"], f["name"] = d.Lines[0].SKU, d.Lines[0].Name
	}
	return content{fields: f}
}

// numbered is the number of a copy, "" of the first.
func numbered(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprint(n)
}

// either is s, or otherwise where s shows nothing.
func either(s, otherwise string) string {
	if shows(s) {
		return s
	}
	return otherwise
}

// place is the line of the town, in the order of its country.
func place(a station.Address) string {
	switch a.Country {
	case "US", "CA", "AU", "GB", "BR", "IN":
		return a.City + " " + a.Region + " " + a.PostalCode
	}
	return a.PostalCode + " " + a.City + " " + a.Region
}

// ofAll is "2 of 3", "" when it is not known.
func ofAll(n, all int) string {
	if n < 1 {
		return ""
	}
	return fmt.Sprintf("%d of %d", n, max(n, all))
}

// weight is grams as people read them, "" for none.
func weight(grams int) string {
	if grams < 1 {
		return ""
	}
	return fmt.Sprintf("%d.%03d kg", grams/1000, grams%1000)
}

// finish makes the fields that are made of others, and says what is wrong with
// those that were given.
func (c content) finish(f form) error {
	if f.field("code") != nil && f.field("name") != nil && !f.field("code").secret && f.name != "article" {
		c.fields["code"] = either(c.fields["code"], c.fields["name"])
	}
	switch f.name {
	case "article":
		c.fields["plain"] = c.fields["code"]
		if gtin, ok := gs1.NormalizeGTIN(c.fields["code"]); ok {
			c.fields["gtin"], c.fields["plain"] = gtin, ""
		}
	case "checkweight":
		grams, err := strconv.Atoi(c.fields["grams"])
		if err != nil || grams < 1 {
			return &FieldError{f.name, "grams", "the weight is not a whole number of grams"}
		}
		c.fields["weight"] = weight(grams)
	case "location":
		if s := c.fields["check_digits"]; s != "" && !twoOrThree.MatchString(s) {
			return &FieldError{f.name, "check_digits", "the check digits are not two or three digits"}
		}
	case "pallet":
		if gtin, ok := gs1.NormalizeGTIN(c.fields["content.gtin"]); ok {
			c.fields["content.gtin"] = gtin
		}
		return sscc(f.name, c.fields["sscc"])
	case "ship":
		return sscc(f.name, c.fields["sscc"])
	}
	return nil
}

// twoOrThree is how check digits of a location look.
var twoOrThree = regexp.MustCompile(`^[0-9]{2,3}$`)

// sscc is the error of a parcel's number that is none: a label with a wrong
// check digit is read by nobody.
func sscc(form, digits string) error {
	if len(digits) != 18 {
		return &FieldError{form, "sscc", fmt.Sprintf("the SSCC has %d characters instead of 18 digits", len(digits))}
	}
	check, err := gs1.CheckDigit(digits[:17])
	if err != nil {
		return &FieldError{form, "sscc", "the SSCC is not made of digits"}
	}
	if check != digits[17] {
		return &FieldError{form, "sscc", "the check digit of the SSCC is wrong"}
	}
	return nil
}
