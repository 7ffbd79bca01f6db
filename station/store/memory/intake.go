package memory

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/store"
	"github.com/packwright/packwright/station/view"
)

// ImportProducts brings articles into the house, new or changed.
func (s *Store) ImportProducts(ctx context.Context, warehouse station.ID, rows []view.NewProduct, heard store.Progress) (view.Imported, error) {
	return importRows(s, warehouse, rows, store.ProductRow, s.importProduct, heard)
}

// ImportCartons brings cartons into a warehouse, new or changed.
func (s *Store) ImportCartons(ctx context.Context, warehouse station.ID, rows []view.NewCarton, heard store.Progress) (view.Imported, error) {
	return importRows(s, warehouse, rows, store.CartonRow, s.importCarton, heard)
}

// ImportOrders accepts orders, each once by its channel and the shop's id.
func (s *Store) ImportOrders(ctx context.Context, warehouse station.ID, rows []view.NewOrder, heard store.Progress) (view.Imported, error) {
	return importRows(s, warehouse, rows, store.CheckOrder, s.importOrder, heard)
}

func importRows[T any](s *Store, code station.ID, all []T, row func(T) store.Row, enter func(*warehouse, T, store.Row) (string, error), heard store.Progress) (view.Imported, error) {
	var told view.Imported
	err := s.call(func() error {
		w, err := s.warehouse(code)
		if err != nil {
			return err
		}
		for _, one := range all {
			r := row(one)
			outcome := r.Refuse
			if outcome == "" {
				err := s.try(func() (err error) { outcome, err = enter(w, one, r); return err })
				if err != nil {
					outcome = err.Error()
				}
			}
			store.Tell(&told, r, outcome)
		}
		return nil
	})
	if err == nil && heard != nil && len(all) > 0 {
		heard(len(all))
	}
	return told, err
}

func (s *Store) importProduct(w *warehouse, n view.NewProduct, r store.Row) (string, error) {
	codes := r.Body["barcodes"].([]station.Barcode)
	id := sku{n.Client, n.SKU}
	p, outcome := s.skus[id], "same"
	if p == nil {
		p, outcome = &product{NewProduct: n, id: s.id()}, "new"
		put(s, s.skus, id, p)
		put(s, s.products, p.id, p)
	}
	set(s, &p.NewProduct, n)
	for _, c := range codes {
		s.carries(n.Client, p, c)
		if !slices.Contains(p.codes, c) {
			set(s, &p.codes, append(slices.Clip(p.codes), c))
		}
	}
	if outcome == "new" && n.Stock > 0 {
		if w.place(n.Location) == nil {
			s.addPlace(w, store.Location{Name: n.Location, Kind: "pick"})
		}
		return outcome, s.give(w, key{w.place(n.Location), p, ""}, "", n.Stock, 0)
	}
	return outcome, nil
}

func (s *Store) importCarton(w *warehouse, n view.NewCarton, r store.Row) (string, error) {
	for i := range 3 {
		if n.InnerMM[i] <= 0 || n.OuterMM[i] <= 0 {
			return "", broken("the carton has no size")
		}
	}
	c := station.Carton{
		Code: n.Code, Name: n.Name, Shelf: n.Shelf, InnerMM: n.InnerMM, OuterMM: n.OuterMM, EmptyG: n.EmptyG, MaxG: n.MaxG,
		PriceCents: int(n.CostCent), VoidPct: n.VoidPct, Limit: n.Limit, Mailer: n.Mailer, NotBy: slices.Clone(n.NotBy),
	}
	rest := slices.DeleteFunc(slices.Clone(w.cartons), func(x station.Carton) bool { return x.Code == n.Code })
	outcome := "new"
	if len(rest) < len(w.cartons) {
		outcome = "same"
	}
	rest = append(rest, c)
	slices.SortFunc(rest, func(a, b station.Carton) int { return strings.Compare(a.Code, b.Code) })
	set(s, &w.cartons, rest)
	return outcome, nil
}

// productOf finds the article of a line by its SKU, else by its barcode.
func (s *Store) productOf(l view.NewLine) *product {
	if l.SKU != "" {
		return s.skus[sku{"", l.SKU}]
	}
	if all := s.barcodes[sku{"", store.BarcodeText(l.Barcode)}]; len(all) == 1 {
		return all[0].product
	}
	return nil
}

func (s *Store) importOrder(w *warehouse, n view.NewOrder, r store.Row) (string, error) {
	id, hash := [2]string{n.Channel, n.ExternalID}, r.Hash
	if s.channels[n.Channel] == nil {
		put(s, s.channels, n.Channel, &channel{})
	}
	if known := s.external[id]; known != nil {
		if known.hash == hash {
			return "same", nil
		}
		return "changed", nil
	}
	a := n.ShipTo
	o := &order{
		NewOrder: n, id: s.id(), in: w, state: "pending_release", priority: n.Priority, hash: hash, release: n.ReleaseAt,
		shipTo: station.Address{
			Name: a.Name, Company: a.Company, Street: a.Street, Street2: a.Street2, City: a.City, Region: a.Region,
			PostalCode: a.PostalCode, Country: a.Country, Phone: a.Phone,
		},
	}
	if o.release.IsZero() {
		o.release = s.now().Add(s.channels[n.Channel].delay)
	}
	for _, h := range n.Holds {
		if h != "" && !slices.Contains(o.holds, h) {
			o.holds = append(o.holds, h)
		}
	}
	var lines []*line
	for i, l := range n.Lines {
		p := s.productOf(l)
		if p == nil {
			return "", fmt.Errorf("article %s is not known", either(l.SKU, l.Barcode, "without SKU"))
		}
		o.lines = append(o.lines, &orderLine{product: p, name: l.Name, qty: l.Quantity})
		lines = append(lines, &line{product: p, of: i, qty: l.Quantity})
		s.reserve(w, p, l.Quantity)
	}
	put(s, s.external, id, o)
	set(s, &s.orders, append(s.orders[:len(s.orders):len(s.orders)], o))
	first := s.newWork(o, 1)
	first.lines = lines
	if len(o.holds) > 0 {
		first.hold = o.holds[0]
	}
	return "new", nil
}

func either(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// Release opens up to most orders whose delay is over and that nothing holds,
// and gives stock to works that waited for it.
func (s *Store) Release(ctx context.Context, code station.ID, most int) (r store.Released, err error) {
	err = s.call(func() error {
		w, err := s.warehouse(code)
		if err != nil {
			return nil // as the database: nothing is due there
		}
		for _, o := range s.orders {
			if o.in == w && o.state == "pending_release" && !o.release.After(s.now()) && len(o.holds) == 0 && r.Released < most {
				s.release(o)
				r.Released++
			}
		}
		tried := 0
		for _, k := range w.liveWorks {
			if k.state == station.Ready && k.blocked == "stock" && tried < most && s.offeredAll(k) {
				tried++
				if s.allocateWork(k) {
					r.Allocated++
				}
			}
		}
		return nil
	})
	return r, err
}

func (s *Store) offeredAll(k *work) bool {
	return !slices.ContainsFunc(k.lines, func(l *line) bool { return s.offered(k.order.in, l.product, "pick") == 0 })
}

// release opens an order and promises stock to its works.
func (s *Store) release(o *order) {
	set(s, &o.state, "open")
	for _, k := range o.works {
		if k.state == station.Ready {
			s.allocateWork(k)
		}
	}
}
