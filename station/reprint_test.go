package station

import (
	"slices"
	"testing"
)

// shipped is an order of one mug that was shipped here, and the bench before the
// next one.
func shipped(t *testing.T) (*world, Opened) {
	t.Helper()
	o := order("1", mugs(1))
	w := newWorld(t, onePass, o).scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).weigh(500)
	if w.s.Work().Step() != StepProve {
		t.Fatalf("step %s; verdict %q", w.s.Work().Step(), w.s.Verdict)
	}
	sscc := w.s.Work().Current().Live().Bought.SSCC
	w.scan("]C100" + sscc).says("DONE 11 shipped. Carry it to lane 12.")
	if w.s.Work() != nil {
		t.Fatal("the order is still on the screen")
	}
	w.codes[sscc] = Meaning{Kind: IsParcel, Code: sscc, Work: "1", OrderNo: "11", Parcel: 1, Station: "bench-7"}
	w.codes["11"] = Meaning{Kind: IsWork, Code: "11", Work: "1", OrderNo: "11"}
	w.queue = []Opened{w.again(o, Labelled)}
	return w, o
}

func TestALabelThatWasOnItsBoxIsPrintedAgainByALead(t *testing.T) {
	w, _ := shipped(t)
	w.types("2").says("WAIT Scan the old label, or the barcode on the slip.")
	w.types("11").says("WAIT Order 11, box 1. Throw away what is left of the old label.")
	w.types("2").says("WAIT A lead allows it: his badge here, or his yes from the board.")
	printed := len(w.printed)
	w.scan("BADGE-ANNA").says("WRONG Anna may not allow this. A lead's badge, please.")
	if len(w.printed) != printed || w.has("label_destroyed") != 0 {
		t.Fatal("a packer printed it again")
	}
	w.scan("BADGE-LEO").at(StepProve)
	if len(w.printed) != printed+1 || w.printed[printed].Document.Copy != 2 {
		t.Fatalf("printed %+v, want copy 2", w.printed[printed:])
	}
	p := w.s.Work().Current()
	if p.State != ParcelLabelled || p.Live().Proven || w.s.Work().unitsIn(1) != 1 {
		t.Fatalf("the box stands as if its label were on it: %+v", p)
	}
	w.scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	want := []string{"label_destroyed", "print_requested", "print_started", "print_ended", "print_ended", "label_proven", "work_closed"}
	var got []string
	for _, c := range w.facts {
		if slices.Contains(want, c.Kind()) && w.after("label_destroyed", c) {
			got = append(got, c.Kind())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("facts %v, want %v", got, want)
	}
}

// after says that the change came with or after the first one of the kind.
func (w *world) after(kind string, c Change) bool {
	from := slices.IndexFunc(w.facts, func(x Change) bool { return x.Kind() == kind })
	at := slices.IndexFunc(w.facts, func(x Change) bool { return x == c })
	return from >= 0 && at >= from
}

func TestTheFactSaysWhatBecameOfTheOldLabelAndWhoAllowedIt(t *testing.T) {
	for digit, reason := range map[string]string{"1": "lost", "2": "torn", "4": "unreadable", "5": "box"} {
		w, _ := shipped(t)
		w.types("2", "11", digit).scan("BADGE-LEO")
		for _, c := range w.facts {
			switch c := c.(type) {
			case LabelDestroyed:
				if c.Reason != reason || c.Grant == "" || c.Parcel != 1 || c.Label != 1 {
					t.Errorf("%s: %+v", digit, c)
				}
			case PrintRequested:
				if c.Doc == ShipLabel && c.Copy == 2 && c.Reason != reason {
					t.Errorf("%s: copy 2 for %q, want %q", digit, c.Reason, reason)
				}
			}
		}
		if w.has("label_destroyed") != 1 {
			t.Errorf("%s: %d labels destroyed", digit, w.has("label_destroyed"))
		}
	}
}

func TestWhoLeavesAReprintChangesNothing(t *testing.T) {
	for name, leave := range map[string]func(*world){
		"back":              func(w *world) { w.types("/") },
		"back, asking":      func(w *world) { w.types("1", "/") },
		"park":              func(w *world) { w.scan(CommandCode(CmdPark)) },
		"park, asking":      func(w *world) { w.types("1").scan(CommandCode(CmdPark)) },
		"no from the board": func(w *world) { w.types("1").leadOnBoard(false) },
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := shipped(t)
			printed := len(w.printed)
			w.types("2", "11")
			leave(w)
			if w.s.Work() != nil || len(w.s.Works) > 0 {
				t.Fatalf("the order is still here: %+v", w.s.Prompt())
			}
			if w.has("label_destroyed") > 0 || len(w.printed) != printed {
				t.Error("a label was printed")
			}
			if c, ok := w.facts[len(w.facts)-1].(WorkClosed); !ok || c.Why != "shipped" {
				t.Errorf("last fact %+v, want the work closed as shipped", w.facts[len(w.facts)-1])
			}
		})
	}
}

func TestALeadAllowsAReprintFromTheBoard(t *testing.T) {
	w, _ := shipped(t)
	w.types("2", "11", "5").leadOnBoard(true).at(StepProve)
}

// leadOnBoard answers the open question to a lead.
func (w *world) leadOnBoard(yes bool) *world {
	a := LeadAnswer{Call: w.s.Work().askedAt, Yes: yes, By: Person{ID: "8", Name: "Leo", Role: Lead}}
	w.in(Answered{Answer{Through: w.s.Seq, Works: []Told{{Work: "1", Lead: &a}}}})
	return w
}

func TestWhatIsAskedOfAReprintSurvivesARestart(t *testing.T) {
	w, _ := shipped(t)
	w.types("2", "11", "1")
	w.in(Restarted{})
	if a := w.s.Work().Ask; a.Kind != AskLead || a.Action != PrintAgain {
		t.Fatalf("asks %+v", a)
	}
	w.scan("BADGE-LEO").at(StepProve)
}

func TestTheLabelOfAnotherBoxIsPrintedAgainWhileTheOrderIsPacked(t *testing.T) {
	w := newWorld(t, onePass, order("1", mugs(2)))
	w.plan = twoBoxes
	w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).weigh(500).at(StepProve).scan(w.sscc()).at(StepCarton).scan("BOX-D")
	w.types("0", "7").says("WAIT Order 11, box 1. Throw away what is left of the old label.")
	w.types("1").scan("BADGE-LEO").at(StepProve).scan(w.sscc()).says("DONE Box done. The next box of 11.")
	w.scan(mug).weigh(580).at(StepProve).scan(w.sscc()).says("DONE 11 shipped. Carry it to lane 12.")
	if got := len(w.printed) - w.slips(); got != 3 {
		t.Errorf("%d ship labels came out, want 3", got)
	}
}

// slips is how many slips were printed.
func (w *world) slips() int {
	n := 0
	for _, p := range w.printed {
		if p.Document.Kind == PackingSlip {
			n++
		}
	}
	return n
}

func TestSeveralBoxesAreToldApartByTheirNumber(t *testing.T) {
	o := order("1", mugs(2))
	w := newWorld(t, onePass, o)
	w.plan = twoBoxes
	w.scan("BADGE-ANNA").types("+").scan("BOX-C", "A03-11", mug).weigh(500).at(StepProve).scan(w.sscc()).scan("BOX-D", mug).weigh(580).at(StepProve).scan(w.sscc())
	w.codes["11"] = Meaning{Kind: IsWork, Code: "11", Work: "1", OrderNo: "11"}
	w.queue = []Opened{w.again(o, Labelled)}
	w.types("2", "11").says("WAIT Order 11 has several boxes: which one is it?")
	w.types("3").says("WRONG Order 11 has no box 3 with a label on it.")
	w.types("2").says("WAIT Order 11, box 2. Throw away what is left of the old label.")
	w.types("1").scan("BADGE-LEO").at(StepProve)
	if got := w.s.Work().Current().N; got != 2 {
		t.Errorf("box %d is in hand, want 2", got)
	}
}
