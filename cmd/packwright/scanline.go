package main

import (
	"fmt"
	"strings"
)

// unescapeScan is the scan that a line spells, or the place of the sequence in
// it that is none.
func unescapeScan(line string) (scan string, wrong int, err error) {
	if !strings.Contains(line, `\`) {
		return line, 0, nil
	}
	var b strings.Builder
	for at := 0; at < len(line); {
		if line[at] != '\\' {
			b.WriteByte(line[at])
			at++
			continue
		}
		c, n := escaped(line[at+1:])
		if n == 0 {
			return "", at, fmt.Errorf(`%s is no escape sequence: write \xHH, \r, \n, \t, or \\ for a backslash`, escapeBytes(line[at:min(len(line), at+4)]))
		}
		b.WriteByte(c)
		at += 1 + n
	}
	return b.String(), 0, nil
}

// escaped is the byte that the sequence at the beginning of s spells, and its
// length; 0 if there is none.
func escaped(s string) (c byte, n int) {
	if s == "" {
		return 0, 0
	}
	switch s[0] {
	case '\\':
		return '\\', 1
	case 'r':
		return '\r', 1
	case 'n':
		return '\n', 1
	case 't':
		return '\t', 1
	}
	if s[0] != 'x' || len(s) < 3 {
		return 0, 0
	}
	if _, err := fmt.Sscanf(s[1:3], "%02x", &c); err != nil || strings.TrimLeft(s[1:3], "0123456789abcdefABCDEF") != "" {
		return 0, 0
	}
	return c, 3
}

// escapeBytes is s in printable ASCII, any other byte as \xHH: a line in escaped
// form stays as it is.
func escapeBytes(s string) string {
	const digits = "0123456789abcdef"
	escaped := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			escaped = append(escaped, '\\', 'x', digits[s[i]>>4], digits[s[i]&15])
			continue
		}
		escaped = append(escaped, s[i])
	}
	return string(escaped)
}
