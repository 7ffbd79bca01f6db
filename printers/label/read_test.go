package label

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/zpl"
)

// drawn is one field of a label as a reader of its ZPL sees it, in dots.
type drawn struct {
	label         int // counted from 0
	kind          string
	x, y          int
	width, height int
	text          string
	module        int
}

// read is the fields of all labels of a stream.
func read(t testing.TB, stream []byte) []drawn {
	t.Helper()
	var all []drawn
	var d drawn
	label := -1
	for _, c := range zpl.Tokenize(stream) {
		p := strings.Split(c.Params, ",")
		switch c.Name {
		case "^XA":
			label++
		case "^FO":
			d = drawn{label: label, x: atoi(t, p[0]), y: atoi(t, p[1])}
		case "^A":
			d.kind, d.height = "text", atoi(t, p[1])
			d.width = d.height
			if len(p) > 2 {
				d.width = atoi(t, p[2])
			}
		case "^BY":
			d.module = atoi(t, p[0])
		case "^BC":
			d.kind, d.height = "bars", atoi(t, p[1])
		case "^GB":
			d.kind, d.width, d.height = "rule", atoi(t, p[0]), atoi(t, p[1])
		case "^FD":
			d.text = unhex(c.Params)
		case "^FS":
			all = append(all, sized(d))
		}
	}
	return all
}

// sized has the room that text takes on paper: letters do not go down to the
// height of their font.
func sized(d drawn) drawn {
	if d.kind == "text" {
		d.width, d.height = width(d.text, d.width)*100/(100+spare), d.height*88/100
	}
	return d
}

func atoi(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("number %q in a command", s)
	}
	return n
}

// unhex is field data as the printer reads it after ^FH_.
func unhex(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// texts is what stands on the labels in letters, from above.
func texts(all []drawn) []string {
	var out []string
	for _, d := range all {
		if d.kind == "text" {
			out = append(out, d.text)
		}
	}
	return out
}

// bars is the barcodes.
func bars(all []drawn) []drawn {
	var out []drawn
	for _, d := range all {
		if d.kind == "bars" {
			out = append(out, d)
		}
	}
	return out
}

// draft is a sample with fields set, "name=value".
func draft(t testing.TB, name string, set ...string) *Draft {
	t.Helper()
	d, err := Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range set {
		field, value, _ := strings.Cut(s, "=")
		if err := d.Set(field, value); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// layOut is a sample as it is sent to a printer of 8 dots per mm.
func layOut(t testing.TB, d *Draft) Sheets {
	t.Helper()
	s, err := d.ZPL(8)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// golden compares with a file, or writes it where UPDATE is set.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	// One field a line, so that a difference can be read.
	text := strings.ReplaceAll(string(got), "^FS", "^FS\n")
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		t.Errorf("%s is not what is made now:\n%s", file, difference(string(want), text))
	}
}

func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}
