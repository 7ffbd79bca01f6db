package diagnosis

// What stands on the test label. The first barcode is GS1-128 with two elements
// of the identifiers that every house may use for itself, so that it is no
// product anywhere. The second holds the same as plain Code 128, for scanners
// that were not set to read GS1-128.
//
// K and x stand at one place on every keyboard, the letters behind them move,
// so do the signs, and AZERTY has digits only with shift. " is the one character
// of GS1 that differs between the keyboards of the United States and of Britain.
const (
	HeadAI    = "91"
	HeadValue = `KxAqWzYm-/_"`
	TailAI    = "92"
	TailValue = "0123456789"

	// Plain is the second barcode.
	Plain = head + gs + tail
	// Network is the third barcode, plain Code 128: what programs between the
	// scanner and the bench take for themselves. After Ctrl+A and Ctrl+B stand
	// letters that neither screen nor tmux does anything on, and ssh and mosh
	// answer ~~ and Ctrl+^ ^ by passing one of the two on.
	Network = "~~NET\x01J\x02U\x1e^END"
)

const (
	head = HeadAI + HeadValue
	tail = TailAI + TailValue

	gs  = "\x1d"
	aim = "]C1" // of GS1-128
)
