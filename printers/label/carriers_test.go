package label

import (
	"bytes"
	"log/slog"
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
