package sim_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryRuleCanBeBroken finds a rule that is listed and that nothing checks.
func TestEveryRuleCanBeBroken(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	checked := map[string]bool{}
	var listed []string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if name != "invariants.go" {
			for _, word := range regexp.MustCompile(`\w+`).FindAllString(string(text), -1) {
				checked[word] = true
			}
			continue
		}
		for _, m := range regexp.MustCompile(`(?m)^\t\t\{(\w+), "`).FindAllStringSubmatch(string(text), -1) {
			listed = append(listed, m[1])
		}
	}
	if len(listed) < 25 {
		t.Fatalf("found %d rules: %s", len(listed), strings.Join(listed, " "))
	}
	for _, rule := range listed {
		if !checked[rule] {
			t.Errorf("nothing checks the rule %s", rule)
		}
	}
}
