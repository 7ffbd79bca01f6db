package words

// germanDatabase is why the database is away or must not be used.
var germanDatabase = map[string]string{
	"nobody answers: is the database running?":                 "niemand antwortet: läuft die Datenbank?",
	"the connection to the database was cut":                   "die Verbindung zur Datenbank wurde getrennt",
	"there is no way to the database: check the network cable": "kein Weg zur Datenbank: Netzwerkkabel prüfen",
	"the database does not answer":                             "die Datenbank antwortet nicht",
	"the database reports an error: see the log":               "die Datenbank meldet einen Fehler: siehe Log",
	"the journal of this bench does not fit the database":      "das Journal dieses Platzes passt nicht zur Datenbank",
	"this is an old primary: shut it down":                     "das ist ein alter Primärserver: abschalten",
	"this is another database than before":                     "das ist eine andere Datenbank als vorher",
	"this server is a standby: it only reads":                  "dieser Server ist ein Standby: er liest nur",
	"the standby does not confirm":                             "der Standby bestätigt nicht",
}
