package scanners

import "time"

// Scan is one read of one code, or one line that somebody typed.
type Scan struct {
	Device   string
	Text     string    // as read, without prefix and terminator; an AIM identifier is kept; untrusted
	Proof    bool      // it came by a channel, a prefix or with an AIM identifier: nobody typed it
	Burst    bool      // it came as fast as scanners type; a hint, proves nothing
	At       time.Time // when its end was read, with the monotonic clock
	Bytes    int       // that were read for it, the dropped ones of a rejected scan included
	Rejected string    // why the whole scan was refused, in printable ASCII; Text is empty then
}

// MaxScan is the length in bytes of the longest scan that is taken unless a
// driver is told otherwise. The longest label of ours is far shorter, the
// largest QR code holds 7,089.
const MaxScan = 512

// A scan that does not end is told of each time so many bytes of it were
// dropped: whoever holds a scanner that sends nothing but noise must hear of it.
const tellDropped = 4 << 10
