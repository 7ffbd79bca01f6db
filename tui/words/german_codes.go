package words

// germanCodes is what the machine says of codes: of several articles, of goods
// without one, of a scanner that is dead, and of what a lead is asked.
var germanCodes = map[string]string{
	// typed entry
	"the scanner is dead: type":                                               "der Scanner ist tot: tippen",
	"A lead allows typing: his badge here, or his yes from the board.":        "Die Leitung erlaubt das Tippen: Ausweis hier, oder Ja an der Übersicht.",
	"Type: an article by the last four of its code, a label by its last six.": "Tippen: Artikel mit den letzten vier Ziffern des Codes, Etikett mit den letzten sechs.",
	"No open article of this order ends with %s.":                             "Kein offener Artikel dieses Auftrags endet mit %s.",
	"%s and %s both end with %s. 4 no barcode, then say which.":               "%s und %s enden beide mit %s. 4 kein Code, dann sagen, welcher.",
	"The label of this box does not end with %s.":                             "Das Etikett dieses Pakets endet nicht mit %s.",
	"Another label of this order ends with %s too. Type the whole number.":    "Noch ein Etikett dieses Auftrags endet mit %s. Die ganze Nummer tippen.",
	"TYPED":              "GETIPPT",
	"let codes be typed": "Codes tippen lassen",
	// several articles with one code
	"WHICH ARTICLE IS IT?":                               "WELCHER ARTIKEL IST ES?",
	"Several articles carry this code. Which one is it?": "Mehrere Artikel haben diesen Code. Welcher ist es?",
}
