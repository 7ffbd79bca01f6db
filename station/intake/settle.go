package intake

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/view"
)

// settle is the last look at an order, whatever it was read from. It refuses
// what nobody could ship, and puts on hold what a person can complete.
func settle(o *view.NewOrder) *RowError {
	if o.ExternalID == "" {
		return refuse("", "the order has no id", "The shop must give one.")
	}
	if bad := settleText(o); bad != nil {
		return bad
	}
	if bad := settleLines(o.Lines); bad != nil {
		return bad
	}
	if o.PlacedAt.IsZero() {
		return refuse("", "it is not said when the order was placed", "Fill in the time.")
	}
	if bad := settleCurrency(o); bad != nil {
		return bad
	}
	return settleAddress(o)
}

func settleLines(lines []view.NewLine) *RowError {
	if len(lines) == 0 {
		return refuse("", "the order has no lines that are to be shipped", "Nothing to do, or complete the order and import it again.")
	}
	if len(lines) > MaxLines {
		return tooManyLines()
	}
	for _, l := range lines {
		if l.SKU == "" && l.Barcode == "" {
			return refuse("", "its line "+quoted(l.Name)+" has neither a SKU nor a barcode", "Give the article a SKU in the shop.")
		}
		if l.Quantity < 1 || l.Quantity > MaxQuantity {
			return refuse("", fmt.Sprintf("its line %s asks for %d pieces", quoted(l.SKU), l.Quantity), fmt.Sprintf("Between 1 and %d can be shipped.", MaxQuantity))
		}
	}
	return nil
}

func tooManyLines() *RowError {
	return refuse("", fmt.Sprintf("the order has more than %d lines", MaxLines), "Split it in the shop.")
}

func settleText(o *view.NewOrder) *RowError {
	for name, s := range texts(o) {
		if bad := unfit(s); bad != nil {
			bad.Column = name
			return bad
		}
	}
	return nil
}

// texts are all texts of the order with what they are.
func texts(o *view.NewOrder) iter.Seq2[string, string] {
	a := o.ShipTo
	own := [][2]string{
		{"order id", o.ExternalID},
		{"order number", o.Number},
		{"channel", o.Channel},
		{"service", o.Service},
		{"note", o.Note},
		{"currency", o.Currency},
		{"name", a.Name},
		{"company", a.Company},
		{"street", a.Street},
		{"street 2", a.Street2},
		{"city", a.City},
		{"region", a.Region},
		{"postal code", a.PostalCode},
		{"country", a.Country},
		{"phone", a.Phone},
		{"email", a.Email},
	}
	return func(yield func(string, string) bool) {
		for _, t := range own {
			if !yield(t[0], t[1]) {
				return
			}
		}
		for _, l := range o.Lines {
			for _, t := range [][2]string{{"line id", l.ExternalID}, {"sku", l.SKU}, {"barcode", l.Barcode}, {"item name", l.Name}} {
				if !yield(t[0], t[1]) {
					return
				}
			}
		}
		for _, h := range o.Holds {
			if !yield("hold", h) {
				return
			}
		}
	}
}

func settleCurrency(o *view.NewOrder) *RowError {
	o.Currency = strings.ToUpper(o.Currency)
	if o.Currency == "" && o.TotalCents == 0 {
		return nil
	}
	if !letters(o.Currency, 3) {
		return refuse("currency", quoted(o.Currency)+" is not a currency", "Write its three letters, such as EUR.")
	}
	return nil
}

// settleAddress holds an order whose parcel could not arrive.
func settleAddress(o *view.NewOrder) *RowError {
	a := &o.ShipTo
	a.Country = strings.ToUpper(strings.TrimSpace(a.Country))
	if a.Country != "" && !letters(a.Country, 2) {
		return refuse("country", quoted(a.Country)+" is not a country", "Write its two letters, such as DE.")
	}
	if blank(a.Name) && blank(a.Company) || blank(a.Street) && blank(a.Street2) ||
		blank(a.City) || a.Country == "" || blank(a.PostalCode) && !strings.Contains(withoutCodes, a.Country) {
		hold(o, "address")
	}
	return nil
}

// withoutCodes are the countries that have no postal codes.
const withoutCodes = "AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH GM GQ GY HK " +
	"JM KI KM KN LC ML MO MR MW NR NU PA QA RW SB SC SL SR ST SY TG TK TL TO TT TV UG VU YE ZW"

// hold adds a reason once.
func hold(o *view.NewOrder, reason string) {
	if !slices.Contains(o.Holds, reason) {
		o.Holds = append(o.Holds, reason)
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func letters(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// join is the parts that are not blank, with a space between.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, blank), " ")
}

// notForUs refuses an order because of what the shop says about it.
func notForUs(column, why string) *RowError {
	return refuse(column, why, "Nothing to do.")
}
