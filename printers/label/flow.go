package label

// Kinds of sheets that an element may be on, beside all of them.
const (
	onFirst   = "first"
	onFurther = "further"
	onLast    = "last"
)

// stands says that an element is on sheet i of so many, counted from 0, and
// that what it depends on shows.
func (e element) stands(i, all int, c content) bool {
	if e.when != "" && !shows(c.fields[e.when]) {
		return false
	}
	switch e.on {
	case onFirst:
		return i == 0
	case onFurther:
		return i > 0
	case onLast:
		return i == all-1
	}
	return true
}

// placed is the element where it comes to stand when the flow has come down to
// low, and as high as it becomes.
func (e element) placed(p *pad, f form, c content, low int) element {
	if e.flows {
		e.at.y += low
	}
	if e.grows {
		e.at.height = e.grown(p, f, c)
	}
	return e
}

// grown is the height of a block that takes no more than its texts need in
// their largest letters, 0 without any.
func (e element) grown(p *pad, f form, c content) int {
	lines := 0
	for _, t := range e.texts {
		lines += len(wrap(p.clean(c.fill(f, t)), e.at.width, e.letters[0]))
	}
	return min(lines*pitch(e.letters[0]), e.at.height)
}

// below is how far down the flow has come behind an element that was placed.
func (e element) below(low int, rows []cells) int {
	switch {
	case e.kind == "flow":
		return e.at.y
	case e.grows && e.at.height > 0:
		return e.at.y + e.at.height + e.white
	case e.kind == "list":
		low = e.at.y
		for _, r := range rows {
			low += r.height(e.letters[0])
		}
	}
	return low
}

// room is the height that the list has on the first sheet or on a further one.
func (t *template) room(p *pad, c content, further bool) int {
	sheet, low := 0, 0
	if further {
		sheet = 1
	}
	for _, e := range t.elements {
		if e.on == onLast || !e.stands(sheet, 2, c) {
			continue
		}
		e = e.placed(p, t.form, c, low)
		if e.kind == "list" {
			return e.end - e.at.y
		}
		low = e.below(low, nil)
	}
	return 0
}
