package station

// leadBadge takes a lead's badge, of that code, for what was asked.
func (t *turn) leadBadge(in Scanned, code string, w *Work, who Person) {
	a := w.Ask
	if !who.Role.May(a.Action) {
		t.refuse(in, wrong("%s may not allow this. A lead's badge, please.", who.Name), "role")
		return
	}
	t.granting = &a
	t.once("grant", Grant{Work: w.ID, Action: a.Action, Badge: code, By: who})
	t.tell(wait("%s is asked.", who.Name))
}

// leadSays takes a lead's yes or no from the board. A yes is granted like his
// badge here.
func (t *turn) leadSays(id ID, x LeadAnswer) {
	w := t.find(id)
	if w == nil || w.ID != t.Active || w.Halt() != "" || w.Ask.Kind != AskLead || w.askedAt != x.Call || t.under.has("grant") {
		return
	}
	if !x.Yes {
		t.close()
		t.do(Push{})
		t.tell(wrong("%s says no. Go on without, or 9 park.", x.By.Name))
		return
	}
	asked := w.Ask
	t.granting = &asked
	t.once("grant", Grant{Work: w.ID, Action: w.Ask.Action, By: x.By})
	t.tell(wait("%s says yes.", x.By.Name))
}

// allowed goes on with what a lead said yes to, if it is asked still.
func (t *turn) allowed(in Allowed) {
	t.ended("grant")
	w := t.Work()
	if w == nil || w.ID != in.Work || w.Halt() != "" || w.Ask.Kind != AskLead || t.granting == nil || w.Ask != *t.granting {
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
	case LearnCode:
		t.learn(w, a, in.Grant)
	case PrintArticle:
		t.printArticle(w, a, in.Grant)
	case PrintAgain:
		t.printAgain(a, in.Grant)
	case CountNoBarcode:
		a.Grant = in.Grant
		t.count(Scanned{Text: w.Content.Lines[a.Line].SKU}, w, a)
	case TypeCodes:
		t.close()
		t.typingAllowed(in.By, in.Grant)
	case DropScale:
		t.close()
		t.scaleDropped(in.By, in.Grant)
	case PassWeight:
		t.close()
		t.weight(t.Work(), a.Qty, WeightOverride, in.Grant)
	default:
		t.close()
		t.tell(good("%s is here.", in.By.Name))
	}
}
