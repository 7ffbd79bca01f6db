// Package words holds every word on the screens, in each language. The English
// sentence is its own key, so a sentence that was not translated yet is shown
// in English instead of not at all.
//
// What is not here: where words stand (tui/bench, tui/floor) and which sentence
// is said (station).
package words

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station/text"
)

// Language is a language of the screens.
type Language string

// The languages.
const (
	English Language = "en"
	German  Language = "de"
)

// Languages lists them.
func Languages() []Language { return []Language{English, German} }

// Find is the language of a code as settings and locales write it: "de",
// "de-AT", "de_DE.UTF-8".
func Find(code string) (Language, bool) {
	code, _, _ = strings.Cut(strings.ToLower(code), ".")
	code, _, _ = strings.Cut(code, "_")
	code, _, _ = strings.Cut(code, "-")
	for _, l := range Languages() {
		if string(l) == code {
			return l, true
		}
	}
	return English, false
}

// Say is the sentence in the language with its blanks filled. Names, codes and
// other text among the arguments are made safe, and so is the whole: what comes
// out may be drawn. An argument that is itself one of our phrases is translated.
func Say(l Language, sentence string, args ...any) string {
	format := translate(l, sentence)
	if len(args) == 0 {
		return text.Line(format)
	}
	safe := make([]any, len(args))
	for i, a := range args {
		safe[i] = safeArg(l, a)
	}
	return text.Line(fmt.Sprintf(format, safe...))
}

// safeArg leaves numbers to their verbs and makes text of all else.
func safeArg(l Language, a any) any {
	switch a := a.(type) {
	case int, int64, int32, uint64, float64:
		return a
	case string:
		return text.Line(phrase(l, a))
	}
	return text.Line(fmt.Sprint(a))
}

// translate looks for the whole sentence, then for the longest parts of it that
// are known: some are put together from several.
func translate(l Language, sentence string) string {
	if l == English {
		return sentence
	}
	if t, ok := find(l, sentence); ok {
		return t
	}
	parts := strings.SplitAfter(sentence, ". ")
	if len(parts) == 1 || strings.Contains(sentence, "%[") {
		return sentence
	}
	var b strings.Builder
	for len(parts) > 0 {
		n := len(parts)
		t, ok := "", false
		for ; n > 0 && !ok; n-- {
			head := strings.TrimSuffix(strings.Join(parts[:n], ""), " ")
			t, ok = find(l, head)
			ok = ok && !strings.Contains(t, "%[")
		}
		if !ok {
			return sentence
		}
		if parts = parts[n+1:]; len(parts) > 0 {
			t += " "
		}
		b.WriteString(t)
	}
	return b.String()
}

// find is the translation of one sentence, with or without its full stop.
func find(l Language, sentence string) (string, bool) {
	table := tables[l]
	if t, ok := table[sentence]; ok {
		return t, true
	}
	bare, stopped := strings.CutSuffix(sentence, ".")
	t, ok := table[bare]
	if !ok || !stopped {
		return "", false
	}
	return t + ".", true
}

// phrase translates an argument that is one of ours, or some of them joined by
// "or". What stands behind a colon is somebody else's.
func phrase(l Language, s string) string {
	if len(phrases[l]) == 0 {
		return s
	}
	if head, tail, cut := strings.Cut(s, ": "); cut && phrases[l][head] != "" {
		return phrases[l][head] + ": " + tail
	}
	const or = " or "
	parts := strings.Split(s, or)
	for i, p := range parts {
		t, ok := phrases[l][p]
		if !ok {
			return s
		}
		parts[i] = t
	}
	return strings.Join(parts, translate(l, or))
}

// Short is a label for the one line of choices of a handheld.
func Short(l Language, label string) string {
	if s, ok := shorts[l][label]; ok {
		return s
	}
	const most = 8
	said := Say(l, label)
	if text.Width(said) <= most {
		return said
	}
	first, _, _ := strings.Cut(said, " ")
	return text.Fit(first, most)
}

// Brief is why something is away, in about two words: those of a cause that is
// known, else what stands before its colon.
func Brief(l Language, cause string) string {
	if s, ok := briefs[l][cause]; ok {
		return s
	}
	named, _, _ := strings.Cut(Say(l, "%s", cause), ":")
	return text.Fit(named, 16)
}

var (
	briefs  = map[Language]map[string]string{English: englishBrief, German: germanBrief}
	tables  = map[Language]map[string]string{German: german}
	phrases = map[Language]map[string]string{German: merged(germanPhrases, germanRefusals, germanKeys, germanFaults, germanDatabase)}
	shorts  = map[Language]map[string]string{English: englishShort, German: germanShort}
)
