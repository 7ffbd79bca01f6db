package pglocal

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// clientDir makes this test program act as a client of the cluster in the
// folder that it names: it says up when it is one and leaves when its input
// ends.
const clientDir = "PGLOCAL_TEST_CLIENT_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(clientDir); dir != "" {
		if err := actAsClient(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func actAsClient(dir string) error {
	c, err := Start(context.Background(), Options{Name: "test", Fast: true, Dir: dir})
	if err != nil {
		return err
	}
	fmt.Println("up")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return c.Close()
}

// clientCommand is another program that will be a client of the cluster in dir.
func clientCommand(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), clientDir+"="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// client is another program that is a client of a cluster.
type client struct {
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.Closer
	out   *bufio.Reader
}

// join starts a client; up waits until it is one.
func join(t *testing.T, dir string) client {
	t.Helper()
	cmd := clientCommand(t, dir)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return client{t: t, cmd: cmd, stdin: stdin, out: bufio.NewReader(stdout)}
}

func (c client) up() client {
	c.t.Helper()
	waitUp(c.t, c.out)
	return c
}

func waitUp(t *testing.T, out *bufio.Reader) {
	t.Helper()
	line, err := out.ReadString('\n')
	if strings.TrimSpace(line) != "up" {
		t.Fatalf("client said %q (%v), want up", line, err)
	}
}

// leave ends the client the polite way.
func (c client) leave() {
	c.t.Helper()
	c.stdin.Close()
	if err := c.cmd.Wait(); err != nil {
		c.t.Errorf("client left with %v", err)
	}
}

// kill ends the client as kill -9 does.
func (c client) kill() {
	c.t.Helper()
	if err := c.cmd.Process.Kill(); err != nil {
		c.t.Fatal(err)
	}
	c.cmd.Wait()
}

// folder is a folder for clusters that the server's user may pass; whatever
// still runs in it is stopped after the test.
func folder(t testing.TB) string {
	t.Helper()
	needServer(t)
	dir, err := os.MkdirTemp("/tmp", "pglocal")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		killServer(testHome(dir))
		os.RemoveAll(dir)
	})
	return dir
}

func needServer(t testing.TB) {
	t.Helper()
	if err := Installed(); err != nil {
		t.Skipf("%v; run make install-postgres", err)
	}
}

func testHome(dir string) home {
	return home{name: "test", dir: dir + "/postgres-test", sockets: dir + "/postgres-test/run"}
}

// start makes this test itself a client of the cluster "test" in dir.
func start(t testing.TB, dir string) *Cluster {
	t.Helper()
	c, err := Start(t.Context(), Options{Name: "test", Fast: true, Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func closeCluster(t testing.TB, c *Cluster) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// serverOf is the process that runs over the data in dir, 0 if none does.
func serverOf(dir string) int {
	return (&Cluster{home: testHome(dir)}).postmaster()
}

// killServer does kill -9 and waits for the end.
func killServer(h home) {
	c := &Cluster{home: h}
	c.signal(syscall.SIGKILL, 10*time.Second)
}

// ask answers the single value of a query.
func ask(t testing.TB, c *Cluster, query string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.URL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var answer string
	if err := conn.QueryRow(t.Context(), query).Scan(&answer); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return answer
}
