package journal

import (
	"path/filepath"
	"testing"
)

func TestRoomOfAFolderThatIsNotThereYet(t *testing.T) {
	dir := t.TempDir()
	here, err := Room(dir)
	if err != nil || here <= 0 {
		t.Fatalf("%d bytes, %v", here, err)
	}
	if there, err := Room(filepath.Join(dir, "a", "b")); err != nil || there <= 0 {
		t.Errorf("%d bytes, %v; want about %d", there, err, here)
	}
}
