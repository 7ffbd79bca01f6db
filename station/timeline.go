package station

// Timeline says which copy of which database a server goes on with: PostgreSQL
// counts it up each time that a standby takes over.
type Timeline struct {
	System string `json:"system"`   // of the cluster, "" of a server that does not tell
	N      int64  `json:"timeline"` // 0 of a server that does not tell
	Mark   string `json:"mark"`     // drawn by the server that took over
}

// Follows says whether a server with this timeline may be used by somebody who
// has seen that one, and why not.
func (t Timeline) Follows(seen Timeline) error {
	switch {
	case seen == Timeline{} || t == seen:
		return nil
	case t.System != seen.System && t.System != "" && seen.System != "":
		return anotherDatabase
	case t.N < seen.N:
		return oldPrimary
	case t.N == seen.N && t.Mark != seen.Mark:
		return anotherDatabase
	}
	return nil
}

// Unfit is the error of a database that answers and cannot be relied on. Text is
// for the packer, Remedy for whoever runs the database.
type Unfit struct{ Text, Remedy string }

// Error is both sentences.
func (u Unfit) Error() string { return u.Text + ". " + u.Remedy }

var (
	oldPrimary = Unfit{
		"this is an old primary: shut it down",
		"Another server took over from it and has the newer facts. Stop this one, or make it a standby of the other, and name both in the address.",
	}
	anotherDatabase = Unfit{
		"this is another database than before",
		"Is the address right? If the database was moved or made anew on purpose, run packwright journal renew on this station once everything is sent.",
	}
	// NotConfirmed is the error of a call that was done on one server, and nobody
	// knows whether it will be there after another took over.
	NotConfirmed = Unfit{
		"the standby does not confirm",
		"Everything is sent again until it does. Start the standby, or take it out of synchronous_standby_names.",
	}
	// OnlyReads is the error of a write to a standby.
	OnlyReads = Unfit{
		"this server is a standby: it only reads",
		"Name all servers in the address, as in postgres://packwright@first,second/packwright: the one that writes is found.",
	}
)
