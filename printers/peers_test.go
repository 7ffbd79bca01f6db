package printers

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Programs that others wrote print on our virtual printer, so that it is not
// only we who believe it. They run under PACKWRIGHT_PEERS alone, as make peers
// does, for they need packages of the system.

func peers(t *testing.T, programs ...string) {
	t.Helper()
	if os.Getenv("PACKWRIGHT_PEERS") == "" {
		t.Skip("without PACKWRIGHT_PEERS no other programs are tried; make peers does")
	}
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("%s is not installed: make peers installs it", name)
		}
	}
}

// heardBy is a virtual printer on a socket and its address.
func heardBy(t *testing.T, c VirtualConfig) (v *Virtual, address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v = virtual(t, c)
	start(t, func(ctx context.Context) { _ = v.ServeTCP(ctx, l) })
	return v, l.Addr().String()
}

// server starts a program that serves until the test ends, with its words in a
// file of dir.
func server(t *testing.T, dir, name string, args ...string) (words string) {
	t.Helper()
	said, err := os.Create(filepath.Join(dir, "said"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		over := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		over.Stop()
		said.Close()
		if words, err := os.ReadFile(said.Name()); err == nil && t.Failed() {
			t.Logf("%s said:\n%s", name, words)
		}
	})
	return said.Name()
}

// says runs a program and returns what it says.
func says(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// eventually waits for another program, which takes its time.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// cupsServer starts a print server of our own, which lp and its like use from
// now on.
func cupsServer(t *testing.T) {
	t.Helper()
	dir, err := os.MkdirTemp("", "cups-") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { // its programs run as another user
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "socket")
	for name, text := range map[string]string{
		"cupsd.conf": "LogLevel info\nListen " + socket + "\nBrowsing No\nDefaultAuthType None\n" +
			"<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n" +
			"<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n",
		"cups-files.conf": fmt.Sprintf("ServerRoot %[1]s\nCacheDir %[1]s/cache\nStateDir %[1]s/state\nRequestRoot %[1]s/spool\nTempDir %[1]s/tmp\n"+
			"AccessLog %[1]s/access\nErrorLog stderr\nPageLog %[1]s/pages\nSystemGroup root\n", dir),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, folder := range []string{"cache", "state", "spool", "tmp"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	server(t, dir, "cupsd", "-f", "-c", filepath.Join(dir, "cupsd.conf"), "-s", filepath.Join(dir, "cups-files.conf"))
	t.Setenv("CUPS_SERVER", socket)
	eventually(t, "cupsd listens", func() bool { return exec.Command("lpstat", "-r").Run() == nil && there(socket) })
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// rawQueue makes a queue that hands labels to an address as they are.
func rawQueue(t *testing.T, name, address string) {
	t.Helper()
	t.Log(strings.TrimSpace(says(t, "lpadmin", "-p", name, "-E", "-v", "socket://"+address, "-m", "raw")))
}

func TestPeerCUPSHandsALabelOverByteByByte(t *testing.T) {
	peers(t, "cupsd", "lpadmin", "lp", "lpstat")
	cupsServer(t)
	v, address := heardBy(t, VirtualConfig{})
	rawQueue(t, "labels", address)
	p := driver(t, CUPS{Queue: "labels", Raw: true}, Timing{})
	var jobs []Job
	for _, name := range []string{"one", "two"} {
		j := Job{ID: name, Data: label(t, name, 20_000)}
		jobs = append(jobs, j)
		if r := p.Print(within(t, time.Minute), j); r.State != Handed || r.Problem != "handed over, not confirmed" {
			t.Fatalf("%v, %v", r, r.Err)
		}
		eventually(t, "it is printed", func() bool { return len(v.Tape()) >= len(jobs) })
	}
	if came(v) != want(jobs...) {
		t.Errorf("tape %s, want %s", came(v), want(jobs...))
	}
}

func TestPeerCUPSCallsATornLabelCompletedAndWeDoNot(t *testing.T) {
	peers(t, "cupsd", "lpadmin", "lp", "lpstat")
	cupsServer(t)
	v, address := heardBy(t, VirtualConfig{})
	rawQueue(t, "labels", address)
	v.ResetAfter(4096)
	p := driver(t, CUPS{Queue: "labels", Raw: true}, Timing{})
	// 8 KB are written at once: of more, the server sometimes hears of the reset.
	r := p.Print(within(t, time.Minute), Job{ID: "torn", Data: label(t, "torn", 6000)})
	if r.State != Handed {
		t.Errorf("we say %v, %v; want handed over", r, r.Err)
	}
	eventually(t, "the server is done with it", func() bool {
		return strings.Contains(says(t, "lpstat", "-W", "completed", "-o", "labels"), "labels-1")
	})
	if n := len(v.Tape()); n != 0 {
		t.Errorf("%d labels came out of half a label", n)
	}
	t.Log("the server calls it completed: nothing came out")
}

func TestPeerCUPSSaysThatAQueueIsStopped(t *testing.T) {
	peers(t, "cupsd", "lpadmin", "lp", "lpstat", "cupsdisable", "cupsenable", "cupsreject")
	cupsServer(t)
	v, address := heardBy(t, VirtualConfig{})
	rawQueue(t, "labels", address)
	p := driver(t, CUPS{Queue: "labels", Raw: true}, Timing{})
	says(t, "cupsdisable", "labels")
	if r := p.Print(within(t, time.Minute), job(t, "one")); r.State != NotReady || r.Problem != "print queue is stopped" {
		t.Errorf("stopped: %v, %v", r, r.Err)
	}
	says(t, "cupsenable", "labels")
	says(t, "cupsreject", "labels")
	if r := p.Print(within(t, time.Minute), job(t, "two")); r.State != NotReady || r.Problem != "print queue takes no jobs" {
		t.Errorf("refusing: %v, %v", r, r.Err)
	}
	other := driver(t, CUPS{Queue: "nowhere", Raw: true}, Timing{})
	if r := other.Print(within(t, time.Minute), job(t, "three")); r.State != NotReady || r.Problem != "cannot be reached" {
		t.Errorf("no such queue: %v, %v", r, r.Err)
	}
	if n := len(v.Tape()); n != 0 {
		t.Errorf("%d labels came out", n)
	}
}

func TestPeerLPrintPrintsAPictureOnOurPrinter(t *testing.T) {
	peers(t, "lprint")
	dir, err := os.MkdirTemp("", "lprint-") // for its socket, likewise
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("HOME", dir)
	t.Setenv("TMPDIR", dir)
	picture := filepath.Join(dir, "picture.png")
	draw(t, picture)
	said := server(t, dir, "lprint", "server", "-o", "log-file=-", "-o", "log-level=info", "-o", "spool-directory="+filepath.Join(dir, "spool"))
	eventually(t, "lprint listens", func() bool { return exec.Command("lprint", "printers").Run() == nil })
	for i, c := range []VirtualConfig{{}, {Sloppy: true}} {
		v, address := heardBy(t, c)
		name := fmt.Sprintf("label-%d", i)
		says(t, "lprint", "add", "-d", name, "-v", "socket://"+address, "-m", "zpl_4inch-203dpi-dt")
		says(t, "lprint", "submit", "-d", name, picture)
		eventually(t, "it is printed", func() bool {
			return strings.Contains(says(t, "lprint", "jobs", "-d", name), "completed") && pictures(v) > 0
		})
		if n := pictures(v); n != 1 {
			t.Errorf("%+v: %d pictures came out", c, n)
		}
		v.Set(HeadOpen, true)
		opened := "[Printer " + name + "] Print head open."
		eventually(t, "lprint hears of the open head", func() bool {
			says(t, "lprint", "status", "-d", name)
			text, _ := os.ReadFile(said)
			return strings.Contains(string(text), opened)
		})
	}
}

// pictures is how many whole labels with a picture came out.
func pictures(v *Virtual) (n int) {
	for _, p := range v.Tape() {
		if !p.Torn && (strings.Contains(string(p.ZPL), "^XG") || strings.Contains(string(p.ZPL), "^GF")) {
			n++
		}
	}
	return n
}

// draw makes a picture of 4 by 6 inches at 203 dpi.
func draw(t *testing.T, path string) {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 812, 1218))
	for y := range 1218 {
		for x := range 812 {
			if (x/40+y/40)%2 == 0 {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
