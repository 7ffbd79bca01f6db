package foreign

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzForeign: whatever comes, what is printed is one label of drawing
// commands, and stays the same when it is cleaned again.
func FuzzForeign(f *testing.F) {
	for _, seed := range []string{
		"^XA^FO10,10^A0N,30^FDHello^FS^XZ",
		"\x02\x1eFO10,10\x1eGB5,5\x0f\x03",
		"~DGR:A.GRF,8,1,FF00FF00FF00FF00^XA^FO1,1^XGR:A.GRF,2,3^FS^XZ",
		"^XA^DFR:F.ZPL^FO1,1^FN1^FS^FO5,5^FN2^FDusual^FS^XZ^XA^XFR:F.ZPL^FN1^FH\\^FDa\\5Eb^FS^XZ",
		"^XA^CC+^CD;+FO1;1+FD^x~y+FS+XZ",
		"^XA^GFB,4,4,1,^XZ~^FS^XZ",
		"^XA^GFA,8,8,1,hH0,:!:FFG1^FS^XZ",
		"^XA^CWW,E:ARIAL.TTF^CFW,30^FO1,1^FDx^FS^AWN,20^FO9,9^FDy^FS^XZ",
		"! U1 setvar \"x\" \"y\"\r\n^XA^FO1,1^GFA,2,2,1,:B64:gIA=:0000^FS^XZ",
		"~DYR:A,A,G,2,1,8001^XA^IMR:A.GRF^FS^PQ3^POI^MUd^LT30^XZ",
		"\x89PNG\r\n\x1a\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l := Clean(data, FourBySix(8))
		if l.ZPL == nil {
			if l.Refusal() == "" {
				t.Fatalf("%q: nothing is printed and nobody is told why", data)
			}
			return
		}
		if l.Refusal() != "" {
			t.Fatalf("%q: refused and printed", data)
		}
		sound(t, "label", l.ZPL)
		if found := lasting.Find(l.ZPL); found != nil {
			t.Fatalf("%q: %s is still in it", data, found)
		}
		for _, code := range Codes(l.ZPL) {
			if code == "" {
				t.Fatalf("%q: a code of nothing", data)
			}
		}
	})
}

// TestHostileTextInAndAroundALabel puts what tries to break out everywhere.
func TestHostileTextInAndAroundALabel(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(shared(t), "data/hostile/hostile_zpl.txt"))
	if err != nil {
		t.Skip(err)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		columns := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(columns) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		var evil string
		if err := json.Unmarshal([]byte(columns[2]), &evil); err != nil {
			t.Fatal(err)
		}
		for place, stream := range map[string]string{
			"field":   "^XA^FO9,9^A0N,30^FD" + evil + "^FS^XZ",
			"barcode": "^XA^FO9,9^BCN,90^FH^FD1" + evil + "^FS^XZ",
			"before":  evil + "^XA^FO9,9^GB9,9,9^FS^XZ",
			"after":   "^XA^FO9,9^GB9,9,9^FS^XZ" + evil,
			"between": "^XA^FO9,9^GB9,9,9^FS" + evil + "^FO9,9^FDx^FS^XZ",
			"alone":   evil,
		} {
			tried++
			l := Clean([]byte(stream), FourBySix(8))
			if l.ZPL == nil {
				continue
			}
			sound(t, columns[0]+" in "+place, l.ZPL)
			if found := lasting.Find(l.ZPL); found != nil {
				t.Errorf("%s in %s: %s is still in it", columns[0], place, found)
			}
		}
	}
	if tried == 0 {
		t.Fatal("nothing was tried")
	}
}
