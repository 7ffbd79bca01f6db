package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

func sold(id station.ID, n int, data string) station.LabelBought {
	c := station.LabelBought{OfWork: station.OfWork{Work: id, Epoch: 3}, Parcel: 1, Label: n, Key: string(id) + ".3.1." + string(rune('0'+n))}
	c.Bought = station.Bought{Carrier: "X", Tracking: "T1", Theirs: true}
	c.Artwork = &station.Artwork{Data: []byte(data), Codes: []string{"ROUTE-" + data}}
	return c
}

// artworks are the carriers' labels that the fold gives back, in order.
func artworks(t *testing.T, j *Journal) []string {
	t.Helper()
	var all []string
	for f, err := range j.Fold() {
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := f.Change.(station.LabelBought); ok {
			if c.Artwork == nil {
				all = append(all, "")
				continue
			}
			all = append(all, string(c.Artwork.Data)+" "+strings.Join(c.Artwork.Codes, ","))
		}
	}
	return all
}

func TestACarriersLabelSurvivesUntilItsWorkIsClosed(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, opening("w1"), picked("w1", 1))
	wrote(t, j, sold("w1", 1, "^XA-first^XZ"))
	wrote(t, j, sold("w1", 2, "^XA-second^XZ"))
	want := []string{"^XA-first^XZ ROUTE-^XA-first^XZ", "^XA-second^XZ ROUTE-^XA-second^XZ"}
	for range 2 { // as it stands, and after a restart
		if got := artworks(t, j); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Fatalf("got %q, want %q", got, want)
		}
		closed(t, j)
		j = opened(t, dir)
	}
	for f, err := range j.From(1) {
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := f.Change.(station.LabelBought); ok && c.Artwork != nil {
			t.Error("the label goes out with the facts")
		}
	}
	if !holds(t, dir, "ROUTE-") {
		t.Fatal("the label is nowhere, so nothing is proven")
	}
	wrote(t, j, closing("w1"))
	closed(t, j)
	if holds(t, dir, "ROUTE-") {
		t.Error("the label lies on the disk after its work was closed")
	}
}

func TestACarriersLabelStandsInNoFact(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, opening("w1"))
	wrote(t, j, sold("w1", 1, "SECRET-STREET"))
	closed(t, j)
	segments, err := segmentsIn(dir)
	if err != nil || len(segments) == 0 {
		t.Fatal(err)
	}
	for _, s := range segments {
		b, err := os.ReadFile(s.path)
		if err != nil || strings.Contains(string(b), "SECRET") || strings.Contains(string(b), "U0VDUkVU") {
			t.Errorf("%s holds the label: %v", s.path, err)
		}
	}
	info, err := os.Stat(filepath.Join(dir, worksFolder, "w1.json"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the content has the rights %v, %v", info, err)
	}
}

// holds says whether the text lies in any file of the folder.
func holds(t *testing.T, dir, text string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		found = found || strings.Contains(string(b), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
