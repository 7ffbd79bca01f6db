package label

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/packwright/packwright/printers/zpl"
)

// Problem is what is wrong with a template, for whoever wrote it.
type Problem struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"` // counted from 1, 0 for the whole file
	What   string `json:"problem"`
	Remedy string `json:"remedy"`
}

// String is the problem with its remedy.
func (p Problem) String() string { return p.At() + ". " + p.Remedy }

// At is the problem with its place.
func (p Problem) At() string {
	place := p.File
	if p.Line > 0 {
		place += fmt.Sprintf(":%d", p.Line)
	}
	return place + ": " + p.What
}

// grammar is what the lines of a template may say: the settings that each kind
// must and may have, and how many texts, -1 for one or more.
type grammar struct {
	needs, takes string
	texts        int
}

var kinds = map[string]grammar{
	"sheet":      {needs: "width height"},
	"flow":       {needs: "y", takes: "on"},
	"text":       {needs: "x y width height", takes: "align if on", texts: 1},
	"block":      {needs: "x y width height letters", takes: "align grow if on", texts: -1},
	"list":       {needs: "x y width letters columns", takes: "height end align gap", texts: -1},
	"code128":    {needs: "x y width height", takes: "module if on", texts: 1},
	"gs1":        {needs: "x y width height", takes: "module if on", texts: 1},
	"datamatrix": {needs: "x y width height", takes: "module if on", texts: 1},
	"qr":         {needs: "x y width height", takes: "module if on", texts: 1},
	"rule":       {needs: "x y width height", takes: "if on"},
	"frame":      {needs: "x y width height line", takes: "if on"},
}

// parser reads a template line by line and goes on after a fault, so that all
// are told at once.
type parser struct {
	t        *template
	line     int
	problems []Problem
}

func (r *parser) wrong(remedy, what string, args ...any) {
	p := Problem{r.t.file, r.line, fmt.Sprintf(what, args...), remedy}
	if !slices.Contains(r.problems, p) {
		r.problems = append(r.problems, p)
	}
}

// parse reads the template of a form. It is of use only without problems.
func parse(f form, file, text string) (*template, []Problem) {
	r := parser{t: &template{form: f, file: file}}
	for line := range strings.Lines(text) {
		r.line++
		if !utf8.ValidString(line) {
			r.wrong("Save the file as UTF-8.", "the line is not UTF-8")
			continue
		}
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			r.element(line)
		}
	}
	if len(r.problems) == 0 {
		r.check()
	}
	return r.t, r.problems
}

// element reads one line: a kind, settings, texts.
func (r *parser) element(line string) {
	kind, rest, _ := strings.Cut(line, " ")
	g, known := kinds[kind]
	if !known {
		r.wrong("Begin the line with sheet, flow, text, block, list, code128, gs1, datamatrix, qr, rule or frame, or with # for a remark.", "%q is nothing that stands on a label", kind)
		return
	}
	settings, texts, ok := r.words(rest)
	if !ok || !r.allowed(kind, g, settings, texts) {
		return
	}
	e := element{kind: kind, line: r.line, module: ssccModule, align: zpl.AlignLeft}
	if from, flows := strings.CutPrefix(settings["y"], "+"); flows && kind != "sheet" {
		e.flows, settings["y"] = true, from
	}
	for name, value := range settings {
		r.set(&e, name, value)
	}
	for _, s := range texts {
		r.text(&e, s)
	}
	if kind == "sheet" {
		r.sheet(e.at)
		return
	}
	if kind == "list" {
		r.ends(&e)
	}
	r.t.elements = append(r.t.elements, e)
}

func (r *parser) sheet(size box) {
	if r.t.size.width > 0 {
		r.wrong("Leave one.", "this is the second sheet")
	}
	r.t.size = size
}

// word is a setting, or a text in quotes.
var word = regexp.MustCompile(`^\s*(?:([a-z]+)=([^\s"]+)|"((?:[^"\\]|\\["\\])*)")(?:\s|$)`)

var unquote = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

func (r *parser) words(rest string) (settings map[string]string, texts []string, ok bool) {
	settings = map[string]string{}
	for strings.TrimSpace(rest) != "" {
		m := word.FindStringSubmatch(rest)
		switch {
		case m == nil:
			r.wrong(`Write name=value, or a text between quotes; a quote in it as \".`, "%s cannot be read", strconv.Quote(strings.TrimSpace(rest)))
			return nil, nil, false
		case m[1] == "":
			texts = append(texts, unquote.Replace(m[3]))
		case settings[m[1]] != "":
			r.wrong("Leave one.", "%s is set twice", m[1])
			return nil, nil, false
		default:
			settings[m[1]] = m[2]
		}
		rest = rest[len(m[0]):]
	}
	return settings, texts, true
}

// allowed says whether a kind has these settings and texts.
func (r *parser) allowed(kind string, g grammar, settings map[string]string, texts []string) bool {
	before := len(r.problems)
	needs, takes := strings.Fields(g.needs), strings.Fields(g.takes)
	for name := range settings {
		if !slices.Contains(needs, name) && !slices.Contains(takes, name) {
			r.wrong("Take it out; there are "+strings.Join(append(needs, takes...), ", ")+".", "%s has no %s", kind, name)
		}
	}
	for _, name := range needs {
		if settings[name] == "" {
			r.wrong(fmt.Sprintf("Add %s=, in tenths of a mm.", name), "%s has no %s", kind, name)
		}
	}
	switch {
	case g.texts == 0 && len(texts) > 0:
		r.wrong("Take the text out.", "%s holds no text", kind)
	case g.texts == 1 && len(texts) != 1:
		r.wrong("Give it one text in quotes.", "%s has %d texts", kind, len(texts))
	case g.texts < 0 && len(texts) == 0:
		r.wrong("Give it a text in quotes.", "%s has no text", kind)
	}
	return len(r.problems) == before
}

// set reads one setting.
func (r *parser) set(e *element, name, value string) {
	switch name {
	case "if":
		e.when = value
	case "on":
		if e.on = value; value != onFirst && value != onFurther && value != onLast {
			r.wrong("Write first, further or last, or nothing for all sheets.", "on=%s is no sheet", value)
		}
	case "align":
		r.aligns(e, value)
	case "letters":
		e.letters = r.numbers(name, value)
	case "columns":
		e.columns = r.numbers(name, value)
	case "gap":
		e.gaps = r.numbers(name, value)
	default:
		e.grows = e.grows || name == "grow"
		at := map[string]*int{
			"x": &e.at.x, "y": &e.at.y, "width": &e.at.width, "height": &e.at.height, "line": &e.thick, "module": &e.module,
			"end": &e.end, "grow": &e.white,
		}[name]
		if n := r.numbers(name, value); len(n) == 1 {
			*at = n[0]
			return
		}
		r.wrong("Give it one number.", "%s=%s is not one number", name, value)
	}
}

// aligns reads where texts begin: of a list, in each of its columns.
func (r *parser) aligns(e *element, value string) {
	names := []string{value}
	if e.kind == "list" {
		names = strings.Split(value, ",")
	}
	known := map[string]zpl.Align{"left": zpl.AlignLeft, "centre": zpl.AlignCentre, "right": zpl.AlignRight}
	for _, name := range names {
		if e.align = known[name]; e.align == 0 {
			r.wrong("Write left, centre or right.", "align=%s is none", name)
		}
		e.aligns = append(e.aligns, e.align)
	}
}

// numbers are lengths in tenths of a mm with commas between.
func (r *parser) numbers(name, value string) []int {
	var list []int
	for part := range strings.SplitSeq(value, ",") {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || n > longestSheet {
			r.wrong(fmt.Sprintf("Write a whole number of tenths of a mm up to %d.", longestSheet), "%s=%s is no length", name, value)
			return []int{1}
		}
		list = append(list, int(n))
	}
	return list
}

// text reads one text of an element; that of a GS1 barcode has several parts.
func (r *parser) text(e *element, s string) {
	if e.kind != "gs1" {
		e.texts = append(e.texts, r.pattern(s))
		return
	}
	for s != "" {
		m := part.FindStringSubmatch(s)
		if m == nil {
			r.wrong(`Write it as "(00){sscc}", each identifier in brackets and its field behind it.`, "%q is not made of GS1 elements", s)
			return
		}
		e.ais, e.texts = append(e.ais, m[1]), append(e.texts, r.pattern(m[2]))
		s = s[len(m[0]):]
	}
}

// part is one element of a GS1 barcode.
var part = regexp.MustCompile(`^\(([0-9]{2,4})\)([^()]+)`)

// pattern takes a text apart at its braces.
func (r *parser) pattern(s string) pattern {
	var p pattern
	for s != "" {
		always, rest, found := strings.Cut(s, "{")
		if strings.Contains(always, "}") {
			r.wrong("Write fields as {name}.", "a brace closes that was not opened")
			return nil
		}
		if always != "" {
			p = append(p, piece{always: always})
		}
		if !found {
			return p
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			r.wrong("Write fields as {name}.", "a brace is not closed")
			return nil
		}
		p, s = append(p, piece{field: name}), after
	}
	return p
}
