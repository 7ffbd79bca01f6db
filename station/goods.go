package station

import (
	"strings"
	"time"

	"github.com/packwright/packwright/station/gs1"
)

// lacks is what the units in hand must still tell, "" when nothing. At the bench
// their lot and expiry are known since they were picked.
func (w *Work) lacks(a Ask) Accept {
	l := &w.Content.Lines[a.Line]
	switch {
	case a.Stop != "" && l.Lot && a.Goods.Lot == "":
		return ALot
	case a.Stop != "" && l.Expiry && a.Goods.Expiry == "":
		return AExpiry
	case l.Serial && a.Goods.Serial == "":
		return ASerial
	}
	return ""
}

// goodsScanned decides a code while a unit's lot, expiry or serial is asked for,
// and says whether it could. What is not plainly one may be anything: the store
// is asked first, a badge is no lot.
func (t *turn) goodsScanned(in Scanned, w *Work, r reading) bool {
	a := w.Ask
	own := contains(w.article(r), a.Line)
	text, args, _ := w.goodsText(a)
	switch {
	case own && r.goods == (Goods{}):
		t.refuse(in, wrong("That is the article again. "+text+".", args...), "article_for_lot")
	case own, r.gtin == "" && r.goods != (Goods{}), w.lacks(a) == AExpiry, w.promised(a, in.Text):
		t.goodsGiven(in, w, r)
	case r.gtin != "" || r.sscc != "" || w.knows(in.Text, r):
		t.refuse(in, wrong("Not that. "+text+".", args...), "not_goods")
	default:
		return false
	}
	return true
}

// promised says that the text is the lot that the path has at the stop.
func (w *Work) promised(a Ask, lot string) bool {
	s := w.stop(a.Stop)
	return s != nil && s.Lot == lot && lot != "" && w.lacks(a) == ALot
}

// goodsGiven takes what the code tells of the units in hand.
func (t *turn) goodsGiven(in Scanned, w *Work, r reading) {
	a := w.Ask
	text, args, _ := w.goodsText(a)
	plain := in.Text
	if r.gtin != "" || r.goods != (Goods{}) {
		plain = "" // a barcode of elements: only those count
	}
	switch w.lacks(a) {
	case ALot:
		a.Goods.Lot = either(r.goods.Lot, plain)
	case AExpiry:
		date, ok := expiry(either(r.goods.Expiry, in.Text), t.Now)
		if !ok {
			t.refuse(in, wrong("%s is no date. Type it as YYMMDD.", in.Text), "no_date")
			return
		}
		a.Goods.Expiry = date
	default:
		a.Goods.Serial = either(r.goods.Serial, plain)
	}
	a.Goods.Lot, a.Goods.Expiry = either(a.Goods.Lot, r.goods.Lot), either(a.Goods.Expiry, r.goods.Expiry)
	a.Goods.Serial = either(a.Goods.Serial, r.goods.Serial)
	switch {
	case a.Goods == w.Ask.Goods:
		t.refuse(in, wrong("Not that. "+text+".", args...), "not_goods")
	case len(a.Goods.Lot) > 40 || len(a.Goods.Serial) > 40:
		t.refuse(in, wrong("That is too long for a lot or serial number (40 characters)."), "too_long")
	default:
		t.count(in, w, a)
	}
}

// expiry reads YYMMDD, of the century that is nearest to now, YYYYMMDD or
// YYYY-MM-DD; day 00 is the last of the month.
func expiry(s string, now time.Time) (string, bool) {
	digits := strings.ReplaceAll(s, "-", "")
	if len(digits) == 6 {
		at, ok := gs1.ParseDate(digits, now)
		return at.Format(time.DateOnly), ok
	}
	if len(digits) != 8 {
		return "", false
	}
	if month, last := strings.CutSuffix(digits, "00"); last {
		at, err := time.Parse("200601", month)
		return at.AddDate(0, 1, -1).Format(time.DateOnly), err == nil
	}
	at, err := time.Parse("20060102", digits)
	return at.Format(time.DateOnly), err == nil
}

// refusesGoods says why units of this lot, expiry or serial may not go, "" when
// they may: the oldest that may be sold goes first.
func (w *Work) refusesGoods(stop *Stop, a Ask) (string, []any) {
	l := w.Content.Lines[a.Line]
	switch {
	case a.Goods.Expiry != "" && l.SellBefore != "" && a.Goods.Expiry <= l.SellBefore:
		return "%s expires %s: too old to be sold. Put it aside, 2 damaged.", []any{l.SKU, a.Goods.Expiry}
	case l.Lot && stop.Lot != "" && a.Goods.Lot != stop.Lot && (stop.Expiry == "" || a.Goods.Expiry > stop.Expiry):
		return "Lot %s goes first, this is lot %s. Put it back.", []any{stop.Lot, a.Goods.Lot}
	case a.Goods.Serial != "" && w.hasSerial(a.Line, a.Goods.Serial):
		// Also of goods whose serial numbers nobody wants: there is one such unit.
		return "Serial number %s is counted already. Scan another unit.", []any{a.Goods.Serial}
	}
	return "", nil
}

// hasSerial says that the work has the unit of the line's product already.
func (w *Work) hasSerial(line int, serial string) bool {
	for i := range w.Held {
		h := &w.Held[i]
		if h.Serial == serial && w.Content.Lines[h.Line].Product == w.Content.Lines[line].Product {
			return true
		}
	}
	return false
}
