package printers

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

func TestAPrinterWhoseNetworkIsGoneIsUnknownAndNeverAskedForTheEnd(t *testing.T) {
	for _, c := range []struct {
		name   string
		before bool // the network is gone before the label
		want   State
	}{
		{"gone before the question", true, NotReady},
		{"gone with the first byte", false, Unknown},
	} {
		in(t, func(t *testing.T) {
			p, v := networked(t, VirtualConfig{Feed: 100})
			j := job(t, "one")
			if c.before {
				v.Set(HalfOpen, true)
			}
			j.Before = func(int64) error { v.Set(HalfOpen, true); return nil }
			began := time.Now()
			r := p.Print(t.Context(), j)
			if r.State != c.want || len(v.Tape()) != 0 {
				t.Errorf("%s: %v, tape %s; want %s", c.name, r, came(v), c.want)
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("%s: told after %v", c.name, took)
			}
			v.Set(HalfOpen, false)
			j.Before = nil
			if r := p.Print(t.Context(), j); r.State != Counted || came(v) != want(j) {
				t.Errorf("%s, then back: %v, tape %s", c.name, r, came(v))
			}
		})
	}
}

func TestAHalfOpenConnectionStaysAndEndsWithAReset(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v := virtual(t, VirtualConfig{})
	start(t, func(ctx context.Context) { _ = v.ServeTCP(ctx, l) })
	host, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	v.Set(HalfOpen, true)
	send(t, host, "^XA^XZ")
	_ = host.(*net.TCPConn).CloseWrite()
	if got := hear(t, host, 300*time.Millisecond); got != "" || len(v.Tape()) != 0 {
		t.Errorf("heard %q, %d labels; want nothing", got, len(v.Tape()))
	}
	v.Set(HalfOpen, false)
	_ = host.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := host.Read(make([]byte, 1)); err == nil || err == io.EOF || strings.Contains(err.Error(), "timeout") {
		t.Errorf("the end of it was %v, want a reset", err)
	}
}

func TestAPrinterMayInsistOnXoff(t *testing.T) {
	in(t, func(t *testing.T) {
		host, v := plugged(t, VirtualConfig{Insists: true})
		v.Set(Stuck, true)
		said := make(chan string)
		go func() { said <- hear(t, host, time.Minute) }()
		time.Sleep(time.Second)
		send(t, host, strings.Repeat("x", 160))
		if got := <-said; got != strings.Repeat("\x13", 11) {
			t.Errorf("said %q, want XOFF once and ten times again", got)
		}
	})
}

func TestHalfALabelOverALineIsLostWithTheCurrent(t *testing.T) {
	in(t, func(t *testing.T) {
		host, v := plugged(t, VirtualConfig{})
		go hear(t, host, time.Minute)
		send(t, host, "^XA^FDhalf")
		time.Sleep(time.Second)
		v.PowerCycle()
		send(t, host, " label^XZ^XA^FDwhole^XZ")
		time.Sleep(time.Second)
		if all := v.Tape(); len(all) != 1 || string(all[0].ZPL) != "^XA^FDwhole^XZ" {
			t.Errorf("tape %+v", all)
		}
	})
}
