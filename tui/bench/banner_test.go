package bench_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// gone is what can be away, one at a time and all at once.
var gone = map[string]map[station.Link]station.LinkState{
	"database": {
		station.Database: {Cause: "there is no way to the database: check the network cable", Since: now.Add(-166 * time.Minute)},
		station.Unsent:   {Count: 9},
	},
	"carrier": {station.Carrier: {Cause: "the carrier does not answer", Since: now.Add(-4 * time.Minute)}},
	"printer": {station.Printer: {Cause: "paper out", Since: now.Add(-time.Minute)}},
}

func init() {
	all := map[station.Link]station.LinkState{}
	for _, links := range gone {
		maps.Copy(all, links)
	}
	gone["all"] = all
}

// without is the state while the links are away and all others answer.
func without(s station.State, links map[station.Link]station.LinkState) station.State {
	s.Links = maps.Clone(idle().Links)
	maps.Copy(s.Links, links)
	return s
}

// steps is a screen of each step of an order.
var steps = []string{"start_good", "work_good", "open_good", "pick_good", "short_good", "pack_carton", "pack_good", "pack_layers", "ship_weigh", "ship_prove", "park_good", "lead_good", "back_good"}

// TestBannersOnEveryStep shows each thing that is away, and all together.
func TestBannersOnEveryStep(t *testing.T) {
	for _, step := range steps {
		for what, links := range gone {
			s := without(screens()[step], links)
			tuitest.Golden(t, "away/"+step+"_"+what, draw(s, tuitest.Bench, xterm, words.English))
			tuitest.Golden(t, "away_large/"+step+"_"+what, draw(s, tuitest.Large, xterm, words.English))
		}
		s := without(screens()[step], gone["all"])
		tuitest.Golden(t, "away_german/"+step+"_all", draw(s, tuitest.Bench, xterm, words.German))
		tuitest.Golden(t, "away_tmux/"+step+"_all", draw(s, tuitest.InTmux, xterm, words.English))
	}
}

func TestBannersInColoursAndWithout(t *testing.T) {
	for term, look := range map[string]kit.Look{"xterm": xterm, "linux": console, "ascii": ascii} {
		s := without(picking(), gone["all"])
		tuitest.GoldenStyled(t, "away_styled/pick_"+term, draw(s, tuitest.Bench, look, words.English))
	}
}

// TestBannersSayWhatAndWhyAndTakeNoLettersAway: whatever is away, on every
// screen, in every size and language the packer reads it with its cause, since
// when and how much waits, what goes on and what does not, and the screen is
// else the same line for line.
func TestBannersSayWhatAndWhyAndTakeNoLettersAway(t *testing.T) {
	names := slices.Sorted(maps.Keys(gone))
	for name, s := range screens() {
		for _, size := range []tuitest.Size{tuitest.InTmux, tuitest.Bench, {W: 100, H: 30}, tuitest.Large, {W: 240, H: 67}} {
			for _, lang := range []words.Language{words.English, words.German} {
				quiet := lined(t, without(s, nil), s.Prompt(), size, lang)
				for _, what := range names {
					shown := lined(t, without(s, gone[what]), s.Prompt(), size, lang)
					if fault := misses(shown, what, s.Typing, lang); fault != "" {
						t.Errorf("%s at %v in %s without %s: %s\n%s", name, size, lang, what, fault, strings.Join(shown, "\n"))
					}
					if before, after := letters(quiet), letters(shown); before != after {
						t.Errorf("%s at %v in %s without %s: %d lines of big letters, %d while all answer", name, size, lang, what, after, before)
					}
				}
			}
		}
	}
}

// lined is the lines of a screen with the prompt of a state in which all answer.
func lined(t *testing.T, s station.State, p station.Prompt, size tuitest.Size, lang words.Language) []string {
	t.Helper()
	b := bench.New(kit.NewTheme(xterm), lang, time.UTC)
	b.At(now)
	b.See(s, p)
	b.Resize(size.W, size.H)
	lines := strings.Split(strings.TrimSuffix(tuitest.Plain(b.View()), "\n"), "\n")
	if len(lines) != size.H {
		t.Fatalf("%d lines, want %d", len(lines), size.H)
	}
	return lines
}

// letters counts the lines with big letters.
func letters(lines []string) (n int) {
	for _, l := range lines {
		if strings.ContainsAny(l, "▀▄█") {
			n++
		}
	}
	return n
}

// misses is what the screen does not say of what is away, "" for nothing.
func misses(shown []string, what string, typing bool, lang words.Language) string {
	banner := strings.Join(shown[1:4], "\n")
	say := func(sentence string, args ...any) string { return words.Say(lang, sentence, args...) }
	cause := words.Brief(lang, gone["database"][station.Database].Cause)
	if whole := say("%s", gone["database"][station.Database].Cause); strings.Contains(banner, whole) {
		cause = whole
	} else if named, _, _ := strings.Cut(whole, ":"); strings.Contains(banner, named) {
		cause = named
	} else if typing && what == "all" {
		cause = "" // where codes are typed that is said, too
	}
	want := map[string][]string{
		"database": {"! " + say("NET AWAY"), say("since %s", "14:02"), say("%d unsent", 9), cause},
		"carrier":  {"! " + say("CARRIER AWAY"), say("since %s", "16:44")},
		"printer":  {"! " + say("LABELS"), say("%s", "paper out"), say("since %s", "16:47")},
		"all":      {"! " + say("NET AWAY"), say("since %s", "14:02"), say("%d unsent", 9), cause, "! " + say("CARRIER AWAY"), "! " + say("LABELS")},
	}
	for _, w := range want[what] {
		if !strings.Contains(banner, w) {
			return "no " + w
		}
	}
	rest := strings.Join(shown[2:], "\n")
	if !strings.Contains(rest, "Works: ") && !strings.Contains(rest, "Geht: ") && !strings.Contains(rest, "Es geht ") {
		return "not what goes on"
	}
	return ""
}
