package sim

import "time"

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
	c.queue = append(c.queue, event{c.now + max(0, d), c.n, do})
	c.queue.up(len(c.queue) - 1)
}

// step does the next thing, if there is one before the end.
func (c *clock) step(end time.Duration) bool {
	if len(c.queue) == 0 || c.queue[0].at > end {
		return false
	}
	e := c.queue.pop()
	c.now = e.at
	e.do()
	return true
}

// events are a heap: each is due before the two behind it.
type events []event

func (q events) sooner(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].n < q[j].n
}

func (q events) up(i int) {
	for i > 0 && q.sooner(i, (i-1)/2) {
		q[i], q[(i-1)/2] = q[(i-1)/2], q[i]
		i = (i - 1) / 2
	}
}

func (q *events) pop() event {
	old, last := *q, len(*q)-1
	e := old[0]
	old[0], old[last] = old[last], event{}
	*q = old[:last]
	for i := 0; ; {
		next := 2*i + 1
		if next >= last {
			return e
		}
		if next+1 < last && old.sooner(next+1, next) {
			next++
		}
		if !old.sooner(next, i) {
			return e
		}
		old[i], old[next] = old[next], old[i]
		i = next
	}
}
