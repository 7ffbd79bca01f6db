package bench_test

import (
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// scannerScans are what came of the test label, one screen each.
var scannerScans = map[string]string{
	"right":   "\x02]C191KxAqWzYm-/_\"\x1d920123456789\r",
	"better":  "\x02]C191KxAqWzYm-/_\"\x1d920123456789\r\n",
	"caps":    "\x02]c191kXaQwZyM-/_\"\x1d920123456789\r",
	"german":  "\x02+C191KxAqWyZmß-?Ä920123456789\r",
	"many":    "\x1b[200~$c&ç&kXqAzWy,)!°%çéà&é\"'(-è_ç\r\n\x1b[201~",
	"ssh":     "\x02~NET\x1eEND\r",
	"unknown": "4006381333931\x1b[2J\r",
}

// examined is the scanner test that was shown a scan, "" for none yet.
func examined(came string, size tuitest.Size, look kit.Look, lang words.Language) string {
	s, _ := station.Step(station.New("BENCH 07"), now, station.Scanned{Text: "0"})
	b := bench.New(kit.NewTheme(look), lang, time.UTC)
	b.At(now)
	b.See(s, s.Prompt())
	if came != "" {
		b.Examine(diagnosis.Diagnose([]diagnosis.Read{{Data: []byte(came), At: now}}, diagnosis.Setup{Prefix: "\x02"}))
	}
	b.Resize(size.W, size.H)
	return b.View()
}

func TestScannerTest(t *testing.T) {
	shown := map[string]string{"empty": ""}
	for name, came := range scannerScans {
		shown[name] = came
	}
	for name, came := range shown {
		tuitest.Golden(t, "scanner/"+name, examined(came, tuitest.Bench, xterm, words.English))
		tuitest.Golden(t, "scanner/"+name+"_handheld", examined(came, tuitest.Handheld, xterm, words.English))
		tuitest.Golden(t, "scanner/"+name+"_german", examined(came, tuitest.Bench, xterm, words.German))
	}
	for _, name := range []string{"empty", "many"} {
		tuitest.Golden(t, "scanner/"+name+"_ascii", examined(shown[name], tuitest.Bench, ascii, words.English))
		tuitest.Golden(t, "scanner/"+name+"_tmux", examined(shown[name], tuitest.InTmux, xterm, words.English))
	}
	tuitest.GoldenStyled(t, "scanner/many_styled", examined(shown["many"], tuitest.Bench, console, words.English))
}

// TestScannerTestFits: no line is wider than the window, none is missing, and
// nothing that came reaches the terminal as it came.
func TestScannerTestFits(t *testing.T) {
	for name, came := range scannerScans {
		for _, size := range []tuitest.Size{tuitest.Bench, tuitest.InTmux, tuitest.Handheld, tuitest.Large, {W: 20, H: 8}} {
			for _, lang := range words.Languages() {
				view := examined(came, size, ascii, lang)
				lines := strings.Split(tuitest.Plain(view), "\n")
				if len(lines)-1 != size.H {
					t.Errorf("%s at %v in %s has %d lines", name, size, lang, len(lines)-1)
				}
				for _, l := range lines {
					if size.W >= tuitest.Handheld.W && text.Width(l) > size.W {
						t.Errorf("%s at %v in %s: too wide: %q", name, size, lang, l)
					}
				}
				if strings.Contains(view, "\x1b[2J") || strings.Contains(view, "\x1b[200~") || strings.Contains(view, "\x02") {
					t.Errorf("%s at %v in %s: a scan reaches the terminal raw", name, size, lang)
				}
			}
		}
	}
}

// TestAnOldReportIsForgotten: who opens the test again starts afresh.
func TestAnOldReportIsForgotten(t *testing.T) {
	b := bench.New(kit.NewTheme(ascii), words.English, time.UTC)
	closed := station.New("BENCH 07")
	open, _ := station.Step(closed, now, station.Scanned{Text: "0"})
	b.See(open, open.Prompt())
	b.Examine(diagnosis.Diagnose([]diagnosis.Read{{Data: []byte(scannerScans["caps"]), At: now}}, diagnosis.Setup{}))
	if !strings.Contains(b.View(), "Caps lock is on.") {
		t.Fatal("the report is not shown")
	}
	b.See(closed, closed.Prompt())
	b.See(open, open.Prompt())
	if strings.Contains(b.View(), "Caps lock is on.") {
		t.Error("the report of before is shown again")
	}
}

// TestEveryScannerFaultReadsWellInBothLanguages: no sentence and no remedy of a
// finding is longer than two lines of a bench, and each is a sentence.
func TestEveryScannerFaultReadsWellInBothLanguages(t *testing.T) {
	theme := kit.NewTheme(ascii)
	for name, came := range scannerScans {
		for _, f := range diagnosis.Diagnose([]diagnosis.Read{{Data: []byte(came), At: now}}, diagnosis.Setup{Prefix: "\x02"}).Findings {
			for _, lang := range words.Languages() {
				for _, said := range []string{words.Say(lang, f.Text, f.TextArgs...), words.Say(lang, f.Remedy, f.RemedyArgs...)} {
					if lines := theme.Wrap(said, 76); len(lines) > 2 || !strings.HasSuffix(said, ".") || strings.Contains(said, "%!") {
						t.Errorf("%s: %s in %s: %q", name, f.Name, lang, said)
					}
				}
			}
		}
	}
}
