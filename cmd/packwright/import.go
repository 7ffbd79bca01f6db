package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/station/view"
)

// batch is how many rows go into the database at once.
const batch = 500

// importer takes rows of one kind from a file into the database: good rows are
// kept, every other one is named.
type importer[T any] struct {
	rows func(name string, r io.Reader) iter.Seq2[T, *intake.RowError]
	take func(ctx context.Context, s *store.Store, warehouse station.ID, rows []T) (view.Imported, error)
	what string
}

// run imports the file; exit 1 when a row was refused or known with other
// content.
func (i importer[T]) run(cmd *cobra.Command, f *flags, name string) error {
	ctx := cmd.Context()
	s, c, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	in, err := openFile(name)
	if err != nil {
		return err
	}
	defer in.Close()
	meter := intake.NewMeter(in)
	bar := newBar(cmd.ErrOrStderr(), "importing "+i.what, size(in))
	told, err := i.all(ctx, s, station.ID(c.Warehouse), i.rows(name, meter), func() { bar.at(meter.Done()) })
	bar.end()
	if err != nil {
		return outside(err)
	}
	return i.tell(cmd, f, told)
}

// all reads the rows and imports them in batches.
func (i importer[T]) all(ctx context.Context, s *store.Store, warehouse station.ID, rows iter.Seq2[T, *intake.RowError], tick func()) (view.Imported, error) {
	var told view.Imported
	var pending []T
	flush := func() error {
		n, err := i.take(ctx, s, warehouse, pending)
		told = add(told, n)
		pending = pending[:0]
		tick()
		return err
	}
	for row, bad := range rows {
		if bad != nil {
			told.Refused++
			told.Rows = append(told.Rows, view.ImportedRow{Outcome: "refused", Reason: bad.Error()})
			continue
		}
		if pending = append(pending, row); len(pending) == batch {
			if err := flush(); err != nil {
				return told, err
			}
		}
	}
	if len(pending) == 0 {
		return told, nil
	}
	return told, flush()
}

func add(a, b view.Imported) view.Imported {
	return view.Imported{New: a.New + b.New, Same: a.Same + b.Same, Changed: a.Changed + b.Changed, Refused: a.Refused + b.Refused, Rows: append(a.Rows, b.Rows...)}
}

// tell prints what came of the import: bad rows to standard error, the count to
// standard output.
func (i importer[T]) tell(cmd *cobra.Command, f *flags, told view.Imported) error {
	for _, r := range told.Rows {
		fmt.Fprintln(cmd.ErrOrStderr(), text.Line(rowSentence(r)))
	}
	if f.json {
		told.Rows = nil
		if err := printJSON(cmd.OutOrStdout(), told); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(cmd.OutOrStdout(), "%s: %d new, %d known, %d changed, %d refused\n", i.what, told.New, told.Same, told.Changed, told.Refused)
	}
	if !told.Clean() {
		return answerNo
	}
	return nil
}

func rowSentence(r view.ImportedRow) string {
	if r.Source == "" {
		return r.Outcome + ": " + r.Reason
	}
	return fmt.Sprintf("%s: %s: %s: %s", r.Source, r.Name, r.Outcome, r.Reason)
}

func size(in *os.File) int64 {
	if info, err := in.Stat(); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return 0
}

// bar is a progress bar on a terminal, nothing elsewhere.
type bar struct {
	out   io.Writer
	what  string
	total int64
	last  time.Time
}

func newBar(out io.Writer, what string, total int64) *bar {
	if f, ok := out.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) || total == 0 {
		return &bar{}
	}
	return &bar{out: out, what: what, total: total}
}

const barWidth = 40

func (b *bar) at(n int64) {
	if b.out == nil || time.Since(b.last) < 100*time.Millisecond {
		return
	}
	b.last = time.Now()
	full := int(min(n, b.total) * barWidth / b.total)
	fmt.Fprintf(b.out, "\r%s [%s%s] %3d %%", b.what, strings.Repeat("#", full), strings.Repeat(".", barWidth-full), min(n, b.total)*100/b.total)
}

func (b *bar) end() {
	if b.out != nil {
		fmt.Fprintf(b.out, "\r%s\r", strings.Repeat(" ", len(b.what)+barWidth+12))
	}
}

func productsCommand(f *flags) *cobra.Command {
	return group("products", "master data of articles", &cobra.Command{
		Use: "import FILE", Short: "articles from a CSV file", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return importer[view.NewProduct]{intake.Products, func(ctx context.Context, s *store.Store, w station.ID, rows []view.NewProduct) (view.Imported, error) {
				return s.ImportProducts(ctx, w, rows, nil)
			}, "products"}.run(cmd, f, args[0])
		},
	}, productsWeight(f))
}

func cartonsCommand(f *flags) *cobra.Command {
	return group("cartons", "master data of cartons", &cobra.Command{
		Use: "import FILE", Short: "cartons from a CSV file", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return importer[view.NewCarton]{intake.Cartons, func(ctx context.Context, s *store.Store, w station.ID, rows []view.NewCarton) (view.Imported, error) {
				return s.ImportCartons(ctx, w, rows, nil)
			}, "cartons"}.run(cmd, f, args[0])
		},
	})
}

// exactly is cobra.ExactArgs with our exit code.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return failure{code: exitUsage, err: fmt.Errorf("%s takes %d argument(s), got %d", c.CommandPath(), n, len(args)), remedy: "Usage: " + c.UseLine()}
		}
		return nil
	}
}
