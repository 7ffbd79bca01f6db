package config

import (
	"regexp"
	"slices"
	"strings"
)

// The settings that go with one kind of scanner only.
var (
	ofSerial = []string{"port", "baud", "frame", "flow", "terminator", "handshake", "voice"}
	ofEvdev  = []string{"vendor", "product", "name", "layout"}
)

func (k *check) scanner(s *Scanner) {
	setDefault(&s.Kind, "wedge")
	k.oneOf("scanner.kind", s.Kind, "wedge", "serial", "evdev")
	k.want(len(s.Prefix) <= 8 && isASCII(s.Prefix), "scanner.prefix", s.Prefix,
		"is longer than 8 characters or not ASCII", "Set the scanner and this key to one or two characters that no code begins with.")
	k.want(s.Separator == "" || separatorShape.MatchString(s.Separator) && s.Separator != s.Prefix, "scanner.separator", s.Separator,
		"is not one character other than letters, digits and the prefix", "Set the scanner and this key to | or another character that no code holds.")
	if s.Kind == "serial" {
		k.serialScanner(s)
	} else {
		k.without("scanner", s.Kind, ofSerial...)
	}
	if s.Kind == "evdev" {
		k.evdevScanner(s)
	} else {
		k.without("scanner", s.Kind, ofEvdev...)
	}
	setDefault(&s.GoodBeep, "scanner")
	k.oneOf("scanner.good_beep", s.GoodBeep, "scanner", "host")
}

func (k *check) serialScanner(s *Scanner) {
	k.serial("scanner", &s.Serial, Serial{Baud: 9600, Frame: "8N1", Flow: "none"})
	setDefault(&s.Terminator, "any")
	setDefault(&s.Handshake, "none")
	setDefault(&s.Voice, "bel")
	if s.Voice == "honeywell" {
		setDefault(&s.GoodBeep, "host")
	}
	k.oneOf("scanner.terminator", s.Terminator, "cr", "lf", "crlf", "tab", "any")
	k.oneOf("scanner.handshake", s.Handshake, "none", "ack")
	k.oneOf("scanner.voice", s.Voice, ScannerVoices...)
	k.want(s.Handshake != "ack" || s.Voice != "ssi", "scanner.handshake", s.Handshake,
		"does not go with voice \"ssi\"", "Remove it: packets are always answered.")
	k.want(s.Frame == "" || s.Voice != "ssi" || s.Frame[0] == '8', "scanner.frame", s.Frame,
		"has too few data bits for voice \"ssi\"", "Set the scanner and this key to 8N1.")
}

var (
	separatorShape = regexp.MustCompile(`^[!-/:-@\\\[-` + "`" + `{-~]$`)
	usbShape       = regexp.MustCompile(`^[0-9a-fA-F]{4}$`)
	layouts        = []string{"us", "de"}
)

func (k *check) evdevScanner(s *Scanner) {
	for _, number := range []struct{ key, value string }{{"vendor", s.Vendor}, {"product", s.Product}} {
		k.want(usbShape.MatchString(number.value), "scanner."+number.key, number.value,
			"is not four hexadecimal digits", "Take both from lsusb: ID 05e0:1200 is vendor 05e0 and product 1200.")
	}
	setDefault(&s.Layout, "us")
	k.oneOf("scanner.layout", s.Layout, layouts...)
}

func (k *check) sound(c *Config) {
	if c.Sound != "" {
		k.oneOf("sound", c.Sound, "scanner", "bell", "console", "command", "none")
	}
	speaks := c.Scanner.Kind == "serial" && c.Scanner.Voice != "none"
	k.want(c.Sound != "scanner" || speaks, "sound", c.Sound,
		"needs a serial scanner with a voice", "Set scanner.kind and scanner.voice, or another sound.")
	k.want(c.Sound != "command" || strings.TrimSpace(c.SoundCommand) != "", "sound_command", c.SoundCommand,
		"is missing", "Name the program that plays a tone.")
	k.want(c.SoundCommand == "" || slices.Contains([]string{"", "command"}, c.Sound), "sound_command", c.SoundCommand,
		"is set, but sound is "+c.Sound, "Remove it, or set sound to command.")
}
