package journal

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

func opening(id station.ID) station.Change {
	return station.WorkOpened{
		OfWork: station.OfWork{Work: id, Epoch: 3}, Order: "o" + id, How: station.ByNext,
		Opened: &station.Opened{
			Content: station.Content{ID: id, OrderNo: "1001", ShipTo: station.Address{Name: "Erika Mustermann"}},
			Stage:   station.Picking, Epoch: 3, How: station.ByNext,
		},
	}
}

func closing(id station.ID) station.Change {
	return station.WorkClosed{OfWork: station.OfWork{Work: id, Epoch: 3}, Why: "shipped"}
}

func asking(kind station.AskKind) station.Change {
	return station.Prompted{Ask: station.Ask{Kind: kind}}
}

var (
	signIn  = station.SignedIn{Person: "ann", Role: station.Packer}
	signOut = station.SignedOut{Person: "ann"}
)

func loaded(labels int) station.Change { return station.RollLoaded{Labels: labels} }

func sent(id station.ID, labels int) station.Change {
	return station.PrintEnded{OfWork: station.OfWork{Work: id, Epoch: 3}, State: station.PrintSent, Counter: -1, Labels: labels}
}

var noScale = station.ScaleDropped{By: "lea"}

func weighed(day string) station.Change    { return station.ScaleChecked{Day: day, OK: true} }
func chosen(printer string) station.Change { return station.PrinterChosen{Printer: printer} }
func empty(code string) station.Change     { return station.CartonEmptied{Carton: code} }
func refilled(code string) station.Change  { return station.CartonRefilled{Carton: code} }

func folded(t testing.TB, j *Journal) []station.Fact {
	t.Helper()
	var facts []station.Fact
	for f, err := range j.Fold() {
		if err != nil {
			t.Fatal(err)
		}
		facts = append(facts, f)
	}
	return facts
}

func TestFold(t *testing.T) {
	lost := station.WorkLost{OfWork: station.OfWork{Work: "w1", Epoch: 3}}
	refused := station.ScanRefused{Code: "4711"}
	tests := []struct {
		name  string
		turns [][]station.Change
		want  []int64
	}{
		{"an empty journal folds to nothing", nil, nil},
		{"the open session counts", [][]station.Change{{signIn}, {refused}}, []int64{1}},
		{"a closed session does not", [][]station.Change{{signIn}, {signOut}}, nil},
		{"the last question of the session counts", [][]station.Change{{signIn, asking("takeover")}, {asking("")}}, []int64{1, 3}},
		{"a new session asks nothing", [][]station.Change{{signIn}, {asking("badge"), signIn}}, []int64{3}},
		{"a carton that has run out counts until it is there again", [][]station.Change{{empty("C")}, {signIn, empty("D")}, {opening("w1")}, {refilled("C")}, {picked("w1", 1)}}, []int64{2, 3, 4, 6}},
		{"a borrowed printer counts until another one is chosen", [][]station.Change{{chosen("B2")}, {signIn, empty("D")}, {chosen("B3")}, {opening("w1")}}, []int64{2, 3, 4, 5}},
		{"the last check of the scale counts over sessions", [][]station.Change{{signIn}, {weighed("1")}, {weighed("2"), signOut}, {signIn}}, []int64{3, 5}},
		{"a day without a scale counts until the session ends", [][]station.Change{{signIn}, {noScale, refused}}, []int64{1, 2}},
		{"and not in the next one", [][]station.Change{{signIn, noScale}, {signOut}, {signIn}}, []int64{4}},
		{"the own printer needs no fact", [][]station.Change{{chosen("B2")}, {signIn}, {chosen("")}}, []int64{2}},
		{"what is left on a roll is told last", [][]station.Change{{loaded(500)}, {opening("w1")}, {sent("w1", 2)}, {sent("w1", 1)}}, []int64{2, 3, 4, 4}},
		{"a roll that nobody counts is not told", [][]station.Change{{loaded(500)}, {signIn}, {loaded(0)}}, []int64{2}},
		{"a work in hand counts from its opening on", [][]station.Change{{picked("w1", 1)}, {opening("w1"), picked("w1", 2)}, {refused}, {picked("w1", 3)}}, []int64{2, 3, 5}},
		{"a closed work does not", [][]station.Change{{opening("w1")}, {picked("w1", 1)}, {closing("w1")}}, nil},
		{"a lost work does not", [][]station.Change{{opening("w1")}, {lost}}, nil},
		{"a work that came again counts from then", [][]station.Change{{opening("w1")}, {closing("w1")}, {opening("w1")}, {picked("w1", 1)}}, []int64{3, 4}},
		{"works held ahead count beside the one that is closed", [][]station.Change{{signIn}, {opening("w1"), opening("w2")}, {picked("w1", 1), closing("w1")}, {picked("w2", 1)}}, []int64{1, 3, 6}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			j := opened(t, dir)
			for _, turn := range test.turns {
				wrote(t, j, turn...)
			}
			check := func(when string) {
				var got []int64
				for _, f := range folded(t, j) {
					got = append(got, f.Seq)
				}
				if !reflect.DeepEqual(got, test.want) {
					t.Errorf("%s: got facts %v, want %v", when, got, test.want)
				}
			}
			check("at once")
			closed(t, j)
			j = opened(t, dir)
			check("after opening again")
		})
	}
}

func TestTheFoldReachesBackOverSegments(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, signIn)
	wrote(t, j, opening("w2"))
	fill(t, j, 3)
	wrote(t, j, picked("w2", 1))
	closed(t, j)
	got := folded(t, opened(t, dir))
	if len(got) != 3 || got[0].Seq != 1 || got[1].Seq != 2 || got[2].Work != "w2" {
		t.Errorf("got %d facts: %v", len(got), got)
	}
}

// A carton that has run out is told after every restart, and pins no segment.
func TestLabelsLeftAreKnownAfterARestart(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, loaded(500))
	wrote(t, j, opening("w1"), sent("w1", 2), closing("w1"))
	wrote(t, j, opening("w2"), sent("w2", 3))
	for range 2 {
		s := station.New("bench-7")
		for _, f := range folded(t, j) {
			s = s.After(f.Change)
		}
		if n, known := s.LabelsLeft(); n != 495 || !known {
			t.Fatalf("%d left, %v; want 495", n, known)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		j = opened(t, dir)
	}
}

func TestTheWayToAPrinterIsKeptBesideTheJournal(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	two := station.FloorPrinter{Name: "BENCH-2", Kind: "tcp", Address: "10.0.0.2:9100", DPMM: 8, Language: "zpl"}
	if err := j.Floor().Remember(two); err != nil {
		t.Fatal(err)
	}
	f := j.Floor() // as after a restart
	if got, ok := f.Find("BENCH-2"); !ok || got != two {
		t.Errorf("found %+v, %v", got, ok)
	}
	if got, ok := f.Find("BENCH-3"); ok {
		t.Errorf("found %+v, which was never remembered", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "printers.json"), []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, ok := j.Floor().Find("BENCH-2"); ok {
		t.Errorf("found %+v in a damaged file", got)
	}
}

func TestAnEmptyCartonKeepsNoOldSegments(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	want := wrote(t, j, empty("C"))
	fill(t, j, 3)
	if got := j.inHand.oldest(j.Last() + 1); got != j.Last()+1 {
		t.Errorf("the fold needs fact %d of %d", got, j.Last())
	}
	closed(t, j)
	got := folded(t, opened(t, dir))
	if len(got) != 1 || !reflect.DeepEqual(got[0], want[0]) || !got[0].Genuine() {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheContentOfAWorkLiesBesideItUntilItIsClosed(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	c := opening("w/1:..").(station.WorkOpened)
	wrote(t, j, c)
	closed(t, j)
	if found := grep(t, dir, "Mustermann"); len(found) != 1 || !strings.HasPrefix(found[0], worksFolder+"/") {
		t.Errorf("the name stands in %v, want one file of %s", found, worksFolder)
	}

	j = opened(t, dir)
	got := folded(t, j)
	if len(got) != 1 || !reflect.DeepEqual(got[0].Change, station.Change(c)) {
		t.Fatalf("folded %v, want %v", got, c)
	}
	wrote(t, j, closing("w/1:.."))
	if found := grep(t, dir, "Mustermann"); len(found) != 0 {
		t.Errorf("after the work was closed, the name stands in %v", found)
	}
}

func TestContentLeftByACutIsErased(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	if err := j.keepContents([]station.Fact{{Change: opening("w1")}}); err != nil {
		t.Fatal(err)
	}
	closed(t, j)
	closed(t, opened(t, dir))
	if found := grep(t, dir, "Mustermann"); len(found) != 0 {
		t.Errorf("the name stands in %v", found)
	}
}

func TestAWorkWhoseContentIsDamagedIsLeftToTheDatabase(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	wrote(t, j, opening("w1"), opening("w2"))
	closed(t, j)
	changed(t, filepath.Join(dir, worksFolder, "w1.json"), func(b []byte) []byte { b[60] ^= 1; return b })
	j = opened(t, dir)
	if got := folded(t, j); len(got) != 1 || got[0].Work != "w2" {
		t.Errorf("folded %v, want w2 alone", got)
	}
	if notes := j.Notes(); len(notes) != 1 || !strings.Contains(notes[0], "w1") {
		t.Errorf("notes %q, want one that names w1", notes)
	}
}

// grep names the files of the folder that hold the text.
func grep(t *testing.T, dir, text string) []string {
	t.Helper()
	var found []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), text) {
			name, _ := filepath.Rel(dir, path)
			found = append(found, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
