package scale

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/packwright/packwright/station/port"
)

func TestAWeightIsStableAfter300ms(t *testing.T) {
	ms := func(n int) time.Time { return time.Unix(0, 0).Add(time.Duration(n) * time.Millisecond) }
	still, moving := settled, func(g int) Reading { return Reading{Grams: g, Problem: Motion} }
	for _, c := range []struct {
		name string
		said []Reading // 100 ms apart
		want string    // s for stable, m for motion, - for nothing told
	}{
		{"the same weight for 300 ms", []Reading{still(5), still(5), still(5), still(5)}, "m--s"},
		{"a plateau on the way", []Reading{still(5), still(5), still(9), still(9), still(9), still(9)}, "m-m--s"},
		{"motion in between begins again", []Reading{still(5), still(5), moving(5), still(5), still(5), still(5), still(5)}, "m-----s"},
		{"every change is told", []Reading{moving(1), moving(2), moving(3)}, "mmm"},
		{"over is told at once", []Reading{{Problem: Over}, {Problem: Over}}, "o-"},
		{"a weight left alone is told once a second", slicesOf(still(5), 24), "m--s---------s---------s"},
	} {
		var j judge
		var got []byte
		for i, r := range c.said {
			r.At = ms(100 * i)
			r, news := j.hear(r)
			switch {
			case !news:
				got = append(got, '-')
			case r.Stable:
				got = append(got, 's')
			default:
				got = append(got, r.Problem[0])
			}
		}
		if string(got) != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func slicesOf(r Reading, n int) []Reading {
	all := make([]Reading, n)
	for i := range all {
		all[i] = r
	}
	return all
}

// counter is a scale in memory: it answers every question with what the test
// told it to say.
type counter struct {
	sockets chan net.Conn
	news    chan string
	asked   chan string
	zero    chan struct{}
}

func newCounter() *counter {
	return &counter{make(chan net.Conn, 1), make(chan string, 16), make(chan string, 1000), make(chan struct{}, 1)}
}

func (c *counter) run(t *testing.T, d Dialect) chan Reading {
	s := &Scale{Name: "bench", Dialect: d, Zero: c.zero, Link: port.Link{
		Open: c.open,
		Up:   func() { c.news <- "up" },
		Down: func(err error) { c.news <- err.Error() },
	}}
	readings := make(chan Reading, 100)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx, readings) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("run ended with %v", err)
		}
	})
	return readings
}

func (c *counter) open() (io.ReadWriteCloser, error) {
	select {
	case line := <-c.sockets:
		return line, nil
	default:
		return nil, errors.New("no such device")
	}
}

// plug plugs a scale in that says body until the plug is pulled.
func (c *counter) plug(d Dialect, body string) (device net.Conn) {
	device, line := net.Pipe()
	go func() {
		got := make([]byte, 64)
		for {
			n, err := device.Read(got)
			if err != nil {
				return
			}
			c.asked <- string(got[:n])
			if body != "" {
				io.WriteString(device, d.frame(body))
			}
		}
	}()
	c.sockets <- line
	return device
}

func (c *counter) heard() (all []string) {
	synctest.Wait()
	for len(c.news) > 0 {
		all = append(all, <-c.news)
	}
	return all
}

func drain(readings chan Reading) (all []string) {
	synctest.Wait()
	for len(readings) > 0 {
		r := <-readings
		all = append(all, fmt.Sprintf("%d %v %s", r.Grams, r.Stable, r.Problem))
	}
	return all
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAScaleIsAskedAndComesBackAfterAPulledCable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := Toledo8217(Kilogram)
		c := newCounter()
		device := c.plug(d, " 1.284")
		readings := c.run(t, d)
		time.Sleep(time.Second)
		equal(t, drain(readings), "1284 false motion", "1284 true ")
		if n := len(c.asked); n < 10 || n > 11 || <-c.asked != "W" {
			t.Errorf("asked %d times in a second, want 10 or 11 times W", n)
		}
		time.Sleep(3 * time.Second) // it is alive and told once a second
		equal(t, drain(readings), "1284 true ", "1284 true ", "1284 true ")

		device.Close()
		time.Sleep(3 * time.Second)
		equal(t, drain(readings), "0 false no answer")
		c.plug(d, "?B")
		time.Sleep(time.Second)
		equal(t, drain(readings), "0 false over")
		equal(t, c.heard(), "up", "EOF", "no such device", "up")
	})
}

func TestASilentScaleIsToldAndTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := SICS()
		c := newCounter()
		c.plug(d, "")
		readings := c.run(t, d)
		time.Sleep(1999 * time.Millisecond)
		equal(t, drain(readings))
		time.Sleep(2 * time.Second)
		equal(t, drain(readings), "0 false no answer")
		equal(t, c.heard(), "scale bench does not answer in mt-sics: check its power, cable and protocol setting", "no such device")
	})
}

func TestAScaleThatTakesNoQuestionIsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCounter()
		_, line := net.Pipe() // nobody reads at the far end
		c.sockets <- line
		readings := c.run(t, SICS())
		time.Sleep(3 * time.Second)
		equal(t, drain(readings), "0 false no answer")
	})
}

// plate answers as a real scale of dialect d does, with what lies on it.
func (c *counter) plate(t *testing.T, d Dialect, shows func() Reading) {
	device, line := net.Pipe()
	var talking sync.WaitGroup
	t.Cleanup(func() { device.Close(); talking.Wait() })
	say := func() bool { _, err := io.WriteString(device, d.frame(d.write(shows()))); return err == nil }
	talking.Go(func() {
		got := make([]byte, 64)
		for {
			n, err := device.Read(got)
			if err != nil {
				return
			}
			if d.Ask != "" && string(got[:n]) == d.Ask {
				say()
			}
		}
	})
	if d.Ask == "" {
		talking.Go(func() {
			for say() {
				time.Sleep(streamTick)
			}
		})
	}
	c.sockets <- line
}

// A weight is stable 300 ms after the scale is at rest, and told as such within
// 300 ms of that, whatever the dialect and the moment.
func TestAStableWeightIsToldWithin300ms(t *testing.T) {
	var latest time.Duration
	for _, d := range all {
		for _, moment := range []time.Duration{3000, 3001, 3049, 3050, 3099} {
			synctest.Test(t, func(t *testing.T) {
				c := newCounter()
				began := time.Now()
				rest := began.Add(moment*time.Millisecond + swingsFor)
				c.plate(t, d, func() Reading {
					return load{moment * time.Millisecond, 1284}.shows(time.Since(began), 0)
				})
				readings := c.run(t, d)
				for r := range readings {
					if !r.Stable || r.Grams == 0 {
						continue
					}
					if took := r.At.Sub(rest.Add(restsFor)); r.Grams != 1284 || took < 0 || took > 300*time.Millisecond {
						t.Errorf("%s: %d g were stable %v after 300 ms at rest", d.Name, r.Grams, took)
					} else {
						latest = max(latest, took)
					}
					return
				}
			})
		}
	}
	t.Logf("at the latest %v after 300 ms at rest", latest)
}

func TestASlowScaleIsNotAskedBeforeItAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := SICS()
		c := newCounter()
		device, line := net.Pipe()
		asked := 0
		var talking sync.WaitGroup
		t.Cleanup(func() { device.Close(); talking.Wait() })
		talking.Go(func() {
			got := make([]byte, 64)
			for {
				if _, err := device.Read(got); err != nil {
					return
				}
				asked++
				time.Sleep(280 * time.Millisecond)
				io.WriteString(device, d.frame("S S      1.284 kg\r"))
			}
		})
		c.sockets <- line
		c.run(t, d)
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if asked < 7 || asked > 11 {
			t.Errorf("asked %d times in 3 s, want 7 to 11: once for each answer", asked)
		}
	})
}

func TestAScaleIsToldToTakeItsLoadForNothing(t *testing.T) {
	for _, d := range []Dialect{Toledo8217(Kilogram), AND(), Report()} { // one that is asked, one that talks, one that cannot
		synctest.Test(t, func(t *testing.T) {
			c := newCounter()
			c.plug(d, "")
			c.run(t, d)
			time.Sleep(10 * time.Millisecond)
			c.zero <- struct{}{}
			synctest.Wait()
			said := ""
			for len(c.asked) > 0 {
				said += <-c.asked
			}
			if want := d.Ask + d.Zero; said != want {
				t.Errorf("%s: said %q, want %q", d.Name, said, want)
			}
		})
	}
}
