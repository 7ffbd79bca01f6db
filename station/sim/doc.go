// Package sim is the world around a bench: a demo warehouse made from a seed,
// and a person who does what the screen asks, or something wrong.
//
// The demo lets this person hold the virtual scanner (F9, F10); tests let her
// work whole orders.
//
// Not here: the machine, the engine and the devices themselves. The warehouse is
// made up; no real order, article or person is in it.
package sim
