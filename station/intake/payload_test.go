package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/intake"
)

func TestShopifyExport(t *testing.T) {
	file := read(t, "shopify_orders_export_SYNTHETIC.csv")
	const want = "shopify:9000000001 #1001 2 x MUG-BLU 1 x POS-A2\n" +
		"shopify:9000000002 #1002 hold=payment+fraud 1 x TEA-L\n" +
		"f:5: #1003: the order was cancelled at 2026-03-02 11:00:00 +0000. Nothing to do.\n"
	if got := told(intake.ShopifyCSV, file); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	orders, _ := all(intake.File{Name: "e.csv", Format: intake.ShopifyCSV, Channel: "shopify:main"}.Orders(strings.NewReader(file)))
	o := orders[0]
	if o.ShipTo.PostalCode != "01101" {
		t.Errorf("got the zip %q, want 01101 without the apostrophe of the export", o.ShipTo.PostalCode)
	}
	if o.Note != `Gift note: "Happy birthday!"` || o.TotalCents != 7022 || o.Lines[1].PriceCents != 3500 || o.Channel != "shopify:main" {
		t.Errorf("got %+v", o)
	}
	if !o.PlacedAt.Equal(time.Date(2026, 3, 2, 9, 14, 1, 0, time.UTC)) {
		t.Errorf("placed at %s", o.PlacedAt)
	}
	if a := orders[1].ShipTo; a.Name != "Bob Müller" || a.Street != "Straße 5" || a.Street2 != "Hinterhaus" || a.Country != "DE" {
		t.Errorf("got %+v", a)
	}
}

func TestShopifyRows(t *testing.T) {
	const columns = "Lineitem sku,Name,Lineitem quantity,Created at,Financial Status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country"
	const first = ",2026-03-02 09:14:01 +0000,paid,Ann,Main St 1,Boston,'02108,US"
	cases := []struct {
		name string
		more string // columns
		rows []string
		want string
	}{
		{"columns are found by name", "", []string{"MUG,#1,2" + first}, "shopify:#1 2 x MUG\n"},
		{
			"rows after the first carry the line item only", ",Currency",
			[]string{"MUG,#1,2" + first + ",EUR", "TEA,#1,1,2026-03-02 09:14:01 +0000,,,,,,,"},
			"shopify:#1 2 x MUG 1 x TEA\n",
		},
		{"what needs no shipping is left out", ",Lineitem requires shipping", []string{"MUG,#1,1" + first + ",true", "PDF,#1,1,,,,,,,,false"}, "shopify:#1 1 x MUG\n"},
		{
			"nothing that needs shipping", ",Lineitem requires shipping",
			[]string{"PDF,#1,1" + first + ",false"},
			"f:2: #1: the order has no lines that are to be shipped. Nothing to do, or complete the order and import it again.\n",
		},
		{"a line shipped before is left out", ",Lineitem fulfillment status", []string{"MUG,#1,1" + first + ",fulfilled", "TEA,#1,1,,,,,,,,pending"}, "shopify:#1 1 x TEA\n"},
		{"an order shipped before", ",Fulfillment Status", []string{"MUG,#1,1" + first + ",fulfilled"}, "f:2: #1: the order is shipped already. Nothing to do.\n"},
		{"Canceled with one l", ",Canceled at", []string{"MUG,#1,1" + first + ",2026-03-03", "TEA,#1,1,,,,,,,,"}, "f:2: #1: the order was cancelled at 2026-03-03. Nothing to do.\n"},
		{"refunded", "", []string{strings.Replace("MUG,#1,1"+first, "paid", "refunded", 1)}, "f:2: #1: the payment of the order is refunded. Nothing to do.\n"},
		{"partly refunded", "", []string{strings.Replace("MUG,#1,1"+first, "paid", "partially_refunded", 1)}, "shopify:#1 hold=refund 1 x MUG\n"},
		{"not paid", "", []string{strings.Replace("MUG,#1,1"+first, "paid", "partially_paid", 1)}, "shopify:#1 hold=payment 1 x MUG\n"},
		{"an article without a SKU", "", []string{",#1,1" + first}, "f:2: #1: its line \"\" has neither a SKU nor a barcode. Give the article a SKU in the shop.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := columns + c.more + "\n" + strings.Join(c.rows, "\n") + "\n"
			if got := told(intake.ShopifyCSV, file); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// The samples as they are stored. What they lack for an order is said by name.
func TestSampleFiles(t *testing.T) {
	cases := []struct {
		format intake.Format
		file   string
		want   string
	}{
		{intake.ShopifyJSON, "shopify_goshopify_fixture_order.json", "f:1: #9999: test: it is a test order. Nothing to do.\n"},
		{intake.ShopifyJSON, "shopify_goshopify_fixture_orders.json", "f:1: #9999: test: it is a test order. Nothing to do.\n"},
		{intake.ShopifyJSON, "shopify_goshopify_fixture_fulfillment_order.json", "f:1: this is not an order but the answer of another call. Embed it in its order as fulfillment_orders or risks.\n"},
		{intake.ShopifyJSON, "shopify_goshopify_fixture_order_risk.json", "f:1: this is not an order but the answer of another call. Embed it in its order as fulfillment_orders or risks.\n"},
		{intake.WooCommerceJSON, "woocommerce_v3_order_retrieve.json", "f:1: 727: its line \"Woo Single #1\" has neither a SKU nor a barcode. Give the article a SKU in the shop.\n"},
		{intake.WooCommerceJSON, "woocommerce_v3_order_update.json", "f:1: 727: status: the order is completed: shipped already. Nothing to do.\n"},
		{
			intake.WooCommerceJSON, "woocommerce_v3_order_list.json",
			"f:2: 727: its line \"Woo Single #1\" has neither a SKU nor a barcode. Give the article a SKU in the shop.\n" +
				"f:167: 723: status: the order is completed: shipped already. Nothing to do.\n",
		},
		{intake.BigCommerceJSON, "bigcommerce_v2_order.json", "f:1: 218: products: the order does not hold its products. Put the array that this call answers in its place.\n"},
		{intake.BigCommerceJSON, "bigcommerce_v2_orders_list.json", "f:2: 100: products: the order does not hold its products. Put the array that this call answers in its place.\n"},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			if got := told(c.format, read(t, c.file)); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

// The samples with what keeps them from being orders taken away: every field of
// the real documents can be read.
func TestSampleOrders(t *testing.T) {
	live := strings.NewReplacer(
		`"test":true`, `"test":false`, `"cancelled_at":"2016-05-17T04:14:36-04:00"`, `"cancelled_at":null`,
		`"financial_status":"voided"`, `"financial_status":"paid"`, `"sku":""`, `"sku":"SODA"`,
	).Replace
	sku := strings.NewReplacer(`"sku": ""`, `"sku": "WOO"`).Replace
	cases := []struct {
		format intake.Format
		file   string
		want   string
	}{
		{intake.ShopifyJSON, live(read(t, "shopify_goshopify_fixture_order.json")), "shopify:123456 #9999 1 x SODA 1 x SODA\n"},
		{intake.ShopifyJSON, live(read(t, "shopify_goshopify_fixture_orders.json")), "shopify:123456 #9999 1 x SODA 1 x SODA\n"},
		{intake.WooCommerceJSON, sku(read(t, "woocommerce_v3_order_retrieve.json")), "woocommerce:727 2 x WOO 1 x Bar3\n"},
		{
			intake.WooCommerceJSON, sku(read(t, "woocommerce_v3_order_batch.json")),
			"woocommerce:728 hold=payment 1 x WOO 1 x WOO 1 x Bar3\nwoocommerce:729 1 x Bar3 1 x WOO\n" +
				"f:352: 727: status: the order is completed: shipped already. Nothing to do.\n" +
				"f:519: 723: the order was deleted in the shop. Nothing to do.\n",
		},
		{
			intake.BigCommerceJSON, joined(t, "bigcommerce_v2_order_multiple_items.json"),
			"bigcommerce:247 1 x S-ORAN 1 x ABS\n",
		},
	}
	for n, c := range cases {
		if got := told(c.format, c.file); got != c.want {
			t.Errorf("%d: got:\n%swant:\n%s", n, got, c.want)
		}
	}
}

// joined puts the sampled products and address into a sampled order.
func joined(t *testing.T, name string) string {
	t.Helper()
	order := read(t, name)
	address := strings.Replace(read(t, "bigcommerce_v2_order_shipping_address_update.json"), `"id": 1,`, `"id": 51,`, 1)
	for key, answer := range map[string]string{"products": read(t, "bigcommerce_v2_order_products.json"), "shipping_addresses": "[" + address + "]"} {
		start := strings.Index(order, fmt.Sprintf("%q: {", key))
		end := start + strings.Index(order[start:], "\n }") + 3
		order = order[:start] + fmt.Sprintf("%q: %s", key, answer) + order[end:]
	}
	return order
}
