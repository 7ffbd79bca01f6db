// Package kit is what the screens are drawn with: a theme for the colours the
// terminal has, big glyphs that are read from two metres, the verdict band, the
// scan line, a table and a meter.
//
// Every function returns lines of a known width and takes text as it comes: it
// is made safe here, before the first cell is counted. What is not here: what
// stands on a screen and where (tui/bench, tui/floor), the words (tui/words),
// keys and messages (tui).
package kit
