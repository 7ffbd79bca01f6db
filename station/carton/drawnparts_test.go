package carton

import "fmt"

func items(change func(i *Item)) func(t *Task) {
	return func(t *Task) {
		for n := range t.Items {
			change(&t.Items[n])
		}
	}
}

func unturned(r Rotation) func(t *Task) {
	return items(func(i *Item) {
		if i.Rotation == r {
			i.Rotation = Any
		}
	})
}

func cartons(change func(c *Carton)) func(t *Task) {
	return func(t *Task) {
		for n := range t.Cartons {
			change(&t.Cartons[n])
		}
	}
}

func (t *Task) pointers() []*Item {
	var all []*Item
	for n := range t.Items {
		all = append(all, &t.Items[n])
	}
	return all
}

func grams(t Task) int {
	g := 0
	for _, i := range t.Items {
		g += i.Count * i.WeightG
	}
	return g
}

// families gives items that have none one of the pair, another, or none.
func (d draw) families(t *Task, pair [2]string) {
	t.Apart = append(t.Apart, pair)
	for n := range t.Items {
		if i := &t.Items[n]; i.Family == "" {
			i.Family = oneOf(d, pair[0], pair[1], oneOf(d, "", "tea"))
		}
		if t.Items[n].Family == "*" {
			t.Items[n].Family = ""
		}
	}
}

// unpaired leaves out the pairs meant.
func unpaired(meant func(p [2]string) bool) func(t *Task) {
	return func(t *Task) {
		var kept [][2]string
		for _, p := range t.Apart {
			if !meant(p) {
				kept = append(kept, p)
			}
		}
		t.Apart = kept
	}
}

func (d draw) mailer(n int) Carton {
	return Carton{
		Code: fmt.Sprintf("BAG-%d", n), Mailer: true, EmptyG: d.between(5, 40), PriceCents: d.between(5, 20),
		InnerMM: [3]int{d.between(200, 450), d.between(150, 350), d.between(10, 90)},
	}
}

// thin makes an item that a mailer may take, now and then to the last mm.
func (d draw) thin(i *Item, bag Carton) {
	thick := max(1, bag.InnerMM[2]/d.between(1, 4))
	i.SizeMM = [3]int{max(1, bag.InnerMM[0]-thick), max(1, bag.InnerMM[1]-thick), thick}
	if d.chance(60) {
		i.SizeMM = [3]int{d.between(20, i.SizeMM[0]+10), d.between(20, i.SizeMM[1]+10), d.between(1, thick)}
	}
}

func refusing(reason Reason) func(t Task, p Plan) bool {
	return func(_ Task, p Plan) bool {
		for _, r := range p.Unplaced {
			if r.Reason == reason {
				return true
			}
		}
		return false
	}
}

// piled tells that something could float: it stands above the floor.
func piled(t Task, p Plan) bool {
	for _, parcel := range p.Parcels {
		for _, u := range parcel.Items {
			if parcel.Carton != Own && u.AtMM[2] > t.Items[u.Item].PadMM {
				return true
			}
		}
	}
	return false
}
