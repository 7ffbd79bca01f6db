package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// The window of every test that looks at the real program.
const (
	columns = 80
	rows    = 24
)

// patience is how long a screen may take to come before a test gives up. What
// must come sooner is measured.
const patience = 10 * time.Second

// program builds packwright once, as it is delivered, and answers its path. It
// stays in the user's cache, as Go keeps what it builds.
var program = sync.OnceValues(func() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	built := filepath.Join(cache, "packwright-test", "packwright")
	out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", built, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return built, nil
})

func packwright(t testing.TB) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// terminal is a program on a real pseudo-terminal, and what a person sees on
// it. Nothing answers the questions that a program asks of its terminal, as on
// the plainest of them.
type terminal struct {
	t     testing.TB
	cmd   *exec.Cmd
	tty   *os.File
	ended chan struct{} // closed when the program has ended and all was read

	mu      sync.Mutex // guards the rest
	vt      vt10x.Terminal
	cut     []byte // the beginning of a character whose rest was not read yet
	bytes   int
	read    time.Time // of the last bytes
	held    []chunk   // while timing: what came, not drawn yet
	timing  bool
	tap     func([]byte)  // is given what came as well; may be nil
	changed chan struct{} // closed and made anew at every read
}

// start runs a program in a window of 80x24 until the test ends.
func start(t testing.TB, cmd *exec.Cmd) *terminal {
	t.Helper()
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "LANG=C.UTF-8")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: rows, Cols: columns})
	if err != nil {
		t.Fatalf("start %s: %v", cmd, err)
	}
	x := &terminal{
		t: t, cmd: cmd, tty: tty, ended: make(chan struct{}), changed: make(chan struct{}),
		vt: vt10x.New(vt10x.WithSize(columns, rows)),
	}
	go x.watch()
	t.Cleanup(x.kill)
	return x
}

// watch reads what the program draws until it has ended.
func (x *terminal) watch() {
	defer close(x.ended)
	chunk := make([]byte, 64<<10)
	for {
		n, err := x.tty.Read(chunk)
		x.take(chunk[:n], time.Now())
		if err != nil {
			x.cmd.Wait()
			return
		}
	}
}

// chunk is what one read brought.
type chunk struct {
	data []byte
	at   time.Time
}

func (x *terminal) take(p []byte, at time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.bytes += len(p)
	x.read = at
	if x.tap != nil {
		x.tap(p)
	}
	if x.timing {
		x.held = append(x.held, chunk{slices.Clone(p), at})
	} else {
		x.draw(p)
	}
	close(x.changed)
	x.changed = make(chan struct{})
}

func (x *terminal) draw(p []byte) {
	p = append(x.cut, p...)
	whole := len(p) - partial(p)
	x.vt.Write(p[:whole])
	x.cut = slices.Clone(p[whole:])
}

// partial is how many bytes at the end begin a character that goes on.
func partial(p []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(p); n++ {
		if last := p[len(p)-n:]; utf8.RuneStart(last[0]) {
			if utf8.FullRune(last) {
				return 0
			}
			return n
		}
	}
	return 0
}

func (x *terminal) screen() screen {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.look()
}

func (x *terminal) look() screen {
	s := make(screen, rows)
	line := make([]rune, columns)
	for y := range s {
		for c := range line {
			if line[c] = x.vt.Cell(c, y).Char; line[c] == 0 {
				line[c] = ' '
			}
		}
		s[y] = strings.TrimRight(string(line), " ")
	}
	return s
}

// written is how many bytes came so far, and when the last did.
func (x *terminal) written() (int, time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.bytes, x.read
}

// await returns the first screen that is good, and says what was waited for
// when it does not come.
func (x *terminal) await(what string, good func(screen) bool) screen {
	x.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s, err := x.awaitWithin(ctx, good)
	if err != nil {
		x.t.Fatalf("%s: %v; the screen shows\n%s", what, err, s)
	}
	return s
}

func (x *terminal) awaitWithin(ctx context.Context, good func(screen) bool) (screen, error) {
	for {
		x.mu.Lock()
		s, changed := x.look(), x.changed
		x.mu.Unlock()
		if good(s) {
			return s, nil
		}
		select {
		case <-changed:
		case <-x.ended:
			return x.screen(), fmt.Errorf("the program has ended: %v", x.cmd.ProcessState)
		case <-ctx.Done():
			return s, ctx.Err()
		}
	}
}

// quiet waits until nothing was drawn for d.
func (x *terminal) quiet(d time.Duration) { x.quietSince(time.Time{}, d) }

// keys types as a keyboard does.
func (x *terminal) keys(typed string) {
	x.t.Helper()
	if _, err := x.tty.WriteString(typed); err != nil {
		x.t.Fatalf("type %q: %v", typed, err)
	}
}

// enter types a line, as a person or a scanner that is a keyboard.
func (x *terminal) enter(line string) { x.t.Helper(); x.keys(line + "\r") }

// quietSince waits until something was drawn after begun, and then nothing for d.
func (x *terminal) quietSince(begun time.Time, d time.Duration) {
	for end := begun.Add(patience); ; {
		x.mu.Lock()
		last, changed := x.read, x.changed
		x.mu.Unlock()
		rest := time.Until(last.Add(d))
		if !last.After(begun) {
			rest = time.Until(end)
		}
		if rest <= 0 {
			return
		}
		select {
		case <-changed:
		case <-time.After(rest):
		}
	}
}

// The keys of the virtual hand, as a terminal sends them.
const (
	keyF9  = "\x1b[20~"
	keyF10 = "\x1b[21~"
	ctrlC  = "\x03"
)

// keyApart is how far a key must be from a scan, and one ctrl+c from the next,
// to be a person's.
const keyApart = 350 * time.Millisecond

// kill ends the program at once, as a power cut does. A second kill does
// nothing.
func (x *terminal) kill() {
	select {
	case <-x.ended:
	default:
		x.cmd.Process.Signal(syscall.SIGKILL)
		<-x.ended
	}
	x.tty.Close()
}

// press presses a key as a person does, apart from all else.
func (x *terminal) press(key string) {
	x.t.Helper()
	time.Sleep(keyApart)
	x.keys(key)
}

// leave ends the program as a person does and answers its exit code.
func (x *terminal) leave() int {
	x.t.Helper()
	x.press(ctrlC)
	x.await("leave: press again", func(s screen) bool { return strings.Contains(s.String(), "ctrl+c") })
	x.press(ctrlC)
	select {
	case <-x.ended:
	case <-time.After(patience):
		x.t.Fatalf("the program does not leave; the screen shows\n%s", x.screen())
	}
	return x.cmd.ProcessState.ExitCode()
}
