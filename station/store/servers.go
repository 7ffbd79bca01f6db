package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// serversPatience is how long all servers of an address together may take to
// answer: what a call waits for is the last of them.
const serversPatience = 1500 * time.Millisecond

// guard has a pool find, among the servers of its address, the one that writes
// and is not behind what was seen; and notice what a server says beside its
// answers.
func (s *Store) guard(config *pgxpool.Config) {
	c := config.ConnConfig
	c.ConnectTimeout = benchPatience
	if n := servers(&c.Config); n > 1 {
		c.ConnectTimeout = serversPatience / time.Duration(n)
		if c.ValidateConnect == nil {
			c.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
		}
	}
	wanted := c.ValidateConnect
	c.ValidateConnect = func(ctx context.Context, p *pgconn.PgConn) error {
		// The fence looks last: a standby may become the server that writes meanwhile.
		var unwanted error
		if wanted != nil {
			unwanted = wanted(ctx, p)
		}
		var lessWanted *pgconn.NotPreferredError
		if unwanted != nil && !errors.As(unwanted, &lessWanted) {
			return unwanted
		}
		if err := s.fence.validate(ctx, p); err != nil {
			return err
		}
		return unwanted
	}
	config.PrepareConn = func(ctx context.Context, p *pgx.Conn) (bool, error) { return s.fence.fits(ctx, p.PgConn()), nil }
	c.OnNotice = notice
}

// servers counts those of an address.
func servers(c *pgconn.Config) int {
	type server struct {
		host string
		port uint16
	}
	all := map[server]bool{{c.Host, c.Port}: true}
	for _, f := range c.Fallbacks {
		all[server{f.Host, f.Port}] = true
	}
	return len(all)
}

// What a server warns of after a commit that no standby confirmed: whoever waited
// was told to stop waiting, or the server was told to end.
const (
	warning       = "01000"
	adminShutdown = "57P01"
)

// noticeKey is where a connection has that it was warned.
const noticeKey = "packwright warned"

// notice takes note of a warning. Our functions raise none.
func notice(c *pgconn.PgConn, n *pgconn.Notice) {
	if n.Code == warning || n.Code == adminShutdown {
		c.CustomData()[noticeKey] = true
	}
}

// listen begins to listen to what a server says beside its answers; what it
// answers says whether all was well.
func listen(c *pgconn.PgConn) (well func() bool) {
	delete(c.CustomData(), noticeKey)
	return func() bool { return c.CustomData()[noticeKey] == nil }
}
