// Package trial packs many orders one after the other and sums up what came of
// it: cartons, volume, weights, how even the parcels are, how long it took, and
// where another program's answers to the same orders were better or worse.
//
// An order's seed is the FNV-1a hash of its id, so that an order has the same
// plan whatever file it stands in. Every plan is proven by carton.Check.
//
// What is not here: files, clocks and screens. Rows come from package intake,
// the clock is the caller's.
package trial
