package station

import (
	"slices"
	"strings"
	"testing"
)

// theirs is a bench whose carrier makes its own label, up to the answer.
func theirs(t *testing.T) (*world, *Bought) {
	t.Helper()
	w := picking(t, mugs(1))
	w.hold = true
	w.scan(mug).weigh(580)
	w.push()
	b := w.label()
	b.Theirs = true
	return w, b
}

// asked is the effects kept back since the last time.
func (w *world) asked() (prints []Print, fetches []FetchArtwork) {
	for _, e := range w.kept {
		switch e := e.(type) {
		case Print:
			if e.Document.Kind == ShipLabel {
				prints = append(prints, e)
			}
		case FetchArtwork:
			fetches = append(fetches, e)
		}
	}
	w.kept = nil
	return prints, fetches
}

func TestACarriersOwnLabelIsPrintedAsItCame(t *testing.T) {
	w, b := theirs(t)
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: b, Artwork: &Artwork{Data: []byte("^XA^XZ"), Codes: []string{"ROUTE"}}})
	w.push()
	prints, fetches := w.asked()
	if len(prints) != 1 || string(prints[0].Document.Artwork) != "^XA^XZ" || len(fetches) != 0 {
		t.Errorf("prints %+v, fetches %+v", prints, fetches)
	}
	if l := w.s.Work().Current().Live(); !slices.Equal(l.Codes, []string{"ROUTE"}) {
		t.Errorf("codes %q", l.Codes)
	}
	for _, c := range w.facts {
		if _, body, err := Encode(c); err != nil || strings.Contains(string(body), "ROUTE") {
			t.Errorf("%s %s %v", c.Kind(), body, err)
		}
	}
}

func TestACarriersOwnLabelThatIsNotHereIsFetchedBeforeItIsPrinted(t *testing.T) {
	w, b := theirs(t)
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: b})
	w.push()
	prints, fetches := w.asked()
	if len(prints) != 0 || len(fetches) != 1 || fetches[0].Key != "1.1.1.1" {
		t.Fatalf("prints %+v, fetches %+v, want one fetch", prints, fetches)
	}
	fetched := Fetched{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1"}
	w.in(fetched)
	w.says("WAIT DHL does not answer. The label is asked for again; 9 park.")
	if w.asked(); w.s.Work().Current().Live().Codes != nil {
		t.Error("there are codes of a label that did not come")
	}
	w.now = w.now.Add(doubtPause)
	w.in(Tick{})
	if prints, fetches := w.asked(); len(prints) != 0 || len(fetches) != 1 {
		t.Fatalf("prints %+v, fetches %+v, want it asked for again", prints, fetches)
	}
	fetched.Artwork = &Artwork{Data: []byte("^XA^XZ"), Codes: []string{"ROUTE"}}
	w.in(fetched)
	if prints, _ := w.asked(); len(prints) != 1 || string(prints[0].Document.Artwork) != "^XA^XZ" {
		t.Errorf("prints %+v", prints)
	}
}

func TestACarriersNoToFetchALabelIsTold(t *testing.T) {
	w, b := theirs(t)
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: b})
	w.in(Fetched{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Refused: "it has none"})
	w.says("STOP DHL does not give the label again: it has none. 9 park: the office will fix it.")
}

func TestALabelThatNoPrinterCanPrintIsToldOnceAndNotTriedAgain(t *testing.T) {
	w, b := theirs(t)
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: b, Artwork: &Artwork{Data: []byte("%PDF")}})
	w.push()
	prints, _ := w.asked()
	if len(prints) != 1 {
		t.Fatalf("prints %+v", prints)
	}
	w.in(PrintDone{Work: "1", Job: prints[0].Job, State: PrintFailed, Counter: -1, Problem: "the carrier's label is refused: it is a PDF", Unprintable: true})
	w.says("STOP the carrier's label is refused: it is a PDF. Nothing was printed. 9 park: the office will fix it.")
	w.now = w.now.Add(doubtPause)
	w.in(Tick{})
	if prints, _ := w.asked(); len(prints) != 0 {
		t.Errorf("it is tried again: %+v", prints)
	}
	if j := w.s.Work().Current().Live().lastJob(); j.State != PrintQueued {
		t.Errorf("the job is %s; not a byte was sent", j.State)
	}
	if p := w.s.Prompt(); p.Text != "THE LABEL CANNOT BE PRINTED" || !p.Offers('5') || !p.Offers('9') || p.HintArgs[0] != "the carrier's label is refused: it is a PDF" {
		t.Errorf("prompt %+v", p)
	}
	w.in(Restarted{})
	if p := w.s.Prompt(); p.Text != "THE LABEL CANNOT BE PRINTED" {
		t.Errorf("after a restart: prompt %+v", p)
	}
	w.types("+")
	if prints, _ := w.asked(); len(prints) != 1 {
		t.Errorf("+ tries again: %+v", prints)
	}
}

func TestALabelThatThisPrinterCannotPrintComesOutOfAnother(t *testing.T) {
	w, b := theirs(t)
	w.in(Sold{Work: "1", Parcel: 1, Label: 1, Key: "1.1.1.1", Bought: b, Artwork: &Artwork{Data: []byte("PNG")}})
	w.push()
	prints, _ := w.asked()
	w.in(PrintDone{Work: "1", Job: prints[0].Job, State: PrintFailed, Counter: -1, Problem: "made for a printer of 12 dots per mm", Unprintable: true})
	w.types("3").scan("PRN-B2")
	for _, e := range slices.Clone(w.kept) {
		if r, ok := e.(Resolve); ok {
			w.in(Resolved{Text: r.Text, Meaning: w.codes[r.Text]})
		}
	}
	if prints, _ = w.asked(); len(prints) != 1 || prints[0].On.Name != "BENCH-2" {
		t.Errorf("prints %+v, want one on BENCH-2", prints)
	}
}
