package journal

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

const childFolder = "PACKWRIGHT_TEST_JOURNAL"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		child(dir)
	}
	os.Exit(m.Run())
}

// child appends for ever and says after each turn what is durable.
func child(dir string) {
	j, err := Open(dir)
	for i := 0; err == nil; i++ {
		id := station.ID(fmt.Sprint("w", i/20))
		turn := []station.Change{picked(id, i), picked(id, i+1), picked(id, i+2)}
		if i%20 == 0 {
			turn = append([]station.Change{opening(id)}, turn...)
		}
		if i%20 == 19 {
			turn = append(turn, closing(id))
		}
		if _, err = j.Append(time.Now(), "ann", turn); err == nil {
			fmt.Println(j.Last())
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func TestNothingIsLostByAKill(t *testing.T) {
	dir := t.TempDir()
	total := int64(0)
	for round := range 20 {
		acked := killed(t, dir, time.Duration(rand.IntN(40))*time.Millisecond)
		j, err := Open(dir)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if j.Last() < acked {
			t.Fatalf("round %d: the journal ends with %d, %d was acknowledged", round, j.Last(), acked)
		}
		if n := int64(len(read(t, j, 1))); n != j.Last() {
			t.Fatalf("round %d: %d facts of %d can be read", round, n, j.Last())
		}
		for _, f := range folded(t, j) {
			if c, ok := f.Change.(station.WorkOpened); ok && c.Opened == nil {
				t.Fatalf("round %d: work %s lost its content", round, c.Work)
			}
		}
		if notes := j.Notes(); len(notes) > 1 {
			t.Errorf("round %d: notes %q", round, notes)
		}
		total = j.Last()
		closed(t, j)
	}
	t.Logf("20 kills, %d facts, none lost", total)
}

// killed runs a child on the folder, kills it some time after its first turn,
// and answers the last fact that it acknowledged.
func killed(t *testing.T, dir string, after time.Duration) int64 {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acked, lines := int64(0), bufio.NewScanner(out)
	for lines.Scan() {
		if acked == 0 {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		if acked, err = strconv.ParseInt(lines.Text(), 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	_ = cmd.Wait() // it was killed
	if acked == 0 {
		t.Fatal("the child wrote nothing")
	}
	return acked
}
