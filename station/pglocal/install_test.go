package pglocal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// install puts programs into dir that say they are PostgreSQL of a release.
func install(t *testing.T, dir, release string) {
	t.Helper()
	say := fmt.Sprintf("#!/bin/sh\necho 'postgres (PostgreSQL) %s'\n", release)
	for _, program := range []string{"postgres", "initdb"} {
		write(t, filepath.Join(dir, program), say)
		if err := os.Chmod(filepath.Join(dir, program), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhichServerIsTaken(t *testing.T) {
	const debian = "usr/lib/postgresql"
	for _, rule := range []struct {
		name    string
		prepare func(t *testing.T, root string)
		env     map[string]string // values are folders below the root
		release string            // wanted, "" for any
		want    string
	}{
		{
			name: "the newest of several, 9 being older than 16",
			prepare: func(t *testing.T, root string) {
				install(t, filepath.Join(root, debian, "9.6", "bin"), "9.6.1")
				install(t, filepath.Join(root, debian, "16", "bin"), "16.2 (Debian 16.2-1)")
				install(t, filepath.Join(root, debian, "15", "bin"), "15.8")
			},
			want: debian + "/16/bin",
		},
		{
			name: "the release of the data, not the newest",
			prepare: func(t *testing.T, root string) {
				install(t, filepath.Join(root, debian, "16", "bin"), "16.2")
				install(t, filepath.Join(root, debian, "15", "bin"), "15.8")
			},
			release: "15",
			want:    debian + "/15/bin",
		},
		{
			name: "the folder that a link in the PATH points into",
			prepare: func(t *testing.T, root string) {
				install(t, filepath.Join(root, "deep", "bin"), "17beta1")
				write(t, filepath.Join(root, "path", "other"), "")
				if err := os.Symlink(filepath.Join(root, "deep", "bin", "postgres"), filepath.Join(root, "path", "postgres")); err != nil {
					t.Fatal(err)
				}
			},
			env:  map[string]string{"PATH": "path"},
			want: "deep/bin",
		},
		{
			name: "PACKWRIGHT_PGBIN before everything",
			prepare: func(t *testing.T, root string) {
				install(t, filepath.Join(root, debian, "16", "bin"), "16.2")
				install(t, filepath.Join(root, "mine"), "15.1")
			},
			env:  map[string]string{"PACKWRIGHT_PGBIN": "mine"},
			want: "mine",
		},
		{
			name: "none that lacks initdb",
			prepare: func(t *testing.T, root string) {
				install(t, filepath.Join(root, debian, "16", "bin"), "16.2")
				remove(t, filepath.Join(root, debian, "16", "bin", "initdb"))
				install(t, filepath.Join(root, "usr/pgsql-15/bin"), "15.2")
			},
			want: "usr/pgsql-15/bin",
		},
	} {
		t.Run(rule.name, func(t *testing.T) {
			root := t.TempDir()
			rule.prepare(t, root)
			got, err := machineAt(root, 0, rule.env).find(rule.release)
			if err != nil || got.dir != filepath.Join(root, rule.want) {
				t.Errorf("got %s, %v, want %s", got.dir, err, rule.want)
			}
		})
	}
}

func TestMissingServerNamesTheOneCommand(t *testing.T) {
	for _, rule := range []struct {
		manager string
		euid    int
		want    string
	}{
		{"apt-get", 0, "Run: apt-get update && apt-get install -y postgresql"},
		{"apt-get", 1000, "Run: sudo sh -c 'apt-get update && apt-get install -y postgresql'"},
		{"dnf", 0, "Run: dnf install -y postgresql-server postgresql-contrib"},
		{"pacman", 0, "Run: pacman -S --needed --noconfirm postgresql"},
		{"apk", 1000, "Run: sudo sh -c 'apk add postgresql postgresql-contrib'"},
		{"brew", 1000, "Run: brew install postgresql@17"},
		{"", 0, "Install the PostgreSQL server with this system's package manager, or let PACKWRIGHT_PGBIN name the folder of its programs."},
	} {
		t.Run(rule.manager, func(t *testing.T) {
			root := t.TempDir()
			install(t, filepath.Join(root, "usr/lib/postgresql/13/bin"), "13.1") // too old to count
			if rule.manager != "" {
				write(t, filepath.Join(root, "bin", rule.manager), "")
				if err := os.Chmod(filepath.Join(root, "bin", rule.manager), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			_, err := machineAt(root, rule.euid, map[string]string{"PATH": "bin"}).find("")
			var missing ErrNotInstalled
			if !errors.As(err, &missing) {
				t.Fatalf("got %v, want ErrNotInstalled", err)
			}
			if missing.Remedy() != rule.want {
				t.Errorf("remedy: got %q, want %q", missing.Remedy(), rule.want)
			}
		})
	}
}

func TestOtherReleaseIsNamed(t *testing.T) {
	root := t.TempDir()
	install(t, filepath.Join(root, "usr/lib/postgresql/16/bin"), "16.2")
	_, err := machineAt(root, 0, nil).find("15")
	if want := (wrongRelease{want: "15", have: "16"}); err != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

// machineAt is a machine of which only what lies below root exists.
func machineAt(root string, euid int, env map[string]string) machine {
	return machine{root: root, euid: euid, getenv: func(name string) string {
		if env[name] == "" {
			return ""
		}
		return filepath.Join(root, env[name])
	}}
}
