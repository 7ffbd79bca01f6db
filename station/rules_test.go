package station

import "testing"

func TestRulesNameWhatIsWrong(t *testing.T) {
	if err := DefaultRules().Check(); err != nil {
		t.Errorf("the default rules: %v", err)
	}
	for name, breaks := range map[string]func(*Rules){
		"way":        func(r *Rules) { r.Way = "sideways" },
		"ahead":      func(r *Rules) { r.Ahead = 11 },
		"location":   func(r *Rules) { r.Location = "maybe" },
		"weight":     func(r *Rules) { r.Weight = "" },
		"short":      func(r *Rules) { r.Short = "never" },
		"tolerance":  func(r *Rules) { r.ToleranceG = -1 },
		"repeat":     func(r *Rules) { r.RepeatMS = 9000 },
		"quarantine": func(r *Rules) { r.Quarantine = "" },
	} {
		r := DefaultRules()
		breaks(&r)
		if r.Check() == nil {
			t.Errorf("%s: a wrong value was accepted", name)
		}
	}
}
