package intake

import "time"

// instant reads a time of a JSON file; "" is no time.
func (f File) instant(column, s string) (time.Time, *RowError) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := instant(s, f.Zone)
	if err != nil {
		return t, refuse(column, quoted(s)+" "+err.Error(), "Export the file again.")
	}
	return t, nil
}

// cents reads an amount exactly; "" is nothing.
func cents(column string, s loose) (int64, *RowError) {
	return amount(column, s, decimal)
}

// nearCents reads the price of one piece, which some shops compute to more than
// two decimals.
func nearCents(column string, s loose) (int64, *RowError) {
	return amount(column, s, rounded)
}

func amount(column string, s loose, read func(string, int) (int64, error)) (int64, *RowError) {
	if s == "" {
		return 0, nil
	}
	n, err := read(string(s), 2)
	if err != nil {
		return 0, refuse(column, quoted(string(s))+" "+err.Error(), remedy(err, 2))
	}
	return n, nil
}
