package store

// QueryOf is the query of an invariant, for tests that break it.
func QueryOf(i Invariant) string { return i.sql }
