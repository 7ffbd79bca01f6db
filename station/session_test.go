package station

import (
	"testing"
	"time"
)

func TestNobodyLeavesWithoutHearingWhatIsNotSent(t *testing.T) {
	const told = "WAIT 37 facts are not sent yet. They go out while this station is on. Badge again to leave."
	unsent := func(t *testing.T) *world {
		w := newWorld(t, onePass)
		w.scan("BADGE-ANNA")
		w.in(LinkChanged{What: Database, Cause: "cut"})
		w.in(LinkChanged{What: Unsent, Count: 37})
		w.scan("BADGE-ANNA").says(told)
		if w.s.Operator.ID == "" {
			t.Fatal("the first scan left already")
		}
		return w
	}
	t.Run("the badge again leaves", func(t *testing.T) {
		w := unsent(t)
		w.scan("BADGE-ANNA").says("OK Goodbye Anna.")
		if w.s.Operator.ID != "" {
			t.Error("the second scan did not leave")
		}
	})
	t.Run("a minute later it is asked again", func(t *testing.T) {
		w := unsent(t)
		w.now = w.now.Add(time.Minute)
		w.scan("BADGE-ANNA").says(told)
	})
	t.Run("with everything sent nothing is asked", func(t *testing.T) {
		w := unsent(t)
		w.in(LinkChanged{What: Unsent, OK: true})
		w.scan("BADGE-ANNA").says("OK Goodbye Anna.")
	})
}
