package words

// germanCodes is what the machine says of codes: of several articles, of goods
// without one, of a scanner that is dead, and of what a lead is asked.
var germanCodes = map[string]string{
	// typed entry
	"Codes are scanned here, not typed. Scan %s.":                             "Codes werden hier gescannt, nicht getippt. Scanne %s.",
	"the scanner is dead: type":                                               "der Scanner ist tot: tippen",
	"A lead allows typing: his badge here, or his yes from the board.":        "Die Leitung erlaubt das Tippen: Ausweis hier, oder Ja an der Übersicht.",
	"Type: an article by the last four of its code, a label by its last six.": "Tippen: Artikel mit den letzten vier Ziffern des Codes, Etikett mit den letzten sechs.",
	"No open article of this order ends with %s.":                             "Kein offener Artikel dieses Auftrags endet mit %s.",
	"%s and %s both end with %s. 4 no barcode, then say which.":               "%s und %s enden beide mit %s. 4 kein Code, dann sagen, welcher.",
	"The label of this box does not end with %s.":                             "Das Etikett dieses Pakets endet nicht mit %s.",
	"Another label of this order ends with %s too. Type the whole number.":    "Noch ein Etikett dieses Auftrags endet mit %s. Die ganze Nummer tippen.",
	"TYPED":              "GETIPPT",
	"let codes be typed": "Codes tippen lassen",
	// units without a code
	"%s without a code: what shall a lead allow?": "%s ohne Code: was soll die Leitung erlauben?",
	"%s WITHOUT A CODE: WHAT SHALL A LEAD ALLOW?": "%s OHNE CODE: WAS SOLL DIE LEITUNG ERLAUBEN?",
	"count this one":                                         "dieses Stück zählen",
	"learn the code that was scanned":                        "den gescannten Code lernen",
	"print a label for the article":                          "ein Etikett für den Artikel drucken",
	"something else":                                         "etwas anderes",
	"or says yes on the board":                               "oder sagt Ja an der Übersicht",
	"A lead allows it: %s gets the code %s.":                 "Die Leitung erlaubt es: %s bekommt den Code %s.",
	"A lead allows a label for %s.":                          "Die Leitung erlaubt ein Etikett für %s.",
	"%s has the code now, at every bench. Scan it.":          "%s hat den Code jetzt, an jedem Platz. Scannen.",
	"The label of %s comes: stick it on, scan it.":           "Das Etikett für %s kommt: aufkleben, scannen.",
	"Printer: %s. When the label did not come out, 4 again.": "Drucker: %s. Kam kein Etikett, nochmals 4.",
	"%s says no. Go on without, or 9 park.":                  "%s sagt Nein. Ohne weiter, oder 9 parken.",
	"%s says yes.":                                           "%s sagt Ja.",
	"learn a code":                                           "einen Code lernen",
	"print an article label":                                 "ein Artikeletikett drucken",
	// the board
	"YES to %s, order %s: scan your badge, ESC leaves it": "JA zu %s, Auftrag %s: Ausweis scannen, ESC lässt es",
	"NO to %s, order %s: scan your badge, ESC leaves it":  "NEIN zu %s, Auftrag %s: Ausweis scannen, ESC lässt es",
	"Y yes, N no to %s   UP/DOWN scroll   ctrl+c leaves":  "Y ja, N nein zu %s   AUF/AB blättert   Strg+C beendet",
	"%d characters": "%d Zeichen", "yes": "ja", "no": "nein",
	// the house's own codes
	"No location has the code %s. Scan %s.":                                    "Kein Lagerplatz hat den Code %s. Scanne %s.",
	"No tote has the code %s. Scan %s.":                                        "Kein Behälter hat den Code %s. Scanne %s.",
	"No slot has the code %s. Scan %s.":                                        "Kein Fach hat den Code %s. Scanne %s.",
	"No cage has the code %s. Scan %s.":                                        "Kein Rollwagen hat den Code %s. Scanne %s.",
	"No printer has the code %s. Scan %s.":                                     "Kein Drucker hat den Code %s. Scanne %s.",
	"No article has the code %s. Scan %s.":                                     "Kein Artikel hat den Code %s. Scanne %s.",
	"No carton has the code %s. Scan %s.":                                      "Kein Karton hat den Code %s. Scanne %s.",
	"No parcel has the code %s. Scan %s.":                                      "Kein Paket hat den Code %s. Scanne %s.",
	"Nobody has this badge. Scan %s.":                                          "Niemand hat diesen Ausweis. Scanne %s.",
	"This is cage %s. Scan %s.":                                                "Das ist Rollwagen %s. Scanne %s.",
	"This is printer %s. Scan %s.":                                             "Das ist Drucker %s. Scanne %s.",
	"Serial number %s left with order %s already. Put it aside, take another.": "Seriennummer %s ging schon mit Auftrag %s hinaus. Weglegen, eine andere nehmen.",
	// several articles with one code
	"WHICH ARTICLE IS IT?":                               "WELCHER ARTIKEL IST ES?",
	"Several articles carry this code. Which one is it?": "Mehrere Artikel haben diesen Code. Welcher ist es?",
}
