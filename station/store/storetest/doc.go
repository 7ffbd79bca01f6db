// Package storetest holds what tests need of a store: a private PostgreSQL that
// is shared by all tests of this user, a migrated database for each test, a
// small warehouse, a hand that stamps facts as a bench does, and [Run], the
// tests that every store passes.
//
// It is for tests only. Not in here: tests of what PostgreSQL alone can show
// (statements, plans, speed); those lie beside the store.
package storetest
