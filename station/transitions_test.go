package station

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// movesAlongTheTable folds the changes once more and checks that no state of a
// work, parcel, label or print job takes a step that is not listed.
func movesAlongTheTable(changes []Change, fatal func(format string, args ...any)) {
	s := New("bench-7")
	check := func(m Machine, c Change, from, to, event string) {
		if from != to && !listed(m, from, to, event) {
			fatal("%s moves a %s from %s to %s %s, which the table does not have", c.Kind(), m, from, to, event)
		}
	}
	for _, c := range changes {
		before := s
		s = s.After(c)
		if _, opened := c.(WorkOpened); opened {
			continue
		}
		event := ""
		if m, moved := c.(WorkMoved); moved {
			event = m.Event
		}
		for i := range s.Works {
			w := &s.Works[i]
			was := before.find(w.ID)
			if m, moved := c.(WorkMoved); moved && m.Work == w.ID && m.From != was.Stage {
				fatal("a work in %s moves from %s", was.Stage, m.From)
			}
			check(WorkStates, c, string(was.Stage), string(w.Stage), event)
			for _, p := range was.Parcels {
				check(ParcelStates, c, string(p.State), string(w.parcel(p.N).State), "")
				for _, l := range p.Labels {
					now := w.label(p.N, l.N)
					check(LabelStates, c, string(l.State), string(now.State), "")
					for k, j := range l.Jobs {
						check(PrintStates, c, string(j.State), string(now.Jobs[k].State), "")
					}
				}
			}
			for k, j := range was.Slips {
				check(PrintStates, c, string(j.State), string(w.Slips[k].State), "")
			}
		}
	}
}

// listed says that the table has the step; an empty event stands for any.
func listed(m Machine, from, to, event string) bool {
	return slices.ContainsFunc(Transitions(m), func(t Transition) bool {
		return t.From == from && t.To == to && (event == "" || t.Event == event)
	})
}

func TestTransitionsAreThoseOfTheHouse(t *testing.T) {
	shared := os.Getenv("PACKWRIGHT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	raw, err := os.ReadFile(filepath.Join(shared, "design", "states.json"))
	if err != nil {
		t.Skipf("the table of the house is not here: %v", err)
	}
	var table map[string]json.RawMessage
	if err := json.Unmarshal(raw, &table); err != nil {
		t.Fatal(err)
	}
	for _, m := range []Machine{WorkStates, ParcelStates, LabelStates, PrintStates} {
		var states struct{ T [][]string }
		if err := json.Unmarshal(table[string(m)], &states); err != nil {
			t.Fatal(err)
		}
		var want []Transition
		for _, x := range states.T {
			want = append(want, Transition{x[0], x[1], x[2]})
		}
		got := Transitions(m)
		for _, x := range want {
			if !slices.Contains(got, x) {
				t.Errorf("%s: %v is missing", m, x)
			}
		}
		for _, x := range got {
			if !slices.Contains(want, x) {
				t.Errorf("%s: %v is not in the table of the house", m, x)
			}
		}
	}
}
