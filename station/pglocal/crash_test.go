package pglocal

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/jackc/pgx/v5"
)

func TestProgramsShareOneServerUntilTheLastLeaves(t *testing.T) {
	dir := folder(t)
	clients := []client{join(t, dir), join(t, dir), join(t, dir)} // at once, on an empty folder
	for _, c := range clients {
		c.up()
	}
	pid := serverOf(dir)
	if pid == 0 {
		t.Fatal("no server")
	}
	for i, c := range clients {
		if got := serverOf(dir); got != pid {
			t.Fatalf("server before client %d left: got process %d, want %d", i, got, pid)
		}
		c.leave()
	}
	if got := serverOf(dir); got != 0 {
		t.Errorf("server after all left: got process %d, want none", got)
	}
}

func TestKilledClientDoesNotCount(t *testing.T) {
	dir := folder(t)
	victim := join(t, dir).up() // has started the server
	other := join(t, dir).up()
	pid := serverOf(dir)
	victim.kill()
	if got := serverOf(dir); got != pid {
		t.Fatalf("server after a client was killed: got process %d, want %d", got, pid)
	}
	other.leave()
	if got := serverOf(dir); got != 0 {
		t.Errorf("server after the last living client left: got process %d, want none", got)
	}
}

func TestServerOfKilledLastClientIsFoundAndStoppedByTheNext(t *testing.T) {
	dir := folder(t)
	victim := join(t, dir).up()
	pid := serverOf(dir)
	victim.kill()
	c := start(t, dir)
	if got := serverOf(dir); got != pid {
		t.Errorf("server of the next client: got process %d, want %d, which still ran", got, pid)
	}
	closeCluster(t, c)
	if got := serverOf(dir); got != 0 {
		t.Errorf("server in the end: got process %d, want none", got)
	}
}

func TestKilledServerIsStartedAgain(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	if err := c.CreateDatabase(t.Context(), "kept", ""); err != nil {
		t.Fatal(err)
	}
	pid := serverOf(dir)
	killServer(testHome(dir))
	again := start(t, dir)
	if got := serverOf(dir); got == 0 || got == pid {
		t.Errorf("server: got process %d, want a new one after %d", got, pid)
	}
	if got := ask(t, c, "select count(*)::text from pg_database where datname = 'kept'"); got != "1" {
		t.Errorf("databases called kept, asked by the older client: got %s, want 1", got)
	}
	closeCluster(t, again)
	closeCluster(t, c)
	if got := serverOf(dir); got != 0 {
		t.Errorf("server in the end: got process %d, want none", got)
	}
}

func TestStartWaitsForBackendsOfAKilledServer(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	conn, err := pgx.Connect(t.Context(), c.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	ended := make(chan struct{})
	go func() { // too busy to notice that its server is gone
		defer close(ended)
		conn.Exec(t.Context(), `select count(*) from generate_series(1, 10000000)`)
	}()
	for ask(t, c, `select count(*)::text from pg_stat_activity where state = 'active' and query like '%generate%'
		and pid <> pg_backend_pid()`) != "1" {
	}
	killServer(testHome(dir))
	again := start(t, dir)
	<-ended
	log, err := os.ReadFile(again.home.log())
	if err != nil || !strings.Contains(string(log), stillInUse) {
		t.Errorf("log: got %q, %v, want the first try refused", log, err)
	}
	if got := ask(t, again, "select 'well'"); got != "well" {
		t.Errorf("the new server: got %s", got)
	}
}

func TestLockFilesOfALongDeadServerDoNotHinder(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	killServer(c.home)
	// Since then the process number has gone to somebody else of the same user.
	stranger := exec.Command("sleep", "60")
	stranger.SysProcAttr = c.home.account.process()
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer stranger.Wait()
	defer stranger.Process.Kill()
	for _, path := range []string{c.home.pidFile(), c.home.socket() + ".lock"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), "\n")
		if err := os.WriteFile(path, fmt.Appendf(nil, "%d\n%s", stranger.Process.Pid, rest), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	closeCluster(t, start(t, dir))
	if err := stranger.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the stranger was harmed: %v", err)
	}
}

func TestCtrlCInTheTerminalDoesNotReachTheServer(t *testing.T) {
	dir := folder(t)
	cmd := clientCommand(t, dir)
	cmd.Stderr = nil // the terminal
	terminal, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	if err := terminal.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Logf("no deadline on this terminal: %v", err)
	}
	waitUp(t, bufio.NewReader(terminal))
	pid := serverOf(dir)
	if _, err := terminal.Write([]byte{'c' & 0x1f}); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if s, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || s.Signal() != syscall.SIGINT {
		t.Fatalf("client: got %v, want it ended by Ctrl-C", cmd.ProcessState)
	}
	c := start(t, dir)
	if got := serverOf(dir); got != pid {
		t.Errorf("server after Ctrl-C: got process %d, want %d as before", got, pid)
	}
	if got := ask(t, c, "select 'well'"); got != "well" {
		t.Errorf("server after Ctrl-C: got %s", got)
	}
}
