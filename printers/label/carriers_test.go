package label

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

// theirs is a ship label that its carrier made.
func theirs(data string) station.Document {
	return station.Document{Kind: station.ShipLabel, Copy: 1, Bought: station.Bought{Tracking: "T1", Theirs: true}, Artwork: []byte(data)}
}

func TestACarriersLabelIsPrintedWithoutWhatLasts(t *testing.T) {
	s, err := ZPL(theirs("^XA^MMT~SD30^JUS^FO50,50^A0N,40^FDHello^FS^PQ3^XZ"), 8)
	if err != nil || s.Labels != 1 || !bytes.Contains(s.ZPL, []byte("^FO50,50^A0N,40^FDHello^FS^PQ1^XZ")) {
		t.Fatalf("got %d labels, %s, %v", s.Labels, s.ZPL, err)
	}
	for _, gone := range []string{"^MM", "~SD", "^JU"} {
		if bytes.Contains(s.ZPL, []byte(gone)) || !strings.Contains(strings.Join(s.Stripped, "\n"), gone) {
			t.Errorf("%s: %s, told %q", gone, s.ZPL, s.Stripped)
		}
	}
}

func TestACarriersLabelThatIsNotOneIsNotPrinted(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a PDF", "%PDF-1.4", "a PDF"},
		{"two labels", "^XA^GB9,9^FS^XZ^XA^GB9,9^FS^XZ", "more than one label"},
		{"none", "", "not here"},
		{"text", "N\r\nA1,1,0,1,1,1,N,\"EPL\"\r\nP1\r\n", "text outside the label"},
	} {
		if s, err := ZPL(theirs(c.data), 8); err == nil || !strings.Contains(err.Error(), c.want) || s.ZPL != nil {
			t.Errorf("%s: got %v, want something about %q", c.name, err, c.want)
		}
	}
}

func TestARefusedLabelIsUnprintableAndNothingIsSent(t *testing.T) {
	p := &Printer{lay: func(d station.Document) (Paper, error) {
		s, err := ZPL(d, 8)
		return Paper{Data: s.ZPL}, err
	}} // without a device: it must not be reached
	got := p.Print(t.Context(), "job", theirs("%PDF-1.4"), func(int64) error {
		t.Error("it was about to be sent")
		return nil
	})
	if !got.Unprintable || got.State != station.PrintFailed || !strings.Contains(got.Problem, "the carrier's label is refused: it is a PDF") {
		t.Errorf("got %+v", got)
	}
}

func TestWhatIsTakenOutOfACarriersLabelsIsLoggedOnce(t *testing.T) {
	var b bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&b, nil)))
	defer slog.SetDefault(before)
	p := &Printer{}
	for range 3 {
		p.tell(t.Context(), "job", []string{"^MM sets what happens"})
	}
	p.tell(t.Context(), "job", []string{"~SD sets the darkness"})
	p.tell(t.Context(), "job", nil)
	if n := strings.Count(b.String(), "taken out"); n != 2 || !strings.Contains(b.String(), "^MM") {
		t.Errorf("logged %d times:\n%s", n, b.String())
	}
}

func TestACopyOfACarriersPictureHasItsNumberWhereNothingIsDrawn(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 812, 1218))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(20, 20, 790, 900), image.Black, image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	d := theirs(b.String())
	first, err := ZPL(d, 8)
	if err != nil || bytes.Contains(first.ZPL, []byte("COPY")) {
		t.Fatalf("the first one has a number, or %v", err)
	}
	d.Copy = 2
	second, err := ZPL(d, 8)
	head, _ := bytes.CutSuffix(first.ZPL, []byte("^PQ1^XZ\n"))
	rest, same := bytes.CutPrefix(second.ZPL, head)
	if err != nil || !same || !regexp.MustCompile(`^\^FO\d+,\d+\^A0N,40\^FDCOPY 2\^FS\^PQ1\^XZ\n$`).Match(rest) || len(second.Warnings) > 0 {
		t.Errorf("got %q after what the carrier drew (%v), warnings %q, %v", rest, same, second.Warnings, err)
	}
}

func TestACopyWithoutRoomForItsNumberSaysSo(t *testing.T) {
	d := theirs("^XA^FO50,50^A0N,40^FDHello^FS^XZ")
	first, _ := ZPL(d, 8)
	d.Copy = 3
	third, err := ZPL(d, 8)
	if err != nil || !bytes.Equal(third.ZPL, first.ZPL) {
		t.Errorf("got %s, %v; want it as it came", third.ZPL, err)
	}
	if want := "the carrier's label has no room for its number: it is copy 3"; !slices.Contains(third.Warnings, want) {
		t.Errorf("warnings %q, want %q", third.Warnings, want)
	}
}
