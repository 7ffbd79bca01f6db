package pglocal

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"syscall"
)

// port names the socket; nothing listens on TCP.
const port = 5432

// socketPathMax is the longest path of a socket, in bytes, that every system
// accepts.
const socketPathMax = 103

var nameShape = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)

// home is where a cluster lives on disk and as whom its server runs.
type home struct {
	name    string
	dir     string
	sockets string
	account account
}

func (h home) gate() string    { return filepath.Join(h.dir, "gate.lock") }
func (h home) clients() string { return filepath.Join(h.dir, "clients.lock") }
func (h home) marker() string  { return filepath.Join(h.dir, "packwright.json") }
func (h home) data() string    { return filepath.Join(h.dir, "data") }
func (h home) log() string     { return filepath.Join(h.dir, "postgres.log") }
func (h home) socket() string  { return filepath.Join(h.sockets, fmt.Sprintf(".s.PGSQL.%d", port)) }

// openHome finds the folders of a cluster and makes those that are missing,
// except for its data.
func openHome(base, name string) (home, error) {
	if !nameShape.MatchString(name) {
		return home{}, fmt.Errorf("cluster name %q: only lower case letters, digits and dashes, at most 31, a letter first", name)
	}
	base, err := makeBase(base)
	if err != nil {
		return home{}, err
	}
	h := home{name: name, dir: filepath.Join(base, "postgres-"+name)}
	if h.account, err = findAccount(h.data()); err != nil {
		return home{}, err
	}
	if err := os.Mkdir(h.dir, h.account.folderMode()); err != nil && !errors.Is(err, fs.ErrExist) {
		return home{}, fmt.Errorf("make the folder of the private PostgreSQL: %w", err)
	}
	if err := h.account.canReach(h.dir); err != nil {
		return home{}, err
	}
	h.sockets, err = makeSockets(h)
	return h, err
}

func makeBase(base string) (string, error) {
	if base == "" {
		state, err := stateDir()
		if err != nil {
			return "", err
		}
		base = state
	}
	if err := os.MkdirAll(base, 0o755); err != nil {
		return "", fmt.Errorf("make the folder of the private PostgreSQL: %w", err)
	}
	base, err := filepath.Abs(base)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", base, err)
	}
	return filepath.EvalSymlinks(base)
}

// stateDir is where this user's clusters lie.
func stateDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/lib/packwright", nil
	}
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "packwright"), nil
	}
	dir, err := os.UserHomeDir()
	if err != nil {
		return "", fault{
			err:    fmt.Errorf("find a folder for the private PostgreSQL: %w", err),
			remedy: "Set HOME or XDG_STATE_HOME to a folder that you own.",
		}
	}
	return filepath.Join(dir, ".local", "state", "packwright"), nil
}

// makeSockets makes the folder of the socket, which only the server's user and
// root may enter. It lies beside the data, or in /tmp where that path would be
// too long for a socket.
func makeSockets(h home) (string, error) {
	h.sockets = filepath.Join(h.dir, "run")
	if len(h.socket()) > socketPathMax {
		sum := sha256.Sum256([]byte(h.dir))
		h.sockets = fmt.Sprintf("/tmp/packwright-%d-%x", h.account.uid, sum[:6])
	}
	if err := os.Mkdir(h.sockets, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("make the folder of the socket: %w", err)
	}
	info, err := os.Lstat(h.sockets)
	if err != nil {
		return "", fmt.Errorf("look at the folder of the socket: %w", err)
	}
	if uid := owner(info); !info.IsDir() || info.Mode().Perm() != 0o700 || uid != h.account.uid && uid != os.Geteuid() {
		return "", fault{
			err:    fmt.Errorf("socket folder %s (%v of user %d): %w", h.sockets, info.Mode(), uid, ErrForeign),
			remedy: "Others could enter it. Remove it and try again.",
		}
	}
	if err := h.account.own(h.sockets); err != nil {
		return "", err
	}
	return h.sockets, nil
}

func owner(info fs.FileInfo) int {
	return int(info.Sys().(*syscall.Stat_t).Uid)
}
