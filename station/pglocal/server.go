package pglocal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// How long a stopping server gets to write everything down, and then to drop
// everything.
const (
	stopPatience = 30 * time.Second
	killPatience = 10 * time.Second
)

// stillInUse is how PostgreSQL refuses to start over data that a backend of the
// server before it still works on. A killed postmaster's backends notice within
// a moment.
const stillInUse = "pre-existing shared memory block"

// retryPause lies between two tries to start over such data.
const retryPause = 100 * time.Millisecond

// identify asks whoever listens on our socket who he is.
func (c *Cluster) identify(ctx context.Context) error {
	if _, err := os.Lstat(c.home.socket()); err != nil {
		return fmt.Errorf("look for the socket: %w", err)
	}
	conn, err := pgx.Connect(ctx, c.URL(""))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var id systemID
	err = conn.QueryRow(ctx, `select system_identifier::text from pg_control_system()`).Scan(&id)
	if err != nil {
		return fmt.Errorf("ask the server who it is: %w", err)
	}
	if id != c.id {
		return fault{
			err:    fmt.Errorf("the server at %s: %w: it has system identifier %s, ours has %s", c.home.socket(), ErrForeign, id, c.id),
			remedy: "Stop that server, or use another folder.",
		}
	}
	return nil
}

// startAgain starts the server. If ours has just died, it says of what, unless
// another try after a while will help.
func (c *Cluster) startAgain(ctx context.Context) error {
	if c.server == nil {
		if err := c.home.keepLog(); err != nil {
			return err
		}
		return c.launch()
	}
	if died := c.lastWords(); !strings.Contains(died, stillInUse) {
		return fault{
			err:    fmt.Errorf("start the private PostgreSQL in %s: %s", c.home.dir, died),
			remedy: "Read " + c.home.log() + ".",
		}
	}
	c.reap()
	if wait(ctx, retryPause) != nil {
		return nil // bringUp sees the end of ctx for itself
	}
	return c.launch()
}

// launch starts the server in a session of its own, out of reach of the
// terminal's Ctrl-C.
func (c *Cluster) launch() error {
	major, err := c.home.majorOnDisk()
	if err != nil {
		return err
	}
	bin, err := here().find(major)
	if err != nil {
		return err
	}
	if err := c.home.clearStale(); err != nil {
		return err
	}
	log, err := os.OpenFile(c.home.log(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("log of PostgreSQL: %w", err)
	}
	defer log.Close()
	cmd := exec.Command(bin.postgres(), c.arguments(bin)...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = "/", environment(), c.home.account.process()
	cmd.SysProcAttr.Setsid = true
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return fault{
			err:    fmt.Errorf("start the private PostgreSQL: %w", err),
			remedy: "Check that user " + fmt.Sprint(c.home.account.uid) + " may run " + bin.postgres() + ".",
		}
	}
	c.server = cmd.Process
	return nil
}

// arguments are the server's settings: our defaults, over them the caller's,
// over them what makes the server private.
func (c *Cluster) arguments(bin binaries) []string {
	settings := map[string]string{
		"max_connections":          "300",
		"timezone":                 "UTC",
		"log_timezone":             "UTC",
		"shared_preload_libraries": bin.preload(),
	}
	if c.fast {
		settings["fsync"] = "off"
		settings["full_page_writes"] = "off"
		settings["synchronous_commit"] = "off"
	}
	maps.Copy(settings, c.extra)
	maps.Copy(settings, map[string]string{
		"listen_addresses":        "",
		"port":                    fmt.Sprint(port),
		"unix_socket_directories": `"` + strings.ReplaceAll(c.home.sockets, `"`, `""`) + `"`,
		"unix_socket_permissions": "0700",
		"logging_collector":       "off",
		"log_destination":         "stderr",
		"cluster_name":            "packwright-" + c.home.name,
	})
	args := []string{"-D", c.home.data()}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// keepLog puts the log of the server before aside, so that a new one begins.
func (h home) keepLog() error {
	if err := os.Rename(h.log(), h.log()+".1"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("keep the last log of PostgreSQL: %w", err)
	}
	return nil
}

// lastWords are the line of the log that says why the server ended.
func (c *Cluster) lastWords() string {
	text, err := os.ReadFile(c.home.log())
	if err != nil {
		return err.Error()
	}
	if i := strings.LastIndex(string(text), "FATAL:"); i >= 0 {
		why, _, _ := strings.Cut(string(text[i+len("FATAL:"):]), "\n")
		return strings.TrimSpace(why)
	}
	return lastLine(string(text))
}

// stop ends the server and waits for its end: first with everything written
// down, and if that takes too long without.
func (c *Cluster) stop() error {
	defer c.reap()
	if c.signal(syscall.SIGINT, stopPatience) || c.signal(syscall.SIGQUIT, killPatience) {
		return nil
	}
	return fault{
		err:    fmt.Errorf("stop the private PostgreSQL in %s: process %d does not end", c.home.dir, c.postmaster()),
		remedy: "Read " + c.home.log() + ".",
	}
}

// signal asks the postmaster to end and reports whether it did.
func (c *Cluster) signal(s syscall.Signal, patience time.Duration) bool {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	pid := c.postmaster()
	if pid == 0 || syscall.Kill(pid, s) != nil {
		return c.postmaster() == 0
	}
	for c.postmaster() != 0 {
		if wait(ctx, pause) != nil {
			return false
		}
	}
	return true
}

// reap takes note of the end of a server that we started ourselves, which would
// otherwise stay in the process table until we end.
func (c *Cluster) reap() {
	if c.server == nil || c.postmaster() != 0 {
		return
	}
	c.server.Wait()
	c.server = nil
}
