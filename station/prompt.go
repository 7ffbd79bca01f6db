package station

// Screen is which screen the bench shows.
type Screen string

// The screens of the packer.
const (
	StartCheck Screen = "start_check" // scan badge
	WorkScreen Screen = "work"        // NEXT, or a tote or slot
	PickScreen Screen = "pick"        // location > article > lot > count > tote
	NotEnough  Screen = "not_enough"  // reason > how many are there
	OpenScreen Screen = "open"        // pack-only: tote or slot
	PackScreen Screen = "pack"        // carton > articles
	ShipScreen Screen = "ship"        // weight > label > prove
	Trouble    Screen = "trouble"     // reason > slot
	LeadScreen Screen = "lead"        // a lead's badge
	PutBack    Screen = "put_back"    // article > location
)

// Prompt is what the screen asks now. It follows from the state alone; a scan
// or digit it does not name is refused by saying what it waits for.
type Prompt struct {
	Screen Screen
	// Text is the one thing to do, in English and the key of its translation,
	// "SCAN ARTICLE"; Args fill it. Hint is a second, smaller line.
	Text     string
	Args     []any
	Hint     string
	HintArgs []any
	// Band is the active band of the screen, 1 at the top, 0 for none.
	Band    int
	Accepts []Accept
	Choices []Choice
	// What + - / and *n do now, "" where they are not offered.
	Plus, Minus, Slash, Star string
	// Halted says that a STOP stands: only + and PARK are taken.
	Halted bool
}

// Accept is a kind of scan or entry that a prompt takes.
type Accept string

// What prompts take.
const (
	ABadge    Accept = "badge"
	ATote     Accept = "tote"
	ASlot     Accept = "slot"
	ALocation Accept = "location" // its barcode or check digits
	AArticle  Accept = "article"
	ALot      Accept = "lot"
	ASerial   Accept = "serial"
	AExpiry   Accept = "expiry"
	ACarton   Accept = "carton"
	ALabel    Accept = "label"
	AWeight   Accept = "weight" // the scale
	ANumber   Accept = "number" // typed digits are a count, not choices
)

// Choice is a digit offered on the bottom lines.
type Choice struct {
	Digit byte // '0' to '9'
	Label string
}

// Takes says whether the prompt takes scans of the kind.
func (p Prompt) Takes(a Accept) bool {
	for _, x := range p.Accepts {
		if x == a {
			return true
		}
	}
	return false
}

// Offers says whether the digit stands on the bottom lines.
func (p Prompt) Offers(digit byte) bool {
	for _, c := range p.Choices {
		if c.Digit == digit {
			return true
		}
	}
	return false
}
