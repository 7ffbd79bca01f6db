package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/packwright/packwright/station/view"
)

// maxDocument bounds one order of a JSON file, in bytes.
const maxDocument = 32 << 20

// document is one order as it stands in the file.
type document struct {
	raw    json.RawMessage
	line   int    // where it begins
	within string // the key of the array that it was in, "" for none
}

// decoded reads orders from a JSON file. One document may become several
// orders; with an error none of them is taken in.
func decoded[T any](f File, in io.Reader, orders func(T, File) ([]view.NewOrder, *RowError)) iter.Seq2[view.NewOrder, *RowError] {
	return func(yield func(view.NewOrder, *RowError) bool) {
		for d, bad := range documents(in) {
			var all []view.NewOrder
			if bad == nil {
				all, bad = decode(f, d, orders)
			}
			if bad != nil {
				if !yield(view.NewOrder{}, f.at(bad, d.line, "")) {
					return
				}
				continue
			}
			for _, o := range all {
				o.Source = fmt.Sprintf("%s:%d", f.Name, d.line)
				if !hand(f, d, o, yield) {
					return
				}
			}
		}
	}
}

func hand(f File, d document, o view.NewOrder, yield func(view.NewOrder, *RowError) bool) bool {
	if bad := settle(&o); bad != nil {
		return yield(view.NewOrder{}, f.at(bad, d.line, o.Number))
	}
	return yield(o, nil)
}

func decode[T any](f File, d document, orders func(T, File) ([]view.NewOrder, *RowError)) ([]view.NewOrder, *RowError) {
	if bad := d.unfit(); bad != nil {
		return nil, bad
	}
	var doc T
	if err := json.Unmarshal(d.raw, &doc); err != nil {
		bad := d.mistyped(err)
		bad.Ref = d.name()
		return nil, bad
	}
	all, bad := orders(doc, f)
	if bad != nil && bad.Ref == "" {
		bad.Ref = d.name()
	}
	return all, bad
}

// unfit refuses documents that are no orders of ours.
func (d document) unfit() *RowError {
	if at := invalid(d.raw); at >= 0 {
		return &RowError{Line: d.line + bytes.Count(d.raw[:at], []byte("\n")), Ref: d.name(), Reason: "the text is not UTF-8", Remedy: "Save the file as UTF-8."}
	}
	if d.within == "delete" {
		return &RowError{Ref: d.name(), Reason: "the order was deleted in the shop", Remedy: "Nothing to do."}
	}
	if d.raw[0] != '{' {
		return refuse("", "an order is expected, not "+quoted(string(d.raw)), "Export whole orders.")
	}
	return nil
}

// invalid is where the first byte stands that is not UTF-8, -1 for none.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// name is what the document calls itself, for messages about one that cannot be
// read as an order.
func (d document) name() string {
	var doc struct {
		Name, Number loose
		ID           loose `json:"id"`
	}
	_ = json.Unmarshal(d.raw, &doc) // what could be read counts
	for _, s := range []loose{doc.Name, doc.Number, doc.ID} {
		if s != "" {
			return string(s)
		}
	}
	return ""
}

// mistyped names the field that is not what it should be.
func (d document) mistyped(err error) *RowError {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return refuse("", "the order cannot be read: "+clean(err.Error()), "Export it again.")
	}
	bad := refuse(strings.ToLower(wrong.Field), fmt.Sprintf("a %s stands where a %s is expected", clean(wrong.Value), wrong.Type.Kind()), "Export it again.")
	if at := int(wrong.Offset); at > 0 && at <= len(d.raw) {
		bad.Line = d.line + bytes.Count(d.raw[:at], []byte("\n"))
	}
	return bad
}

// documents yields the orders of an array, of the arrays in an object, or one
// after the other.
func documents(in io.Reader) iter.Seq2[document, *RowError] {
	return func(yield func(document, *RowError) bool) {
		lines := &lineReader{in: bufio.NewReaderSize(in, 64<<10), allowed: maxDocument}
		if bad := skipMark(lines.in); bad != nil {
			bad.Final = true
			yield(document{}, bad)
			return
		}
		s := &stream{lines: lines, dec: json.NewDecoder(lines), yield: yield}
		if err := s.all(shapeOf(lines.in)); err != nil && !errors.Is(err, errEnough) {
			yield(document{}, s.broken(err))
		}
	}
}

// opening is how a file begins: an array, an object of arrays, or an order.
type opening int

const (
	orderAfterOrder opening = iota
	array
	objectOfArrays
)

var envelope = regexp.MustCompile(`^\s*\{\s*"(orders|create|update|delete)"\s*:\s*\[`)

func shapeOf(in *bufio.Reader) opening {
	start, _ := in.Peek(512)
	switch {
	case bytes.HasPrefix(bytes.TrimSpace(start), []byte("[")):
		return array
	case envelope.Match(start):
		return objectOfArrays
	}
	return orderAfterOrder
}

// errEnough tells that the reader of the orders wants no more.
var errEnough = errors.New("enough")

// stream takes a file apart without holding more than one order.
type stream struct {
	lines *lineReader
	dec   *json.Decoder
	yield func(document, *RowError) bool
	count int
}

func (s *stream) all(o opening) error {
	switch o {
	case array:
		if _, err := s.dec.Token(); err != nil {
			return err
		}
		if err := s.elements(""); err != nil {
			return err
		}
	case objectOfArrays:
		if err := s.members(); err != nil {
			return err
		}
	}
	for {
		err := s.one("")
		switch {
		case errors.Is(err, io.EOF) && s.count == 0 && o == orderAfterOrder:
			return errors.New("the file is empty")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// elements hands out the orders of an array whose bracket is passed.
func (s *stream) elements(within string) error {
	for s.dec.More() {
		if err := s.one(within); err != nil {
			return err
		}
	}
	_, err := s.dec.Token()
	return err
}

// members goes through an object whose values are arrays of orders.
func (s *stream) members() error {
	if _, err := s.dec.Token(); err != nil {
		return err
	}
	for s.dec.More() {
		key, err := s.dec.Token()
		if err != nil {
			return err
		}
		if err := s.member(fmt.Sprint(key)); err != nil {
			return err
		}
	}
	_, err := s.dec.Token()
	return err
}

// member hands out an array and passes over anything else.
func (s *stream) member(key string) error {
	depth := 0
	for {
		token, err := s.dec.Token()
		switch {
		case err != nil:
			return err
		case token == json.Delim('[') && depth == 0:
			return s.elements(key)
		case token == json.Delim('{') || token == json.Delim('['):
			depth++
		case token == json.Delim('}') || token == json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// one hands out the next value.
func (s *stream) one(within string) error {
	s.lines.allowed = s.dec.InputOffset() + maxDocument
	d := document{within: within}
	if err := s.dec.Decode(&d.raw); err != nil {
		return err
	}
	s.count++
	d.line = s.lines.at(s.dec.InputOffset() - int64(len(d.raw)))
	d.unwrap()
	if !s.yield(d, nil) {
		return errEnough
	}
	return nil
}

var wrapped = regexp.MustCompile(`^\{\s*"order"\s*:\s*\{`)

// unwrap takes the order out of {"order": {...}}.
func (d *document) unwrap() {
	if !wrapped.Match(d.raw) {
		return
	}
	var w struct{ Order json.RawMessage }
	if json.Unmarshal(d.raw, &w) == nil {
		d.raw = w.Order
	}
}

// broken is what a file that is no JSON is told. Where it would go on, nobody
// can say.
func (s *stream) broken(err error) *RowError {
	bad := &RowError{Line: s.lines.at(s.dec.InputOffset()), Final: true, Remedy: "Export the file again."}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		bad.Line = s.lines.at(syntax.Offset - 1)
		bad.Reason = "the file is not JSON: " + clean(err.Error())
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		bad.Line = s.lines.last()
		bad.Reason = "the file ends in the middle of an order"
	default:
		bad.Reason = clean(err.Error())
	}
	return bad
}
