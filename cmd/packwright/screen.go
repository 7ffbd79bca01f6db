package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/term"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/words"
)

// screenOptions are what the demo adds to a bench.
type screenOptions struct {
	hand *hand // holds the virtual devices; nil at a real bench
}

// runScreen runs a station with its screen on this terminal, until the packer
// leaves or ctx ends.
func runScreen(ctx context.Context, c config.Config, b *bench, o screenOptions) error {
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		return failure{code: exitUsage, err: errNoTerminal, remedy: "Start it in a terminal, over ssh with ssh -t."}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	ear := newEarshot()
	wedge := scanners.NewWedge("keyboard", ear.terminal(os.Stdin))
	if l := b.devices.scanner; l != nil {
		ear.attach(c.Scanner, l)
		b.devices.overhear = ear.whole
	}
	if c.Scanner.Kind == "wedge" {
		wedge.Prefix, wedge.Separator = c.Scanner.Prefix, c.Scanner.Separator
	}
	shown := make(chan station.State, 1)
	program := tui.Program(tui.NewBench(benchOptions(c, b, o, shown)), wedge, os.Stdout, os.Environ())
	wedge.Typing = func(t string) { program.Send(tui.Typing(t)) }

	var all sync.WaitGroup
	var stationErr error
	all.Go(func() { stationErr = b.run(ctx) })
	all.Go(func() { pass(b.engine.States(), shown, o.hand, ear) })
	all.Go(func() { ear.run(ctx, c.Scanner, func(r tui.Examined) { program.Send(r) }) })
	scans := make(chan scanners.Scan)
	all.Go(func() { pumpScans(ctx, scans, b.began, b.engine.Send) })
	all.Go(func() {
		if err := wedge.Run(ctx, scans); err != nil && ctx.Err() == nil {
			slog.Warn("the terminal is gone", "error", err)
			program.Quit()
		}
	})
	stop := context.AfterFunc(ctx, program.Quit)
	defer stop()
	_, err := program.Run()
	cancel()
	wedge.Close()
	all.Wait()
	tellUnsent(os.Stderr, b.engine.Unsent(), c.Journal)
	if stationErr != nil {
		return outside(stationErr)
	}
	if err != nil {
		return outside(err)
	}
	return nil
}

// tellUnsent says what becomes of what the database does not have.
func tellUnsent(out io.Writer, facts int64, journal string) {
	if facts > 0 {
		fmt.Fprintf(out, "%d facts are not known to be sent. They lie in %s and go out when this station is started again: keep that folder.\n", facts, journal)
	}
}

func benchOptions(c config.Config, b *bench, o screenOptions, states <-chan station.State) tui.Options {
	language, known := words.Find(c.Language)
	if !known {
		language = words.English
	}
	t := tui.Options{
		Sound: func(w station.Word) { b.sound.say(station.Verdict{Word: w}) },
		Look:  kit.LookFor(os.Environ(), c.Glyphs), Language: language, States: states, Engine: b.engine,
	}
	if o.hand != nil {
		t.OnF9, t.OnF10 = o.hand.right, o.hand.wrong
	}
	return t
}

// pass hands the newest state on; what was not read is replaced.
func pass(from <-chan station.State, to chan station.State, h *hand, ear *earshot) {
	defer close(to)
	for s := range from {
		ear.see(s)
		if h != nil {
			h.see(s)
		}
		select {
		case <-to:
		default:
		}
		to <- s
	}
}

// logTo sends the program's log to a file: the terminal belongs to the screen.
// restore puts it back.
func logTo(file string) (restore func(), err error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, err
	}
	out, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(out, nil)))
	return func() { slog.SetDefault(before); out.Close() }, nil
}
