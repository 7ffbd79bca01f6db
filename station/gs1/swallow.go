package gs1

import "fmt"

// Swallow is an element that seems to hold the next ones, because the separator
// between them is missing.
type Swallow struct {
	Element Element
	End     string // of the element's data: it reads as elements
	Offset  int    // of that end in the scan
}

// Swallowed tells of an element that seems to hold the next ones: its data has
// an end that reads as a date or a checked number and whatever may follow it.
func (s *Scan) Swallowed() (Swallow, bool) {
	for i := range s.count {
		if s.specs[i] == 0 || ais.specs[s.specs[i]-1].fixed {
			continue
		}
		data := s.elements[i].Data
		for at := 1; at < len(data); at++ {
			if readsOn(data[at:]) {
				return Swallow{s.elements[i], data[at:], int(s.offsets[i]) + at}, true
			}
		}
	}
	return Swallow{}, false
}

// readsOn says that data reads as elements, the first of which proves itself.
func readsOn(data string) bool {
	for at := 0; at < len(data); {
		i, ok := ais.lookup(data[at:])
		if !ok {
			return false
		}
		spec := &ais.specs[i]
		if at == 0 && !(spec.fixed && len(spec.parts[0].checks) > 0) {
			return false
		}
		n, f := spec.measure(data[at+len(spec.ai):])
		if f.kind != "" {
			return false
		}
		at += len(spec.ai) + n
	}
	return true
}

// String is what a person is told about it, in ASCII.
func (w Swallow) String() string {
	return fmt.Sprintf("the %s seems to have swallowed %s at %d: the separator (FNC1) between them is missing", w.Element.noun(), swallowed(w.End), w.Offset)
}

// noun is what people call the element.
func (e Element) noun() string {
	switch e.AI {
	case "10":
		return "lot"
	case "21":
		return "serial number"
	}
	return "element (" + e.AI + ")"
}

// swallowed is what people call the first element of data.
func swallowed(data string) string {
	i, ok := ais.lookup(data)
	if !ok {
		return "another element"
	}
	switch spec := &ais.specs[i]; spec.ai {
	case "11", "12", "13", "15", "16", "17":
		return "a date"
	case "00", "01", "02", "03":
		return "a number (" + spec.ai + ")"
	default:
		return "an element (" + spec.ai + ")"
	}
}
