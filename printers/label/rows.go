package label

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// FieldError is why no label can be made: a field that does not hold what it
// must. It says nothing of what it holds.
type FieldError struct{ Label, Field, Problem string }

func (e *FieldError) Error() string { return e.Label + " label: " + e.Problem }

// RowError is a row of a table that makes no label.
type RowError struct {
	File   string `json:"file"`
	Line   int    `json:"line"`             // counted from 1, the titles are there
	Column string `json:"column,omitempty"` // "" where it is the whole row
	Reason string `json:"reason"`
}

func (e RowError) Error() string {
	place := fmt.Sprintf("%s:%d", e.File, e.Line)
	if e.Column != "" {
		place += ", column " + e.Column
	}
	return place + ": " + e.Reason
}

// most is more than a person prints at once, and less than fills the memory.
const mostRows, mostBytes = 20_000, 16 << 20

// Table is the labels of a table: CSV with commas or semicolons, fields of the
// label as titles, a label a row. Rows that make no label are left out and
// told. The error is that none can be made, because of the titles or of the
// resolution. The warnings name the line.
func (t *Templates) Table(name, file string, table io.Reader, dpmm int) (Sheets, []RowError, error) {
	if _, err := newPad(dpmm); err != nil {
		return Sheets{}, nil, err
	}
	data, err := io.ReadAll(io.LimitReader(table, mostBytes+1))
	switch {
	case err != nil:
		return Sheets{}, nil, fmt.Errorf("read %s: %w", file, err)
	case len(data) > mostBytes:
		return Sheets{}, nil, fmt.Errorf("%s is longer than %d MB: take it apart", file, mostBytes>>20)
	}
	r := rows{templates: t, form: name, file: file, dpmm: dpmm, seen: map[string]int{}}
	if err := r.open(data); err != nil {
		return Sheets{}, nil, err
	}
	r.all()
	return r.out, r.bad, nil
}

// rows is a table that is being printed.
type rows struct {
	templates  *Templates
	form, file string
	dpmm       int
	csv        *csv.Reader
	titles     []string
	seen       map[string]int // the line of each code
	out        Sheets
	bad        []RowError
}

// open reads the titles.
func (r *rows) open(data []byte) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	first, _, _ := bytes.Cut(data, []byte("\n"))
	r.csv = csv.NewReader(bytes.NewReader(data))
	r.csv.FieldsPerRecord = -1
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		r.csv.Comma = ';'
	}
	titles, err := r.csv.Read()
	if err != nil {
		return fmt.Errorf("%s has no line of titles", r.file)
	}
	blank, err := Blank(r.form)
	if err != nil {
		return err
	}
	known := blank.Fields()
	if len(known) == 0 {
		return fmt.Errorf("a %s label has no fields that a table could fill", r.form)
	}
	for i, title := range titles {
		title = strings.ToLower(strings.TrimSpace(title))
		switch {
		case !slices.Contains(known, title) && blank.line(title) == nil:
			return fmt.Errorf("%s:1, column %d: a %s label has no field %q; there are %s", r.file, i+1, r.form, title, strings.Join(known, ", "))
		case slices.Contains(r.titles, title):
			return fmt.Errorf("%s:1, column %d: the title %s is there twice", r.file, i+1, title)
		}
		r.titles = append(r.titles, title)
	}
	return nil
}

func (r *rows) all() {
	for n := 0; ; n++ {
		row, err := r.csv.Read()
		if err == io.EOF {
			return
		}
		if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
			r.bad = append(r.bad, RowError{r.file, wrong.StartLine, "", "the row is no CSV: " + wrong.Err.Error()})
			continue
		}
		line, _ := r.csv.FieldPos(0)
		if n == mostRows {
			r.bad = append(r.bad, RowError{r.file, line, "", fmt.Sprintf("there are more than %d rows: the rest is not printed", mostRows)})
			return
		}
		if strings.Join(row, "") == "" {
			continue
		}
		if field, err := r.row(line, row); err != nil {
			r.bad = append(r.bad, RowError{r.file, line, r.column(field), err.Error()})
		}
	}
}

// column is the title of a field with its number.
func (r *rows) column(field string) string {
	i := slices.Index(r.titles, field)
	if i < 0 {
		return field
	}
	return fmt.Sprintf("%d (%s)", i+1, field)
}

// row adds the label of one row. The error comes with the field that it is
// about, if it is about one.
func (r *rows) row(line int, row []string) (field string, err error) {
	if len(row) != len(r.titles) {
		return "", fmt.Errorf("%d cells under %d titles", len(row), len(r.titles))
	}
	d, err := Blank(r.form)
	if err != nil {
		return "", err
	}
	d.Use(r.templates)
	for i, value := range row {
		if err := d.Set(r.titles[i], strings.TrimSpace(value)); err != nil {
			return r.titles[i], err
		}
	}
	if field := d.missing(); field != "" {
		return field, errors.New("it is empty")
	}
	code := d.key()
	if before := r.seen[code]; code != "" && before > 0 {
		return "code", fmt.Errorf("the same code stands on line %d: two labels would read alike", before)
	}
	s, err := d.ZPL(r.dpmm)
	var about *FieldError
	if errors.As(err, &about) {
		return about.Field, errors.New(about.Problem)
	}
	if err != nil {
		return "", err
	}
	r.seen[code] = line
	r.out.ZPL, r.out.Labels = append(r.out.ZPL, s.ZPL...), r.out.Labels+s.Labels
	for _, w := range s.Warnings {
		r.out.Warnings = append(r.out.Warnings, fmt.Sprintf("%s:%d: %s", r.file, line, w))
	}
	return "", nil
}

// missing is a field that must stand on the label and is empty.
func (d *Draft) missing() string {
	c := d.content()
	for _, name := range d.form.shows {
		if s := d.form.field(name); s != nil && !s.made && !s.mayBeEmpty && !shows(c.fields[name]) {
			return name
		}
	}
	return ""
}

// key is what a scan of the label gives, of labels that must be told apart by
// it; "" of others.
func (d *Draft) key() string {
	if d.form.order || d.form.name == "article" {
		return ""
	}
	c := d.content()
	return either(c.fields["code"], c.fields["name"])
}
