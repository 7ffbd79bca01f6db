package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/printers/preview"
)

// look is the form in which labels are shown.
type look struct {
	format  string
	columns int
	ascii   bool
}

// looks are the forms there are.
var looks = []string{"zpl", "png", "text"}

func (l *look) flags(f *pflag.FlagSet) {
	f.StringVar(&l.format, "format", "zpl", strings.Join(looks, ", ")+": for the printer, a picture, or for this terminal")
	f.IntVar(&l.columns, "columns", 80, "with text: characters in a line")
	f.BoolVar(&l.ascii, "ascii", false, "with text: only characters that every terminal has")
}

func (l *look) check() error {
	const least, most = 20, 500
	switch l.format {
	case "zpl", "png":
		return nil
	case "text":
		if l.columns < least || l.columns > most {
			return failure{
				code: exitUsage, err: fmt.Errorf("--columns %d: a label is not drawn in so many characters", l.columns),
				remedy: fmt.Sprintf("Use %d to %d.", least, most),
			}
		}
		return nil
	}
	return failure{code: exitUsage, err: fmt.Errorf("--format %q is not known", l.format), remedy: "Use " + strings.Join(looks, ", ") + "."}
}

// write writes all labels: ZPL behind each other, the others below each other.
func (l *look) write(w io.Writer, s label.Sheets) error {
	switch l.format {
	case "png":
		err := preview.PNG(w, s.Pages...)
		if errors.Is(err, preview.ErrTooLarge) {
			return failure{code: exitNo, err: err, remedy: "Use --format text or zpl, or render fewer labels at once."}
		}
		return err
	case "text":
		_, err := io.WriteString(w, preview.Text(preview.Screen{Columns: l.columns, ASCII: l.ascii}, s.Pages...))
		return err
	}
	_, err := w.Write(s.ZPL)
	return err
}
