// Package station is the machine of a packing bench: it decides what a scan
// means.
//
// # Inputs, facts, effects
//
// An input is what reached the bench: a scan, a weight, the answer of a printer
// or of the database. A change is what became true by it; stamped with writer,
// number and time, it is a fact. An effect is what the world should do: print,
// buy, ask. Three verbs go with the three words:
//
//	decide      Step(state, now, input)  -> state, changes, effects, verdict
//	after       State.After(change)      -> state
//	carry out   (the engine)             effect -> input
//
// The machine reads no clock, disk, network or screen. The engine feeds it from
// one queue, makes the changes durable on the station's own disk, and only then
// shows the new state, gives the good beep and carries out the effects. The
// store gets the same facts from the journal. So a bench works the same with and
// without the database: offline is not a mode, only a longer queue.
//
// # Where a line of the order stands
//
// Everything a bench shows follows from the state. State.Prompt says what the
// screen asks, what it takes and what the digits mean; Work.Step is the one
// thing to do next, derived from where every unit is (Work.Held), the parcels
// and their labels. After a kill the facts are folded again and the bench stands
// at the same step; even an open question (Ask) is a fact.
//
// After every input, settle does what follows by itself: a full box is closed, a
// weighed one asks for its label, a bought label is printed. It looks at the
// state alone, so a restarted bench goes on by the same path. What spends money
// or prints a ship label starts only when the fact that asked for it is applied
// in the database; what did not answer is in doubt, and asked again under the
// same key or by a person, never repeated blindly.
//
// # Who may write
//
// A fact names the work and the epoch under which the station held it. If
// somebody else goes on with the work, the epoch moves, and the store sets our
// later facts aside; the bench then says who has the work and where the goods
// stay. What the house asks (a hold, a cancellation, another location) comes
// back with the store's answers and is a fact as well (AskedChanged).
//
// # Where to read
//
//	machine.go     Step: one switch over the inputs
//	fold.go        After: one switch over the changes (foldunits.go, foldship.go)
//	inputs.go changes.go effects.go    the three closed sets
//	work.go state.go                   what a work and a bench are
//	transitions.go                     which state may follow which
//	step.go        what is left to do (count.go, boxes.go)
//	prompt.go      what the screen asks (stepprompt.go, askprompt.go)
//	scan.go        from a line to its meaning (key.go, prefix.go, code.go, lookup.go)
//	decode.go      what a code says by itself
//	session.go claim.go news.go        who works, on what, and what the house says
//	pick.go goods.go again.go          at a location
//	pack.go missing.go lead.go         at the bench
//	plan.go replan.go cartons.go       what the cartonizer plans, and which carton
//	layers.go alone.go putins.go       how goods lie, what needs no carton, what goes in beside
//	which.go nocode.go serial.go    several articles on one code, a unit without one, one that has left
//	confirm.go     what cannot be undone
//	typed.go       what is typed while the scanner is dead
//	weigh.go ship.go print.go reopen.go park.go putback.go
//	loose.go proof.go plates.go    one loose label at a bench, and what proves it
//	reprint.go     a label that was on its box is printed again
//	borrow.go      labels come out of another printer of the floor
//	roll.go        labels left on the roll
//	printerfault.go    what the packer does about a printer's fault
//	settle.go      what follows by itself; begin.go asks the world for it
//	fact.go codec.go batch.go          facts as bytes
//
// Not here: clocks, files, SQL, devices, screens and their words in other
// languages, the cartonizer and the reading of barcodes, which are packages of
// their own.
package station
