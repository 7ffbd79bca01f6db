package words

// germanPrinters is what the machine says of printers of the floor.
var germanPrinters = map[string]string{
	"other printer": "anderer Drucker", "own printer": "eigener Drucker",
	"SCAN THE BARCODE ON THE PRINTER":                                             "BARCODE AUF DEM DRUCKER SCANNEN",
	"labels of this bench come out of it from now on":                             "ab jetzt kommen die Etiketten dort heraus",
	"labels come out of printer %s now":                                           "Etiketten kommen jetzt aus Drucker %s",
	"Scan the barcode on the printer.":                                            "Barcode auf dem Drucker scannen.",
	"Labels come out of printer %s now. 3 and its code again: the own one.":       "Etiketten kommen jetzt aus Drucker %s. 3 und sein Code noch einmal: der eigene.",
	"Labels come out of this bench's own printer again.":                          "Etiketten kommen wieder aus dem eigenen Drucker.",
	"Labels come out of this bench's own printer.":                                "Etiketten kommen aus dem eigenen Drucker.",
	"Nobody knows where printer %s is. Switch on the bench that it belongs to.":   "Niemand weiß, wo Drucker %s ist. Den Platz einschalten, zu dem er gehört.",
	"Printer %s hangs on a line of %s: nobody else reaches it. Scan another one.": "Drucker %s hängt an einem Kabel von %s: sonst erreicht ihn niemand. Einen anderen scannen.",
	"This is printer %s. 3 and its code: labels come out of it.":                  "Das ist Drucker %s. 3 und sein Code: Etiketten kommen dort heraus.",
	"LABELS at %s": "ETIKETTEN bei %s",
}
