// Package journal keeps the facts of one station on its own disk. A fact that
// Append returned survives a kill, a power cut and a database that is away, as
// far as the disk keeps what it says it wrote.
//
// A journal is a folder. Facts lie in segments of 1 MiB that are filled with
// zeros when they are made, so that a write changes no size and one O_DSYNC
// write is durable. A record is one turn of the station, all its facts or none:
//
//	magic  length  first number  count  previous CRC  CRC  check of the header | JSON, a fact a line
//
// The CRC-32C covers the CRC before it. What a power cut leaves behind, a last
// record of which a part is still zero, is dropped when the journal is opened.
// Anything else that does not check is damage: Open refuses the journal and
// names the file, the offset and the remedy. A record that was altered is never
// returned.
//
// After a failed write or fsync the journal takes nothing more, because nobody
// knows what the disk holds. Opening it again copies what can be read of the
// last segment into a new file, so that what was read is what is on the disk.
//
// The names and addresses of the works in hand, and labels that carriers drew for
// them, are not facts. They lie beside them in works/, one file a work, written
// before the work is opened or the label is bought, and erased when the work is
// closed. people.json holds the badges seen within a day, printers.json the ways
// to printers of the floor that were scanned, database.json the newest timeline of
// the database that was seen.
//
// The fold gives back what was in hand: the open session, the open question of
// the station, and the facts of every work that was opened and not closed
// since, from its opening on. Each segment begins with an index of these, so
// that a restart reads the last segment and what is in hand, not the day.
//
// A segment takes the facts of a quarter of an hour and goes as a whole, when the
// database has all of them, before the first is 24 hours old, and never while the
// fold needs it: a database that failed over to an older copy gets the facts of
// that day again. Facts that waited longer than that for the database stay for an
// hour after it took them.
//
// Not in this package: what facts mean (station), when they are sent (engine),
// where they end (store). It is no database: it cannot be asked anything but
// "from here on".
package journal
