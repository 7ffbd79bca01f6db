package station

import "time"

// leavingPatience is how long the question stands whether somebody leaves although
// facts are not sent.
const leavingPatience = 30 * time.Second

// badge decides a badge: whose it is, and what it is for here.
func (t *turn) badge(in Scanned, m Meaning) {
	code := in.Text
	in.Text = badgeText
	if m.Person == nil {
		t.refuse(in, wrong("This badge is not valid any more. Ask a lead."), "badge_revoked")
		return
	}
	who := *m.Person
	w := t.Work()
	switch {
	case w != nil && w.Ask.Kind == AskLead:
		t.leadBadge(in, code, w, who)
	case !who.Role.May(Pack):
		t.refuse(in, wrong("%s may not work at a bench. Ask a lead.", who.Name), "role")
	case t.Operator.ID == "":
		t.signIn(who)
	case w == nil && t.checkDue() && who.Role.May(Override):
		t.checkPassed(who)
	case w == nil && who.ID == t.Operator.ID:
		t.signOut(in)
	case w == nil:
		t.relieve(who)
	case who.ID == t.Operator.ID:
		t.refuse(in, wrong("An order is open. Finish it or 9 park it, then scan your badge to leave."), "order_open")
	default:
		t.visitor = who
		t.ask(Ask{Kind: AskBadge, Person: who.ID, Deed: string(who.Role)})
		t.tell(wait("%s: 1 takes over this bench, 3 nothing.", who.Name))
	}
}

func (t *turn) signIn(who Person) {
	t.is(SignedIn{Person: who.ID, Role: who.Role, Offline: t.away(Database)})
	t.Operator.Name = who.Name
	t.mark(OK, "badge")
	t.tell(good("Hello %s.", who.Name))
	t.do(Push{})
}

// relieve hands the bench and what it holds to another person.
func (t *turn) relieve(who Person) {
	t.close()
	t.is(SignedOut{Person: t.Operator.ID, Reason: "relieved"})
	t.signIn(who)
}

// relieved hands the bench to the person of the open question.
func (t *turn) relieved(w *Work) {
	who := Person{ID: w.Ask.Person, Role: Role(w.Ask.Deed)}
	if t.visitor.ID == who.ID {
		who.Name = t.visitor.Name
	}
	t.relieve(who)
}

// signOut ends the session; what was only held ahead goes back by itself.
// Goods keep the packer here until they are parked.
func (t *turn) signOut(in Scanned) {
	for i := range t.Works {
		if w := &t.Works[i]; !w.untouched() {
			t.refuse(in, wrong("The goods of order %s are here. + opens it: finish it or 9 park it, then scan your badge to leave.", w.OrderNo), "order_open")
			return
		}
	}
	if n := t.Links[Unsent].Count; n > 0 && t.Now.Sub(t.leavingAt) > leavingPatience {
		t.leavingAt = t.Now
		t.mark(Wait, "badge")
		t.tell(wait("%d facts are not sent yet. They go out while this station is on. Badge again to leave.", n))
		return
	}
	t.leavingAt = time.Time{}
	name := t.Operator.Name
	t.is(SignedOut{Person: t.Operator.ID, Reason: "end"})
	t.wantsNext, t.wantsCode = false, Want{}
	t.tell(good("Goodbye %s.", name))
	t.do(Push{})
}
