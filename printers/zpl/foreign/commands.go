package foreign

import "strings"

// drawing are the commands that may reach the printer: each belongs to one
// field, or is set at the beginning of every label of ours.
var drawing = names(
	"^XA ^XZ ^FS ^FO ^FT ^FD ^FV ^FH ^FB ^TB ^FR ^FP ^FM ^FC ^SN ^A" +
		" ^GB ^GC ^GD ^GE ^GF ^GS ^PQ" +
		" ^B0 ^B1 ^B2 ^B3 ^B4 ^B5 ^B7 ^B8 ^B9 ^BA ^BB ^BC ^BD ^BE ^BF ^BI ^BJ ^BK ^BL ^BM ^BO ^BP ^BQ ^BR ^BS ^BT ^BU ^BX ^BZ" +
		" ^BY ^CF ^CI ^FW ^LH ^LR ^PW ^LL ^PO ^PM",
)

// settings hold from their place on to the end of the label and beyond. Each is
// set at the beginning of every cleaned label.
var settings = map[string]string{
	"^LH": "0,0", "^LR": "N", "^FW": "N", "^CI": "0", "^CF": "A,9,5", "^BY": "2,3,10",
}

// inOrder are the settings as a label begins with them.
var inOrder = [...]string{"^LH", "^LR", "^FW", "^CI", "^CF", "^BY"}

// wholes concern the whole label wherever they stand; the last one counts.
var wholes = names("^PW ^LL ^PO ^PM")

// marks are the commands that put something on the paper by themselves.
var marks = names("^GB ^GC ^GD ^GE ^GF")

// texts are the commands that hold what is written or encoded in a field.
var texts = names("^FD ^FV ^SN")

// why says what a command that is taken out would have done.
var why = map[string]string{
	"^MM": "sets what happens after every label: tear, peel, cut",
	"^MC": "sets whether the picture of this label stays for the next",
	"^MD": "changes the darkness",
	"~SD": "sets the darkness",
	"^PR": "sets the speed of printing",
	"^MN": "sets how the printer finds the end of a label",
	"^MT": "sets thermal transfer or direct",
	"^JU": "writes or restores the printer's settings",
	"^LT": "moves this and all later labels up or down",
	"^LS": "moves this and all later labels to the side",
	"~TA": "moves where labels are torn off",
	"^JM": "changes the size of a dot",
	"^MU": "changes the unit of measures",
	"^MF": "sets what happens when the printer is switched on",
	"~JS": "sets the feed after a label",
	"^JZ": "sets whether the printer repeats a label after a fault",
	"^SZ": "sets the version of ZPL",
	"^JJ": "drives the applicator port",
	"~DU": "stores a font",
	"~DT": "stores a font",
	"~DS": "stores a font",
	"~DB": "stores a font",
	"~DE": "stores a table of characters",
	"~DN": "stops a download",
	"~DG": "stores a picture",
	"~DY": "stores a file",
	"^IS": "stores the label as a picture",
	"^ID": "deletes what is stored",
	"~EG": "deletes all pictures",
	"^EG": "deletes all pictures",
	"^XB": "keeps the next label from being fed back",
	"^KN": "names the printer",
	"^KP": "sets the printer's password",
	"^SX": "sends alerts",
	"~JA": "cancels everything in the printer",
	"~JR": "resets the printer",
	"~JX": "cancels the label before",
	"~JB": "resets the memory",
	"~JC": "measures the paper",
	"~JG": "measures the paper",
	"~JL": "measures the paper",
	"~JP": "cancels and pauses",
	"~PP": "pauses the printer",
	"^PP": "pauses the printer",
	"~PS": "starts the printer",
	"~WC": "prints the configuration",
	"^CW": "gives a font another letter for all later labels",
	"^CV": "sets whether barcodes are checked, for all later labels",
	"^SE": "chooses a table of characters for all later labels",
	"^PA": "sets how scripts are shaped, for all later labels",
	"^FL": "links fonts for all later labels",
	"^CM": "renames the printer's memories",
	"^ST": "sets the clock",
	"^CN": "cuts at once",
	"^PF": "feeds paper",
	"^PH": "feeds a label",
	"~PH": "feeds a label",
	"^FX": "is a comment",
	"^SF": "counts up over several labels; one is printed",
	"^FN": "names a field of a form; this is none",
	"^XG": "recalls a picture that the stream does not bring",
	"^IM": "recalls a picture that the stream does not bring",
	"^IL": "recalls a picture that the stream does not bring",
}

// passing are the commands taken out that would not have outlived the label.
var passing = names("^FX ^SF ^FN ^XG ^IM ^IL ^CN ^PF ^PH ~PH")

// reason says why a command is taken out, and whether it would have lasted.
func reason(name string) (string, bool) {
	switch r := why[name]; {
	case r != "":
		return r, !passing[name]
	case strings.HasPrefix(name, "^H"), strings.HasPrefix(name, "~H"), strings.HasPrefix(name, "^W"):
		return "asks the printer for an answer", false
	case strings.HasPrefix(name, "^R"), strings.HasPrefix(name, "^N"), strings.HasPrefix(name, "^W"):
		return "sets up the printer's radio or network", true
	}
	return "is no command for drawing", true
}

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}
