package store_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// authority signs the certificates of servers.
type authority struct {
	t    *testing.T
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

func newAuthority(t *testing.T, name string) authority {
	t.Helper()
	a := authority{t: t, key: newKey(t)}
	a.cert = a.sign(&x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}, a.key)
	return a
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// server is the certificate of localhost, valid until then, and its key.
func (a authority) server(until time.Time) (*x509.Certificate, *ecdsa.PrivateKey) {
	key := newKey(a.t)
	return a.sign(&x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, NotBefore: time.Now().Add(-time.Hour), NotAfter: until,
	}, key), key
}

func (a authority) sign(c *x509.Certificate, key *ecdsa.PrivateKey) *x509.Certificate {
	a.t.Helper()
	parent := a.cert
	if parent == nil {
		parent = c
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, a.key)
	if err != nil {
		a.t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return made
}

// tlsServer is a PostgreSQL of the test's own that listens on a loopback address
// with TLS.
type tlsServer struct {
	t    *testing.T
	dir  string
	port int
}

// startTLS starts the server with that certificate. The logins by_md5, by_password
// and by_trust sign in that way, all others by SCRAM, and owners over the socket.
func startTLS(t *testing.T, cert *x509.Certificate, key *ecdsa.PrivateKey) tlsServer {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if dir := os.Getenv("PACKWRIGHT_PGBIN"); dir != "" {
		found = []string{dir}
	}
	if len(found) == 0 {
		t.Skip("no PostgreSQL in /usr/lib/postgresql or $PACKWRIGHT_PGBIN")
	}
	bin := found[len(found)-1]
	dir, err := os.MkdirTemp("/tmp", "pwtls")
	if err != nil {
		t.Fatal(err)
	}
	s := tlsServer{t: t, dir: dir, port: freePort(t)}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s.run(bin+"/initdb", "-D", dir+"/data", "-U", "packwright", "--auth", "trust", "--no-sync", "--locale", "C", "--encoding", "UTF8", "--no-instructions")
	s.certify("server", cert, key)
	s.write("data/pg_hba.conf", `local all packwright trust
local all plain_owner trust
host all by_md5 127.0.0.1/32 md5
host all by_password 127.0.0.1/32 password
host all by_trust 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
`)
	s.write("data/postgresql.auto.conf", fmt.Sprintf("ssl = on\nssl_cert_file = '%s/server.pem'\nssl_key_file = '%s/server.key'\n", dir, dir))
	cmd := s.command(bin+"/postgres", "-D", dir+"/data", "-c", "listen_addresses=127.0.0.1", "-c", "port="+strconv.Itoa(s.port),
		"-c", "unix_socket_directories="+dir, "-c", "fsync=off")
	log, err := os.Create(dir + "/log")
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(syscall.SIGQUIT); cmd.Wait() })
	for {
		conn, err := pgx.Connect(t.Context(), s.socket("postgres"))
		if err == nil {
			conn.Close(t.Context())
			return s
		}
		if t.Context().Err() != nil {
			said, _ := os.ReadFile(dir + "/log")
			t.Fatalf("%v\n%s", err, said)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func freePort(t *testing.T) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// socket is the address of the server for its owner.
func (s tlsServer) socket(database string) string {
	return fmt.Sprintf("postgres://packwright@/%s?host=%s&port=%d", database, s.dir, s.port)
}

// over is the address of the server over the network.
func (s tlsServer) over(login, password, host, database, more string) string {
	return fmt.Sprintf("postgres://%s:%s@%s:%d/%s?%s", login, password, host, s.port, database, more)
}

// serve has the server show another certificate from now on, "" for no TLS at all.
func (s tlsServer) serve(name string) {
	s.t.Helper()
	want := name + ".pem"
	s.exec("postgres", "alter system set ssl = "+strconv.FormatBool(name != ""))
	if name == "" {
		want = "off"
	} else {
		s.exec("postgres", fmt.Sprintf("alter system set ssl_cert_file = '%s/%s.pem'", s.dir, name))
		s.exec("postgres", fmt.Sprintf("alter system set ssl_key_file = '%s/%s.key'", s.dir, name))
	}
	s.exec("postgres", "select pg_reload_conf()")
	for s.t.Context().Err() == nil {
		if shown := s.ask("postgres", `select case current_setting('ssl') when 'on' then current_setting('ssl_cert_file') else 'off' end`); strings.HasSuffix(shown, want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (s tlsServer) exec(database, sql string) {
	s.t.Helper()
	s.with(database, func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, sql)
		return err
	})
}

func (s tlsServer) ask(database, sql string) (answer string) {
	s.t.Helper()
	s.with(database, func(ctx context.Context, conn *pgx.Conn) error { return conn.QueryRow(ctx, sql).Scan(&answer) })
	return answer
}

// with does something as the owner of the server.
func (s tlsServer) with(database string, do func(context.Context, *pgx.Conn) error) {
	s.t.Helper()
	ctx := context.WithoutCancel(s.t.Context())
	conn, err := pgx.Connect(ctx, s.socket(database))
	if err == nil {
		defer conn.Close(ctx)
		err = do(ctx, conn)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// certify writes a certificate and its key where the server finds them.
func (s tlsServer) certify(name string, cert *x509.Certificate, key *ecdsa.PrivateKey) {
	s.t.Helper()
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		s.t.Fatal(err)
	}
	s.write(name+".key", string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})))
	s.write(name+".pem", pemOf(cert))
}

func pemOf(cert *x509.Certificate) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}))
}

func (s tlsServer) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	uid, gid := s.account()
	if err := os.Chown(path, uid, gid); err != nil {
		s.t.Fatal(err)
	}
}

func (s tlsServer) run(program string, args ...string) {
	s.t.Helper()
	uid, gid := s.account()
	if err := os.Chown(s.dir, uid, gid); err != nil {
		s.t.Fatal(err)
	}
	if out, err := s.command(program, args...).CombinedOutput(); err != nil {
		s.t.Fatalf("%v\n%s", err, out)
	}
}

// command runs as somebody whom PostgreSQL does not refuse.
func (s tlsServer) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = "/", []string{"LC_ALL=C", "PATH=" + os.Getenv("PATH")}
	if os.Geteuid() == 0 {
		uid, gid := s.account()
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	return cmd
}

func (s tlsServer) account() (uid, gid int) {
	if os.Geteuid() != 0 {
		return os.Geteuid(), os.Getegid()
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ = strconv.Atoi(u.Uid)
			gid, _ = strconv.Atoi(u.Gid)
			return uid, gid
		}
	}
	s.t.Skip("there is no user postgres or nobody to run the server as")
	return 0, 0
}
