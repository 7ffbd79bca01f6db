package preview

import (
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/packwright/packwright/printers/zpl"
)

// rendered is the label as an independent interpreter of ZPL draws it.
func rendered(t *testing.T, l *zpl.Label) image.Image {
	t.Helper()
	data, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "label.zpl")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	oracle(t, "render.cjs", file, filepath.Join(dir, "page"), "100", "100", "8")
	f, err := os.Open(filepath.Join(dir, "page-0.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestBarsBoxesAndPicturesAreDrawnDotForDotAsByOthers(t *testing.T) {
	l := zpl.New(zpl.Dots8, 800, 800)
	r := rand.New(rand.NewPCG(1, 2))
	noise, stripes := image.NewGray(image.Rect(0, 0, 101, 60)), image.NewGray(image.Rect(0, 0, 333, 40))
	for i := range noise.Pix {
		noise.Pix[i] = byte(r.IntN(2)) * 255
	}
	for i := range stripes.Pix {
		stripes.Pix[i] = byte(i/13%2) * 255
	}
	l.Image(zpl.Point{X: 9, Y: 11}, zpl.NewBitmap(noise))
	l.Image(zpl.Point{X: 150, Y: 11}, zpl.NewBitmap(stripes))
	l.Box(zpl.Point{X: 10, Y: 100}, 300, 50, 4)
	l.Bar(zpl.Point{X: 320, Y: 100}, 300, 7)
	l.Barcode(zpl.Point{X: 60, Y: 200}, zpl.Bars{Module: 2, Height: 60}, code128(t, "PW-123456"))
	l.Barcode(zpl.Point{X: 60, Y: 300}, zpl.Bars{Module: 3, Height: 60, Turn: zpl.UpsideDown}, code128(t, "98765432"))
	l.Barcode(zpl.Point{X: 60, Y: 400}, zpl.Bars{Module: 2, Height: 60, Turn: zpl.Right}, code128(t, "98765432a"))
	l.Barcode(zpl.Point{X: 160, Y: 400}, zpl.Bars{Module: 2, Height: 60, Turn: zpl.Left}, code128(t, "98765432a"))
	square, err := zpl.DataMatrix("123456")
	if err != nil {
		t.Fatal(err)
	}
	l.Matrix(zpl.Point{X: 300, Y: 400}, zpl.Cells{Module: 5}, square)
	l.Matrix(zpl.Point{X: 400, Y: 400}, zpl.Cells{Module: 5, Turn: zpl.Right}, square)

	others, ours := rendered(t, l), Draw(l)
	wrong := image.Rectangle{}
	for y := range l.Height() {
		for x := range l.Width() {
			grey, _, _, _ := others.At(x, y).RGBA()
			if (grey < 0x8000) != (ours.GrayAt(x, y).Y < 0x80) {
				wrong = wrong.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if !wrong.Empty() {
		t.Errorf("the drawings differ within %v", wrong)
	}
}

// oracle runs a program of the shared folder that shares no code with this one.
func oracle(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("drawing and reading pictures takes seconds")
	}
	dir := os.Getenv("PACKWRIGHT_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	home := os.Getenv("ORACLE_HOME")
	if cache, err := os.UserCacheDir(); home == "" && err == nil {
		home = filepath.Join(cache, "label-oracle")
	}
	run := exec.Command("node", append([]string{filepath.Join(dir, "oracle", program)}, args...)...)
	run.Env = append(os.Environ(), "ORACLE_HOME="+home)
	out, err := run.Output()
	if err != nil {
		t.Skipf("%s does not run here; decode-labels of the shared folder installs what is missing: %v", program, err)
	}
	return out
}
