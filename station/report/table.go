package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/text"
)

// Column is one column: its name for scripts, its head for people, and how many
// decimals its fractions have.
type Column struct {
	Name, Head string
	Decimals   int
}

// Table is one table of a report. A cell is a string, an int, a float64, a bool,
// or nil for nothing. Notes are sentences that stand below it.
type Table struct {
	Name, Title string
	Columns     []Column
	Rows        [][]any
	Notes       []string
}

// Text writes tables in columns, numbers to the right.
func Text(w io.Writer, tables ...Table) error {
	var b strings.Builder
	for n, t := range tables {
		if n > 0 {
			b.WriteByte('\n')
		}
		t.text(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t Table) text(b *strings.Builder) {
	fmt.Fprintln(b, text.Line(t.Title))
	widths := t.widths()
	for n, c := range t.Columns {
		put(b, c.Head, widths[n], t.numeric(n), n == len(t.Columns)-1)
	}
	for _, row := range t.Rows {
		for n, cell := range row {
			put(b, t.shown(n, cell), widths[n], t.numeric(n), n == len(row)-1)
		}
	}
	for _, note := range t.Notes {
		fmt.Fprintln(b, text.Line(note))
	}
}

// put writes one cell, and what stands behind it.
func put(b *strings.Builder, cell string, width int, right, last bool) {
	gap := strings.Repeat(" ", width-text.Width(cell))
	switch {
	case right:
		b.WriteString(gap + text.Line(cell))
	case last:
		b.WriteString(text.Line(cell))
	default:
		b.WriteString(text.Line(cell) + gap)
	}
	if last {
		b.WriteByte('\n')
		return
	}
	b.WriteString("  ")
}

func (t Table) widths() []int {
	widths := make([]int, len(t.Columns))
	for n, c := range t.Columns {
		widths[n] = text.Width(c.Head)
		for _, row := range t.Rows {
			widths[n] = max(widths[n], text.Width(t.shown(n, row[n])))
		}
	}
	return widths
}

// numeric tells whether a column holds numbers.
func (t Table) numeric(n int) bool {
	return slices.ContainsFunc(t.Rows, func(row []any) bool {
		switch row[n].(type) {
		case int, float64:
			return true
		}
		return false
	})
}

// shown is a cell as people read it.
func (t Table) shown(n int, cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case float64:
		return fmt.Sprintf("%.*f", t.Columns[n].Decimals, v)
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return fmt.Sprint(cell)
}

// CSV writes tables as CSV, an empty line between them. Each begins with the
// names of its columns; notes are left out.
func CSV(w io.Writer, tables ...Table) error {
	for n, t := range tables {
		if n > 0 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		if err := t.csv(w); err != nil {
			return err
		}
	}
	return nil
}

func (t Table) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	var head []string
	for _, c := range t.Columns {
		head = append(head, c.Name)
	}
	_ = out.Write(head) // Error tells
	for _, row := range t.Rows {
		var cells []string
		for n, cell := range row {
			s := t.shown(n, cell)
			if _, foreign := cell.(string); foreign {
				s = text.CSV(s)
			}
			cells = append(cells, s)
		}
		_ = out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// JSON writes one document: for each table, by its name, a list of objects by
// the names of the columns, and all notes.
func JSON(w io.Writer, tables ...Table) error {
	doc := map[string]any{}
	notes := []string{}
	for _, t := range tables {
		rows := make([]map[string]any, 0, len(t.Rows))
		for _, row := range t.Rows {
			object := map[string]any{}
			for n, cell := range row {
				object[t.Columns[n].Name] = cell
			}
			rows = append(rows, object)
		}
		doc[t.Name] = rows
		notes = append(notes, t.Notes...)
	}
	doc["notes"] = notes
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

// Write writes tables in the format of that name: text, csv or json.
func Write(w io.Writer, format string, tables ...Table) error {
	switch format {
	case "text":
		return Text(w, tables...)
	case "csv":
		return CSV(w, tables...)
	case "json":
		return JSON(w, tables...)
	}
	return fmt.Errorf("write a report: the format %q is not known", format)
}
