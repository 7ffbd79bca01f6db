package printers

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"testing"
	"time"
)

// header is what the bench shows, kept up by Watch.
type header struct {
	mu   sync.Mutex // guards seen
	seen []string
}

func (h *header) see(s Status) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p := s.Problem(); len(h.seen) == 0 || h.seen[len(h.seen)-1] != p {
		h.seen = append(h.seen, p)
	}
}

func (h *header) now() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.seen) == 0 {
		return "nothing yet"
	}
	return h.seen[len(h.seen)-1]
}

// all is what it showed so far.
func (h *header) all() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.seen)
}

func TestTheHeaderShowsAFaultWithinTwoSecondsAndItsEnd(t *testing.T) {
	for _, config := range []VirtualConfig{{}, {Sloppy: true}, {QuietOnFault: true}} {
		for fault, words := range map[Fault]string{
			PaperOut: "paper out", HeadOpen: "head open", Paused: "paused", Silent: "does not answer", Off: "connection lost",
		} {
			in(t, func(t *testing.T) {
				p, v := networked(t, config)
				var h header
				start(t, func(ctx context.Context) { p.Watch(ctx, 500*time.Millisecond, h.see) })
				time.Sleep(3 * time.Second)
				if got := h.now(); got != "" {
					t.Fatalf("at first: %s", got)
				}
				v.Set(fault, true)
				time.Sleep(2*time.Second + 700*time.Millisecond)
				if got := h.now(); got != words {
					t.Errorf("%s, %+v: header shows %q", words, config, got)
				}
				v.Set(fault, false)
				time.Sleep(2 * time.Second)
				if got := h.now(); got != "" {
					t.Errorf("after %s, %+v: header shows %q", words, config, got)
				}
			})
		}
	}
}

func TestTheHeaderFollowsAJobThatGetsStuck(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{Feed: 50, Reading: 10_000})
		var h header
		start(t, func(ctx context.Context) { p.Watch(ctx, 500*time.Millisecond, h.see) })
		v.RunOut()
		result := p.Queue(t.Context(), job(t, "one"))
		time.Sleep(4 * time.Second)
		if got := h.now(); got != "paper out" {
			t.Errorf("while a label is torn: header shows %q", got)
		}
		v.Set(PaperOut, false)
		<-result

		go func() { time.Sleep(500 * time.Millisecond); v.Set(Stuck, true) }()
		result = p.Queue(t.Context(), Job{ID: "large", Data: label(t, "large", 60_000)})
		time.Sleep(4 * time.Second)
		if got := h.now(); got != "takes no data" {
			t.Errorf("while the printer takes no byte: header shows %q", got)
		}
		v.Set(Stuck, false)
		if r := <-result; r.State != Counted {
			t.Errorf("when it takes them again: %v", r)
		}
		time.Sleep(2 * time.Second)
		if got := h.now(); got != "" {
			t.Errorf("at the end: header shows %q", got)
		}
	})
}

func TestStatusAsksForEverything(t *testing.T) {
	for _, config := range []VirtualConfig{
		{Model: "LABELER", Dots: 12}, {Model: "LABELER", Dots: 12, Sloppy: true},
	} {
		in(t, func(t *testing.T) {
			p, v := networked(t, config)
			p.Print(t.Context(), job(t, "one"))
			v.Set(PaperOut, true)
			got, err := p.Status(t.Context())
			want := Status{Known: true, PaperOut: true, Model: "LABELER", Version: "V1.0", Dots: 12, Counter: 1}
			if err != nil || got != want {
				t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

func TestAskingDoesNotSpoilHalfALabel(t *testing.T) {
	in(t, func(t *testing.T) {
		network := newSockets()
		v := virtual(t, VirtualConfig{})
		start(t, func(ctx context.Context) { _ = v.ServeTCP(ctx, network) })
		p := driver(t, oneShot{network}, Timing{})
		other := func(zpl string) {
			host, err := network.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			send(t, host, zpl)
			host.Close()
		}
		other("^XA^FDhalf")
		if st, err := p.Status(t.Context()); !st.Partial || st.Counter != -1 || err != nil {
			t.Errorf("got %+v, %v", st, err)
		}
		other(" and half^FS^XZ")
		time.Sleep(time.Second)
		if all := v.Tape(); len(all) != 1 || string(all[0].ZPL) != "^XA^FDhalf\r\n\r\n\r\n and half^FS^XZ" {
			t.Errorf("tape: %+v", all)
		}
	})
}

// oneShot is a network whose connections last for one job or question.
type oneShot struct{ *sockets }

func (o oneShot) Open(ctx context.Context) (io.ReadWriteCloser, error) {
	conn, err := o.sockets.Open(ctx)
	if err != nil {
		return nil, err
	}
	return oneShotConn{conn}, nil
}

type oneShotConn struct{ io.ReadWriteCloser }

func (oneShotConn) CloseWrite() error { return errors.ErrUnsupported }

func TestSilenceIsNotKnownAndNoError(t *testing.T) {
	in(t, func(t *testing.T) {
		p, v := networked(t, VirtualConfig{})
		v.Set(Silent, true)
		got, err := p.Status(t.Context())
		if err != nil || got.Known || got.Problem() != "does not answer" {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

func TestAnAnswerThatComesLateIsNotTakenForANewOne(t *testing.T) {
	in(t, func(t *testing.T) {
		host, device := net.Pipe()
		defer device.Close()
		s := newSession(host, true)
		defer s.close()
		start(t, func(ctx context.Context) {
			go func() { <-ctx.Done(); device.Close() }()
			buf := make([]byte, 256)
			for n := 0; ; n++ {
				if _, err := device.Read(buf); err != nil {
					return
				}
				if n == 0 {
					continue // the answer to this one comes with the next
				}
				_, _ = io.WriteString(device, `"7"`)
				time.Sleep(100 * time.Millisecond)
				_, _ = io.WriteString(device, `"8"`)
			}
		})
		if n, err := s.askCount(t.Context(), time.Second); err != errQuiet {
			t.Fatalf("first: %d, %v, want silence", n, err)
		}
		if n, err := s.askCount(t.Context(), time.Second); err != nil || n != 8 {
			t.Errorf("second: %d, %v; want the later answer, 8", n, err)
		}
	})
}
