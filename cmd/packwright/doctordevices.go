package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/scanners/scale"
	"github.com/packwright/packwright/station/port"
)

// devicePatience is how long the doctor listens to one device.
const devicePatience = 3 * time.Second

// examineDevices asks every device of the configuration how it is.
func examineDevices(ctx context.Context, c config.Config) []finding {
	d, err := newDevices(c)
	if err != nil {
		return []finding{fault("devices", "Compare packwright.toml with the example.", err)}
	}
	var found []finding
	for _, name := range c.Printer.Names() {
		if p := d.printers[name]; p != nil {
			found = append(found, examinePrinter(ctx, name, c.Printer[name], p))
		}
	}
	if d.scanner != nil {
		found = append(found, examineReader(c.Scanner))
	}
	if d.scale != nil {
		found = append(found, examineScale(ctx, d.scale))
	}
	if len(found) == 0 {
		found = append(found, warning("devices", "Name them in packwright.toml: [scanner], [printer.ship], [scale].", "none but the keyboard"))
	}
	return found
}

func examinePrinter(ctx context.Context, name string, c config.Printer, p *printers.Printer) finding {
	r := askPrinter(ctx, name, c, p)
	switch {
	case r.State == "unreachable":
		return fault(name, unreachedPrinter, r.err)
	case r.State == "unconfirmed":
		return warning(name, "It prints all the same: what came out is never known. Ship labels are better on a printer that answers.", "%s %s: %s", r.Kind, r.Where, r.Problem)
	case r.State == "unknown":
		return warning(name, "It may print all the same: packwright cannot know what came out.", "silent: %s", r.Problem)
	case r.State == "not_ready":
		return fault(name, "See to it at the printer.", errors.New(r.Problem))
	case r.otherDots():
		return fault(name, fmt.Sprintf("Set dpmm = %d in [printer.%s].", r.DPMM, name), fmt.Errorf("%s has %d dots a mm, the configuration says %d", either(r.Model, "the printer"), r.DPMM, r.Set))
	case r.Warning != "":
		return warning(name, "See to it at the printer.", "%s, ready: %s", either(r.Model, "a printer"), r.Warning)
	}
	return ok(name, "%s, ready", either(r.Model, "a printer"))
}

func examineLine(what string, p port.Config) finding {
	l, err := port.Open(p)
	if err != nil {
		remedy := "Is the cable in, the port right, and this user in the group dialout?"
		if names := port.Names(); len(names) > 0 {
			remedy += " Plugged in: " + strings.Join(names, ", ") + "."
		}
		return fault(what, remedy, err)
	}
	defer l.Close()
	if stable := port.Stable(p.Path); stable != p.Path {
		return warning(what, "Name it "+stable+": that name stays when devices are plugged in another order.", "%s is there", p.Path)
	}
	return ok(what, "%s is there", p.Path)
}

// examineReader opens the scanner.
func examineReader(s config.Scanner) finding {
	if s.Kind == "serial" {
		return examineLine("scanner", line(s.Serial))
	}
	d, err := inputDevice(s).Open()
	if err != nil {
		return fault("scanner", "Is it plugged in, are vendor and product those of lsusb, and is this user in the group input?", err)
	}
	defer d.Close()
	return ok("scanner", "%s:%s is there", s.Vendor, s.Product)
}

func examineScale(ctx context.Context, s *scale.Scale) finding {
	ctx, cancel := context.WithTimeout(ctx, devicePatience)
	defer cancel()
	readings := make(chan scale.Reading)
	done := make(chan struct{})
	go func() { s.Run(ctx, readings); close(done) }()
	defer func() { cancel(); <-done }()
	for {
		select {
		case <-ctx.Done():
			return fault("scale", "Is it switched on, the cable in, and the protocol right?", fmt.Errorf("no answer in %s", devicePatience))
		case r := <-readings:
			if r.Problem == "" || r.Problem == scale.Motion || r.Problem == scale.Negative || r.Problem == scale.Over {
				return ok("scale", "answers, %d g", r.Grams)
			}
		}
	}
}
