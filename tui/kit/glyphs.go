package kit

import "strings"

// glyph is one letter as rows of pixels, "#" for ink. A pixel is half a cell
// high and one wide, which is about a square.
type glyph [6]string

func (g glyph) width() int { return len(g[0]) }

// font holds the letters three cells high. Zero is round and O is square, as
// they stand side by side in codes.
var font = parseFont(map[rune][3]string{
	'A': {"▄▀▀▀▄", "█▄▄▄█", "█   █"},
	'B': {"█▀▀▀▄", "█▀▀▀▄", "█▄▄▄▀"},
	'C': {"▄▀▀▀▀", "█    ", "▀▄▄▄▄"},
	'D': {"█▀▀▀▄", "█   █", "█▄▄▄▀"},
	'E': {"█▀▀▀▀", "█▀▀▀ ", "█▄▄▄▄"},
	'F': {"█▀▀▀▀", "█▀▀▀ ", "█    "},
	'G': {"▄▀▀▀▀", "█  ▀█", "▀▄▄▄▀"},
	'H': {"█   █", "█▀▀▀█", "█   █"},
	'I': {"▀█▀", " █ ", "▄█▄"},
	'J': {"  ▀▀█", "    █", "▀▄▄▄▀"},
	'K': {"█  ▄▀", "█▀▀▄ ", "█   █"},
	'L': {"█    ", "█    ", "█▄▄▄▄"},
	'M': {"█▄ ▄█", "█ ▀ █", "█   █"},
	'N': {"█▄  █", "█ ▀▄█", "█   █"},
	'O': {"█▀▀▀█", "█   █", "█▄▄▄█"},
	'P': {"█▀▀▀▄", "█▀▀▀ ", "█    "},
	'Q': {"▄▀▀▀▄", "█ ▄ █", "▀▄▄▀▄"},
	'R': {"█▀▀▀▄", "█▀█▀ ", "█  ▀▄"},
	'S': {"▄▀▀▀▀", " ▀▀▀▄", "▄▄▄▄▀"},
	'T': {"▀▀█▀▀", "  █  ", "  █  "},
	'U': {"█   █", "█   █", "▀▄▄▄▀"},
	'V': {"█   █", "▀▄ ▄▀", "  ▀  "},
	'W': {"█   █", "█ ▄ █", "█▀ ▀█"},
	'X': {"▀▄ ▄▀", "  █  ", "▄▀ ▀▄"},
	'Y': {"▀▄ ▄▀", "  █  ", "  █  "},
	'Z': {"▀▀▀█▀", " ▄▀  ", "█▄▄▄▄"},
	'0': {"▄▀▀▀▄", "█   █", "▀▄▄▄▀"},
	'1': {" ▄█  ", "  █  ", " ▄█▄ "},
	'2': {"▄▀▀▀▄", "  ▄▀ ", "▄█▄▄▄"},
	'3': {"▀▀▀▀▄", " ▀▀▀▄", "▄▄▄▄▀"},
	'4': {"█  █ ", "█▄▄█▄", "   █ "},
	'5': {"█▀▀▀▀", "▀▀▀▀▄", "▄▄▄▄▀"},
	'6': {"▄▀▀▀▀", "█▀▀▀▄", "▀▄▄▄▀"},
	'7': {"▀▀▀▀█", "  ▄▀ ", "  █  "},
	'8': {"▄▀▀▀▄", "▄▀▀▀▄", "▀▄▄▄▀"},
	'9': {"▄▀▀▀▄", "▀▄▄▄█", " ▄▄▄▀"},
	'-': {"   ", "▀▀▀", "   "},
	'/': {"   ▄▀", "  ▄▀ ", "▄▀   "},
	'.': {" ", " ", "▄"},
	',': {"  ", "  ", "▄▀"},
	':': {"▄", "▄", " "},
	'+': {"  ▄  ", "▀▀█▀▀", "     "},
	'=': {"▄▄▄▄▄", "▄▄▄▄▄", "     "},
	'_': {"     ", "     ", "▄▄▄▄▄"},
	'*': {"▄ ▄ ▄", " ▀█▀ ", "▀ ▀ ▀"},
	'#': {" ▄ ▄ ", "▀█▀█▀", "▀█▀█▀"},
	'!': {"█", "▀", "▄"},
	'?': {"▄▀▀▀▄", "  ▀▀ ", "  ▄  "},
	'(': {"▄▀", "█ ", "▀▄"},
	')': {"▀▄", " █", "▄▀"},
	' ': {"   ", "   ", "   "},
})

func parseFont(drawn map[rune][3]string) map[rune]glyph {
	parsed := make(map[rune]glyph, len(drawn))
	for r, rows := range drawn {
		var g glyph
		for i, row := range rows {
			g[2*i] = strings.Map(pixel("▀█"), row)
			g[2*i+1] = strings.Map(pixel("▄█"), row)
		}
		parsed[r] = g
	}
	return parsed
}

// pixel maps the cells that hold ink in one half to "#".
func pixel(inked string) func(rune) rune {
	return func(r rune) rune {
		if strings.ContainsRune(inked, r) {
			return '#'
		}
		return ' '
	}
}
