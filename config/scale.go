package config

import "strings"

// Which settings of a scale go with which kinds.
var (
	ofLine = []string{"port", "baud", "frame", "flow"}
	ofHID  = []string{"vendor", "product"}
)

func (k *check) scale(s *Scale) {
	k.optionalKind("scale", s.Kind, "serial", "tcp", "hid")
	switch s.Kind {
	case "serial":
		k.without("scale", s.Kind, append(ofHID, "address")...)
		k.serial("scale", &s.Serial, usualLine(s.Protocol))
	case "tcp":
		k.without("scale", s.Kind, append(ofHID, ofLine...)...)
		k.address("scale", &s.Address, "")
	case "hid":
		k.without("scale", s.Kind, append(ofLine, "address", "protocol", "unit")...)
		k.usbScale(s)
		return
	default:
		k.without("scale", "", append(append(ofHID, ofLine...), "address", "protocol", "unit")...)
		return
	}
	k.oneOf("scale.protocol", s.Protocol, ScaleProtocols...)
	setDefault(&s.Unit, "kg")
	k.oneOf("scale.unit", s.Unit, "kg", "g", "lb", "oz")
}

// usualLine is how scales of a protocol come out of the box.
func usualLine(protocol string) Serial {
	usual := Serial{Baud: 9600, Frame: "8N1", Flow: "none"}
	switch {
	case strings.HasPrefix(protocol, "toledo-"):
		usual.Frame = "7E1"
	case protocol == "adam":
		usual.Baud = 4800
	}
	return usual
}

func (k *check) usbScale(s *Scale) {
	setDefault(&s.Vendor, "0922")
	for _, number := range []struct{ key, value string }{{"vendor", s.Vendor}, {"product", s.Product}} {
		k.want(usbShape.MatchString(number.value) || number.value == "", "scale."+number.key, number.value,
			"is not four hexadecimal digits", "Take both from lsusb: ID 0922:8003 is vendor 0922 and product 8003.")
	}
	k.want(s.Vendor == "0922" || s.Product != "", "scale.product", "", "is missing", "Take it from lsusb, as the vendor.")
}
