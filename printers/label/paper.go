package label

// Paper of 4 by 6 inches. What is printed ends above the edge of A6.
const (
	paperWidth  = 1016
	paperHeight = 1524
	margin      = 30
	inner       = paperWidth - 2*margin
	lowest      = 1450
)

// ssccModule is the narrow bar that GS1 wants on logistic labels in tenths of a
// mm, at least 0.495 mm, and the widest that others get unless they say so.
const ssccModule = 5
