package station

// printerCures is what the packer does about what a printer says of itself; the words
// are those of the drivers.
var printerCures = map[string]string{
	"paper out":                     "put in a new roll, close the head, press PAUSE or FEED",
	"ribbon out":                    "put in a new ribbon, close the head, press PAUSE or FEED",
	"head open":                     "close the head until it clicks, press PAUSE or FEED",
	"paused":                        "press PAUSE on the printer",
	"print head too hot":            "let it cool down with the head closed",
	"print head too cold":           "let it warm up",
	"a label waits to be taken off": "take the label off",
	"cannot be reached":             "is it on, and is its cable in?",
	"does not answer":               "is it on, and does it show a fault?",
	"takes no data":                 "does it show a fault? look at its lights",
	"its way is not known here, scan it again": "3 and the barcode on the printer",
}

// PrinterCure is what the packer does about what a printer says of itself. No key
// is needed afterwards: the printer is asked all the time.
func PrinterCure(cause string) string {
	if cure, known := printerCures[cause]; known {
		return cure
	}
	return "it goes on by itself when the printer is ready"
}

// printerFailed says what is wrong with the printer while a label is in it: it
// was begun, and what comes of it is not known before the printer is cured.
func (t *turn) printerFailed(cause string) {
	w := t.Work()
	if w == nil || w.Halt() != "" || w.Ask.Open() || w.Step() != StepPrint {
		return
	}
	if j := w.Current().Live().lastJob(); j != nil && j.State == PrintSending {
		t.note(stop("Printer: %s. It goes on by itself when this is cured.", cause))
	}
}
