package memory_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/packwright/packwright/station/store/memory"
	"github.com/packwright/packwright/station/store/storetest"
)

func TestStore(t *testing.T) { storetest.Run(t, open) }

func open(testing.TB) storetest.Clocked {
	c := &clock{}
	return clocked{memory.New(c.now), c}
}

type clocked struct {
	*memory.Store
	*clock
}

// clock is the time of day, moved on by what a test lets pass.
type clock struct{ passed atomic.Int64 }

func (c *clock) now() time.Time       { return time.Now().Add(time.Duration(c.passed.Load())) }
func (c *clock) Pass(d time.Duration) { c.passed.Add(int64(d)) }
