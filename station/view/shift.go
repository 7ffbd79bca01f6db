package view

import "time"

// ShiftRow is what one person did at one station in a shift. Pieces are counted as
// they were done; what was undone is told beside it.
type ShiftRow struct {
	Station    string    `json:"station"`
	Person     string    `json:"person"` // "" while nobody was signed in
	Picked     int       `json:"picked"` // pieces
	Packed     int       `json:"packed"`
	Undone     int       `json:"undone"`
	Shipped    int       `json:"shipped"` // orders
	Labels     int       `json:"labels"`  // that are on their boxes
	Shorts     int       `json:"shorts"`  // pieces
	Damaged    int       `json:"damaged"`
	Missing    int       `json:"missing"`
	Doubts     int       `json:"doubts"`     // labels of which nobody knew whether they came out
	Overrides  int       `json:"overrides"`  // with a lead's yes
	Exceptions int       `json:"exceptions"` // past the books, settled or not
	First      time.Time `json:"first"`      // by the station's clock
	Last       time.Time `json:"last"`
}
