package station

import "testing"

func TestTheHousesOwnCodesByPrefix(t *testing.T) {
	w := newWorld(t, func(r *Rules) { onePass(r); r.Codes = "LOC:=strip+location ART-=strip+article #=strip BX=carton" }, order("1", mugs(2)))
	w.codes["A09-09"] = Meaning{Kind: IsLocation, Code: "A09-09"}
	w.scan("BADGE-ANNA").types("+")
	w.scan("BX-9").says("CODE No carton has the code BX-9. Scan a carton.")
	w.scan("#BOX-D").at(StepPlace)
	w.scan("ART-" + mug).says("WRONG This is the article MUG-BLUE. Scan the location first.")
	w.scan("ART-A03-11").says("CODE No article has the code A03-11. Scan the location.")
	w.scan("LOC:A09-09").says("WRONG This is A09-09. Go to A03-11.")
	w.scan("LOC:A03-11").at(StepArticle)
	w.scan("LOC:" + mug).says("CODE No location has the code " + mug + ". Scan the article.").packed(0)
	w.scan("ART-"+mug, mug).packed(2)
}

func TestABadPrefixIsRefusedWhenItIsSet(t *testing.T) {
	for codes, want := range map[string]bool{
		"": true, "LOC:=strip+location T-=tote #=strip": true,
		"LOC": false, "=tote": false, "X=": false, "X=box": false, "XXPX=strip": false, "X=strip": false, "]C1=strip": false, "L=strip+": false,
	} {
		r := DefaultRules()
		r.Codes = codes
		if err := r.Check(); (err == nil) != want {
			t.Errorf("%q: %v, want it taken %v", codes, err, want)
		}
	}
}

func TestTheSymbologyBeforeACodeChangesNothing(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2)))
	w.scan("]C0BADGE-ANNA").says("OK Hello Anna.").types("+").scan("]A0BOX-D", "]C0A03-11", "]E0"+mug[1:]).packed(1)
	w.scan("]C0" + CommandCode(CmdPark)).says("WAIT Why is order 11 parked?")
}

func TestANumberOfTheCarrierIsKnownWithItsAddressCode(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	usps := "9400111202555842332669"
	w.carrier = func(b BuyLabel) Sold {
		l := w.label()
		l.Tracking = usps
		return Sold{Work: b.Work, Parcel: b.Parcel, Label: b.Label, Key: b.Key, Bought: l}
	}
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11", mug).weigh(580).at(StepProve)
	w.scan("42090210" + usps).says("DONE 11 shipped. Carry it to lane 12.")
}

func TestElementsOfAForeignArticleAreKnownByItsNumber(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(1)))
	w.scan("BADGE-ANNA").types("+").scan("BOX-D", "A03-11")
	w.scan("]C101" + else_ + "10A7").says("WRONG MUG-RED. Put it back. Want MUG-BLUE, code ends 3931.")
	w.codes["DHL-1"], w.codes["ZEBRA"] = Meaning{Kind: IsCage, Code: "DHL-1"}, Meaning{Kind: IsPrinter, Code: "ZEBRA"}
	w.scan("DHL-1").says("WRONG This is cage DHL-1. Scan the article.")
	w.scan("ZEBRA").says("WRONG This is printer ZEBRA. Scan the article.")
}
