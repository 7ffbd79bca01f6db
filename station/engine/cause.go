package engine

import (
	"context"
	"errors"
	"io"
	"net"
	"syscall"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/text"
)

// journalError says that the journal and the store contradict each other: what
// is written from here on could never be sent.
type journalError struct{ error }

func (e *journalError) Unwrap() error { return e.error }

// misfit says that facts of this journal will never be taken.
func misfit(err error) bool {
	var journal *journalError
	no, _ := refused(err)
	return errors.As(err, &journal) || no.Code == station.WriterForked || no.Code == station.WriterUnknown
}

// databaseCause is why facts cannot be sent, for the packer. The error itself
// goes to the log.
func databaseCause(err error) string {
	var (
		name    *net.DNSError
		network net.Error
		unfit   station.Unfit
	)
	no, isNo := refused(err)
	switch {
	case errors.As(err, &unfit):
		return unfit.Text
	case isNo:
		return text.Line(no.Error())
	case misfit(err):
		return "the journal of this bench does not fit the database"
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOENT): // the second of a unix socket
		return "nobody answers: is the database running?"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, net.ErrClosed),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection to the database was cut"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETDOWN):
		return "there is no way to the database: check the network cable"
	case errors.As(err, &name):
		return text.Line("the database's name " + name.Name + " is not known: check the network")
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "the database does not answer"
	}
	return "the database reports an error: see the log"
}

// diskCause is why nothing counts any more, for the packer.
func diskCause(err error) string {
	switch {
	case misfit(err):
		return "its journal does not fit the database. Run: packwright journal renew"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "it is full"
	case errors.Is(err, syscall.EROFS):
		return "it is read-only"
	}
	return "a write failed"
}
