package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/station/view"
)

func labelCommand(f *flags) *cobra.Command {
	return group("label", "labels and slips as the printer gets them", labelRender(f), labelCheck(f), labelTemplate(f), labelSheet(f), labelDoubtful(f))
}

func labelRender(f *flags) *cobra.Command {
	var sample, order, template string
	var set []string
	var dpmm int
	var to look
	c := &cobra.Command{
		Use: "render --sample " + strings.Join(label.Samples(), "|"), Short: "one label to standard output", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := to.check(); err != nil {
				return err
			}
			if dpmm != 8 && dpmm != 12 {
				return failure{code: exitUsage, err: fmt.Errorf("--dpmm %d is no print head", dpmm), remedy: "Use 8 (203 dpi) or 12 (300 dpi)."}
			}
			draft, err := label.Sample(sample)
			if err != nil {
				return failure{code: exitUsage, err: err, remedy: "Use one of " + strings.Join(label.Samples(), ", ") + "."}
			}
			if order != "" {
				if err := f.fillFrom(cmd.Context(), draft, order, sample == "return"); err != nil {
					return err
				}
			}
			if err := setFields(draft, set); err != nil {
				return err
			}
			templates, err := f.templates(cmd.ErrOrStderr(), sample, template)
			if err != nil {
				return err
			}
			draft.Use(templates)
			sheets, err := draft.ZPL(dpmm)
			if err != nil {
				return failure{code: exitNo, err: err}
			}
			for _, w := range sheets.Warnings {
				fmt.Fprintln(cmd.ErrOrStderr(), "packwright: "+text.Line(w))
			}
			return to.write(cmd.OutOrStdout(), sheets)
		},
	}
	c.Flags().StringVar(&sample, "sample", "ship", "which label: "+strings.Join(label.Samples(), ", "))
	c.Flags().StringVar(&template, "template", "", "a file of your own to draw it by, see packwright label template")
	c.Flags().StringVar(&order, "order", "", "with the address of this order")
	c.Flags().StringArrayVar(&set, "set", nil, "a field of the sample: ship_to.name=Erika")
	c.Flags().IntVar(&dpmm, "dpmm", 8, "dots per mm: 8 or 12")
	to.flags(c.Flags())
	return c
}

func setFields(draft *label.Draft, set []string) error {
	for _, pair := range set {
		name, value, found := strings.Cut(pair, "=")
		if !found {
			return failure{code: exitUsage, err: fmt.Errorf("--set %q has no =", pair), remedy: "Write --set name=value."}
		}
		if err := draft.Set(name, value); err != nil {
			return failure{code: exitUsage, err: err, remedy: "Fields: " + strings.Join(draft.Fields(), ", ") + "."}
		}
	}
	return nil
}

// fillFrom takes the fields of a real order that the sample has. What comes back
// comes from the customer.
func (f *flags) fillFrom(ctx context.Context, draft *label.Draft, number string, back bool) error {
	return f.withStore(ctx, func(ctx context.Context, s *store.Store, w station.ID) error {
		o, err := s.Order(ctx, w, number)
		if err != nil {
			return err
		}
		fields := draft.Fields()
		for name, value := range orderFields(o) {
			if back {
				name = strings.Replace(name, "ship_to.", "from.", 1)
			}
			if slices.Contains(fields, name) {
				if err := draft.Set(name, value); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func orderFields(o view.OrderDetail) map[string]string {
	return map[string]string{
		"order.number": o.Number, "order.note": o.Note,
		"ship_to.name": o.ShipTo.Name, "ship_to.company": o.ShipTo.Company, "ship_to.street": o.ShipTo.Street, "ship_to.street2": o.ShipTo.Street2,
		"ship_to.city": o.ShipTo.City, "ship_to.postal_code": o.ShipTo.PostalCode, "ship_to.country": o.ShipTo.Country,
	}
}
