package main

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station"
	screens "github.com/packwright/packwright/tui/bench"
	"github.com/packwright/packwright/tui/kit"
)

// The ways a bench can sound.
const (
	byScanner = "scanner"
	byBell    = "bell"
	byConsole = "console"
	byCommand = "command"
	byNothing = "none"
)

// A sound lets the packer hear verdicts.
type sound struct {
	way     string
	ownBeep bool // the scanner beeps by itself at each read: good is silent
	scanner *scanners.Line
	command []string
	words   chan station.Word

	ring func()               // rings the terminal's bell
	tone func(kit.Beep) error // sounds the console
}

// newSound is the sound of a bench: what the configuration says, else what the
// doctor found here, else the scanner, else the bell.
func newSound(c config.Config, d devices) *sound {
	way := c.Sound
	if way == "" {
		way = storedSound(c)
	}
	if !slices.Contains(soundWays(c), way) {
		way = soundWays(c)[0]
	}
	return soundBy(way, c, d)
}

func soundBy(way string, c config.Config, d devices) *sound {
	return &sound{
		way: way, ownBeep: c.Scanner.OwnBeep(), scanner: d.scanner, command: strings.Fields(c.SoundCommand),
		words: make(chan station.Word, 1),
		ring:  func() { os.Stdout.WriteString("\a") },
		tone:  consoleTone,
	}
}

// soundWays are the ways that are possible with a configuration, the best one
// first.
func soundWays(c config.Config) []string {
	ways := []string{byBell, byConsole}
	if c.Scanner.Kind == "serial" && c.Scanner.Voice != "none" {
		ways = slices.Insert(ways, 0, byScanner)
	}
	if c.SoundCommand != "" {
		ways = append(ways, byCommand)
	}
	return append(ways, byNothing)
}

// toneOf is what a verdict sounds like on a scanner.
func toneOf(w station.Word) scanners.Tone {
	switch w {
	case station.OK, station.Done:
		return scanners.Good
	case station.Code, station.Wrong:
		return scanners.Bad
	case station.Halt:
		return scanners.Warn
	}
	return scanners.Silent
}

// say sounds a verdict. It never waits: one that comes while another sounds is
// not heard.
func (s *sound) say(v station.Verdict) {
	word := v.Word
	if v.Warns && (word == station.OK || word == station.Done || word == station.Wait) {
		word = station.Code // three short ones
	}
	tone := toneOf(word)
	if s.scanner != nil {
		if s.way == byScanner {
			s.scanner.Beep(tone)
		} else {
			s.scanner.Beep(scanners.Silent) // it may wait for an answer
		}
	}
	if s.way == byScanner || tone == scanners.Silent || tone == scanners.Good && s.ownBeep {
		return
	}
	select {
	case s.words <- word:
	default:
	}
}

// run plays what does not come from the scanner, until ctx ends.
func (s *sound) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case w := <-s.words:
			if err := s.play(ctx, w); err != nil && ctx.Err() == nil {
				slog.Warn("no sound", "way", s.way, "error", err)
			}
		}
	}
}

// bellPause is between two rings of the terminal's bell.
const bellPause = 180 * time.Millisecond

// commandWithin is how long a command may play.
const commandWithin = 5 * time.Second

func (s *sound) play(ctx context.Context, w station.Word) error {
	switch s.way {
	case byBell:
		for range screens.Bells(w) {
			s.ring()
			pause(ctx, bellPause)
		}
	case byConsole:
		for _, b := range screens.Tones(w) {
			if err := s.tone(b); err != nil {
				return err
			}
			pause(ctx, b.For+b.Pause)
		}
	case byCommand:
		ctx, cancel := context.WithTimeout(ctx, commandWithin)
		defer cancel()
		args := append(slices.Clone(s.command[1:]), toneNames[toneOf(w)])
		return exec.CommandContext(ctx, s.command[0], args...).Run()
	}
	return nil
}

var toneNames = map[scanners.Tone]string{scanners.Good: "good", scanners.Bad: "bad", scanners.Warn: "warning"}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// soundFile keeps the way of sound that the doctor found, beside the journal:
// it is of this bench, like that.
func soundFile(c config.Config) string { return strings.TrimRight(c.Journal, "/") + ".sound" }

// storedSound is the way that the doctor found, "" when it did not look.
func storedSound(c config.Config) string {
	way, err := os.ReadFile(soundFile(c))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(way))
}
