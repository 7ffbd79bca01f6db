package printers

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/port"
)

// hasty is for tests that cannot have a time of their own, because the kernel
// takes part.
var hasty = Timing{
	Open: time.Second, Ask: time.Second, Poll: 5 * time.Millisecond, Busy: 300 * time.Millisecond,
	Finish: 500 * time.Millisecond, Silence: time.Second, Settle: 2 * time.Second,
}

// listening is a virtual printer on a real socket, and its driver.
func listening(t *testing.T, c VirtualConfig) (*Printer, *Virtual) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v := virtual(t, c)
	start(t, func(ctx context.Context) {
		if err := v.ServeTCP(ctx, l); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return driver(t, TCP{Address: l.Addr().String()}, hasty), v
}

// cabled is a virtual printer on a pseudo-terminal, and its driver, which opens
// it as any serial line.
func cabled(t *testing.T, c VirtualConfig, flow port.Flow) (*Printer, *Virtual) {
	t.Helper()
	cable, err := port.NewPty()
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	t.Cleanup(func() { cable.Close() })
	v := virtual(t, c)
	start(t, func(ctx context.Context) {
		if err := v.ServeLine(ctx, cable); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	timing := hasty
	timing.Stall = 20 * time.Second
	baud := max(c.Baud, 9600)
	return driver(t, Serial{Port: port.Config{Path: cable.Path(), Baud: baud, Flow: flow}}, timing), v
}

func TestALabelOverASocketIsCounted(t *testing.T) {
	for _, config := range []VirtualConfig{{}, {Sloppy: true}, {Feed: 2000}} {
		p, v := listening(t, config)
		j := Job{ID: "one", Data: label(t, "one", 20_000)}
		if r := p.Print(within(t, 10*time.Second), j); r.State != Counted || came(v) != want(j) {
			t.Errorf("%+v: %v, %v, tape %s", config, r, r.Err, came(v))
		}
	}
}

func TestAResetAtAnyByteIsNeverCalledPrinted(t *testing.T) {
	p, v := listening(t, VirtualConfig{})
	j := Job{ID: "one", Data: label(t, "one", 12_000)}
	printed := 0
	for n := 512; n < len(j.Data); n += 512 {
		j.Before = func(int64) error { v.ResetAfter(n); return nil }
		r := p.Print(within(t, 10*time.Second), j)
		if r.State != Unknown || r.CounterBefore != 0 || r.Counter != -1 || r.Problem == "" {
			t.Errorf("reset after %d bytes: %v", n, r) // asking for the counter would add to the half label
		}
		if r.State == Counted || r.State == Sent {
			printed++
		}
		v.PowerCycle() // the half label is for a person to clear
	}
	if len(v.Tape()) != 0 {
		t.Errorf("%d called printed, %d came out", printed, len(v.Tape()))
	}
	j.Before = nil
	if r := p.Print(within(t, 10*time.Second), j); r.State != Counted || came(v) != want(j) {
		t.Errorf("when the network holds: %v, tape %s", r, came(v))
	}
}

func TestAResetBehindTheLastByteLeavesTheCounterToThePerson(t *testing.T) {
	p, v := listening(t, VirtualConfig{})
	j := Job{ID: "one", Data: label(t, "one", 600)}
	j.Before = func(int64) error { v.ResetAfter(len(j.Data)); return nil }
	r := p.Print(within(t, 10*time.Second), j)
	if r.State != Unknown || r.CounterBefore != 0 || r.Counter != 1 || len(v.Tape()) != 1 {
		t.Errorf("got %v, tape %s; want unknown with the counter risen", r, came(v))
	}
}

func TestHalfALabelIsNotGivenOurQuestionForTheRest(t *testing.T) {
	p, v := listening(t, VirtualConfig{})
	j := Job{ID: "one", Data: label(t, "one", 600)}
	j.Before = func(int64) error { v.ResetAfter(100); return nil }
	p.Print(within(t, 10*time.Second), j)
	host, err := TCP{Address: p.transport.(TCP).Address}.Open(within(t, time.Second))
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	send(t, host, string(j.Data[100:]))
	until(t, "it is printed", func() bool { return len(v.Tape()) > 0 })
	if got := string(v.Tape()[0].ZPL); strings.Contains(got, "getvar") {
		t.Errorf("printed %s", got)
	}
}

func TestAStuckSocketIsLeftWithinASecond(t *testing.T) {
	p, v := listening(t, VirtualConfig{Reading: 20_000})
	ctx, cancel := context.WithCancel(t.Context())
	j := Job{ID: "one", Data: label(t, "one", 8<<20)}
	result := p.Queue(ctx, j)
	until(t, "the label fills the buffer", func() bool { return reads(v) > 500 })
	v.Set(Stuck, true)
	time.Sleep(300 * time.Millisecond) // let the write get stuck in the kernel
	began := time.Now()
	cancel()
	r := <-result
	if took := time.Since(began); r.State != Unknown || took > time.Second || r.Sent == 0 || r.Sent >= len(j.Data) {
		t.Errorf("got %v after %v, want unknown within 1 s", r, took)
	}
}

// reads is how many bytes wait in the printer.
func reads(v *Virtual) (n int) {
	v.do(func(m *machine) { n = len(m.rx) })
	return n
}

// until waits for something that the kernel takes part in.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestAPrinterThatIsNotThereIsToldAtOnce(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	for _, way := range []Transport{TCP{Address: address}, Serial{Port: port.Config{Path: "/dev/no-such-line"}}} {
		p := driver(t, way, hasty)
		if r := p.Print(within(t, 5*time.Second), job(t, "one")); r.State != NotReady || r.Problem != "cannot be reached" || r.Err == nil {
			t.Errorf("%+v: %v, %v", way, r, r.Err)
		}
		if st, err := p.Status(t.Context()); st.Known || err == nil || st.Problem() != "cannot be reached" {
			t.Errorf("%+v: status %+v, %v", way, st, err)
		}
	}
}

func TestASerialPrinterWithASmallBufferLosesNothing(t *testing.T) {
	p, v := cabled(t, VirtualConfig{Buffer: 1024, Baud: 921600, Reading: 40_000}, port.FlowXonXoff)
	j := Job{ID: "large", Data: label(t, "large", 64<<10)}
	r := p.Print(within(t, 30*time.Second), j)
	if r.State != Counted || v.Lost() != 0 || came(v) != want(j) {
		t.Errorf("%v, %v; %d bytes lost, tape %s", r, r.Err, v.Lost(), came(v))
	}
	var stops uint32
	v.do(func(m *machine) { stops = m.wire.number })
	if stops < 10 {
		t.Errorf("flow control stopped us %d times: the buffer was never full", stops)
	}
}

func TestTheVirtualPrinterLosesWhatComesWithoutFlowControl(t *testing.T) {
	p, v := cabled(t, VirtualConfig{Buffer: 1024, Baud: 921600, Reading: 4_000}, port.FlowNone)
	ctx, cancel := context.WithCancel(t.Context())
	result := p.Queue(ctx, Job{ID: "large", Data: label(t, "large", 200<<10)})
	until(t, "bytes are lost", func() bool { return v.Lost() > 0 })
	cancel()
	if r := <-result; r.State != Unknown {
		t.Errorf("got %v", r)
	}
}

func TestAStuckSerialLineIsLeftWithinASecond(t *testing.T) {
	p, v := cabled(t, VirtualConfig{Buffer: 1024, Baud: 115200, Reading: 10_000}, port.FlowXonXoff)
	ctx, cancel := context.WithCancel(t.Context())
	j := Job{ID: "large", Data: label(t, "large", 256<<10)}
	result := p.Queue(ctx, j)
	until(t, "the label fills the buffer", func() bool { return reads(v) > 500 })
	v.Set(Stuck, true)
	until(t, "flow control stops us", func() bool { return stopped(v) })
	time.Sleep(100 * time.Millisecond) // let the write get stuck in the kernel
	began := time.Now()
	cancel()
	r := <-result
	if took := time.Since(began); r.State != Unknown || took > time.Second || r.Sent == 0 || r.Sent >= len(j.Data) {
		t.Errorf("got %v after %v, want unknown within 1 s", r, took)
	}
}

func stopped(v *Virtual) (off bool) {
	v.do(func(m *machine) { off = m.wire.off })
	return off
}

func TestTroubleIsNamedOverASerialLine(t *testing.T) {
	p, v := cabled(t, VirtualConfig{Baud: 9600}, port.FlowXonXoff)
	v.Set(HeadOpen, true)
	if r := p.Print(within(t, 10*time.Second), job(t, "one")); r.State != NotReady || r.Problem != "head open" {
		t.Errorf("got %v", r)
	}
	v.Set(HeadOpen, false)
	j := job(t, "two")
	if r := p.Print(within(t, 10*time.Second), j); r.State != Counted || came(v) != want(j) {
		t.Errorf("got %v, tape %s", r, came(v))
	}
}

func TestALabelThatIsStillOnASlowLineIsNoSilence(t *testing.T) {
	p, v := cabled(t, VirtualConfig{Baud: 9600}, port.FlowXonXoff)
	var h header
	start(t, func(ctx context.Context) { p.Watch(ctx, 100*time.Millisecond, h.see) })
	j := Job{ID: "one", Data: label(t, "one", 3000)} // three seconds of line, one of patience
	r := p.Print(within(t, 10*time.Second), j)
	if r.State != Counted || came(v) != want(j) || len(h.all()) != 1 {
		t.Errorf("got %v, tape %s, header showed %q", r, came(v), h.all())
	}
}

func TestAFileTakesLabelsAndCountsNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labels.zpl")
	p := driver(t, File{Path: path}, hasty)
	one, two := job(t, "one"), job(t, "two")
	for _, j := range []Job{one, two} {
		if r := p.Print(within(t, 5*time.Second), j); r.State != Sent || r.Counter != -1 || r.Sent != len(j.Data) {
			t.Errorf("got %v, %v", r, r.Err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != string(one.Data)+string(two.Data) {
		t.Errorf("file holds %q, %v", got, err)
	}
	if r := driver(t, File{Path: path + "/x"}, hasty).Print(within(t, 5*time.Second), one); r.State != NotReady {
		t.Errorf("into a folder that is none: %v", r)
	}
}

func TestAMutePrinterIsSentToWithoutQuestions(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v := virtual(t, VirtualConfig{})
	v.Set(Silent, true)
	start(t, func(ctx context.Context) { _ = v.ServeTCP(ctx, l) })
	p := driver(t, TCP{Address: l.Addr().String(), Mute: true}, hasty)
	j := job(t, "one")
	if r := p.Print(within(t, 5*time.Second), j); r.State != Sent || came(v) != want(j) {
		t.Errorf("got %v, tape %s", r, came(v))
	}
	j.Before = func(int64) error { v.ResetAfter(50); return nil }
	if r := p.Print(within(t, 5*time.Second), j); r.State != Unknown {
		t.Errorf("reset: got %v", r)
	}
}

func TestTheUsualPortIsMeantWhenNoneIsGiven(t *testing.T) {
	_, err := TCP{Address: "127.0.0.254"}.Open(within(t, time.Second))
	if err == nil || !strings.Contains(err.Error(), "127.0.0.254:9100") {
		t.Errorf("got %v", err)
	}
	if _, err := (TCP{Address: "127.0.0.1:1"}).Open(canceled(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func canceled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
