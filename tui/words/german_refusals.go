package words

// germanRefusals are why a reader refused a whole scan. What it refused stands
// behind a colon and stays as it is.
var germanRefusals = map[string]string{
	"control character": "Steuerzeichen", "foreign character": "fremdes Zeichen", "invisible character": "unsichtbares Zeichen",
	"neither ASCII nor UTF-8": "weder ASCII noch UTF-8", "longer than allowed": "länger als erlaubt",
	"prefix without a code": "Präfix ohne Code", "broken off": "abgebrochen",
	"broken off, set the scanner to end with CR": "abgebrochen, Scanner auf Ende CR einstellen",
	"pasted text":      "eingefügter Text",
	"damaged packets":  "beschädigte Pakete",
	"too many at once": "zu viele auf einmal", "paste marker": "Einfügemarke", "function key": "Funktionstaste", "key report": "Tastenmeldung",
	"key release": "losgelassene Taste", "number pad key": "Taste des Ziffernblocks", "terminal report": "Terminalmeldung",
	"terminal answer": "Terminalantwort", "terminal command": "Terminalbefehl", "terminal string": "Terminaltext",
}
