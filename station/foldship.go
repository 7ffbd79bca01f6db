package station

import "slices"

// afterParcel folds a change of a parcel's life.
func (w *Work) afterParcel(c Change) {
	switch c := c.(type) {
	case ParcelOpened:
		w.Parcels = append(slices.Clip(slices.Clone(w.Parcels)),
			Parcel{N: c.Parcel, State: ParcelOpen, Carton: c.Carton, Planned: c.Planned, Own: c.Carton == ""})
	case CartonChanged:
		w.withParcel(c.Parcel, func(p *Parcel) { p.Carton = c.Carton })
	case PutInsConfirmed:
		w.withParcel(c.Parcel, func(p *Parcel) { p.PutIns = append(slices.Clip(slices.Clone(p.PutIns)), c.PutIns...) })
	case ParcelSealed:
		w.noUndo()
		w.withParcel(c.Parcel, func(p *Parcel) {
			p.State, p.WeightG, p.ExpectedG, p.Outcome = ParcelIsSealed, 0, 0, ""
			p.Reopened = false
		})
	case ParcelReopened:
		w.withParcel(c.Parcel, func(p *Parcel) {
			p.State, p.WeightG, p.ExpectedG, p.Outcome = ParcelOpen, 0, 0, ""
			p.Reopened = true
		})
	case ParcelDiscarded:
		w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelVoided })
	case ParcelWeighed:
		w.withParcel(c.Parcel, func(p *Parcel) {
			p.WeightG, p.ExpectedG, p.Outcome = c.Grams, c.ExpectedG, c.Outcome
		})
	}
}

func (w *Work) withParcel(n int, change func(*Parcel)) {
	for i := range w.Parcels {
		if w.Parcels[i].N == n {
			w.Parcels = slices.Clone(w.Parcels)
			change(&w.Parcels[i])
			break
		}
	}
}

// afterLabel folds a change of a label's life.
func (w *Work) afterLabel(c Change, seq int64) {
	switch c := c.(type) {
	case LabelRequested:
		w.withParcel(c.Parcel, func(p *Parcel) {
			p.Labels = append(slices.Clip(slices.Clone(p.Labels)), Label{N: c.Label, State: LabelIsRequested, Key: c.Key, seq: seq})
		})
	case LabelBought:
		w.withLabel(c.Parcel, c.Label, func(l *Label) {
			l.State, l.Bought = LabelPurchased, c.Bought
			l.hang(c.Artwork)
		})
		w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelLabelled })
	case LabelFailed:
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State, l.Code = LabelIsFailed, c.Code })
	case LabelInDoubt:
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State = LabelDoubtful })
	case LabelVoidRequested:
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State, l.Code, l.seq = LabelVoidIsRequested, c.Reason, seq })
	case VoidRefused:
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State = LabelPurchased })
	case LabelVoided:
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.State, l.Jobs = LabelIsVoided, abandoned(l.Jobs) })
		w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelIsSealed })
	case LabelDestroyed:
		w.noUndo()
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.Proven, l.Passed = false, "" })
		w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelLabelled })
		w.caged(c.Parcel, InCage, InParcel)
	case LabelProven:
		w.proven(c)
		w.withParcel(c.Parcel, func(p *Parcel) { p.State = ParcelInCage })
		w.caged(c.Parcel, InParcel, InCage)
	}
}

// proven takes that a label is on its box. What was rejected and turned up after
// all stays rejected; what was not scanned back is no more than counted or sent.
func (w *Work) proven(c LabelProven) {
	if unscanned(c.By) {
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.Passed = c.By })
		return
	}
	w.withJob(c.Job, func(j *Job) {
		if j.State != PrintFailed && j.State != PrintAbandoned {
			j.State = PrintConfirmed
		}
	})
	w.withLabel(c.Parcel, c.Label, func(l *Label) { l.Proven = true })
}

// unscanned says that the label was not scanned back.
func unscanned(by string) bool { return by == string(PrintCounted) || by == string(PrintSent) }

// abandoned is the jobs when what they print was voided: what did not begin
// never does.
func abandoned(jobs []Job) []Job {
	jobs = slices.Clone(jobs)
	for i := range jobs {
		if jobs[i].State == PrintQueued {
			jobs[i].State = PrintAbandoned
		}
	}
	return jobs
}

// caged moves a parcel's units to the cage, or back out of it: the proof is the
// cage where none are set up.
func (w *Work) caged(n int, from, to PlaceKind) {
	w.Held = slices.Clone(w.Held)
	in := Place{from, parcelPlace(n).ID}
	for i := range w.Held {
		if w.Held[i].Place == in {
			w.Held[i].Place.Kind = to
		}
	}
}

func (w *Work) withLabel(parcel, n int, change func(*Label)) {
	w.withParcel(parcel, func(p *Parcel) {
		p.Labels = slices.Clone(p.Labels)
		for i := range p.Labels {
			if p.Labels[i].N == n {
				change(&p.Labels[i])
			}
		}
	})
}

// afterPrint folds a change of a print job's life.
func (w *Work) afterPrint(c Change, seq int64) {
	switch c := c.(type) {
	case PrintRequested:
		j := Job{ID: c.Job, Doc: c.Doc, Copy: c.Copy, State: PrintQueued, Reason: c.Reason, Line: c.Line, Before: -1, After: -1, seq: seq}
		if c.Doc == ArticleLabel || c.Doc == BoxPlate {
			j.Parcel = c.Parcel
			w.Stickers = append(slices.Clip(slices.Clone(w.Stickers)), j)
			return
		}
		if c.Doc != ShipLabel {
			w.Slips = append(slices.Clip(slices.Clone(w.Slips)), j)
			return
		}
		w.withLabel(c.Parcel, c.Label, func(l *Label) { l.Jobs = append(slices.Clip(slices.Clone(l.Jobs)), j) })
	case PrintStarted:
		w.withJob(c.Job, func(j *Job) { j.State, j.Before = PrintSending, c.Counter })
	case PrintEnded:
		w.withJob(c.Job, func(j *Job) {
			j.State, j.Problem, j.After, j.Again = c.State, c.Problem, c.Counter, j.Again || c.Again
			j.Held = j.Doc == ShipLabel && c.State == PrintQueued
		})
	case BoxShown:
		w.shown(c.Parcel)
	}
}

// shown lets the label of the box print that was kept back.
func (w *Work) shown(parcel int) {
	w.Shown = parcel
	p := w.parcel(parcel)
	if p == nil || p.Live() == nil {
		return
	}
	if j := p.Live().lastJob(); j != nil {
		w.withJob(j.ID, func(j *Job) { j.Held = false })
	}
}

func (w *Work) withJob(id ID, change func(*Job)) {
	for i := range w.Slips {
		if w.Slips[i].ID == id {
			w.Slips = slices.Clone(w.Slips)
			change(&w.Slips[i])
			return
		}
	}
	for i := range w.Stickers {
		if w.Stickers[i].ID == id {
			w.Stickers = slices.Clone(w.Stickers)
			change(&w.Stickers[i])
			return
		}
	}
	for _, p := range w.Parcels {
		for _, l := range p.Labels {
			for k := range l.Jobs {
				if l.Jobs[k].ID == id {
					w.withLabel(p.N, l.N, func(l *Label) {
						l.Jobs = slices.Clone(l.Jobs)
						change(&l.Jobs[k])
					})
					return
				}
			}
		}
	}
}
