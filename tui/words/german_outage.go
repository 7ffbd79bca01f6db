package words

// germanOutage is what is said while something that the bench stands on is gone.
var germanOutage = map[string]string{
	// room on the disk
	"only %d MB left": "nur noch %d MB",
	"Only %d MB left on this disk: finish what is here, nothing new begins.": "Nur noch %d MB auf der Platte: fertig machen, Neues beginnt nicht.",
	"This disk has room again.":            "Die Platte hat wieder Raum.",
	"the disk is nearly full: call a lead": "die Platte ist fast voll: die Leitung rufen",
}
