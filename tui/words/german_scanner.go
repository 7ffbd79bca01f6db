package words

// germanScanner is what the scanner test says.
var germanScanner = map[string]string{
	"test the scanner": "Scanner prüfen", "SCANNER TEST": "SCANNERPRÜFUNG", "SCAN 1": "SCAN 1", "CAME": "KAM",
	"SCAN THE TEST LABEL": "PRÜFETIKETT SCANNEN", "no scan counts here": "hier zählt kein Scan",
	"Scan the test label. No scan counts here.":                                             "Das Prüfetikett scannen. Hier zählt kein Scan.",
	"Barcode 1 of the test label; 2 where 1 does not beep; 3 over ssh, mosh, tmux, screen.": "Code 1 des Prüfetiketts; 2, wenn 1 nicht piepst; 3 über ssh, mosh, tmux, screen.",
	"It is printed by:":                                    "Es wird gedruckt mit:",
	"%d more; mend these first.":                           "Noch %d; diese zuerst beheben.",
	"The scanner is set up right.":                         "Der Scanner ist richtig eingestellt.",
	"It works. Above stands what could be better.":         "Es geht. Oben steht, was besser sein könnte.",
	"This is not the test label, or little is left of it.": "Das ist nicht das Prüfetikett, oder es kam wenig davon an.",
	"Mend what stands above, then scan the label again.":   "Beheben, was oben steht, dann das Etikett noch einmal scannen.",

	"Nothing came.": "Nichts kam an.",
	"Is the scanner plugged in, and does it beep at the label? Some must be told to read Code 128.": "Steckt der Scanner, piepst er beim Etikett? Manche müssen Code 128 erst lesen dürfen.",
	"This is not what stands on the test label.":                                                    "Das steht nicht auf dem Prüfetikett.",
	"If it was the test label, show what came to whoever sets up the scanner.":                      "War es doch das Prüfetikett: dem zeigen, der den Scanner einstellt.",

	// keyboard
	"Caps lock is on.": "Die Feststelltaste ist an.",
	"Press it once. If nothing changes, switch it off in the scanner's set-up.":   "Einmal drücken. Ändert das nichts, sie in den Einstellungen des Scanners ausschalten.",
	"The scanner types for a %s keyboard, this computer has %s.":                  "Der Scanner tippt für die Tastatur %s, dieser Rechner hat %s.",
	"One of scanner and computer is set to a %s keyboard, the other to a %s one.": "Scanner und Rechner haben verschiedene Tastaturen: %s und %s.",
	"Set the scanner's keyboard country to %s.":                                   "Im Scanner als Tastatur %s einstellen.",
	"Characters come as others: the keyboard of another country.":                 "Zeichen kommen als andere an: die Tastatur eines anderen Landes.",
	"Set the scanner's keyboard country to that of the computer.":                 "Im Scanner die Tastatur des Rechners einstellen.",
	"All letters come as capitals.":                                               "Alle Buchstaben kommen groß an.",
	"All letters come as small ones.":                                             "Alle Buchstaben kommen klein an.",
	"Switch case conversion off in the scanner's set-up.":                         "Im Scanner die Umwandlung von Groß und Klein ausschalten.",
	"The terminal sends Latin-1, not UTF-8.":                                      "Das Terminal sendet Latin-1, nicht UTF-8.",
	"Set the terminal's character set to UTF-8.":                                  "Das Terminal auf UTF-8 stellen.",

	// separator
	"The separator (GS) is lost: lots and dates run together.":                       "Das Trennzeichen (GS) fehlt: Charge und Datum laufen zusammen.",
	"Let the scanner send control characters as Ctrl+key, or a sign in their place.": "Den Scanner Steuerzeichen als Strg+Taste senden lassen, oder ein Zeichen dafür.",
	"The separator (GS) is typed as the key %s.":                                     "Das Trennzeichen (GS) wird als Taste %s getippt.",
	"Let the scanner send control characters as Ctrl+key, not as special keys.":      "Den Scanner Steuerzeichen als Strg+Taste senden lassen, nicht als Sondertasten.",
	"The separator (GS) is typed as Alt+029.":                                        "Das Trennzeichen (GS) wird als Alt+029 getippt.",
	"Let the scanner send control characters as Ctrl+key, not as Alt+number.":        "Den Scanner Steuerzeichen als Strg+Taste senden lassen, nicht als Alt+Zahl.",
	"The separator (GS) is typed as %s: it breaks codes in two.":                     "Das Trennzeichen (GS) wird als %s getippt: es bricht Codes entzwei.",
	"Let the scanner send control characters as Ctrl+key.":                           "Den Scanner Steuerzeichen als Strg+Taste senden lassen.",
	"The separator (GS) comes as %s.":                                                "Das Trennzeichen (GS) kommt als %s an.",
	"Let the scanner send GS, control character 29, for FNC1.":                       "Den Scanner für FNC1 GS senden lassen, Steuerzeichen 29.",
	"All behind the separator (GS) is missing.":                                      "Alles nach dem Trennzeichen (GS) fehlt.",
	"The code ends at the separator: telnet takes Ctrl+] (GS) for itself.":           "Der Code endet am Trennzeichen: telnet behält Strg+] (GS) für sich.",
	"Start it as telnet -E, or use ssh.":                                             "Es als telnet -E starten, oder ssh nehmen.",

	// before and behind
	"The prefix %s is missing.":                                                       "Das Präfix %s fehlt.",
	"Set it in the scanner, or take it out of packwright.toml.":                       "Im Scanner einstellen, oder aus packwright.toml nehmen.",
	"Before the code stands %s, not the prefix %s.":                                   "Vor dem Code steht %s, nicht das Präfix %s.",
	"Set the same prefix in the scanner and in packwright.toml.":                      "Im Scanner und in packwright.toml dasselbe Präfix einstellen.",
	"Before the code stands %s.":                                                      "Vor dem Code steht %s.",
	"Take it out of the scanner's set-up, or name it as prefix in packwright.toml.":   "Aus dem Scanner nehmen, oder als prefix in packwright.toml nennen.",
	"The scanner sends its maker's letter %s for the kind of code.":                   "Der Scanner sendet den Buchstaben %s seines Herstellers für die Art des Codes.",
	"Set the scanner's code ID to AIM.":                                               "Im Scanner die Code-ID auf AIM stellen.",
	"The AIM identifier ]C1 is missing.":                                              "Die AIM-Kennung ]C1 fehlt.",
	"Let the scanner send AIM code IDs: they prove that a code was scanned.":          "Den Scanner AIM-Kennungen senden lassen: sie beweisen, dass gescannt wurde.",
	"The first characters are lost.":                                                  "Die ersten Zeichen fehlen.",
	"The scanner wakes up too slowly: switch its sleep off, or try another USB port.": "Der Scanner wacht zu langsam auf: Ruhezustand ausschalten, oder anderer USB-Anschluss.",
	"Behind the code stands %s.":                                                      "Hinter dem Code steht %s.",
	"Take it out of the scanner's set-up: only Enter (CR) belongs there.":             "Aus dem Scanner nehmen: dort gehört nur die Eingabetaste (CR) hin.",

	// end
	"No Enter ends the code.":                                               "Keine Eingabetaste beendet den Code.",
	"Set the scanner's suffix to Enter (CR).":                               "Im Scanner die Eingabetaste (CR) als Suffix einstellen.",
	"The code ends with CR and LF.":                                         "Der Code endet mit CR und LF.",
	"It works. Elsewhere LF is a second Enter: set the suffix to CR alone.": "Es geht. Anderswo ist LF eine zweite Eingabe: als Suffix nur CR.",
	"The code ends with LF.":                                                "Der Code endet mit LF.",
	"It works. Elsewhere LF is no Enter: set the suffix to CR.":             "Es geht. Anderswo ist LF keine Eingabe: als Suffix CR.",
	"The code ends with TAB.":                                               "Der Code endet mit TAB.",
	"It works. Elsewhere TAB is no Enter: set the suffix to CR.":            "Es geht. Anderswo ist TAB keine Eingabe: als Suffix CR.",
	"The code ends with %s.":                                                "Der Code endet mit %s.",
	"It works. Set the suffix to CR alone.":                                 "Es geht. Als Suffix nur CR.",

	// how often, how fast
	"The label came %d times.": "Das Etikett kam %d-mal an.",
	"Read it once. If you did, set the scanner's delay for the same code to 500 ms.":     "Einmal lesen. War es so, im Scanner die Sperre für denselben Code auf 500 ms stellen.",
	"The label came %d times as one code.":                                               "Das Etikett kam %d-mal als ein Code an.",
	"Set the scanner's suffix to Enter (CR), its delay for the same code to 500 ms.":     "Im Scanner als Suffix die Eingabetaste (CR), als Sperre für denselben Code 500 ms.",
	"Every character comes twice.":                                                       "Jedes Zeichen kommt zweimal.",
	"Two programs or two cables bring the same scan: take one away.":                     "Zwei Programme oder zwei Kabel bringen denselben Scan: eins wegnehmen.",
	"The scanner types slowly: %d ms from one character to the next.":                    "Der Scanner tippt langsam: %d ms von Zeichen zu Zeichen.",
	"Set its delay between characters to 0.":                                             "Seine Pause zwischen Zeichen auf 0 stellen.",
	"The scan stood still for %d ms: longer than a second breaks it off.":                "Der Scan stand %d ms still: über einer Sekunde bricht er ab.",
	"Set the scanner's delay between characters to 0, look at the radio or the network.": "Im Scanner die Pause zwischen Zeichen auf 0, nach Funk oder Netz sehen.",
	"%d of %d characters are lost.":                                                      "%d von %d Zeichen fehlen.",
	"Give the scanner a small delay between characters, or try another USB port.":        "Dem Scanner eine kleine Pause zwischen Zeichen geben, oder anderer USB-Anschluss.",
	"The terminal brings the scan as pasted text.":                                       "Das Terminal bringt den Scan als eingefügten Text.",
	"The program that hands over the scan must type it, not paste it.":                   "Das Programm, das den Scan bringt, muss tippen, nicht einfügen.",

	// serial line
	"The line has 7 data bits and a parity bit.":                               "Die Leitung hat 7 Datenbits und ein Paritätsbit.",
	"Write frame = %s into packwright.toml.":                                   "frame = %s in packwright.toml schreiben.",
	"Only noise comes over the line.":                                          "Über die Leitung kommt nur Rauschen.",
	"Set baud and frame to the scanner's: try 9600 8N1, 115200 8N1, 9600 7S2.": "baud und frame wie im Scanner: 9600 8N1, 115200 8N1, 9600 7S2 versuchen.",

	// programs on the way
	"ssh takes ~ at the beginning of a line for itself.":                                 "ssh behält ~ am Anfang einer Zeile für sich.",
	"Start it as ssh -e none, or write EscapeChar none into ~/.ssh/config.":              "Es als ssh -e none starten, oder EscapeChar none in ~/.ssh/config schreiben.",
	"mosh takes Ctrl+^ (RS) for itself.":                                                 "mosh behält Strg+^ (RS) für sich.",
	"Set MOSH_ESCAPE_KEY to nothing before mosh is started.":                             "MOSH_ESCAPE_KEY leer setzen, bevor mosh startet.",
	"tmux takes Ctrl+B (STX) and the key behind it for itself.":                          "tmux behält Strg+B (STX) und die Taste danach für sich.",
	"Write set -g prefix None into ~/.tmux.conf, or use another prefix in the scanner.":  "set -g prefix None in ~/.tmux.conf schreiben, oder im Scanner ein anderes Präfix.",
	"screen takes Ctrl+A (SOH) and the key behind it for itself.":                        "screen behält Strg+A (SOH) und die Taste danach für sich.",
	`Write escape "" into ~/.screenrc, or use another prefix in the scanner.`:            `escape "" in ~/.screenrc schreiben, oder im Scanner ein anderes Präfix.`,
	"Control characters do not come through: %s.":                                        "Steuerzeichen kommen nicht durch: %s.",
	"It works without, unless the prefix is one. Let the scanner send them as Ctrl+key.": "Es geht ohne, wenn das Präfix keins ist. Den Scanner sie als Strg+Taste senden lassen.",
}

// germanKeys are the keyboards and keys that are named in these sentences.
var germanKeys = map[string]string{
	"US": "USA", "German (QWERTZ)": "Deutsch (QWERTZ)", "French (AZERTY)": "Französisch (AZERTY)", "UK": "Großbritannien",
	"cursor up": "Pfeil hoch", "cursor down": "Pfeil ab", "cursor left": "Pfeil links", "cursor right": "Pfeil rechts",
	"Home": "Pos1", "End": "Ende", "Insert": "Einfg", "Delete": "Entf", "Page up": "Bild auf", "Page down": "Bild ab", "Enter": "Eingabe",
}
