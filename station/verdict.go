package station

import "fmt"

// Word is the verdict of a scan: by word, shape, colour and tone.
type Word string

// The verdicts.
const (
	OK    Word = "OK"
	Done  Word = "DONE"
	Again Word = "AGAIN" // the same read again, counted once
	Code  Word = "CODE"  // nobody knows the code
	Wrong Word = "WRONG" // known, but not here
	Wait  Word = "WAIT"
	Halt  Word = "STOP" // only + or PARK
)

// Verdict is what the bench says to the last input. Text is the English
// sentence and the key of its translation, Args fill it; both may hold
// untrusted text.
type Verdict struct {
	Word Word
	Text string
	Args []any
	// Warns says that it holds a warning beside its word: it is heard as one.
	Warns bool
	// N counts verdicts, so that the same one twice sounds twice.
	N int64
}

// String is the sentence in English.
func (v Verdict) String() string {
	if v.Word == "" {
		return ""
	}
	return string(v.Word) + " " + fmt.Sprintf(v.Text, v.Args...)
}

func say(w Word, text string, args ...any) Verdict { return Verdict{Word: w, Text: text, Args: args} }
func good(text string, args ...any) Verdict        { return say(OK, text, args...) }
func done(text string, args ...any) Verdict        { return say(Done, text, args...) }
func wrong(text string, args ...any) Verdict       { return say(Wrong, text, args...) }
func unknown(text string, args ...any) Verdict     { return say(Code, text, args...) }
func wait(text string, args ...any) Verdict        { return say(Wait, text, args...) }
func stop(text string, args ...any) Verdict        { return say(Halt, text, args...) }
