package engine

import (
	"sync"

	"github.com/packwright/packwright/station"
)

// letter is an input with what the engine does beside the turn.
type letter struct {
	in    station.Input
	ended string // key of the effect that this answers
	// started is told whether the turn made it durable that the job is printing.
	started chan<- bool
	// stop is why nothing counts from here on.
	stop error
}

// inbox is the queue of the station: in order, without a limit.
type inbox struct {
	mu    sync.Mutex // guards queue
	queue []letter
	ready chan struct{} // holds a token while the queue may hold something
}

func newInbox() *inbox { return &inbox{ready: make(chan struct{}, 1)} }

func (b *inbox) put(l letter) {
	b.mu.Lock()
	b.queue = append(b.queue, l)
	b.mu.Unlock()
	select {
	case b.ready <- struct{}{}:
	default:
	}
}

// take is everything that is waiting.
func (b *inbox) take() []letter {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.queue
	b.queue = nil
	return all
}
