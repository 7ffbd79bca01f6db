package zpl

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTheSizeOfAMatrixFollowsFromItsData(t *testing.T) {
	for _, c := range []struct {
		name          string
		make          func() (Matrix, error)
		columns, rows int
	}{
		// The capacities stand in ISO/IEC 18004, 16022 and 15438.
		{"34 digits are a QR code of version 1", func() (Matrix, error) { return QR(strings.Repeat("1", 34), CorrectMedium) }, 21, 21},
		{"35 need version 2", func() (Matrix, error) { return QR(strings.Repeat("1", 35), CorrectMedium) }, 25, 25},
		{"20 capitals are version 1", func() (Matrix, error) { return QR(strings.Repeat("A", 20), CorrectMedium) }, 21, 21},
		{"14 small letters are version 1", func() (Matrix, error) { return QR(strings.Repeat("a", 14), CorrectMedium) }, 21, 21},
		{"15 small letters are not", func() (Matrix, error) { return QR(strings.Repeat("a", 15), CorrectMedium) }, 25, 25},
		{"less correction is less", func() (Matrix, error) { return QR(strings.Repeat("a", 15), CorrectLow) }, 21, 21},
		{"6 digits are a Data Matrix of 10", func() (Matrix, error) { return DataMatrix("123456") }, 10, 10},
		{"3 letters as well", func() (Matrix, error) { return DataMatrix("abc") }, 10, 10},
		{"4 need 12", func() (Matrix, error) { return DataMatrix("abcd") }, 12, 12},
		{"one for GS1 is a word more", func() (Matrix, error) { return GS1DataMatrix(Element{"37", "1234"}) }, 12, 12},
		{"44 words are the last of one region", func() (Matrix, error) { return DataMatrix(strings.Repeat("a", 44)) }, 26, 26},
		{"45 have four", func() (Matrix, error) { return DataMatrix(strings.Repeat("a", 45)) }, 32, 32},
		{"PDF417 of 8 words, 8 checks and a length, in 2 columns", func() (Matrix, error) { return PDF417("ABCDEFGHIJKLMNOP", 2) }, 17*6 + 1, 9 * 3},
		{"a short one gets fewer columns", func() (Matrix, error) { return PDF417("ABCDEFGHIJKLMNOP", 30) }, 17*6 + 1, 9 * 3},
	} {
		m, err := c.make()
		if err != nil || m.Columns() != c.columns || m.Rows() != c.rows {
			t.Errorf("%s: got %d by %d, %v, want %d by %d", c.name, m.Columns(), m.Rows(), err, c.columns, c.rows)
		}
	}
}

func TestMatrices(t *testing.T) {
	for _, c := range []struct {
		name string
		m    func() (Matrix, error)
		turn Turn
		want string
	}{
		{"a QR code says its correction and that the printer chooses the mode", func() (Matrix, error) { return QR("a^b", CorrectHigh) }, 0, "^BY2,3,1^BQN,2,2^FH_^FDHA,a_5Eb^FS"},
		{"a Data Matrix says which sign stands before functions", func() (Matrix, error) { return DataMatrix("AB") }, Right, "^BXR,2,200,,,,_^FH_^FDAB^FS"},
		{"one that the data does not hold", func() (Matrix, error) { return DataMatrix("_1|") }, 0, "^BXN,2,200,,,,$^FH_^FD_5F1_7C^FS"},
		{
			"FNC1 is that sign and a 1, in front and behind what has no fixed length",
			func() (Matrix, error) { return GS1DataMatrix(Element{"10", "A7"}, Element{"21", "_1"}) }, 0,
			"^BXN,2,200,,,,|^FH_^FD_7C110A7_7C121_5F1^FS",
		},
		{"PDF417 says its rows, security and columns", func() (Matrix, error) { return PDF417("ABCDEFGHIJKLMNOP", 2) }, Left, "^BY2,3^B7B,6,2,2^FH_^FDABCDEFGHIJKLMNOP^FS"},
	} {
		m, err := c.m()
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		l := New(Dots8, 400, 400)
		l.Matrix(Point{50, 60}, Cells{Module: 2, Turn: c.turn}, m)
		got, err := l.Bytes()
		if err != nil || !strings.Contains(string(got), "^MCY^FO50,60"+c.want+"^PQ1") {
			t.Errorf("%s:\ngot  %s, %v\nwant %s", c.name, got, err, c.want)
		}
	}
}

func TestWhatNoMatrixCanHoldIsSaid(t *testing.T) {
	for _, c := range []struct {
		name string
		make func() (Matrix, error)
		want string
	}{
		{"nothing", func() (Matrix, error) { return QR("", CorrectLow) }, "nothing"},
		{"what is not ASCII", func() (Matrix, error) { return QR("Köln", CorrectLow) }, `'ö'`},
		{"controls", func() (Matrix, error) { return DataMatrix("a\x1db") }, `'\x1d'`},
		{"bytes that are no text", func() (Matrix, error) { return PDF417("a\xffb", 3) }, "not"},
		{"a correction that is a command", func() (Matrix, error) { return QR("a", '^') }, "correction"},
		{"too much for QR", func() (Matrix, error) { return QR(strings.Repeat("a", 2954), CorrectLow) }, "2954 characters"},
		{"too much for a Data Matrix", func() (Matrix, error) { return DataMatrix(strings.Repeat("a", 175)) }, "175 characters"},
		{"every sign that could be the escape", func() (Matrix, error) { return DataMatrix("_|$@=*;?%&#+") }, "leave one out"},
		{"too much for PDF417", func() (Matrix, error) { return PDF417(strings.Repeat("a", 500), 2) }, "rows"},
		{"a backslash in PDF417", func() (Matrix, error) { return PDF417(`a\b`, 3) }, `'\\'`},
		{"no columns", func() (Matrix, error) { return PDF417("a", 0) }, "0 columns"},
		{"GS1 with a wrong length", func() (Matrix, error) { return GS1DataMatrix(Element{"00", "1"}) }, "want 18"},
		{"GS1 of nothing", func() (Matrix, error) { return GS1DataMatrix() }, "no elements"},
	} {
		if _, err := c.make(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want something about %q", c.name, err, c.want)
		}
	}
}

func TestAMatrixThatDoesNotLieOnTheLabelIsRefused(t *testing.T) {
	qr, err := QR("a", CorrectMedium) // 21 modules and 4 of white on each side
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		at   Point
		c    Cells
		m    Matrix
		want string
	}{
		{"as large as the label", Point{8, 8}, Cells{Module: 2}, qr, ""},
		{"a module too large", Point{8, 8}, Cells{Module: 3}, qr, "quiet zones"},
		{"no white on the left", Point{7, 8}, Cells{Module: 2}, qr, "quiet zones"},
		{"no white below", Point{8, 9}, Cells{Module: 2}, qr, "quiet zones"},
		{"no module", Point{8, 8}, Cells{}, qr, "module of 0"},
		{"a module too large for printers", Point{8, 8}, Cells{Module: 11}, qr, "module of 11"},
		{"a turned QR code", Point{8, 8}, Cells{Module: 1, Turn: Right}, qr, "do not turn"},
		{"a turn that is a command", Point{8, 8}, Cells{Module: 1, Turn: '^'}, qr, "turn is none"},
		{"no data", Point{8, 8}, Cells{Module: 1}, Matrix{}, "empty"},
	} {
		l := New(Dots8, 2*(21+8), 2*(21+8))
		l.Matrix(c.at, c.c, c.m)
		_, err := l.Bytes()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got %v, want something about %q", c.name, err, c.want)
		}
	}
}

// readPDF is words of text as the standard has them read.
func readPDF(words []int) string {
	var units []int
	for _, w := range words {
		units = append(units, w/30, w%30)
	}
	var b strings.Builder
	for now, once := pdfUpper, ""; len(units) > 0; units = units[1:] {
		u, in := units[0], now
		if once != "" {
			in, once = once, ""
		}
		switch {
		case in == pdfPunct && u < len(pdfPunct):
			b.WriteByte(in[u])
		case u == 29:
			once = pdfPunct
		case u == 28 && in == pdfMixed:
			now = pdfUpper
		case u == 28:
			now = pdfMixed
		case u == 27 && in == pdfLower:
			once = pdfUpper
		case u == 27:
			now = pdfLower
		default:
			b.WriteByte(in[u])
		}
	}
	return b.String()
}

func TestAnyTextReadsBackFromPDF417(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.ByteRange(' ', '~'), 1, 200).Draw(t, "text"))
		if got := readPDF(pdfText(text)); got != text {
			t.Fatalf("got %q, want %q", got, text)
		}
	})
}

func TestPDF417IsDividedByItsCorrection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.IntRange(0, 5).Draw(t, "level")
		words := rapid.SliceOfN(rapid.IntRange(0, 928), 1, 300).Draw(t, "words")
		all := append(slices.Clone(words), pdfCorrection(words, pdfChecks(level))...)
		for i, root := 0, 3; i < pdfChecks(level); i, root = i+1, root*3%929 {
			sum := 0
			for _, w := range all {
				sum = (sum*root + w) % 929
			}
			if sum != 0 {
				t.Fatalf("remainder %d at the root %d of level %d", sum, i+1, level)
			}
		}
	})
}

func TestEachWordOfPDF417IsOfItsCluster(t *testing.T) {
	for n, words := range pdfWords {
		seen := map[uint16]bool{}
		for w, pattern := range words {
			widths := runLengths(bitsOf(bitsOf(nil, 1, 1), int(pattern), 16))
			if len(widths) != 8 || (widths[0]-widths[2]+widths[4]-widths[6]+9)%9 != 3*n || slices.Max(widths) > 6 || seen[pattern] {
				t.Errorf("word %d of cluster %d is %v", w, n, widths)
			}
			seen[pattern] = true
		}
	}
}

func runLengths(modules []bool) []int {
	all := []int{0}
	for i, black := range modules {
		if i > 0 && black != modules[i-1] {
			all = append(all, 0)
		}
		all[len(all)-1]++
	}
	return all
}

func TestNoTextChangesWhatStandsBeforeTheDataOfAMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.ByteRange(' ', '~'), 1, 60).Draw(t, "text"))
		l := New(Dots8, 1000, 3000)
		want := []string{"LA," + text}
		qr, err := QR(text, CorrectLow)
		put(l, qr, err)
		if m, err := DataMatrix(text); err == nil {
			put(l, m, err)
			want = append(want, text)
			if strings.IndexByte(text, m.sign) >= 0 {
				t.Fatalf("%q holds its escape %c", text, m.sign)
			}
		}
		if m, err := PDF417(text, 5); err == nil {
			put(l, m, err)
			want = append(want, text)
		}
		data, err := l.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range Tokenize(data) {
			if c.Name == "^FD" {
				got = append(got, unhex(c.Params))
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestTheModulesOfCode128AreAsManyAsSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, err := symbol(rapid.SliceOfN(rapid.ByteRange(0, 127), 1, 60).Draw(t, "data"), rapid.Bool().Draw(t, "dense"))
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, w := range s.Widths() {
			sum += w
		}
		if sum != s.Modules() {
			t.Fatalf("%d modules drawn, %d said", sum, s.Modules())
		}
	})
}
