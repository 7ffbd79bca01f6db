package port

import (
	"os"
	"path/filepath"
	"strings"
)

// Folders of the names that udev gives to serial lines, the better one first.
// Two devices of one model without a serial number share a name by id; then
// the plug they hang on tells them apart.
var nameFolders = []string{"/dev/serial/by-id", "/dev/serial/by-path"}

// Names are the stable names of the serial devices that are plugged in, those
// by id first. Nothing is opened, so nobody is disturbed. It is empty where
// there is no udev.
func Names() []string { return namesIn(nameFolders) }

// Stable is the name to put into a configuration in place of path: one that
// stays when devices are plugged in another order. It is path itself where
// none is known.
func Stable(path string) string { return stableIn(nameFolders, path) }

func namesIn(folders []string) []string {
	var names []string
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue // nothing plugged in
		}
		for _, e := range entries {
			names = append(names, filepath.Join(folder, e.Name()))
		}
	}
	return names
}

func stableIn(folders []string, path string) string {
	for _, folder := range folders {
		if strings.HasPrefix(path, folder+"/") {
			return path
		}
	}
	device, err := filepath.EvalSymlinks(path)
	if err != nil {
		return path
	}
	for _, name := range namesIn(folders) {
		if target, err := filepath.EvalSymlinks(name); err == nil && target == device {
			return name
		}
	}
	return path
}

// There says whether the line's name exists. It ceases to when the cable is
// pulled, also where the kernel does not wake who reads.
func (c Config) There() bool {
	_, err := os.Stat(c.Path)
	return err == nil
}
