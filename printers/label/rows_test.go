package label

import (
	"slices"
	"strings"
	"testing"
)

func TestATableIsALabelForEachGoodRow(t *testing.T) {
	for _, c := range []struct {
		name, form, table string
		labels            int
		bad               []string // parts of what is told, in order
	}{
		{"each row is a label", "location", "name,code,check_digits\nA01,LOC-A01,47\nA02,LOC-A02,48\n", 2, nil},
		{"the titles may stand in any order, with semicolons", "location", "\ufeffCHECK_DIGITS; name\r\n47;A01\r\n", 1, nil},
		{"a quoted cell may hold anything", "tote", "code,name\nT-1,\"blue, \"\"big\"\"\nand old\"\n", 1, nil},
		{"empty rows do not count", "tote", "code\nT-1\n\n\"\"\nT-2\n", 2, nil},
		{"a location is scanned by its name where it has no code", "location", "name\nA01\n", 1, nil},
		{"a wrong check digit", "location", "name,check_digits\nA01,4x\nA02,47\n", 1, []string{"t.csv:2, column 2 (check_digits): the check digits"}},
		{"an empty name", "slot", "code,name\nS-1,\nS-2,two\n", 1, []string{"t.csv:2, column 2 (name): it is empty"}},
		{"a code twice", "tote", "code\nT-1\nT-2\nT-1\n", 2, []string{"t.csv:4, column 1 (code): the same code stands on line 2"}},
		{"a code that is no barcode", "tote", "name,code\nx,Ü-1\n", 0, []string{"t.csv:2, column 2 (code): there is no barcode"}},
		{"a code that is too long", "tote", "code\n" + strings.Repeat("W", 60) + "\n", 0, []string{"column 1 (code)"}},
		{"cells too many", "tote", "code\nT-1,T-2\nT-3\n", 1, []string{"t.csv:2: 2 cells under 1 titles"}},
		{"a row behind one of several lines is named by its own line", "tote", "code,name\nT-1,\"a\nb\"\nÜ,x\n", 1, []string{"t.csv:4, column 1 (code)"}},
		{"a quote that stays open ends the table", "tote", "code\nT-1\n\"T-2\n", 1, []string{"t.csv:3: the row is no CSV"}},
		{"a quote inside of a cell", "tote", "code\nT\"1\nT-2\n", 1, []string{"t.csv:2: the row is no CSV"}},
		{"grams are a number", "checkweight", "name,grams,code\nA,2 kg,W1\nB,2000,W2\n", 1, []string{"column 2 (grams): the weight is not a whole number"}},
		{"a number of pieces is one", "carton", "order.number,line.1.sku,line.1.here\n1,A,two\n", 0, []string{"column 3 (line.1.here)"}},
		{"an article has a code of its own", "article", "sku,name,code\nMUG,Mug,4006381333931\nTEA,Tea,4006381333931\nX,Y,\n", 2, []string{"t.csv:4, column 3 (code): there is no barcode"}},
	} {
		s, bad, err := BuiltIn().Table(c.form, "t.csv", strings.NewReader(c.table), 8)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if n := strings.Count(string(s.ZPL), "^XA"); s.Labels != c.labels || n != c.labels {
			t.Errorf("%s: %d labels said, %d there, want %d", c.name, s.Labels, n, c.labels)
		}
		if len(bad) != len(c.bad) {
			t.Errorf("%s: %v, want %d bad rows", c.name, bad, len(c.bad))
			continue
		}
		for i, want := range c.bad {
			if !strings.Contains(bad[i].Error(), want) {
				t.Errorf("%s: got %q, want %q", c.name, bad[i].Error(), want)
			}
		}
	}
}

func TestATableThatIsNoneIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, form, table, want string
		dpmm                    int
	}{
		{"no titles", "tote", "", "no line of titles", 8},
		{"a title that the label does not have", "tote", "code,kode\n", `t.csv:1, column 2: a tote label has no field "kode"`, 8},
		{"a title twice", "tote", "code,code\n", "twice", 8},
		{"a label without fields", "commands", "code\n", "no fields", 8},
		{"a label that there is not", "poster", "code\n", `no label "poster"`, 8},
		{"a head that there is not", "tote", "code\n", "8 (203 dpi)", 6},
	} {
		if _, _, err := BuiltIn().Table(c.form, "t.csv", strings.NewReader(c.table), c.dpmm); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestWhatARowLosesIsToldWithItsLine(t *testing.T) {
	s, _, err := BuiltIn().Table("tote", "t.csv", strings.NewReader("code,name\nT-1,fine\nT-2,"+strings.Repeat("long ", 80)+"\n"), 8)
	if want := []string{"t.csv:3: name is too long for the label: its end is missing"}; err != nil || !slices.Equal(s.Warnings, want) {
		t.Errorf("got %q (%v), want %q", s.Warnings, err, want)
	}
}
