package station

// The scanner test is open while nobody has a work on the screen: somebody
// scans the test label, and nothing that is scanned means anything. What is
// wrong with the scanner is found out beside the machine, from the bytes; here
// it is only kept from the works. Nothing of it is a fact, and a restart ends
// it.

// ScannerTest is the screen that says what is wrong with the scanner.
const ScannerTest Screen = "scanner_test"

var choiceScanner = Choice{'0', "test the scanner"}

// scannerPrompt asks for the test label.
func scannerPrompt() Prompt {
	return Prompt{
		Screen: ScannerTest, Text: "SCAN THE TEST LABEL", Hint: "no scan counts here", Slash: "back",
	}
}

// testScanner opens the scanner test.
func (t *turn) testScanner() {
	t.TestsScanner = true
	t.tell(wait("Scan the test label. No scan counts here."))
}

// testScanned takes a scan while the scanner is tested: only back means
// anything.
func (t *turn) testScanned(in Scanned) {
	if cmd, _, _ := ParseCommand(in.Text); cmd != CmdSlash && (in.Text != string(CmdSlash) || in.Proof) {
		return
	}
	t.TestsScanner = false
	t.tell(good("Back."))
}
