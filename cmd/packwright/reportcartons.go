package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/carton"
	"github.com/packwright/packwright/station/carton/assort"
	"github.com/packwright/packwright/station/report"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

const reportCartonsHelp = `Says which cartons the warehouse should stock, from the orders that were packed
in the period, and how the cartons of today were used.

Candidates are the cartons of today and the tightest ones that the orders fit
into, in steps of --step-mm. Each order is packed into each candidate, and those
are advised with which all orders cost least by the tariff. The saving is told by
packing the orders again with the whole list of today and with the whole advice,
as steady as --stable wants it: of many different orders, a sample that stands
for all. New sizes have walls and board like the cartons of today.

In CSV the tables stand below each other with an empty line between them.`

// aYear is how many days a report on cartons looks back.
const aYear = 365

func reportCartons(f *flags) *cobra.Command {
	r, rules := &reporting{flags: f}, assort.Rules{}
	c := &cobra.Command{
		Use: "cartons", Short: "which cartons to stock, and how those of today were used", Long: reportCartonsHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if rules.Cartons < 0 || rules.StepMM < 1 || rules.SupportPct < 0 || rules.SupportPct > 100 {
				return failure{code: exitUsage, err: errors.New("--cartons and --stable cannot be below zero, --stable not over 100, --step-mm not below 1"), remedy: "See packwright report cartons --help."}
			}
			if err := checkTariff(rules.Tariff); err != nil {
				return err
			}
			return r.run(cmd, aYear, func(ctx context.Context, s *store.Store, w station.ID, p view.Period) ([]report.Table, error) {
				return cartonTables(ctx, s, w, p, rules, cmd.ErrOrStderr())
			})
		},
	}
	r.add(c, "a year before the last day")
	c.Flags().IntVar(&rules.Cartons, "cartons", 0, "how many to advise (default: as many as there are today)")
	c.Flags().IntVar(&rules.StepMM, "step-mm", 10, "new sizes are multiples of it")
	c.Flags().IntVar(&rules.SupportPct, "stable", carton.DefaultSupportPct, "least share of its base, in per cent, on which every unit rests")
	tariffFlags(c.Flags(), &rules.Tariff)
	return c
}

// cartonTables makes the tables and shows on log how far it is.
func cartonTables(ctx context.Context, s *store.Store, w station.ID, p view.Period, rules assort.Rules, log io.Writer) ([]report.Table, error) {
	today, err := s.Cartons(ctx, w)
	if err != nil {
		return nil, err
	}
	lists, articles, err := s.Packed(ctx, w, p)
	if err != nil {
		return nil, err
	}
	uses, err := s.CartonUses(ctx, w, p)
	if err != nil {
		return nil, err
	}
	h := historyOf(lists, articles)
	advice, err := advise(ctx, h, cartonKinds(today), rules, log)
	if err != nil {
		return nil, err
	}
	tables := adviceTables(advice, len(today) > 0)
	tables[0].Notes = append(tables[0].Notes, h.notes(p)...)
	return append(tables, useTable(uses)), nil
}

func advise(ctx context.Context, h history, today []carton.Carton, rules assort.Rules, log io.Writer) (assort.Advice, error) {
	var progress *bar
	rules.Tick = func(done, of int) {
		if progress == nil {
			progress = newBar(log, "packing the orders again", int64(of))
		}
		progress.at(int64(done))
	}
	advice, err := assort.Advise(ctx, h.demands, today, rules)
	if progress != nil {
		progress.end()
	}
	switch {
	case errors.Is(err, assort.ErrNoOrders):
		return assort.Advice{}, nil
	case ctx.Err() != nil:
		return assort.Advice{}, errors.New("stopped before the advice was ready")
	}
	return advice, err
}

// history is what was packed, in the words of the cartonizer.
type history struct {
	demands []assort.Demand
	orders  int
	unsized int      // orders with an article of which a side is not known
	missing []string // those articles
}

func historyOf(lists []view.PackedList, articles map[int64]station.Line) history {
	h := history{}
	missing := map[string]bool{}
	for _, l := range lists {
		h.orders += l.Orders
		items, whole := itemsOf(l, articles, missing)
		if !whole {
			h.unsized += l.Orders
			continue
		}
		h.demands = append(h.demands, assort.Demand{Items: items, Orders: l.Orders})
	}
	for sku := range missing {
		h.missing = append(h.missing, sku)
	}
	slices.Sort(h.missing)
	return h
}

// itemsOf are the items of a list; articles without sizes are noted as missing.
func itemsOf(l view.PackedList, articles map[int64]station.Line, missing map[string]bool) (items []carton.Item, whole bool) {
	whole = true
	for n, id := range l.Articles {
		a := articles[id]
		if !a.Sized() {
			missing[a.SKU] = true
			whole = false
			continue
		}
		items = append(items, cartonItem(a, l.Units[n]))
	}
	return items, whole
}

// notes say what the advice rests on.
func (h history) notes(p view.Period) []string {
	const most = 10
	notes := []string{fmt.Sprintf("%d orders packed from %s to %s.", h.orders, p.From.Format(time.DateOnly), p.To.AddDate(0, 0, -1).Format(time.DateOnly))}
	if h.unsized > 0 {
		names := strings.Join(h.missing[:min(len(h.missing), most)], ", ")
		if len(h.missing) > most {
			names += " ..."
		}
		notes = append(notes, fmt.Sprintf("%d of them could not be planned for want of the sizes of %d article(s): %s. Measure them.", h.unsized, len(h.missing), names))
	}
	return notes
}

// adviceTables are what to stock and what it saves, which nobody knows without
// cartons today.
func adviceTables(a assort.Advice, compared bool) []report.Table {
	stock := report.Table{
		Name: "advice", Title: "Cartons to stock",
		Columns: []report.Column{
			{Name: "carton", Head: "carton"},
			{Name: "inner_mm", Head: "inside, mm"},
			{Name: "new", Head: "new"},
			{Name: "orders_pct", Head: "% of orders", Decimals: 1},
			{Name: "saved_m3", Head: "saves m3", Decimals: 3},
			{Name: "saved_m3_pct", Head: "m3 %", Decimals: 1},
			{Name: "saved_kg", Head: "saves billed kg", Decimals: 1},
			{Name: "saved_kg_pct", Head: "kg %", Decimals: 1},
		},
	}
	for _, c := range a.Cartons {
		row := []any{c.Carton.Code, sides(c.Carton.InnerMM), c.New, pct(c.Orders, a.Orders-a.Unfit)}
		stock.Rows = append(stock.Rows, append(row, saving(c.Today, c.Then, compared)...))
	}
	if len(a.Cartons) > 0 {
		stock.Rows = append(stock.Rows, append([]any{"all", "", nil, 100.0}, saving(a.Today, a.Then, compared)...))
	}
	if a.Unfit > 0 {
		stock.Notes = append(stock.Notes, fmt.Sprintf("%d orders have an article that fits none of the cartons; they are in no figure.", a.Unfit))
	}
	if len(a.Cartons) == 0 {
		stock.Notes = append(stock.Notes, "There is no order in the period of which all sizes are known, so there is no advice.")
	}
	return []report.Table{stock}
}

// saving is that of volume and of billed weight, each with its share.
func saving(today, then assort.Load, compared bool) []any {
	if !compared {
		return []any{nil, nil, nil, nil}
	}
	m3, kg := today.MM3-then.MM3, today.BilledG-then.BilledG
	return []any{float64(m3) / 1e9, pct(m3, today.MM3), float64(kg) / 1000, pct(kg, today.BilledG)}
}

func pct(part, of int) float64 { return 100 * float64(part) / float64(cmp.Or(of, 1)) }

func sides(mm [3]int) string { return fmt.Sprintf("%d x %d x %d", mm[0], mm[1], mm[2]) }

func useTable(uses []view.CartonUse) report.Table {
	t := report.Table{
		Name: "use", Title: "Use of the cartons in the period",
		Columns: []report.Column{
			{Name: "carton", Head: "carton"},
			{Name: "name", Head: "name"},
			{Name: "parcels", Head: "parcels"},
			{Name: "fill_pct", Head: "mean fill, %", Decimals: 1},
			{Name: "given", Head: "another was taken"},
			{Name: "unfit", Head: "did not fit"},
		},
	}
	for _, u := range uses {
		row := []any{u.Code, u.Name, u.Parcels, u.FillPct, u.Given, u.Unfit}
		if u.Filled == 0 {
			row[3] = nil
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
