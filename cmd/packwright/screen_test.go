package main

import (
	"regexp"
	"slices"
	"strings"
)

// screen is what is seen, a line each without the blanks at its end.
type screen []string

func (s screen) String() string { return strings.Join(s, "\n") }

// Where things stand on a bench of 80x24.
const (
	rowHead   = 0
	rowLinks  = 1
	rowPrompt = 21
	rowChoice = 22
)

var (
	orderOnScreen = regexp.MustCompile(`order (\S+)`)
	endsOnScreen  = regexp.MustCompile(`2 TAKE .*\.\.(\d{4})`)
	lotOnScreen   = regexp.MustCompile(`1 GO .*\blot (\S+)`)
	grams         = regexp.MustCompile(`expected (\d+) g`)
	toScan        = regexp.MustCompile(`(?m)^ +\d+/\d+ (\S+)`)
	glyphs        = regexp.MustCompile(`^.*[▀▄█]`)
)

// name is the screen's name at the top left.
func (s screen) name() string {
	name, _, _ := strings.Cut(strings.TrimSpace(s[rowHead]), "  ")
	return name
}

// order is the number of the order in hand, "" for none.
func (s screen) order() string {
	if m := orderOnScreen.FindStringSubmatch(s[rowHead]); m != nil {
		return m[1]
	}
	return ""
}

// prompt is the one thing to do, with what stands beside it.
func (s screen) prompt() string {
	asked := s[rowPrompt]
	if at := strings.LastIndex(asked, "> "); at >= 0 {
		asked = asked[:at]
	}
	return strings.TrimSpace(asked)
}

// asks says whether the screen asks so.
func (s screen) asks(prompt string) bool { return strings.HasPrefix(s.prompt(), prompt) }

// keys is what the bottom lines offer, by the keys alone: what they do is told
// in fewer words where there is little room.
func (s screen) keys() []string {
	var keys []string
	for _, word := range strings.Fields(strings.Join(s[rowChoice:], " ")) {
		if word == "*n" || len(word) == 1 && strings.Contains("+-/0123456789", word) {
			keys = append(keys, word)
		}
	}
	return keys
}

// offers says whether the bottom lines offer the key.
func (s screen) offers(key string) bool { return slices.Contains(s.keys(), key) }

// verdict is the sentence in the verdict band, without the word in large
// letters beside it.
func (s screen) verdict() string {
	var said []string
	for y := s.frame() + 1; y < rowPrompt && !strings.HasPrefix(s[y], " LAST"); y++ {
		said = append(said, strings.TrimSpace(glyphs.ReplaceAllString(s[y], "")))
	}
	return strings.TrimSpace(strings.Join(said, " "))
}

// trail is the last scans.
func (s screen) trail() string {
	for _, line := range s[s.frame():] {
		if scans, is := strings.CutPrefix(line, " LAST"); is {
			return strings.TrimSpace(scans)
		}
	}
	return ""
}

// frame is the row of the line above the verdict, drawn in the verdict's sign.
func (s screen) frame() int {
	for y := rowLinks + 1; y < rowPrompt; y++ {
		if len(s[y]) >= columns-1 && strings.Trim(s[y], "-+X?!=. ") == "" {
			return y
		}
	}
	return rowPrompt
}

// step is what the bench asks and how far it is: everything but the header, the
// last verdict and the trail. Whether a slip came out is known only to the
// bench that printed it, so that the offer to print it again does not count.
func (s screen) step() string {
	keys := slices.DeleteFunc(s.keys(), func(key string) bool { return key == "0" })
	return strings.Join([]string{
		s.name(), s.order(), strings.Join(s[rowLinks+1:s.frame()], "\n"), s[rowPrompt], strings.Join(keys, " "),
	}, "\n")
}

// foot is what changes with every scan.
func (s screen) foot() string { return strings.Join(s[rowLinks+1:], "\n") }
