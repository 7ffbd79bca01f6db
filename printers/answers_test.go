package printers

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAnswersAreReadByTheirCommas(t *testing.T) {
	for _, c := range []struct {
		name, said string
		heard      query
		want       Status
	}{
		{
			"an exact status of a printer that is ready",
			"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n",
			askStatus,
			Status{},
		},
		{
			"paper out, paused, labels waiting, buffer full, half a label",
			"\x02030,1,1,1245,003,1,0,1,000,0,0,0\x03\r\n\x02000,0,1,1,0,2,4,1,00000007,1,000\x03\r\n\x021234,0\x03\r\n",
			askStatus,
			Status{PaperOut: true, Paused: true, Formats: 3, BufferFull: true, Partial: true, HeadOpen: true, RibbonOut: true, Waiting: true, Remaining: 7},
		},
		{
			"cold is the eleventh field and hot the twelfth",
			"\x02030,0,0,1245,000,0,0,0,000,0,1,1\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n",
			askStatus,
			Status{TooCold: true, TooHot: true},
		},
		{
			"no widths, no carriage return, no third line",
			"\x02014,1,0,633,0,0,0,0,0,0,0,0\x03\n\x020,0,0,0,0,2,6,0,0,1,0\x03\n",
			askStatus,
			Status{PaperOut: true},
		},
		{
			"no frames, and the last line not ended",
			"014, 0, 0, 633, 0, 0, 0, 0, 0, 0, 0, 0\r\n0,0,1,0,0,2,6,0,0,1,0",
			askStatus,
			Status{HeadOpen: true},
		},
		{
			"flow control in the middle",
			"\x13\x02030,0,1,1245,000,0,0,0,000,0,0,0\x03\r\n\x11\x02000,0,0,0,0,2,4,0,00000000,1,000\x03",
			askStatus,
			Status{Paused: true},
		},
		{
			"errors by name, padded",
			"\x02\r\n\r\n  PRINTER STATUS    \r\n   ERRORS:         1 00000000 00010004          \r\n   WARNINGS:       1 00000000 00000008     \r\n\x03",
			askErrors,
			Status{HeadOpen: true, Paused: true, PaperLow: true},
		},
		{
			"other errors in words",
			"PRINTER STATUS\nERRORS: 1 0 1000\nWARNINGS: 1 0 2\n",
			askErrors,
			Status{Fault: "paper jam", Warning: "clean the print head"},
		},
		{
			"warnings of a real printer that mean nothing to us",
			"ERRORS: 0 00000000 00000000\r\nWARNINGS: 1 00000000 00002000\r\n",
			askErrors,
			Status{},
		},
		{"identity", "\x02ZD420-203dpi ZPL,V84.20.18Z,8,65536KB\x03\r\n", askIdentity, Status{Model: "ZD420-203dpi ZPL", Version: "V84.20.18Z", Dots: 8}},
	} {
		var a answers
		a.add([]byte(c.said))
		a.end()
		if a.status != c.want || a.heard[c.heard] != 1 {
			t.Errorf("%s:\ngot  %+v, heard %v\nwant %+v", c.name, a.status, a.heard, c.want)
		}
	}
}

func TestCounterAnswers(t *testing.T) {
	for _, c := range []struct {
		name, said string
		heard      int
		want       int64
	}{
		{"a number in quotes", `"4711"`, 1, 4711},
		{"a printer without a counter", `"?"`, 1, -1},
		{"half a number is no answer", `"47`, 0, 0},
		{"its other half neither", `11"`, 0, 0},
		{"the last line of a status is no counter", "\x021234,0\x03\r\n1234\r\n", 0, 0},
		{"the newest of two", "\"1\"\r\n\"2\"", 2, 2},
	} {
		var a answers
		a.add([]byte(c.said))
		a.end()
		if a.heard[askCounter] != c.heard || a.count != c.want {
			t.Errorf("%s: heard %d, %d; want %d, %d", c.name, a.heard[askCounter], a.count, c.heard, c.want)
		}
	}
}

func TestAnswersDoNotDependOnTheirPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := ""
		for range rapid.IntRange(1, 6).Draw(t, "answers") {
			said += rapid.SampledFrom([]string{
				"\x02030,1,0,1245,002,0,0,0,000,0,0,0\x03\r\n\x02000,0,1,0,0,2,4,0,00000001,1,000\x03\r\n\x021234,0\x03\r\n",
				"ERRORS: 1 0 1000\nWARNINGS: 1 0 2\n", "\x02X,V1,12,8MB\x03\r\n", `"17"`, "noise\xff\n",
			}).Draw(t, "answer")
		}
		var whole, cut answers
		whole.add([]byte(said))
		for i := range len(said) {
			cut.add([]byte{said[i]})
		}
		if whole.status != cut.status || whole.heard != cut.heard || whole.count != cut.count {
			t.Fatalf("%q: at once %+v, byte by byte %+v", said, whole, cut)
		}
	})
}

func FuzzAnswers(f *testing.F) {
	f.Add([]byte("\x02030,1,0,1245,002,0,0,0,000,0,0,0\x03\r\n\"12\""))
	f.Fuzz(func(t *testing.T, said []byte) {
		var a answers
		a.add(said)
		a.end()
		if a.status.Formats < 0 || a.count < -1 {
			t.Errorf("%q: %+v, counter %d", said, a.status, a.count)
		}
	})
}

func TestTheProblemToSeeToFirst(t *testing.T) {
	for _, c := range []struct {
		status Status
		want   string
	}{
		{Status{Known: true}, ""},
		{Status{Why: silent}, "does not answer"},
		{Status{Known: true, PaperOut: true, HeadOpen: true, Paused: true}, "head open"},
		{Status{Known: true, PaperOut: true, Paused: true}, "paper out"},
		{Status{Known: true, RibbonOut: true}, "ribbon out"},
		{Status{Known: true, TooHot: true}, "print head too hot"},
		{Status{Known: true, Fault: "paper jam", Paused: true}, "paper jam"},
		{Status{Known: true, Paused: true}, "paused"},
		{Status{Known: true, Waiting: true}, "a label waits to be taken off"},
		{Status{Known: true, PaperLow: true, Formats: 3}, ""},
	} {
		if got := c.status.Problem(); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.status, got, c.want)
		}
	}
}
