package port

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// devices makes two folders of names that point to two devices.
func devices(t *testing.T) (folders []string, first, second string) {
	t.Helper()
	dir := t.TempDir()
	byID, byPath := filepath.Join(dir, "by-id"), filepath.Join(dir, "by-path")
	first, second = filepath.Join(dir, "ttyACM0"), filepath.Join(dir, "ttyACM1")
	for _, folder := range []string{byID, byPath} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, device := range []string{first, second} {
		if err := os.WriteFile(device, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, device := range map[string]string{
		filepath.Join(byID, "usb-Scanner_7-if00"): first,
		filepath.Join(byPath, "usb-0:1"):          first,
		filepath.Join(byPath, "usb-0:2"):          second,
	} {
		if err := os.Symlink(device, name); err != nil {
			t.Fatal(err)
		}
	}
	return []string{byID, byPath}, first, second
}

func TestStableNamesStandForTheDevice(t *testing.T) {
	folders, first, second := devices(t)
	id, plug := filepath.Join(folders[0], "usb-Scanner_7-if00"), filepath.Join(folders[1], "usb-0:2")
	for _, rule := range []struct{ name, path, want string }{
		{"the name by id is better than the plug", first, id},
		{"the plug tells twins apart", second, plug},
		{"a stable name stays", plug, plug},
		{"a name by plug stays, although there is one by id", filepath.Join(folders[1], "usb-0:1"), filepath.Join(folders[1], "usb-0:1")},
		{"an unknown device stays", "/dev/null", "/dev/null"},
		{"a device that is not there stays", "/dev/ttyACM77", "/dev/ttyACM77"},
	} {
		if got := stableIn(folders, rule.path); got != rule.want {
			t.Errorf("%s: got %s, want %s", rule.name, got, rule.want)
		}
	}
	want := []string{id, filepath.Join(folders[1], "usb-0:1"), plug}
	if got := namesIn(folders); !slices.Equal(got, want) {
		t.Errorf("names: got %v, want %v", got, want)
	}
	if got := namesIn([]string{"/no/such/folder"}); len(got) != 0 {
		t.Errorf("without udev: got %v", got)
	}
	if (Config{Path: id}).There() != true || (Config{Path: id + "x"}).There() {
		t.Error("a name that is there counts as gone, or the other way round")
	}
}
