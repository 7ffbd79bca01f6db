package carton

// drawnRule is one rule that orders are drawn with. A rule counts as exercised
// when the order packed without it breaks it, in those words of Check; or, where
// it cannot be left out, when a plan shows it.
type drawnRule struct {
	name    string
	pct     int // of the orders are drawn with it
	sow     func(d draw, t *Task)
	without func(t *Task)
	want    string
	shows   func(t Task, p Plan) bool
}

// drawnRules are drawn from top to bottom.
var drawnRules = []drawnRule{
	{
		name: "keep flat", pct: 15, want: "rotation keep_flat",
		sow:     func(d draw, t *Task) { d.some(t.Items, 50, func(i *Item) { i.Rotation = KeepFlat }) },
		without: unturned(KeepFlat),
	},
	{
		name: "this side up", pct: 15, want: "rotation this_side_up",
		sow:     func(d draw, t *Task) { d.some(t.Items, 40, func(i *Item) { i.Rotation = ThisSideUp }) },
		without: unturned(ThisSideUp),
	},
	{
		name: "no rotation", pct: 12, want: "rotation none",
		sow:     func(d draw, t *Task) { d.some(t.Items, 40, func(i *Item) { i.Rotation = None }) },
		without: unturned(None),
	},
	{
		name: "padding", pct: 15, want: "of padding",
		sow: func(d draw, t *Task) {
			d.some(t.Items, 50, func(i *Item) { i.PadMM = oneOf(d, d.between(1, 5), d.between(5, 30)) })
		},
		without: items(func(i *Item) { i.PadMM = 0 }),
	},
	{
		name: "mailers", pct: 15, want: "too large for mailer",
		sow: func(d draw, t *Task) {
			for range d.between(1, 2) {
				t.Cartons = append(t.Cartons, d.mailer(len(t.Cartons)))
			}
			d.some(t.Items, 40, func(i *Item) { d.thin(i, t.Cartons[len(t.Cartons)-1]) })
		},
		without: cartons(func(c *Carton) { c.Mailer = false }),
	},
	{
		name: "void fill", pct: 15, want: "for void fill",
		sow: func(d draw, t *Task) {
			for n := range t.Cartons {
				t.Cartons[n].VoidPct = oneOf(d, 0, d.between(1, 30), d.between(10, 60))
			}
		},
		without: cartons(func(c *Carton) { c.VoidPct = 0 }),
	},
	{
		name: "gross limit", pct: 20, want: "g are more than the",
		sow: func(d draw, t *Task) {
			for n := range t.Cartons {
				t.Cartons[n].MaxG = t.Cartons[n].EmptyG + max(1, grams(*t)*d.between(30, 120)/100)
			}
		},
		without: cartons(func(c *Carton) { c.MaxG = 0 }),
	},
	{
		name: "fragile", pct: 15, want: "is fragile",
		sow:     func(d draw, t *Task) { d.some(t.Items, 30, func(i *Item) { i.Fragile, i.BearsG = true, 0 }) },
		without: items(func(i *Item) { i.Fragile = i.Fragile && i.BearsG > 0 }),
	},
	{
		name: "bears", pct: 15, want: "bears less than",
		sow: func(d draw, t *Task) {
			d.some(t.Items, 40, func(i *Item) { i.Fragile, i.BearsG = true, oneOf(d, d.between(1, 300), d.between(200, 3000)) })
		},
		without: items(func(i *Item) { i.Fragile = i.Fragile && i.BearsG == 0 }),
	},
	{
		name: "stack", pct: 15, want: "the lowest of a pile",
		sow:     func(d draw, t *Task) { d.some(t.Items, 50, func(i *Item) { i.Stack = d.between(1, 3) }) },
		without: items(func(i *Item) { i.Stack = 0 }),
	},
	{
		name: "alone", pct: 10, want: "ships in its own packaging",
		sow:     func(d draw, t *Task) { d.some(t.Items, 10, func(i *Item) { i.Alone = true }) },
		without: items(func(i *Item) { i.Alone = false }),
	},
	{
		name: "families apart", pct: 12, want: `families "acid" and "food"`,
		sow:     func(d draw, t *Task) { d.families(t, [2]string{"acid", "food"}) },
		without: unpaired(func(p [2]string) bool { return p == [2]string{"acid", "food"} }),
	},
	{
		name: "a family apart from all", pct: 10, want: `"*" must not share`,
		sow:     func(d draw, t *Task) { d.families(t, [2]string{oneOf(d, "acid", "food"), "*"}) },
		without: unpaired(func(p [2]string) bool { return p[1] == "*" }),
	},
	{
		name: "all apart from a family", pct: 6, want: `families "*" and`,
		sow:     func(d draw, t *Task) { d.families(t, [2]string{"*", "tea"}) },
		without: unpaired(func(p [2]string) bool { return p[0] == "*" }),
	},
	{
		name: "a family apart from itself", pct: 10, want: `families "salt" and "salt"`,
		sow:     func(d draw, t *Task) { d.families(t, [2]string{"salt", "salt"}) },
		without: unpaired(func(p [2]string) bool { return p[0] == p[1] }),
	},
	{
		name: "sets", pct: 15, want: "is in parcels",
		sow: func(d draw, t *Task) {
			d.some(t.Items, 50, func(i *Item) { i.Set = oneOf(d, "K1", "K1", "K2") })
		},
		without: items(func(i *Item) { i.Set = "" }),
	},
	{
		name: "forbidden for an item", pct: 15, want: "must not be in carton",
		sow: func(d draw, t *Task) {
			d.some(t.Items, 40, func(i *Item) {
				for _, c := range t.Cartons {
					if d.chance(60) {
						i.NotIn = append(i.NotIn, c.Code)
					}
				}
			})
		},
		without: items(func(i *Item) { i.NotIn = nil }),
	},
	{
		name: "forbidden for a carrier", pct: 12, want: `carrier "mule"`,
		sow: func(d draw, t *Task) {
			t.Carrier = oneOf(d, "mule", "mule", "mule", "horse")
			for n := range t.Cartons {
				t.Cartons[n].NotBy = oneOf(d, nil, []string{"mule"}, []string{"camel", "mule"})
			}
		},
		without: func(t *Task) { t.Carrier = "" },
	},
	{
		name: "limits", pct: 20, want: "times, there are",
		sow: func(d draw, t *Task) {
			for n := range t.Cartons {
				t.Cartons[n].Limit = oneOf(d, 1, 1, 2, 3, 0)
			}
		},
		without: cartons(func(c *Carton) { c.Limit = 0 }),
	},
	{
		name: "60 % of the base", pct: 30, want: "60 % are asked for",
		sow:     func(_ draw, t *Task) { t.SupportPct = DefaultSupportPct },
		without: func(t *Task) { t.SupportPct = 0 },
	},
	{
		name: "the whole base", pct: 20, want: "100 % are asked for",
		sow:     func(_ draw, t *Task) { t.SupportPct = 100 },
		without: func(t *Task) { t.SupportPct = 0 },
	},
	{
		name: "objectives", pct: 45,
		sow:   func(d draw, t *Task) { t.Objective = oneOf(d, Volume, Cost) },
		shows: func(t Task, p Plan) bool { return t.Objective != Boxes && len(p.Parcels) > 0 },
	},
	{
		name: "tariff", pct: 40, want: "the tariff bills",
		sow: func(d draw, t *Task) {
			t.Tariff = Tariff{
				FeeCents: oneOf(d, 0, 390), CentsPerKg: oneOf(d, 0, 55, 130), Divisor: oneOf(d, 0, 4000, 6000),
				Inch: d.chance(50), WholeSides: d.chance(50), StepG: oneOf(d, 0, 1, 100, 454, 500, 1000),
			}
			if t.Tariff.Inch {
				t.Tariff.Divisor = oneOf(d, 0, 139, 166)
			}
		},
		without: func(t *Task) { t.Tariff = Tariff{} },
	},
	{
		name: "something too long", pct: 6, shows: refusing(TooLong),
		sow: func(d draw, t *Task) { oneOf(d, t.pointers()...).SizeMM[d.IntN(3)] = d.between(500, 1200) },
	},
	{
		name: "something too heavy", pct: 8, shows: refusing(TooHeavy),
		sow: func(d draw, t *Task) { oneOf(d, t.pointers()...).WeightG = d.between(15_000, 60_000) },
	},
	{name: "cartons run out", shows: refusing(NoneLeft)},
	{name: "only a forbidden one would do", shows: refusing(Forbidden)},
	{name: "a set for no carton", shows: refusing(SetTooLarge)},
	{name: "one above the other", shows: piled},
	{name: "called optimal", shows: func(_ Task, p Plan) bool { return p.Optimal && len(p.Parcels) > 0 }},
	{name: "a bound", shows: func(_ Task, p Plan) bool { return !p.Optimal && p.Bound > 0 && len(p.Unplaced) == 0 }},
}
