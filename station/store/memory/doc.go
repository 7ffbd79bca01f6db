// Package memory is the store in maps: what the functions of the database
// promise, written down so that it can be read and run. It passes the same
// tests, and simulations run on it.
//
// One mutex guards everything. A fact or a deed that breaks a rule leaves
// nothing behind: every change goes through set and put, which remember what
// was there before.
//
// Not in here: durability, and the shared use by several processes.
package memory
