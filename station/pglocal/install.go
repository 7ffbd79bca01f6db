package pglocal

import "fmt"

// oldestMajor is the oldest release of PostgreSQL that is accepted: the schema
// is not tried with older ones.
const oldestMajor = 15

// ErrNotInstalled says that this machine has no PostgreSQL server, or none of
// the release that is needed.
type ErrNotInstalled struct {
	// Looked names the places that were looked at.
	Looked []string
	// Install is the one command, for a shell, that installs a server here.
	Install string
}

func (e ErrNotInstalled) Error() string {
	return fmt.Sprintf("PostgreSQL %d or newer is not installed on this machine", oldestMajor)
}

// Remedy names the one command that installs PostgreSQL on this system.
func (e ErrNotInstalled) Remedy() string {
	if e.Install == "" {
		return "Install the PostgreSQL server with this system's package manager, or let PACKWRIGHT_PGBIN name the folder of its programs."
	}
	return "Run: " + e.Install
}

// wrongRelease says that PostgreSQL is installed, but not the release that made
// the data.
type wrongRelease struct{ want, have string }

func (e wrongRelease) Error() string {
	return fmt.Sprintf("the data was made by PostgreSQL %s, installed is %s", e.want, e.have)
}

func (e wrongRelease) Remedy() string {
	return fmt.Sprintf("Install PostgreSQL %s again, or move the folder of the data away to begin anew.", e.want)
}

// Installed reports whether a server can be started on this machine: nil, or
// ErrNotInstalled.
func Installed() error {
	_, err := here().find("")
	return err
}

// installers are the package managers we know, each with what it has to be told.
var installers = []struct{ program, command string }{
	{"apt-get", "apt-get update && apt-get install -y postgresql"},
	{"dnf", "dnf install -y postgresql-server postgresql-contrib"},
	{"zypper", "zypper --non-interactive install postgresql-server postgresql-contrib"},
	{"pacman", "pacman -S --needed --noconfirm postgresql"},
	{"apk", "apk add postgresql postgresql-contrib"},
	{"brew", "brew install postgresql@17"},
}

// installCommand is the command for the first package manager found. All but
// brew need root.
func (m machine) installCommand() string {
	for _, i := range installers {
		switch {
		case m.lookPath(i.program) == "":
		case m.euid == 0 || i.program == "brew":
			return i.command
		default:
			return "sudo sh -c '" + i.command + "'"
		}
	}
	return ""
}
