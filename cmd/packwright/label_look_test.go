package main

import (
	"bytes"
	"errors"
	"image/png"
	"strings"
	"testing"
)

// render is what label render writes to standard output.
func render(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out, said bytes.Buffer
	c := labelCommand(&flags{})
	c.SetArgs(append([]string{"render"}, args...))
	c.SetOut(&out)
	c.SetErr(&said)
	c.SilenceErrors, c.SilenceUsage = true, true
	err := c.Execute()
	return out.String(), err
}

func TestALabelIsShownInThreeForms(t *testing.T) {
	name := []string{"--sample", "ship", "--set", "ship_to.name=Ærø ^XZ"}
	zpl, err := render(t, name...)
	if err != nil || !strings.HasPrefix(zpl, "^XA") || !strings.Contains(zpl, "_5EXZ") {
		t.Errorf("zpl: %.200q, %v", zpl, err)
	}
	picture, err := render(t, append(name, "--format", "png")...)
	if err != nil {
		t.Fatal(err)
	}
	if img, err := png.Decode(strings.NewReader(picture)); err != nil || img.Bounds().Dx() != 812 {
		t.Errorf("png: %v", err)
	}
	words, err := render(t, append(name, "--format", "text", "--columns", "60")...)
	if err != nil || !strings.Contains(words, "Ærø ^XZ") || len([]rune(strings.Split(words, "\n")[0])) != 60 {
		t.Errorf("text: %s, %v", words, err)
	}
	words, err = render(t, append(name, "--format", "text", "--ascii")...)
	if err != nil || !strings.Contains(words, "AEro ^XZ") || strings.ContainsFunc(words, func(r rune) bool { return r > '~' }) {
		t.Errorf("ascii: %s, %v", words, err)
	}
}

func TestAFormThatDoesNotExistIsRefused(t *testing.T) {
	for _, args := range [][]string{{"--format", "pdf"}, {"--format", "text", "--columns", "3"}} {
		out, err := render(t, args...)
		var wrong failure
		if out != "" || !errors.As(err, &wrong) || wrong.code != exitUsage || wrong.remedy == "" {
			t.Errorf("%q: wrote %.40q, %v", args, out, err)
		}
	}
}
