package station

import (
	"slices"
	"strings"
	"time"
)

// lookPatience is how long a code may be looked up. An answer that has not come
// by then is as if the database were away.
const lookPatience = 5 * time.Second

// look asks the store what a code is; scans wait meanwhile.
func (t *turn) look(in Scanned) {
	if w := t.Work(); w == nil || w.Ask.Kind != AskLot {
		in.Text = asked(in.Text)
	}
	t.looking, t.lookedAt, t.lookedFor = in, t.Now, in.readFor
	t.do(Resolve{Text: in.Text})
	t.do(Remind{At: t.Now.Add(lookPatience)})
}

// overdue gives up a code that nobody answers for.
func (t *turn) overdue() {
	if t.looking.Text != "" && t.Now.Sub(t.lookedAt) >= lookPatience {
		t.resolved(Resolved{Text: t.looking.Text, Away: true})
	}
}

// resolved decides the code that was asked of the store, then the scans that
// waited for it.
func (t *turn) resolved(in Resolved) {
	if in.Text == "" || in.Text != t.looking.Text {
		return
	}
	scan := t.looking
	t.looking = Scanned{}
	switch p := t.Prompt(); {
	case p.Halted:
		t.checking = nil
		t.halted(scan, p, "")
	case t.checking != nil:
		t.checkedSerial(in)
	case in.Away && t.lookedFor != t.Active: // it was scanned for another screen: a full tote, say
		t.refuse(scan, unknown("Unknown here, and the database is away. Scan %s.", waitsFor(p)), "away")
	case in.Away:
		t.offline(scan, p)
	default:
		scan.found = true
		t.meant(scan, p, in.Meaning)
	}
	for len(t.Waiting) > 0 && t.looking.Text == "" {
		t.follow()
		next := t.Waiting[0]
		t.Waiting = t.Waiting[1:]
		t.read(next)
	}
}

// offline decides a code that only the database knows, while it is away.
func (t *turn) offline(in Scanned, p Prompt) {
	w := t.Work()
	switch {
	case w == nil:
		t.refuse(in, unknown("Unknown here, and the database is away. Scan %s.", waitsFor(p)), "away")
	case p.Takes(ASlot) && (in.kind == IsSlot || in.kind == "" && begins(in.Text, t.Rules.SlotPrefix)):
		t.parkOn(in.Text)
	case p.Takes(ATote) && (in.kind == IsTote || in.kind == "" && begins(in.Text, t.Rules.TotePrefix)):
		t.bindTote(in, in.Text)
	case w.Ask.Kind == AskLot:
		t.goodsGiven(in, w, readCode(in.Text, t.Now))
	default:
		t.refuse(in, unknown("Unknown here, and the database is away. Scan %s.", waitsFor(p)), "away")
	}
}

func begins(code, prefix string) bool { return prefix != "" && strings.HasPrefix(code, prefix) }

// meant decides a code by what the store says it is.
func (t *turn) meant(in Scanned, p Prompt, m Meaning) {
	switch {
	case m.Kind != IsUnknown && !in.mayBe(m.Kind), m.Kind == IsUnknown && in.kind != "":
		t.notOfItsKind(in, p)
	case m.Kind == IsBadge:
		t.badge(in, m)
	case m.Kind == IsCarton && p.Takes(ACarton) && t.Work() == nil:
		t.shelfTold(t.Ask.Kind, m.Code, either(m.Name, m.Code))
	case t.Ask.Kind == AskOldLabel && t.Work() == nil && (m.Kind == IsParcel || m.Kind == IsWork):
		t.oldLabel(in, m)
	case t.forAnother(p, m):
		t.refuse(in, wrong("%s was read for another screen. Scan %s.", m.Code, waitsFor(p)), "other_screen")
	case m.Kind == IsTote && p.Takes(ATote):
		t.tote(in, m)
	case m.Kind == IsSlot && p.Takes(ASlot):
		t.slot(in, m)
	case m.Kind == IsPrinter && p.Takes(APrinter):
		t.printerScanned(in, m)
	case m.Kind == IsLocation && p.Takes(ALocation):
		t.locationElsewhere(in, m)
	case m.Kind == IsUnknown && t.Work() != nil && t.Work().Ask.Kind == AskLot:
		t.goodsGiven(in, t.Work(), readCode(in.Text, t.Now))
	default:
		t.notHere(in, p, m)
	}
}

// forAnother says that a tote or slot was read before the order on the screen was
// there, so it was not meant for it: the database calls a full tote free as long as
// the bench that filled it has not told.
func (t *turn) forAnother(p Prompt, m Meaning) bool {
	asked := m.Kind == IsTote && p.Takes(ATote) || m.Kind == IsSlot && p.Takes(ASlot)
	return asked && t.Work() != nil && t.lookedFor != t.Active && m.Work != t.Active
}

// notHere refuses a code by saying what it is and what is waited for.
func (t *turn) notHere(in Scanned, p Prompt, m Meaning) {
	switch m.Kind {
	case IsProduct:
		t.foreign(in, p, m)
	case IsParcel:
		t.refuse(in, wrong("That is the label of order %s (%s). Take it off.", m.OrderNo, m.Station), "other_label")
	case IsLocation:
		t.refuse(in, wrong("This is location %s. Scan %s.", m.Code, waitsFor(p)), "location_not_now")
	case IsTote:
		t.refuse(in, wrong("This is tote %s. Scan %s.", m.Code, waitsFor(p)), "tote_not_now")
	case IsSlot:
		t.refuse(in, wrong("This is slot %s. Scan %s.", m.Code, waitsFor(p)), "slot_not_now")
	case IsCage:
		t.refuse(in, wrong("This is cage %s. Scan %s.", m.Code, waitsFor(p)), "cage_not_now")
	case IsPrinter:
		if slices.Contains(p.Choices, choicePrinter) {
			t.refuse(in, wrong("This is printer %s. 3 and its code: labels come out of it.", m.Code), "printer_not_now")
			return
		}
		t.refuse(in, wrong("This is printer %s. Scan %s.", m.Code, waitsFor(p)), "printer_not_now")
	case IsCarton:
		t.refuse(in, wrong("Box %s is not offered for this order. Scan %s.", m.Code, waitsFor(p)), "carton_not_here")
	case IsTray, IsWork:
		t.refuse(in, wrong("Not this one. Scan %s.", waitsFor(p)), "not_now")
	default:
		t.nobodyKnows(in, p)
	}
}

// nobodyKnows refuses a code that means nothing to anybody. What carries it may
// be put into the red tray.
func (t *turn) nobodyKnows(in Scanned, p Prompt) {
	if fault := readCode(in.Text, t.Now).fault; fault != "" {
		t.refuse(in, wrong("This barcode is damaged: %s. Scan it again, or another one.", fault), "bad_code")
		return
	}
	if !p.Offers('4') || !p.Takes(AArticle) {
		t.refuse(in, unknown("Nobody knows this code. Scan %s.", waitsFor(p)), "unknown")
		return
	}
	t.stray = stray{code: in.Text}
	t.refuse(in, unknown("Nobody knows this code. Right article? 4"), "unknown")
}

// foreign refuses an article that this order does not want; the same one twice
// in a row asks for the red tray.
func (t *turn) foreign(in Scanned, p Prompt, m Meaning) {
	again := t.stray.code == in.Text
	t.stray = stray{code: in.Text, product: m.Product, name: m.SKU}
	w := t.Work()
	switch {
	case w == nil:
		t.refuse(in, wrong("%s: no order is open. Scan %s.", m.SKU, waitsFor(p)), "no_work")
	case p.Takes(AArticle) && w.Step() == StepArticle:
		l := w.Content.Lines[w.NextStop().Line]
		t.refuse(in, wrong("%s. Put it back. Want %s, code ends %s.", m.SKU, l.SKU, lastFour(l)), "wrong_article")
	case !p.Takes(AArticle) || w.Step() != StepPack:
		t.refuse(in, wrong("This is the article %s. Scan %s.", m.SKU, waitsFor(p)), "article_not_now")
	case again && p.Offers('3'):
		t.refuse(in, wrong("%s is not in this order. 3 puts it into the red tray.", m.SKU), "not_in_order")
	default:
		t.refuse(in, wrong("%s is NOT IN THIS ORDER. The box stays %d of %d.", m.SKU, w.PackedUnits(), w.Wanted()), "not_in_order")
	}
}

// lastFour is the end of the line's first barcode.
func lastFour(l Line) string {
	if len(l.Barcodes) == 0 {
		return "-"
	}
	code := l.Barcodes[0].Code
	return code[max(0, len(code)-4):]
}
