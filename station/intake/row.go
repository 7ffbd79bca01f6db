package intake

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/packwright/packwright/station"
)

// row is one row of a table. Its readers answer zero for a value that cannot be
// read and keep why: the first such fault counts.
type row struct {
	table *table
	line  int
	cells []string // fewer than columns where the row is torn
	fault *RowError
}

// whole refuses what no field may hold.
func (r *row) whole() *RowError {
	for n, cell := range r.cells {
		if bad := unfit(cell); bad != nil {
			bad.Column = clean(r.table.header[n])
			return bad
		}
	}
	return nil
}

// unfit tells why text cannot be kept.
func unfit(s string) *RowError {
	switch {
	case len(s) > MaxField:
		return refuse("", "the field is longer than "+strconv.Itoa(MaxField)+" bytes", "Shorten it; a quote may be missing.")
	case strings.Contains(s, "\x00"):
		return refuse("", "the field holds a NUL", "Take it out, the database cannot hold it.")
	case !utf8.ValidString(s):
		return refuse("", quoted(s)+" is not UTF-8", "Save the file as UTF-8.")
	}
	return nil
}

func (r *row) fail(column, reason, remedy string) {
	if r.fault == nil {
		r.fault = refuse(r.written(column), reason, remedy)
	}
}

// written is the column's name in the file.
func (r *row) written(column string) string {
	if n, there := r.table.columns[column]; there {
		return clean(r.table.header[n])
	}
	return column
}

// text is the field as it stands, "" where there is no such column.
func (r *row) text(column string) string {
	n, there := r.table.columns[column]
	switch {
	case !there:
		return ""
	case n >= len(r.cells):
		r.fail(column, "the field cannot be read", "Look at the quotes.")
		return ""
	}
	return r.cells[n]
}

// word is the field without the spaces around it.
func (r *row) word(column string) string { return strings.TrimSpace(r.text(column)) }

// must is a word that may not be blank.
func (r *row) must(column string) string {
	s := r.word(column)
	if s == "" {
		r.fail(column, "the field is blank", "Fill it in.")
	}
	return s
}

// scaled is a decimal times ten to the places; 0 where the field is blank.
func (r *row) scaled(column string, places int) int64 {
	s := r.word(column)
	if s == "" {
		return 0
	}
	n, err := decimal(s, places)
	if err != nil {
		r.fail(column, quoted(s)+" "+err.Error(), remedy(err, places))
	}
	return n
}

func remedy(err error, places int) string {
	switch {
	case places == 0:
		return "Write a whole number, digits only."
	case errors.Is(err, errTooFine):
		return fmt.Sprintf("Write at most %d digits behind the point.", places)
	}
	return "Write digits with one point, such as 12.50."
}

func (r *row) money(column string) int64 { return r.scaled(column, 2) }

// number is a whole number of at most the given size; 0 where the field is
// blank.
func (r *row) number(column string, most int64) int {
	n := r.scaled(column, 0)
	if n > most {
		r.fail(column, quoted(r.word(column))+" is more than "+strconv.FormatInt(most, 10), "Check the number.")
	}
	return int(n)
}

// note is an instruction for the packer, whether it must be acknowledged, and
// what it weighs.
func (r *row) note() (note string, must bool, grams int) {
	note, must, grams = strings.TrimSpace(r.text("pack_note")), r.flag("pack_must"), r.number("pack_g", maxGrams)
	err := station.CheckNote(note)
	switch {
	case err != nil:
		r.fail("pack_note", err.Error(), "Shorten it.")
	case note == "" && (must || grams > 0):
		r.fail("pack_note", "there is no instruction to acknowledge or to weigh", "Write what is put in.")
	}
	return note, must, grams
}

// list is the words of a field between commas, semicolons or bars.
func (r *row) list(column string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(r.text(column), func(c rune) bool { return c == ',' || c == ';' || c == '|' }) {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// oneOf is one of the words, or "" where the field is blank.
func (r *row) oneOf(column string, words ...string) string {
	s := strings.ToLower(r.word(column))
	if s != "" && !slices.Contains(words, s) {
		r.fail(column, quoted(s)+" is not possible here", "Write one of "+strings.Join(words, ", ")+".")
	}
	return s
}

func (r *row) instant(column string, zone *time.Location) time.Time {
	s := r.word(column)
	if s == "" {
		return time.Time{}
	}
	t, err := instant(s, zone)
	if err != nil {
		r.fail(column, quoted(s)+" "+err.Error(), "Write it as 2026-03-02 09:14:05.")
	}
	return t
}

func (r *row) flag(column string) bool {
	yes, err := flag(r.word(column))
	if err != nil {
		r.fail(column, quoted(r.word(column))+" "+err.Error(), "Write yes or no.")
	}
	return yes
}
