package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// emptyProgram makes this test program an empty Bubble Tea program at the
// bench's frame rate, to compare with.
const emptyProgram = "PACKWRIGHT_TEST_EMPTY_PROGRAM"

// runEmptyProgram runs that program where this process is meant to be it.
func runEmptyProgram() bool {
	if os.Getenv(emptyProgram) == "" {
		return false
	}
	if _, err := tea.NewProgram(empty{}, tea.WithFPS(120)).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

type empty struct{}

func (empty) Init() tea.Cmd                         { return nil }
func (e empty) Update(tea.Msg) (tea.Model, tea.Cmd) { return e, nil }
func (empty) View() tea.View                        { return tea.View{Content: "empty", AltScreen: true} }

// What a station may weigh, in bytes.
const (
	mostBinary   = 25 << 20
	mostResident = 30 << 20 // between orders
	mostPeak     = 60 << 20
)

// TestWeight: the program is small on disk and in memory, also after it shipped
// an order.
func TestWeight(t *testing.T) {
	info, err := os.Stat(packwright(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the program has %.1f MB", mb(info.Size()))
	if info.Size() > mostBinary {
		t.Errorf("the program has %.1f MB, want at most %.0f", mb(info.Size()), mb(mostBinary))
	}
	needsProc(t)
	h := newHall(t, order("1001", "MUG-BLUE", 2, "TEA-GRN", 1), order("1002", "BOOK-KNOT", 1))
	x := h.bench()
	h.operator(x).work("two orders shipped", func(s screen) bool { return s.name() == "WORK" && len(h.paper()) == 2 })
	x.quiet(time.Second)
	resident, peak := memory(t, x.cmd.Process.Pid)
	t.Logf("%.1f MB resident between orders, %.1f MB at the peak", mb(resident), mb(peak))
	if resident > mostResident {
		t.Errorf("%.1f MB resident between orders, want at most %.0f", mb(resident), mb(mostResident))
	}
	if peak > mostPeak {
		t.Errorf("%.1f MB at the peak, want at most %.0f", mb(peak), mb(mostPeak))
	}
}

// BenchmarkIdle compares the CPU of a bench at which nobody works with that of
// a program that does nothing, by turns.
func BenchmarkIdle(b *testing.B) {
	needsProc(b)
	h := newHall(b)
	bench := h.bench()
	bench.await("the first screen", func(s screen) bool { return s.asks("SCAN YOUR BADGE") })
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), emptyProgram+"=1")
	nothing := start(b, cmd)
	nothing.await("the empty program", func(s screen) bool { return strings.Contains(s.String(), "empty") })
	bench.quiet(time.Second)

	const look = 5 * time.Second
	var idle, least time.Duration
	var passed time.Duration
	for b.Loop() {
		begun, of, ofLeast := time.Now(), used(b, bench.cmd.Process.Pid), used(b, nothing.cmd.Process.Pid)
		time.Sleep(look)
		idle += used(b, bench.cmd.Process.Pid) - of
		least += used(b, nothing.cmd.Process.Pid) - ofLeast
		passed += time.Since(begun)
	}
	b.ReportMetric(100*float64(idle)/float64(passed), "%-of-a-core")
	b.ReportMetric(100*float64(least)/float64(passed), "%-empty-program")
	b.ReportMetric(float64(idle)/float64(max(least, 1)), "times-empty")
	b.ReportMetric(0, "ns/op")
}

func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }

func needsProc(t testing.TB) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("reads /proc")
	}
}

// memory is what a process holds now and held at most.
func memory(t testing.TB, pid int) (resident, peak int64) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	field := func(name string) int64 {
		_, rest, _ := strings.Cut(string(text), name+":")
		kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return kb << 10
	}
	return field("VmRSS"), field("VmHWM")
}

// used is the CPU that a process took so far, all its threads together.
func used(t testing.TB, pid int) time.Duration {
	t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(threads) == 0 {
		t.Fatalf("CPU of process %d: %v", pid, err)
	}
	var ns int64
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // it has ended
		}
		n, err := strconv.ParseInt(strings.Fields(string(text))[0], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		ns += n
	}
	return time.Duration(ns)
}
