package foreign

import "strings"

// object is the full name of something stored, "R:LOGO.GRF".
func object(params, extension string) string {
	name, _, _ := strings.Cut(params, ",")
	name = strings.ToUpper(strings.TrimSpace(name))
	if !strings.Contains(name, ":") {
		name = "R:" + name
	}
	if !strings.Contains(name, ".") {
		name += "." + extension
	}
	return name
}

// maxCommands is more than any label has. A form recalled often enough would
// have more.
const maxCommands = 50_000

// expand writes out the forms that a format recalls, filled with the data it
// gives them. It fails when a form is not there.
func (c *cleaner) expand(format []command) ([]command, bool) {
	data := map[string][]command{}
	var out []command
	recalls := 0
	for _, x := range format {
		if x.name == "^XF" {
			recalls++
		}
	}
	if recalls == 0 {
		return format, true
	}
	var rest []command
	for _, field := range fields(format) {
		if n := number(field); n != "" && !placed(field) {
			data[n] = field
			continue
		}
		rest = append(rest, field...)
	}
	for _, x := range rest {
		if x.name != "^XF" {
			out = append(out, x)
			continue
		}
		form, known := c.forms[object(x.params, "ZPL")]
		if !known {
			c.refuse(x.at, x.name, "it recalls a form that is not in it")
			return nil, false
		}
		c.found(Rewritten, x, false, "recalls a form; the form stands here instead")
		out = append(out, fill(form, data)...)
		if len(out) > maxCommands {
			c.refuse(x.at, x.name, "its forms make too long a label")
			return nil, false
		}
	}
	return out, true
}

// fill is a form with its numbered fields filled; one that nothing is given for
// keeps what stands in it, or is left out.
func fill(form []command, data map[string][]command) []command {
	var out []command
	for _, field := range fields(form) {
		n := number(field)
		if n == "" {
			out = append(out, field...)
			continue
		}
		given, filled := data[n]
		if !filled && !holdsText(field) {
			continue
		}
		for _, x := range field {
			switch {
			case x.name == "^FN":
				if filled {
					out = append(out, textOf(given)...)
				}
			case filled && (texts[x.name] || x.name == "^FH"):
			default:
				out = append(out, x)
			}
		}
	}
	return out
}

// fields cuts commands behind each ^FS, and behind a recall, which needs none.
func fields(all []command) [][]command {
	var out [][]command
	from := 0
	for i, x := range all {
		if x.name == "^FS" || x.name == "^XF" {
			out = append(out, all[from:i+1])
			from = i + 1
		}
	}
	if from < len(all) {
		out = append(out, all[from:])
	}
	return out
}

// number is which field of a form this is, or "".
func number(field []command) string {
	for _, x := range field {
		if x.name == "^FN" {
			n, _, _ := strings.Cut(x.params, `"`)
			return "#" + strings.TrimLeft(strings.TrimSpace(n), "0")
		}
	}
	return ""
}

// placed says that the field stands somewhere itself.
func placed(field []command) bool {
	for _, x := range field {
		if x.name == "^FO" || x.name == "^FT" {
			return true
		}
	}
	return false
}

func holdsText(field []command) bool { return len(textOf(field)) > 0 }

// textOf is what a field holds, with how it is escaped before it.
func textOf(field []command) []command {
	var text []command
	found := false
	for _, x := range field {
		if x.name == "^FH" || texts[x.name] {
			text = append(text, x)
			found = found || texts[x.name]
		}
	}
	if !found {
		return nil
	}
	return text
}
