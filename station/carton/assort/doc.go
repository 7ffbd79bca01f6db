// Package assort says which cartons a warehouse should stock, from what its
// orders held.
//
// Candidates are the cartons of today and, for every order of the sample, the
// tightest carton of a usual shape that it fits into, in steps of a size that can
// be ordered.
// Each order is packed into each candidate alone, which gives a table of prices
// of one order in one carton, and choosing N columns of it, each order served by
// the cheapest, is the k-median problem: it is solved greedily, then improved by
// swapping one carton for another while that helps (Teitz and Bart, Heuristic
// methods for estimating the generalized vertex median of a weighted graph,
// 1968). What is told of the choice comes from packing every order of the sample
// again, with the whole list of today and with the whole choice.
//
// The answer depends on its input alone. What is not here: the history, which
// comes from the store, and tables for people, which are in package report.
package assort
