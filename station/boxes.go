package station

// Current is the parcel in hand: the first that is not finished, nil when a
// new one must be opened. Where the carrier sells all labels at once, every box is
// closed before the first gets its label, and the packer shows which it is.
func (w *Work) Current() *Parcel {
	if w.sellsAll() {
		return w.currentOfAll()
	}
	for i := range w.Parcels {
		switch w.Parcels[i].State {
		case ParcelOpen, ParcelIsSealed, ParcelLabelled:
			return &w.Parcels[i]
		}
	}
	return nil
}

// openParcel is the parcel that is being filled.
func (w *Work) openParcel() *Parcel {
	if p := w.Current(); p != nil && p.State == ParcelOpen {
		return p
	}
	return nil
}

// labelled is a parcel with a live label that is not in a cage.
func (w *Work) labelled() *Parcel {
	for i := range w.Parcels {
		p := &w.Parcels[i]
		if p.State != ParcelInCage && p.State != ParcelVoided && p.Live() != nil {
			return p
		}
	}
	return nil
}

func (w *Work) allLabelled() bool {
	n := 0
	for i := range w.Parcels {
		switch w.Parcels[i].State {
		case ParcelLabelled, ParcelInCage, ParcelHandedOver:
			n++
		case ParcelVoided:
		default:
			return false
		}
	}
	return n > 0
}

// leftBench is a parcel that has left the bench, nil when there is none.
func (w *Work) leftBench() *Parcel {
	for i := range w.Parcels {
		if s := w.Parcels[i].State; s == ParcelInCage || s == ParcelHandedOver {
			return &w.Parcels[i]
		}
	}
	return nil
}

func (w *Work) parcel(n int) *Parcel {
	for i := range w.Parcels {
		if w.Parcels[i].N == n {
			return &w.Parcels[i]
		}
	}
	return nil
}

func (w *Work) label(parcel, n int) *Label {
	p := w.parcel(parcel)
	if p == nil {
		return nil
	}
	for i := range p.Labels {
		if p.Labels[i].N == n {
			return &p.Labels[i]
		}
	}
	return nil
}

func (l *Label) lastJob() *Job {
	if len(l.Jobs) == 0 {
		return nil
	}
	return &l.Jobs[len(l.Jobs)-1]
}

// job is a print job of the work, nil when it has none of the ID.
func (w *Work) job(id ID) *Job {
	for i := range w.Slips {
		if w.Slips[i].ID == id {
			return &w.Slips[i]
		}
	}
	for i := range w.Stickers {
		if w.Stickers[i].ID == id {
			return &w.Stickers[i]
		}
	}
	for i := range w.Parcels {
		for _, l := range w.Parcels[i].Labels {
			for k := range l.Jobs {
				if l.Jobs[k].ID == id {
					return &l.Jobs[k]
				}
			}
		}
	}
	return nil
}

// Carton is the work's carton of the code, nil when there is none.
func (w *Work) Carton(code string) *Carton {
	for i := range w.Cartons {
		if w.Cartons[i].Code == code {
			return &w.Cartons[i]
		}
	}
	return nil
}

// boxName is what people call the carton of the code.
func (w *Work) boxName(code string) string {
	if code == "" {
		return "its own packaging"
	}
	if c := w.Carton(code); c != nil {
		return c.Name
	}
	return code
}

// Expected is what a closed parcel should weigh, g, and how far off it may be.
// Zero when the weight of an article in it is not known.
func (w *Work) Expected(p Parcel) (grams, tolerance int) {
	spread, in := 0, parcelPlace(p.N)
	for _, h := range w.Held {
		if h.Place != in {
			continue
		}
		l := w.Content.Lines[h.Line]
		if l.WeightG == 0 {
			return 0, 0
		}
		grams += h.Qty * l.WeightG
		spread += h.Qty * l.SpreadG
	}
	if c := w.Carton(p.Carton); c != nil {
		grams += c.EmptyG
	}
	for _, note := range w.ToPutIn(&p) {
		grams += note.Grams
	}
	return grams, max(w.Rules.ToleranceG, grams*w.Rules.TolerancePermille/1000, spread)
}
