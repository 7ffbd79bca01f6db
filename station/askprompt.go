package station

// LabelAndGoods is what is put on a slot when a label may lie at the bench.
const LabelAndGoods = "LABEL AND GOODS ON A SLOT, SCAN IT"

// askPrompt is the prompt of an open question. w is nil while no work is on the
// screen.
func (s *State) askPrompt(w *Work, a Ask) Prompt {
	p := Prompt{Slash: "back", Choices: []Choice{choicePark}}
	if w == nil {
		p.Choices = nil
	}
	switch a.Kind {
	case AskLot, AskNoBarcode, AskRemedy, AskLastFour, AskShort, AskShortCount, AskDamaged, AskMissing:
		p = w.askUnit(p, a)
	case AskTakeOut:
		p.Screen, p.Band, p.Text, p.Accepts = PackScreen, 2, "SCAN THE ARTICLE THAT COMES OUT", []Accept{AArticle}
	case AskCarton:
		p.Screen, p.Band, p.Text, p.Accepts = PackScreen, 1, "SCAN ANOTHER CARTON", []Accept{ACarton}
		p.Choices = nil
		p = w.boxChoices(p)
		p.Choices = append(p.Choices, choicePark)
	case AskEmpty, AskRefilled:
		p = s.shelfPrompt(p, w, a.Kind)
	case AskWhich:
		p.Screen, p.Band, p.Text = w.screen(), 2, "WHICH ARTICLE IS IT?"
		p.Choices = w.choicesOf(w.whichOf(a), a.Page)
	case AskMore:
		p.Screen, p.Text, p.Choices = w.screen(), "WHAT ELSE?", s.moreChoices(w)
	case AskPrinter:
		p = s.printerPrompt(p, w)
	case AskRoll:
		p = s.rollPrompt(p, w)
	case AskOldLabel, AskAgain:
		p = w.againPrompt(p, a)
	case AskPark:
		p.Screen, p.Text = Trouble, "WHY IS IT PARKED?"
		p.Choices = parkChoices(w)
	case AskSlot:
		p.Screen, p.Text, p.Accepts = Trouble, "PUT IT ON A SLOT, SCAN THE SLOT", []Accept{ASlot}
		p.Choices = nil
		if w != nil && w.looseLabel("") {
			p.Text, p.Hint = LabelAndGoods, "no other box gets its label"
		}
	case AskLead:
		p.Screen, p.Text, p.Accepts = LeadScreen, "A LEAD SCANS HIS BADGE", []Accept{ABadge}
		p.Hint = "or says yes on the board"
		if a.Action == PrintAgain {
			p.Choices = nil // nothing of it is here that could be parked
		}
	case AskConfirm:
		p.Screen, p.Text, p.Args, p.Accepts = w.screen(), "TYPE %s TO %s", []any{a.Digits, a.Deed}, []Accept{ANumber}
	case AskTypedWeight:
		p.Screen, p.Band, p.Text, p.Accepts = ShipScreen, 1, "TYPE THE WEIGHT IN GRAMS", []Accept{ANumber}
	case AskTakeover:
		p.Screen, p.Text, p.Args = Trouble, "%s IS STUCK ELSEWHERE. TAKE IT OVER?", []any{a.Code}
		p.Hint, p.Plus = "only when the goods are here; an open box is counted again", "take it over"
	case AskPutWhere:
		p.Screen, p.Band, p.Text, p.Args, p.Accepts = PutBack, 2, "SCAN LOCATION %s", []any{a.Place.ID}, []Accept{ALocation}
	case AskBadge:
		p.Screen, p.Text = Trouble, "ANOTHER BADGE: WHAT NOW?"
		p.Choices = []Choice{{'1', "I take over this bench"}, {'3', "nothing"}, choicePark}
	}
	if p.Takes(ANumber) {
		p.Choices = nil // every digit is part of the number
	}
	return p
}

// askUnit is a question about units of a line.
func (w *Work) askUnit(p Prompt, a Ask) Prompt {
	screen := PickScreen
	if a.Stop == "" {
		screen = PackScreen
	}
	p.Screen, p.Band = screen, 2
	line := w.Content.Lines[a.Line]
	switch a.Kind {
	case AskLot:
		p.Text, p.Args, p.Accepts = w.goodsText(a)
	case AskNoBarcode:
		p.Text = "WHICH ARTICLE HAS NO BARCODE?"
		p.Choices = w.lineChoices(a.Page)
	case AskRemedy:
		p.Text, p.Args = "%s WITHOUT A CODE: WHAT SHALL A LEAD ALLOW?", []any{line.SKU}
		p.Choices = w.remedies(a)
	case AskLastFour:
		p.Plus = "something else"
		p.Text, p.Args, p.Accepts = "TYPE THE LAST FOUR DIGITS OF %s", []any{line.SKU}, []Accept{ANumber}
	case AskShort:
		p.Screen, p.Text, p.Args = NotEnough, "NOT ENOUGH %s: WHY?", []any{line.SKU}
		p.Choices = []Choice{{'1', "location is empty"}, {'2', "fewer than asked"}, {'3', "the rest is damaged"}, {'4', "other goods are here"}, choicePark}
	case AskShortCount:
		p.Screen, p.Text, p.Args, p.Accepts = NotEnough, "HOW MANY %s ARE THERE?", []any{line.SKU}, []Accept{ANumber}
		p.Hint = "these are still taken"
	case AskDamaged:
		if a.Stop == "" {
			p.Text, p.Accepts = "SCAN THE DAMAGED ARTICLE", []Accept{AArticle}
			break
		}
		p.Text, p.Args, p.Accepts = "HOW MANY %s ARE DAMAGED?", []any{line.SKU}, []Accept{ANumber}
	case AskMissing:
		if a.Qty == 0 {
			p.Text = "WHICH ARTICLE IS MISSING?"
			p.Choices = w.lineChoices(a.Page)
			break
		}
		p.Text, p.Args, p.Accepts = "HOW MANY %s ARE MISSING?", []any{line.SKU}, []Accept{ANumber}
	}
	return p
}

// goodsText asks for what the unit in hand must still tell.
func (w *Work) goodsText(a Ask) (string, []any, []Accept) {
	sku := []any{w.Content.Lines[a.Line].SKU}
	switch w.lacks(a) {
	case ALot:
		return "SCAN THE LOT OF %s", sku, []Accept{ALot}
	case AExpiry:
		return "TYPE THE EXPIRY DATE OF %s AS YYMMDD", sku, []Accept{AExpiry}
	}
	return "SCAN THE SERIAL NUMBER OF %s", sku, []Accept{ASerial}
}

// lineChoices offers the lines of which units are to be packed still.
func (w *Work) lineChoices(page int) []Choice { return w.choicesOf(w.looseLines(), page) }

// choicesOf offers articles by name, eight at a time on the digits 1 to 8.
func (w *Work) choicesOf(lines []int, page int) []Choice {
	var list []Choice
	for i, line := range onPage(lines, page) {
		list = append(list, Choice{byte('1' + i), w.called(line)})
	}
	list = append(list, choicePark)
	if len(lines) > 8 {
		list = append(list, choiceMore)
	}
	return list
}

// called is an article by its SKU and its name.
func (w *Work) called(line int) string {
	l := &w.Content.Lines[line]
	if l.Name == "" || l.Name == l.SKU {
		return l.SKU
	}
	return l.SKU + "  " + l.Name
}

// onPage is up to eight lines; after the last page comes the first.
func onPage(lines []int, page int) []int {
	from := 8 * (page % max(1, (len(lines)+7)/8))
	return lines[from:min(len(lines), from+8)]
}

// parkChoices are the reasons; a work of which nothing was taken may be given
// back.
func parkChoices(w *Work) []Choice {
	list := []Choice{{'1', "goods missing or damaged"}, {'2', "label, carrier or printer"}, {'3', "weight"}, {'4', "address or customer"}, {'5', "something else"}}
	if w.untouched() {
		list = append(list, Choice{'6', "give it back"})
	}
	return list
}

var parkReasons = map[byte]ParkReason{'1': ParkMissing, '2': ParkLabel, '3': ParkWeight, '4': ParkAddress, '5': ParkOther}
