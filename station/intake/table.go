package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxRow bounds one row with all of its lines, in bytes. A quote that is never
// closed costs this much memory and one row.
const maxRow = 1 << 20

// table reads a CSV file row by row, and goes on at the next line after a row
// that cannot be read.
type table struct {
	name    string
	in      *bufio.Reader
	comma   rune
	header  []string       // as written in the file
	names   []string       // those that we use, in the order of the header
	columns map[string]int // by the name that we use
	ahead   []physical     // read and not yet used
	line    int            // of the last one read
}

// physical is one line of the file with its end.
type physical struct {
	text []byte
	line int
	err  error // io.EOF behind the last one, errLong, or the reader's own
}

var errLong = errors.New("too long")

// columns are the names that a table may have.
type columns struct {
	known  map[string]string // alias to the name that we use
	needed []string          // without which nothing can be read
	open   bool              // other names are skipped, not refused
	skips  func(name string) // hears of each that is skipped; may be nil
}

// newTable reads the header.
func newTable(name string, r io.Reader, c columns) (*table, *RowError) {
	t := &table{name: name, in: bufio.NewReaderSize(r, 64<<10)}
	bad := t.open(c)
	if bad != nil {
		bad.File, bad.Final = name, true
		return nil, bad
	}
	return t, nil
}

func (t *table) open(c columns) *RowError {
	if bad := skipMark(t.in); bad != nil {
		return bad
	}
	t.comma = separator(t.peek(0).text)
	cells, line, bad := t.record()
	if bad != nil {
		return bad
	}
	if cells == nil {
		return refuse("", "the file is empty", "Its first row names the columns.")
	}
	return t.head(c, cells, line)
}

// head takes the names of the columns.
func (t *table) head(c columns, cells []string, line int) *RowError {
	t.header = cells
	t.columns = map[string]int{}
	for n, cell := range cells {
		name, known := c.known[normal(cell)]
		if !known && c.open {
			c.skip(cell)
			continue
		}
		if !known {
			return &RowError{Line: line, Reason: "the column " + quoted(cell) + " is not known", Remedy: "Rename it or take it out of the file; the known ones are " + c.list() + "."}
		}
		if _, twice := t.columns[name]; twice {
			return &RowError{Line: line, Reason: "the column " + quoted(cell) + " stands there twice", Remedy: "Take one of them out of the file."}
		}
		t.columns[name] = n
		t.names = append(t.names, name)
	}
	for _, name := range c.needed {
		if _, there := t.columns[name]; !there {
			return &RowError{Line: line, Reason: "there is no column " + name, Remedy: "The first row must name it."}
		}
	}
	return nil
}

// normal is a name without regard to case, spaces and dashes.
func normal(name string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
}

func (c columns) skip(name string) {
	if c.skips != nil {
		c.skips(name)
	}
}

func (c columns) list() string {
	var all []string
	for _, name := range c.known {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// separator is the one that occurs most in the header.
func separator(header []byte) rune {
	best, most := ',', bytes.Count(header, []byte(","))
	for _, s := range ";\t" {
		if n := bytes.Count(header, []byte(string(s))); n > most {
			best, most = s, n
		}
	}
	return best
}

// next is the next row with anything in it; nil at the end of the file. With an
// error comes what could still be read of the row, from its first field on.
func (t *table) next() (*row, *RowError) {
	for {
		cells, line, bad := t.record()
		r := &row{table: t, line: line, cells: cells}
		switch {
		case bad != nil:
			r.line = bad.Line
			return r, bad
		case cells == nil:
			return nil, nil
		case strings.Join(cells, "") == "":
			continue
		case len(cells) != len(t.header):
			return &row{table: t, line: line}, t.bad(line, fmt.Sprintf("the row has %d fields, the header has %d", len(cells), len(t.header)), "Compare the separators and the quotes.")
		}
		return r, nil
	}
}

func (t *table) bad(line int, reason, remedy string) *RowError {
	return &RowError{File: t.name, Line: line, Reason: reason, Remedy: remedy}
}

// record reads lines until their quotes are even and splits them into fields.
// Where that gives no row of the right width, only the first of the lines is
// refused, so that a stray quote does not swallow the rows behind it.
func (t *table) record() ([]string, int, *RowError) {
	text, n, bad := t.gather()
	if bad != nil || n == 0 {
		return nil, 0, bad
	}
	first := t.ahead[0]
	cells, err := t.split(text)
	if err == nil && n > 1 && t.header != nil && len(cells) != len(t.header) {
		err = csv.ErrQuote
	}
	if err != nil {
		t.ahead = t.ahead[1:]
		return t.torn(first.text), first.line, t.bad(first.line, unread(err), "Put quotes around the whole field and double those inside it.")
	}
	t.ahead = t.ahead[n:]
	if cells == nil { // a blank line
		cells = []string{""}
	}
	return cells, first.line, nil
}

// torn are the fields before the first quote of a line that cannot be read.
func (t *table) torn(line []byte) []string {
	sound, _, _ := strings.Cut(string(line), `"`)
	cells := strings.Split(sound, string(t.comma))
	return cells[:len(cells)-1]
}

func unread(err error) string {
	var parse *csv.ParseError
	if errors.As(err, &parse) && errors.Is(err, csv.ErrBareQuote) {
		return fmt.Sprintf("a quote stands inside a field that does not begin with one, at byte %d", parse.Column)
	}
	return "a quote is never closed, or something stands behind the closing one"
}

// gather answers the text and the number of the lines of one row; 0 at the end.
func (t *table) gather() ([]byte, int, *RowError) {
	var text []byte
	for n := 0; ; n++ {
		p := t.peek(n)
		switch {
		case n == 0 && p.err != nil:
			return nil, 0, t.stopped(p)
		case p.err != nil || len(text)+len(p.text) > maxRow:
			return text, n, nil // uneven: split will say so
		}
		text = append(text, p.text...)
		if bytes.Count(text, []byte{'"'})%2 == 0 {
			return text, n + 1, nil
		}
	}
}

// stopped is what an unreadable line means.
func (t *table) stopped(p physical) *RowError {
	switch {
	case errors.Is(p.err, io.EOF):
		return nil
	case errors.Is(p.err, errLong):
		t.ahead = t.ahead[1:]
		return t.bad(p.line, fmt.Sprintf("the line is longer than %d bytes", maxRow), "Look for line ends that are missing.")
	}
	return &RowError{
		File: t.name, Line: p.line, Final: true,
		Reason: "the file cannot be read: " + clean(p.err.Error()), Remedy: "Copy it again.",
	}
}

func (t *table) split(text []byte) ([]string, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = t.comma
	r.FieldsPerRecord = -1
	cells, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	return cells, err
}

// peek is the n-th line that is not yet used.
func (t *table) peek(n int) physical {
	for len(t.ahead) <= n {
		if last := len(t.ahead) - 1; last >= 0 && t.ahead[last].err != nil && !errors.Is(t.ahead[last].err, errLong) {
			return t.ahead[last]
		}
		t.ahead = append(t.ahead, t.read())
	}
	return t.ahead[n]
}

// read reads one line. Of one that is too long nothing is kept.
func (t *table) read() physical {
	t.line++
	p := physical{line: t.line}
	for {
		part, err := t.in.ReadSlice('\n')
		if len(p.text)+len(part) > maxRow {
			p.err = errLong
		}
		if p.err == nil {
			p.text = append(p.text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil || errors.Is(err, io.EOF) && len(p.text) > 0:
			return p
		case p.err == nil:
			p.err = err
		}
		return p
	}
}

// skipMark passes the byte order mark of UTF-8 and refuses those of UTF-16.
func skipMark(in *bufio.Reader) *RowError {
	start, _ := in.Peek(3)
	if bytes.HasPrefix(start, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(3)
		return nil
	}
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return &RowError{Line: 1, Reason: "the file is UTF-16", Remedy: "Save it as UTF-8."}
	}
	return nil
}
