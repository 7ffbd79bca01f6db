package scale

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// kernel is a /sys and a /dev with these devices, hidraw0 first.
func kernel(t *testing.T, ids ...string) HID {
	t.Helper()
	h := HID{Vendor: 0x0922, Products: []uint16{0x8003, 0x8004}, Sys: t.TempDir(), Dev: t.TempDir()}
	for i, id := range ids {
		name := "hidraw" + string(rune('0'+i))
		folder := filepath.Join(h.Sys, "class/hidraw", name, "device")
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for path, text := range map[string]string{
			filepath.Join(folder, "uevent"): "DRIVER=hid-generic\nHID_ID=" + id + "\nHID_NAME=Scale\n",
			filepath.Join(h.Dev, name):      name,
		} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return h
}

func TestAScaleOnUSBIsFoundByItsNumbers(t *testing.T) {
	const mouse, dymo, big, stranger = "0003:0000046D:0000C077", "0003:00000922:00008003", "0003:00000922:00008004", "0003:00000922:00001234"
	for _, c := range []struct {
		name string
		ids  []string
		want string // the device, or what is said
	}{
		{"among others", []string{mouse, stranger, dymo}, "hidraw2"},
		{"either product", []string{big, mouse}, "hidraw0"},
		{"none", []string{mouse, stranger}, "no scale 0922:8003 or 0922:8004 on USB"},
		{"no USB at all", nil, "no scale 0922:8003 or 0922:8004 on USB"},
		{"two", []string{dymo, mouse, big}, "2 scales are 0922:8003 or 0922:8004, unplug all but one: hidraw0, hidraw2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			switch f, err := kernel(t, c.ids...).Open(); {
			case err != nil:
				got = err.Error()
			default:
				defer f.Close()
				b := make([]byte, 64)
				n, _ := f.Read(b)
				got = string(b[:n])
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAScaleOnUSBThatMayNotBeReadSaysSo(t *testing.T) {
	h := kernel(t, "0003:00000922:00008003")
	if err := os.Remove(filepath.Join(h.Dev, "hidraw0")); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Open(); err == nil || !strings.HasPrefix(err.Error(), "open scale 0922:8003") {
		t.Errorf("got %v", err)
	}
}
