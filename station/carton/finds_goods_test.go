package carton

import "slices"

func harmedPlaces() []harmed {
	block := one("BLOCK", 100, 100, 120, 140)
	padded := many(2, cube("VASE", 100))
	padded.PadMM = 10
	void := box300
	void.InnerMM, void.VoidPct = [3]int{200, 100, 100}, 50
	in := func(c Carton, i Item, units ...Placed) (Task, []Parcel) {
		return Task{Items: []Item{i}, Cartons: []Carton{c}}, []Parcel{parcel(0, units...)}
	}
	of := func(name string, harm func(p *Plan), want string) func(t Task, p []Parcel) harmed {
		return func(t Task, p []Parcel) harmed {
			return harmed{name: name, task: t, parcels: p, harm: harm, want: want}
		}
	}
	asIs := lies(0, 0, 0, 0, 100, 120, 140)
	pair := []Placed{brick(0, 10, 10, 10), brick(0, 130, 10, 10)}
	thin := one("SHIRT", 100, 250, 150, 40)
	return []harmed{
		of("another size", turn(0, 100, 120, 139), "lies as")(in(box300, block, asIs)),
		of("none turned about", turn(0, 120, 100, 140), "rotation none")(in(box300, turned(None, block), asIs)),
		of("flat on its side", turn(0, 140, 120, 100), "rotation keep_flat")(in(box300, turned(KeepFlat, block), asIs)),
		of("this side up on its side", turn(0, 100, 140, 120), "rotation this_side_up")(in(box300, turned(ThisSideUp, block), asIs)),
		of("through the wall", put(0, 201, 0, 0), "sticks out")(in(box300, block, asIs)),
		of("through the lid", put(0, 0, 0, 161), "sticks out")(in(box300, block, asIs)),
		of("below the floor", put(0, 0, 0, -1), "sticks out")(in(box300, block, asIs)),
		of("padding through the wall", put(1, 191, 10, 10), "10 mm of padding sticks out")(in(box300, padded, pair...)),
		of("padding through the floor", put(0, 10, 10, 9), "sticks out")(in(box300, padded, pair...)),
		of("two in one place", put(1, 99, 0, 0), "lie in each other")(in(box300, many(2, cube("TIN", 1)), brick(0, 0, 0, 0), brick(0, 100, 0, 0))),
		of("one in the other's padding", put(1, 129, 10, 10), "lie in each other")(in(box300, padded, pair...)),
		of("a mailer too thick", turn(0, 250, 40, 150), "too large for mailer")(in(bag300, thin, lies(0, 0, 0, 0, 250, 150, 40))),
		of("a mailer too short", turn(0, 261, 150, 40), "too large for mailer")(in(bag300, thin, lies(0, 0, 0, 0, 250, 150, 40))),
		of("a mailer too narrow", turn(0, 250, 161, 40), "too large for mailer")(in(bag300, thin, lies(0, 0, 0, 0, 250, 150, 40))),
		of("a mailer too narrow for all", put(1, 0, 181, 0), "too large for mailer")(in(bag300, many(2, one("PEN", 1, 150, 10, 10)), lies(0, 0, 0, 0, 150, 10, 10), lies(0, 0, 180, 0, 150, 10, 10))),
		{
			"no room for void fill",
			Task{Items: []Item{many(2, cube("TIN", 1))}, Cartons: []Carton{void}},
			[]Parcel{parcel(0, brick(0, 100, 0, 0)), parcel(0, brick(0, 0, 0, 0))},
			join(0), "for void fill", 0,
		},
	}
}

func harmedPiles() []harmed {
	glass, tray, deep := cube("GLASS", 100), cube("TRAY", 100), cube("DEEP", 100)
	glass.Fragile = true
	tray.Fragile, tray.BearsG = true, 500
	deep.Stack = 2
	tall := one("TALL", 300, 100, 100, 150)
	lid := one("LID", 400, 100, 100, 50)
	pile := func(name string, pct int, items []Item, harm func(p *Plan), want string, units ...Placed) harmed {
		return harmed{
			name: name, harm: harm, want: want, parcels: []Parcel{parcel(0, units...)},
			task: Task{Items: items, Cartons: []Carton{box300}, SupportPct: pct},
		}
	}
	two := []Item{many(2, cube("TIN", 1))}
	onTop := []Placed{brick(0, 0, 0, 0), brick(0, 40, 0, 100)}
	bridge := []Item{many(3, cube("TIN", 1))}
	piers := []Placed{brick(0, 0, 0, 0), brick(0, 130, 0, 0), brick(0, 65, 0, 100)}
	onFragile := []Placed{brick(0, 0, 0, 0), lies(1, 100, 0, 0, 100, 100, 150), lies(2, 100, 0, 150, 100, 100, 50)}
	return []harmed{
		pile("afloat", 0, two, put(1, 40, 0, 101), "floats", onTop...),
		pile("beside what it should rest on", 0, two, put(1, 100, 0, 100), "floats", onTop...),
		pile("on 59 of 60 %", 60, two, put(1, 41, 0, 100), "5900 of 10000 mm2", onTop...),
		pile("on the gap between two", 70, bridge, put(2, 65, 6, 100), "6580 of 10000 mm2", piers...),
		pile("not on all of it", 100, two, put(1, 1, 0, 100), "9900 of 10000 mm2", brick(0, 0, 0, 0), brick(0, 0, 0, 100)),
		pile("on the fragile", 0, []Item{glass, tall, lid}, put(2, 0, 0, 100), "is fragile", onFragile...),
		pile("above the fragile, not on it", 0, []Item{glass, tall, lid}, put(2, 50, 0, 150), "is fragile", onFragile...),
		pile("as heavy as it may not bear", 0, []Item{tray, many(2, cube("TIN", 250))}, put(2, 0, 0, 200), "less than 500 g, and 500 g", brick(0, 0, 0, 0), brick(1, 0, 0, 100), brick(1, 100, 0, 0)),
		pile("a pile too high", 0, []Item{many(3, deep)}, put(2, 0, 0, 200), "a pile of 3", brick(0, 0, 0, 0), brick(0, 0, 0, 100), brick(0, 100, 0, 0)),
		pile("a pile too high beside a higher one", 0, []Item{many(3, deep), many(3, cube("TIN", 1))}, put(2, 0, 0, 200), "a pile of 3",
			brick(0, 0, 0, 0), brick(0, 0, 0, 100), brick(0, 200, 200, 0), brick(1, 0, 100, 0), brick(1, 0, 100, 100), brick(1, 0, 100, 200)),
		pile("a pile too high by way of another", 0, []Item{deep, many(3, cube("TIN", 1))}, put(3, 160, 0, 200), "a pile of 3", brick(0, 0, 0, 0), brick(1, 80, 0, 100), brick(1, 0, 120, 0), brick(1, 160, 120, 0)),
		pile("the upper one first", 0, two, func(p *Plan) { slices.Reverse(p.Parcels[0].Items) }, "is put in before", onTop...),
	}
}
