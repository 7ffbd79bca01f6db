package preview

import "strings"

// glyphs are the characters that shapes are drawn with: lines by the sides
// they reach, and halves by which is black.
type glyphs struct {
	lines              [16]rune
	upper, lower, full rune
}

var (
	blocks = glyphs{
		lines: [16]rune{
			' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼',
		},
		upper: '▀', lower: '▄', full: '█',
	}
	plain = glyphs{
		lines: [16]rune{
			' ', '|', '|', '|', '-', '+', '+', '+', '-', '+', '+', '+', '-', '+', '+', '+',
		},
		upper: '"', lower: '_', full: '#',
	}
)

// write writes the grid in a frame.
func (g *grid) write(b *strings.Builder, ascii bool) {
	draw := blocks
	if ascii {
		draw = plain
	}
	edge := func(from, to side) {
		b.WriteRune(draw.lines[from])
		b.WriteString(strings.Repeat(string(draw.lines[left|right]), g.columns))
		b.WriteRune(draw.lines[to])
		b.WriteByte('\n')
	}
	edge(down|right, down|left)
	for row := range g.rows {
		b.WriteRune(draw.lines[up|down])
		for column := range g.columns {
			if s := draw.of(*g.at(column, row)); s != continued {
				b.WriteString(s)
			}
		}
		b.WriteRune(draw.lines[up|down])
		b.WriteByte('\n')
	}
	edge(up|right, up|left)
}

func (d glyphs) of(c cell) string {
	switch {
	case c.letter != "":
		return c.letter
	case c.line != 0:
		return string(d.lines[c.line])
	case c.upper && c.lower:
		return string(d.full)
	case c.upper:
		return string(d.upper)
	case c.lower:
		return string(d.lower)
	}
	return " "
}
