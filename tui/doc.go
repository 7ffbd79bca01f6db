// Package tui is the program around the screens: the window, which screen is
// shown, keys and what lies over a screen. [Bench] is a station's, [Monitor] the
// supervisor's; they are the only Bubble Tea models, the screens are plain
// structs.
//
// Scans and typed lines do not come through here: they go from the reader to
// the engine, so that no barcode can press a key. What comes here are states to
// show ([Options].States), what was typed so far ([Typing]), and the keys that
// are no text. What is not here: what a screen looks like (tui/bench,
// tui/floor), and what a scan means (station).
package tui
