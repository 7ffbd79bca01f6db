package station

import "time"

// Out is what a turn decided: what became true, what the world should do, and
// what the bench says.
type Out struct {
	Changes []Change
	Effects []Effect
	Verdict Verdict
}

// New is a bench before its journal was read.
func New(name string) State {
	return State{Station: name, Rules: DefaultRules()}
}

// Step decides what an input means. It reads no clock, disk or network: now is
// given. The returned state has the changes folded in.
func Step(s State, now time.Time, in Input) (State, Out) {
	panic("step")
}

// After is the state once the change is true. It never changes s.
func (s State) After(c Change) State {
	panic("after")
}

// Prompt is what the screen asks now.
func (s State) Prompt() Prompt {
	panic("prompt")
}
