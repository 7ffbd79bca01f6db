package station

import "fmt"

// Batch is one call of a station to the store: facts of one writer in the
// order of their numbers, at most 64, none for a heartbeat.
type Batch struct {
	Writer  ID
	Station string // its name
	Status  Status
	Facts   []Fact
}

// Status is what a station says of itself beside the facts.
type Status struct {
	Unsent  int64             `json:"unsent"`            // facts that are not yet in the database, or UnsentUnknown
	Devices map[string]string `json:"devices,omitempty"` // "ok", or what is wrong, in plain words
}

// UnsentUnknown is what a station says that has not heard yet what the store has: it
// may have everything, or a server took over that lacks the last of it.
const UnsentUnknown = -1

// Refused is the error of a store or a carrier that was reached and said no.
// Any other error leaves open whether the deed was done. Code is of a closed
// list, "" when there is none; Text is for the packer, in English and the key
// of its translation, Args fill it; both may hold untrusted text.
type Refused struct {
	Code string
	Text string
	Args []any
}

// Error is the sentence in English.
func (r Refused) Error() string { return fmt.Sprintf(r.Text, r.Args...) }

// The codes of a refused batch. Neither heals by sending it again.
const (
	// WriterForked says that the store holds another fact under the same number.
	WriterForked = "writer_forked"
	// WriterUnknown says that the writer belongs to another station.
	WriterUnknown = "writer_unknown"
)

// Busy is the code of a call that was refused because somebody else is working on
// the same rows: nothing was done, and whoever asked asks again.
const Busy = "busy"
