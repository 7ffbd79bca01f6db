package station

import "time"

// Causes of the link Space while the disk of the journal has less room than it
// should; its Count is what is left, MB.
const (
	SpaceLow  = "little room"
	SpaceGone = "hardly any room"
)

const noRoom = "Only %d MB left on this disk: finish what is here, nothing new begins."

// full says that this station takes no new work: what it has in hand needs the
// room that is left.
func (s *State) full() bool { return s.away(Space) && s.Links[Space].Cause == SpaceGone }

// room is the MB left.
func (s *State) room() int64 { return s.Links[Space].Count }

// roomChanged says once what the room that is left means for the packer.
func (t *turn) roomChanged(was string) {
	switch {
	case t.Links[Space].Cause == was || t.Verdict.Word == Halt:
	case t.full():
		t.note(wait(noRoom, t.room()))
	case was == SpaceGone:
		t.triedAt = time.Time{}
		t.note(good("This disk has room again."))
	}
}
