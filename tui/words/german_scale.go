package words

// germanScale is what is said about the scale.
var germanScale = map[string]string{
	"CLEAR THE SCALE, %d G LIE ON IT":              "WAAGE LEEREN, %d G LIEGEN DARAUF",
	"6 zeroes it when nothing lies on it":          "6 stellt sie auf null, wenn nichts darauf liegt",
	"clear the scale: %d g lie on it, 6 zeroes it": "Waage leeren: %d g liegen darauf, 6 stellt sie auf null",
	"zero the scale":                               "Waage auf null",
	"no scale today":                               "heute ohne Waage",
	"let parcels go unweighed":                     "Pakete ungewogen lassen",
	"none":                                         "nicht gewogen",
	"PUT THE CHECK WEIGHT ON THE SCALE":            "PRÜFGEWICHT AUF DIE WAAGE",
	"%d g; a lead's badge goes on without":         "%d g; Ausweis der Leitung: ohne weiter",
	"THE CHECK WEIGHT IS WRONG":                    "DAS PRÜFGEWICHT STIMMT NICHT",
	"clear the plate, clean it, 6 zeroes it, then again; a lead's badge goes on without":                         "leeren, säubern, 6 stellt auf null, dann noch einmal; Ausweis der Leitung: ohne weiter",
	"The scale is right: %d g. Take the weight off.":                                                             "Die Waage stimmt: %d g. Gewicht herunternehmen.",
	"%d g instead of %d g. Clean the scale, clear and zero it, weigh again.":                                     "%d g statt %d g. Waage säubern, leeren, auf null, noch einmal wiegen.",
	"%s lets it be. Weights of today are marked as unchecked.":                                                   "%s lässt es gut sein. Gewichte von heute gelten als ungeprüft.",
	"The scale zeroes itself. If it does not, press its own zero key.":                                           "Die Waage stellt sich auf null. Wenn nicht, ihre Nulltaste drücken.",
	"A lead lets parcels go unweighed: his badge here, or his yes from the board.":                               "Die Leitung lässt Pakete ungewogen gehen: Ausweis hier oder Ja am Leitstand.",
	"No scale until you sign out. The carrier gets the expected weight.":                                         "Keine Waage bis zum Abmelden. Der Paketdienst bekommt das erwartete Gewicht.",
	"All SSCCs of the company prefix %s are given out. Get another prefix from GS1 and set it for warehouse %s.": "Alle SSCC des Präfixes %s sind vergeben. Bei GS1 ein weiteres holen und für Lager %s setzen.",
}
