package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
)

// load reads the configuration that the flags name. Where it names no database
// and a demo runs, that is the demo's.
func (f *flags) load() (config.Config, error) {
	c, err := config.Load(f.config, f.database)
	if err != nil {
		return c, err
	}
	if c.Database != "" {
		return c, f.checkAddress(c)
	}
	if c.Database = runningDemo(c); c.Database != "" && term.IsTerminal(int(os.Stderr.Fd())) {
		fmt.Fprintln(os.Stderr, "packwright: no database is named, taking the demo's")
	}
	return c, nil
}

// checkAddress refuses a database that nobody proves to be the right one. For
// developing it may be on a loopback address.
func (f *flags) checkAddress(c config.Config) error {
	err := store.CheckAddress(c.Database)
	var weak store.Weak
	if !errors.As(err, &weak) || weak.Loopback && (f.insecure || c.Insecure) {
		return nil
	}
	remedy := weak.Remedy()
	if weak.Loopback {
		remedy += " For developing there is --insecure-dev."
	}
	return failure{code: exitUsage, err: err, remedy: remedy}
}

// open opens the database of the configuration. The warehouse is the one the
// configuration names.
func (f *flags) open(ctx context.Context) (*store.Store, config.Config, error) {
	c, err := f.load()
	if err != nil {
		return nil, c, err
	}
	s, err := openStore(ctx, c.Database)
	return s, c, err
}

// errNoDatabase is the answer to a command that needs one and was told none.
var errNoDatabase = failure{
	code: exitUsage, err: errors.New("no database is named"),
	remedy: "Name it with --database postgres://..., PACKWRIGHT_DATABASE, or database in packwright.toml. packwright demo brings its own.",
}

func openStore(ctx context.Context, url string) (*store.Store, error) {
	if url == "" {
		return nil, errNoDatabase
	}
	s, err := store.Open(ctx, url)
	if err != nil {
		return nil, unreachable(err)
	}
	return s, nil
}

// unreachable is the failure of a database that does not answer.
func unreachable(err error) error {
	var unfit station.Unfit
	if errors.As(err, &unfit) {
		return failure{code: exitOutside, err: errors.New(unfit.Text), remedy: unfit.Remedy}
	}
	remedy := store.Remedy(err)
	if remedy == "" {
		remedy = "Is the server running, and the URL right? packwright doctor looks at everything."
	}
	return failure{code: exitOutside, err: errors.New(strings.Join(strings.Fields(err.Error()), " ")), remedy: remedy}
}

// stamp is the identity of a deed that a command does.
func stamp(warehouse station.ID) store.Stamp {
	return store.Stamp{Key: rand.Text(), Warehouse: warehouse, By: "command line"}
}

// printJSON prints one document.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return outside(fmt.Errorf("print: %w", err))
	}
	return nil
}

// openFile opens a file that the user named; "-" is standard input.
func openFile(name string) (*os.File, error) {
	if name == "-" {
		return os.Stdin, nil
	}
	in, err := os.Open(name)
	if err != nil {
		return nil, usage(err)
	}
	return in, nil
}
