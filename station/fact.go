package station

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"sync"
	"time"
)

// Fact is a change that was stamped and is durable. Writer and Seq are its
// identity: the writer is made once with the journal, the sequence has no
// gaps. Prev and Hash chain the facts of one writer.
type Fact struct {
	Writer   ID
	Seq      int64
	At       time.Time // station's clock, microseconds, UTC
	Operator ID
	Work     ID
	Epoch    int64
	Change   Change
	Prev     Hash
	Hash     Hash
}

// Hash is SHA-256.
type Hash [32]byte

// String is the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Stamp makes the fact that follows prev: writer, number, time and chain.
func Stamp(writer ID, seq int64, at time.Time, operator ID, c Change, prev Hash) (Fact, error) {
	w, err := Write(writer, seq, at, operator, c, prev)
	return w.Fact, err
}

// Write stamps a fact and writes its change, for whoever keeps it.
func Write(writer ID, seq int64, at time.Time, operator ID, c Change, prev Hash) (Written, error) {
	w := Written{Fact: Fact{Writer: writer, Seq: seq, At: at.UTC().Truncate(time.Microsecond), Operator: operator, Change: c, Prev: prev}}
	if of, ok := c.(WorkChange); ok {
		w.Work, w.Epoch = of.Of()
	}
	var err error
	if w.Kind, w.Body, err = Encode(c); err != nil {
		return w, err
	}
	w.Hash = w.Sum()
	return w, nil
}

// Genuine says whether the fact's hash is that of its content and Prev.
func (f Fact) Genuine() bool {
	sum, err := f.sum()
	return err == nil && sum == f.Hash
}

// sum hashes every field with its length before it, so that no two facts have
// the same bytes.
func (f Fact) sum() (Hash, error) {
	kind, body, err := Encode(f.Change)
	if err != nil {
		return Hash{}, err
	}
	return Written{Fact: f, Kind: kind, Body: body}.Sum(), nil
}

// Written is a fact whose change is as Encode wrote it, for those who check a
// chain: also of kinds that this version does not know.
type Written struct {
	Fact
	Kind string
	Body []byte
}

// Sum is the hash that the fact must have.
func (w Written) Sum() Hash {
	room := hashed.Get().(*[]byte)
	b := append((*room)[:0], w.Prev[:]...)
	b = appendField(b, string(w.Writer))
	b = binary.BigEndian.AppendUint64(b, uint64(w.Seq))
	b = binary.BigEndian.AppendUint64(b, uint64(w.At.UnixMicro()))
	b = appendField(b, string(w.Operator))
	b = appendField(b, string(w.Work))
	b = binary.BigEndian.AppendUint64(b, uint64(w.Epoch))
	b = appendField(b, w.Kind)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(w.Body))), w.Body...)
	sum := sha256.Sum256(b)
	*room = b
	hashed.Put(room)
	return sum
}

// hashed is room for the bytes of a fact while they are hashed.
var hashed = sync.Pool{New: func() any { return new([]byte) }}

func appendField(b []byte, s string) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
	return append(b, s...)
}

func parseHash(h *Hash, s string) error {
	n, err := hex.Decode(h[:], []byte(s))
	if err != nil || n != len(h) {
		return fmt.Errorf("hash %q is not 64 hexadecimal digits", s)
	}
	return nil
}
