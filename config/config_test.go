package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// bare is a machine without any configuration, and the folder that it lies in.
func bare(t *testing.T, env map[string]string) (machine, string) {
	t.Helper()
	dir := t.TempDir()
	return machine{
		dir: filepath.Join(dir, "work"), etc: filepath.Join(dir, "etc"), state: "/var/lib", host: "bench-7.example.net",
		getenv: func(name string) string { return strings.ReplaceAll(env[name], "$DIR", dir) },
	}, dir
}

// loadText reads text as the file that --config names.
func loadText(t *testing.T, text string) (Config, error) {
	t.Helper()
	m, dir := bare(t, map[string]string{"HOME": "/home/ann"})
	return m.load(save(t, dir, "my.toml", text), "")
}

func save(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaultsHoldWithoutAFile(t *testing.T) {
	m, _ := bare(t, map[string]string{"HOME": "/home/ann"})
	got, err := m.load("", "")
	want := Config{
		Station: "bench-7", Warehouse: "main", Language: "en", Glyphs: "blocks",
		Journal: "/home/ann/.local/state/packwright/journal",
		Log:     "/home/ann/.local/state/packwright/packwright.log",

		RoomWarnMB: 500, RoomStopMB: 100,
		Scanner: Scanner{Kind: "wedge", GoodBeep: "scanner"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	m.root = true
	if got, err = m.load("", ""); err != nil || got.Journal != "/var/lib/packwright/journal" {
		t.Errorf("journal of root: got %s, %v", got.Journal, err)
	}
	m, _ = bare(t, map[string]string{"XDG_STATE_HOME": "/s"})
	if got, err = m.load("", ""); err != nil || got.Log != "/s/packwright/packwright.log" {
		t.Errorf("log with XDG_STATE_HOME: got %s, %v", got.Log, err)
	}
}

func TestEachDeviceFillsWhatWasLeftOut(t *testing.T) {
	for _, rule := range []struct {
		name string
		text string
		want func(*Config)
	}{
		{"serial scanner", "[scanner]\nkind = 'serial'\nport = '/dev/s'", func(c *Config) {
			c.Scanner = Scanner{Kind: "serial", Serial: Serial{Port: "/dev/s", Baud: 9600, Frame: "8N1", Flow: "none"}, Terminator: "any", Handshake: "none", Voice: "bel", GoodBeep: "scanner"}
		}},
		{"scanner in host ACK mode", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nvoice = 'honeywell'", func(c *Config) {
			c.Scanner = Scanner{Kind: "serial", Serial: Serial{Port: "/dev/s", Baud: 9600, Frame: "8N1", Flow: "none"}, Terminator: "any", Handshake: "none", Voice: "honeywell", GoodBeep: "host"}
		}},
		{"scanner of the kernel", "[scanner]\nkind = 'evdev'\nvendor = '05e0'\nproduct = '1200'", func(c *Config) {
			c.Scanner = Scanner{Kind: "evdev", Vendor: "05e0", Product: "1200", Layout: "us", GoodBeep: "scanner"}
		}},
		{"wedge with a separator", "scanner = { kind = 'wedge', separator = '|' }", func(c *Config) {
			c.Scanner.Separator = "|"
		}},
		{"wedge with a prefix", "scanner = { kind = 'wedge', prefix = '~' }", func(c *Config) {
			c.Scanner = Scanner{Kind: "wedge", Prefix: "~", GoodBeep: "scanner"}
		}},
		{"serial printer", "[printer.ship]\nkind = 'serial'\nport = '/dev/p'\nbaud = 115200", func(c *Config) {
			c.Printer = Printers{"ship": {Kind: "serial", Serial: Serial{Port: "/dev/p", Baud: 115200, Frame: "8N1", Flow: "xonxoff"}, Paper: "label", DPMM: 8}}
		}},
		{"printer on the network", "[printer.slip]\nkind = 'tcp'\naddress = '10.0.0.7'\ndpmm = 12", func(c *Config) {
			c.Printer = Printers{"slip": {Kind: "tcp", Address: "10.0.0.7:9100", Paper: "label", DPMM: 12}}
		}},
		{"printer on IPv6", "[printer.slip]\nkind = 'tcp'\naddress = '[fe80::1]'", func(c *Config) {
			c.Printer = Printers{"slip": {Kind: "tcp", Address: "[fe80::1]:9100", Paper: "label", DPMM: 8}}
		}},
		{"printer that is a file", "printer.ship.kind = 'file'\nprinter.ship.path = '/dev/usb/lp0'", func(c *Config) {
			c.Printer = Printers{"ship": {Kind: "file", Path: "/dev/usb/lp0", Paper: "label", DPMM: 8}}
		}},
		{"printer on USB", "[printer.ship]\nkind = 'usb'\npath = '/dev/usb/lp0'", func(c *Config) {
			c.Printer = Printers{"ship": {Kind: "usb", Path: "/dev/usb/lp0", Paper: "label", DPMM: 8}}
		}},
		{"queue of labels", "[printer.ship]\nkind = 'cups'\nqueue = 'zebra'\ndpmm = 12", func(c *Config) {
			c.Printer = Printers{"ship": {Kind: "cups", Queue: "zebra", Paper: "label", DPMM: 12}}
		}},
		{"queue of A4", "[printer.office]\nkind = 'cups'\nqueue = 'laser'\npaper = 'a4'\n[documents]\nslip = 'office'", func(c *Config) {
			c.Printer = Printers{"office": {Kind: "cups", Queue: "laser", Paper: "a4"}}
			c.Documents.Slip = "office"
		}},
		{"toledo scale has its own frame", "[scale]\nkind = 'serial'\nport = '/dev/w'\nprotocol = 'toledo-8217'", func(c *Config) {
			c.Scale = Scale{Kind: "serial", Serial: Serial{Port: "/dev/w", Baud: 9600, Frame: "7E1", Flow: "none"}, Protocol: "toledo-8217", Unit: "kg"}
		}},
		{"adam scale has its own speed", "[scale]\nkind = 'serial'\nport = '/dev/w'\nprotocol = 'adam'", func(c *Config) {
			c.Scale = Scale{Kind: "serial", Serial: Serial{Port: "/dev/w", Baud: 4800, Frame: "8N1", Flow: "none"}, Protocol: "adam", Unit: "kg"}
		}},
		{"scale on USB", "[scale]\nkind = 'hid'", func(c *Config) {
			c.Scale = Scale{Kind: "hid", Vendor: "0922"}
		}},
		{"scale on the network", "[scale]\nkind = 'tcp'\naddress = 'scale:4001'\nprotocol = 'mt-sics'", func(c *Config) {
			c.Scale = Scale{Kind: "tcp", Address: "scale:4001", Protocol: "mt-sics", Unit: "kg"}
		}},
		{"a file saved on Windows", "\xef\xbb\xbfstation = 'Packtisch Süd 3'\r\n", func(c *Config) {
			c.Station = "Packtisch Süd 3"
		}},
	} {
		t.Run(rule.name, func(t *testing.T) {
			got, err := loadText(t, rule.text)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := loadText(t, "")
			want.File = got.File
			rule.want(&want)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestErrorNamesKeyValueAndRemedy(t *testing.T) {
	for _, rule := range []struct {
		name   string
		text   string
		want   string // after the file's name
		remedy string
	}{
		{
			"unknown key", "station = 'a'\n[scanner]\nbuad = 9600",
			` line 3: scanner.buad "9600" is no setting that exists`, "Correct or remove it. Known in [scanner]: kind, port, baud, frame, flow, terminator, prefix, separator, handshake, voice, good_beep, vendor, product, name, layout.",
		},
		{
			"unknown key at the top", "databse = 'postgres://u:pw@h/d'",
			` line 1: databse "postgres://u:...@h/d" is no setting that exists`, "Known at the top of the file: station, warehouse, database, insecure, language, glyphs, sound, sound_command, journal, room_warn_mb, room_stop_mb, log, labels, scanner, printer, documents, scale.",
		},
		{
			"a bench that would stop before it warns", "room_stop_mb = 600\nroom_warn_mb = 500",
			` line 2: room_warn_mb "500" is less than room_stop_mb, 600`, "Set more than that, best 500.",
		},
		{
			"no room at all", "room_stop_mb = -1",
			` line 1: room_stop_mb "-1" is no room at all`, "Set 1 or more, best 100.",
		},
		{
			"unknown setting of a printer", "[printer.return]\nkind = 'tcp'\nhost = 'h'",
			` line 3: printer.return.host "h" is no setting that exists`, "Known in [printer.return]: kind, port, baud, frame, flow, address, path, queue, paper, dpmm.",
		},
		{
			"unknown section", "[documents]\ninvoice = 'office'",
			` line 2: documents.invoice "office" is no setting that exists`, "Known in [documents]: ship, slip, article, return.",
		},
		{
			"text for a number", "[scanner]\nkind = 'serial'\nbaud = 'fast'",
			` line 3: scanner.baud "fast" is not a whole number`, "Write a number without quotes.",
		},
		{
			"number for text", "language = 7",
			` line 1: language "7" is not text`, "Write it in double quotes.",
		},
		{
			"text for a section", "scanner = 'serial'",
			` line 1: scanner "serial" is a section`, "Write [scanner] on a line of its own, and its settings below.",
		},
		{
			"no TOML at all", "station = 'a'\nwarehouse is main",
			` line 2: `, "Correct this line, or put # before it.",
		},
		{
			"the same key twice", "station = 'a'\nstation = 'b'",
			`station`, "",
		},
		{"station", "station = 'a\\tb'", ` line 1: station "a\\tb" is not a name for a station`, "as bench-3"},
		{"warehouse", "warehouse = '-'", ` line 1: warehouse "-" is not a name for a warehouse`, "as main"},
		{"language", "language = 'English'", ` line 1: language "English" is not one of the choices`, "Set en or de."},
		{"glyphs", "glyphs = 'big'", ` line 1: glyphs "big" is not one of the choices`, "Set blocks or ascii."},
		{
			"database, password hidden", "database = 'mysql://root:geheim@h/d'",
			` line 1: database "mysql://root:...@h/d" is not the address of a PostgreSQL database`, "Write it as postgres://user:password@host:5432/database.",
		},
		{
			"database, other form, password hidden", "database = 'host=h password=geheim user=u'",
			` line 1: database "host=h password=... user=u" is not the address`, "Write it as postgres://",
		},
		{"scanner kind", "[scanner]\nkind = 'usb'", ` line 2: scanner.kind "usb" is not one of the choices`, "Set wedge, serial or evdev."},
		{"scanner without its line", "[scanner]\nkind = 'serial'", ` line 1: scanner.port is missing`, "Name the serial line, best as a file under /dev/serial/by-id."},
		{"scanner speed", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nbaud = 7", ` line 4: scanner.baud "7" is no speed`, "9600"},
		{"scanner frame", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nframe = '9N1'", ` line 4: scanner.frame "9N1" is not data bits`, "8N1"},
		{"scanner flow", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nflow = 'dtr'", ` line 4: scanner.flow "dtr" is not one of the choices`, "Set none, xonxoff or rtscts."},
		{"scanner terminator", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nterminator = '\\r'", ` line 4: scanner.terminator "\\r" is not one of the choices`, "Set cr, lf, crlf, tab or any."},
		{"scanner handshake", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nhandshake = 'nak'", ` line 4: scanner.handshake "nak" is not one of the choices`, "Set none or ack."},
		{"scanner voice", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nvoice = 'cipherlab'", ` line 4: scanner.voice "cipherlab" is not one of the choices`, "Set none, bel, datalogic, powerscan, honeywell or ssi."},
		{"who beeps", "[scanner]\ngood_beep = 'both'", ` line 2: scanner.good_beep "both" is not one of the choices`, "Set scanner or host."},
		{"packets need no handshake", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nvoice = 'ssi'\nhandshake = 'ack'", ` line 5: scanner.handshake "ack" does not go with voice "ssi"`, "Remove it"},
		{"packets need eight bits", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nvoice = 'ssi'\nframe = '7E1'", ` line 5: scanner.frame "7E1" has too few data bits`, "8N1"},
		{"voice of a wedge", "[scanner]\nvoice = 'bel'", ` line 2: scanner.voice does not go with kind "wedge"`, "Remove it"},
		{"evdev without its numbers", "[scanner]\nkind = 'evdev'", ` line 1: scanner.vendor is not four hexadecimal digits`, "lsusb"},
		{"evdev product", "[scanner]\nkind = 'evdev'\nvendor = '05e0'\nproduct = '0x12'", ` line 4: scanner.product "0x12" is not four hexadecimal digits`, "lsusb"},
		{"evdev layout", "[scanner]\nkind = 'evdev'\nvendor = '05e0'\nproduct = '1200'\nlayout = 'fr'", ` line 5: scanner.layout "fr" is not one of the choices`, "Set us or de."},
		{"line of an evdev scanner", "[scanner]\nkind = 'evdev'\nvendor = '05e0'\nproduct = '1200'\nport = '/dev/s'", ` line 5: scanner.port does not go with kind "evdev"`, "Remove it"},
		{"numbers of a serial scanner", "[scanner]\nkind = 'serial'\nport = '/dev/s'\nvendor = '05e0'", ` line 4: scanner.vendor does not go with kind "serial"`, "Remove it"},
		{"sound", "sound = 'loud'", ` line 1: sound "loud" is not one of the choices`, "Set scanner, bell, console, command or none."},
		{"sound of a scanner that cannot", "sound = 'scanner'", ` line 1: sound "scanner" needs a serial scanner with a voice`, "scanner.voice"},
		{"sound without its command", "sound = 'command'", `sound_command is missing`, "Name the program"},
		{"command without its sound", "sound = 'bell'\nsound_command = 'x'", ` line 2: sound_command "x" is set, but sound is bell`, "Remove it"},
		{"scanner separator", "[scanner]\nseparator = 'x'", ` line 2: scanner.separator "x" is not one character other than letters`, "no code holds"},
		{"scanner prefix", "[scanner]\nprefix = 'ä'", ` line 2: scanner.prefix "ä" is longer than 8 characters or not ASCII`, "one or two characters"},
		{"line of a wedge", "[scanner]\nport = '/dev/s'", ` line 2: scanner.port does not go with kind "wedge"`, "Remove it, or set another kind."},
		{"printer without a kind", "[printer.ship]\nport = '/dev/p'", ` line 2: printer.ship.port is set, but printer.ship.kind is not`, "Set printer.ship.kind, or remove the section."},
		{"printer kind", "[printer.slip]\nkind = 'parallel'", ` line 2: printer.slip.kind "parallel" is not one of the choices`, "Set serial, tcp, usb, cups or file."},
		{"printer name", "[printer.'Büro 1']\nkind = 'tcp'\naddress = 'h'", `printer.Büro 1 is not a name for a printer`, "as office-2"},
		{"usb printer without its device", "[printer.ship]\nkind = 'usb'", ` line 1: printer.ship.path is missing`, "/dev/usb/lp0"},
		{"queue that is an option", "[printer.slip]\nkind = 'cups'\nqueue = '-oraw'", ` line 3: printer.slip.queue "-oraw" is not the name of a queue`, "lpstat -a"},
		{"queue with a blank", "[printer.slip]\nkind = 'cups'\nqueue = 'big laser'", ` line 3: printer.slip.queue "big laser" is not the name of a queue`, "lpstat -a"},
		{"queue of a usb printer", "[printer.slip]\nkind = 'usb'\npath = '/dev/usb/lp0'\nqueue = 'q'", ` line 4: printer.slip.queue does not go with kind "usb"`, "Remove it"},
		{"A4 without a queue", "[printer.slip]\nkind = 'tcp'\naddress = 'h'\npaper = 'a4'", ` line 4: printer.slip.paper does not go with kind "tcp"`, "Remove it"},
		{"paper", "[printer.slip]\nkind = 'cups'\nqueue = 'q'\npaper = 'a5'", ` line 4: printer.slip.paper "a5" is not one of the choices`, "Set label or a4."},
		{"dots of a printer of A4", "[printer.slip]\nkind = 'cups'\nqueue = 'q'\npaper = 'a4'\ndpmm = 8", ` line 5: printer.slip.dpmm does not go with paper "a4"`, "Remove it"},
		{"document without its printer", "[printer.ship]\nkind = 'tcp'\naddress = 'h'\n[documents]\nslip = 'office'", ` line 5: documents.slip "office" is no printer of this file`, "Name one of them: ship."},
		{"ship label on A4", "[printer.office]\nkind = 'cups'\nqueue = 'q'\npaper = 'a4'\n[documents]\nship = 'office'", ` line 6: documents.ship "office" prints A4, which no ship label goes on`, "Name a label printer"},
		{"A4 printer called ship", "[printer.ship]\nkind = 'cups'\nqueue = 'q'\npaper = 'a4'", ` line 1: printer.ship prints A4, which no ship label goes on`, "documents.ship"},
		{"address of a serial printer", "[printer.ship]\nkind = 'serial'\nport = '/dev/p'\naddress = 'h'", ` line 4: printer.ship.address does not go with kind "serial"`, "Remove it"},
		{"no address", "[printer.ship]\nkind = 'tcp'", `printer.ship.address is not a host and a port`, "Write it as 192.168.1.40:9100."},
		{"address with a path", "[printer.ship]\nkind = 'tcp'\naddress = 'http://h'", ` line 3: printer.ship.address "http://h" is not a host and a port`, "Write it as"},
		{"address with a wrong port", "[printer.ship]\nkind = 'tcp'\naddress = 'h:70000'", ` line 3: printer.ship.address "h:70000" is not a host and a port`, "Write it as"},
		{"file printer without a path", "[printer.ship]\nkind = 'file'", ` line 1: printer.ship.path is missing`, "/dev/usb/lp0"},
		{"resolution", "[printer.ship]\nkind = 'tcp'\naddress = 'h'\ndpmm = 203", ` line 4: printer.ship.dpmm "203" is no resolution`, "8 (203 dpi)"},
		{"scale without a kind", "[scale]\nprotocol = 'nci'", ` line 2: scale.protocol is set, but scale.kind is not`, "Set scale.kind"},
		{"scale without a protocol", "[scale]\nkind = 'tcp'\naddress = 'h:1'", `scale.protocol is not one of the choices`, "Set toledo-8217, toledo-continuous, toledo-continuous-check, mt-sics, nci, nci-inverted, and, ohaus or adam."},
		{"scale in stones", "[scale]\nkind = 'tcp'\naddress = 'h:1'\nprotocol = 'nci'\nunit = 'st'", ` line 5: scale.unit "st" is not one of the choices`, "Set kg, g, lb or oz."},
		{"scale on USB with a protocol", "[scale]\nkind = 'hid'\nprotocol = 'nci'", ` line 3: scale.protocol does not go with kind "hid"`, "Remove it"},
		{"scale on USB of another make", "[scale]\nkind = 'hid'\nvendor = '1446'", `scale.product is missing`, "lsusb"},
		{"scale on USB with a name for a number", "[scale]\nkind = 'hid'\nproduct = 'dymo'", ` line 3: scale.product "dymo" is not four`, "lsusb"},
		{"scale address without a port", "[scale]\nkind = 'tcp'\naddress = 'h'\nprotocol = 'nci'", ` line 3: scale.address "h" is not a host and a port`, "Write it as"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			_, err := loadText(t, rule.text)
			var e Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want an Error", err)
			}
			if !strings.Contains(err.Error(), rule.want) {
				t.Errorf("error: got  %s\nwant %s", err, rule.want)
			}
			if !strings.Contains(e.Remedy(), rule.remedy) || e.Remedy() == "" {
				t.Errorf("remedy: got  %q\nwant %q", e.Remedy(), rule.remedy)
			}
			if strings.Contains(err.Error()+e.Remedy(), "geheim") {
				t.Errorf("the password is shown: %s", err)
			}
		})
	}
}

func TestFirstFileFoundCounts(t *testing.T) {
	env := map[string]string{"HOME": "$DIR/home", "XDG_CONFIG_HOME": "$DIR/xdg"}
	files := []string{"work/packwright.toml", "xdg/packwright/config.toml", "etc/packwright/config.toml"}
	for i, want := range files {
		m, dir := bare(t, env)
		for _, file := range files[i:] {
			save(t, dir, file, "warehouse = '"+strings.Split(file, "/")[0]+"'")
		}
		save(t, dir, "home/.config/packwright/config.toml", "warehouse = 'home'") // XDG_CONFIG_HOME hides it
		c, err := m.load("", "")
		if err != nil || c.Warehouse != strings.Split(want, "/")[0] || c.File != filepath.Join(dir, want) {
			t.Errorf("of %v: got %s from %s, %v", files[i:], c.Warehouse, c.File, err)
		}
	}

	m, dir := bare(t, map[string]string{"HOME": "$DIR/home"})
	save(t, dir, "home/.config/packwright/config.toml", "warehouse = 'home'")
	if c, err := m.load("", ""); err != nil || c.Warehouse != "home" {
		t.Errorf("without XDG_CONFIG_HOME: got %q, %v, want the file in ~/.config", c.Warehouse, err)
	}
	named := save(t, dir, "other.toml", "warehouse = 'other'\njournal = 'facts'")
	c, err := m.load(named, "")
	if err != nil || c.Warehouse != "other" {
		t.Errorf("--config: got %q, %v, want the file that it names", c.Warehouse, err)
	}
	if want := filepath.Join(dir, "facts"); c.Journal != want {
		t.Errorf("journal: got %s, want %s, beside the file", c.Journal, want)
	}
}

func TestLoadLooksAtThisMachine(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "packwright.toml", "station = 'here'")
	t.Chdir(dir)
	t.Setenv("PACKWRIGHT_DATABASE", "postgres://env/d")
	c, err := Load("", "")
	if err != nil || c.Station != "here" || c.File != "packwright.toml" || c.Database != "postgres://env/d" {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestUnreadableFileIsAnErrorNotADefault(t *testing.T) {
	m, dir := bare(t, nil)
	if err := os.MkdirAll(filepath.Join(dir, "etc/packwright/config.toml"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, rule := range []struct{ file, want, remedy string }{
		{"", "config.toml: cannot be read: is a directory", "--config"},
		{filepath.Join(dir, "none.toml"), "none.toml\" cannot be read: no such file or directory", "Name a file that is there"},
	} {
		_, err := m.load(rule.file, "")
		var e Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), rule.want) || !strings.Contains(e.Remedy(), rule.remedy) {
			t.Errorf("--config %q: got %v (%s)", rule.file, err, e.Remedy())
		}
	}
}

func TestDatabaseFlagWinsOverEnvironmentOverFile(t *testing.T) {
	const flag, env, file = "postgres://flag/d", "postgresql://env/d", "postgres://file/d"
	for _, rule := range []struct{ flag, env, file, want string }{
		{flag, env, file, flag},
		{"", env, file, env},
		{"", "", file, file},
		{"", "", "", ""},
	} {
		m, dir := bare(t, map[string]string{"HOME": "/h", "PACKWRIGHT_DATABASE": rule.env})
		c, err := m.load(save(t, dir, "c.toml", "database = '"+rule.file+"'"), rule.flag)
		if err != nil || c.Database != rule.want {
			t.Errorf("flag %q, environment %q, file %q: got %q, %v", rule.flag, rule.env, rule.file, c.Database, err)
		}
	}
	for _, rule := range []struct{ flag, env, want string }{
		{"wrong", env, `--database "wrong" is not the address`},
		{"", "wrong", `PACKWRIGHT_DATABASE "wrong" is not the address`},
	} {
		m, _ := bare(t, map[string]string{"HOME": "/h", "PACKWRIGHT_DATABASE": rule.env})
		if _, err := m.load("", rule.flag); err == nil || !strings.HasPrefix(err.Error(), rule.want) {
			t.Errorf("got %v, want %s", err, rule.want)
		}
	}
}

func TestMachineWithoutNameOrHomeIsToldWhatToSet(t *testing.T) {
	m, dir := bare(t, nil)
	if _, err := m.load("", ""); err == nil || !strings.Contains(err.Error(), "journal has no folder") {
		t.Errorf("no home: got %v", err)
	}
	m.host, m.root = "", true
	if _, err := m.load("", ""); err == nil || !strings.Contains(err.Error(), "station is not a name") {
		t.Errorf("no host name: got %v", err)
	}
	m.root = false
	if _, err := m.load(save(t, dir, "c.toml", "station='a'\njournal='/j'\nlog='/l'"), ""); err != nil {
		t.Errorf("all said in the file: got %v", err)
	}
}

func TestExampleIsValidAndShowsEveryKey(t *testing.T) {
	c, err := loadText(t, Example)
	if err != nil {
		t.Fatal(err)
	}
	if c.Scale.Protocol != "toledo-8217" || c.Printer["slip"].Address != "192.168.1.40:9100" {
		t.Errorf("read from the example: got %+v", c)
	}
	for _, key := range append(keysOf(reflect.TypeFor[Config](), nil), keysOf(reflect.TypeFor[Printer](), nil)...) {
		if !regexp.MustCompile(`(?m)^(# |\[)?` + key + `( =|\.|\])`).MatchString(Example) {
			t.Errorf("the example does not show %s", key)
		}
	}
	for _, protocol := range ScaleProtocols {
		if !strings.Contains(Example, protocol) {
			t.Errorf("the example does not name the protocol %s", protocol)
		}
	}
}

func TestADocumentHasAPrinter(t *testing.T) {
	const ship, slip, office = "[printer.ship]\nkind = 'file'\npath = '/a'\n", "[printer.slip]\nkind = 'file'\npath = '/b'\n", "[printer.office]\nkind = 'cups'\nqueue = 'q'\npaper = 'a4'\n"
	for _, rule := range []struct {
		name, text, document, want string
	}{
		{"none at all", "", "slip", ""},
		{"what has no printer of its own comes out of ship", ship, "slip", "ship"},
		{"of its own name", ship + slip, "slip", "slip"},
		{"the one that was named, before its own", ship + slip + office + "[documents]\nslip = 'office'", "slip", "office"},
		{"articles come out of ship", ship + slip + office, "article", "ship"},
		{"a document that nobody names", ship + office, "pallet", "ship"},
		{"A4 takes nothing that was not sent to it", office, "slip", ""},
	} {
		c, err := loadText(t, rule.text)
		if err != nil {
			t.Errorf("%s: %v", rule.name, err)
		}
		if got := c.PrinterOf(rule.document); got != rule.want {
			t.Errorf("%s: got %q, want %q", rule.name, got, rule.want)
		}
	}
}

func TestFramingTakesTheWordApart(t *testing.T) {
	for _, rule := range []struct {
		frame, parity, stop string
		bits                int
	}{
		{"8N1", "none", "1", 8},
		{"7E2", "even", "2", 7},
		{"5O1.5", "odd", "1.5", 5},
		{"7S1", "space", "1", 7},
		{"8M1", "mark", "1", 8},
		{"8X1", "", "", 0},
	} {
		bits, parity, stop := Serial{Frame: rule.frame}.Framing()
		if bits != rule.bits || parity != rule.parity || stop != rule.stop {
			t.Errorf("%s: got %d, %s, %s", rule.frame, bits, parity, stop)
		}
	}
	if got := (Scanner{Terminator: "crlf"}).Ends(); got != "\r\n" {
		t.Errorf("crlf: got %q", got)
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	f.Add(Example)
	f.Add("a.b.c = {d = {e = 1}}\n[[scanner]]\n")
	f.Fuzz(func(t *testing.T, text string) {
		c := Config{}
		if _, err := decode("f", []byte(text), &c); err == nil {
			k := &check{where: findPlaces([]byte(text))}
			k.all(&c)
		}
	})
}
