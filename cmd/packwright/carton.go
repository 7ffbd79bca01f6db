package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/trial"
	"github.com/packwright/packwright/station/text"
)

func cartonCommand(f *flags) *cobra.Command {
	return group("carton", "which cartons orders go into", cartonPack(f))
}

const cartonPackHelp = `Packs every order of a CSV file into the cartons of another and sums up what
came of it. Every plan is checked; needs no database.

Boxes: box_ref, inner_width_mm, inner_length_mm, inner_depth_mm, and where they
are known outer_*_mm, empty_weight_g, max_gross_weight_g, price_cents, limit,
void_pct, mailer, not_by. Orders, a line of an order a row: order_id, item_ref,
width_mm, length_mm, depth_mm, weight_g, and where they are known qty, rotation
(any, keep_flat, this_side_up, none), pad_mm, fragile, bears_g, stack, alone,
family, set, not_in. An order with a row that cannot be read is left out.

Placements: x runs along the width of the carton, y along its length, z upwards
along its depth; w, l and d are the sides of the unit along them, as it lies.
Boxes of an order count from 1; box "own" is an article that ships in its own
packaging. All in mm.

Utilisation is the volume of the goods in per cent of the inner volume of their
order's cartons: the mean over the orders, and all by all. dim_kg is the outer
volume in cm3 / 5000, billed_kg the greater of it and the gross weight, parcel
by parcel. weight_std_g is the standard deviation of the weights of an order's
parcels, the mean over the orders of several. Times are the CPU time of the one
thread that packs, the percentiles over all orders; those of orders of up to 50
units stand beside them. The seed of an order is made of its id: the same order
has the same plan in every run and on every machine, unless --deadline cut it.

Exit 1 when a plan is invalid, a unit fits no carton or a row cannot be read.`

// packing is what the flags of carton pack say.
type packing struct {
	boxes, orders         string
	placements, reference string
	expected              string
	rotation, objective   string
	apart                 []string
	rules                 carton.Task
}

func cartonPack(f *flags) *cobra.Command {
	p := &packing{}
	c := &cobra.Command{
		Use: "pack --boxes FILE --orders FILE", Short: "pack every order of a file, check every plan, sum up", Long: cartonPackHelp, Args: exactly(0),
		Example: "  packwright carton pack --boxes boxes.csv --orders orders.csv --stable --placements placements.csv",
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.run(cmd, f) },
	}
	p.flags(c)
	return c
}

func (p *packing) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&p.boxes, "boxes", "", "CSV file of cartons")
	f.StringVar(&p.orders, "orders", "", "CSV file of orders")
	f.StringVar(&p.rotation, "rotation", "", "any or keep_flat, whatever the file says")
	f.StringVar(&p.objective, "objective", carton.Boxes.String(), "boxes (fewest, then least volume), volume or cost")
	f.IntVar(&p.rules.Budget, "budget", carton.DefaultBudget, "placements to try for one order beyond its first answer; 0 takes the first answer")
	f.DurationVar(&p.rules.Within, "deadline", 0, "longest time for one order, such as 50ms; 0 for none")
	f.IntVar(&p.rules.SupportPct, "stable", 0, fmt.Sprintf("least share of its base, in per cent, on which every unit rests; --stable alone is %d", carton.DefaultSupportPct))
	f.Lookup("stable").NoOptDefVal = fmt.Sprint(carton.DefaultSupportPct)
	f.StringVar(&p.placements, "placements", "", "write where every unit lies to this CSV file")
	f.StringVar(&p.reference, "reference", "", "compare with the answers in this CSV file (order_id, bp_boxes, bp_box_volume_mm3, lb_boxes, lb_box_volume_mm3)")
	f.StringVar(&p.expected, "expected", "", "compare the spread of weights with this CSV file (default: expected.csv beside the reference, if it is there)")
	f.StringArrayVar(&p.apart, "apart", nil, "two families that must not share a parcel, FAMILY:FAMILY; * is every other")
	f.StringVar(&p.rules.Carrier, "carrier", "", "who takes the parcels: leaves out the cartons that he does not take")
	tariffFlags(f, &p.rules.Tariff)
}

// tariffFlags are those that say what a parcel costs.
func tariffFlags(f *pflag.FlagSet, t *carton.Tariff) {
	f.IntVar(&t.FeeCents, "fee-cents", 300, "price of a parcel, without its weight")
	f.IntVar(&t.CentsPerKg, "cents-per-kg", 100, "price of a kg of billed weight")
	f.IntVar(&t.Divisor, "divisor", 0, "dimensional divisor: cm3 a kg (default 5000), with --inch cubic inches a pound (default 139)")
	f.BoolVar(&t.Inch, "inch", false, "the tariff measures in inches and pounds")
	f.BoolVar(&t.WholeSides, "whole-sides", false, "the tariff rounds sides up to whole cm or inches")
	f.IntVar(&t.StepG, "step-g", 0, "the tariff rounds the billed weight up to this many g")
}

// checkTariff says what no tariff can hold.
func checkTariff(t carton.Tariff) error {
	if min(t.FeeCents, t.CentsPerKg, t.Divisor, t.StepG) < 0 {
		return failure{code: exitUsage, err: errors.New("a tariff has no figures below zero"), remedy: "Look at --fee-cents, --cents-per-kg, --divisor and --step-g."}
	}
	return nil
}

func (p *packing) run(cmd *cobra.Command, f *flags) error {
	if err := p.decide(cmd); err != nil {
		return err
	}
	files, err := p.read(cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	out, err := newPlacements(p.placements)
	if err != nil {
		return err
	}
	sum, err := p.pack(cmd.Context(), cmd.ErrOrStderr(), files, out)
	if err := errors.Join(err, out.close()); err != nil {
		return outside(err)
	}
	if err := tellSummary(cmd.OutOrStdout(), sum, f.json); err != nil {
		return err
	}
	if sum.Invalid+sum.Unplaced+sum.Refused+files.bad > 0 {
		return answerNo
	}
	return nil
}

// decide turns the words of the flags into rules, or says which cannot be.
func (p *packing) decide(cmd *cobra.Command) error {
	if p.boxes == "" || p.orders == "" {
		return failure{code: exitUsage, err: errors.New("carton pack needs cartons and orders"), remedy: "Name both files: --boxes FILE --orders FILE."}
	}
	if p.rotation != "" && p.rotation != carton.Any.String() && p.rotation != carton.KeepFlat.String() {
		return failure{code: exitUsage, err: fmt.Errorf("--rotation %q is not known", p.rotation), remedy: "Use any or keep_flat, or leave it out to take the file's."}
	}
	objective, known := objectives[p.objective]
	if !known {
		return failure{code: exitUsage, err: fmt.Errorf("--objective %q is not known", p.objective), remedy: "Use boxes, volume or cost."}
	}
	p.rules.Objective = objective
	if p.rules.Budget < 0 || p.rules.Within < 0 || p.rules.SupportPct < 0 || p.rules.SupportPct > 100 {
		return failure{code: exitUsage, err: errors.New("--budget, --deadline and --stable cannot be below zero, nor --stable over 100"), remedy: "See packwright carton pack --help."}
	}
	if p.rules.Budget == 0 {
		p.rules.Budget = carton.FirstAnswer
	}
	if err := checkTariff(p.rules.Tariff); err != nil {
		return err
	}
	return p.keepApart()
}

var objectives = map[string]carton.Objective{
	carton.Boxes.String():  carton.Boxes,
	carton.Volume.String(): carton.Volume,
	carton.Cost.String():   carton.Cost,
}

func (p *packing) keepApart() error {
	for _, pair := range p.apart {
		a, b, found := strings.Cut(pair, ":")
		if !found || a == "" || b == "" {
			return failure{code: exitUsage, err: fmt.Errorf("--apart %q is no pair", pair), remedy: "Write --apart family:family."}
		}
		p.rules.Apart = append(p.rules.Apart, [2]string{a, b})
	}
	return nil
}

// pack packs the orders one after the other on a thread of its own and names on
// log what went wrong.
func (p *packing) pack(ctx context.Context, log io.Writer, files *packFiles, out *placements) (trial.Summary, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	tally := trial.Tally{References: files.references, Spreads: files.spreads}
	tally.Refuse(files.refused)
	p.rules.Cartons = files.cartons
	bar := newBar(log, "packing", int64(len(files.orders)))
	defer bar.end()
	for n, order := range files.orders {
		if err := ctx.Err(); err != nil {
			return trial.Summary{}, errors.New("stopped before the last order")
		}
		answer, err := trial.Try(order, p.rules, threadTime)
		if err != nil {
			fmt.Fprintln(log, "packwright: "+text.Line(fmt.Sprintf("order %s: %v", order.ID, err)))
			tally.Refuse(1)
			continue
		}
		tellFaults(log, answer)
		tally.Add(answer)
		if err := out.write(answer); err != nil {
			return trial.Summary{}, err
		}
		bar.at(int64(n + 1))
	}
	return tally.Summary(), nil
}

// tellFaults names the units that are in no carton, and a plan that is wrong.
func tellFaults(log io.Writer, a trial.Answer) {
	for _, r := range a.Plan.Unplaced {
		fmt.Fprintln(log, "packwright: "+text.Line(fmt.Sprintf("order %s: %s", a.Order.ID, r)))
	}
	if a.Invalid != nil {
		fmt.Fprintln(log, "packwright: "+text.Line(fmt.Sprintf("order %s: the plan is invalid: %v", a.Order.ID, a.Invalid)))
	}
}
