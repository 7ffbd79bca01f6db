package station

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// shipChoice answers a digit at SHIP.
func (t *turn) shipChoice(w *Work, digit byte) {
	switch digit {
	case '0':
		t.zero(w)
	case '1':
		t.confirmDeed("nothing_came")
	case '2':
		t.confirmDeed("torn")
	case '4':
		t.ask(Ask{Kind: AskTypedWeight})
		t.tell(wait("Type the weight in grams."))
	case '5':
		t.reopen(w)
	case choiceZero.Digit:
		t.zeroScale()
	case '8':
		t.ask(Ask{Kind: AskLead, Action: PassWeight, Qty: t.refusedG})
		t.tell(wait("A lead scans his badge to let %d g pass.", t.refusedG))
	}
}

// requestLabel is the intent to buy: money is spent when it is applied.
func (t *turn) requestLabel(w *Work, p *Parcel) {
	n := len(p.Labels) + 1
	t.is(LabelRequested{
		OfWork: w.of(), Parcel: p.N, Label: n,
		Key:         fmt.Sprintf("%s.%d.%d.%d", w.ID, w.Epoch, p.N, n),
		AddressHash: w.ShipTo.hash(),
	})
	t.do(Push{})
}

// hash tells addresses apart without holding them.
func (a Address) hash() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{a.Name, a.Company, a.Street, a.Street2, a.City, a.Region, a.PostalCode, a.Country}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// shipment is what the carrier is told of a parcel.
func (w *Work) shipment(p *Parcel) Shipment {
	s := Shipment{OrderNo: w.OrderNo, Parcel: p.N, Of: max(p.N, len(w.Plan)), ShipTo: w.ShipTo, From: w.From, Service: w.Service, WeightG: p.WeightG, OuterMM: w.outerMM(p)}
	if p.WeightG == 0 {
		s.WeightG = p.ExpectedG
	}
	return s
}

// sold takes the carrier's answer.
func (t *turn) sold(in Sold) {
	t.ended("buy:" + in.Key)
	w := t.find(in.Work)
	if w == nil || !w.waitsForLabel(in.Parcel, in.Label, in.Key) {
		return
	}
	of, tell := w.of(), w.ID == t.Active && w.Halt() == "" && w.Stage != Cancelling
	switch {
	case in.Bought != nil:
		t.ended("doubt:" + in.Key)
		t.is(LabelBought{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key, Bought: *in.Bought, Artwork: in.Artwork})
	case in.Refused != "":
		t.ended("doubt:" + in.Key)
		t.is(LabelFailed{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key, Code: in.Refused})
		t.withWork(in.Work, func(w *Work) { w.told = in.Text })
		if tell {
			t.tell(stop("%s: %s. + asks again, 9 park: the office will fix it.", w.Carrier, either(in.Text, in.Refused)))
		}
	default:
		t.doubt("doubt:" + in.Key)
		if w.label(in.Parcel, in.Label).State == LabelIsRequested {
			t.is(LabelInDoubt{OfWork: of, Parcel: in.Parcel, Label: in.Label, Key: in.Key})
		}
		if tell {
			t.note(wait("%s does not answer. It is asked again under the same number; 9 park.", w.Carrier))
		}
	}
}

// fetched takes the carrier's own label, or why it does not come.
func (t *turn) fetched(in Fetched) {
	t.ended("fetch:" + in.Key)
	w := t.find(in.Work)
	if w == nil {
		return
	}
	l := w.label(in.Parcel, in.Label)
	if l == nil || l.Key != in.Key || !l.lacksArtwork() {
		return
	}
	if in.Artwork != nil {
		t.ended("doubt:" + in.Key)
		t.withWork(in.Work, func(w *Work) {
			w.withLabel(in.Parcel, in.Label, func(l *Label) { l.hang(in.Artwork) })
		})
		return
	}
	again := t.under.has("doubt:" + in.Key)
	t.doubt("doubt:" + in.Key)
	switch {
	case again || w.ID != t.Active || w.Halt() != "":
	case in.Refused != "":
		t.tell(stop("%s does not give the label again: %s. 9 park: the office will fix it.", w.Carrier, in.Refused))
	default:
		t.note(wait("%s does not answer. The label is asked for again; 9 park.", w.Carrier))
	}
}

// lacksArtwork says that the label is the carrier's own and not here.
func (l *Label) lacksArtwork() bool {
	return l.State == LabelPurchased && !l.Proven && l.Bought.Theirs && len(l.artwork) == 0
}

// hang puts the carrier's own label in its place.
func (l *Label) hang(a *Artwork) {
	if a != nil {
		l.artwork, l.Codes = a.Data, a.Codes
	}
}

func (w *Work) waitsForLabel(parcel, n int, key string) bool {
	l := w.label(parcel, n)
	return l != nil && l.Key == key && (l.State == LabelIsRequested || l.State == LabelDoubtful)
}
