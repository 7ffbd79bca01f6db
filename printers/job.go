package printers

// Job is what is sent in one go.
type Job struct {
	ID     string // for the result
	Data   []byte // whole labels
	Labels int    // that come out of Data; 0 is one
	// Before is called right before the first byte, with the labels counted so
	// far, -1 when the printer does not count. Its error cancels the job:
	// whoever lost the right to print says so here. It may be nil.
	Before func(counter int64) error
}

// State is what became of a job.
type State string

// The states of a job that is done.
const (
	Counted  State = "counted"  // the printer counted the labels: so many were fed
	Sent     State = "sent"     // the printer took all of it; it has no counter to ask
	Handed   State = "handed"   // a print server took all of it: not confirmed, now or ever
	Unknown  State = "unknown"  // the first byte went out, and what then happened cannot be told
	NotReady State = "notready" // the printer was not ready: no byte went out
	Failed   State = "failed"   // cancelled, or not allowed, before the first byte
)

// Result is what is known of a job that is done. Only Unknown needs a person to
// look: in the states Failed and NotReady nothing was sent.
type Result struct {
	ID            string
	State         State
	CounterBefore int64  // labels the printer had counted before, -1 when not known
	Counter       int64  // and afterwards
	Again         bool   // it had a fault that tears with our label in it, or counted more: a torn one may lie beside the good one
	Sent          int    // bytes handed over
	Problem       string // what is wrong, in plain words; "" when nothing is
	Err           error  // the same for a log
}

// nothing is the result of a job of which no byte went out.
func nothing(j Job, problem string, err error) Result {
	return Result{ID: j.ID, State: Failed, Counter: -1, CounterBefore: -1, Problem: problem, Err: err}
}
