package tuitest

import (
	"bytes"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
	"github.com/hinshun/vt10x"
)

// Terminal is an output that counts what is written and shows it as a terminal
// would.
type Terminal struct {
	mu    sync.Mutex // guards all of it: the renderer writes from its own goroutine
	vt    vt10x.Terminal
	bytes bytes.Buffer
}

// NewTerminal is a blank terminal of the size.
func NewTerminal(s Size) *Terminal {
	return &Terminal{vt: vt10x.New(vt10x.WithSize(s.W, s.H))}
}

// Write draws what a program wrote. Line feeds return the carriage, as a
// terminal does that nobody made raw.
func (t *Terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bytes.Write(p)
	_, err := t.vt.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	return len(p), err
}

// Take returns what was written since the last Take.
func (t *Terminal) Take() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.bytes.String()
	t.bytes.Reset()
	return s
}

// Screen is what is seen, line by line without the blanks at the end.
func (t *Terminal) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, h := t.vt.Size()
	var b strings.Builder
	for y := range h {
		line := make([]rune, w)
		for x := range w {
			line[x] = t.vt.Cell(x, y).Char
			if line[x] == 0 {
				line[x] = ' '
			}
		}
		b.WriteString(strings.TrimRight(string(line), " ") + "\n")
	}
	return b.String()
}

// Plain is a view as a terminal shows it: without colours and blanks at the
// end, for comparing with Screen.
func Plain(view string) string { return trimmed(ansi.Strip(view)) }
