package station

import (
	"reflect"
	"strconv"
)

// A formReader reads JSON as forms write it. What is written in any other way,
// with spaces, other fields or texts that need care, it does not take.
type formReader struct{ rest []byte }

// read takes a whole text into v, and says whether it could. v may be half read
// when it could not.
func (f *form) read(text []byte, v reflect.Value) bool {
	r := formReader{text}
	return r.value(f, v) && len(r.rest) == 0
}

func (r *formReader) value(f *form, v reflect.Value) bool {
	switch f.kind {
	case reflect.String:
		s, ok := r.text()
		v.SetString(s)
		return ok
	case reflect.Int, reflect.Int64:
		n, ok := r.number()
		v.SetInt(n)
		return ok
	case reflect.Bool:
		yes := r.skip("true")
		v.SetBool(yes)
		return yes || r.skip("false")
	case reflect.Slice:
		return r.list(f, v)
	}
	return r.object(f, v)
}

// object reads fields in their order; some may be missing.
func (r *formReader) object(f *form, v reflect.Value) bool {
	if !r.skip("{") {
		return false
	}
	if r.skip("}") {
		return true
	}
	for i := 0; ; i++ {
		for i < len(f.fields) && !r.skip(f.fields[i].key) {
			i++
		}
		if i == len(f.fields) || !r.value(f.fields[i].form, f.fields[i].of(v)) {
			return false
		}
		if !r.skip(",") {
			return r.skip("}")
		}
	}
}

func (r *formReader) list(f *form, v reflect.Value) bool {
	if !r.skip("[") {
		return false
	}
	list := reflect.MakeSlice(f.of, 0, 0)
	if r.skip("]") {
		v.Set(list)
		return true
	}
	for {
		one := reflect.New(f.elem.of).Elem()
		if !r.value(f.elem, one) {
			return false
		}
		list = reflect.Append(list, one)
		if !r.skip(",") {
			v.Set(list)
			return r.skip("]")
		}
	}
}

// text reads a text that stands as it is.
func (r *formReader) text() (string, bool) {
	if !r.skip(`"`) {
		return "", false
	}
	for i, c := range r.rest {
		switch {
		case c == '"':
			s := string(r.rest[:i])
			r.rest = r.rest[i+1:]
			return s, true
		case c < ' ' || c > '~' || c == '\\':
			return "", false
		}
	}
	return "", false
}

// number reads a whole number as it is written: without zeros before it, and not
// the 0 below zero.
func (r *formReader) number() (int64, bool) {
	n := 0
	for n < len(r.rest) && (r.rest[n] >= '0' && r.rest[n] <= '9' || n == 0 && r.rest[n] == '-') {
		n++
	}
	digits := r.rest[:n]
	r.rest = r.rest[n:]
	if len(digits) > 1 && (digits[0] == '0' || digits[0] == '-' && digits[1] == '0') {
		return 0, false
	}
	x, err := strconv.ParseInt(string(digits), 10, 64)
	return x, err == nil
}

func (r *formReader) skip(s string) bool {
	if len(r.rest) < len(s) || string(r.rest[:len(s)]) != s {
		return false
	}
	r.rest = r.rest[len(s):]
	return true
}
