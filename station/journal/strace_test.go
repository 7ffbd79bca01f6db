package journal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/packwright/packwright/station"
)

// TestFaultsOfTheSystem has the kernel fail a call of a process that writes, the
// first to the 50th of its kind: what was acknowledged is there, what is there is
// right, and nothing is written after the fault. strace makes the faults.
func TestFaultsOfTheSystem(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: apt-get install strace")
	}
	if out, err := exec.Command(strace, "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may trace nothing here: %v: %s", err, out)
	}
	every := 16
	if crashes() > 1000 {
		every = 1
	}
	for _, fault := range []struct {
		name, inject string
		lies         bool // it says that it did what it did not
	}{
		{"a write answers EIO", "pwrite64:error=EIO", false},
		{"a write answers ENOSPC", "pwrite64:error=ENOSPC", false},
		{"a write takes 20 ms", "pwrite64:delay_enter=20000", false},
		{"a write says it wrote 100 bytes and wrote none", "pwrite64:retval=100", true},
		{"fsync answers EIO", "fsync:error=EIO", false},
		{"fsync takes 20 ms", "fsync:delay_exit=20000", false},
		{"rename answers ENOSPC", "renameat:error=ENOSPC", false},
	} {
		t.Run(fault.name, func(t *testing.T) {
			t.Parallel()
			runs, refused, facts := 0, 0, int64(0)
			for n := 1; n <= 50; n += every {
				dir := t.TempDir()
				said := traced(t, strace, dir, fmt.Sprintf("%s:when=%d", fault.inject, n))
				_, _, err := said.isThere(dir)
				switch {
				case fault.lies && damaged(err):
					refused++
				case err != nil && !(fault.lies && shorter(err)):
					t.Errorf("call %d: %v", n, err)
				case !fault.lies:
					goesOnAfter(t, dir, said)
				}
				runs, facts = runs+1, facts+said.seq
			}
			t.Logf("%d faults, %d facts acknowledged, %d journals refused, 0 wrong facts", runs, facts, refused)
		})
	}
}

// traced runs a child under strace, with the fault, and answers the last fact
// that it acknowledged.
func traced(t *testing.T, strace, dir, inject string) (said promise) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "strace")
	cmd := exec.Command(strace, "-f", "-o", log, "-e", "trace=pwrite64,fsync,renameat", "-e", "inject="+inject, testBinary(t))
	cmd.Env = append(os.Environ(), childFolder+"="+dir, childTurns+"=220", "GOMAXPROCS=1")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 {
		t.Errorf("%s: %v: %s", inject, err, &complaint)
	}
	if did, err := os.ReadFile(log); err != nil || !bytes.Contains(did, []byte("INJECTED")) && !bytes.Contains(did, []byte("DELAYED")) {
		t.Errorf("%s: the fault did not happen (%v)", inject, err)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		var p promise
		if _, err := fmt.Sscan(lines.Text(), &p.seq, &p.hash); err == nil && len(p.hash) == 64 {
			said = p
		}
	}
	return said
}

// shorter says that a journal ends before what a disk that lies said it has.
func shorter(err error) bool { return errors.Is(err, errShort) }

// goesOnAfter opens the journal as the next start does, and writes on.
func goesOnAfter(t *testing.T, dir string, said promise) {
	t.Helper()
	j, err := Open(dir)
	if err != nil {
		t.Errorf("after it: %v", err)
		return
	}
	defer j.Close()
	if j.Last() < said.seq {
		t.Errorf("it goes on with fact %d, %d was acknowledged", j.Last()+1, said.seq)
	}
	if _, err := j.Append(noon, "ann", []station.Change{signOut}); err != nil {
		t.Errorf("after it: %v", err)
	}
}
