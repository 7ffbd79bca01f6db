package station

import "strings"

// When the scanner is dead, what it would read is typed: a location by its check
// digits, an article by the last four of its code, a label by its last six. It is
// switched on for a session, by whom the house lets, and every fact that came of
// it says so.

// askTyping switches typed entry on, or asks a lead to.
func (t *turn) askTyping() {
	if t.Rules.TypedEntry == string(Packer) || t.Operator.Role.May(TypeCodes) {
		t.close()
		t.typingAllowed(t.Operator, "")
		return
	}
	t.ask(Ask{Kind: AskLead, Action: TypeCodes})
	t.tell(wait("A lead allows typing: his badge here, or his yes from the board."))
}

func (t *turn) typingAllowed(by Person, grant ID) {
	t.is(TypingAllowed{By: by.ID, Grant: grant})
	t.do(Push{})
	t.tell(good("Type: an article by the last four of its code, a label by its last six."))
}

// mayType says that the menu offers typed entry.
func (s *State) mayType() bool { return !s.Typing && s.Rules.TypedEntry != "off" }

// typedEntry decides a line that was typed in the place of a scan, and says
// whether it was one.
func (t *turn) typedEntry(in Scanned, p Prompt, w *Work) bool {
	switch {
	case !t.Typing || in.Proof || w == nil:
		return false
	case p.Takes(AArticle) && len(in.Text) == 4 && isNumber(in.Text):
		t.typedArticle(in, w)
	case p.Takes(ALabel) && len(in.Text) == 6:
		return t.typedLabel(in, w)
	default:
		return false
	}
	return true
}

func isNumber(s string) bool { _, ok := number(s); return ok }

// typedArticle takes the open article whose code ends so, if it is one only.
func (t *turn) typedArticle(in Scanned, w *Work) {
	lines := w.ending(in.Text)
	switch alike := w.alike(lines, w.Ask.Kind); len(alike) {
	case 0:
		t.refuse(in, wrong("No open article of this order ends with %s.", in.Text), "typed_unknown")
	case 1:
		product := w.Content.Lines[alike[0]].Product
		var same []int
		for _, i := range lines {
			if w.Content.Lines[i].Product == product {
				same = append(same, i)
			}
		}
		in.Text = w.codeEnding(alike[0], in.Text)
		t.articleTaken(in, w, readCode(in.Text, t.Now), same)
	default:
		a, b := w.Content.Lines[alike[0]].SKU, w.Content.Lines[alike[1]].SKU
		t.refuse(in, wrong("%s and %s both end with %s. 4 no barcode, then say which.", a, b, in.Text), "typed_ambiguous")
	}
}

// ending is the lines whose article has a code that ends so.
func (w *Work) ending(digits string) []int {
	var lines []int
	for i := range w.Content.Lines {
		if w.codeEnding(i, digits) != "" {
			lines = append(lines, i)
		}
	}
	return lines
}

// codeEnding is the code of the line that ends so, the one for the fewest
// pieces; "" for none.
func (w *Work) codeEnding(line int, digits string) string {
	best := Barcode{}
	for _, b := range w.Content.Lines[line].Barcodes {
		if len(b.Code) >= 4 && strings.HasSuffix(b.Code, digits) && (best.Code == "" || b.Units < best.Units) {
			best = b
		}
	}
	return best.Code
}

// typedLabel proves the label that ends so, unless another one of the order does
// too.
func (t *turn) typedLabel(in Scanned, w *Work) bool {
	cur := w.Current()
	if cur == nil || cur.Live() == nil || !cur.Live().ends(in.Text) {
		t.refuse(in, wrong("The label of this box does not end with %s.", in.Text), "typed_label")
		return true
	}
	for _, p := range w.Parcels {
		for i := range p.Labels {
			if l := &p.Labels[i]; l.ends(in.Text) && (p.N != cur.N || l.N != cur.Live().N) {
				t.refuse(in, wrong("Another label of this order ends with %s too. Type the whole number.", in.Text), "typed_ambiguous")
				return true
			}
		}
	}
	t.prove(w, cur, "typed")
	return true
}

// ends says that the SSCC or the tracking number of the label ends so.
func (l *Label) ends(six string) bool {
	return strings.HasSuffix(l.Bought.SSCC, six) || len(l.Bought.Tracking) >= 6 && strings.EqualFold(l.Bought.Tracking[len(l.Bought.Tracking)-6:], six)
}

// mustBeScanned says that the house takes no typed code here: it came without
// proof of a scan, and is neither the check digits of a location nor a date.
func (t *turn) mustBeScanned(in Scanned, p Prompt) bool {
	if !t.Rules.ScannedOnly || in.Proof || t.Typing || p.Takes(AExpiry) || t.Ask.Kind == AskOldLabel {
		return false
	}
	if w := t.Work(); w != nil && p.Takes(ALocation) {
		next := w.NextStop()
		return next == nil || next.CheckDigits == "" || next.CheckDigits != in.Text
	}
	return true
}
