package scale

import (
	"fmt"
	"io"
	"net"
	"time"
)

// dialWithin is how long a scale on the network may take to answer the call.
const dialWithin = 3 * time.Second

// Network is a scale behind a serial server at host:port.
type Network struct{ Address string }

// Open calls the scale.
func (n Network) Open() (io.ReadWriteCloser, error) {
	line, err := net.DialTimeout("tcp", n.Address, dialWithin)
	if err != nil {
		return nil, fmt.Errorf("call scale: %w", err)
	}
	return line, nil
}
