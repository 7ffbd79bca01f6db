package printers

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// plugged is the host's end of a virtual printer's serial line, in memory. The
// line itself has no flow control: XOFF and XON arrive as bytes.
func plugged(t *testing.T, c VirtualConfig) (net.Conn, *Virtual) {
	t.Helper()
	v := virtual(t, c)
	host, device := net.Pipe()
	start(t, func(ctx context.Context) {
		if err := v.ServeLine(ctx, device); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	t.Cleanup(func() { host.Close() })
	return host, v
}

// hear is what the printer says within d.
func hear(t *testing.T, host net.Conn, d time.Duration) string {
	t.Helper()
	var b strings.Builder
	_ = host.SetReadDeadline(time.Now().Add(d))
	_, _ = io.Copy(&b, host)
	return b.String()
}

func send(t *testing.T, host io.Writer, s string) {
	t.Helper()
	if _, err := io.WriteString(host, s); err != nil {
		t.Fatal(err)
	}
}

func TestAVirtualPrinterAnswersInItsDialect(t *testing.T) {
	for _, c := range []struct {
		name, ask string
		config    VirtualConfig
		want      string
	}{
		{"exact status", "~HS", VirtualConfig{}, "\x02030,0,0,1218,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"},
		{"sloppy status", "~HS\n", VirtualConfig{Sloppy: true}, "\x02014,0,0,1218,0,0,0,0,0,0,0,0\x03\n\x020,0,0,0,0,2,6,0,0,1,0\x03\n"},
		{"half a label is told", "^XA^FDx~HS", VirtualConfig{Sloppy: true}, "\x02014,0,0,1218,0,0,0,1,0,0,0,0\x03\n\x020,0,0,0,0,2,6,0,0,1,0\x03\n"},
		{"identity", "~HI", VirtualConfig{Model: "M", Dots: 12}, "\x02M,V1.0,12,8176KB\x03\r\n"},
		{"counter", "^XA^XZ! U1 getvar \"odometer.total_label_count\"\r\n", VirtualConfig{}, `"1"`},
		{"no counter", "! U1 getvar \"odometer.total_label_count\"\r\n", VirtualConfig{NoCounter: true}, `"?"`},
	} {
		in(t, func(t *testing.T) {
			host, _ := plugged(t, c.config)
			send(t, host, c.ask)
			if got := hear(t, host, time.Second); got != c.want {
				t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
			}
		})
	}
}

func TestTheLineHasItsPace(t *testing.T) {
	in(t, func(t *testing.T) {
		host, v := plugged(t, VirtualConfig{Baud: 9600})
		began := time.Now()
		send(t, host, string(label(t, "x", 9600)))
		for len(v.Tape()) == 0 {
			time.Sleep(10 * time.Millisecond)
		}
		n := time.Duration(len(v.Tape()[0].ZPL))
		if took, want := time.Since(began), n*time.Second/960; took < want || took > want+100*time.Millisecond {
			t.Errorf("%d bytes took %v, want %v", n, took, want)
		}
	})
}

func TestAHostThatIgnoresXoffLosesBytes(t *testing.T) {
	in(t, func(t *testing.T) {
		host, v := plugged(t, VirtualConfig{Baud: 115200, Buffer: 1024, Reading: 1000})
		said := make(chan string)
		go func() { said <- hear(t, host, time.Minute) }()
		data := string(label(t, "x", 64<<10))
		send(t, host, data)
		if got := <-said; !strings.HasPrefix(got, "\x13") {
			t.Errorf("the printer said %q, want XOFF first", got)
		}
		if lost := v.Lost(); lost == 0 || lost > int64(len(data)) {
			t.Errorf("%d of %d bytes lost, want some", lost, len(data))
		}
	})
}

func TestAHostThatObeysXoffLosesNothingAlthoughTheCableGoesOnDelivering(t *testing.T) {
	in(t, func(t *testing.T) {
		host, v := plugged(t, VirtualConfig{Baud: 115200, Buffer: 1024, Reading: 1000})
		data := label(t, "x", 18<<10) // what a pseudo-terminal holds
		send(t, host, string(data))
		heard := hear(t, host, time.Minute)
		if v.Lost() != 0 || len(v.Tape()) != 1 || len(v.Tape()[0].ZPL) != len(data) {
			t.Errorf("%d bytes lost, tape %s", v.Lost(), came(v))
		}
		if strings.Count(heard, "\x13") == 0 || strings.Count(heard, "\x13") != strings.Count(heard, "\x11") {
			t.Errorf("the printer said %q, want as many XON as XOFF", heard)
		}
	})
}

func TestAByteAfterTheQuietIsFromAHostThatDoesNotObey(t *testing.T) {
	in(t, func(t *testing.T) {
		host, v := plugged(t, VirtualConfig{Buffer: 1024})
		v.Set(Stuck, true)
		go hear(t, host, time.Minute)
		send(t, host, strings.Repeat("x", 1500))
		time.Sleep(time.Second)
		if lost := v.Lost(); lost != 0 {
			t.Fatalf("%d bytes lost of those that were under way", lost)
		}
		send(t, host, strings.Repeat("y", 100))
		time.Sleep(time.Second)
		if lost := v.Lost(); lost != 1600-1024 {
			t.Errorf("%d bytes lost, want %d", lost, 1600-1024)
		}
	})
}

func TestWhatComesOutOfAVirtualPrinter(t *testing.T) {
	whole := "^XA^LL800^FDwhole^FS^XZ"
	for _, c := range []struct {
		name string
		do   func(host io.Writer, v *Virtual)
		want []string // ZPL, torn ones with a leading "torn "
	}{
		{"as many as asked for", func(w io.Writer, v *Virtual) {
			io.WriteString(w, "^XA^PQ2^XZ")
		}, []string{"^XA^PQ2^XZ", "^XA^PQ2^XZ"}},
		{"nothing between labels", func(w io.Writer, v *Virtual) {
			io.WriteString(w, "^FDx^FS\r\n"+whole+"\r\n~SD30\r\n")
		}, []string{whole}},
		{"two formats run together when the first is not ended", func(w io.Writer, v *Virtual) {
			io.WriteString(w, "^XA^FDhalf"+whole)
		}, []string{"torn ^XA^FDhalf" + whole}},
		{"questions in the middle are not printed", func(w io.Writer, v *Virtual) {
			io.WriteString(w, "^XA^FDa~HSb^XZ")
		}, []string{"^XA^FDab^XZ"}},
		{"torn by an open head, and again", func(w io.Writer, v *Virtual) {
			io.WriteString(w, whole)
			time.Sleep(100 * time.Millisecond)
			v.Set(HeadOpen, true)
			v.Set(HeadOpen, false)
		}, []string{"torn " + whole, whole}},
		{"not again when the label says so", func(w io.Writer, v *Virtual) {
			v.RunOut()
			io.WriteString(w, "^XA^JZN^XZ"+whole)
			time.Sleep(3 * time.Second)
			v.Set(PaperOut, false)
		}, []string{"torn ^XA^JZN^XZ", whole}},
		{"a pause lets the label come out and holds the next", func(w io.Writer, v *Virtual) {
			io.WriteString(w, whole+whole)
			time.Sleep(100 * time.Millisecond)
			v.Set(Paused, true)
		}, []string{whole}},
		{"power off tears the label and forgets the rest", func(w io.Writer, v *Virtual) {
			io.WriteString(w, whole+whole+"^XA^FDhalf")
			time.Sleep(100 * time.Millisecond)
			v.PowerCycle()
			time.Sleep(10 * time.Second)
			io.WriteString(w, "^XA^XZ")
		}, []string{"torn " + whole, "^XA^XZ"}},
		{"paused and released by command", func(w io.Writer, v *Virtual) {
			io.WriteString(w, "~PP"+whole)
			time.Sleep(10 * time.Second)
			if len(v.Tape()) == 0 {
				io.WriteString(w, "~PS")
			}
		}, []string{whole}},
		{"a reset by command forgets all", func(w io.Writer, v *Virtual) {
			v.Set(PaperOut, true)
			io.WriteString(w, whole+"^XA^FDhalf~JR")
			v.Set(PaperOut, false)
			io.WriteString(w, "^XA^XZ")
		}, []string{"^XA^XZ"}},
		{"all formats cancelled but the one coming out", func(w io.Writer, v *Virtual) {
			io.WriteString(w, whole+whole)
			time.Sleep(100 * time.Millisecond)
			io.WriteString(w, "~JA")
		}, []string{whole}},
	} {
		in(t, func(t *testing.T) {
			host, v := plugged(t, VirtualConfig{Feed: 50})
			go hear(t, host, time.Hour)
			c.do(host, v)
			time.Sleep(time.Minute)
			var got []string
			complete := 0
			for i, p := range v.Tape() {
				word := string(p.ZPL)
				if p.Torn {
					word = "torn " + word
				}
				got = append(got, word)
				if p.Index != i+1 {
					t.Errorf("%s: label %d has index %d", c.name, i+1, p.Index)
				}
				if !p.Torn || strings.Count(word, "^XA") > 1 {
					complete++
				}
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
			}
			if n := v.Counter(); n != int64(complete) {
				t.Errorf("%s: counter %d, want %d", c.name, n, complete)
			}
		})
	}
}

func TestHalfALabelIsKeptOverConnections(t *testing.T) {
	in(t, func(t *testing.T) {
		network := newSockets()
		v := virtual(t, VirtualConfig{})
		start(t, func(ctx context.Context) { _ = v.ServeTCP(ctx, network) })
		for _, part := range []string{"^XA^FDone", " label^FS^XZ"} {
			host, err := network.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			send(t, host, part)
			host.Close()
		}
		time.Sleep(time.Second)
		if all := v.Tape(); len(all) != 1 || string(all[0].ZPL) != "^XA^FDone label^FS^XZ" || all[0].Torn {
			t.Errorf("tape: %+v", all)
		}
	})
}

func TestTheTapeIsAlsoAFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tape")
	for run := range 2 { // the second goes on where the first ended
		in(t, func(t *testing.T) {
			host, v := plugged(t, VirtualConfig{Tape: dir, NoReprint: true})
			v.RunOut()
			send(t, host, "^XA^FDtorn^XZ")
			time.Sleep(time.Second)
			v.Set(PaperOut, false)
			send(t, host, "^XA^FDwhole^XZ")
			time.Sleep(time.Second)
			if n := len(v.Tape()); n != 2 {
				t.Fatalf("run %d: %d labels", run, n)
			}
		})
	}
	for name, want := range map[string]string{
		"0001-torn.zpl": "^XA^FDtorn^XZ", "0002.zpl": "^XA^FDwhole^XZ",
		"0003-torn.zpl": "^XA^FDtorn^XZ", "0004.zpl": "^XA^FDwhole^XZ",
	} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
}

func TestAVirtualPrinterThatCannotBeIsRefused(t *testing.T) {
	for _, c := range []VirtualConfig{{Dots: 7}, {Buffer: 100}, {Baud: -1}, {Tape: "/dev/null/x"}} {
		if _, err := NewVirtual(c); err == nil {
			t.Errorf("%+v was accepted", c)
		}
	}
}
