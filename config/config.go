// Package config reads what a station must know before it can ask the database
// for anything: where the database is, what the station is called, which
// devices hang on it and which language it speaks.
//
// Not in here: the rules of the house, such as ways of working, tolerances and
// delays, which are rows of the database and the same for everybody; and the
// devices themselves, which get their settings as plain text and numbers and
// have the last word on them when they are opened.
package config

import (
	_ "embed"
	"maps"
	"slices"
)

// Example is a configuration file with every key there is, each explained.
//
//go:embed example.toml
var Example string

// Config is what the configuration file says, with defaults where it is silent.
type Config struct {
	// File is where the configuration was read from, "" if there is no file.
	File string `toml:"-"`

	// Station is the name of this bench. Default: the machine's host name, up
	// to its first dot.
	Station string `toml:"station"`
	// Warehouse is the name of the house. Default: "main".
	Warehouse string `toml:"warehouse"`
	// Database is a postgres:// URL. It has no default; --database wins over
	// PACKWRIGHT_DATABASE, which wins over the file.
	Database string `toml:"database"`
	// Insecure lets the database be asked for without TLS where it is reached over
	// a loopback address: for developing. It lets nothing else be. Default: false.
	Insecure bool `toml:"insecure"`

	// Language of the screens, "en" or "de". Default: "en".
	Language string `toml:"language"`
	// Glyphs are how big letters are drawn: "blocks", or "ascii" for a terminal
	// that draws block characters too wide. Default: "blocks".
	Glyphs string `toml:"glyphs"`

	// Sound is how the bench sounds: "scanner", "bell" of the terminal, "console"
	// tone of the machine, "command" or "none". Default: what doctor --sound
	// found, else the scanner if it can be made to beep, else the bell.
	Sound string `toml:"sound"`
	// SoundCommand is the program that plays a tone. Words after its name are
	// arguments; good, bad or warning is added as the last. It has no default.
	SoundCommand string `toml:"sound_command"`

	// Journal is the folder of the station's facts, on a local disk. Default:
	// journal in /var/lib/packwright for root, in $XDG_STATE_HOME/packwright or
	// ~/.local/state/packwright for others.
	Journal string `toml:"journal"`
	// RoomWarnMB and RoomStopMB are the room on the disk of the journal, MB,
	// below which the bench says so, and below which it takes no new work.
	// Default: 500 and 100.
	RoomWarnMB int `toml:"room_warn_mb"`
	RoomStopMB int `toml:"room_stop_mb"`
	// Log is the file that the program logs to. Default: packwright.log in the
	// folder that the default journal lies in.
	Log string `toml:"log"`

	// Labels is a folder of templates that labels are drawn by in place of the
	// built-in ones. It has no default.
	Labels string `toml:"labels"`

	Scanner   Scanner   `toml:"scanner"`
	Printer   Printers  `toml:"printer"`
	Documents Documents `toml:"documents"`
	Scale     Scale     `toml:"scale"`
}

// Serial is a serial line. It is left empty for devices on no line.
type Serial struct {
	// Port is the line's device file, best one under /dev/serial/by-id.
	Port string `toml:"port"`
	// Baud is the speed in bits a second. Default: 9600, for an adam scale 4800.
	Baud int `toml:"baud"`
	// Frame is data bits, parity (N, E, O, M or S) and stop bits in one word.
	// Default: "8N1", for a toledo scale "7E1".
	Frame string `toml:"frame"`
	// Flow is "none", "xonxoff" or "rtscts". Default: "xonxoff" for printers,
	// "none" for everything else.
	Flow string `toml:"flow"`
}

// Framing takes Frame apart: data bits, parity as none, even, odd, mark or
// space, and stop bits as 1, 1.5 or 2.
func (s Serial) Framing() (dataBits int, parity, stopBits string) {
	m := frameShape.FindStringSubmatch(s.Frame)
	if m == nil {
		return 0, "", ""
	}
	return int(m[1][0] - '0'), parityNames[m[2]], m[3]
}

// Scanner is what the packer scans with.
type Scanner struct {
	// Kind is "wedge", a scanner that types, "serial", or "evdev", a scanner
	// that types and that nobody else hears (Linux). Default: "wedge".
	Kind string `toml:"kind"`
	Serial
	// Terminator is what ends a scan on a serial line: "cr", "lf", "crlf",
	// "tab", or "any" of these bytes. Default: "any".
	Terminator string `toml:"terminator"`
	// Prefix is what the scanner sends before each code, if it was set up so:
	// at most 8 ASCII characters. Default: none.
	Prefix string `toml:"prefix"`
	// Separator is what the scanner sends in place of GS (FNC1) where a program
	// on the way eats that: one character that is no letter and no digit.
	// Default: none, GS comes as it is.
	Separator string `toml:"separator"`
	// Handshake is "none", or "ack" for a serial scanner that waits for ACK and
	// sends again after NAK. Default: "none".
	Handshake string `toml:"handshake"`
	// Voice is how a serial scanner is made to beep, one of ScannerVoices.
	// Default: "bel".
	Voice string `toml:"voice"`
	// GoodBeep says who beeps at a good scan: "scanner", which does so at each
	// read, or "host", which knows whether it was right. Default: "scanner", for
	// the voice "honeywell" "host".
	GoodBeep string `toml:"good_beep"`
	// Vendor and Product are the USB numbers of an evdev scanner, four
	// hexadecimal digits each. They have no default.
	Vendor  string `toml:"vendor"`
	Product string `toml:"product"`
	// Name is the name of an evdev scanner, where several have its numbers.
	// Default: none, which is any.
	Name string `toml:"name"`
	// Layout is the keyboard that an evdev scanner is set to type on, "us" or
	// "de". Default: "us".
	Layout string `toml:"layout"`
}

// Ends are the bytes that end a scan on a serial line.
func (s Scanner) Ends() string { return terminators[s.Terminator] }

// OwnBeep reports whether the scanner beeps by itself at each read.
func (s Scanner) OwnBeep() bool { return s.GoodBeep == "scanner" }

// ScannerVoices are the names that Scanner.Voice may have. bel is a scanner
// that beeps at BEL, as Zebra's can be set to; honeywell is one in host ACK
// mode; ssi is Zebra's packets, for scans as well.
var ScannerVoices = []string{"none", "bel", "datalogic", "powerscan", "honeywell", "ssi"}

// Printers are the printers of a bench by the names that the file gives them.
type Printers map[string]Printer

// Names are the names of the printers, sorted.
func (p Printers) Names() []string { return slices.Sorted(maps.Keys(p)) }

// Documents says which document comes out of which printer, by the printer's
// name. What is left out comes out of the printer that has the document's own
// name, else out of the one called ship.
type Documents struct {
	Ship    string `toml:"ship"`
	Slip    string `toml:"slip"`
	Article string `toml:"article"`
	Return  string `toml:"return"`
}

// PrinterOf is the name of the printer that a document, such as "slip", comes
// out of, "" if there is none.
func (c Config) PrinterOf(document string) string {
	named := map[string]string{
		"ship": c.Documents.Ship, "slip": c.Documents.Slip,
		"article": c.Documents.Article, "return": c.Documents.Return,
	}[document]
	for _, name := range []string{named, document, "ship"} {
		if c.Printer[name].Exists() {
			return name
		}
	}
	return ""
}

// Printer is one printer.
type Printer struct {
	// Kind is "serial", "tcp", "usb", "cups", "file" or "", which is no printer.
	// Default: "".
	Kind string `toml:"kind"`
	Serial
	// Address is host:port of a tcp printer. Default for the port: 9100.
	Address string `toml:"address"`
	// Path is the device of a usb printer, as /dev/usb/lp0, or the file of a file
	// printer.
	Path string `toml:"path"`
	// Queue is the name of the queue of a cups printer.
	Queue string `toml:"queue"`
	// Paper is "label", or "a4" for a cups printer that gets PDF. Default:
	// "label".
	Paper string `toml:"paper"`
	// DPMM is the print head's resolution in dots a millimetre: 8 (203 dpi)
	// or 12 (300 dpi). A printer of A4 has none.
	// Default: 8.
	DPMM int `toml:"dpmm"`
}

// Exists reports whether there is such a printer.
func (p Printer) Exists() bool { return p.Kind != "" }

// Scale weighs parcels.
type Scale struct {
	// Kind is "serial", "tcp", "hid", a scale on USB as DYMO's (Linux), or "",
	// which is no scale. Default: "".
	Kind string `toml:"kind"`
	Serial
	// Address is host:port of a scale on the network.
	Address string `toml:"address"`
	// Protocol is what the scale speaks, one of ScaleProtocols. It has no
	// default; a hid scale has no choice.
	Protocol string `toml:"protocol"`
	// Unit is what a scale weighs in whose protocol does not say so: "kg", "g",
	// "lb" or "oz". Default: "kg".
	Unit string `toml:"unit"`
	// Vendor and Product are the USB numbers of a hid scale, four hexadecimal
	// digits each. Default: 0922, and 8003 or 8004.
	Vendor  string `toml:"vendor"`
	Product string `toml:"product"`
}

// Exists reports whether there is a scale.
func (s Scale) Exists() bool { return s.Kind != "" }

// ScaleProtocols are the names that Scale.Protocol may have.
var ScaleProtocols = []string{
	"toledo-8217", "toledo-continuous", "toledo-continuous-check", "mt-sics", "nci", "nci-inverted", "and", "ohaus", "adam",
}

// Load reads the configuration for a program that was given --config file and
// --database url, either of which may be empty. Without a file named it takes
// the first of ./packwright.toml, $XDG_CONFIG_HOME/packwright/config.toml and
// /etc/packwright/config.toml; without any of them the defaults hold. Errors
// are of type Error.
func Load(file, database string) (Config, error) {
	return here().load(file, database)
}
