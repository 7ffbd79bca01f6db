package carton

func harmedCompany() []harmed {
	drill, tin, kit := cube("DRILL", 1500), cube("TIN", 1), many(2, cube("KIT", 1))
	drill.Alone = true
	kit.Set = "K"
	acid, food, book, salt := cube("ACID", 1), cube("FOOD", 1), cube("BOOK", 1), many(2, cube("SALT", 1))
	acid.Family, food.Family, salt.Family = "acid", "food", "salt"
	never := cube("CARD", 1)
	never.NotIn = []string{"FLAT"}
	limited300, barred := box300, flat300
	limited300.Limit, barred.NotBy = 1, []string{"mule"}
	both := []Carton{box300, flat300}
	apart := func(name string, pair [2]string, a, b Item, want string) harmed {
		return harmed{
			name,
			Task{Items: []Item{a, b}, Cartons: both, Apart: [][2]string{pair}},
			[]Parcel{parcel(0, brick(0, 0, 0, 0)), parcel(1, brick(1, 0, 0, 0))},
			join(100), want, 0,
		}
	}
	return []harmed{
		{"ships alone, in a carton", Task{Items: []Item{drill}, Cartons: both}, []Parcel{parcel(Own, brick(0, 0, 0, 0))}, into(0), "ships in its own packaging", 0},
		{"without a carton", Task{Items: []Item{tin}, Cartons: both}, []Parcel{parcel(0, brick(0, 0, 0, 0))}, into(Own), "does not ship without", 0},
		{"two in one packaging", Task{Items: []Item{many(2, drill)}, Cartons: both}, []Parcel{parcel(Own, brick(0, 0, 0, 0)), parcel(Own, brick(0, 0, 0, 0))}, join(0), "2 units are in the own packaging", 0},
		apart("two families", [2]string{"acid", "food"}, acid, food, `"acid" and "food"`),
		apart("two families, named the other way", [2]string{"food", "acid"}, acid, food, `"food" and "acid"`),
		apart("a family and any other", [2]string{"acid", "*"}, acid, food, `"acid" and "*"`),
		apart("a family and none", [2]string{"*", "acid"}, book, acid, `"*" and "acid"`),
		{
			"a family and itself",
			Task{Items: []Item{salt}, Cartons: both, Apart: [][2]string{{"salt", "salt"}}},
			[]Parcel{parcel(0, brick(0, 0, 0, 0)), parcel(1, brick(0, 0, 0, 0))},
			join(100), `"salt" and "salt"`, 0,
		},
		{"a set parted", Task{Items: []Item{kit}, Cartons: both}, []Parcel{parcel(0, brick(0, 0, 0, 0), brick(0, 100, 0, 0))}, part(1), `set "K" is in parcels 1 and 2`, 0},
		{
			"a set in part",
			Task{Items: []Item{kit}, Cartons: both},
			[]Parcel{parcel(0, brick(0, 0, 0, 0), brick(0, 100, 0, 0))},
			func(p *Plan) { p.Parcels[0].Items = p.Parcels[0].Items[:1] }, `1 units of set "K"`, 0,
		},
		{"a forbidden carton", Task{Items: []Item{never}, Cartons: both}, []Parcel{parcel(0, brick(0, 0, 0, 0))}, into(1), `"CARD" must not be in carton "FLAT"`, 0},
		{"a carton forbidden by the carrier", Task{Items: []Item{tin}, Cartons: []Carton{box300, barred}, Carrier: "mule"}, []Parcel{parcel(0, brick(0, 0, 0, 0))}, into(1), `carrier "mule" does not take`, 0},
		{"a carton used up", Task{Items: []Item{many(2, tin)}, Cartons: []Carton{limited300, flat300}}, []Parcel{parcel(1, brick(0, 0, 0, 0)), parcel(0, brick(0, 0, 0, 0))}, into(0), "used 2 times", 0},
	}
}

func harmedFigures() []harmed {
	lead := many(2, cube("LEAD", 600))
	strong := box300
	strong.MaxG = 1299
	outer := box300
	outer.OuterMM = [3]int{310, 310, 320}
	vase := cube("VASE", 700)
	vase.Alone, vase.PadMM = true, 20
	tin := []Item{cube("TIN", 2000)}
	plain := []Parcel{parcel(0, brick(0, 0, 0, 0))}
	own := []Parcel{parcel(Own, brick(0, 20, 20, 20))}
	heavier := func(p *Plan) { p.Parcels[0].WeightG++ }
	sized := func(l, w, h int) func(p *Plan) {
		return func(p *Plan) { p.Parcels[0].SizeMM = [3]int{l, w, h} }
	}
	billed := func(g int) func(p *Plan) { return func(p *Plan) { p.Parcels[0].BilledG = g } }
	return []harmed{
		{"too heavy", Task{Items: []Item{lead}, Cartons: []Carton{strong}}, []Parcel{parcel(0, brick(0, 0, 0, 0)), parcel(0, brick(0, 0, 0, 0))}, join(100), "1300 g are more than the 1299 g", 0},
		{"a weight made up", Task{Items: tin, Cartons: []Carton{box300}}, plain, heavier, "said to weigh 2101 g and weighs 2100", 0},
		{"the weight of no packaging", Task{Items: []Item{vase}, Cartons: []Carton{box300}}, own, heavier, "said to weigh 701 g and weighs 700", 0},
		{"inner sides for outer ones", Task{Items: tin, Cartons: []Carton{outer}}, plain, sized(300, 300, 300), "measures [310 310 320]", 0},
		{"no sides", Task{Items: tin, Cartons: []Carton{box300}}, plain, sized(0, 0, 0), "measures [300 300 300]", 0},
		{"its own packaging without padding", Task{Items: []Item{vase}, Cartons: []Carton{box300}}, own, sized(100, 100, 100), "measures [140 140 140]", 0},
		{"its padding outside its own packaging", Task{Items: []Item{vase}, Cartons: []Carton{box300}}, own, put(0, 0, 0, 0), "sticks out", 0},
		{"billed by gross weight alone", Task{Items: tin, Cartons: []Carton{box300}}, plain, billed(2100), "the tariff bills 5400", 0},
		{"billed by dimensional weight alone", Task{Items: tin, Cartons: []Carton{box300}, Tariff: Tariff{Divisor: 20_000}}, plain, billed(1350), "the tariff bills 2100", 0},
		{"billed without the step", Task{Items: tin, Cartons: []Carton{box300}, Tariff: Tariff{StepG: 500}}, plain, billed(5400), "the tariff bills 5500", 0},
	}
}
