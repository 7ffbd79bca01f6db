package view

// Imported is what came of an import. Rows names the rows that were not taken
// as they stood: changed and refused ones.
type Imported struct {
	New     int
	Same    int // known, with the same content (products and cartons: brought up to date)
	Changed int // orders known with other content: not applied
	Refused int
	Rows    []ImportedRow
}

// ImportedRow is one row that was not taken as it stood.
type ImportedRow struct {
	Source  string // where the row stood, "orders.csv:17"
	Name    string // what people call it: SKU, carton, order number
	Outcome string // changed | refused
	Reason  string
}

// Clean says that every row was taken or known.
func (i Imported) Clean() bool { return i.Changed == 0 && i.Refused == 0 }
