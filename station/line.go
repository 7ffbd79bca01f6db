package station

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A line of a journal is a fact without what follows from where it stands: the
// writer, the number, the hash before it. Work and epoch are in its change.
type line struct {
	At       int64           `json:"at"` // microseconds since 1970
	Operator ID              `json:"by,omitempty"`
	Kind     string          `json:"kind"`
	Body     json.RawMessage `json:"body"`
}

// AppendLine appends the fact as a line of a journal, in JSON, without the end of
// the line.
func (w Written) AppendLine(b []byte) []byte {
	b = append(b, `{"at":`...)
	b = strconv.AppendInt(b, w.At.UnixMicro(), 10)
	if w.Operator != "" {
		b = append(b, `,"by":`...)
		b = appendText(b, string(w.Operator))
	}
	b = append(b, `,"kind":`...)
	b = appendText(b, w.Kind)
	b = append(b, `,"body":`...)
	return append(append(b, w.Body...), '}')
}

// appendText appends a text in quotes.
func appendText(b []byte, s string) []byte {
	if !plain(s) {
		quoted, _ := json.Marshal(s) // a text has no error
		return append(b, quoted...)
	}
	return append(append(append(b, '"'), s...), '"')
}

// plain says that JSON has the text as it is.
func plain(s string) bool {
	for i := range len(s) {
		if !plainBytes[s[i]] {
			return false
		}
	}
	return true
}

var plainBytes = func() (is [256]bool) {
	for c := ' '; c <= '~'; c++ {
		is[c] = !strings.ContainsRune(`"\<>&`, c)
	}
	return is
}()

// ReadLine is the fact of a line that stands at that number, behind the fact with
// the hash prev.
func ReadLine(b []byte, writer ID, seq int64, prev Hash) (Fact, error) {
	b = bytes.TrimSuffix(b, []byte("\n"))
	l, ours := cut(b)
	c, err := Decode(l.Kind, l.Body)
	if !ours || err != nil {
		l = line{}
		if err := json.Unmarshal(b, &l); err != nil {
			return Fact{}, fmt.Errorf("read fact %d of %s: %w", seq, writer, err)
		}
		if c, err = Decode(l.Kind, l.Body); err != nil {
			return Fact{}, fmt.Errorf("read fact %d of %s: %w", seq, writer, err)
		}
	}
	f := Fact{Writer: writer, Seq: seq, At: time.UnixMicro(l.At).UTC(), Operator: l.Operator, Change: c, Prev: prev}
	if w, ok := c.(WorkChange); ok {
		f.Work, f.Epoch = w.Of()
	}
	f.Hash = Written{Fact: f, Kind: l.Kind, Body: l.Body}.Sum()
	return f, nil
}

// cut takes a line apart that is as AppendLine writes it. Every other line is for
// a reader of all JSON.
func cut(b []byte) (l line, ours bool) {
	at, b, found := bytes.Cut(bytes.TrimPrefix(b, []byte(`{"at":`)), []byte(`,"`))
	n, err := strconv.ParseInt(string(at), 10, 64)
	if !found || err != nil {
		return l, false
	}
	l.At = n
	if rest, by := bytes.CutPrefix(b, []byte(`by":"`)); by {
		operator, rest, found := bytes.Cut(rest, []byte(`","`))
		if !found || !plain(string(operator)) {
			return l, false
		}
		l.Operator, b = ID(operator), rest
	}
	kind, body, found := bytes.Cut(bytes.TrimPrefix(b, []byte(`kind":"`)), []byte(`","body":`))
	body, whole := bytes.CutSuffix(body, []byte("}"))
	k := byKind[string(kind)]
	if k == nil {
		return l, false
	}
	l.Kind, l.Body = k.name, body
	return l, found && whole
}
