package station

import (
	"errors"
	"testing"
)

func TestADatabaseThatWentBackIsNotUsed(t *testing.T) {
	seen := Timeline{System: "7", N: 3, Mark: "m3"}
	for _, rule := range []struct {
		name string
		seen Timeline
		now  Timeline
		want error
	}{
		{"the first one there is", Timeline{}, seen, nil},
		{"the same one", seen, seen, nil},
		{"a standby that took over", seen, Timeline{"7", 4, "m4"}, nil},
		{"one that took over twice", seen, Timeline{"7", 5, "m5"}, nil},
		{"an old primary that came back", seen, Timeline{"7", 2, "m2"}, oldPrimary},
		{"a second standby that took over from the same one", seen, Timeline{"7", 3, "other"}, anotherDatabase},
		{"another cluster", seen, Timeline{"8", 3, "m3"}, anotherDatabase},
		{"another cluster with a later timeline", seen, Timeline{"8", 9, "m9"}, anotherDatabase},
		{"a server that does not tell its cluster", Timeline{"", 3, "m3"}, Timeline{"", 4, "m4"}, nil},
		{"an older server that does not tell its cluster", Timeline{"", 3, "m3"}, Timeline{"", 2, "m2"}, oldPrimary},
	} {
		if got := rule.now.Follows(rule.seen); !errors.Is(got, rule.want) {
			t.Errorf("%s: got %v, want %v", rule.name, got, rule.want)
		}
	}
}
