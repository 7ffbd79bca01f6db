package words

// germanCodes is what the machine says of codes: of several articles, of goods
// without one, of a scanner that is dead, and of what a lead is asked.
var germanCodes = map[string]string{
	"WHICH ARTICLE IS IT?":                               "WELCHER ARTIKEL IST ES?",
	"Several articles carry this code. Which one is it?": "Mehrere Artikel haben diesen Code. Welcher ist es?",
}
