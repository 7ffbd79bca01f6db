package label

import (
	"slices"
	"testing"

	"github.com/packwright/packwright/station"
)

func TestThePlateOfABoxIsDrawnForTheBench(t *testing.T) {
	s, err := ZPL(station.Document{Kind: station.BoxPlate, Copy: 1, Code: "BOX-811-2", OrderNo: "10234", Shipment: station.Shipment{Parcel: 2, Of: 3}}, 8)
	if err != nil || s.Labels != 1 {
		t.Fatalf("%d labels, %v", s.Labels, err)
	}
	all := texts(read(t, s.ZPL))
	for _, want := range []string{"10234", "2 of 3"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q does not stand on the plate: %q", want, all)
		}
	}
	if codes := bars(read(t, s.ZPL)); len(codes) != 1 {
		t.Errorf("%d barcodes, want the one of the box", len(codes))
	}
}
