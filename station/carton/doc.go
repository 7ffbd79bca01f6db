// Package carton says which cartons an order goes into and where each unit
// lies in them.
//
// Pack tries the smallest carton first and takes the first that holds
// everything. Where none does, it fills cartons one after the other, each time
// the one that takes in most, and then makes each as small as it can be. The
// best of several runs counts: fewest cartons, then the least inner volume.
//
// A carton is filled with blocks of equal units, largest units first, on the
// list of maximal empty spaces (K. K. Lai and J. W. M. Chan, Developing a
// simulated annealing algorithm for the cutting stock problem, 1997; F. Parreño
// and others, A maximal-space algorithm for the container loading problem,
// 2008). How units are sorted, along which axis blocks grow and which space is
// preferred is a rule; further runs draw their rules from the seed.
//
// The answer is a function of the Task alone: integers only, no clock, and a
// budget counted in placements tried. What is not here: support from below,
// padding, fragile goods, prices, and the picture for the packer.
package carton
