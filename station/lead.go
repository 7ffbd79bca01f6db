package station

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
	case TypeCodes:
		t.close()
		t.typingAllowed(in.By, in.Grant)
	case PassWeight:
		t.close()
		t.weight(t.Work(), a.Qty, WeightOverride, in.Grant)
	default:
		t.close()
		t.tell(good("%s is here.", in.By.Name))
	}
}
