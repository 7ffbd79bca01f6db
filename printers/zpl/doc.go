// Package zpl writes labels in ZPL II, the language of Zebra printers and of
// most others that print labels, and cuts the ZPL of others into commands.
//
// A [Label] is one ^XA to ^XZ that depends on nothing a printer was told
// before: it sets its own size, origin, shift, direction, character set and
// quantity. Whatever text is put on it, the commands stay those of its
// template, because every byte of a field that could mean something is written
// in hexadecimal.
//
// A [Lexer] finds the commands in a stream, also in one that changes the
// prefixes on the way, and hides none.
//
// Not in here: what a ship label looks like (that is printers/label), whether
// application identifiers and check digits are right (station/gs1), the
// judgement which commands of a carrier's label may pass, and any talk with a
// printer (package printers). Two-dimensional codes and pictures are not
// written yet.
package zpl
