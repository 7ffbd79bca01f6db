package text

// The control characters that barcodes hold.
const (
	eot = 0x04
	fs  = 0x1c
	gs  = 0x1d
	rs  = 0x1e
	us  = 0x1f
)

// InScan says that a barcode may hold the byte: printable ASCII, and GS, which
// ends an element of a GS1 label. Any other byte spoils the whole scan.
func InScan(b byte) bool { return ' ' <= b && b <= '~' || b == gs }

// InMessage says that the byte may stand in the envelope of an ISO 15434
// message, which RS and EOT close and FS and US divide.
func InMessage(b byte) bool {
	return InScan(b) || b == rs || b == eot || b == fs || b == us
}
