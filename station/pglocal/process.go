package pglocal

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// postmaster is the process that runs over our data, or 0. The file that
// PostgreSQL leaves there is not believed without a look at the process: after
// a crash its number may belong to anybody.
func (c *Cluster) postmaster() int {
	if c.server != nil && c.home.runsOver(c.server.Pid) {
		return c.server.Pid
	}
	pid := lockOwner(c.home.pidFile())
	if pid == 0 || !c.home.runsOver(pid) {
		return 0
	}
	return pid
}

func (h home) pidFile() string { return filepath.Join(h.data(), "postmaster.pid") }

// lockOwner is the process named in the first line of a lock file of
// PostgreSQL, or 0.
func lockOwner(path string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || pid <= 1 {
		return 0
	}
	return pid
}

// runsOver reports whether the process is a server over our data. A process
// that has ended and was not reaped is none.
func (h home) runsOver(pid int) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err == nil {
		return slices.Contains(strings.Split(string(line), "\x00"), h.data())
	}
	if _, err := os.Stat("/proc/self/cmdline"); err == nil {
		return false
	}
	line, err = exec.Command("ps", "-o", "args=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && bytes.Contains(line, []byte("-D "+h.data()+" "))
}

// clearStale removes lock files whose process number now belongs to somebody
// else, because PostgreSQL would take him for its other self and not start.
// Where the number is free PostgreSQL sorts it out itself, and better.
func (h home) clearStale() error {
	for _, path := range []string{h.pidFile(), h.socket() + ".lock"} {
		pid := lockOwner(path)
		if pid == 0 || h.runsOver(pid) || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove a stale lock of PostgreSQL: %w", err)
		}
	}
	return nil
}
