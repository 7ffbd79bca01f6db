package scale

import (
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/station/port"
)

// Ohaus is spoken by Ohaus scales. It is asked for the weight at once; a
// question mark after it says that the load moves.
func Ohaus() Dialect {
	return Dialect{
		Name: "ohaus",
		Line: port.Config{Baud: 9600},
		Ask:  "IP\r\n",
		Zero: "Z\r\n",

		last: '\n', lines: true,
		read: readOhaus,
		write: func(r Reading) string {
			switch r.Problem {
			case "", Negative:
				return fmt.Sprintf("%11s kg\r", say(r.Grams, Kilogram))
			case Motion:
				return fmt.Sprintf("%11s kg ?\r", say(r.Grams, Kilogram))
			}
			return "ES\r"
		},
	}
}

// ohausLegends may follow a weight of the load.
var ohausLegends = []string{"G", "N", "GROSS", "NET"}

func readOhaus(body string) (Reading, bool) {
	text := strings.TrimSpace(body)
	if text == "ES" {
		return Reading{Problem: Busy}, true
	}
	if i := strings.LastIndexByte(text, ' '); slices.Contains(ohausLegends, text[i+1:]) {
		text = strings.TrimSpace(text[:i+1])
	}
	text, moving := strings.CutSuffix(text, "?")
	g, err := weight(strings.TrimSpace(text))
	if moving {
		return Reading{Grams: g, Problem: Motion}, err == nil
	}
	return settled(g), err == nil
}

// Adam is spoken by Adam Equipment scales. They answer only at rest. A scale
// that is set to answer once for each weight is never stable here, because
// nothing confirms what noise may have changed: set it to answer each time.
func Adam() Dialect {
	return Dialect{
		Name: "adam",
		Line: port.Config{Baud: 4800},
		Ask:  "P\r\n",
		Zero: "Z\r\n",

		last: '\n', lines: true,
		read: func(body string) (Reading, bool) {
			g, err := weight(strings.TrimSpace(body))
			return settled(g), err == nil
		},
		write: func(r Reading) string {
			if !r.Stable && r.Problem != Negative {
				return ""
			}
			return fmt.Sprintf("%9s kg\r", say(r.Grams, Kilogram))
		},
	}
}
