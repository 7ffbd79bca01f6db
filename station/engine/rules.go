package engine

import "github.com/packwright/packwright/station"

// BatchSize is how many facts a call to the store takes at most.
const BatchSize = 64

// Begin is a bench before its journal is folded. Without rules it has those that
// a house starts with.
func Begin(name string, rules *station.Rules) station.State {
	s := station.New(name)
	if rules != nil {
		s.Rules = *rules
	}
	return s
}

// After folds a fact of the journal.
func After(s station.State, f station.Fact) station.State {
	s.Seq = f.Seq - 1
	return s.After(f.Change)
}

// Operator is whose deed a turn is: of who was signed in before it, or by it.
func Operator(before, after *station.State) station.ID {
	if before.Operator.ID != "" {
		return before.Operator.ID
	}
	return after.Operator.ID
}

// Key names an effect that is answered: the same one never runs twice at once. It
// is "" for what is done at once.
func Key(effect station.Effect) string {
	switch x := effect.(type) {
	case station.Claim:
		return "claim " + x.Key
	case station.Resolve:
		return "resolve " + x.Text
	case station.PlanCartons:
		return "plan " + string(x.Work)
	case station.BuyLabel:
		return "buy " + x.Key
	case station.FetchArtwork:
		return "fetch " + x.Key
	case station.VoidLabel:
		return "void " + x.Key
	case station.Print:
		return printing(x.Job)
	case station.Grant:
		return "grant " + string(x.Work) + " " + string(x.Action)
	case station.Draw:
		return "draw"
	}
	return ""
}
