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
	"%s": "%s",
	"put in a new roll, close the head, press PAUSE or FEED":   "neue Rolle, Kopf schließen, PAUSE oder FEED drücken",
	"put in a new ribbon, close the head, press PAUSE or FEED": "neues Farbband, Kopf schließen, PAUSE oder FEED drücken",
	"close the head until it clicks, press PAUSE or FEED":      "Kopf schließen, bis es klickt, PAUSE oder FEED drücken",
	"press PAUSE on the printer":                               "am Drucker PAUSE drücken",
	"let it cool down with the head closed":                    "abkühlen lassen, den Kopf zu lassen",
	"let it warm up":                                           "warm werden lassen",
	"take the label off":                                       "das Etikett abnehmen",
	"is it on, and is its cable in?":                           "Ist er an, und steckt sein Kabel?",
	"is it on, and does it show a fault?":                      "Ist er an, und zeigt er einen Fehler?",
	"does it show a fault? look at its lights":                 "Zeigt er einen Fehler? Auf seine Lampen sehen",
	"3 and the barcode on the printer":                         "3 und der Barcode auf dem Drucker",
	"LABELS at %s":                                             "ETIKETTEN bei %s",
}

// germanFaults is what printers say of themselves.
var germanFaults = map[string]string{
	"head open": "Druckkopf offen", "paper out": "keine Etiketten mehr", "ribbon out": "kein Farbband mehr",
	"print head too hot": "Druckkopf zu heiß", "print head too cold": "Druckkopf zu kalt", "paused": "auf Pause",
	"a label waits to be taken off":   "ein Etikett wartet darauf, abgenommen zu werden",
	"does not say whether it is idle": "sagt nicht, ob er frei ist", "holds half a label": "hält ein halbes Etikett",
	"cannot be reached": "nicht erreichbar", "does not answer": "antwortet nicht", "takes no data": "nimmt nichts an",
	"connection lost": "Verbindung verloren", "not confirmed": "ohne Bestätigung", "handed over, not confirmed": "übergeben, ohne Bestätigung",
	"memory fault": "Speicherfehler", "cutter jam": "Messer klemmt", "motor too hot": "Motor zu heiß", "print head worn": "Druckkopf verschlissen",
	"print head not found": "Druckkopf nicht erkannt", "wrong firmware settings": "falsche Firmware-Einstellung",
	"print head sensor broken": "Fühler des Druckkopfs defekt", "paper jam": "Papierstau", "presenter stuck": "Ausgabe klemmt",
	"paper does not feed": "Papier läuft nicht", "paper path not clear": "Papierweg nicht frei", "paper not taken back": "Papier nicht eingezogen",
	"paper mark not measured": "Papiermarke nicht eingemessen", "paper mark not found": "Papiermarke nicht gefunden",
	"print queue takes no jobs": "Druckwarteschlange nimmt nichts an", "print queue is stopped": "Druckwarteschlange angehalten",
	"printing was cut off": "das Drucken wurde unterbrochen", "begun at another printer": "an einem anderen Drucker begonnen",
	"its way is not known here, scan it again": "sein Weg ist hier nicht bekannt, neu scannen",
	"no printer is set up for this":            "dafür ist kein Drucker eingerichtet", "cancelled before the first byte": "vor dem ersten Byte abgebrochen",
	"the order was stopped before it was printed": "der Auftrag wurde vorher angehalten",
}
