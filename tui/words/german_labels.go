package words

// germanLabels is what the machine says of labels that are printed again.
var germanLabels = map[string]string{
	"label again": "Etikett nochmal", "the label of another box again": "Etikett eines anderen Kartons nochmal",
	"SCAN THE OLD LABEL, OR THE SLIP":                              "ALTES ETIKETT ODER LIEFERSCHEIN SCANNEN",
	"or type the number of the order":                              "oder die Nummer des Auftrags tippen",
	"TYPE THE NUMBER OF THE BOX":                                   "NUMMER DES KARTONS TIPPEN",
	"it stands on the label: 2 of 3 is box 2":                      "sie steht auf dem Etikett: 2 von 3 ist Karton 2",
	"BOX %d: WHAT IS WITH THE OLD LABEL?":                          "KARTON %d: WAS IST MIT DEM ALTEN ETIKETT?",
	"the label is lost":                                            "das Etikett ist weg",
	"torn or crushed":                                              "zerrissen oder zerdrückt",
	"no scanner reads it":                                          "kein Scanner liest es",
	"the box is another one":                                       "es ist ein anderer Karton",
	"box %d":                                                       "Karton %d",
	"print a label again":                                          "Etikett nochmal drucken",
	"Scan the old label, or the barcode on the slip.":              "Das alte Etikett scannen, oder den Barcode auf dem Lieferschein.",
	"Order %s, box %d. Throw away what is left of the old label.":  "Auftrag %s, Karton %d. Was vom alten Etikett da ist, wegwerfen.",
	"Order %s has several boxes: which one is it?":                 "Auftrag %s hat mehrere Kartons: welcher ist es?",
	"Order %s has no box %d with a label on it.":                   "Auftrag %s hat keinen Karton %d mit Etikett.",
	"Order %s is in hand here. Finish it first.":                   "Auftrag %s ist hier in Arbeit. Erst fertig machen.",
	"Order %s stays shipped.":                                      "Auftrag %s bleibt verschickt.",
	"A lead allows it: his badge here, or his yes from the board.": "Die Leitung erlaubt es: Ausweis hier, oder Ja an der Übersicht.",
	"Nothing of %s was shipped.":                                   "Von %s ist nichts verschickt.",
	"The order of %s is parked on %s. Scan the slot.":              "Der Auftrag von %s ist in %s geparkt. Das Fach scannen.",
}
