package scanners

import (
	"slices"
	"strings"
	"time"
)

// Tone is what a packer hears of a verdict.
type Tone int

// The tones. Silent makes no sound, yet it frees a scanner that waits for an
// answer.
const (
	Silent Tone = iota
	Good        // counted
	Bad         // not counted
	Warn        // nothing more is counted until somebody saw to it
)

// A Voice is how a kind of scanner is made to speak. Voices are made by Voiced;
// the zero Voice is that of a scanner that cannot be made to.
type Voice struct {
	name  string
	tones [Warn + 1][]note

	hello  []note        // said when the line is opened: undoes what an earlier program left behind
	lift   string        // undoes what a tone does beside sounding
	liftIn time.Duration // so long after the tone, in case the first was not heard

	waits   time.Duration // after a read it takes none until it is answered, or for so long
	packets bool          // it wants its tones, and sends its scans, in packets
}

// A note is what is written in one go, and the pause after it.
type note struct {
	bytes string
	pause time.Duration
}

// between is a pause that keeps two beeps apart: scanners make one beep of two
// that overlap.
const between = 180 * time.Millisecond

// voices by name. Where a scanner has no tone of its own for bad, it comes at
// least twice, for a single beep means good to everybody.
var voices = []Voice{
	{name: "none"},
	{
		name:  "bel", // Zebra with "beep on BEL", and many others
		tones: [...][]note{Good: beeps("\a", 1), Bad: beeps("\a", 3), Warn: beeps("\a", 5)},
	},
	{
		// F is the long tone of "not on file", and shuts the reader until E.
		name:  "datalogic",
		tones: [...][]note{Good: beeps("B", 1), Bad: beeps("FE", 1), Warn: beeps("\x01", 3)},
		hello: []note{{"E", 0}},
		lift:  "E", liftIn: 1500 * time.Millisecond,
	},
	{
		name:  "powerscan",
		tones: [...][]note{Good: beeps("01\r", 1), Bad: beeps("34\r", 2), Warn: join(beeps("34\r", 1), beeps("01\r", 1), beeps("34\r", 1), beeps("01\r", 1))},
	},
	{
		// Host ACK mode: every read is held until an answer comes, of which
		// the light alone makes no sound.
		name: "honeywell",
		tones: [...][]note{
			Silent: {{"\x1b1,", 0}},
			Good:   beeps("\x1b7,", 1),
			Bad:    beeps("\x1b8,\x1b8,", 1),
			Warn:   join(beeps("\x1b6,", 1), beeps("\x1b4,", 1), beeps("\x1b6,", 1), beeps("\x1b4,", 1)),
		},
		hello: []note{{"\x1b1,", 0}},
		waits: 2 * time.Second,
	},
	{
		name: "ssi",
		tones: [...][]note{
			Good: ssiBeep(0x00), // one short high
			Bad:  ssiBeep(0x0f), // one long low
			Warn: ssiBeep(0x15), // slow high, low, high, low
		},
		hello:   ssiHello(),
		packets: true,
	},
}

// Voiced finds a voice by its name.
func Voiced(name string) (Voice, bool) {
	i := slices.IndexFunc(voices, func(v Voice) bool { return v.name == name })
	if i < 0 {
		return Voice{}, false
	}
	return voices[i], true
}

// Voices are the names there are.
func Voices() []string {
	var names []string
	for _, v := range voices {
		names = append(names, v.name)
	}
	return names
}

// beeps says the same n times.
func beeps(bytes string, n int) []note {
	return slices.Repeat([]note{{bytes, between}}, n)
}

func join(notes ...[]note) []note { return slices.Concat(notes...) }

// lifts says that the notes hold what needs a lift later.
func (v Voice) lifts(n note) bool {
	return v.lift != "" && n.bytes != v.lift && strings.HasSuffix(n.bytes, v.lift)
}
