package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// hostileScan is what a barcode, a scanner gone wrong or somebody at the line
// sends, with the pauses in it.
type hostileScan struct {
	id       string
	channels string // "any", or those that can bring it
	pieces   []string
	pauses   []time.Duration // after each piece
	refused  bool            // the packer must be told that it does not count
	spoilt   bool            // and that by the reader: it holds what no label holds
}

// channels are the ways of a scan. What one of them brings, the others must bear
// as well.
var channels = []struct {
	name string
	send func(p *heap, bytes string) error
}{
	{"wedge", func(p *heap, bytes string) error { _, err := p.terminal.tty.WriteString(bytes); return err }},
	{"serial", func(p *heap, bytes string) error { return p.devices.scanner.Send(bytes) }},
}

// TestHostileScansChangeNothing sends every hostile scan by every channel that
// can bring it. No piece is counted, no question is asked or answered, no key is
// pressed, nothing but frames goes to the terminal, and the next good scan
// counts within a second.
func TestHostileScansChangeNothing(t *testing.T) {
	all := append(hostileScans(t), ownHostileScans()...)
	for _, c := range channels {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newHeap(t)
			var drawn drawing
			p.terminal.tap = drawn.write
			if err := c.send(p, p.label()+"\r"); err != nil {
				t.Fatal(err)
			}
			p.counted(5 * time.Second)
			p.terminal.await("the first piece on the screen", func(s screen) bool { return strings.Contains(s.String(), "PIECE 1 of") })
			p.terminal.quiet(settled)
			calm := standing(p.terminal.screen())
			var slowest time.Duration
			ran := 0
			for _, s := range all {
				if s.channels != "any" && !strings.Contains(s.channels, c.name) {
					continue
				}
				ran++
				before := p.last()
				time.Sleep(afterEnd) // so soon after the good scan no key is one
				for i, piece := range s.pieces {
					if err := c.send(p, piece); err != nil {
						t.Fatalf("%s: %v", s.id, err)
					}
					time.Sleep(s.pauses[i])
				}
				sent := time.Now()
				if err := c.send(p, p.label()+"\r"); err != nil {
					t.Fatalf("%s: %v", s.id, err)
				}
				p.counted(5 * time.Second)
				took := time.Since(sent)
				slowest = max(slowest, took)
				if took > time.Second {
					t.Errorf("%s: the next good scan counted after %v, want a second at most", s.id, took)
				}
				p.terminal.await(s.id+": the bench to stand as before", func(s screen) bool { return standing(s) == calm })
				all, spoilt := p.refusals(before)
				if s.refused && all == 0 || s.spoilt && spoilt == 0 {
					t.Errorf("%s: %q was not refused, or not by the reader", s.id, s.pieces)
				}
			}
			p.terminal.quiet(settled)
			p.terminal.mu.Lock()
			defer p.terminal.mu.Unlock()
			if drawn.fault != "" {
				t.Errorf("sent to the terminal: %s", drawn.fault)
			}
			t.Logf("%d scans; the next good one counted after %v at most", ran, slowest)
		})
	}
}

// standing is all of the screen that no hostile scan may change, once a good one
// has counted: what is asked, what is offered, that nobody opened the help or
// the question whether to leave.
func standing(s screen) string {
	return strings.Join([]string{s.name(), s.order(), s.prompt(), strings.Join(s.keys(), " ")}, "\n")
}

// refusals is how many scans were refused after that fact, and how many of them
// by the reader.
func (p *heap) refusals(after int64) (all, spoilt int) {
	p.t.Helper()
	err := p.facts.QueryRow(p.t.Context(), `
		select count(*), count(*) filter (where body->>'why' = 'rejected')
		from facts
		where seq > $1 and kind = 'scan_refused'`, after).Scan(&all, &spoilt)
	if err != nil {
		p.t.Fatal(err)
	}
	return all, spoilt
}

// After a hostile scan the next good one comes when a person can have brought
// it. What broke off, and a paste without an end, is given up by time.
const (
	afterEnd    = 110 * time.Millisecond
	afterBroken = 450 * time.Millisecond
)

// newHostileScan takes the pauses out of a payload: {600ms}.
func newHostileScan(id, channels, payload string, refused bool) hostileScan {
	s := hostileScan{id: id, channels: channels, refused: refused}
	last := 0
	for _, at := range pausesIn.FindAllStringSubmatchIndex(payload, -1) {
		d, _ := time.ParseDuration(payload[at[2]:at[3]])
		s.pieces, s.pauses = append(s.pieces, payload[last:at[0]]), append(s.pauses, d)
		last = at[1]
	}
	rest := payload[last:]
	after := afterEnd
	if !strings.HasSuffix(rest, "\r") && !strings.HasSuffix(rest, "\n") || strings.Contains(rest, "\x1b[200~") {
		after = afterBroken
	}
	if len(rest) > 60_000 {
		after = afterBroken // a flood
	}
	s.pieces, s.pauses = append(s.pieces, rest), append(s.pauses, after)
	return s
}

var (
	pausesIn  = regexp.MustCompile(`\{(\d+m?s)\}`)
	repeatsIn = regexp.MustCompile(`\{(\d+)\*([^}]*)\}`)
)

// spoilt is what the collection says of a scan that a reader must refuse.
var spoilt = regexp.MustCompile(`^reject: (control character|not ASCII|invalid UTF-8|NUL|bidi|zero-width|too long)`)

func hostileScans(t *testing.T) []hostileScan {
	t.Helper()
	var all []hostileScan
	for _, row := range sharedLines(t, "hostile_scans.txt") {
		field := strings.Split(row, "\t")
		if len(field) < 5 || strings.HasPrefix(row, "#") || field[2] == "evdev" {
			continue // keys, no bytes
		}
		payload := repeatsIn.ReplaceAllStringFunc(field[3], func(s string) string {
			m := repeatsIn.FindStringSubmatch(s)
			n, _ := strconv.Atoi(m[1])
			return strings.Repeat(m[2], n)
		})
		payload, _, err := unescapeScan(payload)
		if err != nil {
			t.Fatalf("%s: %v", field[0], err)
		}
		s := newHostileScan(field[0], field[2], payload, strings.HasPrefix(field[4], "reject: ") && !strings.Contains(field[4], "empty"))
		s.spoilt = s.refused && spoilt.MatchString(field[4])
		all = append(all, s)
	}
	for _, row := range sharedLines(t, "hostile_scans_2.txt") {
		id, quoted, is := strings.Cut(row, "\t")
		var payload string
		if !is || strings.HasPrefix(row, "#") {
			continue
		}
		if err := json.Unmarshal([]byte(quoted), &payload); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		again := id == "S010" // the code of S009, which was read just before
		all = append(all, newHostileScan(id, "any", payload+"\r", payload != "" && !again))
	}
	if len(all) < 100 {
		t.Fatalf("read %d scans, want the whole collection", len(all))
	}
	return all
}

// ownHostileScans are more of the kind.
func ownHostileScans() []hostileScan {
	many := strings.Repeat
	var all []hostileScan
	for id, payload := range map[string]string{
		"a CSI of 10,000 parameters":         "A\x1b[" + many("1;", 10_000) + "mB\r",
		"a CSI that never ends":              "A\x1b[" + many("1", 600_000),
		"a paste mark in pieces":             "A\x1b{20ms}[2{20ms}00{20ms}~B\x1b[201~C\r",
		"a paste within a paste":             "\x1b[200~A\r\x1b[200~B\r\x1b[201~C\r\x1b[201~\r",
		"a paste that opens and opens":       many("\x1b[200~", 100) + "\r",
		"a paste of a label":                 "\x1b[200~1\r2\r9\r\x1b[201~",
		"the clipboard":                      "4006\x1b]52;c;Y3RybCtj\x07\r",
		"the clipboard, with a string end":   "4006\x1b]52;c;Y3RybCtj\x1b\\381\r",
		"an answer to DECRQSS":               "A\x1bP1$r0m\x1b\\B\r",
		"a place of the cursor":              "\x1b[24;80R\r",
		"focus in and out":                   "\x1b[I\x1b[O\r",
		"ctrl+c pressed and let go":          "\x1b[99;5:1u\x1b[99;5:3u\r",
		"ctrl+c of the older key protocol":   "\x1b[27;5;99~\r",
		"ctrl+c, esc, ctrl+z, ctrl+\\":       "12\x03\x1b\x1a\x1c34\r",
		"ctrl+c and 60 ms later a code":      "\x03{60ms}4006381333931\r",
		"ctrl+c 60 ms after a code":          "4006381333931\r{60ms}\x03",
		"F1 and 60 ms later a code":          "\x1bOP{60ms}4006381333931\r",
		"F12 60 ms after a code":             "4006381333931\r{60ms}\x1b[24~",
		"a picture in sixels":                "\x1bPq#0;2;0;0;0#1;2;100;100;0" + many("#1~~@@vv@@~~@@~~$", 200) + "\x1b\\\r",
		"a picture in the way of kitty":      "\x1b_Ga=T,f=24,s=1,v=1;" + many("AAAA", 2000) + "\x1b\\\r",
		"8-bit CSI, OSC, DCS and their end":  "\x9b2J\x9d0;x\x9c\x90q\x9c\r",
		"C1 in UTF-8":                        "\u009b2J\u0090q\u009c\r",
		"no UTF-8 at all":                    "\xff\xfe\xf8\x88\x80\x80\x80\xc3\r",
		"half a character, then an end":      "12\xe2\x82\r",
		"a character that is turned round":   "\u202e\u2066ABC\u2069\r",
		"a colour that stays":                "\x1b[41;5mERROR\r",
		"scroll up, clear, home, fake":       "\x1b[10S\x1b[2J\x1b[H+ OK 4 of 4\r",
		"a reset of the terminal":            "\x1bc\r",
		"other letters":                      "\x1b(0lqqk\x0eAB\x0f\r",
		"the answerback":                     "\x05\x05\r",
		"a question for the terminal's name": "\x1b[c\x1b[>c\x1b[6n\x1b[21t\r",
		"a storm of ends":                    many("\r\n\t", 20_000),
		"a storm of ESC":                     many("\x1b", 20_000) + "\r",
		"a storm of arrows":                  many("\x1b[A", 20_000) + "\r",
		"a storm of ctrl+c":                  many("\x03", 20_000) + "\r",
		"a storm of NUL":                     many("\x00", 20_000) + "\r",
		"half a MB without an end":           many("9", 500_000),
		"a mouse of old":                     "\x1b[M !!\x1b[M#!!\r",
		"a mouse with 10,000 wheels":         many("\x1b[<64;5;5M", 10_000) + "\r",
		"XOFF":                               "12\x1334\x11\r",
		"a window of two lines":              "\x1b[48;2;2;20;20t\x1b[8;2;2t\r",
		"a dialog's yes":                     "+\x1b[13u\r",
	} {
		all = append(all, newHostileScan(id, "any", payload, false))
	}
	slices.SortFunc(all, func(a, b hostileScan) int { return strings.Compare(a.id, b.id) })
	return all
}
