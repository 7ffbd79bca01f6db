package gs1

import (
	"slices"
	"strings"
)

// check looks at one component.
type check func(data string) fault

// charsets are the character sets by their letter in the table, checks the
// others by their name there.
var charsets = map[byte]check{'N': numeric, 'X': charset82, 'Y': charset39, 'Z': charset64}

var checks = map[string]check{
	"csum": checksum, "csumalpha": checkPair, "gcp1": companyPrefix, "gcp2": companyPrefixSecond,
	"hasnondigit": notOnlyDigits, "importeridx": importer,
	"nonzero": nonzero, "nozeroprefix": noZeroPrefix, "zero": allZero,
	"yesno": yesNo, "winding": winding, "hyphen": hyphens, "iso5218": sex,
	"iso3166": country, "iso3166999": countryOr999, "iso3166alpha2": countryLetters, "iso4217": currency,
	"packagetype": packageType, "mediatype": mediaType, "iban": iban, "pcenc": percentEncoded,
	"yymmdd": dateShort, "yymmd0": dateShortOrMonth, "yyyymmdd": dateLong, "yyyymmd0": dateLongOrMonth,
	"hh": hour, "mi": minute, "ss": second, "hhmi": hourMinute,
	"latitude": latitude, "longitude": longitude,
	"pieceoftotal": pieceOfTotal, "posinseqslash": positionInSequence,
	"couponcode": coupon, "couponposoffer": couponOffer,
}

func numeric(data string) fault {
	for i := range len(data) {
		if !digit(data[i]) {
			return fault{NotDigit, i, 1}
		}
	}
	return fault{}
}

const (
	cset82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`
	cset39 = `#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ`
	cset64 = `-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`
	cset32 = `23456789ABCDEFGHJKLMNPQRSTUVWXYZ`
)

// in82, in39 and in64 have the place of a byte in its character set, from 1.
var in82, in39, in64 = places(cset82), places(cset39), places(cset64)

func places(set string) *[256]uint8 {
	var at [256]uint8
	for i := range len(set) {
		at[set[i]] = uint8(i + 1)
	}
	return &at
}

func charset82(data string) fault { return within(data, in82, NotCSET82) }
func charset39(data string) fault { return within(data, in39, NotCSET39) }

func within(data string, set *[256]uint8, kind ErrorKind) fault {
	for i := range len(data) {
		if set[data[i]] == 0 {
			return fault{kind, i, 1}
		}
	}
	return fault{}
}

// charset64 is base 64 for files, padded with at most two signs to a length
// that three bytes divide.
func charset64(data string) fault {
	body := strings.TrimRight(data, "=")
	if f := within(body, in64, NotCSET64); f.kind != "" {
		return f
	}
	if padding := len(data) - len(body); padding > 0 && (padding > 2 || len(data)%3 != 0) {
		return fault{BadPadding, len(body), padding}
	}
	return fault{}
}

func checksum(data string) fault {
	if data == "" {
		return fault{NoCheckDigit, 0, 0}
	}
	if f := numeric(data); f.kind != "" {
		return f
	}
	if last := len(data) - 1; checkDigit(data[:last]) != data[last] {
		return fault{WrongCheckDigit, last, 1}
	}
	return fault{}
}

// primes are the weights of a check pair from its right.
var primes = firstPrimes()

func firstPrimes() (primes [97]int) {
	found := 0
	for n := 2; found < len(primes); n++ {
		if !slices.ContainsFunc(primes[:found], func(p int) bool { return n%p == 0 }) {
			primes[found] = n
			found++
		}
	}
	return primes
}

// checkPair takes the two check characters of a global model number.
func checkPair(data string) fault {
	n := len(data) - 2
	switch {
	case n < 0:
		return fault{NoCheckPair, 0, len(data)}
	case n > len(primes):
		return fault{CheckPairTooLong, 0, len(data)}
	}
	sum := 0
	for i := range n {
		place := in82[data[i]]
		if place == 0 {
			return fault{NotCSET82, i, 1}
		}
		sum += int(place-1) * primes[n-1-i]
	}
	sum %= 1021
	if data[n] != cset32[sum/32] || data[n+1] != cset32[sum%32] {
		return fault{WrongCheckPair, n, 2}
	}
	return fault{}
}

// companyPrefix knows no list of the prefixes that were given out: it takes
// four digits for the beginning of one.
func companyPrefix(data string) fault {
	const shortest = 4
	if len(data) < shortest {
		return fault{NoCompanyPrefix, 0, len(data)}
	}
	for i := range shortest {
		if !digit(data[i]) {
			return fault{BadCompanyPrefix, i, 1}
		}
	}
	return fault{}
}

// companyPrefixSecond takes one that begins at the second character.
func companyPrefixSecond(data string) fault {
	if data == "" {
		return fault{NoCompanyPrefix, 0, 0}
	}
	f := companyPrefix(data[1:])
	f.at++
	return f
}

func notOnlyDigits(data string) fault {
	if allDigits(data) {
		return fault{OnlyDigits, 0, len(data)}
	}
	return fault{}
}

func importer(data string) fault {
	if len(data) != 1 {
		return fault{NotOneImporter, 0, len(data)}
	}
	return within(data, in64, NotImporter)
}

func percentEncoded(data string) fault {
	for i := 0; i < len(data); i++ {
		if data[i] != '%' {
			continue
		}
		if len(data)-i < 3 || !hex(data[i+1]) || !hex(data[i+2]) {
			return fault{BadPercent, i, min(3, len(data)-i)}
		}
		i += 2
	}
	return fault{}
}

func hex(c byte) bool {
	return digit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func iban(data string) fault {
	switch {
	case len(data) <= 10:
		return fault{IBANTooShort, 0, len(data)}
	case len(data) > 34:
		return fault{IBANTooLong, 0, len(data)}
	}
	for i := range len(data) {
		if c := data[i]; !digit(c) && (c < 'A' || c > 'Z') {
			return fault{IBANCharacter, i, 1}
		}
	}
	if countryLetters(data[:2]).kind != "" {
		return fault{IBANCountry, 0, 2}
	}
	if ibanRest(data) != 1 {
		return fault{IBANChecksum, 2, 2}
	}
	return fault{}
}

// ibanRest is the number that the account number spells, its first four
// characters put last and letters counting from 10, modulo 97.
func ibanRest(data string) int {
	rest := 0
	for i := range len(data) {
		c := data[(i+4)%len(data)]
		if digit(c) {
			rest = (rest*10 + int(c-'0')) % 97
			continue
		}
		rest = (rest*100 + int(c-'A') + 10) % 97
	}
	return rest
}
