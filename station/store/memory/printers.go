package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/packwright/packwright/station"
)

// Register enters the label printers of the station in the place of those that
// it had.
func (b side) Register(ctx context.Context, own []station.FloorPrinter) error {
	s := b.store
	return s.call(func() error {
		at := s.stations[b.name]
		if at == nil || at.revoked {
			return no("Station %s is not set up here.", b.name)
		}
		own := slices.Clone(own)
		slices.SortFunc(own, func(a, b station.FloorPrinter) int { return cmp.Compare(a.Name, b.Name) })
		for i := range own {
			own[i].Station = b.name
			for _, other := range at.in.stations {
				if other != at && slices.ContainsFunc(other.own, func(p station.FloorPrinter) bool { return p.Name == own[i].Name || p.Code == own[i].Code }) {
					return no("Printer %s is one of %s already.", own[i].Name, other.name)
				}
			}
		}
		if slices.Equal(own, at.own) {
			return nil
		}
		set(s, &at.own, own)
		set(s, &at.in.rev, at.in.rev+1)
		return nil
	})
}

// printer is the printer of the floor with that code, nil for none.
func (w *warehouse) printer(code string) *station.FloorPrinter {
	for _, b := range w.stations {
		for _, p := range b.own {
			if !b.revoked && (p.Code == code || p.Code == strings.ToUpper(code)) {
				return &p
			}
		}
	}
	return nil
}

// shared says that others print on the station's main printer too.
func (b *bench) shared() bool {
	at := slices.IndexFunc(b.own, func(p station.FloorPrinter) bool { return p.Main })
	if at < 0 {
		return false
	}
	main := b.own[at]
	return slices.ContainsFunc(b.in.stations, func(o *bench) bool {
		return o != b && (o.lent == main.Name || slices.ContainsFunc(o.own, func(p station.FloorPrinter) bool {
			return (p.Kind == "tcp" || p.Kind == "cups") && p.Kind == main.Kind && p.Address == main.Address
		}))
	})
}
