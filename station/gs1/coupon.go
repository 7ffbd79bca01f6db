package gs1

import "strings"

// Coupons of North America (8110 and 8112) hold a row of fields, most of them
// with a digit in front that tells their length.

// coupon takes the data of 8110.
func coupon(data string) fault {
	if f := numeric(data); f.kind != "" {
		return f
	}
	c := couponReader{data: data}
	return c.coupon()
}

// couponPrefixes are the company prefixes in a coupon that was checked.
func couponPrefixes(data string) []span {
	c := couponReader{data: data}
	c.coupon()
	return c.prefixes
}

func (c *couponReader) coupon() fault {
	c.sized("GCP", "INVALID_GCP_LENGTH", 0, 6, 6)
	c.take(6, "TRUNCATED_OFFER_CODE")
	c.sized("SAVE_VALUE", "INVALID_SAVE_VALUE_LENGTH", 1, 5, 0)
	c.purchase("1ST")
	for _, f := range couponFields {
		if c.next(f.tag) {
			f.read(c)
		}
	}
	return c.end()
}

// couponOffer takes the data of 8112.
func couponOffer(data string) fault {
	if f := numeric(data); f.kind != "" {
		return f
	}
	c := couponReader{data: data}
	c.choice("01", "MISSING_FORMAT_CODE", "INVALID_FORMAT_CODE")
	c.sized("FUNDER", "INVALID_FUNDER_LENGTH", 0, 6, 6)
	c.take(6, "TRUNCATED_OFFER_CODE")
	c.sized("SERIAL_NUMBER", "", 0, 9, 6)
	return c.end()
}

// couponFields may follow in this order, each behind its tag.
var couponFields = []struct {
	tag  byte
	read func(*couponReader)
}{
	{'1', (*couponReader).secondPurchase},
	{'2', (*couponReader).thirdPurchase},
	{'3', (*couponReader).expiry},
	{'4', (*couponReader).start},
	{'5', func(c *couponReader) { c.sized("SERIAL_NUMBER", "", 0, 9, 6) }},
	{'6', func(c *couponReader) { c.sized("RETAILER_GCP_OR_GLN", "INVALID_RETAILER_GCP_OR_GLN_LENGTH", 1, 7, 6) }},
	{'9', (*couponReader).saving},
}

// couponReader walks along a coupon and stops at the first fault.
type couponReader struct {
	data      string
	at        int
	expires   string
	expiresAt int
	fault     fault
	prefixes  []span // of companies
}

func (c *couponReader) fail(kind string, at, n int) {
	if c.fault.kind == "" {
		c.fault = fault{ErrorKind("LINT_COUPON_" + kind), at, n}
	}
}

// short fails for want of data: what there is of the field is wrong, or, when
// there is nothing of it, the whole.
func (c *couponReader) short(kind string) {
	if c.at == len(c.data) {
		c.fail(kind, 0, len(c.data))
		return
	}
	c.fail(kind, c.at, len(c.data)-c.at)
}

// take is the next n digits, "" if they are missing.
func (c *couponReader) take(n int, truncated string) string {
	if c.fault.kind != "" {
		return ""
	}
	if len(c.data)-c.at < n {
		c.short(truncated)
		return ""
	}
	c.at += n
	return c.data[c.at-n : c.at]
}

// sized takes a digit from least to most, and as many digits as it says and
// base more.
func (c *couponReader) sized(name, invalid string, least, most, base int) {
	size := c.take(1, "MISSING_"+name+"_VLI")
	if size == "" {
		return
	}
	if n := value(size); n >= least && n <= most {
		digits := c.take(n+base, "TRUNCATED_"+name)
		if strings.Contains(name, "GCP") {
			c.prefixes = append(c.prefixes, span{c.at - len(digits), c.at})
		}
		return
	}
	c.fail(invalid, c.at-1, 1)
}

// choice takes one digit out of set.
func (c *couponReader) choice(set, missing, invalid string) {
	if d := c.take(1, missing); d != "" && oneOf(d, set, NotDigit).kind != "" {
		c.fail(invalid, c.at-1, 1)
	}
}

// purchase takes what must be bought: how much of it, by which measure, of
// which family.
func (c *couponReader) purchase(nth string) {
	c.sized(nth+"_PURCHASE_REQUIREMENT", "INVALID_"+nth+"_PURCHASE_REQUIREMENT_LENGTH", 1, 5, 0)
	c.choice("012349", "MISSING_"+nth+"_PURCHASE_REQUIREMENT_CODE", "INVALID_"+nth+"_PURCHASE_REQUIREMENT_CODE")
	c.take(3, "TRUNCATED_"+nth+"_PURCHASE_FAMILY_CODE")
}

// maker takes a company prefix, or 9 for none.
func (c *couponReader) maker(nth string) {
	if c.fault.kind == "" && !c.next('9') {
		c.sized(nth+"_PURCHASE_GCP", "INVALID_"+nth+"_PURCHASE_GCP_LENGTH", 0, 6, 6)
	}
}

func (c *couponReader) secondPurchase() {
	c.choice("0123", "MISSING_ADDITIONAL_PURCHASE_RULES_CODE", "INVALID_ADDITIONAL_PURCHASE_RULES_CODE")
	c.purchase("2ND")
	c.maker("2ND")
}

func (c *couponReader) thirdPurchase() {
	c.purchase("3RD")
	c.maker("3RD")
}

func (c *couponReader) expiry() {
	c.expiresAt = c.at - 1
	c.expires = c.day("TOO_SHORT_FOR_EXPIRATION_DATE", "INVALID_EXIPIRATION_DATE")
}

func (c *couponReader) start() {
	starts := c.day("TOO_SHORT_FOR_START_DATE", "INVALID_START_DATE")
	if c.expires != "" && starts != "" && couponDay(c.expires) < couponDay(starts) {
		c.fail("EXPIRATION_BEFORE_START", c.expiresAt, c.at-c.expiresAt)
	}
}

func (c *couponReader) day(short, invalid string) string {
	day := c.take(6, short)
	if day != "" && dateShort(day).kind != "" {
		c.fail(invalid, c.at-6, 6)
		return ""
	}
	return day
}

// couponDay orders dates from 1951 to 2050.
func couponDay(yymmdd string) int {
	day := value(yymmdd)
	if day < 510000 {
		day += 1000000
	}
	return day
}

func (c *couponReader) saving() {
	c.choice("01256", "MISSING_SAVE_VALUE_CODE", "INVALID_SAVE_VALUE_CODE")
	c.choice("012", "MISSING_SAVE_VALUE_APPLIES_TO_ITEM", "INVALID_SAVE_VALUE_APPLIES_TO_ITEM")
	c.take(1, "MISSING_STORE_COUPON_FLAG")
	c.choice("01", "MISSING_DONT_MULTIPLY_FLAG", "INVALID_DONT_MULTIPLY_FLAG")
}

// next takes the digit if it comes next.
func (c *couponReader) next(d byte) bool {
	if c.fault.kind != "" || c.at == len(c.data) || c.data[c.at] != d {
		return false
	}
	c.at++
	return true
}

func (c *couponReader) end() fault {
	if c.at < len(c.data) {
		c.fail("EXCESS_DATA", c.at, len(c.data)-c.at)
	}
	return c.fault
}
