// Package intake reads order files, product lists and carton lists, and tells
// of each row that cannot be taken in: file, line, column, reason, remedy. Good
// rows are kept. An order is taken in whole or not at all: one bad row refuses
// its order, for a parcel without the bad row's article would be a wrong one. Of
// a row that does not even say which order it belongs to, the order before it
// and the one behind it are refused, each by name.
//
// # Limits
//
// A file is UTF-8, with or without a byte order mark, lines end in LF or CRLF.
// An order has at most 10,000 lines, a field at most 64 KB, a row of a CSV file
// at most 1 MB, an order of a JSON file at most 32 MB. Fields keep their bytes
// (line breaks in a quoted field become LF); a NUL is refused, because the
// database cannot hold it. What the text contains is not judged here, it is made
// safe where it is shown.
//
// # Orders as CSV
//
// The first row names the columns, in any order, without regard to case; comma,
// semicolon or tab separates them. Each further row is one line of an order or
// one unit of it. Rows of one order stand together and repeat the order's
// columns or leave them blank. Rows with the same line_id, sku, barcode and
// price are one line, their quantities are added. A column that is not in this
// list is refused, because it may be a misspelt one.
//
//	order_id     the shop's own id; required          (id, external_id)
//	order_number what people call it, else order_id   (number)
//	channel      the shop, else "csv"
//	placed_at    2026-03-02 09:14:05, with or without a zone; required (created_at, purchase_at)
//	ship_by      when the parcel must leave
//	release_at   not to be worked on before
//	priority     whole number, larger is sooner
//	service      the shop's word for the way of shipping
//	name company street street2 city region postal_code phone email
//	             the address; also recipient; address, address1; address2;
//	             state, province; zip, postcode
//	country      two letters, ISO 3166
//	note         from the customer
//	gift         yes or no                            (also true false 1 0)
//	holds        reasons not to ship yet, "fraud;payment"
//	currency     three letters, ISO 4217
//	total        what the customer pays, 12.50
//	line_id      the shop's own id of the line
//	sku          the article                          (product_id)
//	barcode      used where there is no sku           (gtin, ean, upc)
//	item_name    what the article is called           (title)
//	quantity     pieces still to ship, else 1         (qty)
//	price        of one piece                         (unit_price)
//	weight_g     of one piece
//
// An order whose rows have neither sku nor barcode has no lines and is refused
// by name. Times without a zone are in the zone of File. Cents are hundredths
// of any currency, read from the digits without rounding.
//
// # Products and cartons as CSV
//
// Products: sku (product_id), name (category_en, title), client, barcode (gtin,
// ean, upc; several separated by a space), case_barcode with case_units,
// length_mm width_mm height_mm or length_cm width_cm height_cm, weight_g or
// weight_kg, lot, serial, expiry, keep_flat, fragile (yes or no), stock,
// location. A blank size or weight is not known yet.
//
// Cartons: code (box_ref), name, shelf, inner_length_mm inner_width_mm
// inner_height_mm (inner_depth_mm), outer_* likewise, empty_g
// (empty_weight_g), max_g (max_gross_weight_g), cost, currency.
//
// # Files of a packing trial
//
// TrialCartons, TrialOrders, TrialReferences and TrialSpreads read what is packed
// without a database, to measure the packer. These files come from other programs
// too: a column that means nothing here is skipped and told, not refused. An
// article without a side or a weight is refused, for nobody can say what it fits
// into. Which columns there are is in the help of packwright carton pack.
//
// # Files of shops
//
// shopify-csv is the order export of Shopify. shopify-json is {"orders": [...]},
// {"order": {...}}, an array or one order after the other, each as the Admin
// API shows it; an order may embed the answers of two more calls as
// fulfillment_orders and risks. woocommerce-json is an array of REST v3 orders,
// one order, or a batch answer (create, update). bigcommerce-json is an array
// of V2 orders in which products and shipping_addresses, links in the API's
// answer, are replaced by the arrays that those two calls answer; shipments may
// be embedded likewise. An order to several addresses becomes one order for each
// address, with the external id order/address.
//
// # Which orders are not for the bench
//
// Refused by name: cancelled, refunded in full, voided, declined or failed,
// test orders, orders never completed by the customer, orders already shipped,
// and orders in which nothing is to be shipped (digital goods, gift cards).
// Taken in on hold, for a person to release:
//
//	payment       not yet paid: pending, partially paid, expired, on-hold
//	fraud         high risk, or the shop advises to cancel or investigate
//	refund        partly refunded, and the file does not say which lines
//	address       a name, street, city, postal code or country is missing
//	pickup        the customer comes for it
//	verification  the shop waits for a manual check
//	dispute       the payment is disputed
//	cancellation  the shop was asked to cancel
//	status        a state that is not known here, or not ours to fulfil
//
// and each reason of a hold that Shopify's fulfillment order carries. Authorized
// is as good as paid: many shops collect the money when the parcel leaves.
//
// Not here: whether an article exists, stock, what was imported before, and any
// call to a shop.
package intake
