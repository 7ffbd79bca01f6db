package label

import "fmt"

// ends is how far down a list goes: where it ends, or as high as it is.
func (r *parser) ends(e *element) {
	switch {
	case e.flows && e.end == 0:
		r.wrong("Write end= in place of height=, counted from the upper edge of the sheet.", "the list begins where the flow has come and has no end")
	case e.end == 0 && e.at.height == 0:
		r.wrong("Add height=, or end= counted from the upper edge of the sheet.", "list has no height")
	case e.end > 0 && e.at.height > 0:
		r.wrong("Leave one.", "the list has a height and an end")
	case e.end == 0:
		e.end = e.at.y + e.at.height
	}
}

// flow is that everything on a sheet, the first or a further one, has its place
// however much the fields hold.
func (r *parser) flow(sheet string) {
	low, begun, listed := 0, false, false
	for _, e := range r.t.elements {
		r.line = e.line
		if !r.sheets(e, sheet, listed) {
			continue
		}
		if e.flows && !begun {
			r.wrong(fmt.Sprintf(`Add a line "flow y=90 on=%s" above it, or take the + out.`, sheet), "there is no flow yet on the %s sheet that y=+%d could count from", sheet, e.at.y)
			continue
		}
		if e.flows {
			e.at.y += low
		}
		switch {
		case e.kind == "flow":
			low, begun = e.at.y, true
		case e.grows:
			low = e.at.y + e.at.height + e.white
		case e.kind == "list":
			low, begun, listed = e.end, true, true
			r.rows(&e)
		}
		r.place(e)
	}
}

// sheets says whether an element is on a sheet, and tells where that makes no
// sense.
func (r *parser) sheets(e element, sheet string, listed bool) bool {
	switch moves := e.grows || e.kind == "flow"; {
	case e.on != "" && !r.t.form.lines:
		r.wrong("Take on= out.", "a %s label is one sheet", r.t.form.name)
	case e.grows && !e.flows:
		r.wrong("Write y=+0 below a line with flow.", "a block grows that is not in the flow")
	case moves && e.on == onLast && !listed:
		r.wrong("Put it below the list.", "which sheet is the last is not known above the list")
	}
	return e.on == "" || e.on == onLast || e.on == sheet
}

// rows is that a list has room for one row at least, and how high it is then.
func (r *parser) rows(e *element) {
	e.at.height = e.end - e.at.y
	if most := rowLines*pitch(e.letters[0]) + rowGap; most > e.at.height {
		r.wrong(fmt.Sprintf("Let it end at %d at least.", e.at.y+most), "the list has no room for a line of %d rows", rowLines)
		e.at.height = most
	}
}
