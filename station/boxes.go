package station

import "slices"

// Current is the parcel in hand: the first that is not finished, nil when a
// new one must be opened.
func (w *Work) Current() *Parcel {
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
	return grams, max(w.Rules.ToleranceG, grams*w.Rules.TolerancePermille/1000, spread)
}

// Suggested is the carton for the next parcel: the plan's, or, where the packer
// went another way than the plan, the smallest that should take what is left.
// It is nil without a plan.
func (w *Work) Suggested() *Carton {
	next := w.planOf(len(w.Parcels) + 1)
	switch {
	case len(w.Plan) == 0:
		return nil
	case next != nil && !next.Own:
		return w.Carton(next.Carton)
	}
	return w.forTheRest()
}

// forTheRest is the smallest carton that takes what is not packed yet, by
// volume with a fifth to spare, by the longest sides and by weight.
func (w *Work) forTheRest() *Carton {
	var need, grams int
	var sides [3]int
	for i, l := range w.Content.Lines {
		left := l.Want - w.Tallys[i].Packed
		if left <= 0 || l.Alone {
			continue
		}
		size := []int{l.LengthMM, l.WidthMM, l.HeightMM}
		slices.Sort(size)
		for k := range sides {
			sides[k] = max(sides[k], size[k])
		}
		need += left * size[0] * size[1] * size[2]
		grams += left * l.WeightG
	}
	for _, c := range w.byVolume() {
		inner := c.InnerMM
		slices.Sort(inner[:])
		fits := inner[0] >= sides[0] && inner[1] >= sides[1] && inner[2] >= sides[2]
		if fits && volume(c) >= need*6/5 && (c.MaxG == 0 || c.EmptyG+grams <= c.MaxG) {
			return w.Carton(c.Code)
		}
	}
	return nil
}

// Choosable is the cartons offered on the digits: the suggested one first, then
// by volume, at most max.
func (w *Work) Choosable(most int) []Carton {
	list := w.byVolume()
	if s := w.Suggested(); s != nil {
		code := s.Code
		slices.SortStableFunc(list, func(a, b Carton) int {
			return boolToInt(b.Code == code) - boolToInt(a.Code == code)
		})
		// What is smaller than the suggestion does not help.
		list = slices.DeleteFunc(list, func(c Carton) bool { return volume(c) < volume(*s) })
	}
	return list[:min(most, len(list))]
}

func (w *Work) byVolume() []Carton {
	list := slices.Clone(w.Cartons)
	slices.SortStableFunc(list, func(a, b Carton) int { return volume(a) - volume(b) })
	return list
}

func volume(c Carton) int { return c.InnerMM[0] * c.InnerMM[1] * c.InnerMM[2] }

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bigger is the cartons larger than the open parcel's, smallest first.
func (w *Work) bigger() []Carton {
	var now *Carton
	if p := w.openParcel(); p != nil {
		now = w.Carton(p.Carton)
	}
	var list []Carton
	for _, c := range w.byVolume() {
		if (now == nil || volume(c) > volume(*now)) && len(list) < 8 {
			list = append(list, c)
		}
	}
	return list
}
