package station

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A form is how a type is written as JSON and read back: the same bytes as those
// of encoding/json, which takes several times as long. It knows what changes are
// made of, texts, whole numbers, truths, and structs and lists of those. A type
// with anything else has none, and goes by encoding/json.
type form struct {
	kind   reflect.Kind
	of     reflect.Type
	fields []formField // of a struct, in order
	elem   *form       // of a list
}

type formField struct {
	path []int  // to the field, through what is embedded
	key  string // with quotes and colon
	omit string // "omitempty", "omitzero" or ""
	form *form
}

// forms are those of the changes that have one.
var forms = func() map[reflect.Type]*form {
	m := map[reflect.Type]*form{}
	for _, c := range kinds {
		t := reflect.TypeOf(c)
		if f := formOf(t); f != nil {
			m[t] = f
		}
	}
	return m
}()

var judgesItself = []reflect.Type{
	reflect.TypeFor[interface{ IsZero() bool }](),
	reflect.TypeFor[json.Marshaler](), reflect.TypeFor[json.Unmarshaler](),
	reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[encoding.TextUnmarshaler](),
}

// formOf is the form of a type, nil for none.
func formOf(t reflect.Type) *form {
	if slices.ContainsFunc(judgesItself, func(by reflect.Type) bool { return reflect.PointerTo(t).Implements(by) }) {
		return nil
	}
	f := &form{kind: t.Kind(), of: t}
	switch t.Kind() {
	case reflect.String, reflect.Int, reflect.Int64, reflect.Bool:
		return f
	case reflect.Slice:
		if f.elem = formOf(t.Elem()); f.elem == nil {
			return nil
		}
		return f
	case reflect.Struct:
		if !f.take(t, nil) || f.twice() {
			return nil
		}
		return f
	}
	return nil
}

// take adds the fields of a struct, and says whether all have a form.
func (f *form) take(t reflect.Type, path []int) bool {
	for i := range t.NumField() {
		x := t.Field(i)
		at := append(slices.Clone(path), i)
		name, options, _ := strings.Cut(x.Tag.Get("json"), ",")
		switch {
		case name == "-" && options == "":
			continue
		case x.Anonymous && name == "" && x.Type.Kind() == reflect.Struct:
			if !f.take(x.Type, at) {
				return false
			}
			continue
		case !x.IsExported() && !x.Anonymous:
			continue
		}
		of := formOf(x.Type)
		if of == nil || !plain(name) || x.Anonymous || !slices.Contains([]string{"", "omitempty", "omitzero"}, options) {
			return false
		}
		if name == "" {
			name = x.Name
		}
		f.fields = append(f.fields, formField{path: at, key: `"` + name + `":`, omit: options, form: of})
	}
	return true
}

// twice says that two fields have one name: which of them counts is for
// encoding/json to say.
func (f *form) twice() bool {
	seen := map[string]bool{}
	for _, x := range f.fields {
		key := strings.ToLower(x.key)
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

// write appends a value.
func (f *form) write(b []byte, v reflect.Value) []byte {
	switch f.kind {
	case reflect.String:
		return appendText(b, v.String())
	case reflect.Int, reflect.Int64:
		return strconv.AppendInt(b, v.Int(), 10)
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	case reflect.Slice:
		return f.writeList(b, v)
	}
	b = append(b, '{')
	first := true
	for i := range f.fields {
		x := &f.fields[i]
		w := x.of(v)
		if x.omits(w) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		b, first = x.form.write(append(b, x.key...), w), false
	}
	return append(b, '}')
}

func (f *form) writeList(b []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		b = f.elem.write(b, v.Index(i))
	}
	return append(b, ']')
}

func (x *formField) of(v reflect.Value) reflect.Value {
	for _, i := range x.path {
		v = v.Field(i)
	}
	return v
}

// omits says that the field is left out where it has that value.
func (x *formField) omits(v reflect.Value) bool {
	switch {
	case x.omit == "", x.omit == "omitempty" && x.form.kind == reflect.Struct:
		return false
	case x.omit == "omitempty" && x.form.kind == reflect.Slice:
		return v.Len() == 0
	}
	return v.IsZero()
}
