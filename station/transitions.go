package station

import "slices"

// Machine is one of the state machines of the house. A bench moves works,
// parcels, labels and print jobs; orders follow from their works, returns have
// desks of their own.
type Machine string

// The machines.
const (
	OrderStates  Machine = "order"
	WorkStates   Machine = "work"
	ParcelStates Machine = "parcel"
	LabelStates  Machine = "label"
	PrintStates  Machine = "print_job"
	ReturnStates Machine = "return"
)

// Transition is a change of a state that may happen, by the event of that name.
type Transition struct{ From, To, Event string }

// Machines are all of them.
func Machines() []Machine {
	return []Machine{OrderStates, WorkStates, ParcelStates, LabelStates, PrintStates, ReturnStates}
}

// Transitions lists every change that a state of the machine may take. The
// database has the same rows and refuses every other change; whatever is not in
// the table is a bug of whoever wrote the fact.
func Transitions(m Machine) []Transition { return slices.Clone(transitions[m]) }

// Lists says that the table has the change.
func (m Machine) Lists(t Transition) bool { return slices.Contains(transitions[m], t) }

// Leads says that some event leads from one state to another.
func (m Machine) Leads(from, to string) bool {
	for _, t := range transitions[m] {
		if t.From == from && t.To == to {
			return true
		}
	}
	return false
}

var transitions = map[Machine][]Transition{
	OrderStates: {
		{"received", "pending_release", "accept"},
		{"received", "rejected", "reject"},
		{"pending_release", "open", "release"},
		{"pending_release", "cancelled", "cancel"},
		{"open", "in_fulfilment", "work_claimed"},
		{"open", "cancelled", "cancel"},
		{"in_fulfilment", "open", "all_work_released"},
		{"in_fulfilment", "cancelled", "cancel_confirmed"},
		{"part_shipped", "shipped", "remainder_cancelled"},
		{"shipped", "completed", "close"},
		{"in_fulfilment", "part_shipped", "parcel_in_cage"},
		{"in_fulfilment", "shipped", "parcel_in_cage"},
		{"part_shipped", "shipped", "parcel_in_cage"},
		{"shipped", "in_fulfilment", "taken_out"},
		{"part_shipped", "in_fulfilment", "taken_out"},
	},
	ReturnStates: {
		{"requested", "approved", "approve"},
		{"requested", "denied", "deny"},
		{"approved", "in_transit", "label_scanned"},
		{"approved", "received", "scan_in"},
		{"approved", "cancelled", "expire"},
		{"in_transit", "received", "scan_in"},
		{"received", "inspected", "grade"},
		{"inspected", "closed", "disposed"},
		{"requested", "received", "unannounced"},
	},
	WorkStates: {
		{"ready", "picking", "claim"},
		{"ready", "cancelled", "cancel"},
		{"picking", "ready", "release"},
		{"picking", "picked", "all_lines_settled"},
		{"picking", "short", "all_lines_settled"},
		{"picking", "packing", "one_pass"},
		{"picking", "cancelling", "cancel"},
		{"short", "picked", "supervisor_ship_partial"},
		{"short", "picked", "rule"},
		{"short", "picking", "restocked"},
		{"short", "ready", "reroute"},
		{"short", "cancelling", "cancel"},
		{"picked", "packing", "open_at_station"},
		{"picked", "picking", "unpick"},
		{"picked", "cancelling", "cancel"},
		{"packing", "picked", "suspend"},
		{"packing", "packed", "seal_last_parcel"},
		{"packing", "packing", "replace_unit"},
		{"packing", "cancelling", "cancel"},
		{"packed", "packing", "unpack"},
		{"packed", "labelled", "labels_ready"},
		{"packed", "cancelling", "cancel"},
		{"labelled", "packed", "void_all"},
		{"labelled", "handed_over", "cage_closed"},
		{"labelled", "cancelling", "cancel"},
		{"cancelling", "cancelled", "put_back_done"},
		{"picking", "picking", "takeover"},
		{"short", "short", "takeover"},
		{"picked", "picked", "takeover"},
		{"packing", "packing", "takeover"},
		{"packed", "packed", "takeover"},
		{"labelled", "labelled", "takeover"},
		{"cancelling", "cancelling", "takeover"},
	},
	ParcelStates: {
		{"open", "sealed", "seal"},
		{"open", "voided", "discard"},
		{"sealed", "open", "reopen"},
		{"sealed", "labelled", "label_purchased"},
		{"sealed", "voided", "discard"},
		{"labelled", "sealed", "label_voided"},
		{"labelled", "in_cage", "scan_to_cage"},
		{"in_cage", "labelled", "taken_out"},
		{"in_cage", "handed_over", "cage_closed"},
	},
	LabelStates: {
		{"requested", "purchased", "carrier_ok"},
		{"requested", "failed", "carrier_refused"},
		{"requested", "in_doubt", "timeout"},
		{"in_doubt", "purchased", "reconciled"},
		{"in_doubt", "failed", "reconciled"},
		{"purchased", "void_requested", "void"},
		{"purchased", "manifested", "end_of_day"},
		{"void_requested", "voided", "carrier_ok"},
		{"void_requested", "purchased", "carrier_refused"},
	},
	PrintStates: {
		{"queued", "sending", "printer_ready"},
		{"queued", "abandoned", "label_voided"},
		{"sending", "sent", "bytes_flushed"},
		{"sending", "unknown", "link_lost"},
		{"sending", "queued", "printer_not_ready"},
		{"sent", "counted", "counter"},
		{"sent", "confirmed", "label_scanned_back"},
		{"sent", "unknown", "error_after_send"},
		{"sent", "failed", "worker_rejects"},
		{"counted", "confirmed", "label_scanned_back"},
		{"counted", "failed", "worker_rejects"},
		{"unknown", "confirmed", "worker_yes_or_scan"},
		{"unknown", "queued", "worker_no"},
		{"unknown", "failed", "give_up"},
	},
}
