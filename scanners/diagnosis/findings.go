package diagnosis

// Everything that is found out, in the packer's words. A sentence or remedy is
// as short as two lines of a handheld.
var (
	nothingCame = Finding{
		Name: "nothing", Level: Fault, Text: "Nothing came.",
		Remedy: "Is the scanner plugged in, and does it beep at the label? Some must be told to read Code 128.",
	}
	unknown = Finding{
		Name: "unknown", Level: Fault, Text: "This is not what stands on the test label.",
		Remedy: "If it was the test label, show what came to whoever sets up the scanner.",
	}

	// The keyboard.
	capsLock = Finding{
		Name: "caps_lock", Level: Fault, Text: "Caps lock is on.",
		Remedy: "Press it once. If nothing changes, switch it off in the scanner's set-up.",
	}
	layoutOther = Finding{
		Name: "layout", Level: Fault, Text: "The scanner types for a %s keyboard, this computer has %s.",
		Remedy: "Set the scanner's keyboard country to %s.",
	}
	layoutEither = Finding{
		Name: "layout", Level: Fault, Text: "One of scanner and computer is set to a %s keyboard, the other to a %s one.",
		Remedy: "Set the scanner's keyboard country to that of the computer.",
	}
	layoutUnknown = Finding{
		Name: "layout_unknown", Level: Fault, Text: "Characters come as others: the keyboard of another country.",
		Remedy: "Set the scanner's keyboard country to that of the computer.",
	}
	upperOnly = Finding{
		Name: "upper_case", Level: Fault, Text: "All letters come as capitals.",
		Remedy: "Switch case conversion off in the scanner's set-up.",
	}
	lowerOnly = Finding{
		Name: "lower_case", Level: Fault, Text: "All letters come as small ones.",
		Remedy: "Switch case conversion off in the scanner's set-up.",
	}
	latin1 = Finding{
		Name: "latin1", Level: Fault, Text: "The terminal sends Latin-1, not UTF-8.",
		Remedy: "Set the terminal's character set to UTF-8.",
	}

	// The separator.
	separatorLost = Finding{
		Name: "gs_lost", Level: Fault, Text: "The separator (GS) is lost: lots and dates run together.",
		Remedy: "Let the scanner send control characters as Ctrl+key, or a sign in their place.",
	}
	separatorKey = Finding{
		Name: "gs_key", Level: Fault, Text: "The separator (GS) is typed as the key %s.",
		Remedy: "Let the scanner send control characters as Ctrl+key, not as special keys.",
	}
	separatorAlt = Finding{
		Name: "gs_alt", Level: Fault, Text: "The separator (GS) is typed as Alt+029.",
		Remedy: "Let the scanner send control characters as Ctrl+key, not as Alt+number.",
	}
	separatorEnter = Finding{
		Name: "gs_enter", Level: Fault, Text: "The separator (GS) is typed as %s: it breaks codes in two.",
		Remedy: "Let the scanner send control characters as Ctrl+key.",
	}
	separatorOther = Finding{
		Name: "gs_other", Level: Fault, Text: "The separator (GS) comes as %s.",
		Remedy: "Let the scanner send GS, control character 29, for FNC1.",
	}
	separatorCuts = Finding{
		Name: "gs_cuts", Level: Fault, Text: "All behind the separator (GS) is missing.",
		Remedy: "Let the scanner send control characters as Ctrl+key, or a sign in their place.",
	}
	telnet = Finding{
		Name: "telnet", Level: Fault, Text: "The code ends at the separator: telnet takes Ctrl+] (GS) for itself.",
		Remedy: "Start it as telnet -E, or use ssh.",
	}

	// What stands before the code.
	prefixMissing = Finding{
		Name: "prefix_missing", Level: Fault, Text: "The prefix %s is missing.",
		Remedy: "Set it in the scanner, or take it out of packwright.toml.",
	}
	prefixOther = Finding{
		Name: "prefix_other", Level: Fault, Text: "Before the code stands %s, not the prefix %s.",
		Remedy: "Set the same prefix in the scanner and in packwright.toml.",
	}
	prefixUnknown = Finding{
		Name: "prefix_unknown", Level: Fault, Text: "Before the code stands %s.",
		Remedy: "Take it out of the scanner's set-up, or name it as prefix in packwright.toml.",
	}
	makersCode = Finding{
		Name: "code_id", Level: Fault, Text: "The scanner sends its maker's letter %s for the kind of code.",
		Remedy: "Set the scanner's code ID to AIM.",
	}
	aimMissing = Finding{
		Name: "aim_missing", Level: Note, Text: "The AIM identifier ]C1 is missing.",
		Remedy: "Let the scanner send AIM code IDs: they prove that a code was scanned.",
	}
	beginningLost = Finding{
		Name: "beginning_lost", Level: Fault, Text: "The first characters are lost.",
		Remedy: "The scanner wakes up too slowly: switch its sleep off, or try another USB port.",
	}
	behind = Finding{
		Name: "suffix_unknown", Level: Fault, Text: "Behind the code stands %s.",
		Remedy: "Take it out of the scanner's set-up: only Enter (CR) belongs there.",
	}

	// What ends it.
	noEnd = Finding{
		Name: "no_end", Level: Fault, Text: "No Enter ends the code.",
		Remedy: "Set the scanner's suffix to Enter (CR).",
	}
	endsTwice = Finding{
		Name: "crlf", Level: Note, Text: "The code ends with CR and LF.",
		Remedy: "It works. Elsewhere LF is a second Enter: set the suffix to CR alone.",
	}
	endsLF = Finding{
		Name: "lf", Level: Note, Text: "The code ends with LF.",
		Remedy: "It works. Elsewhere LF is no Enter: set the suffix to CR.",
	}
	endsTab = Finding{
		Name: "tab", Level: Note, Text: "The code ends with TAB.",
		Remedy: "It works. Elsewhere TAB is no Enter: set the suffix to CR.",
	}
	endsOften = Finding{
		Name: "ends_often", Level: Note, Text: "The code ends with %s.",
		Remedy: "It works. Set the suffix to CR alone.",
	}

	// How often and how fast.
	twice = Finding{
		Name: "twice", Level: Note, Text: "The label came %d times.",
		Remedy: "Read it once. If you did, set the scanner's delay for the same code to 500 ms.",
	}
	runTogether = Finding{
		Name: "run_together", Level: Fault, Text: "The label came %d times as one code.",
		Remedy: "Set the scanner's suffix to Enter (CR), its delay for the same code to 500 ms.",
	}
	eachTwice = Finding{
		Name: "each_twice", Level: Fault, Text: "Every character comes twice.",
		Remedy: "Two programs or two cables bring the same scan: take one away.",
	}
	slow = Finding{
		Name: "slow", Level: Note, Text: "The scanner types slowly: %d ms from one character to the next.",
		Remedy: "Set its delay between characters to 0.",
	}
	stalls = Finding{
		Name: "stalls", Level: Fault, Text: "The scan stood still for %d ms: longer than a second breaks it off.",
		Remedy: "Set the scanner's delay between characters to 0, look at the radio or the network.",
	}
	lossy = Finding{
		Name: "characters_lost", Level: Fault, Text: "%d of %d characters are lost.",
		Remedy: "Give the scanner a small delay between characters, or try another USB port.",
	}
	pasted = Finding{
		Name: "pasted", Level: Fault, Text: "The terminal brings the scan as pasted text.",
		Remedy: "The program that hands over the scan must type it, not paste it.",
	}

	// The serial line.
	lineParity = Finding{
		Name: "line_parity", Level: Fault, Text: "The line has 7 data bits and a parity bit.",
		Remedy: "Write frame = %s into packwright.toml.",
	}
	lineNoise = Finding{
		Name: "line_noise", Level: Fault, Text: "Only noise comes over the line.",
		Remedy: "Set baud and frame to the scanner's: try 9600 8N1, 115200 8N1, 9600 7S2.",
	}

	// What programs on the way take for themselves.
	ssh = Finding{
		Name: "ssh", Level: Fault, Text: "ssh takes ~ at the beginning of a line for itself.",
		Remedy: "Start it as ssh -e none, or write EscapeChar none into ~/.ssh/config.",
	}
	mosh = Finding{
		Name: "mosh", Level: Fault, Text: "mosh takes Ctrl+^ (RS) for itself.",
		Remedy: "Set MOSH_ESCAPE_KEY to nothing before mosh is started.",
	}
	tmux = Finding{
		Name: "tmux", Level: Fault, Text: "tmux takes Ctrl+B (STX) and the key behind it for itself.",
		Remedy: "Write set -g prefix None into ~/.tmux.conf, or use another prefix in the scanner.",
	}
	screen = Finding{
		Name: "screen", Level: Fault, Text: "screen takes Ctrl+A (SOH) and the key behind it for itself.",
		Remedy: `Write escape "" into ~/.screenrc, or use another prefix in the scanner.`,
	}
	controlLost = Finding{
		Name: "control_lost", Level: Note, Text: "Control characters do not come through: %s.",
		Remedy: "It works without, unless the prefix is one. Let the scanner send them as Ctrl+key.",
	}
)
