package kit

import (
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// signs are the shapes of the verdicts: they tell them apart without colour.
var signs = map[station.Word]string{
	station.OK: "+", station.Done: "+", station.Again: ".", station.Code: "?",
	station.Wrong: "X", station.Wait: "=", station.Halt: "!",
}

// frames are the rules above the verdicts.
var frames = map[station.Word]string{
	station.OK: "-", station.Done: "+", station.Again: ". ", station.Code: "? ",
	station.Wrong: "X", station.Wait: "= ", station.Halt: "!",
}

// Sign is the verdict's shape, one character; a space for none.
func Sign(w station.Word) string {
	if s, ok := signs[w]; ok {
		return s
	}
	return " "
}

// Frame is the rule above a verdict.
func (t Theme) Frame(v station.Word, w int) string {
	sign, ok := frames[v]
	if !ok {
		sign = "-"
	}
	return Rule(t.Verdict(v), sign, w)
}

// VerdictBand is the verdict in rows lines of w cells: sign and word in big
// letters, the sentence beside them. Word is what v is called in the packer's
// language. When the sentence needs the room, the letters are smaller.
func (t Theme) VerdictBand(v station.Word, word, sentence string, w, rows int) []string {
	ink := t.Verdict(v)
	if v == "" {
		return fill(t.Text, nil, w, rows)
	}
	scale := max(1, rows/t.Rows())
	for ; ; scale-- {
		at := max(textColumn, BigWidth(Sign(v)+" "+word, 1)+5) * scale
		said := t.Wrap(sentence, w-at-1)
		if scale > 1 && (w-at < minSentence || len(said) > rows) {
			continue
		}
		margin := fill(ink, nil, 2, rows)
		return Columns(margin, t.Big(ink, Sign(v)+" "+word, at-2, rows), t.beside(ink, said, w-at, rows))
	}
}

// The sentence begins at one column for all short words, so that it stays when
// the word changes.
const (
	textColumn  = 36
	minSentence = 30
)

// beside is the sentence in the middle of rows lines.
func (t Theme) beside(ink Ink, said []string, w, rows int) []string {
	if len(said) > rows {
		said = append(said[:rows-1:rows-1], strings.Join(said[rows-1:], " "))
	}
	lines := make([]string, rows)
	above := (rows - len(said)) / 2
	for i := range lines {
		line := ""
		if n := i - above; n >= 0 && n < len(said) {
			line = said[n]
		}
		lines[i] = ink.Paint(text.Pad(line, w))
	}
	return lines
}
