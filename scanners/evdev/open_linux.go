package evdev

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"github.com/packwright/packwright/station/port"
	"golang.org/x/sys/unix"
)

// timeSize is how many bytes of an event are its time: 16, or 8 where a word
// has 32 bits.
const timeSize = int(unsafe.Sizeof(unix.Timeval{}))

// Open takes the scanner for ourselves. It fails when it is not there, when
// others have it, and when it is the only keyboard.
func (c Config) Open() (io.ReadWriteCloser, error) {
	layout, ok := layouts[c.Layout]
	if !ok {
		return nil, fmt.Errorf("there is no layout %q", c.Layout)
	}
	d, err := c.choose(Devices())
	if err != nil {
		return nil, fmt.Errorf("open scanner: %w", err)
	}
	f, err := openFile(d.Path)
	if err != nil {
		return nil, fmt.Errorf("open scanner %s: %w", d, err)
	}
	if err := take(f, d.Path); err != nil {
		f.Close()
		return nil, fmt.Errorf("open scanner %s: %w", d, err)
	}
	keys := keyboard{layout: layout, caps: capsOn(f)}
	return &typed{reader: reader{from: f, timeSize: timeSize, keys: keys}, file: f}, nil
}

// Devices are the input devices that may be read.
func Devices() []Device {
	paths, _ := filepath.Glob("/dev/input/event*") // the pattern is right
	var all []Device
	for _, path := range paths {
		f, err := openFile(path)
		if err != nil {
			continue // not ours to read
		}
		if d, err := describe(f, path); err == nil {
			all = append(all, d)
		}
		f.Close()
	}
	return all
}

// file is an open input device. The poller of the runtime wakes its readers.
type file struct{ *os.File }

func openFile(path string) (file, error) {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return file{}, err
	}
	return file{os.NewFile(uintptr(fd), path)}, nil
}

// Read says port.ErrGone of a device that was unplugged.
func (f file) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if errors.Is(err, unix.ENODEV) {
		err = fmt.Errorf("read %s: %w", f.Name(), port.ErrGone)
	}
	return n, err
}

func (f file) ioctl(request uint, arg []byte) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var errno unix.Errno
	err = conn.Control(func(fd uintptr) {
		_, _, errno = unix.Syscall(unix.SYS_IOCTL, fd, uintptr(request), uintptr(unsafe.Pointer(unsafe.SliceData(arg))))
	})
	if err == nil && errno != 0 {
		err = errno
	}
	return err
}
