package pglocal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lockAlone takes the exclusive lock on the file at path, waiting while another
// program holds it. Closing the file gives it back, and so does the death of
// the program.
func lockAlone(ctx context.Context, path string) (*os.File, error) {
	f, err := openLock(path)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			f.Close()
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if err := wait(ctx, pause); err != nil {
			f.Close()
			return nil, fault{
				err:    fmt.Errorf("wait for the lock on %s: %w", path, err),
				remedy: "Another program starts or stops this PostgreSQL and does not finish. End it and try again.",
			}
		}
	}
}

// lockShared joins the holders of the file at path. The exclusive lock on it is
// only ever tried by a program that is alone behind the gate, so nobody waits.
func lockShared(path string) (*os.File, error) {
	f, err := openLock(path)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return f, nil
}

// lastClient reports whether nobody but us holds the file. Our own share may be
// lost by asking, so who asks must be about to leave.
func lastClient(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

func openLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	return f, nil
}
