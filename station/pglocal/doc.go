// Package pglocal runs a private PostgreSQL for the demo and for the tests: a
// cluster of our own on a unix socket, started from the server programs that
// are installed on this machine.
//
// Nobody has to set anything up and nobody has to clean up. The first program
// that asks makes the cluster and starts it, the next ones attach to it, the
// last one to leave stops it. Each program holds a shared lock on one file for
// as long as it is a client; the lock of a program that was killed vanishes by
// itself. If the last client was killed the server stays up, and the next
// program attaches to it and stops it in the end.
//
// The server runs in a session of its own, so Ctrl-C in the terminal reaches
// only the program that sits there. It listens on its socket alone, in a folder
// that only its user may enter; that folder is the whole access control, and
// every role may connect through it. PostgreSQL refuses to run as root: started
// by root it runs as the user postgres, or nobody, with its data under
// /var/lib/packwright; started by anybody else it runs as that user, with its
// data under $XDG_STATE_HOME/packwright.
//
// A cluster is touched only if our own marker lies beside it and names the
// system identifier that it carries.
//
// Not in here: the schema and anything else inside a database (station/store),
// databases for single tests (station/store/storetest), and the database of a
// real warehouse, which is somebody else's to run.
package pglocal
