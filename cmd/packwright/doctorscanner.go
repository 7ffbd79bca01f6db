package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners/diagnosis"
	"github.com/packwright/packwright/tui/words"
)

// The times of the scanner's doctor: it leaves a terminal where nobody is, and
// a pipe through which nothing comes.
const (
	scannerIdle = 10 * time.Minute
	pipeIdle    = 10 * time.Second
)

// The devices of the scanner's doctor.
const (
	byKeyboard = "keyboard"
	byLine     = "line"
)

// examineScanner says what is wrong with the scanner: scan by scan on a
// terminal, also over the serial line of the configuration; otherwise of the
// first scan that standard input holds.
func (f *flags) examineScanner(cmd *cobra.Command) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	k := &clinic{out: cmd.OutOrStdout(), json: f.json, scanner: c.Scanner}
	in, isFile := cmd.InOrStdin().(*os.File)
	switch {
	case !isFile:
		err = k.readAll(cmd.InOrStdin())
	case term.IsTerminal(int(in.Fd())):
		err = k.askFor(cmd.Context(), in)
	default:
		k.drain(cmd.Context(), in)
	}
	switch {
	case err != nil:
		return err
	case !k.well:
		return answerNo
	}
	return nil
}

// clinic examines scanners.
type clinic struct {
	out     io.Writer
	json    bool
	scanner config.Scanner
	width   int // of the terminal, which needs CR before LF; 0 for none
	told    bool
	well    bool // the last scan had no fault
}

// setups is what the configuration expects of each device.
func setups(c config.Scanner) map[string]diagnosis.Setup {
	if c.Kind == "wedge" {
		return map[string]diagnosis.Setup{byKeyboard: {Prefix: c.Prefix, Separator: c.Separator}}
	}
	if inWholes(c) { // the driver has taken the prefix away
		return nil
	}
	return map[string]diagnosis.Setup{byLine: {Prefix: c.Prefix, Separator: c.Separator, Serial: c.Kind == "serial"}}
}

// readAll examines bytes that are all there already.
func (k *clinic) readAll(in io.Reader) error {
	const most = 1 << 16
	data, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return outside(fmt.Errorf("read standard input: %w", err))
	}
	k.tell(diagnosis.Diagnose([]diagnosis.Read{{Data: data, At: time.Now()}}, setups(k.scanner)[byKeyboard]))
	return nil
}

// drain examines the first scan of a pipe, or says that nothing came.
func (k *clinic) drain(ctx context.Context, in *os.File) {
	ctx, stop := context.WithTimeout(ctx, pipeIdle)
	defer stop()
	first := func(r diagnosis.Report) {
		if !k.told {
			k.tell(r)
			stop()
		}
	}
	listener{setups(k.scanner), first}.listen(ctx, fromFile(byKeyboard, in))
	if !k.told {
		k.tell(diagnosis.Diagnose(nil, diagnosis.Setup{}))
	}
}

// askFor asks for scans until the person leaves or is gone.
func (k *clinic) askFor(ctx context.Context, in *os.File) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return outside(fmt.Errorf("make the terminal raw: %w", err))
	}
	defer term.Restore(int(in.Fd()), before)
	k.width = terminalWidth(in)
	sources := append([]source{fromFile(byKeyboard, in)}, k.line()...)
	k.say("Scan the test label (packwright label render --sample scannertest).")
	k.say("/ and Enter, or ctrl+c, leaves.")
	gone := time.AfterFunc(scannerIdle, stop)
	defer gone.Stop()
	leaves := func(r diagnosis.Report) {
		gone.Reset(scannerIdle)
		if r.Got == `"/\r"` {
			stop()
		}
		if !r.Key {
			k.tell(r)
		}
	}
	listener{setups(k.scanner), leaves}.listen(ctx, sources...)
	return nil
}

// terminalWidth is at least that of a handheld.
func terminalWidth(f *os.File) int {
	w, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 80
	}
	return max(40, w)
}

// line is the scanner of the configuration, if it is none that types here.
func (k *clinic) line() []source {
	l, err := newScanner(k.scanner)
	switch {
	case err != nil:
		k.print([]finding{fault("scanner", "Compare packwright.toml with the example.", err)})
		return nil
	case l == nil:
		return nil
	}
	l.Link.Down = func(err error) {
		k.print([]finding{fault("scanner", "Is the cable in, the port right, and this user in the group dialout?", err)})
	}
	ear := newEarshot()
	ear.on.Store(true)
	ear.attach(k.scanner, l)
	return []source{ear.driven(l)}
}

// tell prints a report.
func (k *clinic) tell(r diagnosis.Report) {
	k.told, k.well = true, r.Faults() == 0
	k.print(found(r))
}

// found is a report in the doctor's lines.
func found(r diagnosis.Report) []finding {
	var lines []finding
	for _, f := range r.Findings {
		level := "fault"
		if f.Level == diagnosis.Note {
			level = "warning"
		}
		lines = append(lines, finding{
			Level: level, What: "scanner", Name: f.Name,
			Found:  words.Say(words.English, f.Text, f.TextArgs...),
			Remedy: words.Say(words.English, f.Remedy, f.RemedyArgs...),
		})
	}
	if len(lines) == 0 {
		return []finding{ok("scanner", "set up right: %s", r.Got)}
	}
	return append(lines, finding{Level: "", What: "came", Found: r.Got})
}

func (k *clinic) print(lines []finding) {
	var b strings.Builder
	if k.json {
		if err := printJSON(&b, lines); err != nil {
			return
		}
	} else {
		tellFindings(&b, lines, k.width)
		b.WriteString("\n")
	}
	k.write(b.String())
}

// say prints a line for a person.
func (k *clinic) say(line string) {
	if !k.json {
		k.write(line + "\n")
	}
}

func (k *clinic) write(s string) {
	if k.width > 0 {
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	io.WriteString(k.out, s)
}
