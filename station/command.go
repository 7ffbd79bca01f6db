package station

import "strings"

// Command is something a packer tells the station, by a digit, a key of the
// numeric pad or a barcode of the command card.
type Command string

// The commands beside the digits, which are the commands "0" to "9".
const (
	CmdPlus  Command = "+" // yes, next
	CmdMinus Command = "-" // undo
	CmdSlash Command = "/" // back
	CmdPark  Command = "park"
	// What stands behind 0 has barcodes of its own.
	CmdLayers   Command = "layers"
	CmdEmpty    Command = "carton empty"
	CmdRefilled Command = "carton there"
	CmdRoll     Command = "new roll"
)

// commandLetters are the letters that no keyboard layout moves: AZERTY shifts
// A, Q, W, Z and M, QWERTZ moves Y and Z, and digits are shifted on AZERTY.
const commandLetters = "BCDEFGHIJKLNOPRSTUVX"

// commandPrefix begins every command barcode; no product or location code has
// it.
const commandPrefix = "XXPX"

var commandWords = []struct {
	Command Command
	Word    string
}{
	{"0", "ODO"},
	{"1", "ONE"},
	{"2", "TVO"},
	{"3", "TREE"},
	{"4", "FOUR"},
	{"5", "FIVE"},
	{"6", "SIX"},
	{"7", "SEVEN"},
	{"8", "OCT"},
	{"9", "NINE"},
	{CmdPlus, "PLUS"},
	{CmdMinus, "UNDO"},
	{CmdSlash, "BECK"},
	{CmdPark, "PERK"},
	{CmdLayers, "LEVELS"},
	{CmdEmpty, "BOXOUT"},
	{CmdRefilled, "BOXIN"},
	{CmdRoll, "ROLL"},
}

// CommandCode is the barcode of a command: the prefix, a word in letters that
// no keyboard layout moves, and a check letter. Unknown commands give "".
func CommandCode(c Command) string {
	for _, w := range commandWords {
		if w.Command == c {
			body := commandPrefix + w.Word
			return body + string(checkLetter(body))
		}
	}
	return ""
}

// Commands lists every command with its barcode, for the command card.
func Commands() map[Command]string {
	m := make(map[Command]string, len(commandWords))
	for _, w := range commandWords {
		m[w.Command] = CommandCode(w.Command)
	}
	return m
}

// ParseCommand reads a command barcode, in either case. forged says that it has
// the prefix but not the check letter, or a word nobody knows.
func ParseCommand(text string) (c Command, ok, forged bool) {
	if len(text) < len(commandPrefix) || !strings.EqualFold(text[:len(commandPrefix)], commandPrefix) {
		return "", false, false
	}
	c, ok = commandCodes[strings.ToUpper(text)]
	return c, ok, !ok
}

var commandCodes = func() map[string]Command {
	m := make(map[string]Command, len(commandWords))
	for c, code := range Commands() {
		m[code] = c
	}
	return m
}()

// checkLetter is Luhn's algorithm over the alphabet of the command letters: it
// finds every single wrong letter and nearly every swap.
func checkLetter(body string) byte {
	n, sum, factor := len(commandLetters), 0, 2
	for i := len(body) - 1; i >= 0; i-- {
		at := strings.IndexByte(commandLetters, body[i])
		if at < 0 {
			return 0
		}
		add := at * factor
		sum += add/n + add%n
		factor = 3 - factor
	}
	return commandLetters[(n-sum%n)%n]
}

// typed is what a line without proof of a scan means when it is not a code: a
// command, a count, or nothing of the kind.
func typed(text string) (c Command, count int, isKey bool) {
	switch text {
	case "+", "-", "/":
		return Command(text), 0, true
	}
	if len(text) == 1 && text[0] >= '0' && text[0] <= '9' {
		return Command(text), 0, true
	}
	if rest, star := strings.CutPrefix(text, "*"); star {
		n, ok := number(rest)
		if !ok {
			n = -1
		}
		return "", n, true
	}
	return "", 0, false
}

// number reads a count that a person typed: one to five digits.
func number(text string) (int, bool) {
	if len(text) == 0 || len(text) > 5 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
