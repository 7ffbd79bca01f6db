package evdev

import (
	"strings"
	"testing"
)

func TestTheScannerIsChosenWithCare(t *testing.T) {
	keyboard := Device{Path: "/dev/input/event0", Vendor: 0x046d, Product: 0xc31c, Name: "Logitech Keyboard", Keyboard: true}
	scanner := Device{Path: "/dev/input/event3", Vendor: 0x05e0, Product: 0x1200, Name: "Symbol Bar Code Scanner", Keyboard: true}
	buttons := Device{Path: "/dev/input/event4", Vendor: 0x05e0, Product: 0x1200, Name: "Symbol Bar Code Scanner Consumer Control"}
	twin := Device{Path: "/dev/input/event5", Vendor: 0x05e0, Product: 0x1200, Name: "Symbol Cradle", Keyboard: true}
	for _, rule := range []struct {
		name string
		all  []Device
		call string // of the device
		want string
		err  string
	}{
		{"by its numbers", []Device{keyboard, scanner, buttons}, "", scanner.Path, ""},
		{"by its name, where there are two", []Device{keyboard, scanner, twin}, twin.Name, twin.Path, ""},
		{"two and no name", []Device{keyboard, scanner, twin}, "", "", `2 keyboards are 05e0:1200, name one of 05e0:1200 "Symbol Bar Code Scanner", 05e0:1200 "Symbol Cradle"`},
		{"another name", []Device{keyboard, scanner}, "Symbol", "", `no keyboard 05e0:1200 "Symbol"; there are 046d:c31c "Logitech Keyboard", 05e0:1200 "Symbol Bar Code Scanner"`},
		{"not there", []Device{keyboard}, "", "", `no keyboard 05e0:1200; there are 046d:c31c "Logitech Keyboard"`},
		{"nothing there", nil, "", "", "no keyboard 05e0:1200; there are none"},
		{"never the only keyboard", []Device{scanner, buttons}, "", "", "is the only keyboard, which is never taken away"},
		{"its buttons are no keyboard", []Device{keyboard, buttons}, "", "", "no keyboard 05e0:1200"},
	} {
		got, err := Config{Vendor: 0x05e0, Product: 0x1200, Name: rule.call}.choose(rule.all)
		if got.Path != rule.want {
			t.Errorf("%s: got %q, want %q", rule.name, got.Path, rule.want)
		}
		if (err == nil) != (rule.err == "") || err != nil && !strings.Contains(err.Error(), rule.err) {
			t.Errorf("%s: got %v, want %s", rule.name, err, rule.err)
		}
	}
}
