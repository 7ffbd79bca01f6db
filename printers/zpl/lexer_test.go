package zpl

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// brief is a command as the tables below write it.
func brief(commands []Command) []string {
	var out []string
	for _, c := range commands {
		out = append(out, c.Name+"|"+c.Params)
	}
	return out
}

func TestCommands(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{
			"a label", "^XA^FO1,2^A0N,30^FDHi, you^FS^XZ",
			[]string{"^XA|", "^FO|1,2", "^A|0N,30", "^FD|Hi, you", "^FS|", "^XZ|"},
		},
		{"small letters are the same commands", "^xa^fdx^fs^xz", []string{"^XA|", "^FD|x", "^FS|", "^XZ|"}},
		{"line ends inside a name do not hide it", "^\nX\r\nZ", []string{"^XZ|"}},
		{"a space in a name makes another command", "^ XZ", []string{"^ X|Z"}},
		{"a control command inside a field", "^FDa~JAb", []string{"^FD|a", "~JA|", "|b"}},
		{"text between labels, a line each", "^XZ\r\n! U1 getvar \"x\"\r\n^XA", []string{"^XZ|", "|\r\n", "|! U1 getvar \"x\"\r\n", "^XA|"}},
		{"a control command ends with its line", "~SD30\r\n! U1", []string{"~SD|30\r\n", "|! U1"}},
		{"the long status question is complete with its last letter", "~HQESx", []string{"~HQ|ES", "|x"}},
		{"a changed caret is reported and obeyed", "^CC+^FDx+FDy^FS+XZ", []string{"^CC|+", "|^FDx", "^FD|y^FS", "^XZ|"}},
		{"a caret can be changed back", "^CC++CC^^XZ", []string{"^CC|+", "^CC|^", "^XZ|"}},
		{"a changed tilde", "~CT!!JA~JA", []string{"~CT|!", "~JA|", "|~JA"}},
		{"a changed delimiter", "^CD;^GFB;2;2;1;^X^FS", []string{"^CD|;", "^GF|B;2;2;1;^X", "^FS|"}},
		{"control characters that printers obey", "\x02\x1eFDx\x10JA\x03\x0f", []string{"^XA|", "^FD|x", "~JA|", "^XZ|", "^FS|"}},
		{"a binary picture holds no commands", "^GFB,5,5,1,^XZ~J^FS", []string{"^GF|B,5,5,1,^XZ~J", "^FS|"}},
		{"a written picture does", "^GFA,5,5,1,00,^XZ", []string{"^GF|A,5,5,1,00,", "^XZ|"}},
		{"a binary file holds no commands", "~DYR:A,B,G,3,1,^XZ^XA", []string{"~DY|R:A,B,G,3,1,^XZ", "^XA|"}},
		{"a length that is no number hides nothing", "^GFB,9x,9,1,^XZ", []string{"^GF|B,9x,9,1,", "^XZ|"}},
		{"half a command is reported as such", "^XA^F", []string{"^XA|", "^F|"}},
	} {
		if got := brief(Tokenize([]byte(c.in))); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestBytesThatAreNotASCIIDoNotBecomeLonger(t *testing.T) {
	got := Tokenize([]byte("^\xe9\xe9x^XZ"))
	if len(got) != 2 || got[0].Name != "^\xe9\xe9" || got[0].Params != "x" {
		t.Errorf("got %v", got)
	}
}

func TestNoByteIsLostHoweverTheStreamIsCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{"^XA", "^XZ", "^FD", "^FS", "~HS", "~HQES", "^CC", "^CT", "^CD", "^GFB,3,3,1,", "~DYR:A,B,G,3,1,", "\r\n", "~SD30", "^A0N", "\x02", "\x1e"}),
			rapid.String(),
		)).Draw(t, "stream")
		stream := []byte(strings.Join(parts, ""))
		whole := Tokenize(stream)

		at := 0
		for _, c := range whole {
			if c.Offset != at || !strings.HasPrefix(string(stream[at:]), c.Raw) {
				t.Fatalf("%q: command %q at %d, want %d", stream, c.Raw, c.Offset, at)
			}
			at += len(c.Raw)
		}
		if at != len(stream) {
			t.Fatalf("%q: %d of %d bytes", stream, at, len(stream))
		}

		var x Lexer
		var cut []Command
		for i := range stream {
			cut = append(cut, x.Write(stream[i:i+1])...)
		}
		if cut = append(cut, x.Flush()...); !slices.Equal(cut, whole) {
			t.Fatalf("%q: byte by byte %v, at once %v", stream, cut, whole)
		}
	})
}

func TestRealLabelsAreOneFormatEach(t *testing.T) {
	for _, carrier := range []string{"amazon", "ups", "fedex", "dhlpaket", "usps", "glscz"} {
		data, err := os.ReadFile(filepath.Join(shared(t), "data/print/zpl_samples", carrier+".zpl"))
		if err != nil {
			t.Fatal(err)
		}
		starts, ends := 0, 0
		for _, c := range Tokenize(data) {
			switch c.Name {
			case "^XA":
				starts++
			case "^XZ":
				ends++
			}
		}
		if starts == 0 || starts != ends {
			t.Errorf("%s: %d starts and %d ends", carrier, starts, ends)
		}
	}
}

// BenchmarkLexer reads a label with a large picture.
func BenchmarkLexer(b *testing.B) {
	label := []byte("^XA^GFA,125000,125000,125," + strings.Repeat("0F,", 80_000) + "^FS^XZ")
	b.SetBytes(int64(len(label)))
	b.ReportAllocs()
	for b.Loop() {
		Tokenize(label)
	}
}
