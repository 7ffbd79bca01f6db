package intake

import (
	"encoding/json"
	"reflect"
)

// loose is text that a shop may write as a number or leave null: ids, prices.
// Numbers keep their digits.
type loose string

// UnmarshalJSON takes a string, a number or null.
func (l *loose) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case 'n':
		return nil
	case '"':
		return json.Unmarshal(b, (*string)(l))
	case '{', '[', 't', 'f':
		return &json.UnmarshalTypeError{Value: kindOf(b[0]), Type: reflect.TypeFor[string]()}
	}
	*l = loose(b)
	return nil
}

func kindOf(first byte) string {
	switch first {
	case '{':
		return "object"
	case '[':
		return "array"
	}
	return "bool"
}

// present is what stood in the file, or nothing where it was a link to another
// call instead of its answer.
type present[T any] struct {
	is   []T
	link bool
	set  bool
}

// UnmarshalJSON takes an array of T, or an object, which is a link.
func (p *present[T]) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case 'n':
		return nil
	case '{':
		p.link = true
		return nil
	}
	p.set = true
	return json.Unmarshal(b, &p.is)
}
