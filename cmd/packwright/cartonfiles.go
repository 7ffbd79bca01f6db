package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/text"
)

// packFiles is what carton pack reads, and how many rows it could not.
type packFiles struct {
	log        io.Writer
	cartons    []carton.Carton
	orders     []trial.Order
	refused    int // orders with a row that could not be read
	bad        int // rows of all files
	references map[string]trial.Reference
	spreads    map[string]trial.Spread
}

// read reads all files and names every row that cannot be read on log.
func (p *packing) read(log io.Writer) (*packFiles, error) {
	f := &packFiles{log: log}
	if err := f.readCartons(p.boxes); err != nil {
		return nil, err
	}
	if err := f.readOrders(p.orders, p.rotation); err != nil {
		return nil, err
	}
	if p.reference == "" {
		return f, nil
	}
	if err := f.readReference(p.reference); err != nil {
		return nil, err
	}
	return f, f.readSpreads(p.expected, p.reference)
}

func (f *packFiles) readCartons(name string) error {
	skipped := f.warn(name)
	read := func(name string, in io.Reader) iter.Seq2[carton.Carton, *intake.RowError] {
		return intake.TrialCartons(name, in, skipped)
	}
	err := readRows(f, name, read, func(c carton.Carton) { f.cartons = append(f.cartons, c) }, nil)
	if err == nil && len(f.cartons) == 0 {
		return failure{code: exitUsage, err: fmt.Errorf("%s: there is no carton in it", name), remedy: "Write at least one carton below the names of the columns."}
	}
	return err
}

func (f *packFiles) readOrders(name, rotation string) error {
	var orders trial.Orders
	skipped := f.warn(name)
	read := func(name string, in io.Reader) iter.Seq2[trial.Row, *intake.RowError] {
		return intake.TrialOrders(name, in, skipped)
	}
	take := func(r trial.Row) {
		r.Item.Rotation = turned(r.Item.Rotation, rotation)
		orders.Add(r)
	}
	err := readRows(f, name, read, take, func(bad *intake.RowError) { orders.Refuse(bad.Ref) })
	f.orders, f.refused = orders.Whole(), orders.Refused()
	return err
}

// turned is how an article may lie when the command line has a say.
func turned(file carton.Rotation, rotation string) carton.Rotation {
	switch rotation {
	case carton.Any.String():
		return carton.Any
	case carton.KeepFlat.String():
		return carton.KeepFlat
	}
	return file
}

func (f *packFiles) readReference(name string) error {
	f.references = map[string]trial.Reference{}
	return readRows(f, name, intake.TrialReferences, func(r trial.Reference) { f.references[r.Order] = r }, nil)
}

// readSpreads reads the spreads of the reference's parcels, where there are
// any and all orders are of one of the two kinds that they are known of.
func (f *packFiles) readSpreads(name, reference string) error {
	if name == "" {
		name = filepath.Join(filepath.Dir(reference), "expected.csv")
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return nil
		}
	}
	way, one := f.rotation()
	if !one {
		return nil
	}
	f.spreads = map[string]trial.Spread{}
	read := func(name string, in io.Reader) iter.Seq2[trial.Spread, *intake.RowError] {
		return intake.TrialSpreads(name, in, way == carton.KeepFlat)
	}
	return readRows(f, name, read, func(s trial.Spread) { f.spreads[s.Order] = s }, nil)
}

// rotation is that of all items, if it is one, any or keep flat.
func (f *packFiles) rotation() (carton.Rotation, bool) {
	var seen [carton.None + 1]bool
	for _, o := range f.orders {
		for _, i := range o.Items {
			seen[i.Rotation] = true
		}
	}
	switch seen {
	case [carton.None + 1]bool{carton.Any: true}:
		return carton.Any, true
	case [carton.None + 1]bool{carton.KeepFlat: true}:
		return carton.KeepFlat, true
	}
	return 0, false
}

// warn tells of the columns of a file that mean nothing.
func (f *packFiles) warn(name string) func(column string) {
	return func(column string) {
		fmt.Fprintln(f.log, "packwright: "+text.Line(fmt.Sprintf("%s: the column %q is not known and is skipped", name, column)))
	}
}

// readRows reads a file and hands out its rows. One that cannot be read is named,
// counted and handed to refuse, which may be nil; a file that cannot be read at
// all is wrong usage.
func readRows[T any](f *packFiles, name string, read func(string, io.Reader) iter.Seq2[T, *intake.RowError], take func(T), refuse func(*intake.RowError)) error {
	in, err := openFile(name)
	if err != nil {
		return err
	}
	defer in.Close()
	for row, bad := range read(name, in) {
		switch {
		case bad == nil:
			take(row)
			continue
		case bad.Final:
			return usage(bad)
		}
		f.bad++
		fmt.Fprintln(f.log, "packwright: "+text.Line(bad.Error()))
		if refuse != nil {
			refuse(bad)
		}
	}
	return nil
}
