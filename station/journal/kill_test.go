package journal

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/packwright/packwright/station"
)

// What a child of the tests is told.
const (
	childFolder = "PACKWRIGHT_TEST_JOURNAL"
	childTurns  = "PACKWRIGHT_TEST_TURNS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		turns, _ := strconv.Atoi(os.Getenv(childTurns))
		child(dir, turns)
	}
	os.Exit(m.Run())
}

// child appends so many turns, for ever where there is no number, and says of
// each what is durable: the number and the hash of the last fact. It says so of
// what was there when it began, too. After an error it tries once more.
func child(dir string, turns int) {
	runtime.LockOSThread() // strace counts the calls of each thread
	j, err := Open(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(j.Last(), j.prev)
	for i := 0; turns == 0 || i < turns; i++ {
		id := station.ID(fmt.Sprint("w", i/4))
		turn := []station.Change{picked(id, i), picked(id, i+1), picked(id, i+2)}
		if i%4 == 0 {
			turn = append([]station.Change{opening(id)}, turn...)
		}
		if i%4 == 3 {
			turn = append(turn, closing(id))
		}
		if _, err = j.Append(time.Now(), "ann", turn); err != nil {
			break
		}
		fmt.Println(j.Last(), j.prev)
	}
	if err == nil {
		os.Exit(0)
	}
	if _, again := j.Append(time.Now(), "ann", []station.Change{signOut}); !errors.Is(again, ErrBroken) {
		fmt.Fprintln(os.Stderr, "a broken journal wrote on:", again)
		os.Exit(2)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// crashes is how often the child is killed: 40 times among the tests, as often
// as PACKWRIGHT_CRASH says for the whole proof.
func crashes() int {
	if n, err := strconv.Atoi(os.Getenv("PACKWRIGHT_CRASH")); err == nil {
		return n
	}
	return 40
}

// TestNothingIsLostByAKill kills a process that writes, at any moment of its
// life, again and again: every fact that it acknowledged is there, as it was.
func TestNothingIsLostByAKill(t *testing.T) {
	const perFolder = 50
	seed := rand.Uint64()
	folders := make(chan int)
	var all sync.WaitGroup
	var mu sync.Mutex // guards sum
	var sum victims
	begun := time.Now()
	for range 2 {
		all.Go(func() {
			for n := range folders {
				got := killedAgain(t, rand.New(rand.NewPCG(seed, uint64(n))), min(perFolder, crashes()-n*perFolder))
				mu.Lock()
				sum.add(got)
				if rounds := sum.rounds; rounds%1000 == 0 && crashes() > 1000 {
					t.Logf("%s, %v", sum, time.Since(begun).Round(time.Second))
				}
				mu.Unlock()
			}
		})
	}
	for n := 0; n*perFolder < crashes() && !t.Failed(); n++ {
		folders <- n
	}
	close(folders)
	all.Wait()
	took := time.Since(begun)
	t.Logf("seed %d: %s, in %v, %.0f kills a second", seed, sum, took.Round(time.Second), float64(sum.rounds)/took.Seconds())
}

// victims is what became of processes that were killed.
type victims struct {
	rounds, opening, torn int   // killed; before they had opened the journal; in the middle of a write
	facts, unsaid         int64 // acknowledged; on the disk and not acknowledged
}

func (v *victims) add(w victims) {
	v.rounds, v.opening, v.torn = v.rounds+w.rounds, v.opening+w.opening, v.torn+w.torn
	v.facts, v.unsaid = v.facts+w.facts, v.unsaid+w.unsaid
}

func (v victims) String() string {
	return fmt.Sprintf("%d kills, %d of them while it opened, %d left a torn turn; %d facts acknowledged, 0 lost, %d more on the disk",
		v.rounds, v.opening, v.torn, v.facts, v.unsaid)
}

// killedAgain kills children on one folder, each where the one before died.
func killedAgain(t *testing.T, r *rand.Rand, rounds int) (all victims) {
	dir, err := os.MkdirTemp("", "pw-kill-")
	if err != nil {
		t.Error(err)
		return all
	}
	defer os.RemoveAll(dir)
	last := promise{}
	for round := range rounds {
		v, said := kill(t, dir, r)
		if said.seq > 0 {
			last = said
		}
		all.add(v)
		torn, unsaid, err := last.isThere(dir)
		if err != nil {
			t.Errorf("round %d: %v", round, err)
			return all
		}
		all.torn += torn
		all.unsaid += unsaid
	}
	all.facts = last.seq
	return all
}

// promise is the last fact that a child said is durable.
type promise struct {
	seq  int64
	hash string
}

var errShort = errors.New("the journal ends too early")

// isThere reads the folder as it lies there, and looks for every fact up to the
// acknowledged one.
func (a promise) isThere(dir string) (torn int, unsaid int64, err error) {
	segments, err := segmentsIn(dir)
	if err != nil {
		return 0, 0, err
	}
	last, prev := int64(0), station.Hash{}
	for _, s := range segments {
		c, err := readSegment(s)
		if err != nil {
			return 0, 0, err
		}
		if c.torn {
			torn++
		}
		for _, r := range c.records {
			facts, err := r.facts()
			if err != nil {
				return 0, 0, err
			}
			for _, f := range facts {
				if f.Seq != last+1 || f.Prev != prev || !f.Genuine() {
					return 0, 0, fmt.Errorf("fact %d does not follow fact %d", f.Seq, last)
				}
				last, prev = f.Seq, f.Hash
				if f.Seq == a.seq && f.Hash.String() != a.hash {
					return 0, 0, fmt.Errorf("fact %d is not the one that was acknowledged", f.Seq)
				}
			}
		}
	}
	if last < a.seq {
		return 0, 0, fmt.Errorf("%w: with %d, %d was acknowledged", errShort, last, a.seq)
	}
	return torn, last - a.seq, nil
}

// kill runs a child on the folder, kills it, while it opens or some time after,
// and answers the last fact that it acknowledged.
func kill(t *testing.T, dir string, r *rand.Rand) (v victims, said promise) {
	t.Helper()
	cmd := exec.Command(testBinary(t))
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Error(err)
		return v, said
	}
	shoot := func(within time.Duration) {
		time.AfterFunc(time.Duration(r.Int64N(int64(within))), func() { _ = cmd.Process.Kill() })
	}
	early := r.IntN(4) == 0
	if early {
		shoot(30 * time.Millisecond)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if n == 0 && !early {
			shoot(20 * time.Millisecond)
		}
		var p promise
		if _, err := fmt.Sscan(lines.Text(), &p.seq, &p.hash); err == nil && len(p.hash) == 64 {
			said = p
		}
	}
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		t.Errorf("the child ended by itself: %v", err)
	}
	v.rounds++
	if said.seq == 0 {
		v.opening++
	}
	return v, said
}

func testBinary(t *testing.T) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return exe
}
