package printers

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/packwright/packwright/station/port"
)

// plug is a cable whose end has a name that stays when the cable is pulled and
// put back, and the function that does so.
func plug(t *testing.T) (path string, cable func() *port.Pty) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "lp0")
	return path, func() *port.Pty {
		pty, err := port.NewPty()
		if err != nil {
			t.Skipf("no pseudo-terminals here: %v", err)
		}
		t.Cleanup(func() { pty.Close() })
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := os.Symlink(pty.Path(), path); err != nil {
			t.Fatal(err)
		}
		return pty
	}
}

func TestAPrinterOnUSBAnswersAndComesBackAfterItsCableWasPulled(t *testing.T) {
	path, cable := plug(t)
	v := virtual(t, VirtualConfig{Buffer: 1024, Model: "USB-4"})
	p := driver(t, NewUSB(path), hasty)
	var jobs []Job
	for _, name := range []string{"first", "second"} {
		pty := cable()
		start(t, func(ctx context.Context) { _ = v.ServeUSB(ctx, pty) })
		j := Job{ID: name, Data: label(t, name, 20_000)}
		jobs = append(jobs, j)
		if r := p.Print(within(t, 20*time.Second), j); r.State != Counted || came(v) != want(jobs...) {
			t.Fatalf("%s: %v, %v, tape %s", name, r, r.Err, came(v))
		}
		if st, err := p.Status(within(t, 5*time.Second)); st.Model != "USB-4" || st.Problem() != "" || err != nil {
			t.Errorf("%s: status %+v, %v", name, st, err)
		}
		pty.Close()
		if r := p.Print(within(t, 10*time.Second), job(t, "unplugged")); r.State != NotReady || r.Err == nil {
			t.Errorf("%s, then unplugged: %v, %v", name, r, r.Err)
		}
	}
}

func TestAStuckUSBPrinterIsLeftWithinASecond(t *testing.T) {
	t.Parallel()
	path, cable := plug(t)
	cable() // nobody reads it
	p := driver(t, silentUSB{NewUSB(path)}, hasty)
	left(t, p)
}

// silentUSB is a device without a way back, as a pseudo-terminal never is.
type silentUSB struct{ *USB }

func (silentUSB) Answers() bool { return false }

func TestAPipeThatNobodyReadsIsLeftWithinASecond(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	p := driver(t, File{Path: path}, hasty)
	began := time.Now()
	if r := p.Print(within(t, 10*time.Second), job(t, "one")); r.State != NotReady || r.Err == nil || !strings.Contains(r.Err.Error(), "nobody is at its other end") {
		t.Errorf("without a reader: %v, %v", r, r.Err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("without a reader: %v", took)
	}
	reader, err := os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	left(t, p)
}

// left cancels a job that is stuck on its way, and wants it given up in time.
func left(t *testing.T, p *Printer) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var h header
	start(t, func(ctx context.Context) { p.Watch(ctx, 100*time.Millisecond, h.see) })
	j := Job{ID: "stuck", Data: label(t, "stuck", 4<<20)}
	result := p.Queue(ctx, j)
	until(t, "the header says so", func() bool { return strings.Contains(strings.Join(h.all(), " "), "takes no data") })
	began := time.Now()
	cancel()
	r := <-result
	if took := time.Since(began); r.State != Unknown || took > time.Second || r.Sent == 0 || r.Sent >= len(j.Data) {
		t.Errorf("got %v after %v, want unknown within 1 s", r, took)
	}
}

func TestADeviceThatIsStuckForTheWholeOfOurPatienceIsGivenUp(t *testing.T) {
	t.Parallel()
	path, cable := plug(t)
	cable()
	timing := hasty
	timing.Stall = 300 * time.Millisecond
	p := driver(t, silentUSB{NewUSB(path)}, timing)
	r := p.Print(within(t, 20*time.Second), Job{ID: "stuck", Data: label(t, "stuck", 1<<20)})
	if r.State != Unknown || !strings.Contains(r.Problem, "takes no data after") {
		t.Errorf("got %v, %v", r, r.Err)
	}
}

func TestAUSBPrinterThatIsNotThereIsToldAtOnce(t *testing.T) {
	p := driver(t, NewUSB(filepath.Join(t.TempDir(), "lp0")), hasty)
	if r := p.Print(within(t, 5*time.Second), job(t, "one")); r.State != NotReady || r.Problem != "cannot be reached" {
		t.Errorf("got %v, %v", r, r.Err)
	}
}
