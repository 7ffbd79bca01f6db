package intake

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// The reasons why a value cannot be read. They stand after the quoted value.
var (
	errNotDecimal = errors.New("is not a number with a decimal point")
	errTooFine    = errors.New("has more decimals than can be kept")
	errTooLarge   = errors.New("is larger than is believed")
	errNotTime    = errors.New("is not a time")
	errNotFlag    = errors.New("is neither yes nor no")
)

// decimal reads digits with at most one point and answers the value times ten
// to the places, exactly: 12.5 with two places is 1250.
func decimal(s string, places int) (int64, error) {
	n, rest, err := cut(s, places)
	if err == nil && strings.Trim(rest, "0") != "" {
		return 0, errTooFine
	}
	return n, err
}

// rounded is decimal for prices that a shop computed by dividing: digits beyond
// the places round half up.
func rounded(s string, places int) (int64, error) {
	n, rest, err := cut(s, places)
	if err == nil && rest != "" && rest[0] >= '5' {
		n++
	}
	return n, err
}

// cut reads the digits up to the places, and answers those behind them.
func cut(s string, places int) (n int64, rest string, err error) {
	whole, part, pointed := strings.Cut(s, ".")
	if !digits(whole) || pointed && !digits(part) {
		return 0, "", errNotDecimal
	}
	if len(whole) > 12 {
		return 0, "", errTooLarge
	}
	part += strings.Repeat("0", places)
	n, err = strconv.ParseInt(whole+part[:places], 10, 64)
	return n, part[places:], err
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

var layouts = []string{
	time.RFC3339,
	"2006-01-02 15:04:05 -0700",
	"2006-01-02T15:04:05-0700",
	"Mon, _2 Jan 2006 15:04:05 -0700",
	"2006-01-02T15:04:05",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
	"2006-01-02",
}

// instant reads a time. One without a zone is in the zone given.
func instant(s string, zone *time.Location) (time.Time, error) {
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, errNotTime
}

func flag(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "yes", "true", "1", "y", "x":
		return true, nil
	case "no", "false", "0", "n", "":
		return false, nil
	}
	return false, errNotFlag
}

// quoted is untrusted text for a message: printable, and not long.
func quoted(s string) string { return strconv.Quote(short(s)) }

// clean is the same without the quotes around it.
func clean(s string) string {
	q := quoted(s)
	return q[1 : len(q)-1]
}

func short(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
