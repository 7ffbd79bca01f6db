package pglocal

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"time"
)

// patience is how long Start waits for others who start or stop the same
// cluster, and for the server to recover from a crash.
const patience = time.Minute

// pause lies between two looks at something that is about to change.
const pause = 5 * time.Millisecond

// User is the role that owns everything in the cluster.
const User = "packwright"

// Options say which cluster is meant.
type Options struct {
	// Name tells the clusters of one user apart: "demo", "test". Lower case
	// letters, digits and dashes.
	Name string
	// Fast gives up durability for speed (fsync, full_page_writes and
	// synchronous_commit are off): for tests only. A cluster is made fast or
	// not and stays so. A fast one that an older PostgreSQL made is thrown
	// away and made again.
	Fast bool
	// Settings are server parameters, "work_mem": "64MB". They count when this
	// program starts the server, not when it attaches to a running one.
	Settings map[string]string
	// Dir holds the cluster's folder. Empty is /var/lib/packwright for root
	// and $XDG_STATE_HOME/packwright, or ~/.local/state/packwright, for others.
	Dir string
}

// Cluster is this program's share in a running private PostgreSQL. It is used
// by one goroutine at a time.
type Cluster struct {
	home    home
	fast    bool
	extra   map[string]string
	id      systemID
	clients *os.File    // holds our shared lock; nil once we have left
	server  *os.Process // the postmaster, if we started it
}

// Start attaches to the cluster, or makes it and starts it where that is
// needed. Programs that start the same cluster at the same moment share one
// server. The server outlives ctx, which only bounds the start.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	h, err := openHome(o.Dir, o.Name)
	if err != nil {
		return nil, err
	}
	gate, err := lockAlone(ctx, h.gate())
	if err != nil {
		return nil, err
	}
	defer gate.Close()
	c := &Cluster{home: h, fast: o.Fast, extra: o.Settings}
	if c.clients, err = lockShared(h.clients()); err != nil {
		return nil, err
	}
	if err := c.bringUp(ctx); err != nil {
		return nil, errors.Join(err, c.giveUp())
	}
	return c, nil
}

// URL is the address of a database of the cluster, understood by pgx and by
// psql alike. No name means the maintenance database postgres.
func (c *Cluster) URL(database string) string {
	if database == "" {
		database = "postgres"
	}
	where := url.Values{"host": {c.home.sockets}, "port": {strconv.Itoa(port)}}
	u := url.URL{Scheme: "postgres", User: url.User(User), Path: "/" + database, RawQuery: where.Encode()}
	return u.String()
}

// Close leaves the cluster. The last client to leave stops the server and
// waits until it has ended. A second Close does nothing.
func (c *Cluster) Close() error {
	if c.clients == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	gate, err := lockAlone(ctx, c.home.gate())
	if err != nil {
		return err
	}
	defer gate.Close()
	defer c.leave()
	if !lastClient(c.clients) {
		return nil
	}
	return c.stop()
}

// giveUp undoes a start that did not come to its end: a server that we did not
// start is left alone.
func (c *Cluster) giveUp() error {
	defer c.leave()
	if c.server == nil || !lastClient(c.clients) {
		return nil
	}
	return c.stop()
}

func (c *Cluster) leave() {
	c.clients.Close()
	c.clients = nil
	if c.server != nil {
		c.server.Release()
		c.server = nil
	}
}

// bringUp returns once the server of this cluster, and no other, answers.
func (c *Cluster) bringUp(ctx context.Context) error {
	if err := c.prepare(ctx); err != nil {
		return err
	}
	reason := errors.New("nobody answers")
	for ctx.Err() == nil {
		err := c.identify(ctx)
		if err == nil || errors.Is(err, ErrForeign) {
			return err
		}
		if ctx.Err() == nil && !timedOut(err) { // which says less than an answer before it
			reason = err
		}
		if c.postmaster() == 0 {
			if err := c.startAgain(ctx); err != nil {
				return err
			}
		}
		wait(ctx, pause)
	}
	return fault{
		err:    fmt.Errorf("start the private PostgreSQL in %s: %w: %w", c.home.dir, ctx.Err(), reason),
		remedy: "Read " + c.home.log() + " for what it is waiting for.",
	}
}

func timedOut(err error) bool {
	var late net.Error
	return errors.As(err, &late) && late.Timeout()
}

// wait pauses for d, shorter when ctx ends.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
