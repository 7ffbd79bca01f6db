// Package carrier answers what it costs to send a parcel, and buys, finds and
// voids labels.
//
// Every purchase has a key, made by the one who asks and the same at every
// attempt. An answer is a Label; a Refused is a definite no; any other error
// leaves it in doubt whether the label was bought. A purchase in doubt is looked
// up by its key and never made again under another one.
//
// House is the carrier with the house's own tariff: its labels cost nothing
// until the parcels are handed over, and their numbers come from the database.
// Virtual puts faults in front of any carrier.
//
// Not here: which service an order may use, the label's drawing, and the state
// of a label, which is a row in the database.
package carrier
