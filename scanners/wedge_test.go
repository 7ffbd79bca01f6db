package scanners

import (
	"context"
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// keyboard is a terminal in memory: what the test writes, a person types.
type keyboard struct{ net.Conn }

func (keyboard) Fd() uintptr { return ^uintptr(0) }

// runWedge runs a Wedge at a keyboard that types writes to.
func runWedge(t *testing.T, change func(*Wedge)) (types net.Conn, w *Wedge, scans chan Scan) {
	types, line := net.Pipe()
	w = NewWedge("keyboard", keyboard{line})
	change(w)
	scans = make(chan Scan, 16)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.Run(ctx, scans) }()
	t.Cleanup(func() {
		cancel()
		types.Close()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v", err)
		}
	})
	return types, w, scans
}

func TestTheWedgePartsScansFromKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shown := make(chan string, 16)
		types, w, scans := runWedge(t, func(w *Wedge) {
			w.Prefix = "~"
			w.Typing = func(text string) { shown <- text }
		})
		types.Write([]byte("12"))
		time.Sleep(time.Second)
		types.Write([]byte("\r~4006381333931\r"))
		same(t, waiting(scans), "typed: 12", "scanned: 4006381333931")
		if a, b := <-shown, <-shown; a != "12" || b != "" || len(shown) > 0 {
			t.Errorf("shown %q, %q and %d more, want the typed line alone", a, b, len(shown))
		}

		time.Sleep(time.Second)
		types.Write([]byte("\x1b[20~"))
		got := make([]byte, 16)
		n, err := w.Read(got)
		if err != nil || string(got[:n]) != "\x1b[20~" {
			t.Errorf("the program read %q, %v, want F9", got[:n], err)
		}
	})
}

func TestAnEndlessPasteIsGivenUpWithoutAnotherByte(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		types, _, scans := runWedge(t, func(*Wedge) {})
		types.Write([]byte(pasteStart + "400"))
		time.Sleep(399 * time.Millisecond)
		same(t, waiting(scans))
		time.Sleep(2 * time.Millisecond)
		same(t, waiting(scans), "rejected: pasted text: no end")
	})
}

func TestASlowTakerOfScansLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		types, line := net.Pipe()
		scans := make(chan Scan) // no room
		ctx, cancel := context.WithCancel(t.Context())
		go NewWedge("keyboard", keyboard{line}).Run(ctx, scans)
		go func() {
			for range 10 {
				types.Write([]byte("A\rB\r"))
			}
		}()
		for i := range 20 {
			time.Sleep(time.Second)
			if s := <-scans; s.Text != string("AB"[i%2]) {
				t.Errorf("scan %d is %+v", i, s)
			}
		}
		cancel()
		types.Close()
	})
}

func TestKeysThatNobodyTakesDoNotPileUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		types, w, scans := runWedge(t, func(*Wedge) {})
		for range 2000 {
			types.Write([]byte("\x1b[A"))
		}
		time.Sleep(time.Second)
		types.Write([]byte("A\r"))
		same(t, waiting(scans), "typed: A")
		n, _ := w.Read(make([]byte, 10_000))
		if n != longestSequence/3*3 {
			t.Errorf("%d bytes of keys waited, want at most %d, whole ones", n, longestSequence)
		}
	})
}

func TestANewReaderSendsTheOldOneHome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		types, w, _ := runWedge(t, func(*Wedge) {})
		old := make(chan int)
		go func() {
			n, _ := w.Read(make([]byte, 16))
			old <- n
		}()
		synctest.Wait()
		got := make(chan string)
		go func() {
			p := make([]byte, 16)
			n, _ := w.Read(p)
			got <- string(p[:n])
		}()
		if n := <-old; n != 0 {
			t.Errorf("the old reader took %d bytes", n)
		}
		types.Write([]byte("\x1b[A"))
		if keys := <-got; keys != "\x1b[A" {
			t.Errorf("the new reader read %q, want the arrow", keys)
		}
		go func() {
			_, err := w.Read(make([]byte, 16))
			if !errors.Is(err, io.EOF) {
				t.Errorf("read after close: %v, want EOF", err)
			}
			got <- ""
		}()
		synctest.Wait()
		w.Close()
		<-got
	})
}
