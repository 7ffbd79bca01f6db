package bench

import (
	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/tui/kit"
)

// Examine shows what the last scan of the test label told.
func (b *Bench) Examine(r diagnosis.Report) { b.exam = &r }

// testing says that the scanner test is on the screen.
func (b *Bench) testing() bool { return b.prompt.Screen == station.ScannerTest }

// said is the verdict that is shown: the scanner test has its own.
func (b *Bench) said() station.Verdict {
	if !b.testing() || b.exam == nil {
		return b.state.Verdict
	}
	return Judged(*b.exam)
}

// Judged is the verdict of a report.
func Judged(r diagnosis.Report) station.Verdict {
	switch {
	case len(r.Findings) == 0:
		return station.Verdict{Word: station.OK, Text: "The scanner is set up right."}
	case r.Faults() == 0:
		return station.Verdict{Word: station.OK, Text: "It works. Above stands what could be better."}
	case !r.Known:
		return station.Verdict{Word: station.Code, Text: "This is not the test label, or little is left of it."}
	}
	return station.Verdict{Word: station.Wrong, Text: "Mend what stands above, then scan the label again."}
}

// scannerTest is the screen on which a scanner is set up: what to scan, and
// then what came of it.
func (b *Bench) scannerTest(s sheet) []string {
	if b.exam == nil {
		return b.labelToScan(s)
	}
	lines := []string{s.theme.Line(s.theme.Active, " "+b.say("CAME")+"  "+b.exam.Got, "", s.w)}
	return append(lines, b.told(s, b.exam.Findings, s.body-1)...)
}

// told names the findings in so many rows: each with its remedy, or, when there
// is no room for all remedies, those of the first ones.
func (b *Bench) told(s sheet, found []diagnosis.Finding, rows int) []string {
	wrongs, room := make([][]string, len(found)), rows
	for i, f := range found {
		wrongs[i] = b.wrong(s, f)
		room -= len(wrongs[i])
	}
	var lines []string
	for i, f := range found {
		if rest := len(found) - i; len(lines)+len(wrongs[i]) > rows-min(rest-1, 1) {
			return append(lines, s.line(" "+b.say("%d more; mend these first.", rest), ""))
		}
		lines = append(lines, wrongs[i]...)
		if remedy := b.remedy(s, f); len(remedy) <= room || i == 0 && room < 0 {
			lines, room = append(lines, remedy...), room-len(remedy)
		} else {
			room = 0
		}
	}
	return lines
}

func (b *Bench) wrong(s sheet, f diagnosis.Finding) []string {
	ink, sign := s.theme.Fault, kit.Sign(station.Wrong)
	if f.Level == diagnosis.Note {
		ink, sign = s.theme.Bold, "."
	}
	var lines []string
	for i, l := range s.theme.Wrap(b.say(f.Text, f.TextArgs...), s.w-4) {
		if i > 0 {
			sign = " "
		}
		lines = append(lines, s.theme.Line(ink, " "+sign+" "+l, "", s.w))
	}
	return lines
}

func (b *Bench) remedy(s sheet, f diagnosis.Finding) []string {
	var lines []string
	for _, l := range s.theme.Wrap(b.say(f.Remedy, f.RemedyArgs...), s.w-4) {
		lines = append(lines, s.line("   "+l, ""))
	}
	return lines
}

// labelToScan says where the label comes from and which of its barcodes to
// scan.
func (b *Bench) labelToScan(s sheet) []string {
	lines := s.draw(band{title: b.say("SCANNER TEST"), big: b.say("SCAN 1"), active: true}, s.w, s.rows(true))
	for _, said := range testLines {
		for _, l := range s.theme.Wrap(b.say(said), s.w-4) {
			lines = append(lines, s.line("  "+l, ""))
		}
	}
	command := "packwright label render --sample scannertest"
	return append(lines, s.line("  "+text.Fit(command, s.w-4), ""))
}

var testLines = []string{
	"Barcode 1 of the test label; 2 where 1 does not beep; 3 over ssh, mosh, tmux, screen.",
	"It is printed by:",
}
