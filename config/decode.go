package config

import (
	"bytes"
	"errors"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// places tells on which line of the file each key and each section stands.
type places map[string]int

// decode reads text into c. A key that c does not have is an error, for it is
// a slip of the pen, and the default would go on in silence.
func decode(file string, text []byte, c *Config) (places, error) {
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(c)
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		return nil, unknownKey(file, text, unknown.Errors[0])
	}
	var wrong *toml.DecodeError
	if errors.As(err, &wrong) {
		return nil, wrongForm(file, text, wrong)
	}
	if err != nil {
		return nil, Error{File: file, Problem: err.Error(), remedy: "Compare it with the example configuration."}
	}
	return findPlaces(text), nil
}

func unknownKey(file string, text []byte, e toml.DecodeError) error {
	line, _ := e.Position()
	path := e.Key()
	section := path[:len(path)-1]
	known := keysOf(reflect.TypeFor[Config](), section)
	for len(known) == 0 && len(section) > 0 { // the whole section is unknown
		section = section[:len(section)-1]
		known = keysOf(reflect.TypeFor[Config](), section)
	}
	place := "at the top of the file"
	if len(section) > 0 {
		place = "in [" + strings.Join(section, ".") + "]"
	}
	return Error{
		File: file, Line: line, Key: strings.Join(path, "."), Value: valueOn(text, line),
		Problem: "is no setting that exists",
		remedy:  "Correct or remove it. Known " + place + ": " + strings.Join(known, ", ") + ".",
	}
}

// wrongForm is TOML that cannot be read, or a value of another kind than the
// key wants.
func wrongForm(file string, text []byte, e *toml.DecodeError) error {
	line, _ := e.Position()
	wrong := Error{
		File: file, Line: line, Key: strings.Join(e.Key(), "."), Value: valueOn(text, line),
		Problem: "cannot be read: " + strings.TrimPrefix(e.Error(), "toml: "),
		remedy:  "Correct this line, or put # before it.",
	}
	if strings.Contains(e.Error(), "already") {
		wrong.Problem, wrong.remedy = "is given twice", "Keep one of the two."
		return wrong
	}
	t, ok := typeOf(reflect.TypeFor[Config](), e.Key())
	if !ok || len(e.Key()) == 0 {
		return wrong
	}
	switch t.Kind() {
	case reflect.Int:
		wrong.Problem, wrong.remedy = "is not a whole number", "Write a number without quotes."
	case reflect.String:
		wrong.Problem, wrong.remedy = "is not text", "Write it in double quotes."
	default:
		wrong.Problem, wrong.remedy = "is a section", "Write ["+wrong.Key+"] on a line of its own, and its settings below."
	}
	return wrong
}

// valueOn is what stands behind the equals sign of a line.
func valueOn(text []byte, line int) string {
	lines := strings.Split(string(text), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	_, value, _ := strings.Cut(lines[line-1], "=")
	return shown(strings.Trim(strings.TrimSpace(value), `"'`))
}

// of is the line of a key, of its section if the key is missing, or 0.
func (found places) of(key string) int {
	if line, there := found[key]; there {
		return line
	}
	end := max(strings.LastIndexByte(key, '.'), 0)
	return found[key[:end]]
}

// findPlaces walks a file that is known to be well-formed.
func findPlaces(text []byte) places {
	found := places{}
	var section string
	p := unstable.Parser{}
	p.Reset(text)
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table:
			var line int
			section, line = keyAndLine(&p, e.Key(), "")
			found[section] = line
		case unstable.KeyValue:
			found.add(&p, e, section)
		}
	}
	return found
}

// add notes a key, and those in the inline table that it may be.
func (found places) add(p *unstable.Parser, e *unstable.Node, section string) {
	key, line := keyAndLine(p, e.Key(), section)
	found[key] = line
	if e.Value().Kind != unstable.InlineTable {
		return
	}
	inner := e.Value().Children()
	for inner.Next() {
		found.add(p, inner.Node(), key)
	}
}

func keyAndLine(p *unstable.Parser, parts unstable.Iterator, section string) (string, int) {
	var path []string
	if section != "" {
		path = append(path, section)
	}
	line := 0
	for parts.Next() {
		n := parts.Node()
		path = append(path, string(n.Data))
		line = p.Shape(n.Raw).Start.Line
	}
	return strings.Join(path, "."), line
}

// typeOf is the type of the setting that a key leads to.
func typeOf(t reflect.Type, key []string) (reflect.Type, bool) {
	for _, name := range key {
		if t.Kind() == reflect.Map { // of named sections
			t = t.Elem()
			continue
		}
		if t.Kind() != reflect.Struct {
			return nil, false
		}
		f, ok := t.FieldByNameFunc(func(field string) bool {
			f, _ := t.FieldByName(field)
			return f.Tag.Get("toml") == name
		})
		if !ok {
			return nil, false
		}
		t = f.Type
	}
	return t, true
}

// keysOf lists the settings of a section, in the order of the struct.
func keysOf(t reflect.Type, section []string) []string {
	t, ok := typeOf(t, section)
	if !ok || t.Kind() != reflect.Struct {
		return nil
	}
	var keys []string
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("toml"); name != "" && name != "-" {
			keys = append(keys, name)
		}
	}
	return keys
}
