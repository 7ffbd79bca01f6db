package scale

import (
	"fmt"
	"strings"

	"github.com/packwright/packwright/station/port"
)

// NCI, or SCP-01, is spoken by Avery Weigh-Tronix, Brecknell and NCI scales.
func NCI() Dialect { return nci("nci", 1) }

// NCIInverted is NCI of those scales whose motion flag is 0 while the load
// moves. Manuals differ; a load that is at rest must come out as stable.
func NCIInverted() Dialect { return nci("nci-inverted", 0) }

// The flags of NCI scales: two characters from 0x30 to 0x3F, sometimes a
// third that says nothing to us.
const (
	nciMoving = 0x01 // of the first, or its opposite
	nciUnder  = 0x01 // of the second
	nciOver   = 0x02
)

func nci(name string, moving byte) Dialect {
	return Dialect{
		Name: name,
		Line: port.Config{Baud: 9600, DataBits: 7, Parity: "even"},
		Ask:  "W\r",
		Zero: "Z\r",

		first: '\n', last: etx,
		read: func(body string) (Reading, bool) {
			text, flags, weighed := strings.Cut(strings.TrimSuffix(body, "\r"), "\r\n")
			if !weighed {
				text, flags = "", text
			}
			if flags == "?" {
				return Reading{Problem: Busy}, true
			}
			if !nciFlags(flags) {
				return Reading{}, false
			}
			g, err := weight(text)
			switch {
			case flags[1]&nciOver != 0:
				return Reading{Problem: Over}, true
			case flags[1]&nciUnder != 0:
				return Reading{Problem: Negative}, true
			case flags[0]&nciMoving == moving:
				return Reading{Grams: g, Problem: Motion}, err == nil || !weighed
			}
			return settled(g), err == nil
		},
		write: func(r Reading) string {
			flags := []byte{0x30 | 1&^moving, 0x30}
			switch r.Problem {
			case Motion:
				flags[0] = 0x30 | moving
			case Negative:
				flags[1] |= nciUnder
			case Over:
				flags[1] |= nciOver
			}
			if !r.Stable {
				return fmt.Sprintf("%s\r", flags)
			}
			return fmt.Sprintf("%7skg\r\n%s\r", say(r.Grams, Kilogram), flags)
		},
	}
}

func nciFlags(flags string) bool {
	if len(flags) != 2 && len(flags) != 3 {
		return false
	}
	for _, f := range []byte(flags) {
		if f&0xf0 != 0x30 {
			return false
		}
	}
	return true
}
