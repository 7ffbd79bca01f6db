// Package carton says which cartons an order goes into and where each unit
// lies in them. It says as well how good that is: proven optimal, or the number
// of parcels that is needed at least.
//
// # How it works
//
// Units that are packed alike become one kind, cartons become boxes: kind.go,
// box.go. Choices of boxes are looked at in the order of the objective, best
// first, so that the first one that holds everything is the answer: choice.go,
// search.go. Each choice is
//
//  1. filled by a few fixed rules: units, largest first, in blocks of equal ones,
//     on the list of all maximal empty spaces; or space after space, each with the
//     block that uses it best (K. K. Lai and J. W. M. Chan, Developing a simulated
//     annealing algorithm for the cutting stock problem, 1997; F. Parreño and
//     others, A maximal-space algorithm for the container loading problem, 2008):
//     fill.go, best.go, space.go, rule.go, try.go;
//  2. proven impossible, where it is, by volumes and weights changed with dual
//     feasible functions (S. P. Fekete and J. Schepers, 2004), by units of which no
//     two share a box, and by looking at every way to share out the units: bound.go,
//     dff.go, exact_split.go;
//  3. for up to twelve units in one box, searched without leaving out anything:
//     exact.go;
//  4. otherwise tried again with rules drawn from the seed, or the best ones changed
//     a little, until the budget is spent: genome.go.
//
// What cannot be done by one choice is first done greedily, carton after carton,
// so that there is always an answer: greedy.go. At last units are moved and
// swapped between the parcels, first to bill less weight, then to even it out;
// the cartons stay: balance.go. Every unit sinks to what carries it: write.go.
//
// The rules of goods (fragile, stacks, support: stand.go; sets: sets.go; families
// apart, weights, void fill: fill.go) hold at every placement. The proofs leave
// them out: what is impossible without them is so with them.
//
// # What can be relied on
//
// The answer is a function of the Task alone: integers only, and a budget counted
// in placements tried. The clock stops the search only where Task.Within says so,
// and the plan tells. Check proves a plan against its task and shares no code with
// the search; the tests run it on every plan.
//
// What is not here: articles that are not cuboids, goods that can be squeezed,
// cartons cut to measure, and the picture for the packer.
package carton
