package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/printers/a4"
	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station/text"
)

func printerCommand(f *flags) *cobra.Command {
	return group("printer", "ask a printer of this station how it is, print a test label",
		printerStatus(f), printerTest(f))
}

// printerReport is a printer of the configuration and what it said of itself.
type printerReport struct {
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Where string `json:"where"`
	// State is ready, not_ready, unconfirmed (nothing can be asked), unknown (it
	// says nothing) or unreachable.
	State    string `json:"state"`
	Problem  string `json:"problem,omitempty"`
	Warning  string `json:"warning,omitempty"`
	Model    string `json:"model,omitempty"`
	Firmware string `json:"firmware,omitempty"`
	DPMM     int    `json:"dpmm,omitempty"`            // what the printer says
	Set      int    `json:"configured_dpmm,omitempty"` // what the configuration says
	Counter  *int64 `json:"counter,omitempty"`         // labels ever fed
	Holds    int    `json:"holds,omitempty"`           // labels received that are not out

	err error // of a printer that is not reached
}

func printerStatus(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "status NAME", Short: "the printer's state in words; exit 1 when it would not print", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, device, err := f.printer(args[0])
			if err != nil {
				return err
			}
			r := askPrinter(cmd.Context(), args[0], c, device)
			if f.json {
				err = printJSON(cmd.OutOrStdout(), r)
			} else {
				r.tell(cmd.OutOrStdout())
			}
			switch {
			case err != nil:
				return err
			case r.State == "unreachable":
				return failure{code: exitOutside, err: fmt.Errorf("printer %s: %w", r.Name, r.err), remedy: unreachedPrinter}
			case r.State == "not_ready" || r.State == "unknown":
				return answerNo
			}
			return nil
		},
	}
}

const unreachedPrinter = "Is it switched on, the cable in, the name right? A station that runs holds its printers: look at its screen."

// printer is a printer of the configuration, by its name.
func (f *flags) printer(name string) (config.Printer, *printers.Printer, error) {
	c, err := f.load()
	if err != nil {
		return config.Printer{}, nil, err
	}
	p := c.Printer[name]
	if !p.Exists() {
		remedy := "Describe it in packwright.toml: [printer." + name + "]."
		if names := c.Printer.Names(); len(names) > 0 {
			remedy = "There are: " + strings.Join(names, ", ") + "."
		}
		return p, nil, failure{code: exitUsage, err: fmt.Errorf("there is no printer %q", name), remedy: remedy}
	}
	device, err := newPrinter(p)
	if err != nil {
		return p, nil, usage(err)
	}
	return p, device, nil
}

// where is how a printer is reached.
func where(p config.Printer) string {
	switch p.Kind {
	case "serial":
		return fmt.Sprintf("%s, %d baud %s, flow control %s", p.Port, p.Baud, p.Frame, p.Flow)
	case "tcp":
		return p.Address
	case "cups":
		return p.Queue
	}
	return p.Path
}

// askPrinter asks a printer that nobody runs yet, for a few seconds.
func askPrinter(ctx context.Context, name string, c config.Printer, device *printers.Printer) printerReport {
	ctx, cancel := context.WithTimeout(ctx, devicePatience)
	defer cancel()
	var s printers.Status
	var err error
	running(ctx, device, func(ctx context.Context) { s, err = device.Status(ctx) })
	r := printerReport{
		Name: name, Kind: c.Kind, Where: where(c), Set: c.DPMM, Problem: s.Problem(), Warning: s.Warning,
		Model: s.Model, Firmware: s.Version, DPMM: s.Dots, Holds: max(0, s.Formats) + max(0, s.Remaining), err: err,
	}
	if s.Counter >= 0 {
		r.Counter = &s.Counter
	}
	switch {
	case err != nil:
		r.State, r.Problem = "unreachable", err.Error()
	case s.Mute:
		r.State = "unconfirmed"
	case !s.Known:
		r.State = "unknown"
	case r.Problem != "":
		r.State = "not_ready"
	default:
		r.State = "ready"
	}
	if r.Warning == "" && s.PaperLow {
		r.Warning = "the roll is near its end"
	}
	return r
}

// running has a printer do its work while f asks it.
func running(ctx context.Context, device *printers.Printer, f func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { device.Run(ctx); close(done) }()
	f(ctx)
	cancel()
	<-done
}

// tell prints the report for a person.
func (r printerReport) tell(w io.Writer) {
	line := func(what, said string) {
		if said != "" {
			fmt.Fprintf(w, "%-9s %s\n", what, text.Line(said))
		}
	}
	line("printer", fmt.Sprintf("%s, %s %s", r.Name, r.Kind, r.Where))
	line("state", r.words())
	line("warning", r.Warning)
	line("model", r.Model)
	line("firmware", r.Firmware)
	if r.DPMM > 0 {
		line("dots", fmt.Sprintf("%d a mm", r.DPMM))
	}
	if r.otherDots() {
		line("", fmt.Sprintf("The configuration says %d. Set dpmm = %d in [printer.%s].", r.Set, r.DPMM, r.Name))
	}
	if r.Counter != nil {
		line("counter", fmt.Sprintf("%d labels", *r.Counter))
	}
	if r.Holds > 0 {
		line("holds", fmt.Sprintf("%d labels that are not out", r.Holds))
	}
}

// otherDots says that the labels are laid out for another print head.
func (r printerReport) otherDots() bool { return r.DPMM > 0 && r.Set > 0 && r.DPMM != r.Set }

// words is the state for a person.
func (r printerReport) words() string {
	switch r.State {
	case "ready":
		if r.Counter == nil {
			return "ready. It has no label counter: what it printed is never known, only what it took"
		}
		return "ready"
	case "unconfirmed":
		return "cannot be asked. What it is sent is not confirmed"
	case "unknown":
		return r.Problem + ". It may print all the same: what came out cannot be known"
	case "unreachable":
		return "not reached: " + r.Problem
	}
	return r.Problem + ". See to it at the printer"
}

// printPatience is how long a test label may take.
const printPatience = 90 * time.Second

// testPrinted is what became of a test label.
type testPrinted struct {
	Name string `json:"name"`
	// State is counted, sent, handed, unknown, notready or failed.
	State   printers.State `json:"state"`
	Said    string         `json:"said"`
	Problem string         `json:"problem,omitempty"`
	Code    string         `json:"code"` // the barcode on the label
	Before  *int64         `json:"counter_before,omitempty"`
	Counter *int64         `json:"counter,omitempty"`
}

func printerTest(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "test NAME", Short: "print a test label and say what became of it", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, device, err := f.printer(args[0])
			if err != nil {
				return err
			}
			code := time.Now().UTC().Format("TEST060102150405")
			data, err := testPage(args[0], code, c)
			if err != nil {
				return err
			}
			var r printers.Result
			ctx, cancel := context.WithTimeout(cmd.Context(), printPatience)
			defer cancel()
			running(ctx, device, func(ctx context.Context) {
				r = device.Print(ctx, printers.Job{ID: code, Data: data, Labels: 1})
			})
			t := tellTest(args[0], code, r)
			if f.json {
				err = printJSON(cmd.OutOrStdout(), t)
			} else {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), text.Line(t.Said))
			}
			if err != nil {
				return err
			}
			return testExit(args[0], r)
		},
	}
}

// testPage is what a printer is tried out with.
func testPage(name, code string, c config.Printer) ([]byte, error) {
	if c.Paper == "a4" {
		pages, err := a4.Test(name, code)
		return pages.PDF, err
	}
	sheets, err := label.PrinterTest(name, code, c.DPMM)
	return sheets.ZPL, err
}

// tellTest says what is known of the label, and no more.
func tellTest(name, code string, r printers.Result) testPrinted {
	t := testPrinted{Name: name, State: r.State, Problem: r.Problem, Code: code}
	if r.CounterBefore >= 0 {
		t.Before = &r.CounterBefore
	}
	if r.Counter >= 0 {
		t.Counter = &r.Counter
	}
	switch r.State {
	case printers.Counted:
		t.Said = fmt.Sprintf("A label came out: the printer counted %d, then %d. Scan %s on it to be sure.", r.CounterBefore, r.Counter, code)
	case printers.Sent:
		t.Said = fmt.Sprintf("Sent, not confirmed: all %d bytes went out, and this printer counts no labels. Look whether %s came out.", r.Sent, code)
	case printers.Handed:
		t.Said = fmt.Sprintf("Handed over, not confirmed: the print server has it and says nothing of the paper. Look whether %s came out.", code)
	case printers.Unknown:
		t.Said = fmt.Sprintf("Unknown: %s. Look whether %s came out.", r.Problem, code)
	default:
		t.Said = fmt.Sprintf("Nothing was sent: %s.", r.Problem)
	}
	return t
}

// testExit is 1 for a label in doubt and 3 for one that never left.
func testExit(name string, r printers.Result) error {
	switch r.State {
	case printers.Counted, printers.Sent, printers.Handed:
		return nil
	case printers.Unknown:
		return answerNo
	}
	if r.Err == nil {
		return failure{code: exitOutside, err: fmt.Errorf("printer %s: %s", name, r.Problem), remedy: "See to it at the printer."}
	}
	return failure{code: exitOutside, err: fmt.Errorf("printer %s: %w", name, r.Err), remedy: unreachedPrinter}
}
