package pglocal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user that the server runs as.
type account struct {
	uid, gid int
	borrowed bool // we are root and run the server as somebody else
}

// findAccount says who runs the server over data: its owner if it exists, and
// else whoever we are, or for root one of the users that serve no person.
func findAccount(data string) (account, error) {
	if os.Geteuid() != 0 {
		return account{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	info, err := os.Lstat(data)
	if err == nil && owner(info) != 0 {
		return account{uid: owner(info), gid: int(info.Sys().(*syscall.Stat_t).Gid), borrowed: true}, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return account{}, fmt.Errorf("look at the data of the private PostgreSQL: %w", err)
	}
	for _, name := range []string{"postgres", "_postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			return borrow(u)
		}
	}
	return account{}, fault{
		err:    errors.New("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as"),
		remedy: "Run packwright as an ordinary user.",
	}
}

func borrow(u *user.User) (account, error) {
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, fmt.Errorf("user %s: %w", u.Username, err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return account{}, fmt.Errorf("group of user %s: %w", u.Username, err)
	}
	return account{uid: uid, gid: gid, borrowed: true}, nil
}

// process are the attributes of a process that runs as this account, without
// any other group of ours.
func (a account) process() *syscall.SysProcAttr {
	if !a.borrowed {
		return &syscall.SysProcAttr{}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}}
}

// folderMode lets a borrowed account pass through a folder of root's.
func (a account) folderMode() fs.FileMode {
	if a.borrowed {
		return 0o711
	}
	return 0o700
}

// own gives path to the account.
func (a account) own(path string) error {
	if !a.borrowed {
		return nil
	}
	if err := os.Chown(path, a.uid, a.gid); err != nil {
		return fmt.Errorf("give the folder to the server's user: %w", err)
	}
	return nil
}

// canReach finds the folder on the way to dir that a borrowed account may not
// pass: the home of root is one.
func (a account) canReach(dir string) error {
	if !a.borrowed {
		return nil
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return fmt.Errorf("look at the folder of the private PostgreSQL: %w", err)
		}
		if info.Mode().Perm()&0o001 == 0 && owner(info) != a.uid {
			return fault{
				err:    fmt.Errorf("the server's user %d may not pass the folder %s", a.uid, dir),
				remedy: "Choose a folder that everybody may pass, such as one under /var/lib, or run packwright as an ordinary user.",
			}
		}
	}
	return nil
}
