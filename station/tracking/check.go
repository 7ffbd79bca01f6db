package tracking

import (
	"strings"

	"github.com/packwright/packwright/station/gs1"
)

// check says that the last character of a number checks the others.
type check func(number string) bool

var checks = map[string]check{
	"gs1":        func(number string) bool { return mod10(number, 0) },
	"gs1after91": func(number string) bool { return mod10(number, 9*3+1) },
	"gs1after92": func(number string) bool { return mod10(number, 9*3+2) },
	"luhn":       gs1.Luhn,
	"mod7":       mod7,
	"ups":        ups,
	"fedex":      fedex,
	"s10":        s10,
	"dpd":        dpd,
}

// split parts a number from its check digit.
func split(number string) (body string, digit int) {
	last := len(number) - 1
	return number[:last], int(number[last]) - '0'
}

// mod10 weighs 3 and 1 in turn from the right. What stands before the number and
// is left out on the label weighs so much.
func mod10(number string, before int) bool {
	body, digit := split(number)
	sum, weight := before, 3
	for i := len(body) - 1; i >= 0; i-- {
		sum += int(body[i]-'0') * weight
		weight = 4 - weight
	}
	return (sum+digit)%10 == 0
}

// mod7 takes the rest of the number by 7.
func mod7(number string) bool {
	body, digit := split(number)
	rest := 0
	for i := range len(body) {
		rest = (rest*10 + int(body[i]-'0')) % 7
	}
	return rest == digit
}

// ups weighs 1 and 2 in turn from the left; a letter counts as the last digit of
// its ASCII code less three. What stands before the account does not count.
func ups(number string) bool {
	number = strings.TrimPrefix(number, "1Z")
	body, digit := split(number)
	sum := 0
	for i := range len(body) {
		c := int(body[i] - '0')
		if body[i] >= 'A' {
			c = int(body[i]-3) % 10
		}
		sum += c * (1 + i%2)
	}
	return (sum+digit)%10 == 0
}

// fedex weighs 1, 3 and 7 in turn from the right, modulo 11; ten is 0.
func fedex(number string) bool {
	body, digit := split(number)
	sum := 0
	for i := range len(body) {
		sum += int(body[len(body)-1-i]-'0') * [...]int{1, 3, 7}[i%3]
	}
	return sum%11%10 == digit
}

// s10 is the check of the Universal Postal Union over eight digits.
func s10(number string) bool {
	body, digit := split(number)
	sum := 0
	for i, weight := range [...]int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += int(body[i]-'0') * weight
	}
	switch rest := 11 - sum%11; rest {
	case 10:
		return digit == 0
	case 11:
		return digit == 5
	default:
		return digit == rest
	}
}

// dpd is ISO 7064, modulo 37 and 36, over digits and letters.
func dpd(number string) bool {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	last, carry := len(number)-1, 36
	for i := range last {
		carry += strings.IndexByte(alphabet, number[i])
		if carry > 36 {
			carry -= 36
		}
		carry = carry * 2 % 37
	}
	return strings.IndexByte(alphabet, number[last]) == (37-carry)%36
}
