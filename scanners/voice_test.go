//go:build linux

package scanners

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A tone of each kind for a verdict of each kind: what the packer hears, and
// nothing else.
var heardAs = map[string]map[Tone]string{
	"none":      {},
	"bel":       {Good: "beep", Bad: "beep beep beep", Warn: "beep beep beep beep beep"},
	"datalogic": {Good: "beep", Bad: "long", Warn: "beep beep beep"},
	"powerscan": {Good: "high", Bad: "low low", Warn: "low high low high"},
	"honeywell": {Good: "beep", Bad: "razz razz", Warn: "high low high low"},
	"ssi":       {Good: "high", Bad: "long low", Warn: "warble"},
}

func TestEachVerdictIsHeardAsOneTone(t *testing.T) {
	for _, voice := range Voices() {
		want, listed := heardAs[voice]
		if !listed {
			t.Errorf("no test knows how %s sounds", voice)
		}
		t.Run(voice, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				speaks, _ := Voiced(voice)
				l := &Line{Voice: speaks}
				s, scans := runLine(t, l)
				e := listenTo(s, speaks)
				for _, tone := range []Tone{Good, Bad, Good, Warn, Silent, Bad} {
					if got := e.heardAt(t, l, scans, tone); got != want[tone] {
						t.Errorf("tone %d is heard as %q, want %q", tone, got, want[tone])
					}
				}
				l.OwnBeep = true
				for _, tone := range []Tone{Good, Bad, Warn} {
					quiet := map[bool]string{true: "", false: want[tone]}[tone == Good]
					if got := e.heardAt(t, l, scans, tone); got != quiet {
						t.Errorf("tone %d of a scanner that beeps by itself is heard as %q, want %q", tone, got, quiet)
					}
				}
			})
		})
	}
}

// A scanner makes one beep of two that overlap: tones wait for one another.
func TestTwoVerdictsInARowAreBothHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &Line{Voice: beeping()}
		s, _ := runLine(t, l)
		e := listenTo(s, l.Voice)
		l.Beep(Good)
		time.Sleep(50 * time.Millisecond)
		l.Beep(Bad)
		time.Sleep(4 * time.Second)
		synctest.Wait()
		same(t, e.heard(), "beep", "beep", "beep", "beep")
	})
}

// inside is a scanner at the end of a line in memory.
type inside struct {
	line *scanner

	mu     sync.Mutex // guards the rest
	ear    ear
	sounds []string
}

// heard are the sounds so far.
func (e *inside) heard() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.sounds)
}

// read reads a code, which must be possible.
func (e *inside) read(t *testing.T, code string) {
	t.Helper()
	e.mu.Lock()
	why, frames := e.ear.shut(time.Now()), e.ear.frames(code, time.Now())
	e.mu.Unlock()
	if why != "" {
		t.Fatalf("no code is read: %s", why)
	}
	for _, f := range frames {
		e.line.Write([]byte(f))
	}
}

// listenTo plugs a scanner in that understands a voice.
func listenTo(s *scanner, speaks Voice) *inside {
	e := &inside{line: s, ear: earOf(&Virtual{Voice: speaks})}
	s.plug()
	go func() {
		sent := make([]byte, 256)
		for {
			n, err := s.Read(sent)
			if err != nil {
				return
			}
			e.mu.Lock()
			h := e.ear.hear(sent[:n], time.Now())
			e.sounds = append(e.sounds, h.sounds...)
			e.mu.Unlock()
			go s.Write([]byte(h.back))
		}
	}()
	time.Sleep(time.Second)
	return e
}

// heardAt reads a code and says what the scanner made heard of its verdict.
func (e *inside) heardAt(t *testing.T, l *Line, scans chan Scan, tone Tone) string {
	t.Helper()
	e.read(t, "4006381333931")
	same(t, waiting(scans), "scanned: 4006381333931")
	before := len(e.heard())
	l.Beep(tone)
	time.Sleep(4 * time.Second)
	synctest.Wait()
	return strings.Join(e.heard()[before:], " ")
}

func TestVoicesDiffer(t *testing.T) {
	for voice, tones := range heardAs {
		if len(tones) == 0 {
			continue
		}
		said := []string{tones[Good], tones[Bad], tones[Warn]}
		if slices.Contains(said, "") || said[0] == said[1] || said[1] == said[2] || said[0] == said[2] {
			t.Errorf("%s: good %q, bad %q and attention %q are not three tones", voice, said[0], said[1], said[2])
		}
		if strings.Contains(said[0], " ") || !strings.Contains(said[1], " ") && !strings.Contains(said[1], "long") {
			t.Errorf("%s: good is one short tone, bad is long or comes twice; got %q and %q", voice, said[0], said[1])
		}
	}
}

// F shuts the reader until E. A scanner that does not hear the E because it is
// busy with the tone must read again all the same.
func TestTheReaderOfADatalogicNeverStaysShut(t *testing.T) {
	v, l, scans, _ := pluggedOf(t, "datalogic", false)
	v.mu.Lock()
	v.Deaf = true
	v.mu.Unlock()
	v.Read("A")
	next(t, scans)
	l.Beep(Bad)
	await(t, "the long tone", func() bool { return slices.Contains(v.Heard(), "long") })
	if v.Read("A") == nil {
		t.Fatal("the reader is not shut: this proves nothing")
	}
	await(t, "a reader that reads", func() bool { return v.Read("A") == nil })
	same(t, []string{next(t, scans)}, "scanned: A")
}

// A program that was killed left the reader shut: the next one opens it.
func TestAReaderThatWasLeftShutIsOpened(t *testing.T) {
	v, _, scans, news := pluggedOf(t, "datalogic", false)
	v.Unplug()
	<-news
	v.mu.Lock()
	v.ear.hear([]byte("D"), time.Now())
	v.mu.Unlock()
	if v.Read("A") == nil {
		t.Fatal("the reader is not shut: this proves nothing")
	}
	if err := v.Plug(); err != nil {
		t.Fatal(err)
	}
	await(t, "a reader that reads", func() bool { return v.Read("A") == nil })
	same(t, []string{next(t, scans)}, "scanned: A")
}

// A scanner in host ACK mode reads nothing until the verdict, and no verdict
// must not stop it for good.
func TestAScannerThatWaitsIsFreed(t *testing.T) {
	v, l, scans, _ := pluggedOf(t, "honeywell", false)
	time.Sleep(50 * time.Millisecond) // what is said when the line is opened
	if err := v.Read("A"); err != nil {
		t.Fatal(err)
	}
	next(t, scans)
	if v.Read("B") == nil {
		t.Fatal("it reads without an answer: this proves nothing")
	}
	l.Beep(Silent)
	await(t, "the answer", func() bool { return v.Read("B") == nil })
	next(t, scans)
	from := time.Now()
	await(t, "an answer without a verdict", func() bool { return v.Read("C") == nil })
	if took := time.Since(from); took < time.Second {
		t.Errorf("freed after %s, before any verdict could come", took)
	}
	if got := v.Heard(); len(got) > 0 {
		t.Errorf("heard %v, want silence", got)
	}
}

func await(t *testing.T, what string, is func() bool) {
	t.Helper()
	for from := time.Now(); !is(); time.Sleep(time.Millisecond) { // a real line
		if time.Since(from) > 5*time.Second {
			t.Fatalf("%s: not within 5 s", what)
		}
	}
}

func TestSSIOnARealLine(t *testing.T) {
	v, l, scans, _ := pluggedOf(t, "ssi", false)
	long := strings.Repeat("0123456789", 45)
	for _, code := range []string{"4006381333931", long, "4006381333931"} {
		if err := v.Read(code); err != nil {
			t.Fatal(err)
		}
		same(t, []string{next(t, scans)}, "scanned: "+code)
	}
	v.mu.Lock()
	v.Damage = 2
	v.mu.Unlock()
	if err := v.Read("B"); err != nil {
		t.Fatalf("after two damaged packets: %v", err)
	}
	same(t, []string{next(t, scans)}, "scanned: B")

	time.Sleep(ssiSleepsAfter + 100*time.Millisecond) // the scanner falls asleep
	before := len(v.Heard())
	l.Beep(Good)
	await(t, "the beep of a scanner that slept", func() bool { return len(v.Heard()) > before })
	same(t, v.Heard()[before:], "high")
}

func TestAckedScansOnARealLine(t *testing.T) {
	v, _, scans, _ := pluggedOf(t, "none", true)
	v.mu.Lock()
	v.Damage = 1
	v.mu.Unlock()
	for _, code := range []string{"A100", "A100", "B200"} { // two of one article
		if err := v.Read(code); err != nil {
			t.Fatal(err)
		}
		same(t, []string{next(t, scans)}, "scanned: "+code)
	}
	v.mu.Lock()
	v.Damage = 3
	v.mu.Unlock()
	if err := v.Read("C300"); err != nil {
		t.Fatalf("a scan that cannot be read holds the scanner up: %v", err)
	}
	if got := next(t, scans); !strings.HasPrefix(got, "rejected: neither ASCII nor UTF-8") {
		t.Errorf("got %s, want it rejected", got)
	}
}
