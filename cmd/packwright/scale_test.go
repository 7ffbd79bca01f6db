package main

import (
	"net"
	"slices"
	"testing"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners/scale"
)

func TestEveryProtocolOfTheConfigurationIsSpoken(t *testing.T) {
	if !slices.Equal(config.ScaleProtocols, scale.Names()) {
		t.Errorf("the configuration knows %v, the scales %v", config.ScaleProtocols, scale.Names())
	}
}

func TestAScaleOnTheNetworkIsCalled(t *testing.T) {
	far, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	s, err := newScale(config.Scale{Kind: "tcp", Address: far.Addr().String(), Protocol: "and", Unit: "kg"})
	if err != nil {
		t.Fatal(err)
	}
	line, err := s.Open()
	if err != nil {
		t.Fatal(err)
	}
	line.Close()
}

func TestAScaleOnUSBIsThatOfTheConfiguration(t *testing.T) {
	for _, c := range []struct {
		s    config.Scale
		want string
	}{
		{config.Scale{Kind: "hid", Vendor: "0922"}, "0922:8003 or 0922:8004"},
		{config.Scale{Kind: "hid", Vendor: "1446", Product: "6a73"}, "1446:6a73"},
	} {
		if got := usbScale(c.s).String(); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.s, got, c.want)
		}
	}
}
