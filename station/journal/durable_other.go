//go:build !linux

package journal

// openDurable is zero where a write has to be followed by a Sync: the flag of
// these systems does not reach the platter.
const openDurable = 0
