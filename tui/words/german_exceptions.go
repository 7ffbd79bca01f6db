package words

// germanExceptions are what is to be done about goods that a station had past the
// books.
var germanExceptions = map[string]string{
	"The database is busy. Scan again.": "Die Datenbank ist beschäftigt. Noch einmal scannen.",
	"parcel %s":                         "Paket %s", "label %s": "Etikett %s", "cage %s": "Käfig %s", "slot %s": "Fach %s",
	"goods of order %s (%d)":                          "Ware von Auftrag %s (%d)",
	"%d facts of no order":                            "%d Meldungen ohne Auftrag",
	"take it out":                                     "herausnehmen",
	"find it and tear it up; put the goods back":      "suchen und zerreißen; die Ware zurücklegen",
	"put them back":                                   "zurücklegen",
	"count them again":                                "noch einmal zählen",
	"look why, and settle it":                         "nachsehen, warum, und abschließen",
	"nothing left its place: look why, and settle it": "nichts hat seinen Platz verlassen: nachsehen, warum, und abschließen",
}
