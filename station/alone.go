package station

// restAlone says that something can be packed now, and that each unit of it
// ships in its own packaging: no carton is needed any more.
func (w *Work) restAlone() bool {
	if w.noneAlone {
		return false
	}
	rest := false
	for i := range w.Content.Lines {
		switch {
		case w.Content.Lines[i].Alone:
			rest = rest || w.packable(i)
		case w.packable(i):
			return false
		}
	}
	return rest
}

// complete says that nothing more may go into the parcel: it is a unit in its
// own packaging, or all that is left are such.
func (w *Work) complete(p *Parcel) bool {
	return (p.Own || w.restAlone()) && w.unitsIn(p.N) > 0 && w.count(Loose) == 0
}

// packable says that a unit of the line can go into a parcel now.
func (w *Work) packable(line int) bool {
	if w.unpacked(line, Goods{}) > 0 {
		return true
	}
	if !w.boxed() || w.lineFull(line) {
		return false
	}
	for i := range w.Stops {
		if s := &w.Stops[i]; s.Line == line && s.Left() > 0 {
			return true
		}
	}
	return false
}

// settleOwn opens a parcel without a carton for a unit that ships in its own
// packaging.
func (t *turn) settleOwn(w *Work) bool {
	if w.Step() != StepCarton || !w.restAlone() {
		return false
	}
	t.is(ParcelOpened{OfWork: w.of(), Parcel: len(w.Parcels) + 1})
	t.note(good("%s ships in its own packaging. Scan it.", w.Content.Lines[w.firstAlone()].SKU))
	return true
}

// firstAlone is the first line of which a unit ships in its own packaging now.
func (w *Work) firstAlone() int {
	for i := range w.Content.Lines {
		if w.Content.Lines[i].Alone && w.packable(i) {
			return i
		}
	}
	return 0
}

// notForIt says why units of the line may not go into the open parcel, "" when
// they may: what ships in its own packaging is a parcel of its own.
func (w *Work) notForIt(line, qty int) (string, []any) {
	p, l := w.Current(), &w.Content.Lines[line]
	switch {
	case l.Alone && !p.Own:
		return "%s ships in its own packaging. It is a parcel of its own, after this box.", []any{l.SKU}
	case p.Own && !l.Alone:
		return "This parcel ships in its own packaging. Put %s aside, it comes in a box.", []any{l.SKU}
	case p.Own && (qty > 1 || w.unitsIn(p.N) > 0):
		return "Each %s is a parcel of its own: one by one.", []any{l.SKU}
	}
	return "", nil
}

// outerMM is the outer size of a parcel: of its carton, or of the unit in its
// own packaging.
func (w *Work) outerMM(p *Parcel) [3]int {
	if c := w.Carton(p.Carton); c != nil {
		return c.OuterMM
	}
	in := parcelPlace(p.N)
	for i := range w.Held {
		if w.Held[i].Place == in {
			l := &w.Content.Lines[w.Held[i].Line]
			return [3]int{l.LengthMM, l.WidthMM, l.HeightMM}
		}
	}
	return [3]int{}
}
