package intake

import (
	"bufio"
	"fmt"
)

var errDocument = fmt.Errorf("an order is larger than %d MB", maxDocument>>20)

// lineReader knows on which line a byte stands, and ends when one order is too
// large.
type lineReader struct {
	in      *bufio.Reader
	read    int64
	allowed int64
	passed  int     // line ends before those in ends
	ends    []int64 // where the last ones stand
}

func (l *lineReader) Read(p []byte) (int, error) {
	if l.read > l.allowed {
		return 0, errDocument
	}
	n, err := l.in.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	return n, err
}

// at is the line of a byte. Bytes must be asked for in their order.
func (l *lineReader) at(offset int64) int {
	n := 0
	for n < len(l.ends) && l.ends[n] < offset {
		n++
	}
	l.passed += n
	l.ends = l.ends[n:]
	return l.passed + 1
}

func (l *lineReader) last() int { return l.at(l.read) }
