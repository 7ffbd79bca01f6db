package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/packwright/packwright/station/gs1"
)

// Code is a scanned or typed code as the database may know it.
type Code struct {
	Text string // as it was read
	GTIN string // 14 digits, "" when it is none
	SSCC string // 18 digits, "" when it is none
	// Serial is that of the unit, from a barcode of elements; "" for none.
	Serial string
}

// ReadCode says what a code could be. An SSCC may come as 18 digits, or with
// its application identifier or the symbology before it.
func ReadCode(text string) Code {
	c := Code{Text: text}
	c.GTIN, _ = gs1.NormalizeGTIN(text)
	var s gs1.Scan
	if c.GTIN == "" && gs1.Parse(&s, text) == nil && s.Kind >= gs1.GS1 {
		c.GTIN, _ = s.GTIN()
		c.Serial, _ = s.Serial()
	}
	digits := strings.TrimPrefix(strings.TrimPrefix(text, "]C1"), "(00)")
	if len(digits) == 20 {
		digits = strings.TrimPrefix(digits, "00")
	}
	if len(digits) != 18 {
		return c
	}
	if check, err := gs1.CheckDigit(digits[:17]); err == nil && check == digits[17] {
		c.SSCC = digits
	}
	return c
}

// BarcodeText is how a barcode is kept: a GTIN with 14 digits, any other code
// without the space around it.
func BarcodeText(code string) string {
	code = strings.TrimSpace(code)
	if gtin, ok := gs1.NormalizeGTIN(code); ok {
		return gtin
	}
	return code
}

// BadgeHash is what the database knows of a badge: SHA-256 of its code, in
// hexadecimal.
func BadgeHash(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}
