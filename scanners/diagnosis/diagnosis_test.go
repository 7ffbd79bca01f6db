package diagnosis

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var start = time.Date(2026, 3, 2, 16, 48, 0, 0, time.UTC)

// at once is a scan that came in one read.
func atOnce(s string) []Read { return []Read{{[]byte(s), start}} }

// typedAt is a scan that came character by character.
func typedAt(s string, gaps ...time.Duration) []Read {
	var reads []Read
	at := start
	for i := range len(s) {
		if i > 0 {
			at = at.Add(gaps[min(i, len(gaps))-1])
		}
		reads = append(reads, Read{[]byte{s[i]}, at})
	}
	return reads
}

func names(r Report) string {
	var list []string
	for _, f := range r.Findings {
		list = append(list, f.Name)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// The label as it should come, and its two halves. They are spelt out here so
// that the label cannot change without a test that says so.
const (
	right     = "]C191KxAqWzYm-/_\"\x1d920123456789\r"
	rightHead = "]C191KxAqWzYm-/_\""
	rightTail = "920123456789\r"

	network = "]C0~~NET\x01J\x02U\x1e^END\r"
)

func TestEveryFaultIsNamed(t *testing.T) {
	stx := Setup{Prefix: "\x02"}
	serial := Setup{Serial: true}
	for _, c := range []struct {
		name  string
		came  string
		setup Setup
		want  string
	}{
		{"a right scan has no fault", right, Setup{}, ""},
		{"the plain twin is as good", "]C0" + right[3:], Setup{}, ""},
		{"a right scan behind its prefix", "\x02" + right, stx, ""},
		{"GS told by the kitty protocol", rightHead + "\x1b[93;5u" + rightTail, Setup{}, ""},
		{"GS told by xterm's other keys", rightHead + "\x1b[27;5;93~" + rightTail, Setup{}, ""},
		{"GS told as Ctrl+5", rightHead + "\x1b[53;5u" + rightTail, Setup{}, ""},
		{"a sign in place of GS that was agreed on", rightHead + "|" + rightTail, Setup{Separator: "|"}, ""},
		{"GS where a sign was agreed on", right, Setup{Separator: "|"}, "gs_other"},
		{"the third barcode", network, Setup{}, ""},

		{"caps lock", "]c191kXaQwZyM-/_\"\x1d920123456789\r", Setup{}, "caps_lock"},
		{"caps lock by the kitty protocol", "]c191kXaQwZyM-/_\"\x1b[93;5u920123456789\r", Setup{}, "caps_lock"},
		{"capitals only", "]C191KXAQWZYM-/_\"\x1d920123456789\r", Setup{}, "upper_case"},
		{"small letters only", "]c191kxaqwzym-/_\"\x1d920123456789\r", Setup{}, "lower_case"},
		{"a German keyboard", "+C191KxAqWyZmß-?Ä+920123456789\r", Setup{}, "layout"},
		{"a German keyboard whose terminal zooms on Ctrl++", "+C191KxAqWyZmß-?Ä920123456789\r", Setup{}, "gs_lost layout"},
		{"a French keyboard", "$C&ç&KxQaZwY,)!°%$çéà&é\"'(-è_ç\r", Setup{}, "layout"},
		{"a French keyboard under caps lock on Linux", "$c&ç&kXqAzWy,)!°%$çéà&é\"'(-è_ç\r", Setup{}, "caps_lock layout"},
		{"a French keyboard under caps lock elsewhere", "£c191kXqAzWy?°§)ù$920123456789\r", Setup{}, "caps_lock layout"},
		{"a UK keyboard", "]C191KxAqWzYm-/_@\x1d920123456789\r", Setup{}, "layout"},
		{"a scanner set to German", "\x1b9C191KxAqWyZm/&?@9920123456789\r", Setup{}, "layout"},
		{"a scanner set to French", "\x1b-C!(!KxQaZwY;6>83\x1d(@)!@#$%^&*(\r", Setup{}, "layout"},
		{"a keyboard nobody knows", "*C191KxEqÄzYm-/_\"\x1d920123456789\r", Setup{}, "layout_unknown unknown"},
		{"what changes the same character in two ways is no keyboard", "*C191KxEqÄzYm-/_\"\x1d820123456789\r", Setup{}, "unknown"},
		{"a French keyboard in Latin-1", "$C&\xe7&KxQaZwY,)!\xb0%$\xe7\xe9\xe0&\xe9\"'(-\xe8_\xe7\r", Setup{}, "latin1 layout"},

		{"GS lost", rightHead + rightTail, Setup{}, "gs_lost"},
		{"GS as cursor down", rightHead + "\x1b[B" + rightTail, Setup{}, "gs_key"},
		{"GS as cursor down in application mode", rightHead + "\x1bOB" + rightTail, Setup{}, "gs_key"},
		{"GS as a function key", rightHead + "\x1bOR" + rightTail, Setup{}, "gs_key"},
		{"GS as a high function key", rightHead + "\x1b[24~" + rightTail, Setup{}, "gs_key"},
		{"GS as a function key of the console", rightHead + "\x1b[[C" + rightTail, Setup{}, "gs_key"},
		{"GS as Alt+029", rightHead + "\x1b0\x1b2\x1b9" + rightTail, Setup{}, "gs_alt"},
		{"GS as Alt+0029", rightHead + "\x1b0\x1b0\x1b2\x1b9" + rightTail, Setup{}, "gs_alt"},
		{"GS as Alt+029 of an application number pad", rightHead + "\x1bOp\x1bOr\x1bOy" + rightTail, Setup{}, "gs_alt"},
		{"GS as Alt+029 by the kitty protocol", rightHead + "\x1b[57399;3u\x1b[57401;3u\x1b[57408;3u" + rightTail, Setup{}, "gs_alt"},
		{"GS as 029 where Alt is lost", rightHead + "029" + rightTail, Setup{}, "gs_alt"},
		{"GS as ^]", rightHead + "^]" + rightTail, Setup{}, "gs_other"},
		{"GS as ] without Ctrl", rightHead + "]" + rightTail, Setup{}, "gs_other"},
		{"GS as |", rightHead + "|" + rightTail, Setup{}, "gs_other"},
		{"GS as Alt+] by the kitty protocol", rightHead + "\x1b[93;3u" + rightTail, Setup{}, "gs_other"},
		{"GS as a private character", rightHead + "\uf01d" + rightTail, Setup{}, "gs_other"},
		{"GS as Enter", rightHead + "\r" + rightTail, Setup{}, "gs_enter"},
		{"GS as TAB", rightHead + "\t" + rightTail, Setup{}, "gs_enter"},
		{"GS taken by telnet", rightHead, Setup{}, "telnet"},
		{"nothing behind GS, but an end", rightHead + "\r", Setup{}, "gs_cuts"},

		{"prefix missing", right, Setup{Prefix: "Q#"}, "prefix_missing"},
		{"another prefix", "Z#" + right, Setup{Prefix: "Q#"}, "prefix_other"},
		{"a prefix nobody asked for", "\x02" + right, Setup{}, "prefix_unknown"},
		{"no AIM identifier", right[3:], Setup{}, "aim_missing"},
		{"the prefix without an AIM identifier", "\x02" + right[3:], stx, "aim_missing"},
		{"a maker's letter", "K" + right[3:], Setup{}, "code_id"},
		{"a radio that sleeps", right[1:], Setup{}, "beginning_lost"},
		{"something behind the code", strings.TrimSuffix(right, "\r") + "#\r", Setup{}, "suffix_unknown"},

		{"no end", strings.TrimSuffix(right, "\r"), Setup{}, "no_end"},
		{"CR and LF", right + "\n", Setup{}, "crlf"},
		{"LF and CR", strings.TrimSuffix(right, "\r") + "\n\r", Setup{}, "crlf"},
		{"LF", strings.TrimSuffix(right, "\r") + "\n", Setup{}, "lf"},
		{"TAB", strings.TrimSuffix(right, "\r") + "\t", Setup{}, "tab"},
		{"TAB and CR", strings.TrimSuffix(right, "\r") + "\t\r", Setup{}, "ends_often"},
		{"the Enter of the number pad", strings.TrimSuffix(right, "\r") + "\x1bOM", Setup{}, ""},

		{"read twice", right + right, Setup{}, "twice"},
		{"read three times, with CR and LF", strings.Repeat(right+"\n", 3), Setup{}, "crlf twice"},
		{"read twice without an end", strings.Repeat(strings.TrimSuffix(right, "\r"), 2), Setup{}, "no_end run_together"},
		{"every character twice", double(right), Setup{}, "each_twice"},
		{"pasted", "\x1b[200~" + right + "\x1b[201~", Setup{}, "pasted"},
		{"pasted, the end behind it", "\x1b[200~" + strings.TrimSuffix(right, "\r") + "\x1b[201~\r", Setup{}, "pasted"},
		{"a paste without an end", "\x1b[200~" + right, Setup{}, "pasted"},
		{"characters lost", strings.Replace(strings.Replace(right, "AqW", "A", 1), "456", "4", 1), Setup{}, "characters_lost"},

		{"~ taken by ssh", "~NET\x01J\x02U\x1e^END\r", Setup{}, "aim_missing ssh"},
		{"the prefix ~~ halved by ssh", "~" + right, Setup{Prefix: "~~"}, "ssh"},
		{"Ctrl+A taken by screen", "]C0~~NET\x02U\x1e^END\r", Setup{}, "screen"},
		{"Ctrl+B taken by tmux", "]C0~~NET\x01J\x1e^END\r", Setup{}, "tmux"},
		{"Ctrl+^ taken by mosh", "]C0~~NET\x01J\x02U\x1eEND\r", Setup{}, "mosh"},
		{"all of them at once", "~NET\x1eEND\r", Setup{}, "aim_missing mosh screen ssh tmux"},
		{"control characters never sent", "]C0~~NETJU^END\r", Setup{}, "control_lost"},
		{"the third barcode on a German keyboard", "°°NET\x01J\x02U\x1e&END\r", Setup{}, "aim_missing layout"},
		{"the prefix STX taken by tmux with the key behind it", right[1:], stx, "tmux"},
		{"the same without an AIM identifier", right[4:], stx, "aim_missing tmux"},
		{"the prefix SOH taken by screen", right[1:], Setup{Prefix: "\x01"}, "screen"},

		{"even parity", withParity(right, 0), serial, "line_parity"},
		{"odd parity", withParity(right, 1), serial, "line_parity"},
		{"even parity and no separator", withParity(rightHead+rightTail, 0), serial, "gs_lost line_parity"},
		{"the wrong speed", "\xfe\x00\xf8\x80\x06\xe6\x00\xfe\x9e", serial, "line_noise no_end"},

		{"nothing", "", Setup{}, "nothing"},
		{"Enter alone", "\r\n", Setup{}, "nothing"},
		{"another barcode", "4006381333931\r", Setup{}, "unknown"},
		{"an attack", "\x1b]52;c;aGk=\x07\x1b[2J\r", Setup{}, "unknown"},

		{
			"five at once", "$c&ç&kXqAzWy,)!°%çéà&é\"'(-è_ç\r\n",
			Setup{Prefix: "Q#"},
			"caps_lock crlf gs_lost layout prefix_missing",
		},
		{"caps lock, no identifier, a sign for GS, no end", "91kXaQwZyM-/_\"|920123456789", Setup{}, "aim_missing caps_lock gs_other no_end"},
		{"pasted on a German keyboard, with TAB", "\x1b[200~+C191KxAqWyZmß-?Ä+920123456789\t\x1b[201~", Setup{}, "layout pasted tab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Diagnose(atOnce(c.came), c.setup)
			if names(got) != c.want {
				t.Errorf("%q is said to be %q, want %q", c.came, names(got), c.want)
			}
		})
	}
}

func double(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(string([]rune{r, r}))
	}
	return b.String()
}

// withParity sets the eighth bit of each byte so that the ones are even (0) or
// odd (1).
func withParity(s string, odd int) string {
	b := []byte(s)
	for i, c := range b {
		ones := 0
		for bit := range 7 {
			ones += int(c>>bit) & 1
		}
		if ones%2 != odd {
			b[i] |= 0x80
		}
	}
	return string(b)
}

func TestSpeedIsJudgedByTheGaps(t *testing.T) {
	const ms = time.Millisecond
	long := strings.TrimSuffix(right, "\r")
	for _, c := range []struct {
		name string
		came []Read
		want string
	}{
		{"30 ms a character", typedAt(right, 30*ms), ""},
		{"every 20 ms, as ssh sends keys", typedAt(right, 20*ms), ""},
		{"60 ms a character", typedAt(right, 60*ms), "slow"},
		{"one stall of 300 ms", typedAt(right, 5*ms, 300*ms, 5*ms), ""},
		{"one stall of 1.2 s", typedAt(right, 5*ms, 1200*ms, 5*ms), "stalls"},
		{"read twice within 300 ms", append(typedAt(right, 5*ms), Read{[]byte(long + "\r"), start.Add(400 * ms)}), "twice"},
	} {
		if got := names(Diagnose(c.came, Setup{})); got != c.want {
			t.Errorf("%s: said to be %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFindingsNameWhatTheyAreAbout(t *testing.T) {
	for _, c := range []struct {
		came, finding string
		setup         Setup
		want          []any // of sentence and remedy
	}{
		{"$C&ç&KxQaZwY,)!°%$çéà&é\"'(-è_ç\r", "layout", Setup{}, []any{"US", "French (AZERTY)", "French (AZERTY)"}},
		{"\x1b9C191KxAqWyZm/&?@9920123456789\r", "layout", Setup{}, []any{"German (QWERTZ)", "US", "US"}},
		{"]C191KxAqWzYm-/_@\x1d920123456789\r", "layout", Setup{}, []any{"US", "UK"}},
		{rightHead + "\x1b[B" + rightTail, "gs_key", Setup{}, []any{"cursor down"}},
		{rightHead + "|" + rightTail, "gs_other", Setup{}, []any{`"|"`}},
		{rightHead + "\x1b]0;x\x07" + rightTail, "gs_other", Setup{}, []any{`"\x1b]0;x\a"`}},
		{right, "prefix_missing", Setup{Prefix: "\x02"}, []any{`"\x02"`}},
		{withParity(right, 0), "line_parity", Setup{Serial: true}, []any{`"7E1"`}},
		{withParity(right, 1), "line_parity", Setup{Serial: true}, []any{`"7O1"`}},
		{right + right + right, "twice", Setup{}, []any{3}},
		{"]C0~~NETJU\x1e^END\r", "control_lost", Setup{}, []any{"Ctrl+A, Ctrl+B"}},
	} {
		r := Diagnose(atOnce(c.came), c.setup)
		i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Name == c.finding })
		if i < 0 {
			t.Errorf("%q is said to be %q, want %s", c.came, names(r), c.finding)
			continue
		}
		if got := append(slices.Clone(r.Findings[i].TextArgs), r.Findings[i].RemedyArgs...); !slices.Equal(got, c.want) {
			t.Errorf("%s of %q names %q, want %q", c.finding, c.came, got, c.want)
		}
	}
}

func TestFaultsComeBeforeNotes(t *testing.T) {
	r := Diagnose(atOnce(right[3:]+"\n"), Setup{Prefix: "Q"})
	if len(r.Findings) != 3 || r.Findings[0].Level != Fault || r.Findings[2].Level != Note || r.Faults() != 1 {
		t.Errorf("got %+v, want one fault and then two notes", r.Findings)
	}
}

func TestAKeyIsNoScan(t *testing.T) {
	for came, want := range map[string]bool{
		"/\r": true, "/": true, "5\r": true, "\r": true, "é": true, "\x1b": true, "\x1bOP": true, "\x1b[20~": true, "\x1b[B": true, "\x1b[[A": true, "\x1b[1;5A": true,
		right: false, "10\r": false, "400\r": false, "\x1b[B\x1b[B": false, "\x1b]52;c;x\x07": false, "\x1b[200~x": false,
	} {
		if r := Diagnose(atOnce(came), Setup{}); r.Key != want {
			t.Errorf("%q: a key is %v, want %v", came, r.Key, want)
		}
	}
}

func TestWhatIsUnknownSaysSoFirst(t *testing.T) {
	if r := Diagnose(atOnce("4006381333931\x1b[2J"), Setup{}); r.Findings[0].Name != "unknown" || r.Got != `"4006381333931\x1b[2J"` {
		t.Errorf("got %+v", r)
	}
}
