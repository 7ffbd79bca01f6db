// Command packwright is the terminal of a packing bench, and what stands behind
// it: one binary, a file a subcommand. This package wires the parts together
// and decides nothing: the machine is in station, the screens in tui.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/pglocal"
	"github.com/packwright/packwright/station/text"
)

// The exit codes are a contract with scripts.
const (
	exitNo      = 1 // the job was done and its answer is no
	exitUsage   = 2 // wrong usage or configuration
	exitOutside = 3 // something outside failed: database, device, carrier
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run is main without the process: arguments in, exit code out.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	if err := root.ExecuteContext(ctx); err != nil {
		return explain(err)
	}
	return 0
}

// flags are what every command knows.
type flags struct {
	config   string
	database string
	json     bool
	insecure bool
}

func newRoot() *cobra.Command {
	f := &flags{}
	root := &cobra.Command{
		Use:           "packwright",
		Short:         "the terminal where online orders become parcels",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.PersistentFlags().StringVar(&f.config, "config", "", "configuration file")
	root.PersistentFlags().StringVar(&f.database, "database", "", "database URL (or PACKWRIGHT_DATABASE)")
	root.PersistentFlags().BoolVar(&f.insecure, "insecure-dev", false, "ask a database on a loopback address without TLS: for developing")
	root.PersistentFlags().BoolVar(&f.json, "json", false, "print JSON")
	root.AddCommand(demoCommand(f), stationCommand(f), serveCommand(f), monitorCommand(f), migrateCommand(f), doctorCommand(f),
		ordersCommand(f), productsCommand(f), cartonsCommand(f), cartonCommand(f), channelsCommand(f), settingsCommand(f), peopleCommand(f), labelCommand(f), printerCommand(f), journalCommand(f), reportCommand(f), scanCommand(f), simCommand(f))
	return root
}

// group is a command that only holds others.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(commands...)
	return c
}

// failure is an error with the exit code it stands for.
type failure struct {
	code   int
	err    error
	remedy string
}

func (f failure) Error() string { return f.err.Error() }
func (f failure) Unwrap() error { return f.err }

func usage(err error) error   { return failure{code: exitUsage, err: err} }
func outside(err error) error { return failure{code: exitOutside, err: err} }

// answerNo is the exit of a job that was done and whose answer is no; what is
// wrong was printed already.
var answerNo = failure{code: exitNo, err: errors.New("")}

// explain prints an error as one sentence with its remedy and gives the exit
// code.
func explain(err error) int {
	code, remedy := exitUsage, ""
	var f failure
	if errors.As(err, &f) {
		code, remedy = f.code, f.remedy
	}
	var refused station.Refused
	var missing pglocal.ErrNotInstalled
	var wrong config.Error
	switch {
	case errors.As(err, &refused):
		code = exitNo
	case errors.As(err, &missing):
		code, remedy = exitOutside, missing.Remedy()
	case errors.As(err, &wrong):
		code, remedy = exitUsage, wrong.Remedy()
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(os.Stderr, "packwright: "+text.Line(msg))
	}
	if remedy != "" {
		fmt.Fprintln(os.Stderr, "  "+text.Line(remedy))
	}
	return code
}
