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

// englishBrief is the same in about two words, for a line that holds more.
var englishBrief = map[string]string{
	"nobody answers: is the database running?":                 "no server",
	"the connection to the database was cut":                   "cut",
	"there is no way to the database: check the network cable": "no network",
	"the database does not answer":                             "no answer",
	"the database reports an error: see the log":               "an error",
	"the journal of this bench does not fit the database":      "wrong journal",
	"this is an old primary: shut it down":                     "old primary",
	"this is another database than before":                     "another one",
	"this server is a standby: it only reads":                  "standby",
	"the standby does not confirm":                             "no standby",
}

var germanBrief = map[string]string{
	"nobody answers: is the database running?":                 "kein Server",
	"the connection to the database was cut":                   "getrennt",
	"there is no way to the database: check the network cable": "kein Netz",
	"the database does not answer":                             "stumm",
	"the database reports an error: see the log":               "Fehler",
	"the journal of this bench does not fit the database":      "Journal falsch",
	"this is an old primary: shut it down":                     "alter Primär",
	"this is another database than before":                     "eine andere",
	"this server is a standby: it only reads":                  "Standby",
	"the standby does not confirm":                             "ohne Standby",
}
