package printers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// File is a file that labels are appended to, in place of a printer. Its jobs
// are sent, never counted.
type File struct{ Path string }

// Open makes the file if there is none. A pipe that nobody reads is refused
// rather than waited for.
func (f File) Open(context.Context) (io.ReadWriteCloser, error) {
	return open(f.Path, unix.O_WRONLY|unix.O_APPEND|unix.O_CREAT)
}

// Answers is false.
func (f File) Answers() bool { return false }

// USB is a printer on a USB cable, as the kernel's printer driver shows it
// under /dev/usb. The device is held by whoever has it open: a print server
// that has the same printer must leave it alone.
type USB struct {
	Path string

	ways int // 0 is not known, 1 there is no way back, 2 there is
}

// NewUSB is the printer at a device such as /dev/usb/lp0. Each Printer needs
// one of its own.
func NewUSB(path string) *USB { return &USB{Path: path} }

// Open opens the device for us alone, and learns whether it has a way back.
func (u *USB) Open(context.Context) (io.ReadWriteCloser, error) {
	n, err := open(u.Path, unix.O_RDWR)
	if err != nil {
		return nil, err
	}
	u.ways = 2
	if n.mute() {
		u.ways = 1
	}
	return n, nil
}

// Answers is true of a device that was never opened, because most answer.
func (u *USB) Answers() bool {
	if u.ways == 0 {
		if n, err := u.Open(context.Background()); err == nil {
			n.Close()
		}
	}
	return u.ways != 1
}

// node is an open file of the kernel: a device, a pipe, or a file on disk.
type node struct {
	file   *os.File
	closed chan struct{}
	close  sync.Once
}

// open never waits, neither here nor later in the kernel: reads and writes are
// woken by Close.
func open(path string, how int) (*node, error) {
	fd, err := unix.Open(path, how|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0o644)
	switch {
	case errors.Is(err, unix.EBUSY):
		return nil, fmt.Errorf("open printer %s: another program has it open", path)
	case errors.Is(err, unix.ENXIO):
		return nil, fmt.Errorf("open printer %s: nobody is at its other end", path)
	case err != nil:
		return nil, fmt.Errorf("open printer %s: %w", path, err)
	}
	return &node{file: os.NewFile(uintptr(fd), path), closed: make(chan struct{})}, nil
}

// mute says that the device has no way back: its driver refuses even to read
// nothing.
func (n *node) mute() bool {
	var err error
	n.control(func(fd int) { _, err = unix.Read(fd, nil) })
	return errors.Is(err, unix.EINVAL)
}

// Read waits for what the device says. An empty answer, as some devices give on
// USB, is not its end.
func (n *node) Read(b []byte) (int, error) {
	const nap = 50 * time.Millisecond
	for {
		k, err := n.file.Read(b)
		if k > 0 || !errors.Is(err, io.EOF) {
			return k, err
		}
		select {
		case <-n.closed:
			return 0, os.ErrClosed
		case <-time.After(nap):
		}
	}
}

func (n *node) Write(b []byte) (int, error) { return n.file.Write(b) }

// Drain waits until the device has taken what was written: closing it earlier
// takes the rest away from it.
func (n *node) Drain(ctx context.Context) error {
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for {
		var events int16
		n.control(func(fd int) {
			p := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
			_, _ = unix.Poll(p, 0) // an interrupted look is repeated
			events = p[0].Revents
		})
		switch {
		case events&(unix.POLLERR|unix.POLLHUP) != 0:
			return fmt.Errorf("drain printer %s: device is gone", n.file.Name())
		case events&unix.POLLOUT != 0:
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("drain printer %s: %w", n.file.Name(), ctx.Err())
		case <-again.C:
		}
	}
}

// control has f look at the descriptor, unless the node is closed.
func (n *node) control(f func(fd int)) {
	if raw, err := n.file.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { f(int(fd)) })
	}
}

// Close wakes a Read or Write that waits.
func (n *node) Close() error {
	var err error
	n.close.Do(func() {
		close(n.closed)
		err = n.file.Close()
	})
	return err
}
