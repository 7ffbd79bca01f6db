// Package scale turns a scale on a serial line, on the network or on USB into a
// stream of readings in whole grams.
//
// A Dialect is what one family of scales speaks: how it is asked, and how its
// answers are read, byte by byte and without floating point. A Scale asks,
// listens, comes back after a pulled cable, and calls a weight stable only
// when the scale has said the same stable weight for 300 ms. A Virtual scale
// speaks a dialect on a pseudo-terminal.
//
// Not in here: what a parcel should weigh and what may differ from it, what is
// taken as tare, prices by weight (which need a certified integration).
package scale
