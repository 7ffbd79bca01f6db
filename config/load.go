package config

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// machine is what of this machine a configuration depends on.
type machine struct {
	dir    string // the working folder
	etc    string // "/etc"
	state  string // "/var/lib", where root's data goes
	host   string
	root   bool
	getenv func(string) string
}

func here() machine {
	host, _ := os.Hostname() // a machine without a name must be given one as station
	return machine{
		dir: ".", etc: "/etc", state: "/var/lib", host: host,
		root: os.Geteuid() == 0, getenv: os.Getenv,
	}
}

func (m machine) load(file, database string) (Config, error) {
	path, text, err := m.read(file)
	if err != nil {
		return Config{}, err
	}
	c := Config{File: path}
	where, err := decode(path, text, &c)
	if err != nil {
		return Config{}, err
	}
	k := &check{file: path, where: where}
	m.fill(&c)
	k.chooseDatabase(&c, database, m.getenv("PACKWRIGHT_DATABASE"))
	k.all(&c)
	if k.err != nil {
		return Config{}, k.err
	}
	return c, nil
}

// read answers the file that counts and its text, both empty if there is none.
func (m machine) read(file string) (path string, text []byte, err error) {
	if file != "" {
		text, err = os.ReadFile(file)
		if err != nil {
			return "", nil, Error{
				Key: "--config", Value: file, Problem: "cannot be read: " + reason(err),
				remedy: "Name a file that is there and may be read.",
			}
		}
		return file, bytes.TrimPrefix(text, byteOrderMark), nil
	}
	for _, path := range m.usualFiles() {
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", nil, Error{
				File: path, Problem: "cannot be read: " + reason(err),
				remedy: "Let this user read it, or name another file with --config.",
			}
		}
		return path, bytes.TrimPrefix(text, byteOrderMark), nil
	}
	return "", nil, nil
}

// byteOrderMark begins files that were saved on Windows.
var byteOrderMark = []byte("\xef\xbb\xbf")

func (m machine) usualFiles() []string {
	files := []string{filepath.Join(m.dir, "packwright.toml")}
	if dir := m.home("XDG_CONFIG_HOME", ".config"); dir != "" {
		files = append(files, filepath.Join(dir, "packwright", "config.toml"))
	}
	return append(files, filepath.Join(m.etc, "packwright", "config.toml"))
}

// home is the folder that a variable names, or else one in the user's home, ""
// if he has none.
func (m machine) home(variable, usual string) string {
	if dir := m.getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	if dir := m.getenv("HOME"); dir != "" {
		return filepath.Join(dir, usual)
	}
	return ""
}

// fill sets the defaults that depend on the machine, and makes paths of the
// file independent of the folder that the program is started in.
func (m machine) fill(c *Config) {
	if c.Station == "" {
		c.Station, _, _ = strings.Cut(m.host, ".")
	}
	state := m.home("XDG_STATE_HOME", filepath.Join(".local", "state"))
	if m.root {
		state = m.state
	}
	for _, p := range []struct {
		path  *string
		usual string
	}{
		{&c.Journal, "journal"},
		{&c.Log, "packwright.log"},
	} {
		if *p.path == "" && state != "" {
			*p.path = filepath.Join(state, "packwright", p.usual)
		}
	}
	beside := func(path *string) {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(filepath.Dir(c.File), *path)
		}
	}
	beside(&c.Journal)
	beside(&c.Log)
	beside(&c.Labels)
	for name, p := range c.Printer {
		beside(&p.Path)
		c.Printer[name] = p
	}
}

// reason is what went wrong with a file, without its name.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
