package pglocal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestForeignClusterIsRefusedAndLeftAlone(t *testing.T) {
	dir := folder(t)
	h := testHome(dir)
	closeCluster(t, start(t, dir))
	ours, err := os.ReadFile(h.marker())
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []struct {
		name  string
		plant func(t *testing.T, h home)
	}{
		{"data without a marker", func(t *testing.T, h home) {
			remove(t, h.marker())
		}},
		{"a marker of something else", func(t *testing.T, h home) {
			write(t, h.marker(), `{"Product":"other","Name":"test","SystemIdentifier":"1"}`)
		}},
		{"a marker that is no marker", func(t *testing.T, h home) {
			write(t, h.marker(), "mine")
		}},
		{"another system identifier", func(t *testing.T, h home) {
			if err := h.writeMarker(marker{SystemIdentifier: "1", Fast: true}); err != nil {
				t.Fatal(err)
			}
		}},
		{"a folder that is no cluster", func(t *testing.T, h home) {
			remove(t, h.data())
			write(t, filepath.Join(h.data(), "letters", "dear.txt"), "dear")
		}},
	} {
		t.Run(rule.name, func(t *testing.T) {
			rule.plant(t, h)
			defer write(t, h.marker(), string(ours))
			before := tree(t, h.data())
			_, err := Start(t.Context(), Options{Name: "test", Fast: true, Dir: dir})
			if !errors.Is(err, ErrForeign) {
				t.Errorf("start: got %v, want ErrForeign", err)
			}
			if got := tree(t, h.data()); got != before {
				t.Errorf("files: got\n%s\nwant them as they were:\n%s", got, before)
			}
		})
	}
}

func TestForeignServerOnOurSocketIsRefusedAndLeftRunning(t *testing.T) {
	theirs, ours := folder(t), folder(t)
	foreign := start(t, theirs)
	closeCluster(t, start(t, ours))
	if err := os.Symlink(foreign.home.socket(), testHome(ours).socket()); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Options{Name: "test", Fast: true, Dir: ours})
	if !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "system identifier") {
		t.Errorf("start: got %v, want ErrForeign", err)
	}
	if got := ask(t, foreign, "select 'well'"); got != "well" {
		t.Errorf("the foreign server: got %s", got)
	}
}

func TestUnfinishedClusterIsMadeAnew(t *testing.T) {
	dir := folder(t)
	h := testHome(dir)
	closeCluster(t, start(t, dir))
	if err := h.writeMarker(marker{Fast: true}); err != nil { // as a crash within initdb leaves it
		t.Fatal(err)
	}
	remove(t, filepath.Join(h.data(), "base"))
	closeCluster(t, start(t, dir))
}

func TestClusterOfAnotherRelease(t *testing.T) {
	dir := folder(t)
	c := start(t, dir)
	closeCluster(t, c)
	write(t, filepath.Join(c.home.data(), "PG_VERSION"), "9\n")
	again := start(t, dir)
	if again.id == c.id {
		t.Error("a fast cluster that no installed release can run was not made anew")
	}

	durable := Options{Name: "test", Dir: folder(t)}
	kept, err := Start(t.Context(), durable)
	if err != nil {
		t.Fatal(err)
	}
	closeCluster(t, kept)
	write(t, filepath.Join(kept.home.data(), "PG_VERSION"), "9\n")
	_, err = Start(t.Context(), durable)
	var wrong wrongRelease
	if !errors.As(err, &wrong) || wrong.want != "9" {
		t.Errorf("start of a durable cluster of release 9: got %v, want a refusal", err)
	}
}

func TestSocketsOfALongPathLieInTmp(t *testing.T) {
	dir := filepath.Join(folder(t), strings.Repeat("long", 30))
	c := start(t, dir)
	defer os.Remove(c.home.sockets)
	defer closeCluster(t, c)
	if !strings.HasPrefix(c.home.sockets, "/tmp/packwright-") {
		t.Errorf("sockets: got %s", c.home.sockets)
	}
	if err := os.Chmod(c.home.sockets, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(t.Context(), Options{Name: "test", Fast: true, Dir: dir}); !errors.Is(err, ErrForeign) {
		t.Errorf("a socket folder that others may enter: got %v, want ErrForeign", err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tree lists every file with its size and the time of its last change.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var list strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			list.WriteString(path + " " + info.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list.String()
}
