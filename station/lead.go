package station

import "time"

// withoutBarcode asks for the last four digits of a code that cannot be
// scanned; an article that never had one goes to the lead at once.
func (t *turn) withoutBarcode(w *Work, a Ask) {
	l := w.Content.Lines[a.Line]
	for _, b := range l.Barcodes {
		if len(b.Code) >= 4 {
			a.Kind = AskLastFour
			t.ask(a)
			t.tell(wait("Type the last four digits of %s.", l.SKU))
			return
		}
	}
	t.askVouch(w, a)
}

// lastFour checks the end of a code that cannot be scanned, then a lead says
// yes.
func (t *turn) lastFour(in Scanned, w *Work, a Ask, entry string) {
	l := w.Content.Lines[a.Line]
	for _, b := range l.Barcodes {
		if len(b.Code) >= 4 && b.Code[len(b.Code)-4:] == entry {
			t.askVouch(w, a)
			return
		}
	}
	t.refuse(in, wrong("No code of %s ends with %s. Is it the right article?", l.SKU, entry), "last_four")
}

func (t *turn) askVouch(w *Work, a Ask) {
	a.Kind, a.Action, a.Typed = AskLead, CountNoBarcode, true
	t.ask(a)
	t.tell(wait("%s it is. A lead scans his badge to count it.", w.Content.Lines[a.Line].SKU))
}

// confirmDeed asks for two digits before what cannot be undone.
func (t *turn) confirmDeed(deed, code string) {
	a := Ask{Kind: AskConfirm, Deed: deed, Digits: t.twoDigits(), Action: Action(code)}
	t.ask(a)
	t.tell(wait("Type %s to %s.", a.Digits, a.Deed))
}

// twoDigits are digits that nobody can print beforehand: they come from the
// moment they are asked in.
func (t *turn) twoDigits() string {
	x := uint64(t.Now.UnixNano()/int64(time.Microsecond))*0x9E3779B97F4A7C15 + uint64(t.Seq)
	n := 10 + (x>>33)%90
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// confirm compares the two digits that no barcode knows. The digits may be
// scanned one by one from the command card.
func (t *turn) confirm(in Scanned, a Ask, entry string) {
	a.Code += entry
	switch {
	case len(a.Code) < len(a.Digits):
		t.ask(a)
	case a.Code != a.Digits:
		t.close()
		t.refuse(in, wrong("Not %s. Nothing was done.", a.Digits), "not_confirmed")
	default:
		t.close()
		t.confirmed(t.Work(), string(a.Action))
	}
}

// confirmed carries out what the two digits were asked for.
func (t *turn) confirmed(w *Work, deed string) {
	switch deed {
	case "reopen":
		t.requestVoid(w, w.Current(), deed)
		t.tell(wait("The carrier takes the label back. Throw it away."))
	case "slip":
		t.printSlip(w, "lost")
		t.tell(good("The slip is printed again."))
	default:
		t.reprint(w, deed)
	}
}

// leadBadge takes a lead's badge for what was asked.
func (t *turn) leadBadge(in Scanned, w *Work, who Person) {
	a := w.Ask
	if !who.Role.May(a.Action) {
		t.refuse(in, wrong("%s may not allow this. A lead's badge, please.", who.Name), "role")
		return
	}
	t.granting = a
	t.once("grant", Grant{Work: w.ID, Action: a.Action, By: who})
	t.tell(wait("%s is asked.", who.Name))
}

// allowed goes on with what a lead said yes to, if it is asked still.
func (t *turn) allowed(in Allowed) {
	t.ended("grant")
	w := t.Work()
	if w == nil || w.ID != in.Work || w.Halt() != "" || w.Ask.Kind != AskLead || w.Ask != t.granting {
		return
	}
	a := w.Ask
	switch {
	case in.Away:
		t.tell(wrong("The database is away: a lead's yes cannot be booked. 9 park."))
		return
	case in.Refuse != "":
		t.tell(wrong("Not allowed: %s.", in.Refuse))
		return
	}
	switch a.Action {
	case CountNoBarcode:
		a.Grant = in.Grant
		t.count(Scanned{Text: w.Content.Lines[a.Line].SKU}, w, a)
	case PassWeight:
		t.close()
		t.weight(t.Work(), a.Qty, WeightOverride, in.Grant)
	default:
		t.close()
		t.tell(good("%s is here.", in.By.Name))
	}
}
