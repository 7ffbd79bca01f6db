// Package tracking recognises the numbers of parcel carriers, those under the
// long barcode of a shipping label, by their form and their check digit.
//
// A number says rarely whose it is: twelve digits are FedEx, Purolator or an
// article, and one in ten has by accident the check digit of another. So [Find]
// gives every carrier that a text could be of, the best proven first, and who
// knows which label is expected decides. What knows a carrier by the look of it
// and fails only its check is told by [Near].
//
// All formats stand in one table. Those of the United States' post are known
// with the address code 420 in front, also when the scanner lost the separator
// behind it; the number that the carrier tracks is without it.
//
// What is not here: the codes of goods and pallets (an SSCC is one of gs1, many
// carriers use it as it is), rates and labels (carrier), and any question to a
// carrier.
package tracking
