package view

// Imported is what came of an import. Rows names the rows that were not taken
// as they stood: changed and refused ones.
type Imported struct {
	New     int           `json:"new"`
	Same    int           `json:"same"`    // known, with the same content (products and cartons: brought up to date)
	Changed int           `json:"changed"` // orders known with other content: not applied
	Refused int           `json:"refused"`
	Rows    []ImportedRow `json:"rows"`
}

// ImportedRow is one row that was not taken as it stood.
type ImportedRow struct {
	Source  string `json:"source"`  // where the row stood, "orders.csv:17"
	Name    string `json:"name"`    // what people call it: SKU, carton, order number
	Outcome string `json:"outcome"` // changed | refused
	Reason  string `json:"reason"`
}

// Clean says that every row was taken or known.
func (i Imported) Clean() bool { return i.Changed == 0 && i.Refused == 0 }
