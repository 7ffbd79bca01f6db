package failover

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

const patience = time.Minute

// server is a PostgreSQL of the test's own, on a socket of its own.
type server struct {
	t       testing.TB
	dir     string // its data lies in data, its socket here
	process *exec.Cmd
	ended   chan error
}

// newServer is a server without data.
func newServer(t testing.TB, dir string) *server {
	t.Helper()
	s := &server{t: t, dir: dir}
	if err := errors.Join(os.Mkdir(dir, 0o755), own(dir)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	return s
}

// account is who runs the servers: root may not.
func account() *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "_postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.ParseUint(u.Uid, 10, 32)
		gid, _ := strconv.ParseUint(u.Gid, 10, 32)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return nil
}

func own(path string) error {
	if c := account(); c != nil {
		return os.Chown(path, int(c.Uid), int(c.Gid))
	}
	return nil
}

// program is a program of PostgreSQL.
func program(t testing.TB, name string) string {
	t.Helper()
	for _, pattern := range []string{os.Getenv("PACKWRIGHT_PGBIN"), "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin"} {
		found, _ := filepath.Glob(filepath.Join(pattern, name))
		if pattern != "" && len(found) > 0 {
			return found[len(found)-1]
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s of PostgreSQL is not installed here", name)
	}
	return path
}

func (s *server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(program(s.t, name), args...)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = "/", []string{"LC_ALL=C", "TZ=UTC"}, &syscall.SysProcAttr{Credential: account(), Setsid: true}
	return cmd
}

func (s *server) run(name string, args ...string) {
	s.t.Helper()
	if out, err := s.command(name, args...).CombinedOutput(); err != nil {
		s.t.Fatalf("%s: %v: %s", name, err, out)
	}
}

func (s *server) data() string { return filepath.Join(s.dir, "data") }

// make gives a server that is empty a cluster of its own.
func (s *server) make() {
	s.t.Helper()
	s.run("initdb", "-D", s.data(), "-U", "packwright", "--auth", "trust", "-E", "UTF8", "--locale", "C", "--no-sync", "--no-instructions", "--wal-segsize", "1")
	s.write("postgresql.conf", "include_if_exists 'sync.conf'\n")
}

// follow makes the server a copy of another one, that it reaches by way of there.
func (s *server) follow(other *server, there string) {
	s.t.Helper()
	if err := os.RemoveAll(s.data()); err != nil {
		s.t.Fatal(err)
	}
	s.run("pg_basebackup", "-D", s.data(), "-h", other.dir, "-U", "packwright", "-c", "fast", "-X", "stream", "--no-sync")
	s.write("sync.conf", "")
	s.write("standby.signal", "")
	s.write("follow.conf", fmt.Sprintf("primary_conninfo = 'host=%s port=5432 user=packwright application_name=standby'\n", there))
}

// write replaces a file of the data, but for the settings: there it adds.
func (s *server) write(name, text string) {
	s.t.Helper()
	path, how := filepath.Join(s.data(), name), os.O_CREATE|os.O_WRONLY|os.O_TRUNC
	if name == "postgresql.conf" {
		how = os.O_WRONLY | os.O_APPEND
	}
	f, err := os.OpenFile(path, how, 0o600)
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close(), own(path)); err != nil {
		s.t.Fatal(err)
	}
}

// start starts the server and returns when it answers.
func (s *server) start() {
	s.t.Helper()
	args := []string{
		"-D", s.data(), "-k", s.dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off",
		"-c", "shared_buffers=16MB", "-c", "wal_keep_size=64MB", "-c", "wal_receiver_status_interval=1", "-c", "max_connections=100", "-c", "timezone=UTC",
	}
	if text, err := os.ReadFile(filepath.Join(s.data(), "follow.conf")); err == nil {
		_, info, _ := strings.Cut(strings.TrimSuffix(string(text), "'\n"), "'")
		args = append(args, "-c", "primary_conninfo="+info, "-c", "wal_retrieve_retry_interval=100ms")
	}
	s.process = s.command("postgres", args...)
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		s.t.Fatal(err)
	}
	defer log.Close()
	s.process.Stdout, s.process.Stderr = log, log
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	p, ended := s.process, make(chan error, 1)
	s.ended = ended
	go func() { ended <- p.Wait() }()
	s.until("it answers", func() bool {
		select {
		case err := <-ended:
			text, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			s.t.Fatalf("the server in %s ended: %v: %s", s.dir, err, text[max(0, len(text)-2000):])
		default:
		}
		return s.try(`select 1`) == nil
	})
}

// kill ends the server and everything it began, at once.
func (s *server) kill() {
	if s.process == nil {
		return
	}
	s.stop()
	s.signal(syscall.SIGKILL)
	<-s.ended
	s.process = nil
}

// stop makes the server and everything it began stand still, until cont.
func (s *server) stop() {
	syscall.Kill(s.process.Process.Pid, syscall.SIGSTOP)
	s.until("everything of it stands still", func() bool {
		s.signal(syscall.SIGSTOP)
		return !slices.ContainsFunc(s.family(), func(pid int) bool { return !still(pid) })
	})
}

func (s *server) cont() { s.signal(syscall.SIGCONT) }

// signal tells something to the server and to everything it began.
func (s *server) signal(what syscall.Signal) {
	for _, pid := range s.family() {
		syscall.Kill(pid, what)
	}
}

// family is the server and everything it began.
func (s *server) family() []int {
	all := []int{s.process.Process.Pid}
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", all[0]))
	for _, list := range lists {
		text, _ := os.ReadFile(list)
		for _, child := range strings.Fields(string(text)) {
			if n, err := strconv.Atoi(child); err == nil {
				all = append(all, n)
			}
		}
	}
	return all
}

// still says that a process stands still or has ended.
func still(pid int) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(text), ") ")
	return err != nil || strings.ContainsAny(rest[:1], "TZX")
}

func (s *server) reload() { syscall.Kill(s.process.Process.Pid, syscall.SIGHUP) }

// address is that of a database on the servers in these folders.
func address(database string, dirs ...string) string {
	ports := strings.TrimSuffix(strings.Repeat("5432,", len(dirs)), ",")
	u := url.URL{Scheme: "postgres", User: url.User("packwright"), Path: "/" + database, RawQuery: url.Values{"host": {strings.Join(dirs, ",")}, "port": {ports}}.Encode()}
	return u.String()
}

func (s *server) connect(ctx context.Context, database string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, address(database, s.dir))
}

// try does something in the house.
func (s *server) try(sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c, err := s.connect(ctx, "postgres")
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, sql)
	return err
}

// ask asks the house for one value.
func ask[T any](s *server, sql string, args ...any) T {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := s.connect(ctx, "house")
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close(ctx)
	var v T
	if err := c.QueryRow(ctx, sql, args...).Scan(&v); err != nil {
		s.t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func (s *server) until(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("the server in %s: not within %v: %s", s.dir, patience, what)
		}
	}
}
