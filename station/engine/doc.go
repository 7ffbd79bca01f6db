// Package engine runs one station: it feeds the machine, keeps its facts,
// carries out its effects and sends the facts to the store.
//
// One goroutine takes the inputs in the order in which they came. A turn is
//
//	input -> station.Step -> journal.Append -> the new state is shown -> effects begin
//
// Nothing is shown and nothing begins before every change of the turn is
// durable. An effect runs in a goroutine of its own; its answer is an input at
// the end of the queue. The same effect never runs twice at once. Panics are
// not caught: a station that is wrong about something ends and comes back from
// its journal.
//
// When the journal fails, the turn is as if it had not been: the state of the
// turn before stays, under a STOP, and no input counts any more until the
// program is started again.
//
// Facts go to the store in the order of their numbers, at most 64 a call, from
// the last one that the store says it has. There is no other path for when the
// store is away: the same call is made again until it is answered. A call whose
// answer was lost is made again with the same facts, which the store skips. A
// claim waits until every fact before it is in the store; its key stays the
// same.
//
// The store counts as gone when a call fails or is not answered within 1.6 s,
// so that the bench says so within 2 s of the trouble. A bench at rest makes no
// calls but a heartbeat each 30 s, so a store that can tell the loss of its
// connection without asking (see Watcher) is asked to.
//
// Inputs are queued without a limit: a bench makes hundreds of bytes a second,
// the machine takes thousands of inputs.
//
// Not in this package: what inputs mean (station), how facts are kept (journal)
// and applied (store), devices and their reconnecting (whoever calls Send).
package engine
