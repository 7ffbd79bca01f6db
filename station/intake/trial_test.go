package intake_test

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
	"github.com/packwright/packwright/station/intake"
)

func TestTrialCartons(t *testing.T) {
	cases := []struct{ name, file, want string }{
		{
			name: "every field, the first side is the length",
			file: "box_ref,outer_width_mm,outer_length_mm,outer_depth_mm,empty_weight_g,inner_width_mm,inner_length_mm,inner_depth_mm,max_gross_weight_g,price_cents,limit,void_pct,mailer,not_by\n" +
				"A,210,310,110,150,200,300,100,9000,45,7,10,no,post|ups\n",
			want: "{Code:A Name: InnerMM:[300 200 100] OuterMM:[310 210 110] EmptyG:150 MaxG:9000 Limit:7 PriceCents:45 VoidPct:10 NotBy:[post ups] Mailer:false}\n",
		},
		{
			name: "a carton of which only the inside is known",
			file: "box_ref,inner_width_mm,inner_length_mm,inner_depth_mm\nB,200,300,100\n",
			want: "{Code:B Name: InnerMM:[300 200 100] OuterMM:[300 200 100] EmptyG:0 MaxG:0 Limit:0 PriceCents:0 VoidPct:0 NotBy:[] Mailer:false}\n",
		},
		{
			name: "rows that cannot be are named",
			file: "box_ref,inner_width_mm,inner_length_mm,inner_depth_mm,empty_weight_g,max_gross_weight_g,void_pct\n" +
				"A,0,300,100,1,2,0\nB,200,x,100,1,2,0\nC,200,300,100,9,9,0\nD,200,300,100,1,2,100\nE,20001,1,1,1,2,0\n",
			want: "f:2: A: inner_width_mm: the carton has no width. Measure it, in mm.\n" +
				"f:3: B: inner_length_mm: \"x\" is not a number with a decimal point. Write a whole number, digits only.\n" +
				"f:4: C: max_gross_weight_g: the carton carries no more than it weighs itself. Write the heaviest gross weight in grams.\n" +
				"f:5: D: void_pct: \"100\" is more than 99. Check the number.\n" +
				"f:6: E: inner_width_mm: \"20001\" is more than 20000. Check the number.\n",
		},
		{
			name: "a column that is missing ends it",
			file: "box_ref,inner_width_mm,inner_length_mm\nA,1,1\n",
			want: "f:1: there is no column inner_depth_mm. The first row must name it. Nothing after it was read.\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := linesOf(intake.TrialCartons("f", strings.NewReader(c.file), nil))
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestTrialOrders(t *testing.T) {
	const head = "order_id,item_ref,width_mm,length_mm,depth_mm,weight_g,qty,rotation"
	cases := []struct{ name, file, want string }{
		{
			name: "every rule of goods",
			file: head + ",pad_mm,fragile,bears_g,stack,alone,family,set,not_in\n" +
				"1,TEA,20,30,10,250,4,this_side_up,5,yes,900,3,no,food,s1,A B\n",
			want: "{Order:1 Item:{Ref:TEA SizeMM:[30 20 10] WeightG:250 Rotation:this_side_up Count:4 PadMM:5 Fragile:true BearsG:900 Stack:3 Alone:false Family:food Set:s1 NotIn:[A B]}}\n",
		},
		{
			name: "one unit on any side where nothing else is said",
			file: "order_id,item_ref,width_mm,length_mm,depth_mm,weight_g\n1,TEA,20,30,10,0\n",
			want: "{Order:1 Item:{Ref:TEA SizeMM:[30 20 10] WeightG:0 Rotation:any Count:1 PadMM:0 Fragile:false BearsG:0 Stack:0 Alone:false Family: Set: NotIn:[]}}\n",
		},
		{
			name: "rows that cannot be are named with their order",
			file: head + "\n1,TEA,0,30,10,250,1,any\n2,TEA,20,,10,250,1,any\n3,TEA,20,30,10,,1,any\n4,TEA,20,30,10,250,0,any\n" +
				"5,TEA,20,30,10,250,1,upside\n6,TEA,20,30,10,250,50001,any\n,TEA,20,30,10,250,1,any\n7,TEA,20,30\n",
			want: "f:2: 1: width_mm: the article has no width. Measure it, in mm.\n" +
				"f:3: 2: length_mm: the article has no length. Measure it, in mm.\n" +
				"f:4: 3: weight_g: the field is blank. Fill it in.\n" +
				"f:5: 4: qty: the quantity is zero. Take the row out or write how many.\n" +
				"f:6: 5: rotation: \"upside\" is no way to turn an article. Write any, keep_flat, this_side_up or none.\n" +
				"f:7: 6: qty: \"50001\" is more than 50000. Check the number.\n" +
				"f:8: order_id: the field is blank. Fill it in.\n" +
				"f:9: the row has 4 fields, the header has 8. Compare the separators and the quotes.\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := linesOf(intake.TrialOrders("f", strings.NewReader(c.file), nil))
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestTrialFilesTellWhatTheySkip(t *testing.T) {
	var skipped []string
	note := func(column string) { skipped = append(skipped, column) }
	linesOf(intake.TrialCartons("f", strings.NewReader("box_ref,inner_width_mm,inner_length_mm,inner_depth_mm,colour\n"), note))
	linesOf(intake.TrialOrders("f", strings.NewReader("order_id,item_ref,width_mm,length_mm,depth_mm,weight_g,fragil\n"), note))
	if got := fmt.Sprint(skipped); got != "[colour fragil]" {
		t.Errorf("told of %s, want [colour fragil]", got)
	}
}

func TestTrialReferences(t *testing.T) {
	cases := []struct{ name, got, want string }{
		{
			name: "reference",
			got: linesOf(intake.TrialReferences("f", strings.NewReader(
				"order_id,split,bp_boxes,bp_box_volume_mm3,lb_boxes,lb_box_volume_mm3,bks_boxes,bks_box_volume_mm3\n1,dev,2,72638800,1,36319400,1,36319401\n1,dev,2,1,1,1,,\n",
			))),
			want: "{Order:1 Boxes:2 BoxMM3:72638800 BoundBoxes:1 BoundBoxMM3:36319400 KnownBoxes:1 KnownBoxMM3:36319401}\n" +
				"f:3: 1: order_id: \"1\" stands at line 2 already. Keep one of the rows.\n",
		},
		{
			name: "spread of goods on any side",
			got:  linesOf(intake.TrialSpreads("f", strings.NewReader(spreads), false)),
			want: "{Order:1 Variance:7140.3}\n",
		},
		{
			name: "spread of goods kept flat",
			got:  linesOf(intake.TrialSpreads("f", strings.NewReader(spreads), true)),
			want: "{Order:1 Variance:0.25}\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("got\n%swant\n%s", c.got, c.want)
			}
		})
	}
}

const spreads = "order_id,boxes_any,weight_variance_keepflat,weight_variance_any\n1,2,0.25,7140.3\n"

// FuzzTrialOrders: whatever the file holds, every row is an item that can be
// packed or a refusal that says why.
func FuzzTrialOrders(f *testing.F) {
	f.Add("order_id,item_ref,width_mm,length_mm,depth_mm,weight_g,qty\n1,TEA,20,30,10,250,4\n\"1,TEA\n1,=cmd,1,1,1,99999999999999999999,1\n")
	f.Fuzz(func(t *testing.T, file string) {
		for r, bad := range intake.TrialOrders("f", strings.NewReader(file), nil) {
			if bad != nil && (bad.Reason == "" || bad.Remedy == "") {
				t.Fatalf("a refusal without reason or remedy: %+v", bad)
			}
			if bad == nil && (r.Order == "" || r.Item.Count < 1 || min(r.Item.SizeMM[0], r.Item.SizeMM[1], r.Item.SizeMM[2]) < 1) {
				t.Fatalf("nobody can pack %+v", r)
			}
		}
	})
}

// linesOf is a row or a refusal a line.
func linesOf[T carton.Carton | trial.Row | trial.Reference | trial.Spread](rows iter.Seq2[T, *intake.RowError]) string {
	var b strings.Builder
	for row, bad := range rows {
		if bad != nil {
			fmt.Fprintln(&b, bad)
			continue
		}
		fmt.Fprintf(&b, "%+v\n", row)
	}
	return b.String()
}
