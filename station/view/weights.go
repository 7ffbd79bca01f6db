package view

// WeightLearnt proposes what an article weighs, from the parcels that held
// nothing else.
type WeightLearnt struct {
	Client    string `json:"client"`
	SKU       string `json:"sku"`
	Name      string `json:"name"`
	TodayG    int    `json:"today_g"`    // 0 when nobody knows it
	ProposedG int    `json:"proposed_g"` // median
	Parcels   int    `json:"parcels"`
	SpreadG   int    `json:"spread_g"` // four parcels of five are within so much
}

// ScaleCheck is what a check weight weighed at a bench.
type ScaleCheck struct {
	Day      string `json:"day"`
	Grams    int    `json:"grams"`
	NominalG int    `json:"nominal_g"`
	OK       bool   `json:"ok"`
	Skipped  bool   `json:"skipped"` // a lead let it be
}
