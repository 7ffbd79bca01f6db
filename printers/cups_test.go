package printers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// printServer puts programs in place of lp and lpstat into a folder of its own,
// and returns the folder. What lp read lies in "job", what it was called with
// in "args".
func printServer(t *testing.T, lp, lpstat string) string {
	t.Helper()
	dir := t.TempDir()
	for name, script := range map[string]string{"lp": lp, "lpstat": lpstat} {
		text := fmt.Sprintf("#!/bin/sh\ncd %q\n%s\n", dir, script)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	return dir
}

const (
	takes = `echo "$@" >args; cat >job; echo request id is labels-7`
	idle  = `echo "labels accepting requests since today"; echo "printer labels is idle.  enabled since today"`
)

func TestAPrintQueueIsHandedTheJobAndConfirmsNothing(t *testing.T) {
	for _, c := range []struct {
		way  CUPS
		args string
	}{
		{CUPS{Queue: "labels", Raw: true}, "-d labels -t packwright -o raw"},
		{CUPS{Queue: "labels"}, "-d labels -t packwright"},
	} {
		dir := printServer(t, takes, idle)
		p := driver(t, c.way, hasty)
		j := Job{ID: "one", Data: label(t, "one", 200_000)}
		r := p.Print(within(t, 20*time.Second), j)
		if r.State != Handed || r.Sent != len(j.Data) || r.Counter != -1 || r.Problem != "handed over, not confirmed" {
			t.Errorf("%+v: %v, %v", c.way, r, r.Err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "job")); string(got) != string(j.Data) || err != nil {
			t.Errorf("%+v: the server has %d bytes, %v; want %d", c.way, len(got), err, len(j.Data))
		}
		if got, err := os.ReadFile(filepath.Join(dir, "args")); strings.TrimSpace(string(got)) != c.args || err != nil {
			t.Errorf("%+v: lp was called with %q, %v", c.way, got, err)
		}
		st, err := p.Status(within(t, 5*time.Second))
		if !st.Mute || st.Known || st.Problem() != "not confirmed" || err != nil {
			t.Errorf("%+v: status %+v, %v", c.way, st, err)
		}
	}
}

func TestAPrintQueueThatPrintsNothingIsSentNothing(t *testing.T) {
	for _, c := range []struct{ name, lpstat, want string }{
		{"stopped", `echo "labels accepting requests since today"; echo "printer labels disabled since today -"; echo "	Paused"`, "print queue is stopped"},
		{"refuses", `echo "labels not accepting requests since today -"; echo "printer labels is idle."`, "print queue takes no jobs"},
		{"no such queue", `echo 'lpstat: Invalid destination name in list "labels".' >&2; exit 1`, "cannot be reached"},
		{"hangs", `exec sleep 60`, "cannot be reached"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := printServer(t, takes, c.lpstat)
			timing := hasty
			if timing.Open = 10 * time.Second; c.name == "hangs" {
				timing.Open = 300 * time.Millisecond
			}
			p := driver(t, CUPS{Queue: "labels", Raw: true}, timing)
			if r := p.Print(within(t, 20*time.Second), job(t, "one")); r.State != NotReady || r.Problem != c.want || r.Err == nil {
				t.Errorf("got %v, %v; want %q", r, r.Err, c.want)
			}
			if _, err := os.Stat(filepath.Join(dir, "args")); err == nil {
				t.Error("lp was called")
			}
		})
	}
}

func TestAJobThatThePrintServerDidNotTakeWholeIsUnknown(t *testing.T) {
	for name, lp := range map[string]string{
		"refused at the end":    `cat >/dev/null; echo "lp: No space left" >&2; exit 1`,
		"refused in the middle": `head -c 1000 >/dev/null; exit 1`,
	} {
		printServer(t, lp, idle)
		p := driver(t, CUPS{Queue: "labels", Raw: true}, hasty)
		j := Job{ID: "one", Data: label(t, "one", 1<<20)}
		if r := p.Print(within(t, 20*time.Second), j); r.State != Unknown || r.Err == nil {
			t.Errorf("%s: %v, %v", name, r, r.Err)
		}
	}
}

func TestAStuckPrintServerIsLeftWithinASecond(t *testing.T) {
	printServer(t, `sleep 60 & exec sleep 60`, idle)
	timing := hasty
	timing.Open = 10 * time.Second
	left(t, driver(t, CUPS{Queue: "labels", Raw: true}, timing))
}

func TestAComputerWithoutAPrintServerIsTold(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	p := driver(t, CUPS{Queue: "labels"}, hasty)
	if r := p.Print(within(t, 5*time.Second), job(t, "one")); r.State != NotReady || r.Problem != "cannot be reached" {
		t.Errorf("got %v, %v", r, r.Err)
	}
}
