package bench

import (
	"slices"

	"github.com/packwright/packwright/station"
)

// helpPage explains what the prompt takes now, and the codes of the command
// card.
func (b *Bench) helpPage(s sheet) []string {
	lines := []string{s.theme.Line(s.theme.Active, " "+b.say("HELP"), b.say("F1 closes it")+" ", s.w)}
	lines = append(lines, b.outage(s)...)
	for _, k := range b.keys() {
		lines = append(lines, "  "+s.theme.Bold.Paint(s.pad(k.name, 3))+s.theme.Line(s.theme.Text, b.label(k.does), "", max(0, s.w-6)))
	}
	for _, said := range helpLines {
		for _, l := range s.theme.Wrap(b.say(said), s.w-4) {
			lines = append(lines, s.line("  "+l, ""))
		}
	}
	return append(lines, b.commandCodes(s)...)
}

var helpLines = []string{
	"A digit is typed, then Enter. Enter alone does nothing.",
	"A red verdict goes with the next good scan. STOP goes with + only.",
	"The command card has a barcode for each key:",
}

// commandCodes is the command card in text, as many a line as fit.
func (b *Bench) commandCodes(s sheet) []string {
	codes := station.Commands()
	names := make([]station.Command, 0, len(codes))
	for c := range codes {
		names = append(names, c)
	}
	slices.Sort(names)
	const cell = 19
	var lines []string
	line := " "
	for _, n := range names {
		if len(line)+cell > s.w {
			lines = append(lines, s.line(line, ""))
			line = " "
		}
		line += s.pad(" "+string(n)+" "+codes[n], cell)
	}
	return append(lines, s.line(line, ""))
}
