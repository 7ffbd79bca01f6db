package words

// germanOutage is what is said while something that the bench stands on is gone.
var germanOutage = map[string]string{
	// leaving
	"%d facts stay here and go out at the next start. ctrl+c again leaves":                   "%d bleiben hier und gehen beim nächsten Start raus. Strg+C beendet",
	"%d facts are not sent yet. They go out while this station is on. Badge again to leave.": "%d noch nicht gesendet. Sie gehen raus, solange der Platz an ist. Ausweis nochmal: gehen.",
	// what goes on and what does not
	"Works: pick, pack, weigh, seal, park, orders held here.":            "Geht: holen, packen, wiegen, schließen, parken, was hier liegt.",
	"Not now: new orders, ship labels, overrides, new badges.":           "Geht nicht: neue Aufträge, Etiketten, Freigaben, neue Ausweise.",
	"The carrier is away. Works: all but new ship labels; park the box.": "Paketdienst weg. Es geht alles außer neuen Etiketten; Karton parken.",
	"The printer is away. Works: all but labels; 3 takes another one.":   "Drucker weg. Es geht alles außer Etiketten; 3 nimmt einen anderen.",
	"CARRIER AWAY": "PAKETDIENST WEG", "since %s": "seit %s",
	"Works: %s.": "Geht: %s.", "Not now: %s.": "Nicht: %s.",
	"new orders": "neue Aufträge", "pick": "holen", "pack": "packen", "weigh": "wiegen", "park": "parken", "seal": "schließen",
	"labels": "Etiketten", "new labels": "neue Etiketten", "slips": "Papiere", "overrides": "Freigaben", "new badges": "neue Ausweise",
	// room on the disk
	"only %d MB left": "nur noch %d MB",
	"Only %d MB left on this disk: finish what is here, nothing new begins.": "Nur noch %d MB auf der Platte: fertig machen, Neues beginnt nicht.",
	"This disk has room again.":            "Die Platte hat wieder Raum.",
	"the disk is nearly full: call a lead": "die Platte ist fast voll: die Leitung rufen",
}
