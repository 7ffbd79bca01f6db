package gs1

import "strings"

func nonzero(data string) fault {
	if f := numeric(data); f.kind != "" {
		return f
	}
	if strings.Trim(data, "0") == "" {
		return fault{ZeroValue, 0, len(data)}
	}
	return fault{}
}

func noZeroPrefix(data string) fault {
	if f := numeric(data); f.kind != "" {
		return f
	}
	if strings.HasPrefix(data, "0") {
		return fault{ZeroPrefix, 0, 1}
	}
	return fault{}
}

func allZero(data string) fault {
	if data == "" || strings.Trim(data, "0") != "" {
		return fault{NotZero, 0, len(data)}
	}
	return fault{}
}

func hyphens(data string) fault {
	if data == "" || strings.Trim(data, "-") != "" {
		return fault{NotHyphen, 0, len(data)}
	}
	return fault{}
}

func yesNo(data string) fault   { return oneOf(data, "01", NotZeroOrOne) }
func winding(data string) fault { return oneOf(data, "019", NotWinding) }
func sex(data string) fault     { return oneOf(data, "0129", NotSex) }

// oneOf takes a single character out of set.
func oneOf(data, set string, kind ErrorKind) fault {
	if len(data) != 1 || !strings.Contains(set, data) {
		return fault{kind, 0, len(data)}
	}
	return fault{}
}

// latitude and longitude count ten-millionths of a degree, from the south pole
// and from the date line.
func latitude(data string) fault {
	return upTo(data, "1800000000", LatitudeLength, IllegalLatitude)
}

func longitude(data string) fault {
	return upTo(data, "3600000000", LongitudeLength, IllegalLongitude)
}

// upTo takes a number as long as most and not above it.
func upTo(data, most string, length, tooMuch ErrorKind) fault {
	if len(data) != len(most) {
		return fault{length, 0, len(data)}
	}
	if f := numeric(data); f.kind != "" {
		return f
	}
	if data > most {
		return fault{tooMuch, 0, len(data)}
	}
	return fault{}
}

// pieceOfTotal takes a piece number and the number of pieces, as long as each
// other.
func pieceOfTotal(data string) fault {
	half := len(data) / 2
	if data == "" || len(data)%2 != 0 {
		return fault{PieceLength, 0, len(data)}
	}
	if f := numeric(data); f.kind != "" {
		return f
	}
	piece, total := data[:half], data[half:]
	switch {
	case nonzero(piece).kind != "":
		return fault{ZeroPiece, 0, half}
	case nonzero(total).kind != "":
		return fault{ZeroPieces, half, half}
	case piece > total:
		return fault{PieceBeyondTotal, 0, len(data)}
	}
	return fault{}
}

// positionInSequence takes "2/3".
func positionInSequence(data string) fault {
	position, end, ok := strings.Cut(data, "/")
	if !ok || position == "" || end == "" || !allDigits(position) || !allDigits(end) {
		return fault{PositionMalformed, 0, len(data)}
	}
	switch {
	case position[0] == '0':
		return fault{ZeroPrefix, 0, len(position)}
	case end[0] == '0':
		return fault{ZeroPrefix, len(position) + 1, len(end)}
	case len(position) > len(end) || len(position) == len(end) && position > end:
		return fault{PositionBeyondTotal, 0, len(data)}
	}
	return fault{}
}
