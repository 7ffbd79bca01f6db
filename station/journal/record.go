package journal

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"github.com/packwright/packwright/station"
)

// record is one turn in a segment: count facts from seq on. The first record of
// a segment has none, it is the segment's head.
type record struct {
	at    int // offset in the segment
	seq   int64
	count int
	body  []byte
	crc   uint32

	writer station.ID // of the segment, once it was read from one
}

func (r record) end() int    { return r.at + headSize + len(r.body) }
func (r record) last() int64 { return r.seq + int64(r.count) - 1 }

const (
	headSize = 32
	sector   = 512 // what a disk writes whole or not at all
)

// magic begins a record. Its first byte is none of UTF-8, so it is not found
// inside a body.
var magic = []byte{0xf5, 'P', 'W', 'J'}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendRecord appends the record's bytes to b; prev is the CRC of the record
// before it in the segment, 0 for the head.
func appendRecord(b []byte, r record, prev uint32) ([]byte, uint32) {
	start := len(b)
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(r.body)))
	b = binary.LittleEndian.AppendUint64(b, uint64(r.seq))
	b = binary.LittleEndian.AppendUint32(b, uint32(r.count))
	b = binary.LittleEndian.AppendUint32(b, prev)
	crc := crc32.Update(crc32.Checksum(b[start:], castagnoli), castagnoli, r.body)
	b = binary.LittleEndian.AppendUint32(b, crc)
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[start:], castagnoli))
	return append(b, r.body...), crc
}

// readRecord reads the record at an offset. It is false unless everything
// checks: header, body and the CRC of the record before.
func readRecord(b []byte, at int, prev uint32) (record, bool) {
	n, ok := headAt(b, at)
	if !ok || at+headSize+n > len(b) {
		return record{}, false
	}
	h := b[at : at+headSize]
	r := record{
		at:    at,
		seq:   int64(binary.LittleEndian.Uint64(h[8:])),
		count: int(binary.LittleEndian.Uint32(h[16:])),
		body:  b[at+headSize : at+headSize+n],
		crc:   binary.LittleEndian.Uint32(h[24:]),
	}
	before := binary.LittleEndian.Uint32(h[20:])
	crc := crc32.Update(crc32.Checksum(h[:24], castagnoli), castagnoli, r.body)
	return r, before == prev && crc == r.crc
}

// headAt is the length of the body of the record at an offset, if there is a
// header that checks.
func headAt(b []byte, at int) (int, bool) {
	if at+headSize > len(b) || !bytes.HasPrefix(b[at:], magic) {
		return 0, false
	}
	h := b[at : at+headSize]
	n := binary.LittleEndian.Uint32(h[4:])
	return int(n), binary.LittleEndian.Uint32(h[28:]) == crc32.Checksum(h[:28], castagnoli)
}

// rest is what lies behind the last record that checks.
type rest int

const (
	restZero    rest = iota // nothing
	restTorn                // a record that a power cut or a kill left half written
	restDamaged             // something that was whole once
)

// judge says what lies behind end. A write that was cut off leaves zeros: of
// the whole rest, or of single sectors. Where no sector of a record is missing
// and it still does not check, or another record follows, it was whole once.
func judge(b []byte, end int) rest {
	tail := b[end:]
	used := len(bytes.TrimRight(tail, "\x00"))
	if used == 0 {
		return restZero
	}
	if recordWithin(tail[1:]) {
		return restDamaged
	}
	n, whole := headAt(b, end)
	switch {
	case whole && headSize+n > len(tail):
		return restDamaged
	case whole:
		if used < headSize+n || sectorMissing(b, end, end+headSize+n) {
			return restTorn
		}
	case used < headSize, sectorMissing(b, end, end+used):
		return restTorn
	}
	return restDamaged
}

func recordWithin(b []byte) bool {
	for at := 0; ; at++ {
		next := bytes.Index(b[at:], magic)
		if next < 0 {
			return false
		}
		at += next
		if _, ok := headAt(b, at); ok {
			return true
		}
	}
}

// sectorMissing says that a sector's part of b[from:to] is all zero.
func sectorMissing(b []byte, from, to int) bool {
	for from < to {
		next := min(to, (from/sector+1)*sector)
		if len(bytes.TrimLeft(b[from:next], "\x00")) == 0 {
			return true
		}
		from = next
	}
	return false
}
