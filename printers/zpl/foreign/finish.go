package foreign

import (
	"fmt"
	"strings"
)

// label is what came of the stream.
func (c *cleaner) label() Label {
	if !c.stop && c.labels == 0 {
		c.refuse(c.first, "^XA", "there is no label in it that draws anything")
	}
	if c.stop {
		return Label{Findings: c.findings}
	}
	data := c.finish()
	if len(data) > Limit {
		return refused(0, "", fmt.Sprintf("it becomes %d bytes long; at most %d are printed", len(data), Limit))
	}
	return Label{ZPL: data, Kept: c.kept(), Findings: c.findings}
}

// finish is the whole label. It begins with what printers have when they are
// switched on, so that nothing of the label before shows.
func (c *cleaner) finish() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "^XA^PW%s^LL%s^PO%s^PM%s", c.whole["^PW"], c.whole["^LL"], c.whole["^PO"], c.whole["^PM"])
	for _, name := range inOrder {
		b.WriteString(name + settings[name])
	}
	for _, p := range c.body {
		b.WriteString(p.text)
	}
	b.WriteString("^PQ1^XZ")
	return []byte(b.String())
}

// kept counts the carrier's commands that are in the label.
func (c *cleaner) kept() []Kept {
	count := map[string]int{}
	var order []string
	add := func(name string, n int) {
		if count[name] == 0 {
			order = append(order, name)
		}
		count[name] += n
	}
	for _, name := range [...]string{"^PW", "^LL", "^PO", "^PM", "^LH", "^LR", "^FW", "^CI", "^CF", "^BY", "^PQ"} {
		if n := c.out.same[name]; n > 0 {
			add(name, n)
		}
	}
	for _, p := range c.body {
		add(p.name, 1)
	}
	kept := make([]Kept, 0, len(order))
	for _, name := range order {
		kept = append(kept, Kept{name, count[name]})
	}
	return kept
}
