package gs1

import (
	"strings"

	"github.com/packwright/packwright/station/text"
)

const (
	messageHeader  = "[)>\x1e"
	messageTrailer = "\x1e\x04"
	formatAI       = "05" // GS1 application identifiers
	formatDI       = "06" // data identifiers of ASC MH 10
)

// readMessage reads an ISO 15434 message: between header and trailer stand
// envelopes, each a format of two digits and its data, with RS between them.
func (s *Scan) readMessage(text string, offset int) fault {
	body, ok := strings.CutSuffix(text, messageTrailer)
	if !ok || len(body) < len(messageHeader) {
		return fault{BadEnvelope, offset, 0}
	}
	for at := len(messageHeader); at <= len(body); {
		envelope, _, _ := strings.Cut(body[at:], "\x1e")
		if f := s.readEnvelope(envelope, offset+at); f.kind != "" {
			return f
		}
		at += len(envelope) + 1
	}
	return s.agree()
}

func (s *Scan) readEnvelope(envelope string, offset int) fault {
	for i := range len(envelope) {
		if c := envelope[i]; !text.InMessage(c) || c == messageTrailer[1] {
			return fault{IllegalByte, offset + i, 1}
		}
	}
	if len(envelope) < 2 || !allDigits(envelope[:2]) {
		return fault{BadEnvelope, offset, 0}
	}
	format, data := envelope[:2], envelope[2:]
	switch {
	case format == formatAI && strings.HasPrefix(data, separator):
		return s.elementStrings(data[1:], offset+3)
	case format == formatDI && strings.HasPrefix(data, separator):
		return s.dataIdentifiers(data[1:], offset+3)
	case format == formatAI, format == formatDI:
		return fault{BadEnvelope, offset, 0}
	}
	return fault{} // a format for machines that trade documents: its text stays as it is
}

// dataIdentifiers reads fields that begin with up to three digits and a letter.
// What divides other formats may not stand in them.
func (s *Scan) dataIdentifiers(data string, offset int) fault {
	for i := range len(data) {
		if !text.InScan(data[i]) {
			return fault{IllegalByte, offset + i, 1}
		}
	}
	for at := 0; at < len(data); {
		field, _, _ := strings.Cut(data[at:], separator)
		n := len(field) - len(strings.TrimLeft(field, "0123456789"))
		if n > 3 || n >= len(field) || field[n] < 'A' || field[n] > 'Z' {
			return fault{BadEnvelope, offset + at, len(field)}
		}
		if f := s.add(unlisted, field[:n+1], field[n+1:], offset+at); f.kind != "" {
			return f
		}
		at += len(field) + 1
	}
	return fault{}
}
