package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/kit"
)

var verdictWords = []station.Word{station.OK, station.Done, station.Again, station.Code, station.Wrong, station.Wait, station.Halt}

func TestEveryVoiceOfTheConfigurationExists(t *testing.T) {
	if got := scanners.Voices(); !slices.Equal(got, config.ScannerVoices) {
		t.Errorf("drivers have the voices %v, the configuration takes %v", got, config.ScannerVoices)
	}
}

func TestTheWayOfSound(t *testing.T) {
	serial := config.Scanner{Kind: "serial", Voice: "bel"}
	mute := config.Scanner{Kind: "serial", Voice: "none"}
	for _, rule := range []struct {
		name   string
		config config.Config
		stored string
		want   string
	}{
		{"a scanner that can beep", config.Config{Scanner: serial}, "", "scanner"},
		{"a scanner that cannot", config.Config{Scanner: mute}, "", "bell"},
		{"a scanner that types", config.Config{Scanner: config.Scanner{Kind: "wedge"}}, "", "bell"},
		{"what the doctor found", config.Config{Scanner: serial}, "console", "console"},
		{"the configuration wins", config.Config{Scanner: serial, Sound: "bell"}, "console", "bell"},
		{"a way that is gone", config.Config{Scanner: mute}, "scanner", "bell"},
		{"a file that was spoilt", config.Config{Scanner: serial}, "\x00loud", "scanner"},
		{"nothing at all", config.Config{Scanner: serial}, "none", "none"},
	} {
		c := rule.config
		c.Journal = filepath.Join(t.TempDir(), "journal")
		if rule.stored != "" {
			if err := os.WriteFile(soundFile(c), []byte(rule.stored+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got := newSound(c, devices{}).way; got != rule.want {
			t.Errorf("%s: got %s, want %s", rule.name, got, rule.want)
		}
	}
}

// played says what each verdict made heard.
func played(t *testing.T, s *sound, heard *[]string) map[station.Word]string {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { s.run(ctx); close(done) }()
	all := map[station.Word]string{}
	for _, w := range verdictWords {
		*heard = nil
		s.say(station.Verdict{Word: w})
		time.Sleep(5 * time.Second)
		synctest.Wait()
		all[w] = strings.Join(*heard, " ")
	}
	cancel()
	<-done
	return all
}

func TestVerdictsOnTheBell(t *testing.T) {
	for _, own := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var heard []string
			s := soundBy(byBell, config.Config{}, devices{})
			s.ownBeep = own
			s.ring = func() { heard = append(heard, "bell") }
			got := played(t, s, &heard)
			want := map[station.Word]string{
				station.OK: "bell", station.Done: "bell", station.Code: "bell bell bell", station.Wrong: "bell bell",
				station.Halt: "bell bell bell bell", station.Again: "", station.Wait: "",
			}
			if own {
				want[station.OK], want[station.Done] = "", ""
			}
			for _, w := range verdictWords {
				if got[w] != want[w] {
					t.Errorf("%s, own beep %v: heard %q, want %q", w, own, got[w], want[w])
				}
			}
		})
	}
}

func TestVerdictsOnTheConsole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heard []string
		s := soundBy(byConsole, config.Config{}, devices{})
		s.tone = func(b kit.Beep) error { heard = append(heard, b.For.String()); return nil }
		got := played(t, s, &heard)
		if got[station.OK] != "60ms" || got[station.Wrong] != "1s" || got[station.Again] != "" {
			t.Errorf("heard %v", got)
		}
	})
}

func TestVerdictsByACommand(t *testing.T) {
	dir := t.TempDir()
	heard := filepath.Join(dir, "heard")
	program := filepath.Join(dir, "tone")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho \"$*\" >>"+heard+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := soundBy(byCommand, config.Config{SoundCommand: program + " -v 5"}, devices{})
	for _, w := range []station.Word{station.OK, station.Code, station.Wrong, station.Halt} {
		if err := s.play(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(heard)
	if want := "-v 5 good\n-v 5 bad\n-v 5 bad\n-v 5 warning\n"; err != nil || string(got) != want {
		t.Errorf("the program was called with %q, %v, want %q", got, err, want)
	}
}

// The scanner of
// each make is proven elsewhere to make one sound of each tone.
func TestVerdictsOnTheScanner(t *testing.T) {
	v, err := scanners.NewVirtual()
	if err != nil {
		t.Skip(err)
	}
	defer v.Unplug()
	c := config.Config{Scanner: config.Scanner{
		Kind: "serial", Serial: config.Serial{Port: v.Path(), Baud: 9600, Frame: "8N1", Flow: "none"},
		Terminator: "any", Voice: "bel", GoodBeep: "host",
	}}
	d, err := newDevices(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	scanned := make(chan station.Input, 16)
	go func() { d.run(ctx, time.Now(), func(in station.Input) { scanned <- in }); close(done) }()
	defer func() { cancel(); <-done }()
	if link, ok := (<-scanned).(station.LinkChanged); !ok || !link.OK {
		t.Fatalf("the scanner is not there: %+v", link)
	}
	s := newSound(c, d)
	n := int64(0)
	sounds := func(w station.Word, want int) int {
		t.Helper()
		v.Read("4006381333931")
		if _, ok := (<-scanned).(station.Scanned); !ok {
			t.Fatal("the scanner went away")
		}
		before := len(v.Heard())
		n++
		s.say(station.Verdict{Word: w, N: n})
		until := time.Now().Add(5 * time.Second)
		for len(v.Heard())-before < want && time.Now().Before(until) {
			time.Sleep(time.Millisecond) // a real line
		}
		time.Sleep(300 * time.Millisecond) // for one beep too many, and the pause after a tone
		return len(v.Heard()) - before
	}
	for _, rule := range []struct {
		word station.Word
		want int
	}{{station.OK, 1}, {station.Wrong, 3}, {station.Again, 0}, {station.Code, 3}, {station.Halt, 5}, {station.Done, 1}} {
		got := sounds(rule.word, rule.want)
		// Two beeps that a busy machine brings at once are heard as one.
		for range 4 {
			if got >= rule.want {
				break
			}
			got = sounds(rule.word, rule.want)
		}
		if got != rule.want {
			t.Errorf("%s: heard %d beeps, want %d", rule.word, got, rule.want)
		}
	}
}

func TestTheDoctorAsksWhatIsHeard(t *testing.T) {
	serial := config.Scanner{Kind: "serial", Voice: "bel"}
	for _, rule := range []struct {
		name    string
		config  config.Config
		broken  string // way that cannot be played
		answers []string
		plays   []string
		stored  string
	}{
		{"the first one is heard", config.Config{Scanner: serial}, "", []string{"y"}, []string{"scanner"}, "scanner"},
		{"heard at the second time", config.Config{Scanner: serial}, "", []string{"a", "what", "Yes"}, []string{"scanner", "scanner", "scanner"}, "scanner"},
		{"only the bell is heard", config.Config{Scanner: serial}, "", []string{"n", "y"}, []string{"scanner", "bell"}, "bell"},
		{"what cannot be played is not asked", config.Config{Scanner: serial}, "scanner", []string{"y"}, []string{"scanner", "bell"}, "bell"},
		{"the command comes after the others", config.Config{SoundCommand: "tone"}, "", []string{"n", "n", "y"}, []string{"bell", "console", "command"}, "command"},
		{"nothing is heard", config.Config{}, "", []string{"n", "n"}, []string{"bell", "console"}, "none"},
		{"left", config.Config{}, "", []string{"q"}, []string{"bell"}, ""},
		{"nobody answers", config.Config{}, "", nil, []string{"bell"}, ""},
	} {
		t.Run(rule.name, func(t *testing.T) {
			c := rule.config
			c.Journal = filepath.Join(t.TempDir(), "journal")
			var plays []string
			var out bytes.Buffer
			check := soundCheck{
				config: c, out: &out, lines: linesOf(strings.NewReader(strings.Join(append(rule.answers, ""), "\n"))),
				play: func(_ context.Context, way string) error {
					plays = append(plays, way)
					if way == rule.broken {
						return errors.New("it is broken")
					}
					return nil
				},
			}
			err := check.run(t.Context())
			if (err != nil) != (rule.stored == "") {
				t.Errorf("got %v\n%s", err, out.String())
			}
			if !slices.Equal(plays, rule.plays) {
				t.Errorf("played %v, want %v", plays, rule.plays)
			}
			if got := storedSound(c); got != rule.stored {
				t.Errorf("stored %q, want %q", got, rule.stored)
			}
		})
	}
}

// Without a terminal the doctor must say so and not wait.
func TestTheDoctorDoesNotAskWhereNobodyAnswers(t *testing.T) {
	in, held, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	defer in.Close()
	file := filepath.Join(t.TempDir(), "packwright.toml")
	if err := os.WriteFile(file, []byte("station = 'a'\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := flags{config: file}
	done := make(chan error, 1)
	go func() { done <- f.checkSound(t.Context(), in, os.Stderr) }()
	select {
	case err := <-done:
		var wrong failure
		if !errors.As(err, &wrong) || wrong.code != exitUsage || wrong.remedy == "" {
			t.Errorf("got %v, want wrong usage and a remedy", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it waits for an answer")
	}
}
