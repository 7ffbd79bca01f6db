// Package store keeps what all benches share in PostgreSQL, and is the only
// package with SQL. Every write is one call of one versioned function
// (claim_v1, apply_v1, do_v1, import_v1 ...), which is one statement, one
// transaction and one round trip; races are settled by the statement.
//
// Three kinds of calls reach it. A [Bench] applies facts, claims works,
// resolves codes and asks for grants; all of that may be sent again when the
// answer was lost. A supervisor, the office or an import does a [Deed], once
// for each key. Screens and reports read rows of station/view.
//
// Every call has a deadline. A [station.Refused] means the store was reached
// and said no; any other error leaves open whether the call was done, and the
// same call is to be sent again.
//
// Nobody but the owner of the database writes a table. A login of the groups that
// the migrations make calls functions, each of which runs with the rights of the
// owner: which ones, and of deeds which, stands in the table rights, and give_rights
// makes it so after every migration. A new function for a bench is a row there, and
// a line in the tests' table of cells. Functions that speak for a station ask
// whether the login of the session is that station's; those about a label, whether
// the station has the work in hand.
//
// Not in here: what a fact or an order means for a person (station), the
// journal that facts come from (station/journal), reading of order files
// (station/intake), and starting a database (station/pglocal). The
// subpackage memory does the same in maps, as the specification that can be
// executed; storetest holds the tests that both pass.
package store
