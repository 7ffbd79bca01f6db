package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strconv"
	"text/tabwriter"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
	"github.com/packwright/packwright/station/text"
)

// placements writes where units lie; without a file it writes nothing.
type placements struct {
	file *os.File
	csv  *csv.Writer
}

func newPlacements(name string) (*placements, error) {
	if name == "" {
		return &placements{}, nil
	}
	file, err := os.Create(name)
	if err != nil {
		return nil, usage(err)
	}
	p := &placements{file: file, csv: csv.NewWriter(file)}
	return p, p.csv.Write([]string{"order_id", "box_index", "box_ref", "item_ref", "x", "y", "z", "w", "l", "d"})
}

// write adds the units of an answer, in the order to put them in.
func (p *placements) write(a trial.Answer) error {
	if p.csv == nil {
		return nil
	}
	for n, parcel := range a.Plan.Parcels {
		for _, u := range parcel.Items {
			row := []string{text.CSV(a.Order.ID), strconv.Itoa(n + 1), text.CSV(boxRef(a, parcel)), text.CSV(a.Task.Items[u.Item].Ref)}
			for _, mm := range [2][3]int{u.AtMM, u.SizeMM} {
				// A carton's first side is its length, that of the file its width.
				row = append(row, strconv.Itoa(mm[1]), strconv.Itoa(mm[0]), strconv.Itoa(mm[2]))
			}
			if err := p.csv.Write(row); err != nil {
				return fmt.Errorf("write %s: %w", p.file.Name(), err)
			}
		}
	}
	return nil
}

func boxRef(a trial.Answer, p carton.Parcel) string {
	if p.Carton == carton.Own {
		return "own"
	}
	return a.Task.Cartons[p.Carton].Code
}

// close ends the file; a full disk shows here.
func (p *placements) close() error {
	if p.csv == nil {
		return nil
	}
	p.csv.Flush()
	if err := errors.Join(p.csv.Error(), p.file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", p.file.Name(), err)
	}
	return nil
}

// tellSummary prints the sum: one JSON document, or a field a line with the
// same names.
func tellSummary(out io.Writer, s trial.Summary, asJSON bool) error {
	v := reflect.ValueOf(&s).Elem()
	for n := range v.NumField() {
		if f := v.Field(n); f.CanFloat() {
			f.SetFloat(math.Round(f.Float()*1e4) / 1e4)
		}
	}
	if asJSON {
		return printJSON(out, s)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for n := range v.NumField() {
		name := v.Type().Field(n).Tag.Get("json")
		if f := v.Field(n); s.Compared == 0 && comparing[name] {
			fmt.Fprintf(w, "%s\t-\n", name)
		} else {
			fmt.Fprintf(w, "%s\t%v\n", name, f)
		}
	}
	return w.Flush()
}

// comparing are the fields that say something only beside a reference.
var comparing = map[string]bool{
	"worse": true, "better": true, "equal": true, "compared": true, "equal_bound": true, "refuted": true,
	"spread_orders": true, "spread_g": true, "spread_reference_g": true,
}
