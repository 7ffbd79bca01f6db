package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carrier"
	"github.com/packwright/packwright/station/intake"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/text"
	"github.com/packwright/packwright/station/view"
)

func ordersCommand(f *flags) *cobra.Command {
	return group("orders", "what the screens can do with orders, for scripts",
		ordersImport(f), ordersList(f), ordersShow(f), ordersParked(f),
		orderDeed(f, "hold NUMBER KIND", "stop an order: fraud, payment, address ...", 2, func(id station.ID, args []string) store.Deed {
			return store.Hold{Order: id, Kind: args[1]}
		}),
		orderDeed(f, "release NUMBER", "end the holds of an order and its delay; a work parked without goods can be claimed again", 1, func(id station.ID, _ []string) store.Deed {
			return store.Release{Order: id}
		}),
		orderDeed(f, "cancel NUMBER", "end an order; goods that left their place go back first", 1, func(id station.ID, _ []string) store.Deed {
			return store.Cancel{Order: id}
		}),
		ordersSettle(f), ordersException(f),
		orderDeed(f, "assign NUMBER STATION", "keep an order for one station, \"-\" for any", 2, func(id station.ID, args []string) store.Deed {
			return store.Assign{Order: id, Station: strings.TrimPrefix(args[1], "-")}
		}))
}

func ordersImport(f *flags) *cobra.Command {
	var format, channel, zone string
	c := &cobra.Command{
		Use: "import --format " + formatNames("|") + " FILE", Short: "orders from a file, each once however often it is imported", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			place, err := time.LoadLocation(zone)
			if err != nil {
				return failure{code: exitUsage, err: fmt.Errorf("--zone %q is no time zone", zone), remedy: "Name it as in the IANA list: Europe/Berlin."}
			}
			if !known(format) {
				return failure{code: exitUsage, err: fmt.Errorf("--format %q is not known", format), remedy: "Use one of " + formatNames(", ") + "."}
			}
			return importer[view.NewOrder]{
				rows: func(name string, r io.Reader) iter.Seq2[view.NewOrder, *intake.RowError] {
					return intake.File{Name: name, Format: intake.Format(format), Channel: channel, Zone: place}.Orders(r)
				},
				take: func(ctx context.Context, s *store.Store, w station.ID, rows []view.NewOrder) (view.Imported, error) {
					zone, err := s.Zone(ctx, w)
					if err != nil {
						return view.Imported{}, err
					}
					return s.ImportOrders(ctx, w, withCutOffs(rows, carrier.Starter(), zone), nil)
				},
				what: "orders",
			}.run(cmd, f, args[0])
		},
	}
	c.Flags().StringVar(&format, "format", string(intake.CSV), "shape of the file: "+formatNames(", "))
	c.Flags().StringVar(&channel, "channel", "", "the shop the orders are from (default: the format's first word)")
	c.Flags().StringVar(&zone, "zone", "UTC", "where times without a zone are from")
	return c
}

func known(format string) bool {
	for _, x := range intake.Formats() {
		if string(x) == format {
			return true
		}
	}
	return false
}

func formatNames(sep string) string {
	var names []string
	for _, x := range intake.Formats() {
		names = append(names, string(x))
	}
	return strings.Join(names, sep)
}

// orderDeed is a command that does one deed on the order of a number.
func orderDeed(f *flags, use, short string, args int, deed func(station.ID, []string) store.Deed) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: exactly(args), RunE: func(cmd *cobra.Command, args []string) error {
		return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
			o, err := s.Order(ctx, w, args[0])
			if err != nil {
				return err
			}
			if _, err := s.Do(ctx, stamp(w), deed(station.ID(o.ID), args)); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "order %s: %s\n", text.Line(o.Number), cmd.Name())
			return nil
		})
	}}
}

// ordersSettle decides about the units of an order that are short, where the
// rule of its channel leaves it to a lead.
func ordersSettle(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "settle NUMBER wait|ship_partial|cancel_line", Short: "decide about the units of an order that are missing", Args: exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"wait", "ship_partial", "cancel_line"}, args[1]) {
				return failure{code: exitUsage, err: fmt.Errorf("%q is no way to settle it", args[1]), remedy: "Use wait, ship_partial or cancel_line."}
			}
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				o, err := s.Order(ctx, w, args[0])
				if err != nil {
					return err
				}
				for _, work := range o.Works {
					if work.Stage == string(station.Cancelled) || work.Stage == string(station.HandedOver) || work.Stage == string(station.Labelled) {
						continue
					}
					if _, err := s.Do(ctx, stamp(w), store.Settle{Work: station.ID(work.ID), Rule: args[1]}); err != nil {
						return err
					}
				}
				fmt.Fprintf(cmd.OutOrStdout(), "order %s: %s\n", text.Line(o.Number), args[1])
				return nil
			})
		},
	}
}

// withStore opens the database and the warehouse for one command. What the
// store refuses is exit 1, anything else outside.
func (f *flags) withStore(ctx context.Context, do func(context.Context, *store.Store, station.ID) error) error {
	s, c, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return orOutside(do(ctx, s, station.ID(c.Warehouse)))
}

// orOutside is the error as it is, when it says what its exit code is, else as
// one of something outside.
func orOutside(err error) error {
	var known failure
	if err == nil || errors.As(err, &known) {
		return err
	}
	return outside(err)
}

func ordersList(f *flags) *cobra.Command {
	var state string
	var most int
	c := &cobra.Command{
		Use: "list", Short: "orders, oldest first", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				rows, err := s.Orders(ctx, w, view.OrderFilter{State: state, Limit: most})
				if err != nil {
					return err
				}
				if f.json {
					return printJSON(cmd.OutOrStdout(), rows)
				}
				return table(cmd.OutOrStdout(), "NUMBER\tCHANNEL\tSTATE\tPLACED\tUNITS\tHOLD", len(rows), func(i int) []any {
					o := rows[i]
					return []any{o.Number, o.Channel, o.State, o.PlacedAt.Format(time.DateTime), o.Units, strings.Join(o.Holds, " ")}
				})
			})
		},
	}
	c.Flags().StringVar(&state, "state", "", "only orders in this state")
	c.Flags().IntVar(&most, "most", 100, "at most so many")
	return c
}

func ordersShow(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "show NUMBER", Short: "one order with its lines, works, parcels and what happened to it", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				o, err := s.Order(ctx, w, args[0])
				if err != nil {
					return err
				}
				return printJSON(cmd.OutOrStdout(), o)
			})
		},
	}
}

func ordersParked(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "parked", Short: "what lies on the trouble shelf, and why", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withStore(cmd.Context(), func(ctx context.Context, s *store.Store, w station.ID) error {
				floor, err := s.Floor(ctx, w)
				if err != nil {
					return err
				}
				if f.json {
					return printJSON(cmd.OutOrStdout(), floor.Parked)
				}
				return table(cmd.OutOrStdout(), "SLOT\tORDER\tREASON\tSINCE\tBY\tREADY", len(floor.Parked), func(i int) []any {
					p := floor.Parked[i]
					return []any{p.Slot, p.OrderNo, p.Reason, p.Since.Format(time.DateTime), p.By, p.Ready}
				})
			})
		},
	}
}

// table prints rows under a head, every cell made safe.
func table(out io.Writer, head string, n int, row func(i int) []any) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, head)
	for i := range n {
		for k, cell := range row(i) {
			if k > 0 {
				fmt.Fprint(w, "\t")
			}
			fmt.Fprint(w, text.Line(fmt.Sprint(cell)))
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}
