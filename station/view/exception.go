package view

import "time"

// Exception is what a station did with goods though the books have it otherwise:
// its facts were set aside, and a person has to go there.
type Exception struct {
	ID      string    `json:"id"`
	Station string    `json:"station"` // that did it
	Person  string    `json:"person"`
	OrderNo string    `json:"order_no"` // "" when it is of no order
	Work    string    `json:"work"`     // ID
	Why     string    `json:"why"`      // epoch: another station has the work; rule: a fact broke one
	Said    string    `json:"said"`     // which rule
	Has     string    `json:"has"`      // the station that has the work now
	Facts   int       `json:"facts"`    // that were set aside
	Units   int       `json:"units"`    // that left their location and did not come back
	Labels  int       `json:"labels"`   // ship labels that began to print
	Proven  bool      `json:"proven"`   // the label was scanned on its box
	Code    string    `json:"code"`     // of the label: SSCC, else tracking number
	Lane    string    `json:"lane"`     // cage of the parcel
	Tote    string    `json:"tote"`
	Slot    string    `json:"slot"`
	At      time.Time `json:"at"` // by the station's clock
}

// Deed is what is to be done, where, in one sentence. say translates a sentence
// with its arguments, at tells a time.
func (e Exception) Deed(say func(string, ...any) string, at func(time.Time) string) string {
	what, deed := say("order %s", e.OrderNo), say("nothing left its place: look why, and settle it")
	switch {
	case e.Proven:
		what, deed = say("parcel %s", Short(e.Code)), say("take it out")
	case e.Labels > 0:
		what, deed = say("label %s", Short(e.Code)), say("find it and tear it up; put the goods back")
	case e.Units > 0 && e.Why == "rule":
		what, deed = say("goods of order %s (%d)", e.OrderNo, e.Units), say("count them again")
	case e.Units > 0:
		what, deed = say("goods of order %s (%d)", e.OrderNo, e.Units), say("put them back")
	case e.OrderNo == "":
		what, deed = say("%d facts of no order", e.Facts), say("look why, and settle it")
	}
	for _, place := range []struct{ is, of string }{{e.Lane, "cage %s"}, {e.Slot, "slot %s"}, {e.Tote, "tote %s"}} {
		if place.is != "" {
			what += ", " + say(place.of, place.is)
		}
	}
	return what + ", " + e.Station + ", " + at(e.At) + ": " + deed
}

// Short is a code as people compare it: first and last four digits of a number of
// 18 as it stands on the label, any other code whole.
func Short(code string) string {
	if len(code) != 18 {
		return code
	}
	code = "00" + code
	return code[:4] + "..." + code[len(code)-4:]
}
