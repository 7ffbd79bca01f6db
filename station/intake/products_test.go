package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/intake"
)

func TestProducts(t *testing.T) {
	cases := []struct {
		name string
		file string
		want string
	}{
		{
			name: "every field",
			file: "sku,name,client,barcode,case_barcode,case_units,length_mm,width_mm,height_mm,weight_g,lot,serial,expiry,keep_flat,fragile,stock,location\n" +
				"TEA,Tea,acme,4006381333931 96385074,14006381333938,12,100,80,60,250,yes,no,1,x,,40,A-01\n",
			want: "{SKU:TEA Name:Tea Client:acme Barcodes:[{Code:4006381333931 Units:1} {Code:96385074 Units:1} {Code:14006381333938 Units:12}] " +
				"LengthMM:100 WidthMM:80 HeightMM:60 WeightG:250 Lot:true Serial:false Expiry:true KeepFlat:true Fragile:false Rotation: PadMM:0 BearsG:0 Stack:0 Alone:false Family: Set: NotIn:[] PackNote: PackMust:false PackG:0 Stock:40 Location:A-01}\n",
		},
		{
			name: "what the plan of the cartons must mind",
			file: "sku,fragile,rotation,pad_mm,bears_g,stack,ships_alone,family,set,not_in\nVASE,yes,This_Side_Up,10,500,2,yes,glass,tea-set,\"BOX-A; BAG 1\"\n",
			want: "{SKU:VASE Name:VASE Client: Barcodes:[] LengthMM:0 WidthMM:0 HeightMM:0 WeightG:0 Lot:false Serial:false Expiry:false KeepFlat:false Fragile:true " +
				"Rotation:this_side_up PadMM:10 BearsG:500 Stack:2 Alone:true Family:glass Set:tea-set NotIn:[BOX-A BAG 1] PackNote: PackMust:false PackG:0 Stock:0 Location:}\n",
		},
		{
			name: "what goes in beside it",
			file: "sku,pack_note,pack_must,pack_g\nVASE,\"two layers of paper\nthis side to the wall\",yes,30\n" +
				"A,,yes,\nB,\"1\n2\n3\n4\",,\nC," + strings.Repeat("long ", 15) + ",,\n",
			want: "{SKU:VASE Name:VASE Client: Barcodes:[] LengthMM:0 WidthMM:0 HeightMM:0 WeightG:0 Lot:false Serial:false Expiry:false KeepFlat:false Fragile:false " +
				"Rotation: PadMM:0 BearsG:0 Stack:0 Alone:false Family: Set: NotIn:[] PackNote:two layers of paper\nthis side to the wall PackMust:true PackG:30 Stock:0 Location:}\n" +
				"f:4: A: pack_note: there is no instruction to acknowledge or to weigh. Write what is put in.\n" +
				"f:5: B: pack_note: the instruction has more than 3 lines. Shorten it.\n" +
				"f:9: C: pack_note: a line of the instruction is longer than 70 characters. Shorten it.\n",
		},
		{
			name: "rules that cannot be are named",
			file: "sku,fragile,rotation,bears_g,family\nA,yes,upside,,\nB,,,500,\nC,,,,food and drink\n",
			want: "f:2: A: rotation: \"upside\" is not possible here. Write one of any, keep_flat, this_side_up, none.\n" +
				"f:3: B: bears_g: only what is fragile bears no more than so much. Write yes under fragile.\n" +
				"f:4: C: family: \"food and drink\" is not one word. Write a word without spaces and slashes.\n",
		},
		{
			name: "centimetres and kilograms are exact",
			file: "sku,length_cm,width_cm,height_cm,weight_kg\nTEA,10.1,8,0.3,0.25\n",
			want: "{SKU:TEA Name:TEA Client: Barcodes:[] LengthMM:101 WidthMM:80 HeightMM:3 WeightG:250 Lot:false Serial:false Expiry:false KeepFlat:false Fragile:false Rotation: PadMM:0 BearsG:0 Stack:0 Alone:false Family: Set: NotIn:[] PackNote: PackMust:false PackG:0 Stock:0 Location:}\n",
		},
		{
			name: "a size finer than a millimetre is refused",
			file: "sku,length_cm\nTEA,10.15\n",
			want: "f:2: TEA: length_cm: \"10.15\" has more decimals than can be kept. Write at most 1 digits behind the point.\n",
		},
		{
			name: "a size beyond belief is refused",
			file: "sku,length_cm,weight_kg\nTEA,2001,1\nMUG,1,10001\n",
			want: "f:2: TEA: length_cm: the length is more than 20 m. Check the unit.\nf:3: MUG: weight_kg: the weight is more than 10 t. Check the unit.\n",
		},
		{
			name: "an article stands in the list once, for each client",
			file: "sku,client\nTEA,a\nTEA,b\nTEA,a\n",
			want: "{SKU:TEA Name:TEA Client:a Barcodes:[] LengthMM:0 WidthMM:0 HeightMM:0 WeightG:0 Lot:false Serial:false Expiry:false KeepFlat:false Fragile:false Rotation: PadMM:0 BearsG:0 Stack:0 Alone:false Family: Set: NotIn:[] PackNote: PackMust:false PackG:0 Stock:0 Location:}\n" +
				"{SKU:TEA Name:TEA Client:b Barcodes:[] LengthMM:0 WidthMM:0 HeightMM:0 WeightG:0 Lot:false Serial:false Expiry:false KeepFlat:false Fragile:false Rotation: PadMM:0 BearsG:0 Stack:0 Alone:false Family: Set: NotIn:[] PackNote: PackMust:false PackG:0 Stock:0 Location:}\n" +
				"f:4: TEA: sku: \"TEA\" stands at line 2 already. Keep one of the rows.\n",
		},
		{
			name: "rows that cannot be are named",
			file: "sku,lot,case_barcode,case_units,stock,location\n" +
				",yes,,,,\nA,perhaps,,,,\nB,,123,1,,\nC,,,,5,\nD,,,,-5,X\n\"E,,,,,\n",
			want: "f:2: sku: the field is blank. Fill it in.\n" +
				"f:3: A: lot: \"perhaps\" is neither yes nor no. Write yes or no.\n" +
				"f:4: B: case_units: a case code stands for at least two pieces. Say how many are in the case.\n" +
				"f:5: C: location: there is stock and no location. Say where it lies.\n" +
				"f:6: D: stock: \"-5\" is not a number with a decimal point. Write a whole number, digits only.\n" +
				"f:7: a quote is never closed, or something stands behind the closing one. Put quotes around the whole field and double those inside it.\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for p, err := range intake.Products("f", strings.NewReader(c.file)) {
				if err != nil {
					fmt.Fprintln(&got, err)
					continue
				}
				fmt.Fprintf(&got, "%+v\n", p)
			}
			if got.String() != c.want {
				t.Errorf("got:\n%swant:\n%s", got.String(), c.want)
			}
		})
	}
}

func TestCartons(t *testing.T) {
	const columns = "code,name,shelf,inner_length_mm,inner_width_mm,inner_height_mm,outer_length_mm,outer_width_mm,outer_height_mm,empty_g,max_g,cost,currency,void_pct,limit,mailer,not_by\n"
	cases := []struct {
		name string
		row  string
		want string
	}{
		{
			"every field", "C1,A,R3,300,200,100,310,210,110,120,5000,0.45,EUR,,,,",
			"{Code:C1 Name:A Shelf:R3 InnerMM:[300 200 100] OuterMM:[310 210 110] EmptyG:120 MaxG:5000 VoidPct:0 Limit:0 Mailer:false NotBy:[] CostCent:45 Currency:EUR}\n",
		},
		{
			"outer sides that are blank are the inner ones", "C1,,,300,200,100,,,,,5000,,,,,,",
			"{Code:C1 Name:C1 Shelf: InnerMM:[300 200 100] OuterMM:[300 200 100] EmptyG:0 MaxG:5000 VoidPct:0 Limit:0 Mailer:false NotBy:[] CostCent:0 Currency:}\n",
		},
		{
			"what the plan must mind", "BAG,,,300,200,30,,,,10,1000,,,15,4,yes,DHL Paket|UPS",
			"{Code:BAG Name:BAG Shelf: InnerMM:[300 200 30] OuterMM:[300 200 30] EmptyG:10 MaxG:1000 VoidPct:15 Limit:4 Mailer:true NotBy:[DHL Paket UPS] CostCent:0 Currency:}\n",
		},
		{"a side of zero", "C1,,,300,0,100,,,,,5000,,,,,,", "f:2: C1: inner_width_mm: the carton has no width. Measure it inside.\n"},
		{"smaller outside", "C1,,,300,200,100,300,199,100,,5000,,,,,,", "f:2: C1: outer_width_mm: the carton is smaller outside than inside. Measure it again.\n"},
		{"carrying nothing", "C1,,,300,200,100,,,,500,500,,,,,,", "f:2: C1: max_g: the carton carries no more than it weighs itself. Write the heaviest gross weight in grams.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got strings.Builder
			for p, err := range intake.Cartons("f", strings.NewReader(columns+c.row+"\n")) {
				if err != nil {
					fmt.Fprintln(&got, err)
					continue
				}
				fmt.Fprintf(&got, "%+v\n", p)
			}
			if got.String() != c.want {
				t.Errorf("got:\n%swant:\n%s", got.String(), c.want)
			}
		})
	}
}
