package diagnosis

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Diagnose says what is wrong with a scanner from what came when the test label
// was scanned once. No finding means that everything is right. What it cannot
// explain it says so of; it never guesses that all is well.
func Diagnose(reads []Read, s Setup) Report {
	raw := joined(reads)
	d := &patient{setup: s}
	if strings.Trim(raw, ends) == "" {
		d.find(nothingCame)
		return d.report(raw, false)
	}
	body := d.unwrap(raw)
	body = d.once(body)
	body = d.encoding(body)
	known := d.explain(body) || d.swallowed(body) || d.sevenBits(body)
	if !known {
		d.giveUp(body)
	}
	d.speed(reads)
	return d.report(raw, known)
}

// patient is the scanner under examination.
type patient struct {
	setup    Setup
	end      string // what ended the code
	times    int    // how often it came, when more than once
	findings []Finding
}

func (d *patient) find(f Finding) { d.findings = append(d.findings, f) }

func (d *patient) report(raw string, known bool) Report {
	slices.SortStableFunc(d.findings, func(a, b Finding) int { return strings.Compare(string(a.Level), string(b.Level)) })
	return Report{Findings: d.findings, Got: quoted(raw), Known: known, Key: oneKey.MatchString(raw)}
}

func joined(reads []Read) string {
	var b strings.Builder
	for _, r := range reads {
		b.Write(r.Data)
	}
	return b.String()
}

// quoted shows bytes to a person, one sign or escape each.
func quoted(s string) string { return strconv.QuoteToASCII(s) }

const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// unwrap takes off what terminals put round a scan, and tells keys in the one
// way that all terminals have.
func (d *patient) unwrap(raw string) string {
	if strings.Contains(raw, pasteStart) || strings.Contains(raw, pasteEnd) {
		d.find(pasted)
		raw = strings.NewReplacer(pasteStart, "", pasteEnd, "").Replace(raw)
	}
	return plainKeys(raw)
}

// ends are the bytes that end a code.
const ends = "\r\n\t"

// once takes the end off and finds out whether the label came several times.
func (d *patient) once(raw string) string {
	body := strings.TrimRight(raw, ends)
	d.end = raw[len(body):]
	if one, between, n := repeated(body); n > 1 {
		d.times = n
		if between == "" {
			d.find(runTogether.with(n))
		} else {
			d.find(twice.with(n))
			d.end = between
		}
		body = one
	}
	if one, ok := halved(body); ok {
		d.find(eachTwice)
		d.end, _ = halved(d.end)
		body = one
	}
	d.ending()
	return body
}

// ending judges what ends the code.
func (d *patient) ending() {
	switch d.end {
	case "\r":
	case "":
		d.find(noEnd)
	case "\n":
		d.find(endsLF)
	case "\t":
		d.find(endsTab)
	case "\r\n", "\n\r":
		d.find(endsTwice)
	default:
		d.find(endsOften.with(quoted(d.end)))
	}
}

// repeated says of what the text is several copies, and what stands between
// them.
func repeated(s string) (one, between string, n int) {
	for _, between := range []string{"\r\n", "\n\r", "\r", "\n", "\t", ""} {
		for n := 2; n <= 20; n++ {
			size := (len(s) - (n-1)*len(between)) / n
			if size < len(tail) {
				break
			}
			if strings.Repeat(s[:size]+between, n) == s+between {
				return s[:size], between, n
			}
		}
	}
	return s, "", 1
}

// halved is the text of which every character came twice.
func halved(s string) (string, bool) {
	runes := []rune(s)
	if len(runes) < 2 || len(runes)%2 != 0 {
		return s, false
	}
	var b strings.Builder
	for i := 0; i < len(runes); i += 2 {
		if runes[i] != runes[i+1] {
			return s, false
		}
		b.WriteRune(runes[i])
	}
	return b.String(), true
}

// encoding makes UTF-8 of Latin-1. On a serial line such bytes are no text.
func (d *patient) encoding(s string) string {
	if utf8.ValidString(s) || d.setup.Serial {
		return s
	}
	text := latin(s)
	if !d.recognised(text) {
		return s
	}
	d.find(latin1)
	return text
}

// explain finds out what the scanner did to one of the barcodes.
func (d *patient) explain(body string) bool {
	if m, ok := matchLabel(body); ok {
		d.typing(m.typist)
		d.separator(m)
		d.before(m.typist, m.before, aim, "]C0")
		if m.behind != "" {
			d.find(behind.with(quoted(m.behind)))
		}
		return true
	}
	if m, ok := matchNetwork(body); ok {
		d.typing(m.typist)
		d.network(m)
		return true
	}
	return false
}

func (d *patient) recognised(body string) bool {
	if _, ok := matchLabel(body); ok {
		return true
	}
	_, ok := matchNetwork(body)
	return ok
}

// typing tells of keyboards and letters.
func (d *patient) typing(t typist) {
	if t.caps != capsOff {
		d.find(capsLock)
	}
	switch {
	case t.foreign() && t.swapped:
		d.find(layoutEither.with(t.scanner.name, t.host.name))
	case t.foreign():
		d.find(layoutOther.with(t.scanner.name, t.host.name).advising(t.host.name))
	}
	switch t.convert {
	case allUpper:
		d.find(upperOnly)
	case allLower:
		d.find(lowerOnly)
	}
}

// The times of a scan. Scanners that type need 1 to 35 ms a character; silence
// of a second breaks a scan off.
const (
	slowFrom  = 35 * time.Millisecond
	breaksOff = time.Second
)

// speed judges the gaps between the reads of one scan.
func (d *patient) speed(reads []Read) {
	if len(reads) < 2 || d.times > 1 {
		return
	}
	var longest time.Duration
	for i := 1; i < len(reads); i++ {
		longest = max(longest, reads[i].At.Sub(reads[i-1].At))
	}
	mean := reads[len(reads)-1].At.Sub(reads[0].At) / time.Duration(max(1, len(joined(reads))-1))
	switch {
	case longest >= breaksOff:
		d.find(stalls.with(int(longest.Milliseconds())))
	case mean > slowFrom:
		d.find(slow.with(int(mean.Milliseconds())))
	}
}
