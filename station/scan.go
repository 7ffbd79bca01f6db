package station

import (
	"strings"
	"time"

	"github.com/packwright/packwright/station/text"
)

// maxWaiting is how many scans wait while a code is looked up.
const maxWaiting = 20

// scanned takes a line from a reader: the same read again counts once, and a
// line that comes while a code is looked up waits its turn.
func (t *turn) scanned(in Scanned) {
	t.Scans++
	if t.fromScanner(in) {
		t.ScanAt = t.Now
	}
	looking := t.looking.Text != ""
	in.readFor = t.Active // it may wait for an answer while another work comes up
	switch {
	case t.TestsScanner:
		t.testScanned(in)
	case in.Rejected != "":
		t.refuse(in, wrong("This scan is refused: %s.", in.Rejected), "rejected")
	case in.Text == "": // Enter alone never does anything.
	case looking && len(t.Waiting) >= maxWaiting:
		t.tell(wrong("Too many scans wait for an answer. Wait, then scan this one again."))
	case t.repeats(in):
		t.again(in)
	case looking:
		t.Waiting = append(t.Waiting[:len(t.Waiting):len(t.Waiting)], in)
	default:
		t.read(in)
	}
}

// fromScanner says that a line came from the scanner and was not typed: the age
// of the last one shows when a scanner is dead. Where a scanner hangs on a line
// of its own, what comes without proof was typed.
func (t *turn) fromScanner(in Scanned) bool {
	if in.Proof || in.Rejected != "" {
		return true
	}
	_, own := t.Links[Scanner]
	_, _, key := typed(in.Text)
	return !own && !key && in.Text != ""
}

// repeats says whether this is the same read again: same text, same device,
// within the time of the house between the reads. What a person types is never
// one.
func (t *turn) repeats(in Scanned) bool {
	if _, _, isKey := typed(in.Text); isKey && !in.Proof {
		return false
	}
	same := false
	reads := make([]Scanned, 0, len(t.reads)+1)
	for _, r := range t.reads {
		switch {
		case in.At-r.At >= time.Duration(t.Rules.RepeatMS)*time.Millisecond:
		case r.Text == in.Text && r.Device == in.Device:
			same = true
		default:
			reads = append(reads, r)
		}
	}
	t.reads = append(reads, in)
	return same
}

// again shows that a read was counted once; a red verdict of the first stays.
func (t *turn) again(in Scanned) {
	t.mark(Again, label(in.Text))
	switch t.Verdict.Word {
	case Wrong, Code, Halt:
		return
	}
	w := t.Work()
	if w != nil && w.Undo.Qty > 0 {
		line := w.Undo.Line
		if contains(w.article(readCode(in.Text, t.Now)), line) {
			n := w.Tallys[line].Picked
			if w.UndoTo.Kind != InLocation {
				n = w.Tallys[line].Packed
			}
			t.tell(say(Again, "Same read, still %d of %d of %s.", n, w.Content.Lines[line].Want, w.Content.Lines[line].SKU))
			return
		}
	}
	t.tell(say(Again, "Same read again, counted once."))
}

// read decides a line: a command, an answer to the open question, or a code.
func (t *turn) read(in Scanned) {
	in.Text = beamed(in.Text)
	if t.TestsScanner { // it waited for an answer
		t.testScanned(in)
		return
	}
	p := t.Prompt()
	cmd, isCommand, forged := ParseCommand(in.Text)
	n, counts := 0, false
	if !isCommand && !in.Proof {
		cmd, n, isCommand = typed(in.Text)
		counts = isCommand && cmd == ""
	}
	switch {
	case p.Halted:
		t.halted(in, p, cmd)
	case forged:
		t.refuse(in, wrong("This is no command of ours. Scan %s.", waitsFor(p)), "forged_command")
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
		t.park()
	default:
		t.refuse(in, say(Halt, p.Text+". "+p.Hint+".", p.Args...), "halted")
	}
}

// refuse says what is wrong and logs the scan.
func (t *turn) refuse(in Scanned, v Verdict, why string) {
	of := OfWork{}
	if w := t.Work(); w != nil {
		of = w.of()
	}
	t.is(ScanRefused{OfWork: of, Word: v.Word, Why: why, Code: t.logged(in), Device: in.Device})
	t.mark(v.Word, t.seen(in))
	t.tell(v)
}

// seen is a refused code as the trail shows it: an article by the end of its
// GTIN, as it stands below the bars, and nothing that may be a badge.
func (t *turn) seen(in Scanned) string {
	if r := readCode(in.Text, t.Now); r.gtin != "" {
		return ".." + r.gtin[len(r.gtin)-4:]
	}
	return label(t.logged(in))
}

// badgeText stands for a badge wherever its code would be seen.
const badgeText = "(badge)"

// logged is a code as the log may keep it. One that nobody looked up may be a
// badge: it never gets into the log.
func (t *turn) logged(in Scanned) string {
	w := t.Work()
	r := readCode(in.Text, t.Now)
	_, command, forged := ParseCommand(in.Text)
	_, _, key := typed(in.Text)
	_, number := number(in.Text)
	switch {
	case in.Text == badgeText, in.found, command, forged, key, number, r.gtin != "", r.sscc != "",
		w != nil && w.knows(in.Text, r):
		return text.Fit(in.Text, 48)
	}
	return "(not looked up)"
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
	ALabel: "the label on the box", ABox: "the plate on a box", AWeight: "nothing: weigh the box", APrinter: "a printer", ANumber: "nothing: type a number",
}
