package pglocal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// prepare leaves a cluster of ours on disk, made by a release of PostgreSQL
// that can run it, or says why not.
func (c *Cluster) prepare(ctx context.Context) error {
	found, m, err := c.home.examine()
	if err != nil {
		return err
	}
	if found == made && m.Fast != c.fast {
		return fault{
			err:    fmt.Errorf("the private PostgreSQL in %s was made with fast=%t, wanted is fast=%t", c.home.dir, m.Fast, c.fast),
			remedy: "Use another name or another folder.",
		}
	}
	if found == made && !c.outdated() {
		c.id = m.SystemIdentifier
		return nil
	}
	if err := os.RemoveAll(c.home.data()); err != nil {
		return fmt.Errorf("remove the unfinished private PostgreSQL: %w", err)
	}
	return c.create(ctx)
}

// outdated reports whether the data may be thrown away because no installed
// release can run it. Only a fast cluster holds nothing of worth.
func (c *Cluster) outdated() bool {
	if !c.fast || c.postmaster() != 0 {
		return false
	}
	major, err := c.home.majorOnDisk()
	if err != nil {
		return false
	}
	_, err = here().find(major)
	var other wrongRelease
	return errors.As(err, &other)
}

// create makes the cluster. The marker goes first, so that whatever a crash
// leaves behind is known to be ours, and gets the identifier last.
func (c *Cluster) create(ctx context.Context) error {
	bin, err := here().find("")
	if err != nil {
		return err
	}
	m := marker{Fast: c.fast}
	if err := c.home.writeMarker(m); err != nil {
		return err
	}
	if err := c.initdb(ctx, bin); err != nil {
		return err
	}
	if m.SystemIdentifier, err = c.home.readSystemID(); err != nil {
		return err
	}
	c.id = m.SystemIdentifier
	return c.home.writeMarker(m)
}

func (c *Cluster) initdb(ctx context.Context, bin binaries) error {
	data := c.home.data()
	if err := os.Mkdir(data, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	if err := c.home.account.own(data); err != nil {
		return err
	}
	args := []string{
		"--pgdata", data, "--username", User, "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C", "--no-instructions",
	}
	if c.fast {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, bin.initdb(), args...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = "/", environment(), c.home.account.process()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fault{
			err:    fmt.Errorf("make the private PostgreSQL in %s: %w: %s", data, err, lastLine(string(out))),
			remedy: "Free some space, or use a folder that the user of the server may write.",
		}
	}
	return nil
}

// environment is all that a server program is told about ours: none of our
// secrets, and no PG variable of the user.
func environment() []string {
	env := []string{"LC_ALL=C", "TZ=UTC"}
	for _, name := range []string{"PATH", "LD_LIBRARY_PATH"} {
		if value := os.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
