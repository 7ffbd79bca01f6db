package scale

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station/port"
)

const (
	stx = 0x02
	etx = 0x03
)

// Toledo8217 is spoken by Mettler Toledo counter and parcel scales and by many
// others that imitate them. Its answers have no unit: it is set on the scale.
// A scale that has no weight to say answers with a question mark and a byte
// of flags.
func Toledo8217(unit Unit) Dialect {
	return Dialect{
		Name: "toledo-8217",
		Line: port.Config{Baud: 9600, DataBits: 7, Parity: "even"},
		Ask:  "W",
		Zero: "Z",

		first: stx, last: '\r', restarts: true,
		read: func(body string) (Reading, bool) {
			if flags, ok := strings.CutPrefix(body, "?"); ok {
				return toledoFlags(flags)
			}
			g, err := grams(strings.TrimSuffix(strings.TrimSpace(body), "N"), unit)
			return settled(g), err == nil
		},
		write: func(r Reading) string {
			if r.Stable {
				return fmt.Sprintf("%6s", say(r.Grams, unit))
			}
			return "?" + map[string]string{Motion: "A", Over: "B", Negative: "D", Unzeroed: "H"}[r.Problem]
		},
	}
}

func toledoFlags(flags string) (Reading, bool) {
	if len(flags) != 1 || flags[0]&0x40 == 0 {
		return Reading{}, false
	}
	for i, problem := range []string{Motion, Over, Negative, Unzeroed} {
		if flags[0]&(1<<i) != 0 {
			return Reading{Problem: problem}, true
		}
	}
	return Reading{Problem: Busy}, true
}

// SICS is Mettler Toledo's standard interface command set, level 0. It is
// asked for the weight at once, whether the load is at rest or not.
func SICS() Dialect {
	return Dialect{
		Name: "mt-sics",
		Line: port.Config{Baud: 9600},
		Ask:  "SI\r\n",
		Zero: "Z\r\n",

		last: '\n',
		read: func(body string) (Reading, bool) {
			words := strings.Fields(body)
			switch strings.Join(words, " ") {
			case "S +":
				return Reading{Problem: Over}, true
			case "S -":
				return Reading{Problem: Negative}, true
			case "S I", "ES", "ET", "EL":
				return Reading{Problem: Busy}, true
			}
			if len(words) != 4 || words[0] != "S" {
				return Reading{}, false
			}
			return resting(words[2]+words[3], words[1], "S", "D")
		},
		write: func(r Reading) string {
			switch r.Problem {
			case Over:
				return "S +\r"
			case Busy, Unzeroed:
				return "S I\r"
			case Motion:
				return fmt.Sprintf("S D %10s kg\r", say(r.Grams, Kilogram))
			}
			return fmt.Sprintf("S S %10s kg\r", say(r.Grams, Kilogram))
		},
	}
}

// resting is the reading of a scale that says one word at rest and another in
// motion.
func resting(text, word, still, moving string) (Reading, bool) {
	g, err := weight(text)
	switch word {
	case still:
		return settled(g), err == nil
	case moving:
		return Reading{Grams: g, Problem: Motion}, err == nil
	}
	return Reading{}, false
}

// AND is the stream of A&D, CAS and many other indicators: they talk all the
// time and are not asked.
func AND() Dialect {
	return Dialect{
		Name: "and",
		Line: port.Config{Baud: 9600},
		Zero: "Z\r\n",

		last: '\n',
		read: func(body string) (Reading, bool) {
			fields := strings.Split(strings.TrimSuffix(body, "\r"), ",")
			text := fields[len(fields)-1]
			if fields[0] == "OL" && len(fields) > 1 {
				if strings.Contains(text, "-") {
					return Reading{Problem: Negative}, true
				}
				return Reading{Problem: Over}, true
			}
			if len(fields) < 2 {
				return Reading{}, false
			}
			return resting(text, fields[0], "ST", "US")
		},
		write: func(r Reading) string {
			head := "ST"
			switch r.Problem {
			case Over:
				head = "OL"
			case Motion:
				head = "US"
			}
			sign, number := "+", say(r.Grams, Kilogram)
			if strings.HasPrefix(number, "-") {
				sign, number = "-", number[1:]
			}
			return fmt.Sprintf("%s,GS,%s%08skg\r", head, sign, number)
		},
	}
}
