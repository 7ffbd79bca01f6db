package label

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"
)

// Templates are what labels are drawn by, one for each form that has one.
type Templates struct{ byForm map[string]*template }

//go:embed templates/*.label
var builtIn embed.FS

// suffix of the files of templates, behind the name of the form.
const suffix = ".label"

// BuiltIn are the templates that come with the program.
var BuiltIn = sync.OnceValue(func() *Templates {
	t := &Templates{byForm: map[string]*template{}}
	for _, f := range forms {
		if !f.drawn() {
			continue
		}
		text, err := builtIn.ReadFile("templates/" + f.name + suffix)
		if err != nil {
			panic(err)
		}
		one, problems := parse(f, f.name+suffix, string(text))
		if len(problems) > 0 {
			panic(problems[0].String())
		}
		t.byForm[f.name] = one
	}
	return t
})

// of is the template of a form.
func (t *Templates) of(form string) *template { return t.byForm[form] }

// Load is the built-in templates with those of a folder in their place, one in
// the file ship.label and so on. A file that is wrong does not count: the
// built-in template stays, and the problems say what to change.
func Load(folder fs.FS) (*Templates, []Problem) {
	t := &Templates{byForm: maps.Clone(BuiltIn().byForm)}
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return t, []Problem{{File: "labels", What: cause(err), Remedy: "Make the folder, or take labels out of the configuration."}}
	}
	var all []Problem
	for _, e := range entries {
		name, ours := strings.CutSuffix(e.Name(), suffix)
		if !ours {
			continue
		}
		text, err := fs.ReadFile(folder, e.Name())
		if err != nil {
			all = append(all, Problem{File: e.Name(), What: cause(err), Remedy: "Let the station read it, or remove it."})
			continue
		}
		all = append(all, t.put(name, e.Name(), string(text))...)
	}
	return t, all
}

// cause is what is wrong with a file, without its name.
func cause(err error) string {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// put takes the text of a template in place of that of the form, unless it is
// wrong.
func (t *Templates) put(name, file, text string) []Problem {
	f, err := formOf(name)
	if err != nil || !f.drawn() {
		return []Problem{{File: file, What: fmt.Sprintf("no label %q has a template", name), Remedy: "Name the file after one of " + strings.Join(Drawn(), ", ") + "."}}
	}
	one, problems := parse(f, file, text)
	if len(problems) == 0 {
		t.byForm[name] = one
	}
	return problems
}

// Replace is the templates with the text in place of that of one form; file is
// what the problems call it. With problems, it is the templates as they were.
func (t *Templates) Replace(form, file, text string) (*Templates, []Problem) {
	with := &Templates{byForm: maps.Clone(t.byForm)}
	return with, with.put(form, file, text)
}

// Drawn are the names of the labels that have a template.
func Drawn() []string {
	var names []string
	for _, f := range forms {
		if f.drawn() {
			names = append(names, f.name)
		}
	}
	return names
}

// Text is the built-in template of a label, to change and to put in its place.
// Above it stands what a template may hold.
func Text(name string) (string, error) {
	f, err := formOf(name)
	if err != nil {
		return "", err
	}
	if !f.drawn() {
		return "", fmt.Errorf("%s is laid out by the program: there are templates of %s", name, strings.Join(Drawn(), ", "))
	}
	text, err := builtIn.ReadFile("templates/" + name + suffix)
	return f.manual() + string(text), err
}

// manual is the remarks above a template: its fields, and how it is written.
func (f form) manual() string {
	var b strings.Builder
	say := func(format string, args ...any) {
		b.WriteString(strings.TrimRight("# "+fmt.Sprintf(format, args...), " ") + "\n")
	}
	say("Label %s: %s.", f.name, f.title)
	say("Save it as %s%s in the folder that labels names in the configuration.", f.name, suffix)
	say("")
	say("One thing a line, all lengths tenths of a mm from the upper left corner:")
	say("  text     one line, as high as it says; narrower where it is too long")
	say("  block    lines below each other, in the first of its letters that fits")
	say("  code128  barcode of a text; gs1 of elements, as \"(00){sscc}\"")
	say("  datamatrix, qr  the same in two dimensions, for scanners that take pictures")
	say("  rule     line or filled box; frame the outline of one, line= thick")
	if f.lines {
		say("  list     a row for each article, a width in columns= for each text, and for")
		say("           each column what is white of it in gap=, its align=; its lowest edge")
		say("           in end= or its height=. What has no room goes to a further sheet.")
		say("           Fields %s", strings.Join(lineFields, ", "))
	}
	say("  flow     from where y=+ counts; grow=10 makes a block as high as it needs, up")
	say("           to its height, and moves the flow below it, with 10 between")
	say("align=left, centre or right; module= the widest narrow bar; if=field only")
	say("where the field shows something. A text whose fields are all empty is left out.")
	if f.lines {
		say("on=first, further or last sheet only; below a list, y=+ counts from its last")
		say("row. {page} of {pages} shows where there are several, {sheet} of {sheets} always.")
	}
	if f.name == "gift" {
		say("A gift slip says no prices.")
	}
	say("")
	say("Fields:")
	for line := range strings.SplitSeq(wrapNames(f.names(), 70), "\n") {
		say("  %s", line)
	}
	return b.String() + "\n"
}

// wrapNames is names in lines of so many characters.
func wrapNames(names []string, most int) string {
	var b strings.Builder
	room := most
	for _, name := range names {
		if room -= len(name) + 1; room < 0 && b.Len() > 0 {
			b.WriteString("\n")
			room = most - len(name) - 1
		}
		b.WriteString(name + " ")
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), " \n", "\n")
}
