package printers

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

// socket is one network connection to a virtual printer.
type socket struct {
	conn  net.Conn
	reset chan struct{} // closed when the printer resets it
}

// ServeTCP is the printer's network socket: it serves one connection after the
// other, as label printers do, until ctx ends, and then closes the listener.
func (v *Virtual) ServeTCP(ctx context.Context, l net.Listener) error {
	stop := context.AfterFunc(ctx, func() { l.Close() })
	defer stop()
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("accept a print connection: %w", err)
		}
		v.serve(ctx, conn)
	}
}

// serve reads one connection to its end.
func (v *Virtual) serve(ctx context.Context, conn net.Conn) {
	s := &socket{conn: conn, reset: make(chan struct{})}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	defer conn.Close()

	on := false
	v.do(func(m *machine) {
		if on = m.faults&Off == 0; on {
			m.sockets[s] = true
		}
	})
	if !on {
		s.abort()
		return
	}
	say, flush := speaker(ctx, conn)
	for v.readSocket(ctx, s, say) {
	}
	v.linger(ctx, s)
	v.do(func(m *machine) { delete(m.sockets, s) }) // all that came is answered now
	const unread = 5 * time.Second                  // for a host that does not read its answers
	_ = conn.SetWriteDeadline(time.Now().Add(unread))
	flush()
}

// linger keeps the connection open while the printer does not hear that it
// ended.
func (v *Virtual) linger(ctx context.Context, s *socket) {
	deaf := false
	v.do(func(m *machine) { deaf = m.faults&HalfOpen != 0 && m.sockets[s] })
	if !deaf {
		return
	}
	select {
	case <-s.reset:
	case <-ctx.Done():
	case <-v.done:
	}
}

// readSocket takes one piece and says whether there may be more.
func (v *Virtual) readSocket(ctx context.Context, s *socket, say func(text)) bool {
	buf := make([]byte, piece)
	n, err := s.conn.Read(buf)
	if n == 0 && err != nil {
		return false
	}
	select {
	case v.net <- arrival{data: buf[:n], answer: say}:
	case <-s.reset:
		return false
	case <-ctx.Done():
		return false
	case <-v.done:
		return false
	}
	return err == nil
}

// abort ends the connection as a printer does that falls over: what was not
// read is gone, and the host is told so.
func (s *socket) abort() {
	if tcp, ok := s.conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // then it is an ordinary close
	}
	s.conn.Close()
}

// hangUp resets all connections.
func (m *machine) hangUp() {
	for s := range m.sockets {
		close(s.reset)
		s.abort()
	}
	clear(m.sockets)
}

// takesNet says whether a socket is read now. A socket is never lost from: it
// just fills.
func (m *machine) takesNet() bool {
	return m.faults&(Stuck|Off) == 0 && len(m.rx) <= m.config.Buffer-piece
}

func (m *machine) fromNet(a arrival) {
	if m.faults&HalfOpen != 0 {
		return
	}
	data := a.data
	reset := m.resetAfter > 0 && m.resetAfter <= len(data)
	if reset {
		data = data[:m.resetAfter]
	}
	if m.resetAfter > 0 {
		m.resetAfter -= len(data)
	}
	for _, c := range data {
		m.store(c, a.answer)
	}
	m.work()
	if reset {
		m.hangUp()
	}
}
