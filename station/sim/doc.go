// Package sim is the world around a bench: a demo warehouse made from a seed,
// and a person who does what the screen asks, or something wrong.
//
// The demo lets this person hold the virtual scanner (F9, F10); tests let her
// work whole orders.
//
// Shift plays a whole shift of several stations in one goroutine under virtual
// time: the machine, its facts as bytes, and the rules of the engine, with packers
// who err, devices, a database and a carrier that fail, stations that are killed.
// The rules of invariants.go are checked when what could break them happens, also
// on the paper and in the boxes of the customers. The same seed is the same shift.
// Each of Defences can be removed; then a rule must be found broken. What the
// engine does with goroutines (bench.go, effects.go) is done here again, without
// them: rules that are plain functions are those of the engine.
//
// Not here: the machine, the engine and the devices themselves, nor the files of
// the journal, which have tests of their own. The warehouse is
// made up; no real order, article or person is in it.
package sim
