//go:build linux

package scanners_test

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"github.com/packwright/packwright/scanners"
)

// screen tells which keys reached it.
type screen struct{ keys chan<- string }

func (s screen) Init() tea.Cmd { return nil }

func (s screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		s.keys <- key.String()
		if key.String() == "f10" {
			return s, tea.Quit
		}
	}
	return s, nil
}

func (s screen) View() tea.View { return tea.NewView("scan line") }

// bench runs a Wedge at a real terminal, and whoever reads its keys.
func bench(t *testing.T) (person, tty *os.File, w *scanners.Wedge, scans chan scanners.Scan) {
	t.Helper()
	person, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	w = scanners.NewWedge("keyboard", tty)
	scans = make(chan scanners.Scan, 16)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.Run(ctx, scans) }()
	t.Cleanup(func() {
		w.Close()
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v", err)
		}
		person.Close()
		tty.Close()
	})
	return person, tty, w, scans
}

func raw(t *testing.T, tty *os.File) bool {
	t.Helper()
	settings, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return settings.Lflag&(unix.ICANON|unix.ECHO|unix.ISIG) == 0
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(what)
		}
	}
}

func receive[T any](t *testing.T, what string, from <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-from:
	case <-time.After(5 * time.Second):
		t.Fatalf("no %s after 5 s", what)
	}
	return v
}

func TestBubbleTeaGetsKeysAndNoScans(t *testing.T) {
	person, tty, w, scans := bench(t)
	go io.Copy(io.Discard, person) // what the program draws
	keys := make(chan string, 16)
	program := tea.NewProgram(screen{keys}, tea.WithInput(w), tea.WithOutput(tty),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
	ended := make(chan error)
	go func() { _, err := program.Run(); ended <- err }()
	eventually(t, "the terminal did not become raw", func() bool { return raw(t, tty) })

	io.WriteString(person, "]C10104006381333931\x1d10A\r\n")
	if s := receive(t, "scan", scans); s.Text != "]C10104006381333931\x1d10A" || !s.Proof {
		t.Errorf("got %+v, want the proven scan", s)
	}
	io.WriteString(person, "\x1b[200~\x03\x1b[20~")
	if s := receive(t, "rejected scan", scans); s.Rejected == "" {
		t.Errorf("got %+v, want the paste refused", s)
	}
	time.Sleep(200 * time.Millisecond) // a real terminal, keys must be apart from scans
	io.WriteString(person, "\x1b[20~")
	if key := receive(t, "key", keys); key != "f9" {
		t.Errorf("got key %q, want f9", key)
	}

	if err := program.ReleaseTerminal(); err != nil || raw(t, tty) {
		t.Errorf("release: %v, terminal still raw: %v", err, raw(t, tty))
	}
	if err := program.RestoreTerminal(); err != nil || !raw(t, tty) {
		t.Errorf("restore: %v, terminal raw again: %v", err, raw(t, tty))
	}
	io.WriteString(person, "\x1b[A")
	if key := receive(t, "key", keys); key != "up" {
		t.Errorf("got key %q after the terminal was lent out, want up", key)
	}

	io.WriteString(person, "\x1b[21~")
	if err := receive(t, "end", ended); err != nil || raw(t, tty) {
		t.Errorf("quit: %v, terminal still raw: %v", err, raw(t, tty))
	}
	if receive(t, "key", keys) != "f10" || len(keys) > 0 {
		t.Errorf("%d keys reached the screen that nobody pressed", len(keys))
	}
}

func TestTenThousandCharactersUnpacedLoseNothing(t *testing.T) {
	person, tty, _, scans := bench(t)
	if _, err := term.MakeRaw(int(tty.Fd())); err != nil {
		t.Fatal(err)
	}
	code := strings.Repeat("0123456789", 10)
	go func() {
		for range 100 {
			io.WriteString(person, code+"\r")
		}
	}()
	for i := range 100 {
		if s := receive(t, "scan", scans); s.Text != code || !s.Burst {
			t.Fatalf("scan %d is %+v", i, s)
		}
	}
}
