package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// Floor is what a monitor shows of a warehouse now.
func (s *Store) Floor(ctx context.Context, code station.ID) (f view.Floor, err error) {
	err = s.call(func() error {
		f = view.Floor{Warehouse: string(code), At: s.now().UTC()}
		w, err := s.warehouse(code)
		if err != nil {
			return nil // as the database: nothing is there
		}
		f.Stages = s.stages(w)
		for _, b := range w.stations {
			f.Stations = append(f.Stations, b.row())
		}
		for _, k := range w.liveWorks {
			if p := k.parked; p != nil {
				f.Parked = append(f.Parked, view.ParkedRow{
					Slot: p.slot, OrderNo: k.order.Number, Order: string(k.order.id), Work: string(k.id),
					Reason: p.reason, Since: p.since.UTC(), By: p.by, Station: p.at, Ready: p.ready,
				})
			}
		}
		slices.SortStableFunc(f.Parked, func(a, b view.ParkedRow) int { return cmp.Or(cmp.Compare(a.Slot, b.Slot), a.Since.Compare(b.Since)) })
		f.Calls = s.calls(w)
		f.Exceptions = s.exceptions(w)
		f.ShippedToday = s.shippedToday(w)
		return nil
	})
	return f, err
}

func (s *Store) stages(w *warehouse) []view.StageCount {
	counts := map[[2]string]view.StageCount{}
	for _, k := range w.liveWorks {
		why := ""
		if k.state == station.Ready {
			why = k.blocked
		}
		if !slices.Contains(stageOrder, string(k.state)) {
			continue
		}
		c := counts[[2]string{string(k.state), why}]
		c.Stage, c.Why, c.Works = string(k.state), why, c.Works+1
		if k.late(s.now()) {
			c.Late++
		}
		counts[[2]string{string(k.state), why}] = c
	}
	rows := slices.Collect(maps.Values(counts))
	slices.SortFunc(rows, func(a, b view.StageCount) int {
		return cmp.Or(cmp.Compare(slices.Index(stageOrder, a.Stage), slices.Index(stageOrder, b.Stage)), cmp.Compare(a.Why, b.Why))
	})
	return rows
}

func (b *bench) row() view.StationRow {
	r := view.StationRow{Name: b.name, Revoked: b.revoked, Devices: map[string]string{}, Empty: b.named()}
	w := b.writer
	if w == nil {
		return r
	}
	r.LastScan, r.Seen, r.Unsent, r.Devices = w.scan, w.heard.UTC(), max(0, w.unsent), maps.Clone(w.devices)
	if w.person != nil {
		r.Operator = w.person.Name
	}
	for _, k := range b.in.liveWorks {
		if k.holder == w {
			r.Held++
		}
	}
	if k := w.work; k != nil {
		r.OrderNo, r.Stage = k.order.Number, string(k.state)
		for _, l := range k.lines {
			r.Wanted += l.qty - l.cancelled
			if k.state == station.Picking || k.state == station.ShortStage {
				r.Done += l.picked
				continue
			}
			r.Done += l.packed
		}
	}
	return r
}

// named is the empty cartons of the bench with the names that they have now.
func (b *bench) named() []view.EmptyCarton {
	named := append([]view.EmptyCarton{}, b.empty...)
	for i := range named {
		named[i].Name = named[i].Carton
		for _, c := range b.in.cartons {
			if c.Code == named[i].Carton && c.Name != "" {
				named[i].Name = c.Name
			}
		}
	}
	return named
}

func (s *Store) shippedToday(w *warehouse) int {
	now, n := s.now().In(w.zone), 0
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, w.zone)
	for _, o := range s.orders {
		if o.in == w && !o.shipped.IsZero() && !o.shipped.Before(midnight) {
			n++
		}
	}
	return n
}

// Orders lists orders, oldest first.
func (s *Store) Orders(ctx context.Context, code station.ID, f view.OrderFilter) (found []view.Order, err error) {
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	err = s.call(func() error {
		for _, o := range s.orders {
			if o.in.Code == string(code) && (f.State == "" || o.state == f.State) && number(o.id) > number(station.ID(f.After)) && len(found) < limit {
				found = append(found, o.row())
			}
		}
		return nil
	})
	return found, err
}

func (o *order) row() view.Order {
	r := view.Order{
		ID: string(o.id), Number: o.Number, Channel: o.Channel, ExternalID: o.ExternalID, State: o.state, Priority: o.priority,
		PlacedAt: o.PlacedAt.UTC(), ShipBy: o.ShipBy.UTC(), ReleaseAt: o.release.UTC(), Holds: slices.Clone(o.holds), Lines: len(o.lines), Cancelled: o.cancelled,
	}
	for _, l := range o.lines {
		r.Units += l.qty - l.cancelled
	}
	return r
}

// Order is one order by its ID, its number or the shop's id.
func (s *Store) Order(ctx context.Context, code station.ID, ref string) (d view.OrderDetail, err error) {
	err = s.call(func() error {
		for _, of := range []func(*order) string{
			func(o *order) string { return string(o.id) }, func(o *order) string { return o.Number }, func(o *order) string { return o.ExternalID },
		} {
			for _, o := range s.orders {
				if o.in.Code == string(code) && of(o) == ref {
					d = s.detail(o)
					return nil
				}
			}
		}
		return no("Order %s is not known.", ref)
	})
	return d, err
}

func (s *Store) detail(o *order) view.OrderDetail {
	d := view.OrderDetail{Order: o.row(), ShipTo: o.ShipTo, Note: o.Note}
	for n, l := range o.lines {
		row := view.OrderLine{SKU: l.SKU, Name: either(l.Name, l.name), Qty: l.qty, Cancelled: l.cancelled}
		for _, k := range o.works {
			for _, x := range k.lines {
				if x.of == n {
					row.Picked, row.Packed, row.Short = row.Picked+x.picked, row.Packed+x.packed, row.Short+x.short
				}
			}
		}
		d.Lines = append(d.Lines, row)
	}
	for _, k := range o.works {
		d.Works = append(d.Works, k.row())
		for _, p := range k.parcels {
			d.Parcels = append(d.Parcels, p.row(k))
		}
	}
	return d
}

func (k *work) row() view.WorkRow {
	r := view.WorkRow{ID: string(k.id), Attempt: k.attempt, Stage: string(k.state), Epoch: k.epoch, Tote: k.tote}
	if k.state == station.Ready {
		r.Why = k.blocked
	}
	if k.holder != nil {
		r.Station = k.holder.at.name
	}
	if k.parked != nil {
		r.Slot = k.parked.slot
	}
	return r
}

func (p *parcel) row(k *work) view.ParcelRow {
	r := view.ParcelRow{Work: string(k.id), N: p.n, State: string(p.state), Carton: p.carton, WeightG: p.weightG}
	if n := len(p.labels); n > 0 {
		l := p.labels[n-1]
		r.Tracking, r.SSCC, r.Label, r.Proven = l.bought.Tracking, l.bought.SSCC, string(l.state), l.proven
	}
	return r
}

// Stock is what lies in a warehouse, of one article or, with "", of all.
func (s *Store) Stock(ctx context.Context, code station.ID, article string) (rows []view.StockRow, err error) {
	err = s.call(func() error {
		w, err := s.warehouse(code)
		if err != nil {
			return nil // as the database: nothing is there
		}
		keys := slices.SortedFunc(maps.Keys(w.stock), func(a, b key) int {
			return cmp.Or(cmp.Compare(a.product.SKU, b.product.SKU), cmp.Compare(a.place.Sequence, b.place.Sequence),
				cmp.Compare(a.place.Name, b.place.Name), cmp.Compare(a.lot, b.lot))
		})
		for _, k := range keys {
			if p := w.stock[k]; article == "" || k.product.SKU == article {
				rows = append(rows, view.StockRow{
					SKU: k.product.SKU, Location: k.place.Name, Kind: k.place.Kind, Lot: k.lot, Expiry: p.expiry,
					OnHand: p.onHand, Allocated: p.allocated, Counting: p.counting,
				})
			}
		}
		return nil
	})
	return rows, err
}

// Settings are the rules that somebody has set.
func (s *Store) Settings(ctx context.Context, code station.ID) (rows []view.Setting, err error) {
	err = s.call(func() error {
		if w := s.warehouses[code]; w != nil {
			rows = slices.Clone(w.settings)
			slices.SortFunc(rows, func(a, b view.Setting) int {
				return cmp.Or(cmp.Compare(a.Station, b.Station), cmp.Compare(a.Key, b.Key))
			})
		}
		return nil
	})
	return rows, err
}
