package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/view"
)

// told is what an import makes of a text: a line for each order and each error.
func told(format intake.Format, text string) string {
	var b strings.Builder
	for o, err := range (intake.File{Name: "f", Format: format}).Orders(strings.NewReader(text)) {
		if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		fmt.Fprintln(&b, short(o))
	}
	return b.String()
}

// short is an order in a line: channel:id, number, holds, then its lines.
func short(o view.NewOrder) string {
	words := []string{o.Channel + ":" + o.ExternalID}
	if o.Number != o.ExternalID {
		words = append(words, o.Number)
	}
	if len(o.Holds) > 0 {
		words = append(words, "hold="+strings.Join(o.Holds, "+"))
	}
	for _, l := range o.Lines {
		name := l.SKU
		if name == "" {
			name = "code " + l.Barcode
		}
		words = append(words, fmt.Sprintf("%d x %s", l.Quantity, name))
	}
	return strings.Join(words, " ")
}

// addressed is a header and a row of a complete address, for tests about other
// things.
const (
	head = "order_id,placed_at,name,street,city,postal_code,country,sku,quantity"
	to   = ",2026-03-02 09:00,Ann,Main St 1,Springfield,01101,US,"
)

func TestCSVOrders(t *testing.T) {
	cases := []struct {
		name string
		file string
		want string
	}{
		{
			name: "rows of an order are its lines",
			file: head + "\n1" + to + "MUG,2\n1" + to + "TEA,1\n2" + to + "MUG,1\n",
			want: "csv:1 2 x MUG 1 x TEA\ncsv:2 1 x MUG\n",
		},
		{
			name: "quantities of the same article add up",
			file: head + "\n1" + to + "MUG,2\n1" + to + "TEA,1\n1" + to + "MUG,3\n",
			want: "csv:1 5 x MUG 1 x TEA\n",
		},
		{
			name: "without a quantity a row is one unit",
			file: "order_id,placed_at,sku\n1,2026-03-02,MUG\n1,2026-03-02,MUG\n",
			want: "csv:1 hold=address 2 x MUG\n",
		},
		{
			name: "a price or a line id of its own makes a line of its own",
			file: "order_id,placed_at,sku,price,line_id\n1,2026-03-02,MUG,1,a\n1,,MUG,2,a\n1,,MUG,2,b\n1,,MUG,2.00,b\n",
			want: "csv:1 hold=address 1 x MUG 1 x MUG 2 x MUG\n",
		},
		{
			name: "an article may be known by its barcode alone",
			file: "order_id,placed_at,ean\n1,2026-03-02,4006381333931\n",
			want: "csv:1 hold=address 1 x code 4006381333931\n",
		},
		{
			name: "further rows may leave the order's columns blank",
			file: head + "\n1" + to + "MUG,2\n1,,,,,,,TEA,1\n",
			want: "csv:1 2 x MUG 1 x TEA\n",
		},
		{
			name: "further rows may not contradict the first",
			file: head + "\n1" + to + "MUG,2\n1,,Bob,,,,,TEA,1\n2" + to + "MUG,1\n",
			want: "f:3: 1: name: \"Bob\" is \"Ann\" in the order's first row. Write the same in all rows of an order, or nothing.\n" +
				"csv:2 1 x MUG\n",
		},
		{
			name: "an order without lines is refused by name, the others stay",
			file: head + "\n1" + to + ",\n2" + to + "MUG,1\n",
			want: "f:2: 1: the order has no lines that are to be shipped. Nothing to do, or complete the order and import it again.\n" +
				"csv:2 1 x MUG\n",
		},
		{
			name: "a bad row refuses its order and no other, and is told once",
			file: head + "\n1" + to + "MUG,1\n2" + to + "MUG,two\n2" + to + "TEA,1\n3" + to + "MUG,1\n",
			want: "csv:1 1 x MUG\n" +
				"f:3: 2: quantity: \"two\" is not a number with a decimal point. Write a whole number, digits only.\n" +
				"csv:3 1 x MUG\n",
		},
		{
			name: "half a piece is no quantity",
			file: head + "\n1" + to + "MUG,1.5\n",
			want: "f:2: 1: quantity: \"1.5\" has more decimals than can be kept. Write a whole number, digits only.\n",
		},
		{
			name: "no piece is no quantity",
			file: head + "\n1" + to + "MUG,0\n",
			want: "f:2: 1: its line \"MUG\" asks for 0 pieces. Between 1 and 1000000 can be shipped.\n",
		},
		{
			name: "less than no piece neither",
			file: head + "\n1" + to + "MUG,-1\n",
			want: "f:2: 1: quantity: \"-1\" is not a number with a decimal point. Write a whole number, digits only.\n",
		},
		{
			name: "rows of an order that stand apart are refused",
			file: head + "\n1" + to + "MUG,1\n2" + to + "MUG,1\n1" + to + "TEA,1\n",
			want: "csv:1 1 x MUG\ncsv:2 1 x MUG\n" +
				"f:4: 1: rows of this order stand at line 2 already. Keep the rows of an order together.\n",
		},
		{
			name: "two shops may use the same id",
			file: "order_id,channel,placed_at,sku\n1,a,2026-03-02,MUG\n1,b,2026-03-02,MUG\n",
			want: "a:1 hold=address 1 x MUG\nb:1 hold=address 1 x MUG\n",
		},
		{
			name: "holds are taken over, each once",
			file: "order_id,placed_at,sku,holds\n1,2026-03-02,MUG,fraud; payment|fraud\n",
			want: "csv:1 hold=fraud+payment+address 1 x MUG\n",
		},
		{
			name: "a country is two letters",
			file: strings.ReplaceAll(head+"\n1"+to+"MUG,1\n", "US", "Narnia"),
			want: "f:2: 1: country: \"NARNIA\" is not a country. Write its two letters, such as DE.\n",
		},
		{
			name: "a country without postal codes needs none",
			file: head + "\n1,2026-03-02,Ann,Road 1,Hong Kong,,hk,MUG,1\n2,2026-03-02,Ann,Road 1,Ulm,,de,MUG,1\n",
			want: "csv:1 1 x MUG\ncsv:2 hold=address 1 x MUG\n",
		},
		{
			name: "a money amount has two decimals",
			file: "order_id,placed_at,sku,currency,total\n1,2026-03-02,MUG,EUR,12.345\n2,2026-03-02,MUG,EUR,\"12,34\"\n",
			want: "f:2: 1: total: \"12.345\" has more decimals than can be kept. Write at most 2 digits behind the point.\n" +
				"f:3: 2: total: \"12,34\" is not a number with a decimal point. Write digits with one point, such as 12.50.\n",
		},
		{
			name: "an amount needs a currency",
			file: "order_id,placed_at,sku,currency,total\n1,2026-03-02,MUG,,12.34\n",
			want: "f:2: 1: currency: \"\" is not a currency. Write its three letters, such as EUR.\n",
		},
		{
			name: "a time must be one",
			file: "order_id,placed_at,sku\n1,yesterday,MUG\n2,,MUG\n",
			want: "f:2: 1: placed_at: \"yesterday\" is not a time. Write it as 2026-03-02 09:14:05.\n" +
				"f:3: 2: placed_at: the field is blank. Fill it in.\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := told(intake.CSV, c.file); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

func TestCSVFiles(t *testing.T) {
	row := "1" + to + "MUG,1"
	cases := []struct {
		name string
		file string
		want string
	}{
		{"a byte order mark is skipped", "\ufeff" + head + "\n" + row + "\n", "csv:1 1 x MUG\n"},
		{"lines may end in CRLF", head + "\r\n" + row + "\r\n", "csv:1 1 x MUG\n"},
		{"the last line needs no end", head + "\n" + row, "csv:1 1 x MUG\n"},
		{"blank lines are skipped", head + "\n\n" + row + "\n,,,,,,,,\n\n", "csv:1 1 x MUG\n"},
		{"columns may be named in any case and order", "Quantity,SKU,Placed At,Order-ID\n1,MUG,2026-03-02,1\n", "csv:1 hold=address 1 x MUG\n"},
		{"semicolons separate as well", strings.ReplaceAll(head+"\n"+row+"\n", ",", ";"), "csv:1 1 x MUG\n"},
		{"and tabs", strings.ReplaceAll(head+"\n"+row+"\n", ",", "\t"), "csv:1 1 x MUG\n"},
		{"an empty file", "", "f: the file is empty. Its first row names the columns. Nothing after it was read.\n"},
		{"a header alone is no error", head + "\n", ""},
		{
			"a misspelt column is refused", "order_id,placed_at,sku,qantity\n1,2026-03-02,MUG,5\n",
			"f:1: the column \"qantity\" is not known. Rename it or take it out of the file; the known ones are " +
				"barcode, channel, city, company, country, currency, email, gift, holds, item_name, line_id, name, note, " +
				"order_id, order_number, pack_g, pack_must, pack_note, phone, placed_at, postal_code, price, priority, quantity, region, release_at, " +
				"service, ship_by, sku, street, street2, total, weight_g. Nothing after it was read.\n",
		},
		{
			"a column that stands there twice", "order_id,placed_at,sku,id\n",
			"f:1: the column \"id\" stands there twice. Take one of them out of the file. Nothing after it was read.\n",
		},
		{
			"a column that is missing", "placed_at,sku\n",
			"f:1: there is no column order_id. The first row must name it. Nothing after it was read.\n",
		},
		{
			"UTF-16", "\xff\xfeo\x00",
			"f:1: the file is UTF-16. Save it as UTF-8. Nothing after it was read.\n",
		},
		{
			"a NUL is refused by its column", head + "\n1" + strings.Replace(to, "Ann", "A\x00n", 1) + "MUG,1\n2" + to + "MUG,1\n",
			"f:2: 1: name: the field holds a NUL. Take it out, the database cannot hold it.\ncsv:2 1 x MUG\n",
		},
		{
			"bytes that are no UTF-8 are refused by line and column", head + "\n" + row + "\n2" + strings.Replace(to, "Ann", "M\xfcller", 1) + "MUG,1\n",
			"csv:1 1 x MUG\nf:3: 2: name: \"M\\xfcller\" is not UTF-8. Save the file as UTF-8.\n",
		},
		{
			"a field of more than 64 KB", head + "\n1" + strings.Replace(to, "Ann", strings.Repeat("n", intake.MaxField+1), 1) + "MUG,1\n2" + to + "MUG,1\n",
			"f:2: 1: name: the field is longer than 65536 bytes. Shorten it; a quote may be missing.\ncsv:2 1 x MUG\n",
		},
		{
			"a line of more than 1 MB", head + "\n" + strings.Repeat("n", 2<<20) + "\n" + row + "\n3" + to + "MUG,1\n",
			"f:2: the line is longer than 1048576 bytes. Look for line ends that are missing.\n" +
				"f:3: 1: line 2 cannot be read and may be one of its rows. Mend that line and import the file again.\n" +
				"csv:3 1 x MUG\n",
		},
		{
			"a row too short", head + "\n1,2026-03-02\n2" + to + "MUG,1\n3" + to + "MUG,1\n",
			"f:2: the row has 2 fields, the header has 9. Compare the separators and the quotes.\n" +
				"f:3: 2: line 2 cannot be read and may be one of its rows. Mend that line and import the file again.\n" +
				"csv:3 1 x MUG\n",
		},
		{
			"a row without an order refuses the orders beside it", head + "\n1" + to + "MUG,1\n" + to + "TEA,1\n2" + to + "MUG,1\n3" + to + "MUG,1\n",
			"f:3: order_id: the field is blank. Fill it in.\n" +
				"f:2: 1: line 3 cannot be read and may be one of its rows. Mend that line and import the file again.\n" +
				"f:4: 2: line 3 cannot be read and may be one of its rows. Mend that line and import the file again.\n" +
				"csv:3 1 x MUG\n",
		},
		{
			"a row without an order between two of one order is its own", head + "\n1" + to + "MUG,1\n" + to + "TEA,1\n1" + to + "POT,1\n2" + to + "MUG,1\n",
			"f:3: order_id: the field is blank. Fill it in.\n" +
				"f:2: 1: line 3 cannot be read and may be one of its rows. Mend that line and import the file again.\n" +
				"csv:2 1 x MUG\n",
		},
		{
			"a quote inside a field costs its order alone", head + "\n" + row + "\n2,2026-03-02,5\" Ann,,,,,MUG,1\n3" + to + "MUG,1\n4" + to + "\"MUG\",1\n",
			"csv:1 1 x MUG\n" +
				"f:3: 2: a quote stands inside a field that does not begin with one, at byte 15. Put quotes around the whole field and double those inside it.\n" +
				"csv:3 1 x MUG\ncsv:4 1 x MUG\n",
		},
		{
			"a quote never closed costs its order alone", head + "\n" + row + "\n2,2026-03-02,\"Ann,,,,,MUG,1\n3" + to + "MUG,1\n4" + to + "MUG,1\n",
			"csv:1 1 x MUG\n" +
				"f:3: 2: a quote is never closed, or something stands behind the closing one. Put quotes around the whole field and double those inside it.\n" +
				"csv:3 1 x MUG\ncsv:4 1 x MUG\n",
		},
		{
			"the first row of an order torn refuses all of it", head + "\n" + row + "\n2,2026-03-02,\"Ann,,,,,MUG,1\n2" + to + "TEA,1\n3" + to + "MUG,1\n",
			"csv:1 1 x MUG\n" +
				"f:3: 2: a quote is never closed, or something stands behind the closing one. Put quotes around the whole field and double those inside it.\n" +
				"csv:3 1 x MUG\n",
		},
		{
			"of two stray quotes each costs its own row", head + "\n" + row + "\n2,2026-03-02,Ann,\"Main St 1,,,,MUG,1\n3,2026-03-02,Ann\",,,,,MUG,1\n4" + to + "MUG,1\n",
			"csv:1 1 x MUG\n" +
				"f:3: 2: a quote is never closed, or something stands behind the closing one. Put quotes around the whole field and double those inside it.\n" +
				"f:4: 3: a quote stands inside a field that does not begin with one, at byte 17. Put quotes around the whole field and double those inside it.\n" +
				"csv:4 1 x MUG\n",
		},
		{"a field may hold line breaks, quotes and separators", head + "\n1" + strings.Replace(to, "Ann", "\"A\nn\"\"n, x\"", 1) + "MUG,1\n", "csv:1 1 x MUG\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := told(intake.CSV, c.file); got != c.want {
				t.Errorf("got:\n%swant:\n%s", got, c.want)
			}
		})
	}
}

func TestCSVOrderHasEveryField(t *testing.T) {
	const file = "order_id,order_number,channel,placed_at,ship_by,release_at,priority,service,name,company,street,street2,city,region,postal_code,country,phone,email,note,gift,holds,currency,total,line_id,sku,barcode,item_name,quantity,price,weight_g\n" +
		"77,#1001,shop:main,2026-03-02 09:14:05,2026-03-03T12:00:00+02:00,2026-03-02 10:00,5,Express,\"Ann\x1b[2J, \"\"A\"\"\",Acme,Main St 1,Flat 2,Springfield,MA,01101,us,555,a@x.org,=1+1,yes,fraud,usd,70.2,9,MUG,4006381333931,Mug – Blue,2,12,350\n"
	madrid := time.FixedZone("", 3600)
	orders, refused := all(intake.File{Name: "o.csv", Format: intake.CSV, Zone: madrid}.Orders(strings.NewReader(file)))
	if len(refused) > 0 || len(orders) != 1 {
		t.Fatal(orders, refused)
	}
	want := view.NewOrder{
		Channel: "shop:main", ExternalID: "77", Number: "#1001",
		PlacedAt:  time.Date(2026, 3, 2, 8, 14, 5, 0, time.UTC),
		ShipBy:    time.Date(2026, 3, 3, 10, 0, 0, 0, time.UTC),
		ReleaseAt: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
		Priority:  5, Service: "Express",
		ShipTo: view.Address{
			Name: "Ann\x1b[2J, \"A\"", Company: "Acme", Street: "Main St 1", Street2: "Flat 2", City: "Springfield",
			Region: "MA", PostalCode: "01101", Country: "US", Phone: "555", Email: "a@x.org",
		},
		Lines: []view.NewLine{{
			ExternalID: "9", SKU: "MUG", Barcode: "4006381333931", Name: "Mug – Blue", Quantity: 2, PriceCents: 1200, WeightG: 350,
		}},
		Note: "=1+1", Gift: true, Holds: []string{"fraud"}, Currency: "USD", TotalCents: 7020, Source: "o.csv:2",
	}
	if got := orders[0]; fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAnOrderHasAtMost10000Lines(t *testing.T) {
	var file strings.Builder
	file.WriteString("order_id,placed_at,sku\n")
	for n := range intake.MaxLines + 500 {
		fmt.Fprintf(&file, "1,2026-03-02,A%d\n", n)
	}
	file.WriteString("2,2026-03-02,MUG\n")
	want := "f:10002: 1: the order has more than 10000 lines. Split it in the shop.\ncsv:2 hold=address 1 x MUG\n"
	if got := told(intake.CSV, file.String()); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestReadingStopsWhenToldTo(t *testing.T) {
	in := strings.NewReader(head + strings.Repeat("\n1"+to+"MUG,1\n2"+to+"MUG,1", 50_000))
	for range (intake.File{Name: "f", Format: intake.CSV}).Orders(in) {
		break
	}
	if in.Len() == 0 {
		t.Error("the whole file was read for one order")
	}
}

func TestAnAddressMustBeComplete(t *testing.T) {
	cases := []struct{ name, in, by, want string }{
		{"complete", "", "", "csv:1 1 x MUG\n"},
		{"no name", "Ann", "", "csv:1 hold=address 1 x MUG\n"},
		{"a name of spaces", "Ann", "  ", "csv:1 hold=address 1 x MUG\n"},
		{"no street", "Main St 1", "", "csv:1 hold=address 1 x MUG\n"},
		{"no city", "Springfield", "", "csv:1 hold=address 1 x MUG\n"},
		{"no postal code", "01101", "", "csv:1 hold=address 1 x MUG\n"},
		{"no country", "US", "", "csv:1 hold=address 1 x MUG\n"},
	}
	for _, c := range cases {
		file := head + "\n1" + strings.Replace(to, c.in, c.by, 1) + "MUG,1\n"
		if got := told(intake.CSV, file); got != c.want {
			t.Errorf("%s: got %s", c.name, got)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	want := "f: the format \"xml\" is not known. It is one of [csv shopify-csv shopify-json woocommerce-json bigcommerce-json]. Nothing after it was read.\n"
	if got := told("xml", ""); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}
