package store

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Weak is the error of an address over which a password or an order could be
// read on the way, or the server be another one.
type Weak struct {
	Host     string
	Loopback bool // it does not leave this machine
}

func (w Weak) Error() string {
	return fmt.Sprintf("the database at %s is asked for without a proof of who it is", w.Host)
}

// Remedy says in a sentence what to do about it.
func (w Weak) Remedy() string {
	return "Add sslmode=verify-full and sslrootcert=FILE, the certificate of the authority that signed the server's, to the address."
}

// secure has every connection of an address leave this machine only over TLS, to
// a server whose certificate and name are verified, and only to one that proves
// with SCRAM that it knows the password too, bound to that very connection.
// Sockets of this machine are as they are; so is a loopback address that asks for
// no TLS: CheckAddress is for those who care.
func secure(c *pgconn.Config) error {
	weak := weakest(c)
	switch {
	case weak.Host == "" && leaves(c):
		c.RequireAuth, c.ChannelBinding = "scram-sha-256", "require"
	case weak.Host != "" && !weak.Loopback:
		return weak
	}
	return nil
}

// leaves says that one of the hosts is no socket of this machine.
func leaves(c *pgconn.Config) bool {
	return !localSocket(c.Host) || slices.ContainsFunc(c.Fallbacks, func(f *pgconn.FallbackConfig) bool { return !localSocket(f.Host) })
}

// CheckAddress refuses a database address that is Weak, on this machine too. An
// address that cannot be read at all is nobody's business here.
func CheckAddress(url string) error {
	c, err := pgconn.ParseConfig(url)
	if err != nil {
		return nil
	}
	if weak := weakest(c); weak.Host != "" {
		return weak
	}
	return nil
}

// weakest is the first of the hosts of an address that is reached without TLS
// that verifies; one that is not on this machine goes before others.
func weakest(c *pgconn.Config) Weak {
	var found Weak
	look := func(host string, t *tls.Config) {
		if localSocket(host) || verifies(t) {
			return
		}
		w := Weak{Host: host, Loopback: loopback(host)}
		if found.Host == "" || found.Loopback && !w.Loopback {
			found = w
		}
	}
	look(c.Host, c.TLSConfig)
	for _, f := range c.Fallbacks {
		look(f.Host, f.TLSConfig)
	}
	return found
}

func localSocket(host string) bool {
	return strings.HasPrefix(host, "/") || strings.HasPrefix(host, "@")
}

func verifies(t *tls.Config) bool {
	return t != nil && !t.InsecureSkipVerify && t.ServerName != ""
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// connect is a connection of its own, as secure as those of a store.
func connect(ctx context.Context, url string) (*pgx.Conn, error) {
	c, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	if err := secure(&c.Config); err != nil {
		return nil, err
	}
	return pgx.ConnectConfig(ctx, c)
}

// Remedy is what to do about a connection that was not made for the sake of
// security, "" for any other error.
func Remedy(err error) string {
	var weak Weak
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &weak):
		return weak.Remedy()
	case errors.As(err, &authority):
		return "The server's certificate is signed by somebody else than sslrootcert=FILE says. Is that the right server? Then name the file of its authority."
	case errors.As(err, &name):
		return "The server's certificate is for another name. Write the host as the certificate has it, or have one made for this name."
	case errors.As(err, &invalid):
		return "The server's certificate is not valid any more, or not yet, or not for a server. Renew it, and compare the clocks."
	case err == nil:
		return ""
	case strings.Contains(err.Error(), "server refused TLS connection"):
		return "The server speaks no TLS. Set ssl = on in its postgresql.conf, with a certificate for its name."
	case strings.Contains(err.Error(), "require_auth") || strings.Contains(err.Error(), "channel binding"):
		return "The server does not ask for the password by SCRAM. Set password_encryption = scram-sha-256, give the login a new password, and write hostssl ... scram-sha-256 in its pg_hba.conf."
	}
	return ""
}
