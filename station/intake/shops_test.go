package intake_test

import (
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/intake"
)

const shopifyBase = `"id":1,"name":"#1","created_at":"2026-03-02T09:14:01-05:00","financial_status":"paid","currency":"USD","total_price":"70.22",
 "shipping_address":{"name":"Ann","address1":"Main St 1","city":"Boston","zip":"02108","country_code":"US"},`

func TestShopifyOrders(t *testing.T) {
	const mug = `"line_items":[{"id":7,"sku":"MUG","quantity":3,"fulfillable_quantity":3,"requires_shipping":true,"price":"12.00","grams":350}]`
	paid := func(status string) string {
		return "{" + strings.Replace(shopifyBase, `"paid"`, status, 1) + mug + "}"
	}
	with := func(more string) string { return "{" + shopifyBase + more + "," + mug + "}" }
	cases := []struct{ name, file, want string }{
		{"what is left counts, not what was ordered", `{` + shopifyBase + `"line_items":[{"sku":"MUG","quantity":3,"fulfillable_quantity":1}]}`, "shopify:1 #1 1 x MUG\n"},
		{"a line of which nothing is left", `{` + shopifyBase + `"line_items":[{"sku":"MUG","quantity":3,"fulfillable_quantity":0},{"sku":"TEA","quantity":1}]}`, "shopify:1 #1 1 x TEA\n"},
		{
			"what needs no shipping never reaches a station",
			`{` + shopifyBase + `"line_items":[{"sku":"PDF","quantity":1,"fulfillable_quantity":1,"requires_shipping":false},{"sku":"GC","quantity":1,"gift_card":true},{"sku":"TEA","quantity":1}]}`,
			"shopify:1 #1 1 x TEA\n",
		},
		{
			"nothing but a download", `{` + shopifyBase + `"line_items":[{"sku":"PDF","quantity":1,"requires_shipping":false}]}`,
			"f:1: #1: the order has no lines that are to be shipped. Nothing to do, or complete the order and import it again.\n",
		},
		{"no fulfillment status is unfulfilled", with(`"fulfillment_status":null`), "shopify:1 #1 3 x MUG\n"},
		{"partly fulfilled goes on", with(`"fulfillment_status":"partial"`), "shopify:1 #1 3 x MUG\n"},
		{"fulfilled is shipped", with(`"fulfillment_status":"fulfilled"`), "f:1: #1: fulfillment_status: the order is fulfilled already. Nothing to do.\n"},
		{"a test order", with(`"test":true`), "f:1: #1: test: it is a test order. Nothing to do.\n"},
		{"cancelled", with(`"cancelled_at":"2026-03-02T10:00:00Z"`), "f:1: #1: cancelled_at: the order was cancelled at 2026-03-02T10:00:00Z. Nothing to do.\n"},
		{"refunded", paid(`"refunded"`), "f:1: #1: the payment of the order is refunded. Nothing to do.\n"},
		{"authorized is as good as paid", paid(`"authorized"`), "shopify:1 #1 3 x MUG\n"},
		{"not paid yet", paid(`"pending"`), "shopify:1 #1 hold=payment 3 x MUG\n"},
		{"no word about paying", paid(`null`), "shopify:1 #1 hold=payment 3 x MUG\n"},
		{"partly refunded says what is left", paid(`"partially_refunded"`), "shopify:1 #1 3 x MUG\n"},
		{"a risk that advises to cancel", with(`"risks":[{"recommendation":"cancel"}]`), "shopify:1 #1 hold=fraud 3 x MUG\n"},
		{"a risk accepted", with(`"risks":[{"recommendation":"accept"}]`), "shopify:1 #1 3 x MUG\n"},
		{
			"a fulfillment order on hold says why",
			with(`"fulfillment_orders":[{"status":"on_hold","fulfillment_holds":[{"reason":"incorrect_address"},{"reason":"inventory_out_of_stock"}],"supported_actions":["release_hold"],"line_items":[{"line_item_id":7,"fulfillable_quantity":3}]}]`),
			"shopify:1 #1 hold=address+inventory_out_of_stock 3 x MUG\n",
		},
		{
			"the request has a state apart from the status",
			with(`"fulfillment_orders":[{"status":"open","request_status":"cancellation_requested","supported_actions":["create_fulfillment"],"line_items":[{"line_item_id":7,"fulfillable_quantity":3}]}]`),
			"shopify:1 #1 hold=cancellation 3 x MUG\n",
		},
		{
			"the server says what is legal",
			with(`"fulfillment_orders":[{"status":"open","supported_actions":["move"],"line_items":[{"line_item_id":7,"fulfillable_quantity":3}]}]`),
			"shopify:1 #1 hold=status 3 x MUG\n",
		},
		{
			"closed fulfillment orders leave nothing",
			with(`"fulfillment_orders":[{"status":"closed","line_items":[{"line_item_id":7,"fulfillable_quantity":0}]},{"status":"open","supported_actions":["create_fulfillment"],"line_items":[{"line_item_id":7,"fulfillable_quantity":2}]}]`),
			"shopify:1 #1 2 x MUG\n",
		},
		{"orders under a key", `{"orders":[` + with(`"test":false`) + `,` + with(`"test":true`) + `],"count":2,"page":{"next":["a"]}}`, "shopify:1 #1 3 x MUG\nf:2: #1: test: it is a test order. Nothing to do.\n"},
		{"an array", `[` + with(`"test":false`) + `]`, "shopify:1 #1 3 x MUG\n"},
		{"an array of wrapped orders", `[{"order":` + with(`"test":false`) + `}]`, "shopify:1 #1 3 x MUG\n"},
		{"one order a line", with(`"test":false`) + "\n" + `{"order":` + with(`"test":true`) + "}\n", "shopify:1 #1 3 x MUG\nf:3: #1: test: it is a test order. Nothing to do.\n"},
		{"no address", strings.Replace(with(`"test":false`), "shipping_address", "billing_address", 1), "shopify:1 #1 hold=address 3 x MUG\n"},
		{"a NUL in a name", strings.Replace(with(`"test":false`), "Ann", `A\u0000n`, 1), "f:1: #1: name: the field holds a NUL. Take it out, the database cannot hold it.\n"},
		{"too fine an amount", strings.Replace(with(`"test":false`), "70.22", "70.225", 1), "f:1: #1: total_price: \"70.225\" has more decimals than can be kept. Write at most 2 digits behind the point.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := told(intake.ShopifyJSON, c.file); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

func TestShopifyTimesAndNumbers(t *testing.T) {
	const file = `{` + shopifyBase + `"current_total_price":"35.11","email":"a@x.org","note":"ring twice","shipping_lines":[{"title":"Express","code":null}],
 "line_items":[{"id":7,"sku":"MUG","name":"Mug","quantity":3,"price":"12.00","grams":350}],
 "fulfillment_orders":[{"status":"scheduled","fulfill_at":"2026-03-05T07:00:00-04:00","fulfill_by":"2026-03-06T07:00:00-04:00","line_items":[{"line_item_id":7,"fulfillable_quantity":2}]},
  {"status":"scheduled","fulfill_at":"2026-03-04T07:00:00-04:00","fulfill_by":"2026-03-07T07:00:00-04:00","line_items":[{"line_item_id":7,"fulfillable_quantity":1}]}]}`
	orders, refused := all(intake.File{Name: "f", Format: intake.ShopifyJSON}.Orders(strings.NewReader(file)))
	if len(orders) != 1 {
		t.Fatal(refused)
	}
	o := orders[0]
	if !o.PlacedAt.Equal(time.Date(2026, 3, 2, 14, 14, 1, 0, time.UTC)) || !o.ReleaseAt.Equal(time.Date(2026, 3, 5, 11, 0, 0, 0, time.UTC)) ||
		!o.ShipBy.Equal(time.Date(2026, 3, 6, 11, 0, 0, 0, time.UTC)) || len(o.Holds) > 0 {
		t.Errorf("got %+v", o)
	}
	if o.TotalCents != 3511 || o.Service != "Express" || o.Note != "ring twice" || o.ShipTo.Email != "a@x.org" {
		t.Errorf("got %+v", o)
	}
	if l := o.Lines[0]; l.ExternalID != "7" || l.PriceCents != 1200 || l.WeightG != 350 || l.Name != "Mug" {
		t.Errorf("got %+v", l)
	}
}

func TestWooCommerceOrders(t *testing.T) {
	const base = `{"id":727,"number":"A-727","status":"processing","currency":"EUR","date_created":"2017-03-22T16:28:02","date_created_gmt":"2017-03-22T19:28:02","total":"29.35",
 "meta_data":[{"key":"x","value":{"any":["thing",1,null]}}],
 "billing":{"first_name":"Jo","email":"jo@x.org","phone":"555"},"shipping":{"first_name":"Jo","last_name":"Doe","address_1":"Main St 1","city":"Ulm","postcode":"89073","country":"DE"},
 "line_items":[{"id":5,"name":"Mug","sku":"MUG","quantity":3,"price":3.33333}],"shipping_lines":[{"method_id":"flat_rate"}],"refunds":[]}`
	status := func(s string) string { return strings.Replace(base, "processing", s, 1) }
	cases := []struct{ name, file, want string }{
		{"processing is to be shipped", base, "woocommerce:727 A-727 3 x MUG\n"},
		{"pending waits for the payment", status("pending"), "woocommerce:727 A-727 hold=payment 3 x MUG\n"},
		{"on-hold as well", status("on-hold"), "woocommerce:727 A-727 hold=payment 3 x MUG\n"},
		{"completed is shipped", status("completed"), "f:1: A-727: status: the order is completed: shipped already. Nothing to do.\n"},
		{"cancelled", status("cancelled"), "f:1: A-727: status: the order is cancelled. Nothing to do.\n"},
		{"refunded", status("refunded"), "f:1: A-727: status: the order is refunded. Nothing to do.\n"},
		{"failed", status("failed"), "f:1: A-727: status: the order is failed. Nothing to do.\n"},
		{"a word of a plug-in is held", status("wc-awaiting-moon"), "woocommerce:727 A-727 hold=status 3 x MUG\n"},
		{"a partial refund does not say of what", strings.Replace(base, `"refunds":[]`, `"refunds":[{"id":1,"total":"-3.00"}]`, 1), "woocommerce:727 A-727 hold=refund 3 x MUG\n"},
		{"the customer comes for it", strings.Replace(base, "flat_rate", "local_pickup", 1), "woocommerce:727 A-727 hold=pickup 3 x MUG\n"},
		{"no shipping address", strings.Replace(base, `"shipping":`, `"elsewhere":`, 1), "woocommerce:727 A-727 hold=address 3 x MUG\n"},
		{"money is a string and may be a number", strings.Replace(base, `"29.35"`, `29.35`, 1), "woocommerce:727 A-727 3 x MUG\n"},
		{
			"a value of the wrong kind is named, the next order stays", "[" + strings.Replace(base, `"quantity":3`, `"quantity":"three"`, 1) + ",\n" + base + "]",
			"f:4: A-727: line_items.quantity: a string stands where a int is expected. Export it again.\nwoocommerce:727 A-727 3 x MUG\n",
		},
		{"something that is no order", "[1,\n" + base + "]", "f:1: an order is expected, not \"1\". Export whole orders.\nwoocommerce:727 A-727 3 x MUG\n"},
		{
			"a file cut short keeps what was whole", "[" + base + ",\n" + base[:200],
			"woocommerce:727 A-727 3 x MUG\nf:6: the file ends in the middle of an order. Export the file again. Nothing after it was read.\n",
		},
		{
			"a file that stops being JSON", "[" + base + ",\n\n" + `{"id":727,` + "<html>",
			"woocommerce:727 A-727 3 x MUG\nf:6: the file is not JSON: invalid character '<' looking for beginning of object key string. Export the file again. Nothing after it was read.\n",
		},
		{"an empty file", " \n", "f:1: the file is empty. Export the file again. Nothing after it was read.\n"},
		{"an empty array", "[]", ""},
		{"a byte order mark", "\ufeff[" + base + "]", "woocommerce:727 A-727 3 x MUG\n"},
		{"bytes that are no UTF-8", "[" + strings.Replace(base, "Doe", "D\xfce", 1) + "]", "f:3: A-727: the text is not UTF-8. Save the file as UTF-8.\n"},
		{"no date", strings.ReplaceAll(base, "date_", "no_"), "f:1: A-727: it is not said when the order was placed. Fill in the time.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := told(intake.WooCommerceJSON, c.file); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
	t.Run("the time in UTC counts", func(t *testing.T) {
		orders, _ := all(intake.File{Name: "f", Format: intake.WooCommerceJSON, Zone: time.FixedZone("", -3*3600)}.Orders(strings.NewReader(
			"[" + base + "," + strings.Replace(base, "date_created_gmt", "other", 1) + "]",
		)))
		for _, o := range orders {
			if !o.PlacedAt.Equal(time.Date(2017, 3, 22, 19, 28, 2, 0, time.UTC)) {
				t.Errorf("placed at %s", o.PlacedAt)
			}
		}
		if o := orders[0]; o.TotalCents != 2935 || o.Lines[0].PriceCents != 333 || o.ShipTo.Email != "jo@x.org" || o.ShipTo.Phone != "555" || o.ShipTo.Name != "Jo Doe" || o.Service != "flat_rate" {
			t.Errorf("got %+v", o)
		}
	})
}

func TestAnOrderHasAtMost32MB(t *testing.T) {
	in := &repeated{head: "[{\"id\":\"", row: "%d is a part of a very long id that never ends, and makes one wonder why anybody writes it.", left: 1 << 20}
	var last *intake.RowError
	for _, err := range (intake.File{Name: "f", Format: intake.ShopifyJSON}).Orders(in) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "an order is larger than 32 MB") {
		t.Errorf("got %v", last)
	}
	if in.n == in.left {
		t.Error("the file was read to its end")
	}
}

func TestBigCommerceOrders(t *testing.T) {
	const base = `{"id":229,"status_id":11,"date_created":"Tue, 05 Mar 2019 21:40:11 +0000","total_inc_tax":"69.8400","currency_code":"USD",
 "products":[{"id":1,"order_address_id":51,"sku":"MUG","upc":"1234567891112","type":"physical","quantity":2,"price_inc_tax":"12.3456","bin_picking_number":"BIN"},
  {"id":2,"order_address_id":52,"sku":"TEA","type":"physical","quantity":1,"wrapping_name":"Paper"},
  {"id":3,"order_address_id":51,"sku":"PDF","type":"digital","quantity":1}],
 "shipping_addresses":[{"id":51,"first_name":"Ann","street_1":"Main St 1","city":"Austin","zip":"78751","country_iso2":"US","shipping_method":"Flat Rate"},
  {"id":52,"first_name":"Bob","street_1":"Side St 2","city":"Waco","zip":"76701","country_iso2":"US"}]}`
	one := strings.ReplaceAll(base[:strings.Index(base, ",\n  {\"id\":52")]+"]}", `"order_address_id":52`, `"order_address_id":51`)
	status := func(n string) string { return strings.Replace(one, `"status_id":11`, `"status_id":`+n, 1) }
	const good = "bigcommerce:229 2 x MUG 1 x TEA\n"
	cases := []struct{ name, file, want string }{
		{"one address", one, good},
		{"each address is an order of its own", base, "bigcommerce:229/51 229-1 2 x MUG\nbigcommerce:229/52 229-2 1 x TEA\n"},
		{"an address to which nothing goes", strings.Replace(base, `"order_address_id":52`, `"order_address_id":51`, 1), "bigcommerce:229/51 229-1 2 x MUG 1 x TEA\n"},
		{"an address that was not embedded", strings.Replace(base, `{"id":52`, `{"id":53`, 1), "f:1: 229: products.order_address_id: the address \"52\" is not among those of the order. Embed all addresses of the order.\n"},
		{"awaiting shipment", status("9"), good},
		{"partly shipped: the products say what is left", strings.Replace(status("3"), `"quantity":2`, `"quantity":2,"quantity_shipped":1`, 1), "bigcommerce:229 1 x MUG 1 x TEA\n"},
		{"partly refunded: likewise", strings.Replace(status("14"), `"quantity":2`, `"quantity":2,"quantity_refunded":2`, 1), "bigcommerce:229 1 x TEA\n"},
		{"shipments say it as well", strings.Replace(one, `"products"`, `"shipments":[{"items":[{"order_product_id":1,"quantity":1}]}],"products"`, 1), "bigcommerce:229 1 x MUG 1 x TEA\n"},
		{"shipments may be a link", strings.Replace(one, `"products"`, `"shipments":{"url":"x"},"products"`, 1), good},
		{"manual verification", status("12"), "bigcommerce:229 hold=verification 2 x MUG 1 x TEA\n"},
		{"awaiting payment", status("7"), "bigcommerce:229 hold=payment 2 x MUG 1 x TEA\n"},
		{"disputed", status("13"), "bigcommerce:229 hold=dispute 2 x MUG 1 x TEA\n"},
		{"a status to come", status("15"), "bigcommerce:229 hold=status 2 x MUG 1 x TEA\n"},
		{"incomplete", status("0"), "f:1: 229: status_id: the customer has not completed the order. Nothing to do.\n"},
		{"pending", status("1"), "f:1: 229: status_id: the customer has not completed the order. Nothing to do.\n"},
		{"shipped", status("2"), "f:1: 229: status_id: the order is shipped already. Nothing to do.\n"},
		{"refunded", status("4"), "f:1: 229: status_id: the order is refunded. Nothing to do.\n"},
		{"cancelled", status("5"), "f:1: 229: status_id: the order is cancelled. Nothing to do.\n"},
		{"declined", status("6"), "f:1: 229: status_id: the order is declined. Nothing to do.\n"},
		{"pickup", status("8"), "f:1: 229: status_id: the order waits for the customer to pick it up. Nothing to do.\n"},
		{"completed", status("10"), "f:1: 229: status_id: the order is shipped already. Nothing to do.\n"},
		{"no status", status("null"), "f:1: 229: status_id: the order has no status. Export whole orders.\n"},
		{"digital", strings.Replace(one, `"id":229`, `"id":229,"order_is_digital":true`, 1), "f:1: 229: order_is_digital: the order is digital, nothing is to be shipped. Nothing to do.\n"},
		{"nothing left", strings.ReplaceAll(one, `"physical"`, `"giftcertificate"`), "f:1: 229: products: the order has no lines that are to be shipped. Nothing to do.\n"},
		{"addresses as a link", one[:strings.Index(one, `"shipping_addresses"`)] + `"shipping_addresses":{"url":"x"}}`, "f:1: 229: shipping_addresses: the order does not hold its addresses. Put the array that this call answers in its place.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := told(intake.BigCommerceJSON, c.file); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
	orders, _ := all(intake.File{Name: "f", Format: intake.BigCommerceJSON}.Orders(strings.NewReader(base)))
	if o := orders[0]; !o.PlacedAt.Equal(time.Date(2019, 3, 5, 21, 40, 11, 0, time.UTC)) || o.TotalCents != 6984 || o.Gift ||
		o.Lines[0].PriceCents != 1235 || o.Lines[0].Barcode != "1234567891112" || o.ShipTo.Name != "Ann" || o.Service != "Flat Rate" {
		t.Errorf("got %+v", o)
	}
	if o := orders[1]; !o.Gift || o.ShipTo.City != "Waco" {
		t.Errorf("got %+v", o)
	}
}
