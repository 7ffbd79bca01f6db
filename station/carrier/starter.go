package carrier

// Starter is a tariff to begin with, until the office has written its own: a
// parcel and an express service to everywhere, a letter box service at home.
func Starter() Tariff {
	workdays := []int{1, 2, 3, 4, 5}
	return Tariff{Currency: "EUR", Services: []Service{
		{
			Carrier: "House Post", Name: "Parcel", Code: "PARCEL", MaxG: 31_500, MaxSidesMM: [3]int{1200, 600, 600},
			Divisor: 5000, CutOff: "17:30", Days: workdays,
			Zones: []Zone{
				{Name: "home", Countries: []string{"DE"}, Steps: []Step{{2000, 449}, {5000, 549}, {10_000, 799}, {31_500, 1399}, {90_000, 2999}}},
				{Name: "world", Countries: []string{"*"}, Steps: []Step{{2000, 1199}, {5000, 1699}, {10_000, 2499}, {31_500, 4999}, {90_000, 9999}}},
			},
		},
		{
			Carrier: "House Post", Name: "Letter box", Code: "LETTER", MaxG: 1000, MaxSidesMM: [3]int{353, 250, 50},
			CutOff: "17:30", Days: workdays,
			Zones: []Zone{{Name: "home", Countries: []string{"DE"}, Steps: []Step{{500, 165}, {1000, 290}}}},
		},
		{
			Carrier: "House Express", Name: "Express", Code: "EXPRESS", MaxG: 70_000, MaxSidesMM: [3]int{1600, 1200, 1000}, MaxGirthMM: 4000,
			Divisor: 5000, CutOff: "16:00", Days: workdays,
			Zones: []Zone{
				{Name: "home", Countries: []string{"DE"}, Steps: []Step{{2000, 1290}, {10_000, 1890}, {31_500, 3190}, {400_000, 9990}}},
				{Name: "world", Countries: []string{"*"}, Steps: []Step{{2000, 3990}, {10_000, 7990}, {31_500, 14_990}, {400_000, 49_990}}},
			},
		},
	}}
}
