package station

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/tracking"
)

// own is what the house says of its own codes that begin so.
type own struct {
	prefix string
	strip  bool        // the prefix is no part of the code
	kind   MeaningKind // what the code can be alone, "" for anything
}

// ownKinds are the words of the setting.
var ownKinds = map[string]MeaningKind{
	"location": IsLocation, "tote": IsTote, "slot": IsSlot, "cage": IsCage, "printer": IsPrinter,
	"badge": IsBadge, "article": IsProduct, "carton": IsCarton, "parcel": IsParcel,
}

// ownCodes reads the setting Codes. The error says what is wrong with it.
func (r Rules) ownCodes() ([]own, error) {
	var list []own
	for _, entry := range strings.Fields(r.Codes) {
		at := strings.LastIndexByte(entry, '=')
		if at < 1 {
			return nil, fmt.Errorf("codes %q: write a prefix and what it means, as in %q", entry, "LOC:=strip+location T-=tote")
		}
		o := own{prefix: entry[:at]}
		word := entry[at+1:]
		rest, both := strings.CutPrefix(word, "strip+")
		if o.strip = both || word == "strip"; both {
			word = rest
		}
		if o.kind = ownKinds[word]; o.kind == "" && word != "strip" {
			return nil, fmt.Errorf("codes %q: use strip, strip+kind or a kind: location, tote, slot, cage, printer, badge, article, carton, parcel", entry)
		}
		if o.prefix[0] == ']' || strings.HasPrefix(commandPrefix, strings.ToUpper(o.prefix)) || strings.HasPrefix(strings.ToUpper(o.prefix), commandPrefix) {
			return nil, fmt.Errorf("codes %q: that prefix is of symbologies or commands", entry)
		}
		list = append(list, o)
	}
	return list, nil
}

// housed is the scan as the house has its codes: without a prefix that is no
// part of it, and with what it can be alone. The longest prefix counts.
func (t *turn) housed(in Scanned) Scanned {
	if t.Rules.Codes == "" {
		return in
	}
	list, err := t.Rules.ownCodes()
	if err != nil {
		return in // it was checked when it was set
	}
	best := own{}
	for _, o := range list {
		if len(o.prefix) > len(best.prefix) && len(in.Text) > len(o.prefix) && strings.HasPrefix(in.Text, o.prefix) {
			best = o
		}
	}
	if best.strip {
		in.Text = in.Text[len(best.prefix):]
	}
	in.kind = best.kind
	return in
}

// mayBe says that the scan can be a code of the kind.
func (in *Scanned) mayBe(k MeaningKind) bool { return in.kind == "" || in.kind == k }

// noSuch is what is said of a code that can be of one kind alone, and is none.
var noSuch = map[MeaningKind]string{
	IsLocation: "No location has the code %s. Scan %s.",
	IsTote:     "No tote has the code %s. Scan %s.",
	IsSlot:     "No slot has the code %s. Scan %s.",
	IsCage:     "No cage has the code %s. Scan %s.",
	IsPrinter:  "No printer has the code %s. Scan %s.",
	IsProduct:  "No article has the code %s. Scan %s.",
	IsCarton:   "No carton has the code %s. Scan %s.",
	IsParcel:   "No parcel has the code %s. Scan %s.",
	IsBadge:    "Nobody has this badge. Scan %s.",
}

// notOfItsKind refuses a code whose prefix says what it should be.
func (t *turn) notOfItsKind(in Scanned, p Prompt) {
	kind := in.kind
	args := []any{in.Text, waitsFor(p)}
	if kind == IsBadge {
		in.Text, args = badgeText, args[1:]
	}
	t.refuse(in, unknown(noSuch[kind], args...), "not_of_its_kind")
}

// beamed is the text of a scan without the symbology that the scanner sent
// before it, where that says no more: elements of GS1 stay as they are.
func beamed(text string) string {
	if len(text) < 4 || text[0] != ']' {
		return text
	}
	var s gs1.Scan
	if gs1.Parse(&s, text) != nil || s.Symbology == "" || s.AddOn != "" {
		return text
	}
	switch s.Kind {
	case gs1.GS1, gs1.Link, gs1.Message:
		return text
	}
	return s.Text
}

// asked is the code as the store is asked for it: the number of the article or
// of the parcel, where the barcode holds more.
func asked(text string) string {
	var s gs1.Scan
	if gs1.Parse(&s, text) != nil {
		return text
	}
	if gtin, ok := s.GTIN(); ok && s.Kind >= gs1.GS1 {
		return gtin
	}
	for _, n := range tracking.Find(nil, s.Text) {
		if n.Proof == tracking.Checked && n.Text != s.Text {
			return n.Text
		}
	}
	return text
}
