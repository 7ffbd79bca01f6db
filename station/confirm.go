package station

// irrevocable is what cannot be undone at a bench, by its code, with what the
// packer reads. The void of a label and a second copy of it are known to the
// carrier and lie on paper; nothing takes them back. Whatever else a digit does,
// - undoes it, a lead allows it, or a scan of the goods sets it right.
var irrevocable = map[string]string{
	"reopen":       "void the label and reopen",
	"nothing_came": "print it again: nothing came out",
	"torn":         "print it again: torn or blank",
	"unreadable":   "print it again: no scanner reads it",
	"lost":         "print it again: the label is lost",
	"slip":         "print the slip again",
	"plate":        "print the plate again",
}

// drawing is a deed that waits for two digits, and the question that stood when
// it was asked for.
type drawing struct {
	work ID
	step StepName
	was  Ask
	deed string
}

// confirmDeed asks for two digits before what cannot be undone. The digits are
// drawn by chance: nobody can print a barcode of them beforehand.
func (t *turn) confirmDeed(deed string) {
	w := t.Work()
	t.drawing = &drawing{w.ID, w.Step(), w.Ask, deed}
	t.once("draw", Draw{})
}

// drawn shows the two digits, if what they were drawn for is asked still.
func (t *turn) drawn(in Drawn) {
	t.ended("draw")
	d := t.drawing
	t.drawing = nil
	w := t.Work()
	if d == nil || w == nil || w.ID != d.work || w.Halt() != "" || w.Ask != d.was || w.Step() != d.step {
		return
	}
	a := Ask{Kind: AskConfirm, Deed: irrevocable[d.deed], Digits: in.Digits, Action: Action(d.deed)}
	t.ask(a)
	t.tell(wait("Type %s to %s.", a.Digits, a.Deed))
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
	case "plate":
		t.printPlate(w, w.Current().N, "lost")
		t.tell(good("The plate of box %d is printed again.", w.Current().N))
	default:
		t.reprint(w, deed)
	}
}
