// Package bench is the packer's screens: start check, work, pick, not enough,
// open, pack, ship, trouble, lead and put-back. One question stands at a time,
// and the answer is a scan; what is asked is in big letters, read from two
// metres.
//
// Everything drawn follows from a station.State and its Prompt. What is not
// here: what a scan means (station), where it comes from (scanners), keys and
// the window (tui), the words (tui/words).
package bench
