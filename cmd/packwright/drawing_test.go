package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// drawing reads what a program sends to its terminal and finds what no frame of
// ours holds: a command that does anything but draw, a byte that is no text.
type drawing struct {
	rest  []byte // begins something that goes on
	fault string // the first one
}

// takes is what a frame is made of: colours, the cursor, erasing, scrolling,
// and the modes that keep a frame in one piece.
const takes = "mABCDEFGHJKLMPSTXZdhlr@b"

func (d *drawing) write(p []byte) {
	d.rest = append(d.rest, p...)
	for len(d.rest) > 0 && d.fault == "" {
		n := d.first()
		if n == 0 {
			return
		}
		d.rest = d.rest[n:]
	}
}

// first judges what comes first and says how long it is, 0 while that is not
// known yet.
func (d *drawing) first() int {
	switch b := d.rest[0]; {
	case b == 0x1b:
		return d.command()
	case b == '\r', b == '\n', b == '\b', b == '\t', b == '\a':
		return 1
	case !utf8.FullRune(d.rest):
		return 0
	}
	r, n := utf8.DecodeRune(d.rest)
	if r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
		d.fault = fmt.Sprintf("%q in %q", d.rest[:n], d.rest[:min(len(d.rest), 40)])
	}
	return n
}

func (d *drawing) command() int {
	if len(d.rest) < 2 {
		return 0
	}
	if d.rest[1] != '[' {
		d.fault = fmt.Sprintf("%q, which draws nothing", d.rest[:min(len(d.rest), 40)])
		return 2
	}
	for n := 2; n < len(d.rest); n++ {
		if b := d.rest[n]; b >= 0x40 {
			if strings.IndexByte(takes, b) < 0 {
				d.fault = fmt.Sprintf("%q, which draws nothing", d.rest[:n+1])
			}
			return n + 1
		}
	}
	return 0
}
