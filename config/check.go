package config

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	nameShape    = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N} ._-]{0,30}[\p{L}\p{N}])?$`)
	printerShape = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$`)
	frameShape   = regexp.MustCompile(`^([5-8])([NEOMS])(1|1\.5|2)$`)
)

var parityNames = map[string]string{"N": "none", "E": "even", "O": "odd", "M": "mark", "S": "space"}

var terminators = map[string]string{"cr": "\r", "lf": "\n", "crlf": "\r\n", "tab": "\t", "any": "\r\n\t"}

// check goes through a configuration, sets the defaults that depend on other
// settings, and keeps the first thing that is wrong.
type check struct {
	file  string
	where places
	err   error
}

func (k *check) all(c *Config) {
	setDefault(&c.Warehouse, "main")
	setDefault(&c.Language, "en")
	setDefault(&c.Glyphs, "blocks")
	k.want(nameShape.MatchString(c.Station), "station", c.Station,
		"is not a name for a station", "Give it 1 to 32 letters, digits, spaces, dots or dashes, as bench-3.")
	k.want(nameShape.MatchString(c.Warehouse), "warehouse", c.Warehouse,
		"is not a name for a warehouse", "Give it 1 to 32 letters, digits, spaces, dots or dashes, as main.")
	k.oneOf("language", c.Language, "en", "de")
	k.oneOf("glyphs", c.Glyphs, "blocks", "ascii")
	k.want(c.Journal != "", "journal", "", "has no folder, for this user has no home", "Set journal to a folder on a local disk.")
	k.room(c)
	k.want(c.Log != "", "log", "", "has no file, for this user has no home", "Set log to a file.")
	k.scanner(&c.Scanner)
	k.sound(c)
	for _, name := range c.Printer.Names() {
		p := c.Printer[name]
		k.want(printerShape.MatchString(name), "printer."+name, "",
			"is not a name for a printer", "Give it 1 to 20 small letters, digits or dashes, as office-2.")
		k.printer("printer."+name, &p)
		c.Printer[name] = p
	}
	k.documents(c)
	k.scale(&c.Scale)
}

// room makes sure that the bench warns before it stops.
func (k *check) room(c *Config) {
	setDefault(&c.RoomWarnMB, 500)
	setDefault(&c.RoomStopMB, 100)
	k.want(c.RoomStopMB > 0, "room_stop_mb", strconv.Itoa(c.RoomStopMB), "is no room at all", "Set 1 or more, best 100.")
	k.want(c.RoomWarnMB >= c.RoomStopMB, "room_warn_mb", strconv.Itoa(c.RoomWarnMB),
		"is less than room_stop_mb, "+strconv.Itoa(c.RoomStopMB), "Set more than that, best 500.")
}

// chooseDatabase takes the flag before the environment before the file. What a
// refused value is called is where it came from.
func (k *check) chooseDatabase(c *Config, flag, env string) {
	key := "database"
	if env != "" {
		key, c.Database = "PACKWRIGHT_DATABASE", env
	}
	if flag != "" {
		key, c.Database = "--database", flag
	}
	if c.Database == "" {
		return
	}
	u, err := url.Parse(c.Database)
	ok := err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql")
	k.want(ok, key, shown(c.Database), "is not the address of a PostgreSQL database",
		"Write it as postgres://user:password@host:5432/database.")
}

// printerSettings are all settings of a printer but its kind.
var printerSettings = []string{"port", "baud", "frame", "flow", "address", "path", "queue", "paper", "dpmm"}

// printerUses are those of them that each kind of printer has a use for.
var printerUses = map[string][]string{
	"serial": {"port", "baud", "frame", "flow", "dpmm"},
	"tcp":    {"address", "dpmm"},
	"usb":    {"path", "dpmm"},
	"cups":   {"queue", "paper", "dpmm"},
	"file":   {"path", "dpmm"},
}

func (k *check) printer(section string, p *Printer) {
	k.optionalKind(section, p.Kind, "serial", "tcp", "usb", "cups", "file")
	k.without(section, p.Kind, slices.DeleteFunc(slices.Clone(printerSettings), func(key string) bool {
		return slices.Contains(printerUses[p.Kind], key)
	})...)
	switch p.Kind {
	case "serial":
		k.serial(section, &p.Serial, Serial{Baud: 9600, Frame: "8N1", Flow: "xonxoff"})
	case "tcp":
		k.address(section, &p.Address, "9100")
	case "usb", "file":
		k.want(p.Path != "", section+".path", "", "is missing", "Name the printer's device, as /dev/usb/lp0, or a file.")
	case "cups":
		k.want(isQueue(p.Queue), section+".queue", p.Queue,
			"is not the name of a queue", "Name one that lpstat -a shows.")
	default:
		return
	}
	k.paper(section, p)
}

// paper makes sure of what a printer prints on.
func (k *check) paper(section string, p *Printer) {
	setDefault(&p.Paper, "label")
	k.oneOf(section+".paper", p.Paper, "label", "a4")
	if p.Paper == "a4" {
		_, given := k.where[section+".dpmm"]
		k.want(!given, section+".dpmm", "", `does not go with paper "a4"`, "Remove it, or set paper to label.")
		return
	}
	setDefault(&p.DPMM, 8)
	k.want(slices.Contains([]int{8, 12}, p.DPMM), section+".dpmm", strconv.Itoa(p.DPMM),
		"is no resolution of a label printer", "Set 8 (203 dpi) or 12 (300 dpi).")
}

// documents makes sure that every document has a printer that can print it.
func (k *check) documents(c *Config) {
	for _, d := range []struct {
		name, printer string
		a4            bool // can be printed on it
	}{
		{"ship", c.Documents.Ship, false},
		{"slip", c.Documents.Slip, true},
		{"article", c.Documents.Article, false},
		{"return", c.Documents.Return, false},
	} {
		key := "documents." + d.name
		k.want(d.printer == "" || c.Printer[d.printer].Exists(), key, d.printer,
			"is no printer of this file", "Name one of them: "+either(strings.Join(c.Printer.Names(), ", "), "there is none")+".")
		name := c.PrinterOf(d.name)
		if d.printer == "" && name != "" {
			key = "printer." + name
		}
		k.want(d.a4 || c.Printer[name].Paper != "a4", key, d.printer,
			"prints A4, which no "+d.name+" label goes on", "Name a label printer in documents."+d.name+".")
	}
}

func either(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

func (k *check) serial(section string, s *Serial, usual Serial) {
	setDefault(&s.Baud, usual.Baud)
	setDefault(&s.Frame, usual.Frame)
	setDefault(&s.Flow, usual.Flow)
	k.want(s.Port != "", section+".port", "", "is missing",
		"Name the serial line, best as a file under /dev/serial/by-id.")
	k.want(s.Baud >= 50 && s.Baud <= 4_000_000, section+".baud", strconv.Itoa(s.Baud),
		"is no speed of a serial line", "Set what the device is set to: 9600 or 115200 mostly.")
	k.want(frameShape.MatchString(s.Frame), section+".frame", s.Frame,
		"is not data bits, parity and stop bits", "Set what the device is set to: 8N1 mostly, or 7E1.")
	k.oneOf(section+".flow", s.Flow, "none", "xonxoff", "rtscts")
}

// address makes sure of host and port, and adds the usual port if there is one.
func (k *check) address(section string, address *string, usualPort string) {
	given := *address
	if _, _, err := net.SplitHostPort(given); err != nil && given != "" && usualPort != "" {
		*address = net.JoinHostPort(strings.Trim(given, "[]"), usualPort)
	}
	host, port, err := net.SplitHostPort(*address)
	number, portErr := strconv.ParseUint(port, 10, 16)
	k.want(err == nil && host != "" && !strings.ContainsFunc(host, unfitForHost) && portErr == nil && number > 0,
		section+".address", given, "is not a host and a port", "Write it as 192.168.1.40:9100.")
}

func unfitForHost(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '/' }

// optionalKind accepts one of the kinds, or none.
func (k *check) optionalKind(section, kind string, kinds ...string) {
	if kind != "" {
		k.oneOf(section+".kind", kind, kinds...)
	}
}

// without refuses settings that the kind of device has no use for: whoever
// wrote them believes that they count.
func (k *check) without(section, kind string, keys ...string) {
	problem, remedy := "does not go with kind "+strconv.Quote(kind), "Remove it, or set another kind."
	if kind == "" {
		problem, remedy = "is set, but "+section+".kind is not", "Set "+section+".kind, or remove the section."
	}
	for _, key := range keys {
		_, given := k.where[section+"."+key]
		k.want(!given, section+"."+key, "", problem, remedy)
	}
}

func (k *check) oneOf(key, value string, allowed ...string) {
	last := len(allowed) - 1
	k.want(slices.Contains(allowed, value), key, value, "is not one of the choices",
		"Set "+strings.Join(allowed[:last], ", ")+" or "+allowed[last]+".")
}

// want notes what is wrong unless ok, if nothing was wrong before.
func (k *check) want(ok bool, key, value, problem, remedy string) {
	if ok || k.err != nil {
		return
	}
	e := Error{Key: key, Value: value, Problem: problem, remedy: remedy}
	if line := k.where.of(key); line > 0 {
		e.File, e.Line = k.file, line
	}
	k.err = e
}

// setDefault gives a setting that was left out its usual value.
func setDefault[T comparable](setting *T, usual T) {
	var left T
	if *setting == left {
		*setting = usual
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// secrets are the passwords of an address and of a list of name=value.
var secrets = regexp.MustCompile(`(://[^/@:]*:).*(@)|(password\s*=\s*)('[^']*'|\S+)()`)

// shown is a value as it may be shown: without a password.
func shown(value string) string {
	return secrets.ReplaceAllString(value, "${1}${3}...${2}")
}

// isQueue says whether CUPS takes a name for a queue: up to 127 characters that
// are seen, none of / # ?, and no option of a command. It is no regular
// expression, because one that counts to 127 costs megabytes at every start.
func isQueue(name string) bool {
	return name != "" && len(name) <= 127 && name[0] != '-' && !strings.ContainsFunc(name, func(r rune) bool {
		return r == utf8.RuneError || !unicode.IsPrint(r) || unicode.IsSpace(r) || strings.ContainsRune("/#?", r)
	})
}
