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
// text, because any text may be somebody's location or tote ([Scan.Doubt] says
// why it is not GS1). Identifiers in brackets, data behind a separator
// and a Digital Link that names a key say so themselves. Symbologies that hold no GS1 data (]C0, ]A1, ]d4 and
// the like) are plain text, not an error as in the syntax engine of GS1: places,
// totes and many labels of carriers have them. Of the engine's test vectors we
// differ on purpose in these, and in no other:
//
//	G00280-G00283                            no AIM identifier
//	G04747, G04754-G04756, G04762, G04763    another symbology's identifier
//	G04765-G04767, G04769, G04770, G04775    another symbology's identifier
//	G04776, G04779, G04780, G04782-G04787    another symbology's identifier
//	G00279                                   nothing: we say empty, the engine misses the identifier
//
// Nothing is repaired. Where a separator seems to be missing, [Scan.Swallowed]
// says so; what to do is the station's decision.
//
// What is not here: what a code means in this warehouse (location, tote, badge,
// command), the numbers of parcel carriers, timing and framing of scans, and
// any access to the network: a Digital Link is taken apart, never opened.
package gs1
