// Package gs1 reads barcodes exactly: the text a scanner sent becomes a kind,
// and where the barcode holds GS1 element strings, a list of application
// identifiers (AI) and their data, each checked against the format and the
// check digits that belong to it. It builds such data for labels, too.
//
// [Parse] takes a scan as it came, with or without an AIM identifier in front
// (]C1 and the like, which a scanner can be set to send). A scan that says by
// its AIM identifier that it holds GS1 data must hold it without a fault, or it
// is refused with an [Error] that names the kind of fault and its place. A scan
// that does not say so is GS1 only if all of it reads as GS1; else it is plain
// text, because any text may be somebody's location or tote.
//
// Nothing is repaired. Where a separator seems to be missing, [Scan.Swallowed]
// says so; what to do is the station's decision.
//
// What is not here: what a code means in this warehouse (location, tote, badge,
// command), the numbers of parcel carriers, timing and framing of scans, and
// any access to the network: a Digital Link is taken apart, never opened.
package gs1
