package sim

import (
	"container/heap"
	"time"
)

// clock is virtual time: what happens, in the order of its times, one thing after
// the other.
type clock struct {
	now   time.Duration
	n     int64 // events so far, so that two of one instant keep their order
	queue events
}

type event struct {
	at time.Duration
	n  int64
	do func()
}

// after has something done in d.
func (c *clock) after(d time.Duration, do func()) {
	c.n++
	heap.Push(&c.queue, event{c.now + max(0, d), c.n, do})
}

// step does the next thing, if there is one before the end.
func (c *clock) step(end time.Duration) bool {
	if len(c.queue) == 0 || c.queue[0].at > end {
		return false
	}
	e := heap.Pop(&c.queue).(event)
	c.now = e.at
	e.do()
	return true
}

type events []event

func (q events) Len() int { return len(q) }
func (q events) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].n < q[j].n
}
func (q events) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *events) Push(x any)   { *q = append(*q, x.(event)) }
func (q *events) Pop() any {
	old := *q
	e := old[len(old)-1]
	old[len(old)-1] = event{}
	*q = old[:len(old)-1]
	return e
}
