package station

import (
	"strings"
	"testing"
)

func TestDecodeUsesItsRoomAgain(t *testing.T) {
	var c Decoded
	for _, raw := range []string{"1Z12345E0205271686", "]C110A717261231", CommandCode(CmdPark), "]C1bad", "4006381333932", "A-01-03"} {
		Decoder{}.Decode(&c, raw)
	}
	if c.Kind != CodePlain || c.Command != "" || len(c.Numbers) > 0 || c.Fault.Message != "" || c.Warning.Message != "" || len(c.Scan.Elements()) > 0 {
		t.Errorf("a location after other codes is %s with command %q, numbers %v, fault %v, warning %v", c.Kind, c.Command, c.Numbers, c.Fault, c.Warning)
	}
}

func TestDecodeAsksForWhatBelongsTogether(t *testing.T) {
	for _, rule := range []struct {
		name  string
		whole bool
		kind  CodeKind
	}{
		{"a lot may stand on a label of its own", false, CodeGS1},
		{"unless the label must be whole", true, CodeRejected},
	} {
		var c Decoded
		Decoder{Whole: rule.whole}.Decode(&c, "]C110A7")
		if c.Kind != rule.kind {
			t.Errorf("%s: got %s, %s", rule.name, c.Kind, c.Fault.Message)
		}
	}
}

func TestDecodeDoesNotAllocate(t *testing.T) {
	var c Decoded
	for _, raw := range []string{"]C101040063813339311726123110A7\x1d21X9", "4006381333931", "A-01-03", "1Z12345E0205271686"} {
		Decoder{}.Decode(&c, raw)
		if n := testing.AllocsPerRun(100, func() { Decoder{}.Decode(&c, raw) }); n > 0 {
			t.Errorf("decode %q allocates %v times", raw, n)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	benchmarkDecode(b, "]C1010400638133393117261231"+"10ABC123\x1d"+"21SN0000042")
}
func BenchmarkDecodeEAN(b *testing.B)   { benchmarkDecode(b, "4006381333931") }
func BenchmarkDecodePlace(b *testing.B) { benchmarkDecode(b, "A-01-03") }
func BenchmarkDecodeLongest(b *testing.B) {
	benchmarkDecode(b, "]Q1"+strings.Repeat("A7 ", 2360))
}

func benchmarkDecode(b *testing.B, raw string) {
	var c Decoded
	b.ReportAllocs()
	for b.Loop() {
		Decoder{}.Decode(&c, raw)
	}
}
