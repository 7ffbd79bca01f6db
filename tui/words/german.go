package words

import "maps"

// german is every sentence of the screens; the machine's own are in
// german_station.go.
var german = merged(germanScreens, germanVerdicts, germanPrompts, germanCodes, germanScanner, germanPrinters, germanScale, germanExceptions, germanOutage, germanLabels)

func merged(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, p := range parts {
		maps.Copy(all, p)
	}
	return all
}

var germanScreens = map[string]string{
	// verdicts, at most six letters
	"OK": "OK", "DONE": "FERTIG", "AGAIN": "DOPPEL", "CODE": "CODE", "WRONG": "FALSCH", "WAIT": "WARTEN", "STOP": "HALT",
	// screens
	"START CHECK": "START", "WORK": "ARBEIT", "PICK": "HOLEN", "NOT ENOUGH": "ZU WENIG", "OPEN": "ÖFFNEN", "PACK": "PACKEN",
	"SHIP": "VERSAND", "TROUBLE": "STÖRUNG", "LEAD": "LEITUNG", "PUT BACK": "ZURÜCK", "HELP": "HILFE",
	// header
	"order %s": "Auftrag %s", "tote %s": "Behälter %s", "stop %s": "Halt %s", "%d units left": "noch %d",
	"parcel %d of %d": "Paket %d von %d", "LATE": "ZU SPÄT", "in %d min": "in %d Min",
	"DISK": "PLATTE", "SCANNER": "SCANNER", "SCANS": "SCANS", "LABELS": "ETIKETTEN", "SLIPS": "PAPIER", "SCALE": "WAAGE", "CARRIER": "PAKETDIENST",
	"NET ok": "NETZ ok", "NET AWAY": "NETZ WEG", "SENT all": "alles gesendet", "%d unsent": "%d ungesendet",
	"paused: too many": "Pause: zu viele", "paused, %d KB dropped": "Pause, %d KB verworfen",
	"SCANNER ok": "SCANNER ok", "LABELS ok": "ETIKETTEN ok", "LABELS ok ~%d": "ETIKETTEN ok ~%d", "%d g": "%d g",
	"%ds ago": "vor %d s", "%d min ago": "vor %d Min", "over a day ago": "vor über einem Tag",
	" or ": " oder ",
	// foot
	"LAST": "ZULETZT", "NEXT": "DANACH", "%d scans wait": "%d Scans warten",
	"unsent facts: %d; press ctrl+c again to leave": "ungesendet: %d; noch einmal Strg+C beendet",
	// start, work, open
	"BENCH": "PLATZ", "WHO": "WER", "the badge tests the scanner": "der Ausweis prüft den Scanner", "SCAN BADGE": "AUSWEIS",
	"Everything that was asked answers.": "Alles, was gefragt wurde, antwortet.",
	"READY":                              "BEREIT", "SLOTS READY": "FÄCHER BEREIT", "+ NEXT": "+ WEITER", "TOTES": "BEHÄLTER",
	"%d ready, %d late": "%d bereit, %d zu spät", "%d slots ready, %d totes": "%d Fächer bereit, %d Behälter",
	"%d totes wait to be packed: scan one.":     "%d Behälter warten aufs Packen: einen scannen.",
	"Parked orders can go on: scan their slot.": "Geparkte Aufträge können weitergehen: ihr Fach scannen.",
	"picked, waiting":                           "geholt, wartend", "parked, can go on": "geparkt, kann weitergehen", "SCAN TOTE": "BEHÄLTER",
	// pick
	"GO": "GEHE", "TAKE": "NIMM", "COUNT": "ANZAHL", "PUT INTO": "LEGE IN", "taken / wanted": "genommen / gesucht", "place ok": "Platz ok",
	"aisle %s": "Gang %s", "rack %s": "Regal %s", "level %s": "Ebene %s", "check digits %s": "Prüfziffern %s", "lot %s": "Charge %s",
	"best before %s": "haltbar bis %s", "tote": "Behälter", "parcel %d": "Paket %d", "BOX %s": "KARTON %s", "ORDER": "AUFTRAG",
	"%d of %d picked": "%d von %d geholt", "MISSING": "FEHLT", "this is the last stop": "das ist der letzte Halt",
	"no barcode known": "kein Strichcode bekannt",
	// pack
	"BOX": "KARTON", "shelf %s": "Regal %s", "PACKED": "GEPACKT", "of units": "von Stück", "IN HAND": "IN DER HAND", "%d of %d": "%d von %d",
	"STILL TO SCAN": "NOCH ZU SCANNEN", "(%d of %d lines)": "(%d von %d Zeilen)",
	"done: %d of %d lines, %d units": "fertig: %d von %d Zeilen, %d Stück",
	"lot":                            "Charge", "expiry": "Haltbarkeit", "serial": "Seriennr.", "GIFT, no prices": "GESCHENK, keine Preise", "FRAGILE": "ZERBRECHLICH",
	"PUT IN: %s": "BEILEGEN: %s", "+ when it is in": "+ wenn es drin ist",
	"KEEP FLAT": "LIEGEND", "THIS SIDE UP": "DIESE SEITE OBEN", "MAY TIP: no plan rests firmly": "KIPPT: kein Plan liegt fest",
	"OWN BOX": "OHNE", "ships in its own packaging": "versendet in eigener Verpackung", "PUT IN: slip": "BEILEGEN: Lieferschein",
	"LAYER %d of %d": "LAGE %d von %d", "%d mm up": "%d mm hoch", "next: %s": "jetzt: %s", "above: the back": "oben: hinten",
	"%d too small to draw": "%d zu klein zum Zeichnen",
	// ship
	"WEIGHT": "GEWICHT", "LABEL": "ETIKETT", "CHECK": "PRÜFEN", "THEN": "DANN", "expected %d g +-%d": "erwartet %d g +-%d",
	"no scale": "keine Waage", "moving": "unruhig", "stable": "ruhig", "STICK + SCAN": "KLEBEN, SCAN", "REFUSED": "ABGELEHNT", "TYPE %s": "TIPPE %s",
	"copy %d": "Kopie %d", "proven": "bestätigt", "asked for": "angefragt", "bought": "gekauft", "announced": "angemeldet",
	"no answer, looked up": "keine Antwort, wird gesucht", "being taken back": "wird zurückgegeben", "waits for the printer": "wartet auf den Drucker",
	"SCAN PLATE": "SCHILD", "waits for its box": "wartet auf den Karton", "not scanned": "nicht gescannt",
	"is printed": "druckt", "sent, not proven": "gesendet, unbestätigt", "printed, not proven": "gedruckt, unbestätigt",
	"handed over, not confirmed": "übergeben, unbestätigt", "not confirmed": "unbestätigt",
	"unknown, look": "unklar, nachsehen", "not printed": "nicht gedruckt", "label must read:": "auf dem Etikett steht:",
	"carry the parcel to": "bringe das Paket zu", "LANE %s": "BAHN %s", "open": "offen", "closed": "zu", "label not proven": "Etikett unbestätigt",
	"shipped": "versandt", "dropped": "verworfen",
	"ok": "ok", "noted": "vermerkt", "override": "erlaubt", "typed": "getippt", "off": "nicht gewogen", "over": "zu schwer", "negative": "unter null",
	// questions
	"SCAN SLOT": "FACH", "%d of %d packed": "%d von %d gepackt", "%d g, expected %d g +-%d": "%d g, erwartet %d g +-%d",
	"let the weight pass": "das Gewicht gelten lassen", "count a unit without barcode": "ein Stück ohne Strichcode zählen",
	"take over": "übernehmen", "settle it": "entscheiden", "help": "Hilfe",
	"goods": "Ware", "label": "Etikett", "weight": "Gewicht", "address": "Adresse", "other": "anderes", "hold": "angehalten",
	"cancelled": "storniert", "lead": "Leitung", "restock": "Nachschub",
	"ARTICLE": "ARTIKEL", "from tote or box": "aus Behälter oder Karton", "SCAN": "SCAN", "PUT BACK TO": "ZURÜCK NACH", "STILL TO PUT BACK": "NOCH ZURÜCK",
	// help
	"F1 closes it": "F1 schließt",
	"A digit is typed, then Enter. Enter alone does nothing.":            "Ziffer tippen, dann Eingabe. Eingabe allein tut nichts.",
	"A red verdict goes with the next good scan. STOP goes with + only.": "Rot geht mit dem nächsten guten Scan. HALT geht nur mit +.",
	"The command card has a barcode for each key:":                       "Auf der Befehlskarte hat jede Taste einen Strichcode:",
	// monitor
	"MONITOR": "ÜBERSICHT", "STATIONS": "PLÄTZE", "PARKED": "GEPARKT", "STAGE": "STAND", "WORKS": "AUFTRÄGE", "STATION": "PLATZ",
	"LAST SCAN": "SCAN", "DONE OF": "FERTIG", "SLOT": "FACH", "REASON": "GRUND", "SINCE": "SEIT", "BY": "VON", "STATE": "ZUSTAND",
	"can go on": "kann weiter", "waits": "wartet", "nobody": "niemand", "no station has reported": "noch kein Platz gemeldet",
	"nothing is parked": "nichts geparkt", "%d more": "%d weitere", "no answer: %s": "keine Antwort: %s", "as of %s": "Stand %s",
	"not seen for %d min": "seit %d Min nicht gesehen", "never seen": "nie gesehen", "revoked": "gesperrt", "now": "jetzt", "%d late": "%d zu spät",
	"%s: box %s empty since %s": "%s: Karton %s leer seit %s", "box %s empty %s": "Karton %s leer %s",
	"%d h ago": "vor %d h", "%d days ago": "vor %d Tagen", "%d orders shipped today": "%d Aufträge heute versandt",
	"release": "Freigabe", "stock": "Bestand", "parked": "geparkt",
	"UP/DOWN scroll   ctrl+c leaves": "AUF/AB blättert   Strg+C beendet", "press ctrl+c again to leave": "noch einmal Strg+C beendet",
	"ready": "bereit", "picking": "holen", "picked": "geholt", "short": "zu wenig", "packing": "packen", "packed": "gepackt",
	"labelled": "etikettiert", "handed_over": "übergeben", "cancelling": "Storno",
	"reading": "lese",
}

// germanPhrases are what the machine puts into its sentences.
var germanPhrases = map[string]string{
	"a badge": "einen Ausweis", "a tote": "einen Behälter", "a slot": "ein Fach", "the location": "den Platz", "the article": "den Artikel",
	"the lot": "die Charge", "a printer": "einen Drucker", "the serial number": "die Seriennummer", "the expiry date": "das Haltbarkeitsdatum", "a carton": "einen Karton",
	"the label on the box": "das Etikett auf dem Karton", "the plate on a box": "das Schild auf einem Karton", "nothing: weigh the box": "nichts: Karton wiegen", "nothing: type a number": "nichts: Zahl tippen",
	"print it again: nothing came out": "neu drucken, nichts kam", "print it again: torn or blank": "neu drucken, unlesbar",
	"print it again: no scanner reads it": "neu drucken, nicht lesbar", "print it again: the label is lost": "neu drucken, verloren",
	"void the label and reopen": "Etikett zurückgeben und öffnen",
	"its own packaging":         "seiner eigenen Verpackung",
	"nothing now":               "jetzt nichts", "heavy": "schwer", "light": "leicht", "address": "Adresse",
}

var englishShort = map[string]string{
	"not enough": "short", "missing": "missing", "nothing came out": "nothing", "damaged": "dmg", "torn or blank": "torn",
	"wrong goods here": "wrong", "foreign unit to tray": "tray", "no barcode": "nocode", "type the weight": "type", "does not fit": "full",
	"reopen": "reopen", "skip, come back": "skip", "take out": "out", "next parcel": "box", "call lead": "lead", "park": "park",
	"other printer": "printer", "own printer": "own",
	"next order": "next order", "test the scanner": "scanner", "understood": "yes", "counted, go on": "go on", "count": "count",
}

var germanShort = map[string]string{
	"not enough": "wenig", "missing": "fehlt", "nothing came out": "nichts", "damaged": "kaputt", "torn or blank": "unlesb",
	"wrong goods here": "fremd", "foreign unit to tray": "kiste", "no barcode": "ohne", "type the weight": "tippen", "does not fit": "voll",
	"reopen": "öffnen", "skip, come back": "später", "take out": "raus", "next parcel": "paket", "call lead": "leiter", "park": "parken",
	"other printer": "Drucker", "own printer": "eigener",
	"next order": "weiter", "test the scanner": "Scanner", "understood": "ja", "counted, go on": "weiter", "count": "Stk", "undo": "zurück",
}
