package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// soundCheck finds out which way of sound the packer hears.
type soundCheck struct {
	config config.Config
	out    io.Writer
	lines  <-chan string // what the packer answers; closed when there is no more
	play   func(ctx context.Context, way string) error
}

var whatSounds = map[string]string{
	byScanner: "the scanner in the hand", byBell: "the bell of this terminal", byConsole: "the beeper of this machine", byCommand: "the program of sound_command",
}

// checkSound asks at a terminal and stores the answer.
func (f *flags) checkSound(ctx context.Context, in *os.File, out io.Writer) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	if !term.IsTerminal(int(in.Fd())) {
		return failure{
			code: exitUsage, err: errors.New("doctor --sound asks what you hear, and nobody is there to answer"),
			remedy: "Run it in the terminal of the bench, or write sound = \"bell\" into the configuration.",
		}
	}
	d, err := newDevices(c)
	if err != nil {
		return usage(err)
	}
	check := soundCheck{config: c, out: out, lines: linesOf(in), play: func(ctx context.Context, way string) error {
		return playOnce(ctx, soundBy(way, c, d))
	}}
	return check.run(ctx)
}

// linesOf hands over lines until the input ends. A reader of a terminal cannot
// be woken: the goroutine ends with the program.
func linesOf(in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(in); s.Scan(); {
			lines <- s.Text()
		}
	}()
	return lines
}

// run goes through the ways until one is heard.
func (s soundCheck) run(ctx context.Context) error {
	for _, way := range soundWays(s.config) {
		if way == byNothing {
			fmt.Fprintln(s.out, "Nothing is heard here: the screen alone tells.")
			return s.keep(way)
		}
		heard, err := s.hears(ctx, way)
		if err != nil {
			return err
		}
		if heard {
			return s.keep(way)
		}
	}
	return nil
}

// hears plays a way as often as the packer wants, and says whether he heard it.
func (s soundCheck) hears(ctx context.Context, way string) (bool, error) {
	for {
		fmt.Fprintf(s.out, "Listen to %s.\n", whatSounds[way])
		if err := s.play(ctx, way); err != nil {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			fmt.Fprintf(s.out, "  That does not work here: %s\n", text.Line(err.Error()))
			return false, nil
		}
		fmt.Fprint(s.out, "Did you hear one, the long one, or several short ones? [y]es, [n]o, [a]gain, [q]uit ")
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case line, more := <-s.lines:
			if !more {
				return false, outside(errors.New("no answer; nothing was changed"))
			}
			switch strings.ToLower(strings.TrimSpace(line)) {
			case "y", "yes", "j", "ja":
				return true, nil
			case "n", "no", "nein":
				return false, nil
			case "q", "quit":
				return false, outside(errors.New("left; nothing was changed"))
			}
		}
	}
}

// keep stores the way for this bench.
func (s soundCheck) keep(way string) error {
	file := soundFile(s.config)
	if err := os.WriteFile(file, []byte(way+"\n"), 0o644); err != nil {
		return outside(fmt.Errorf("store the way of sound: %w", err))
	}
	fmt.Fprintf(s.out, "Stored in %s: %s.\n", file, way)
	if s.config.Sound != "" && s.config.Sound != way {
		fmt.Fprintf(s.out, "But sound = %q in %s counts: remove it there.\n", s.config.Sound, s.config.File)
	}
	return nil
}

// scannerWithin is how long a scanner may take to be there.
const scannerWithin = 3 * time.Second

// playOnce plays the tone of a wrong article.
func playOnce(ctx context.Context, s *sound) error {
	if s.way != byScanner {
		return s.play(ctx, station.Wrong)
	}
	ctx, cancel := context.WithTimeout(ctx, scannerWithin)
	defer cancel()
	news := make(chan error, 1)
	tell := func(err error) {
		select {
		case news <- err:
		default:
		}
	}
	s.scanner.Up, s.scanner.Down = func() { tell(nil) }, tell
	var line sync.WaitGroup
	line.Go(func() { s.scanner.Run(ctx, make(chan scanners.Scan)) })
	defer line.Wait()
	defer cancel()
	select {
	case <-ctx.Done():
		return errors.New("the scanner is not there")
	case err := <-news:
		if err != nil {
			return err
		}
	}
	s.scanner.Beep(scanners.Bad)
	pause(ctx, 2*time.Second)
	return nil
}
