package station

import (
	"strings"
	"time"

	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/text"
)

// maxWaiting is how many scans wait while a code is looked up.
const maxWaiting = 20

// scanned takes a line from a reader: the same read again counts once, and a
// line that comes while a code is looked up waits its turn.
func (t *turn) scanned(in Scanned) {
	t.Scans++
	t.ScanAt = t.Now
	if in.Rejected != "" {
		t.refuse(in, wrong("This scan is refused: %s.", in.Rejected), "rejected")
		return
	}
	if t.repeats(in) {
		t.last.At = in.At
		t.tell(t.sameAgain())
		t.mark(Again, label(in.Text))
		return
	}
	t.last = in
	if t.resolving == "" {
		t.read(in)
		return
	}
	if len(t.Waiting) >= maxWaiting {
		t.tell(wrong("Too many scans wait for an answer. Wait, then scan this one again."))
		return
	}
	t.Waiting = append(t.Waiting[:len(t.Waiting):len(t.Waiting)], in)
}

// repeats says whether this is the same read again: same text, same device,
// within the time of the house between the reads. What a person types is never
// one.
func (t *turn) repeats(in Scanned) bool {
	if _, _, isKey := typed(in.Text); isKey && !in.Proof {
		return false
	}
	return t.last.Text != "" && in.Text == t.last.Text && in.Device == t.last.Device &&
		in.At-t.last.At < time.Duration(t.Rules.RepeatMS)*time.Millisecond
}

func (t *turn) sameAgain() Verdict {
	if w := t.Work(); w != nil && w.Undo.Qty > 0 {
		l := w.Content.Lines[w.Undo.Line]
		return say(Again, "Same read, still %d of %d of %s.", w.Tallys[w.Undo.Line].Picked, l.Want, l.SKU)
	}
	return say(Again, "Same read again, counted once.")
}

// read decides a line: a command, an answer to the open question, or a code.
func (t *turn) read(in Scanned) {
	p := t.Prompt()
	cmd, isCommand, forged := ParseCommand(in.Text)
	if forged {
		t.refuse(in, wrong("This is no command of ours. Scan %s.", waitsFor(p)), "forged_command")
		return
	}
	n, counts := 0, false
	if !isCommand && !in.Proof {
		cmd, n, isCommand = typed(in.Text)
		counts = isCommand && cmd == ""
	}
	switch {
	case p.Halted:
		t.halted(in, p, cmd)
	case counts:
		t.times(in, p, n)
	case p.Takes(ANumber) && (!isCommand || isDigit(cmd)):
		t.numbered(in, cmd)
	case isCommand:
		t.command(in, p, cmd)
	default:
		t.code(in, p)
	}
}

func isDigit(c Command) bool { return len(c) == 1 && c[0] >= '0' && c[0] <= '9' }

// halted takes + or PARK while a STOP stands, and nothing else.
func (t *turn) halted(in Scanned, p Prompt, cmd Command) {
	switch {
	case cmd == CmdPlus:
		t.acknowledge()
	case (cmd == CmdPark || cmd == "9") && p.Offers('9'):
		t.park(in)
	default:
		v := say(Halt, p.Text+". "+p.Hint+".", p.Args...)
		t.refuse(in, v, "halted")
	}
}

// numbered answers a prompt that waits for a number.
func (t *turn) numbered(in Scanned, cmd Command) {
	entry := in.Text
	if cmd != "" {
		entry = string(cmd)
	} else if in.Proof {
		t.refuse(in, wrong("That is a barcode. Type the number, then Enter."), "not_a_number")
		return
	}
	if n, ok := number(entry); ok {
		t.answerNumber(in, n, entry)
		return
	}
	t.refuse(in, wrong("%s is not a number of one to five digits.", in.Text), "not_a_number")
}

// command carries out a key or a command barcode that the prompt offers.
func (t *turn) command(in Scanned, p Prompt, cmd Command) {
	switch {
	case cmd == CmdPark:
		if t.Work() != nil {
			t.park(in)
			return
		}
	case cmd == CmdPlus && p.Plus != "":
		t.plus()
		return
	case cmd == CmdMinus && p.Minus != "":
		t.undo(in)
		return
	case cmd == CmdSlash && p.Slash != "":
		t.close()
		t.tell(good("Back."))
		return
	case isDigit(cmd) && p.Offers(cmd[0]):
		t.choose(in, cmd[0])
		return
	}
	t.refuse(in, wrong("%s does nothing here. Scan %s.", string(cmd), waitsFor(p)), "not_offered")
}

// plus answers + : yes, next.
func (t *turn) plus() {
	w := t.Work()
	if w == nil {
		if t.Ask.Kind == AskTakeover {
			t.takeover()
			return
		}
		t.next()
		return
	}
	switch w.Step() {
	case StepCarton:
		t.takeCarton(w, w.Suggested().Code)
	case StepPack:
		t.seal(w)
	case StepWeigh:
		t.weight(w, t.refusedG, WeightNoted, "")
	case StepRefused:
		t.requestLabel(w, w.Current())
	}
}

// choose answers a digit of the bottom lines.
func (t *turn) choose(in Scanned, digit byte) {
	w := t.Work()
	if digit == '9' {
		t.park(in)
		return
	}
	if w == nil {
		return
	}
	if w.Ask.Open() {
		t.answerDigit(in, w, digit)
		return
	}
	switch w.Step() {
	case StepPlace, StepArticle:
		t.pickChoice(w, digit)
	case StepCarton:
		t.takeCarton(w, w.Choosable(6)[digit-'1'].Code)
	case StepPack:
		t.packChoice(in, w, digit)
	case StepWeigh, StepProve, StepRefused:
		t.shipChoice(w, digit)
	}
}

// ask opens a question about the work on the screen; close closes it.
func (t *turn) ask(a Ask) {
	var of OfWork
	if w := t.Work(); w != nil {
		of = w.of()
	}
	t.is(Prompted{OfWork: of, Ask: a})
}

func (t *turn) close() {
	if w := t.Work(); w != nil && w.Ask.Open() || w == nil && t.Ask.Open() {
		t.ask(Ask{})
	}
}

// refuse says what is wrong and logs the scan. A badge never gets into the log.
func (t *turn) refuse(in Scanned, v Verdict, why string) {
	of := OfWork{}
	if w := t.Work(); w != nil {
		of = w.of()
	}
	t.is(ScanRefused{OfWork: of, Word: v.Word, Why: why, Code: text.Fit(in.Text, 48), Device: in.Device})
	t.mark(v.Word, label(in.Text))
	t.tell(v)
}

// label is a code short enough for the trail.
func label(code string) string { return text.Fit(code, 14) }

// waitsFor names what the prompt takes, for a refusal.
func waitsFor(p Prompt) string {
	names := make([]string, 0, len(p.Accepts))
	for _, a := range p.Accepts {
		names = append(names, acceptName[a])
	}
	if len(names) == 0 {
		return "nothing now"
	}
	return strings.Join(names, " or ")
}

var acceptName = map[Accept]string{
	ABadge: "a badge", ATote: "a tote", ASlot: "a slot", ALocation: "the location", AArticle: "the article",
	ALot: "the lot", ASerial: "the serial number", AExpiry: "the expiry date", ACarton: "a carton",
	ALabel: "the label on the box", AWeight: "nothing: weigh the box", ANumber: "nothing: type a number",
}

// reading is what a code says by itself.
type reading struct {
	text  string // as read
	gtin  string // 14 digits, "" when it holds none
	sscc  string // 18 digits
	goods Goods
}

// readCode reads a code without asking anybody. What is no GS1 barcode is plain
// text.
func readCode(raw string, now time.Time) reading {
	r := reading{text: raw}
	var s gs1.Scan
	if gs1.Parse(&s, raw) != nil {
		return r
	}
	r.text = s.Text
	if g, ok := s.GTIN(); ok {
		r.gtin = g
	}
	if n, ok := s.SSCC(); ok {
		r.sscc = n
	}
	r.goods.Lot, _ = s.Lot()
	r.goods.Serial, _ = s.Serial()
	if at, ok := s.Expiry(now); ok {
		r.goods.Expiry = at.Format(time.DateOnly)
	}
	return r
}

// code decides a code: what the work in hand knows decides at once, anything
// else is asked of the store.
func (t *turn) code(in Scanned, p Prompt) {
	w := t.Work()
	r := readCode(in.Text, t.Now)
	if w != nil && t.known(in, p, w, r) {
		return
	}
	if t.away(Database) {
		t.offline(in, p)
		return
	}
	t.resolving = in.Text
	t.do(Resolve{Text: in.Text})
}

// known decides a code that belongs to the work in hand, and says whether it
// did.
func (t *turn) known(in Scanned, p Prompt, w *Work, r reading) bool {
	if w.Ask.Kind == AskPutWhere && strings.EqualFold(in.Text, w.Ask.Place.ID) {
		t.putBackAt(in, w, w.Ask.Place.ID)
		return true
	}
	if p.Takes(ALot) || p.Takes(ASerial) || p.Takes(AExpiry) {
		return t.goodsScanned(in, w, r)
	}
	if w.Step() == StepProve || w.Step() == StepPrint {
		if t.labelScanned(in, p, w, r) {
			return true
		}
	}
	if stop := w.stopAt(in.Text); stop != nil || w.checkDigits(in.Text) {
		t.locationScanned(in, p, w, stop)
		return true
	}
	if c := w.cartonOf(in.Text); c != nil {
		t.cartonScanned(in, p, w, *c)
		return true
	}
	if in.Text == w.Tote && w.Tote != "" {
		t.refuse(in, wrong("This is the tote of this order. Scan %s.", waitsFor(p)), "own_tote")
		return true
	}
	if lines, units := w.article(r); len(lines) > 0 {
		t.articleScanned(in, p, w, r, lines, units)
		return true
	}
	return false
}

// stopAt is the stop whose location has the code or the name.
func (w *Work) stopAt(code string) *Stop {
	var found *Stop
	for i := range w.Stops {
		s := &w.Stops[i]
		if !strings.EqualFold(s.Location, code) && (s.Code == "" || s.Code != code) {
			continue
		}
		if next := w.NextStop(); found == nil || next != nil && s.ID == next.ID {
			found = s
		}
	}
	return found
}

// checkDigits says whether the text is the check digits of the next stop.
func (w *Work) checkDigits(code string) bool {
	s := w.NextStop()
	return s != nil && s.CheckDigits != "" && code == s.CheckDigits && w.Step() == StepPlace
}

func (w *Work) cartonOf(code string) *Carton {
	for i := range w.Cartons {
		if strings.EqualFold(w.Cartons[i].Code, code) {
			return &w.Cartons[i]
		}
	}
	return nil
}

// article is the lines whose product carries the code, and the pieces that one
// scan of it stands for.
func (w *Work) article(r reading) (lines []int, units int) {
	for i := range w.Content.Lines {
		for _, b := range w.Content.Lines[i].Barcodes {
			if b.Code == r.text || r.gtin != "" && b.Code == r.gtin {
				lines, units = append(lines, i), max(1, b.Units)
				break
			}
		}
	}
	return lines, units
}

// articleScanned decides an article of this work by what the prompt takes.
func (t *turn) articleScanned(in Scanned, p Prompt, w *Work, r reading, lines []int, units int) {
	switch {
	case p.Takes(ASlot) || p.Takes(ACarton) && !p.Takes(AArticle) || p.Takes(ABadge) || p.Takes(ATote) || p.Takes(ALocation) && !p.Takes(AArticle):
		t.refuse(in, wrong("This is the article %s. Scan %s first.", w.Content.Lines[lines[0]].SKU, waitsFor(p)), "article_too_early")
	case !p.Takes(AArticle):
		t.refuse(in, wrong("This is the article %s. Scan %s.", w.Content.Lines[lines[0]].SKU, waitsFor(p)), "article_not_now")
	case w.Ask.Kind == AskTakeOut:
		t.takeOut(in, w, r, lines)
	case w.Ask.Kind == AskDamaged:
		t.damagedAtBench(in, w, r, lines)
	case w.Step() == StepPutBack:
		t.putBackArticle(in, w, r, lines)
	case w.Step() == StepPack:
		t.packUnit(in, w, r, lines, units)
	default:
		t.pickUnit(in, w, r, lines, units)
	}
}

// offline decides a code that only the database knows, while it is away.
func (t *turn) offline(in Scanned, p Prompt) {
	switch {
	case p.Takes(ASlot) && t.Work() != nil && strings.HasPrefix(in.Text, t.Rules.SlotPrefix):
		t.parkOn(in.Text)
	case p.Takes(ATote) && t.Work() != nil && strings.HasPrefix(in.Text, t.Rules.TotePrefix):
		t.bindTote(in.Text)
	case p.Takes(ABadge):
		// Badges seen here lately are known to the station itself.
		t.resolving = in.Text
		t.do(Resolve{Text: in.Text})
	default:
		t.refuse(in, unknown("Unknown here, and the database is away. Scan %s.", waitsFor(p)), "away")
	}
}

// resolved decides the code that was asked of the store, then the scans that
// waited for it.
func (t *turn) resolved(in Resolved) {
	if in.Text != t.resolving {
		return
	}
	t.resolving = ""
	scan := Scanned{Text: in.Text, Device: t.last.Device, Proof: true}
	if in.Away {
		t.refuse(scan, unknown("Unknown here, and the database is away. Scan %s.", waitsFor(t.Prompt())), "away")
	} else {
		t.meant(scan, t.Prompt(), in.Meaning)
	}
	for len(t.Waiting) > 0 && t.resolving == "" {
		next := t.Waiting[0]
		t.Waiting = t.Waiting[1:]
		t.read(next)
	}
}

// meant decides a code by what the store says it is.
func (t *turn) meant(in Scanned, p Prompt, m Meaning) {
	switch {
	case m.Kind == IsBadge:
		t.badge(in, p, m)
	case m.Kind == IsTote && p.Takes(ATote):
		t.tote(in, m)
	case m.Kind == IsSlot && p.Takes(ASlot):
		t.slot(in, m)
	case m.Kind == IsLocation && p.Takes(ALocation):
		t.locationElsewhere(in, m)
	default:
		t.notHere(in, p, m)
	}
}

// notHere refuses a code by saying what it is and what is waited for.
func (t *turn) notHere(in Scanned, p Prompt, m Meaning) {
	switch m.Kind {
	case IsProduct:
		t.foreign(in, m)
	case IsParcel:
		t.refuse(in, wrong("That is the label of order %s (%s). Take it off.", m.OrderNo, m.Station), "other_label")
	case IsLocation:
		t.refuse(in, wrong("This is location %s. Scan %s.", m.Code, waitsFor(p)), "location_not_now")
	case IsTote:
		t.refuse(in, wrong("This is tote %s. Scan %s.", m.Code, waitsFor(p)), "tote_not_now")
	case IsSlot:
		t.refuse(in, wrong("This is slot %s. Scan %s.", m.Code, waitsFor(p)), "slot_not_now")
	case IsCarton:
		t.refuse(in, wrong("Box %s is not offered for this order. Scan %s.", m.Code, waitsFor(p)), "carton_not_here")
	case IsTray, IsWork:
		t.refuse(in, wrong("Not this one. Scan %s.", waitsFor(p)), "not_now")
	default:
		hint := unknown("Nobody knows this code. Scan %s.", waitsFor(p))
		if p.Offers('4') && p.Takes(AArticle) {
			hint = unknown("Nobody knows this code. Right article? 4")
		}
		t.refuse(in, hint, "unknown")
	}
}

// foreign refuses an article that this order does not want; the same one twice
// in a row asks for the red tray.
func (t *turn) foreign(in Scanned, m Meaning) {
	if t.stray.code == in.Text {
		t.stray.times++
	} else {
		t.stray = stray{code: in.Text, product: m.Product, name: m.SKU, times: 1}
	}
	w := t.Work()
	switch {
	case w == nil:
		t.refuse(in, wrong("%s: no order is open. Scan %s.", m.SKU, waitsFor(t.Prompt())), "no_work")
	case t.Prompt().Offers('3') && w.Step() == StepPack && t.stray.times > 1:
		t.refuse(in, wrong("%s is not in this order. 3 puts it into the red tray.", m.SKU), "not_in_order")
	case w.Step() == StepPack:
		t.refuse(in, wrong("%s is NOT IN THIS ORDER. The box stays %d of %d.", m.SKU, w.PackedUnits(), w.Wanted()), "not_in_order")
	case w.Step() == StepArticle:
		l := w.Content.Lines[w.NextStop().Line]
		t.refuse(in, wrong("%s. Put it back. Want %s, code ends %s.", m.SKU, l.SKU, lastFour(l)), "wrong_article")
	default:
		t.refuse(in, wrong("This is the article %s. Scan %s.", m.SKU, waitsFor(t.Prompt())), "article_not_now")
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
