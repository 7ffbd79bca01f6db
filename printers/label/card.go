package label

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/packwright/packwright/printers/zpl"
	"github.com/packwright/packwright/station"
)

// CommandCard is every command of the bench as a barcode, on A5: it lies beside
// the scanner, for hands that have no key near.
func CommandCard(dpmm int) (Sheets, error) {
	p, err := newPad(dpmm)
	if err != nil {
		return Sheets{}, err
	}
	const width, height, most, columns = 1480, 2100, 18, 2
	codes := station.Commands()
	if len(codes) > most {
		return Sheets{}, fmt.Errorf("command card: %d commands do not fit on it", len(codes))
	}
	s := p.sheet(width, height)
	s.line(box{60, 50, width - 120, 70}, zpl.AlignLeft, own("COMMANDS"))
	half := (len(codes) + 1) / columns
	pitch := min(270, (height-200)/half)
	for i, c := range commands(codes) {
		s.command(box{60 + i/half*710, 150 + i%half*pitch, 650, pitch - 20}, c, codes[c])
	}
	return p.sheets()
}

// commands are those of the codes as the keys follow each other, 0 behind 9.
func commands(codes map[station.Command]string) []station.Command {
	const order = "1234567890+-/"
	at := func(c station.Command) int {
		if i := strings.Index(order, string(c)); i >= 0 {
			return i
		}
		return len(order)
	}
	return slices.SortedFunc(maps.Keys(codes), func(a, b station.Command) int {
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a, b))
	})
}

// meanings are what the commands say wherever nothing else stands on the
// screen.
var meanings = map[station.Command]string{
	"1": "missing, not enough", "2": "damaged", "3": "wrong goods", "4": "no barcode", "5": "full, does not fit",
	"6": "take out, skip", "7": "next parcel", "8": "call lead", "9": "park", "0": "more",
	station.CmdPlus: "yes, next", station.CmdMinus: "undo", station.CmdSlash: "back", station.CmdPark: "let go of the order",
	station.CmdLayers: "show the layers",
	station.CmdEmpty:  "a carton is empty", station.CmdRefilled: "a carton is there again",
	station.CmdRoll: "a new roll of labels",
}

// command draws one command into its cell: the key, what it says, the bars.
func (s sheet) command(b box, c station.Command, code string) {
	const key, word, bars = 75, 45, 115
	sign := strings.ToUpper(string(c))
	across := width(sign, key) + 25
	s.line(box{b.x, b.y, across, key}, zpl.AlignLeft, own(sign))
	s.line(box{b.x + across, b.y + 20, b.width - across, word}, zpl.AlignLeft, own(meanings[c]))
	if !s.barcode(box{b.x, b.y + 80, b.width, bars}, field{"command", code}) {
		s.pad.warn("command %s does not fit into a barcode", c)
	}
}
