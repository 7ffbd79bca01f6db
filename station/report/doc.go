// Package report writes tables for people and for scripts: as text in columns,
// as CSV that a spreadsheet may open, as JSON. Text from outside is made safe in
// each of them.
//
// What is not here: where the figures come from, and what they mean.
package report
