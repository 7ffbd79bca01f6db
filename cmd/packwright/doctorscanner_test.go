package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station/port"
)

const (
	rightScan = "]C191KxAqWzYm-/_\"\x1d920123456789\r"
	capsScan  = "]c191kXaQwZyM-/_\"\x1d920123456789\r"
)

// said is what a clinic printed, while it prints.
type said struct {
	mu  sync.Mutex // guards all: the clinic prints from its own goroutine
	all bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// await waits until the clinic said something.
func (s *said) await(t *testing.T, what string) {
	t.Helper()
	for end := time.Now().Add(patience); !strings.Contains(s.String(), what); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it did not say %q, but\n%s", what, s)
		}
	}
}

func TestThePipeIsExaminedWithoutItsEnd(t *testing.T) {
	for name, c := range map[string]struct {
		came, want string
		ends, well bool
	}{
		"a right scan":              {rightScan, "ok       scanner    set up right", false, true},
		"a fault":                   {capsScan, "Caps lock is on.", false, false},
		"a scan that nothing ends":  {strings.TrimSuffix(rightScan, "\r"), "No Enter ends the code.", true, false},
		"nothing at all":            {"", "Nothing came.", true, false},
		"only the first scan tells": {rightScan + strings.Repeat("\x00", 1<<16), "fault", true, false},
	} {
		t.Run(name, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			go func() {
				io.WriteString(w, c.came)
				if c.ends {
					w.Close()
				}
			}()
			var out said
			k := &clinic{out: &out}
			begun := time.Now()
			k.drain(t.Context(), r)
			if !c.ends {
				w.Close()
			}
			if !strings.Contains(out.String(), c.want) || k.well != c.well || time.Since(begun) > pipeIdle/2 {
				t.Errorf("after %s it said, well %v:\n%s", time.Since(begun), k.well, &out)
			}
		})
	}
}

func TestAReportIsJSONToo(t *testing.T) {
	var out said
	k := &clinic{out: &out, json: true, scanner: config.Scanner{Kind: "wedge", Prefix: "Q"}}
	if err := k.readAll(strings.NewReader(capsScan)); err != nil {
		t.Fatal(err)
	}
	var found []finding
	if err := json.Unmarshal([]byte(out.String()), &found); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range found {
		names[f.Name] = true
		if f.Name != "" && (f.Found == "" || f.Remedy == "") {
			t.Errorf("%+v has no sentence or no remedy", f)
		}
	}
	if !names["caps_lock"] || !names["prefix_missing"] || len(found) != 3 {
		t.Errorf("got %+v, want caps lock, the prefix and what came", found)
	}
}

// sitting is a clinic at a pseudo-terminal. Its screen is what it printed.
func sitting(t *testing.T, c config.Scanner) (keys *os.File, out *said, done <-chan error) {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keys.Close(); tty.Close() })
	if err := pty.Setsize(keys, &pty.Winsize{Rows: rows, Cols: columns}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	out = &said{}
	ended := make(chan error, 1)
	go func() { ended <- (&clinic{out: out, scanner: c}).askFor(ctx, tty) }()
	out.await(t, "leaves.")
	return keys, out, ended
}

func TestATerminalIsAskedForScans(t *testing.T) {
	for _, leave := range []string{"/\r", "\x03"} {
		keys, out, done := sitting(t, config.Scanner{Kind: "wedge"})
		io.WriteString(keys, capsScan)
		out.await(t, "Caps lock is on.\r\n")
		io.WriteString(keys, rightScan)
		out.await(t, "set up right")
		io.WriteString(keys, leave)
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(patience):
			t.Fatalf("%q does not leave", leave)
		}
	}
}

func TestTheSerialLineIsExaminedBesideTheKeyboard(t *testing.T) {
	cable, err := port.NewPty()
	if err != nil {
		t.Fatal(err)
	}
	defer cable.Close()
	keys, out, done := sitting(t, config.Scanner{
		Kind: "serial", Prefix: "#", Voice: "none", Terminator: "any", Serial: config.Serial{Port: cable.Path(), Baud: 9600, Frame: "8N1", Flow: "none"},
	})
	if _, err := cable.Write([]byte(rightScan)); err != nil {
		t.Fatal(err)
	}
	out.await(t, `The prefix "#" is missing.`)
	if _, err := cable.Write([]byte("#" + rightScan)); err != nil {
		t.Fatal(err)
	}
	out.await(t, "set up right")
	io.WriteString(keys, "\x03")
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("ctrl+c does not leave while a line is open")
	}
}

func TestScansInPacketsAreOverheardWhole(t *testing.T) {
	ssi, _ := scanners.Voiced("ssi")
	v, err := scanners.NewVirtualOf(ssi)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Unplug()
	keys, out, done := sitting(t, config.Scanner{
		Kind: "serial", Voice: "ssi", Terminator: "any", Serial: config.Serial{Port: v.Path(), Baud: 9600, Frame: "8N1", Flow: "none"},
	})
	if err := readUntilTaken(v, strings.TrimSuffix(rightScan, "\r")); err != nil {
		t.Fatal(err)
	}
	out.await(t, "set up right")
	io.WriteString(keys, "\x03")
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("ctrl+c does not leave while a driver runs")
	}
}

// readUntilTaken scans again, as a person does, while the driver does not yet
// listen.
func readUntilTaken(v *scanners.Virtual, code string) error {
	err := v.Read(code)
	for range 4 {
		if err == nil {
			break
		}
		err = v.Read(code)
	}
	return err
}
