package config

import (
	"fmt"
	"strings"
)

// Error is one thing that is wrong with the configuration.
type Error struct {
	File    string // "" if the value came from elsewhere
	Line    int    // in File, 0 if it belongs to no line
	Key     string // "scanner.baud", "--database", "" if it belongs to no key
	Value   string // as it was given, without passwords
	Problem string
	remedy  string
}

func (e Error) Error() string {
	var s strings.Builder
	if e.File != "" {
		s.WriteString(e.File)
		if e.Line > 0 {
			fmt.Fprintf(&s, " line %d", e.Line)
		}
		s.WriteString(": ")
	}
	if e.Key != "" {
		s.WriteString(e.Key + " ")
	}
	if e.Value != "" {
		fmt.Fprintf(&s, "%q ", e.Value)
	}
	s.WriteString(e.Problem)
	return s.String()
}

// Remedy says in a sentence what to do about it.
func (e Error) Remedy() string { return e.remedy }
