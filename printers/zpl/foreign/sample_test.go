package foreign

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/printers/zpl"
)

// shared is the folder with real labels that is not part of the project.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PACKWRIGHT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no shared test data: %v", err)
	}
	return dir
}

// samples are the labels by name.
func samples(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared(t), "data/print/zpl_samples/*.zpl"))
	if err != nil || len(files) == 0 {
		t.Skipf("no sample labels: %v", err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".zpl")] = data
	}
	return all
}

// several are the samples that hold more than one label.
var several = []string{"pnldpd", "templating"}

// lasting are the commands that outlive a label, however they come to stand in
// the bytes.
var lasting = regexp.MustCompile(`(?i)\^MM|\^MC|\^MD|~SD|\^PR|\^MN|\^MT|\^JU|\^LT|\^LS|~TA|\^JM|\^MU|\^MF|~JS|\^JZ|[~^]CC|[~^]CT|[~^]CD|\^SZ|\^JJ|~DG|~DU|~DY|\^DF|\^ID|\^XB|\^KN|\^KP|\^SX|~JA|~JR|~WC|\^CW|\^XG|\^XF`)

func TestNothingOfARealLabelLasts(t *testing.T) {
	for name, data := range samples(t) {
		l := Clean(data, FourBySix(8))
		if slices.Contains(several, name) {
			if l.ZPL != nil || !strings.Contains(l.Refusal(), "more than one label") {
				t.Errorf("%s: got %q, want a refusal", name, l.Refusal())
			}
			continue
		}
		if l.ZPL == nil {
			t.Errorf("%s: refused: %s", name, l.Refusal())
			continue
		}
		if found := lasting.Find(l.ZPL); found != nil {
			t.Errorf("%s: %s is still in it", name, found)
		}
		for _, f := range l.Findings {
			t.Logf("%s: %s %s", name, f.Deed, f)
		}
		t.Logf("%s: %d bytes, were %d", name, len(l.ZPL), len(data))
		sound(t, name, l.ZPL)
	}
}

// sound fails if the label is not one label of drawing commands, or becomes
// another when it is cleaned again.
func sound(t *testing.T, name string, label []byte) {
	t.Helper()
	var starts, ends int
	for i, c := range zpl.Tokenize(label) {
		switch {
		case !drawing[c.Name]:
			t.Errorf("%s: %q at %d is no drawing command", name, c.Raw, c.Offset)
		case c.Name == "^XA":
			starts++
			if i > 0 {
				t.Errorf("%s: there is something before the label", name)
			}
		case c.Name == "^XZ":
			ends++
		}
	}
	if starts != 1 || ends != 1 || !bytes.HasSuffix(label, []byte("^PQ1^XZ")) {
		t.Errorf("%s: %d starts and %d ends", name, starts, ends)
	}
	if at := bytes.IndexFunc(label, func(r rune) bool { return r < ' ' || r == '~' || r == '!' || r == 0x7f }); at >= 0 {
		t.Errorf("%s: byte %#x at %d", name, label[at], at)
	}
	if again := Clean(label, FourBySix(8)); !bytes.Equal(again.ZPL, label) {
		t.Errorf("%s: cleaned again it is another:\n%.2000q\n%.2000q %v", name, label, again.ZPL, again.Findings)
	}
}

// render draws a stream with a program that shares no code with this one, a
// picture for each label.
func render(t *testing.T, stream []byte) []image.Image {
	t.Helper()
	if testing.Short() {
		t.Skip("drawing labels takes seconds")
	}
	home := os.Getenv("ORACLE_HOME")
	if home == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Skip(err)
		}
		home = filepath.Join(cache, "label-oracle")
	}
	if _, err := os.Stat(filepath.Join(home, "node_modules/zpl-renderer-js")); err != nil {
		t.Skipf("labels cannot be drawn here: %v", err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "in.zpl")
	if err := os.WriteFile(file, stream, 0o600); err != nil {
		t.Fatal(err)
	}
	draw := exec.Command("node", filepath.Join(shared(t), "oracle/render.cjs"), file, filepath.Join(dir, "out"))
	draw.Env = append(os.Environ(), "ORACLE_HOME="+home)
	if out, err := draw.CombinedOutput(); err != nil {
		t.Skipf("labels cannot be drawn here: %v %s", err, out)
	}
	return pages(t, dir)
}

func pages(t *testing.T, dir string) []image.Image {
	t.Helper()
	var all []image.Image
	for {
		f, err := os.Open(filepath.Join(dir, "out-"+itoa(len(all))+".png"))
		if err != nil {
			return all
		}
		img, err := png.Decode(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		all = append(all, img)
	}
}
