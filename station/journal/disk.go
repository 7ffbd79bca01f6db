package journal

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is what changes files, as far as the journal needs it. A test fails the
// n-th call.
type disk interface {
	open(path string, flag int, perm fs.FileMode) (file, error)
	rename(from, to string) error
	remove(path string) error
}

type file interface {
	io.WriterAt
	Sync() error
	Truncate(size int64) error
	Close() error
}

// system is the disk of the operating system.
type system struct{}

func (system) open(path string, flag int, perm fs.FileMode) (file, error) {
	return os.OpenFile(path, flag, perm)
}
func (system) rename(from, to string) error { return os.Rename(from, to) }
func (system) remove(path string) error     { return os.Remove(path) }

// block is what a file system gives and takes.
const block = 4096

const unfinished = ".tmp" // ends the name of a file that is being made

// put makes a file whole or not at all: it is durable, under its name, when put
// returns nil.
func put(d disk, path string, content []byte) error {
	f, err := d.open(path+unfinished, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(content, 0)
	if err == nil {
		err = f.Sync()
	}
	if shut := f.Close(); err == nil {
		err = shut
	}
	if err == nil {
		err = d.rename(path+unfinished, path)
	}
	if err != nil {
		return err
	}
	return syncFolder(d, filepath.Dir(path))
}

// syncFolder makes the names in a folder durable.
func syncFolder(d disk, path string) error {
	f, err := d.open(path, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if shut := f.Close(); err == nil {
		err = shut
	}
	return err
}

// writeThrough writes at an offset; the bytes are durable when it returns nil.
func writeThrough(f file, b []byte, at int64) error {
	if _, err := f.WriteAt(b, at); err != nil {
		return err
	}
	if openDurable != 0 {
		return nil
	}
	return f.Sync()
}
