package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/label"
)

// ranLabel is what a command prints, and the exit code that its error stands for.
func ranLabel(t *testing.T, args ...string) (out, tell string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := newRoot()
	c.SetArgs(args)
	c.SetOut(&stdout)
	c.SetErr(&stderr)
	err := c.Execute()
	var f failure
	switch {
	case errors.As(err, &f):
		code = f.code
	case err != nil:
		code = exitUsage
	}
	return stdout.String(), stderr.String(), code
}

// houseOf is a configuration whose folder of templates holds the files.
func houseOf(t *testing.T, files map[string]string) (configuration string) {
	t.Helper()
	dir := t.TempDir()
	configuration = filepath.Join(dir, "packwright.toml")
	for name, text := range files {
		file := filepath.Join(dir, "labels", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(configuration, []byte("labels = 'labels'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return configuration
}

const ourTote = `sheet width=1016 height=508
text x=0 y=0 width=900 height=50 "OURS {code}"
code128 x=0 y=100 width=1016 height=200 "{code}"
`

func TestEverySampleIsRendered(t *testing.T) {
	for _, name := range label.Samples() {
		for _, dpmm := range []string{"8", "12"} {
			out, tell, code := ranLabel(t, "label", "render", "--sample", name, "--dpmm", dpmm)
			if code != 0 || !strings.HasPrefix(out, "^XA") || tell != "" {
				t.Errorf("%s at %s: exit %d, %q", name, dpmm, code, tell)
			}
		}
	}
}

func TestLabelsOfTheHouseAreUsedAndWrongOnesTold(t *testing.T) {
	c := houseOf(t, map[string]string{"tote.label": ourTote, "slot.label": "blob x=1"})
	out, tell, code := ranLabel(t, "--config", c, "label", "render", "--sample", "tote")
	if !strings.Contains(out, "OURS T-014") || code != 0 || !strings.Contains(tell, "slot.label:1: ") {
		t.Errorf("exit %d, %s\n%s", code, out, tell)
	}
	out, _, code = ranLabel(t, "--config", c, "label", "sheet", "--template", "tote", "--csv", csvOf(t, "code\nT-9\n"))
	if !strings.Contains(out, "OURS T-9") || code != 0 {
		t.Errorf("exit %d, %s", code, out)
	}
	found := examineLabels(filepath.Join(filepath.Dir(c), "labels"))
	if len(found) != 1 || found[0].Level != "warning" || !strings.Contains(found[0].Found, "slot.label:1: ") || found[0].Remedy == "" {
		t.Errorf("the doctor says %+v", found)
	}
	if found := examineLabels(filepath.Join(t.TempDir(), "gone")); len(found) != 1 || found[0].Level != "warning" {
		t.Errorf("of a folder that is not there the doctor says %+v", found)
	}
}

func TestATemplateIsPrintedToBeChangedAndChecked(t *testing.T) {
	for _, name := range []string{"tote", "slip", "gift"} {
		t.Run(name, func(t *testing.T) { changedAndChecked(t, name) })
	}
}

func changedAndChecked(t *testing.T, name string) {
	out, _, code := ranLabel(t, "label", "template", name)
	file := filepath.Join(t.TempDir(), name+".label")
	if err := os.WriteFile(file, []byte(out), 0o600); err != nil || code != 0 {
		t.Fatal(err, code)
	}
	if out, _, code := ranLabel(t, "label", "template", "--check", file); code != 0 || !strings.Contains(out, "good template") {
		t.Errorf("the built-in one: exit %d, %s", code, out)
	}
	if err := os.WriteFile(file, []byte(out+"blob x=1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, _, code := ranLabel(t, "label", "template", "--check", file); code != exitNo || !strings.Contains(out, `"blob"`) {
		t.Errorf("a wrong one: exit %d, %s", code, out)
	}
	if _, tell, code := ranLabel(t, "label", "render", "--sample", name, "--template", file); code != exitUsage || !strings.Contains(tell, `"blob"`) {
		t.Errorf("drawn by a wrong one: exit %d, %s", code, tell)
	}
}

func csvOf(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestASheetPrintsGoodRowsAndNamesBadOnes(t *testing.T) {
	file := csvOf(t, "name,check_digits\nA01,47\nA02,x\nA03,\n")
	out, tell, code := ranLabel(t, "label", "sheet", "--template", "location", "--csv", file)
	if strings.Count(out, "^XA") != 2 || code != exitNo || !strings.Contains(tell, "rows.csv:3, column 2 (check_digits): ") {
		t.Errorf("exit %d, %d labels, %s", code, strings.Count(out, "^XA"), tell)
	}
	for _, args := range [][]string{
		{"--template", "poster", "--csv", file},
		{"--template", "tote", "--csv", file},
		{"--template", "location"},
		{"--template", "location", "--csv", "/nowhere.csv"},
		{"--template", "location", "--csv", file, "--dpmm", "6"},
	} {
		if out, _, code := ranLabel(t, append([]string{"label", "sheet"}, args...)...); code != exitUsage || out != "" {
			t.Errorf("%q: exit %d, %q", args, code, out)
		}
	}
}
