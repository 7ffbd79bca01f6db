package station

import "time"

// doubtPause is how long a carrier or printer that did not answer is left
// alone before it is asked again, under the same key.
const doubtPause = 2 * time.Second

// effects asks the world for what the state waits for and is not under way.
func (t *turn) effects() {
	for i := range t.Works {
		w := &t.Works[i]
		if w.Halt() == "" && (w.ID == t.Active || w.Stage == Cancelling) {
			t.workEffects(w)
		}
	}
	t.refill()
	t.forget()
}

func (t *turn) workEffects(w *Work) {
	if w.Stage != Cancelling && (w.Way == OnePass || w.Stage == Packing) {
		if key := "plan:" + string(w.ID); !t.under.has(key) {
			if ask := w.replan(); ask != nil {
				t.once(key, *ask)
			}
		}
	}
	for i := range w.Slips {
		if w.Slips[i].State == PrintQueued && w.Stage != Cancelling {
			t.print(w, nil, w.Slips[i])
		}
	}
	for i := range w.Stickers {
		if w.Stickers[i].State == PrintQueued && w.Stage != Cancelling {
			t.print(w, w.parcel(w.Stickers[i].Parcel), w.Stickers[i])
		}
	}
	for i := range w.Parcels {
		p := &w.Parcels[i]
		if l := p.Live(); l != nil {
			t.labelEffects(w, p, l)
		}
	}
}

// labelEffects buys, voids or prints once the request is applied.
func (t *turn) labelEffects(w *Work, p *Parcel, l *Label) {
	if l.seq > t.Applied || t.under.has("doubt:"+l.Key) && t.Now.Before(t.doubtUntil()) {
		return
	}
	switch l.State {
	case LabelIsRequested, LabelDoubtful:
		t.once("buy:"+l.Key, BuyLabel{
			Work: w.ID, Parcel: p.N, Label: l.N, Key: l.Key, Order: w.shipment(p),
			Doubt: l.State == LabelDoubtful || l.seq <= t.oldSeq, Look: w.Stage == Cancelling,
		})
	case LabelVoidIsRequested:
		t.once("void:"+l.Key, VoidLabel{Work: w.ID, Parcel: p.N, Label: l.N, Key: l.Key})
	case LabelPurchased:
		if l.lacksArtwork() {
			t.once("fetch:"+l.Key, FetchArtwork{Work: w.ID, Parcel: p.N, Label: l.N, Key: l.Key})
			return
		}
		if j := l.lastJob(); j != nil && j.State == PrintQueued && p.State == ParcelLabelled && j.seq <= t.Applied && w.Stage != Cancelling && t.loose(l.Key) == nil {
			t.print(w, p, *j)
		}
	}
}

// doubtUntil is when what did not answer is asked again.
func (t *turn) doubtUntil() time.Time { return t.doubtAt.Add(doubtPause) }

// doubt leaves alone for a while what did not answer.
func (t *turn) doubt(key string) {
	t.under, t.doubtAt = t.under.with(key), t.Now
	t.do(Remind{At: t.doubtUntil()})
}

// forget drops the doubts about a work that was closed. What is under way for
// it is answered still.
func (t *turn) forget() {
	for _, c := range t.out.Changes {
		if closed, ok := c.(WorkClosed); ok {
			t.under = t.under.without("doubt:" + string(closed.Work) + ".")
			t.under = t.under.without("not ready:" + string(closed.Work) + ".")
			t.under = t.under.without("unprintable:" + string(closed.Work) + ".")
		}
	}
}
