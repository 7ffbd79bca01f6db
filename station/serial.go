package station

// check is units whose serial number the store is asked about, and the question
// that stood then.
type check struct {
	work ID
	ask  Ask // the units in hand
	was  Ask
	scan Scanned
}

// checks asks the store whether a unit that is taken from its location has left
// the house already, and says whether it did. Without the database, or for an
// article without a GTIN, nobody can tell.
func (t *turn) checks(in Scanned, w *Work, a Ask) bool {
	l := &w.Content.Lines[a.Line]
	gtin := ""
	for _, b := range l.Barcodes {
		if len(b.Code) == 14 && b.Units <= 1 {
			gtin = b.Code
		}
	}
	if !l.Serial || a.Stop == "" || gtin == "" || in.checked || t.away(Database) || t.looking.Text != "" {
		return false
	}
	t.checking = &check{w.ID, a, w.Ask, in}
	in.Text = "01" + gtin + "21" + a.Goods.Serial
	t.looking, t.lookedAt = in, t.Now
	t.do(Resolve{Text: in.Text})
	t.do(Remind{At: t.Now.Add(lookPatience)})
	return true
}

// checkedSerial goes on with the unit that was asked about, if it is still in
// hand.
func (t *turn) checkedSerial(in Resolved) {
	c := *t.checking
	t.checking = nil
	w := t.Work()
	if w == nil || w.ID != c.work || w.Ask != c.was || w.stop(c.ask.Stop) == nil || w.room(w.stop(c.ask.Stop)) < c.ask.Qty {
		return
	}
	if in.Meaning.Shipped {
		t.refuse(c.scan, wrong("Serial number %s left with order %s already. Put it aside, take another.", c.ask.Goods.Serial, in.Meaning.OrderNo), "serial_shipped")
		return
	}
	c.scan.checked = true
	t.count(c.scan, w, c.ask)
}
