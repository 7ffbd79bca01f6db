package text

import "testing"

func TestBytesOfAScan(t *testing.T) {
	for _, c := range []struct {
		name            string
		b               byte
		scan, inMessage bool
	}{
		{"a letter", 'A', true, true},
		{"a space", ' ', true, true},
		{"a tilde", '~', true, true},
		{"the separator of GS1", 0x1d, true, true},
		{"the separator of a message", 0x1e, false, true},
		{"the end of a message", 0x04, false, true},
		{"NUL", 0, false, false},
		{"TAB", '\t', false, false},
		{"escape", 0x1b, false, false},
		{"delete", 0x7f, false, false},
		{"the first byte beyond ASCII", 0x80, false, false},
	} {
		if InScan(c.b) != c.scan || InMessage(c.b) != c.inMessage {
			t.Errorf("%s: in a scan %v, in a message %v; want %v, %v", c.name, InScan(c.b), InMessage(c.b), c.scan, c.inMessage)
		}
	}
}
