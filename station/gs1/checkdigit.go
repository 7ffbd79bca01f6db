package gs1

import "fmt"

// CheckDigit is the digit that completes digits to a GTIN, an SSCC, a GLN or
// any other GS1 number: weights 3 and 1 in turn from the right, modulo 10.
func CheckDigit(digits string) (byte, error) {
	if digits == "" || !allDigits(digits) {
		return 0, fmt.Errorf("check digit of %q: not digits only", digits)
	}
	return checkDigit(digits), nil
}

func checkDigit(digits string) byte {
	sum, weight := 0, 3
	for i := len(digits) - 1; i >= 0; i-- {
		sum += int(digits[i]-'0') * weight
		weight = 4 - weight
	}
	return '0' + byte((10-sum%10)%10)
}

// closes says that the last digit of number is its check digit.
func closes(number string) bool {
	last := len(number) - 1
	return last > 0 && allDigits(number) && checkDigit(number[:last]) == number[last]
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return true
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// ValidGTIN says that s is a GTIN of 8, 12, 13 or 14 digits with the right
// check digit.
func ValidGTIN(s string) bool {
	switch len(s) {
	case 8, 12, 13, 14:
		return closes(s)
	}
	return false
}

// NormalizeGTIN is a GTIN of 8, 12, 13 or 14 digits, with zeros in front, as
// the 14 digits under which all of them are one article; false if s is none.
func NormalizeGTIN(s string) (string, bool) {
	if !ValidGTIN(s) {
		return "", false
	}
	return "00000000000000"[len(s):] + s, true
}

// ExpandUPCE is the UPC-A of 12 digits that a UPC-E of 8 digits stands for;
// false if s is none or its check digit, which is that of the UPC-A, is wrong.
func ExpandUPCE(s string) (string, bool) {
	if len(s) != 8 || !allDigits(s) || s[0] > '1' {
		return "", false
	}
	long := unfold(s)
	return long, closes(long)
}

// unfold puts back the zeros that the last digit but one tells of.
func unfold(s string) string {
	system, maker, how, check := s[:1], s[1:6], s[6:7], s[7:]
	switch how {
	case "0", "1", "2":
		return system + maker[:2] + how + "0000" + maker[2:] + check
	case "3":
		return system + maker[:3] + "00000" + maker[3:] + check
	case "4":
		return system + maker[:4] + "00000" + maker[4:] + check
	}
	return system + maker + "0000" + how + check
}
