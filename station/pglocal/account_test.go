package pglocal

import (
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestEverythingAlsoAsAnOrdinaryUser runs the other tests once more as nobody,
// when they have just run as root.
func TestEverythingAlsoAsAnOrdinaryUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("the tests already run as an ordinary user")
	}
	needServer(t)
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Skip("there is no user nobody to be")
	}
	uid, _ := strconv.Atoi(nobody.Uid)
	gid, _ := strconv.Atoi(nobody.Gid)
	dir := folder(t)
	if err := os.Chown(dir, uid, gid); err != nil {
		t.Fatal(err)
	}
	program := copyOfThisProgram(t, dir)
	cmd := exec.Command(program, "-test.v", "-test.count=1")
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + dir}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("as nobody: %v\n%s", err, out)
	}
	if ran := regexp.MustCompile(`(?m)^--- PASS`).FindAll(out, -1); len(ran) < 15 {
		t.Errorf("tests that passed as nobody: got %d, want all\n%s", len(ran), out)
	}
}

// copyOfThisProgram puts the test program where others can run it.
func copyOfThisProgram(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	to, err := os.OpenFile(filepath.Join(dir, "pglocal.test"), os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return to.Name()
}

func TestServerNeverRunsAsRoot(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	info, err := os.Stat(c.home.data())
	if err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() != 0 {
		if owner(info) != os.Geteuid() {
			t.Errorf("owner of the data: got %d, want ourselves", owner(info))
		}
		return
	}
	if owner(info) == 0 || owner(info) != c.home.account.uid {
		t.Errorf("owner of the data: got %d, want the server's user %d", owner(info), c.home.account.uid)
	}
	closed := filepath.Join(dir, "private")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = Start(t.Context(), Options{Name: "test", Fast: true, Dir: closed})
	if err == nil || !strings.Contains(err.Error(), "may not pass the folder "+closed) {
		t.Errorf("a folder that only root may pass: got %v, want it named", err)
	}
}

func TestStateFolderOfAnOrdinaryUser(t *testing.T) {
	if os.Geteuid() == 0 {
		if dir, err := stateDir(); dir != "/var/lib/packwright" || err != nil {
			t.Errorf("state folder of root: got %s, %v", dir, err)
		}
		return
	}
	for _, rule := range []struct{ name, state, home, want string }{
		{"the one that is set", "/s", "/h", "/s/packwright"},
		{"the usual one", "", "/h", "/h/.local/state/packwright"},
		{"a relative one is not used", "s", "/h", "/h/.local/state/packwright"},
		{"none", "", "", ""},
	} {
		t.Run(rule.name, func(t *testing.T) {
			t.Setenv("XDG_STATE_HOME", rule.state)
			t.Setenv("HOME", rule.home)
			dir, err := stateDir()
			if dir != rule.want || (err != nil) != (rule.want == "") {
				t.Errorf("got %q, %v, want %q", dir, err, rule.want)
			}
		})
	}
}
