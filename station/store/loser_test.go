package store_test

import (
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// loser stands between a client and the database and loses the answer to one
// statement: it comes to the server, is done there, and the line is cut.
type loser struct {
	address, socket, statement string

	mu    sync.Mutex // guards times
	times int
}

// lose loses the answers to statements with these words in them.
func lose(t *testing.T, address, statement string) *loser {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &loser{socket: u.Query().Get("host") + "/.s.PGSQL." + u.Query().Get("port"), statement: statement}
	u.Host, u.RawQuery = l.Addr().String(), "sslmode=disable"
	w.address = u.String()
	var all sync.WaitGroup
	all.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { w.pass(client) })
		}
	})
	t.Cleanup(func() { l.Close(); all.Wait() })
	return w
}

func (w *loser) lost() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.times
}

// pass carries one connection until the statement was done.
func (w *loser) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", w.socket)
	if err != nil {
		return
	}
	defer server.Close()
	answers := make(chan []byte, 1<<10)
	go func() {
		defer close(answers)
		for {
			b := make([]byte, 64<<10)
			n, err := server.Read(b)
			if n > 0 {
				answers <- b[:n]
			}
			if err != nil {
				return
			}
		}
	}()
	var asked sync.Once
	doomed := make(chan struct{})
	go func() {
		defer server.Close()
		named := false
		for first := true; ; first = false {
			message, err := read(client, first)
			if err != nil {
				return
			}
			named = named || strings.Contains(string(message), w.statement)
			// A statement with arguments is described first: it is done with the Execute.
			does := message[0] == 'Q' && named || message[0] == 'E' && named
			if does {
				w.mu.Lock()
				w.times++
				w.mu.Unlock()
				asked.Do(func() { close(doomed) })
			}
			if _, err := server.Write(message); err != nil {
				return
			}
		}
	}()
	for {
		select {
		case b, ok := <-answers:
			if !ok {
				return
			}
			select {
			case <-doomed:
				w.drain(answers)
				return
			default:
			}
			if _, err := client.Write(b); err != nil {
				return
			}
		case <-doomed:
			w.drain(answers)
			return
		}
	}
}

// drain waits until the server has answered, which it does when all is done.
func (w *loser) drain(answers <-chan []byte) {
	for {
		select {
		case b, ok := <-answers:
			if !ok || len(b) >= 6 && b[len(b)-6] == 'Z' { // ready for the next
				return
			}
		case <-time.After(10 * time.Second):
			return
		}
	}
}
