package scanners

import (
	"bytes"
	"time"
)

// The times of the keyboard wedge. Scanners that type need 1 to 35 ms a
// character, ssh sends keys every 20 ms, fast typists need 80 ms.
const (
	burstGap   = 35 * time.Millisecond  // mean gap of a scanner at most
	burstLeast = 6                      // characters that make a mean worth something
	escFor     = 50 * time.Millisecond  // an ESC with nothing after it for so long is the key
	apart      = 100 * time.Millisecond // a key is so far from every character, before and after it
	wholeIn    = 100 * time.Millisecond // an escape sequence arrives in this time
	stringIn   = time.Second            // a string of the terminal, or a paste, ends in this time
	refusedGap = 400 * time.Millisecond // silence that ends what is refused anyway
	scanGap    = time.Second            // silence that breaks off what cannot be typing
	showAfter  = 40 * time.Millisecond  // typing is shown when it pauses, not 13 times a scan
	showWithin = 150 * time.Millisecond // or when it goes on for so long
)

// A filter parts what people scan and type from keys. It is told bytes with
// the times they came, and asked what is due; it knows no clock of its own.
type filter struct {
	device string
	frame  frame

	scans []Scan // ended, to be taken away
	keys  []byte // for the program, to be taken away

	seq      []byte    // an escape sequence that is not whole yet
	seqSince time.Time // when it began
	held     []byte    // whole sequences that must prove to be alone
	asked    []byte    // those of them that the program wants
	steering bool      // held is a key that may be held down
	pasting  bool
	pasteAt  time.Time
	tail     []byte // the last bytes of a paste

	last      time.Time // of any byte
	lastText  time.Time // of a character or an end
	first     time.Time // character of this scan
	count     int       // characters of this scan
	odd       string    // a byte that a person may type and no label may hold
	shown     string    // what Typing was told
	showSince time.Time // since when something else stands there; zero when it does not
}

// feed takes what one read brought.
func (f *filter) feed(c chunk) {
	f.expire(c.at)
	for _, b := range c.data {
		f.frame.bytes++
		f.byte(b, c.at)
		f.last = c.at
		switch {
		case f.frame.overflows():
			f.soFar(c.at)
		case !f.frame.open() && len(f.seq) == 0 && len(f.held) == 0:
			f.frame.bytes = 0
		}
	}
	f.note(c.at)
}

func (f *filter) byte(b byte, at time.Time) {
	switch {
	case f.pasting:
		f.paste(b, at)
	case len(f.seq) > 0 && fits(f.seq, b):
		f.seq = append(f.seq, b)
		if whole(f.seq) {
			f.sequence(at)
		}
	case len(f.seq) > 0:
		f.unfinished()
		f.byte(b, at)
	case b == esc:
		f.seq, f.seqSince = append(f.seq, b), at
	default:
		f.character(b, []byte{b}, at)
	}
}

// sequence acts on an escape sequence that is whole.
func (f *filter) sequence(at time.Time) {
	seq := f.seq
	f.seq = f.seq[:0] // what was in it stays until a byte comes
	if string(seq) == pasteStart {
		f.drop()
		f.frame.refuse("pasted text")
		f.pasting, f.pasteAt, f.tail = true, at, nil
		return
	}
	switch b, ok := control(seq); {
	case enterKey(seq) && f.frame.open() && !f.machineTyped(at):
		f.enter(at)
	case ok:
		f.character(b, seq, at)
	default:
		f.key(seq, at)
	}
}

// unfinished gives up an escape sequence that was cut short. A lone ESC is
// the key.
func (f *filter) unfinished() {
	seq := f.seq
	f.seq = f.seq[:0] // what was in it stays until a byte comes
	if len(seq) == 1 {
		f.character(esc, seq, f.seqSince)
		return
	}
	f.drop()
	f.frame.refuse(sequenceName(seq) + " without an end")
}

// character acts on one character or control character; typed is how the
// terminal told it.
func (f *filter) character(b byte, typed []byte, at time.Time) {
	switch {
	case isEnd(b):
		f.enter(at)
	case f.frame.fault != "" || f.frame.takes(b):
		f.put(b, at)
	case f.startsOver(b, at):
		f.drop()
		f.put(b, at)
	case !f.frame.open():
		f.key(typed, at)
	case f.machineTyped(at):
		f.frame.refuse(controlName(b))
	default:
		f.edit(b)
	}
}

func isEnd(b byte) bool { return b == '\r' || b == '\n' || b == '\t' }

// put adds a character to the scan line. A key that came just before it was
// no key but the beginning of a scan.
func (f *filter) put(b byte, at time.Time) {
	if len(f.held) > 0 {
		f.frame.refuse(sequenceName(f.held))
		f.held, f.asked = f.held[:0], f.asked[:0]
	}
	if f.count == 0 {
		f.first = at
	}
	f.count++
	f.lastText = at
	f.frame.add(b)
}

// startsOver says that b is the control character before a scan, and what
// stands on the line was left there by a person.
func (f *filter) startsOver(b byte, at time.Time) bool {
	p := f.frame.prefix
	return p != "" && b == p[0] && !f.frame.started() && at.Sub(f.lastText) > burstGap
}

// machineTyped says that no person can have pressed the next key.
func (f *filter) machineTyped(at time.Time) bool {
	return f.frame.started() || at.Sub(f.lastText) <= burstGap
}

// edit acts on a control key while something stands on the line. Backspace
// erases a character and control+U the line, any other key does nothing: it
// must not quit a program in the middle of a scan. All of them spoil a scan.
func (f *filter) edit(b byte) {
	if f.odd == "" {
		f.odd = controlName(b)
	}
	switch b {
	case backspace, ctrlH:
		f.frame.erase()
	case ctrlU:
		f.frame.raw = f.frame.raw[:0]
	}
	if !f.frame.open() {
		f.drop()
	}
}

// enter ends the scan line. Nothing happens on an empty one.
func (f *filter) enter(at time.Time) {
	if len(f.held) > 0 {
		f.frame.refuse(sequenceName(f.held))
		f.held, f.asked = f.held[:0], f.asked[:0]
	}
	if f.frame.open() {
		f.end(at)
	}
}

// key acts on a key that is no character. While a scan is under way it spoils
// the scan. Soon after one it does nothing, for scanners type keys as well, but
// spoil the scan that it may be the beginning of.
func (f *filter) key(seq []byte, at time.Time) {
	if f.frame.open() {
		f.frame.refuse(sequenceName(seq))
		return
	}
	f.hold(seq, at.Sub(f.lastText) >= apart && wanted(seq))
}

// hold keeps a key until it has proved to be alone. Keys that are held down
// come faster than that; they push one another out.
func (f *filter) hold(seq []byte, pass bool) {
	if f.steering || len(f.held) == 0 {
		f.release()
		f.steering = steers(seq)
	}
	f.held = append(f.held, seq...)
	if pass {
		f.asked = append(f.asked, seq...)
	}
	if len(f.held) > longestSequence {
		f.held, f.asked = f.held[:longestSequence], f.asked[:0]
	}
}

func (f *filter) release() {
	f.keys = append(f.keys, f.asked...)
	f.held, f.asked, f.steering = f.held[:0], f.asked[:0], false
}

// paste throws a pasted text away, up to its end mark. What follows that on the
// same line is refused with it.
func (f *filter) paste(b byte, at time.Time) {
	f.tail = append(f.tail, b)
	if len(f.tail) > len(pasteEnd)+1 {
		f.tail = f.tail[1:]
	}
	before, ended := bytes.CutSuffix(f.tail, []byte(pasteEnd))
	if !ended {
		return
	}
	f.pasting = false
	f.lastText = at
	if len(before) > 0 && isEnd(before[0]) {
		f.end(at)
	}
}

// burst says that what stands on the line came as fast as scanners type.
func (f *filter) burst() bool {
	return f.count >= burstLeast && f.lastText.Sub(f.first) <= burstGap*time.Duration(f.count-1)
}

// soFar tells of a refused scan that does not end; it goes on, still refused.
func (f *filter) soFar(at time.Time) {
	f.scans = append(f.scans, Scan{Device: f.device, At: at, Bytes: f.frame.bytes, Rejected: f.frame.fault})
	f.frame.bytes = 0
}

// end makes a scan of the line.
func (f *filter) end(at time.Time) {
	burst, bytes := f.burst(), f.frame.bytes
	text, proof, fault := f.frame.end()
	if fault == "" && f.odd != "" && (proof || burst) {
		text, fault = "", f.odd
	}
	f.scans = append(f.scans, Scan{
		Device: f.device, Text: text, At: at, Bytes: bytes, Rejected: fault,
		Proof: proof && fault == "", Burst: burst,
	})
	f.drop()
	f.lastText = at
}

// drop empties the line.
func (f *filter) drop() {
	f.frame.raw, f.frame.fault = f.frame.raw[:0], ""
	f.count, f.odd, f.pasting = 0, "", false
	f.held, f.asked, f.steering = f.held[:0], f.asked[:0], false
}
