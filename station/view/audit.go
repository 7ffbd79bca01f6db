package view

import "time"

// Head is the last fact of a writer as somebody knew it: with it everything that
// the writer wrote before is known too.
type Head struct {
	Writer  string    `json:"writer"`
	Station string    `json:"station"`
	Seq     int64     `json:"seq"`
	Hash    string    `json:"hash"` // 64 hexadecimal digits
	At      time.Time `json:"at"`
}

// Breach is one thing that an audit found: what is not what it was.
type Breach struct {
	Writer string `json:"writer,omitempty"` // "" where it is of no writer
	Seq    int64  `json:"seq,omitempty"`
	Says   string `json:"says"`
}

// Audit is what an audit looked at and found. Of many breaches it names the first.
type Audit struct {
	Writers  int      `json:"writers"`
	Facts    int64    `json:"facts"`
	Heads    int      `json:"heads"`   // that were stored
	Changes  int64    `json:"changes"` // of states
	Breaches []Breach `json:"breaches"`
	More     int      `json:"more,omitempty"`
}
