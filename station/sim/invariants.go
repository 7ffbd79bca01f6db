package sim

import (
	"fmt"
	"slices"
)

// Rule is one thing that always holds, by its number.
type Rule int

// The rules. A rule is checked when what could break it happens, not by looking
// at everything after every step.
const (
	shipsOnce Rule = iota + 1
	rightGoods
	labelOnItsBox
	scanSurvives
	foldsBack
	gapless
	appliedOnce
	chainHolds
	intentFirst
	printedOnce
	provenOnPaper
	oneLoose
	liveLabel
	doubtListed
	requestFirst
	boughtOnce
	askedFirst
	cancelledStays
	oneHolder
	goodsStay
	epochGrows
	claimKept
	staleNothing
	leaseByDatabase
	grantedOnce
	listedMoves
	stockCovered
	stockAddsUp
	unitsOnePlace
	readOnce
	journalLeads
	noOldTimeline
	ackKept
	allSent
	nothingStuck
	asideTold
)

// Invariant is a rule in words.
type Invariant struct {
	N       Rule
	Name    string
	Promise string // P1 to P9, as in the README
	How     string // it is checked
}

// Invariants are all rules, in the order of their numbers.
func Invariants() []Invariant {
	return []Invariant{
		{shipsOnce, "no customer gets more than was ordered", "P2", "each box that leaves adds its goods to what its order received"},
		{rightGoods, "what has left is what was packed", "P2", "a box that leaves is not empty; at the end the boxes of an order hold what the database says"},
		{labelOnItsBox, "a box leaves with its own label", "P2", "the paper on each box that leaves names its work and parcel"},
		{scanSurvives, "a scan that beeped is on the disk after a kill", "P1", "at each kill the disk is compared with the last good beep"},
		{foldsBack, "a station stands after a kill where it stood before", "P1", "the folded state is compared with the one of the last durable turn"},
		{gapless, "the facts of a writer have no gap, on the disk and in the database", "P1", "each number follows the one before"},
		{appliedOnce, "a fact is applied once, in the order of the numbers", "P6", "the database's last number of a writer never goes back"},
		{chainHolds, "each fact carries the hash of the one before, and is what was written", "P5", "every fact is hashed again when it is sent and compared when it is stored"},
		{intentFirst, "no label begins before its intent is durable", "P3", "each paper is looked up in the journal of its station"},
		{printedOnce, "each print job comes out once at most, each further copy has a reason", "P3", "papers of a label are counted against its audited requests"},
		{provenOnPaper, "what is proven by a scan lies on paper, whole", "P3", "a proof by scan is looked up on the tape"},
		{oneLoose, "at most one label lies loose at a bench", "P3", "labels begun and not proven are counted for each bench"},
		{liveLabel, "only a label that was bought, and not taken back, is printed", "P3", "each paper is looked up at the carrier"},
		{doubtListed, "a label that may lie somewhere on no box is on the list of doubts", "P3", "at the end the tape is compared with the list"},
		{requestFirst, "money is spent when its request is applied, not before", "P3", "each purchase is looked up in the database"},
		{boughtOnce, "a parcel has one label that is paid and not taken back", "P2", "each purchase is compared with those of its key and of its parcel"},
		{askedFirst, "a hold or cancellation that came before the request stops the purchase", "P2", "each purchase is compared with what was asked when its request was applied"},
		{cancelledStays, "an order that was cancelled before its label was asked for does not leave", "P2", "the label on each box that leaves is compared with what was asked when it was requested"},
		{oneHolder, "a work has one holder, until its lease is over", "P4", "each claim is compared with the lease of the holder before"},
		{goodsStay, "a work of which something is picked is not handed out as the next order", "P4", "each claim is compared with where the units are"},
		{epochGrows, "the epoch of a work rises with each holder", "P4", "each claim is compared with the epoch before"},
		{claimKept, "a claim asked for again gives the same works", "P4", "each claim is compared with the one of its key before"},
		{staleNothing, "a fact of an epoch that is over changes nothing", "P4", "each fact is compared with the epoch of its work"},
		{leaseByDatabase, "leases run by the database's clock alone", "P4", "each claim of an expired work is compared with when its holder was heard"},
		{grantedOnce, "an override carries a grant of a lead for this deed and this work, used once", "P2", "each override is looked up among the grants"},
		{listedMoves, "a work changes its state along the table, each change is one fact", "P5", "each move begins where the one before ended"},
		{stockCovered, "stock is never below zero, nor below what is promised", "P5", "at every count and at the end"},
		{stockAddsUp, "stock is the sum of its moves", "P5", "a ledger of the applied facts is compared with the stock"},
		{unitsOnePlace, "every unit that left its location is in one place", "P2", "the ledger never takes a unit from where it is not"},
		{readOnce, "a code read twice within 300 ms counts once", "P2", "the counts before and after a double read are compared"},
		{journalLeads, "the database never has more facts of a station than its journal", "P1", "at each answer"},
		{noOldTimeline, "no station writes to an older timeline than it has seen", "P7", "at each call"},
		{ackKept, "what was acknowledged is in the database in the end, whatever failed over", "P7", "the last fact of each journal and its hash are compared with the database"},
		{allSent, "everything is sent in the end", "P6", "the last numbers of journal and database are compared"},
		{nothingStuck, "every order is shipped, cancelled or parked in the end", "P2", "at the end, by the database and by what lies at the benches"},
		{asideTold, "a fact that was set aside is told to its bench", "P4", "at the end, no bench has a work open at an epoch of which a fact was set aside"},
	}
}

// Violation is a rule that was broken: where, and how to see it again.
type Violation struct {
	Rule Rule   `json:"rule"`
	Name string `json:"name"`
	Seed uint64 `json:"seed"`
	Step int    `json:"step"`
	What string `json:"what"`
}

func (v Violation) String() string {
	return fmt.Sprintf("seed %d, step %d: rule %d broken (%s): %s", v.Seed, v.Step, v.Rule, v.Name, v.What)
}

// seenOutside are the rules of what came out of printers, what a carrier sold and
// what customers got.
var seenOutside = []Rule{shipsOnce, rightGoods, labelOnItsBox, printedOnce, liveLabel, boughtOnce, cancelledStays}

// fail ends the shift with the first rule that was broken.
func (h *hall) fail(n Rule, format string, args ...any) {
	if h.o.Outside && !slices.Contains(seenOutside, n) {
		return
	}
	if h.result.Violation == nil && !h.quiet {
		h.result.Violation = &Violation{n, Invariants()[n-1].Name, h.o.Seed, h.result.Steps, fmt.Sprintf("at %s: ", h.now) + fmt.Sprintf(format, args...)}
	}
}
