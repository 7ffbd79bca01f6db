package carton

import (
	"cmp"
	"slices"
)

// box is a carton of the task, as the search sees it.
type box struct {
	carton int // into Task.Cartons
	volume int // of the inner sides
	room   int // that articles may take of it
	net    int // g that may be put in
	empty  int // g
	inner  vec
	shapes []vec // what room it offers: one for a carton, one for each thickness of a mailer
	dimG   int   // dimensional weight
	cents  int   // what a parcel in it costs before its weight
	stock  int
}

// mailerShapes is how many thicknesses of a mailer are tried, whatever the items.
const mailerShapes = 6

// sortBoxes lists the cartons that the carrier takes and that hold anything, by
// volume.
func (p *packer) sortBoxes() {
	t := p.task
	for n, c := range t.Cartons {
		if t.Carrier != "" && slices.Contains(c.NotBy, t.Carrier) {
			continue
		}
		b := box{
			carton: n, net: c.netG(), empty: c.EmptyG, inner: vec{int32(c.InnerMM[0]), int32(c.InnerMM[1]), int32(c.InnerMM[2])},
			cents: t.Tariff.FeeCents + c.PriceCents, dimG: t.Tariff.dimensionalG(c.outer()), stock: cmp.Or(c.Limit, MaxUnits),
		}
		if b.shapes = p.shapes(c); len(b.shapes) == 0 {
			continue // a mailer thicker than it is wide
		}
		b.volume = volume(c.InnerMM)
		b.room = b.volume * (100 - c.VoidPct) / 100
		p.boxes = append(p.boxes, b)
	}
	slices.SortStableFunc(p.boxes, func(a, b box) int {
		return cmp.Or(cmp.Compare(a.volume, b.volume), cmp.Compare(a.empty, b.empty))
	})
}

// outer are the sides that the tariff measures.
func (c Carton) outer() [3]int {
	if c.OuterMM == [3]int{} {
		return c.InnerMM
	}
	return c.OuterMM
}

// shapes are the cuboids that the carton can hold. A mailer holds many, thickest
// first: the thicker the goods, the shorter and narrower they must be. As thick as
// a side of an item, and some thicknesses between, are tried.
func (p *packer) shapes(c Carton) []vec {
	s := vec{int32(c.InnerMM[0]), int32(c.InnerMM[1]), int32(c.InnerMM[2])}
	if !c.Mailer {
		return []vec{s}
	}
	var thick []int32
	for n := range int32(mailerShapes) {
		thick = append(thick, s[2]*(n+1)/mailerShapes)
	}
	for _, i := range p.task.Items {
		for _, turn := range i.padded() {
			thick = append(thick, turn[2])
		}
	}
	slices.Sort(thick)
	var all []vec
	for _, h := range slices.Backward(slices.Compact(thick)) {
		if h > 0 && h <= s[2] && s[0] > h && s[1] > h {
			all = append(all, vec{s[0] - h, s[1] - h, h})
		}
	}
	return all
}

// takes tells whether one unit of the kind goes into the box.
func (b *box) takes(k *kind) bool {
	if k.g > b.net || k.volume > b.room {
		return false
	}
	for _, turn := range k.turns {
		for _, shape := range b.shapes {
			if within(turn, shape) {
				return true
			}
		}
	}
	return false
}
