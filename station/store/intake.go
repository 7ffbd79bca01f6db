package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/station/view"
)

// batchRows is how many rows go in with one statement.
const batchRows = 200

// Progress hears how many rows are done. It may be nil.
type Progress func(done int)

// ImportProducts brings articles into the house, new or changed. Stock of a row
// is put on hand the first time only.
func (s *Store) ImportProducts(ctx context.Context, warehouse station.ID, products []view.NewProduct, heard Progress) (view.Imported, error) {
	return importRows(ctx, s, warehouse, "products", products, ProductRow, heard)
}

// ImportCartons brings cartons into a warehouse, new or changed.
func (s *Store) ImportCartons(ctx context.Context, warehouse station.ID, cartons []view.NewCarton, heard Progress) (view.Imported, error) {
	return importRows(ctx, s, warehouse, "cartons", cartons, CartonRow, heard)
}

// ImportOrders accepts orders: each once by its channel and the shop's id. One
// that is known with other content is reported and left as it is.
func (s *Store) ImportOrders(ctx context.Context, warehouse station.ID, orders []view.NewOrder, heard Progress) (view.Imported, error) {
	return importRows(ctx, s, warehouse, "orders", orders, OrderRow, heard)
}

// Row is a row on its way in: what the function reads, how people call it, and
// why it cannot go in at all.
type Row struct {
	Body   map[string]any
	Source string
	Name   string
	Refuse string
	Hash   string // of an order's content
}

func importRows[T any](ctx context.Context, s *Store, warehouse station.ID, what string, all []T, row func(T) Row, heard Progress) (view.Imported, error) {
	var told view.Imported
	for start := 0; start < len(all); start += batchRows {
		end := min(start+batchRows, len(all))
		rows := make([]Row, 0, end-start)
		for _, r := range all[start:end] {
			rows = append(rows, row(r))
		}
		if err := s.importBatch(ctx, warehouse, what, rows, &told); err != nil {
			return told, fmt.Errorf("import %s: %w", what, err)
		}
		if heard != nil {
			heard(end)
		}
	}
	return told, nil
}

// importBatch brings rows in with one statement; when one of them breaks a
// constraint, each by itself.
func (s *Store) importBatch(ctx context.Context, warehouse station.ID, what string, rows []Row, told *view.Imported) error {
	var good []Row
	for _, r := range rows {
		if r.Refuse != "" {
			Tell(told, r, r.Refuse)
			continue
		}
		good = append(good, r)
	}
	outcomes, err := s.importSQL(ctx, warehouse, what, good)
	if breaksRule(err) && len(good) > 1 {
		for _, r := range good {
			if err := s.importBatch(ctx, warehouse, what, []Row{r}, told); err != nil {
				return err
			}
		}
		return nil
	}
	if breaksRule(err) {
		Tell(told, good[0], message(err))
		return nil
	}
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		Tell(told, good[i], o)
	}
	return nil
}

const importSQL = `select import_v1($1, $2, $3)`

func (s *Store) importSQL(ctx context.Context, warehouse station.ID, what string, rows []Row) ([]string, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	bodies := make([]map[string]any, len(rows))
	for i, r := range rows {
		bodies[i] = r.Body
	}
	var outcomes []string
	err := s.call(ctx, importPatience, &outcomes, importSQL, string(warehouse), what, bodies)
	return outcomes, err
}

// Tell enters the outcome of a row: new, same, changed, or why it was refused.
func Tell(told *view.Imported, r Row, outcome string) {
	switch outcome {
	case "new":
		told.New++
	case "same":
		told.Same++
	case "changed":
		told.Changed++
		told.Rows = append(told.Rows, view.ImportedRow{
			Source: r.Source, Name: r.Name, Outcome: "changed",
			Reason: "known with other content, not applied",
		})
	default:
		told.Refused++
		told.Rows = append(told.Rows, view.ImportedRow{Source: r.Source, Name: r.Name, Outcome: "refused", Reason: outcome})
	}
}

// ProductRow checks a product for form. One without a barcode is scanned by
// its SKU.
func ProductRow(p view.NewProduct) Row {
	codes := []station.Barcode{}
	for _, b := range p.Barcodes {
		codes = append(codes, station.Barcode{Code: BarcodeText(b.Code), Units: max(b.Units, 1)})
	}
	if len(codes) == 0 {
		codes = append(codes, station.Barcode{Code: BarcodeText(p.SKU), Units: 1})
	}
	r := Row{Name: p.SKU, Body: map[string]any{
		"sku": p.SKU, "name": p.Name, "client": p.Client, "barcodes": codes,
		"length_mm": p.LengthMM, "width_mm": p.WidthMM, "height_mm": p.HeightMM, "weight_g": p.WeightG,
		"lot": p.Lot, "serial": p.Serial, "expiry": p.Expiry, "keep_flat": p.KeepFlat, "fragile": p.Fragile,
		"stock": p.Stock, "location": p.Location,
		"rotation": p.Rotation, "pad_mm": p.PadMM, "bears_g": p.BearsG, "stack": p.Stack, "alone": p.Alone,
		"family": p.Family, "set": p.Set, "not_in": listed(p.NotIn),
		"pack_note": p.PackNote, "pack_must": p.PackMust, "pack_g": p.PackG,
	}}
	switch {
	case strings.TrimSpace(p.SKU) == "":
		r.Refuse = "a SKU is missing"
	case p.Stock > 0 && p.Location == "":
		r.Refuse = "stock needs a location"
	}
	r.noted(p.PackNote, p.PackG)
	return r.checked()
}

// CartonRow checks a carton for form.
func CartonRow(c view.NewCarton) Row {
	r := Row{Name: c.Code, Body: map[string]any{
		"code": c.Code, "name": c.Name, "shelf": c.Shelf, "inner_mm": c.InnerMM, "outer_mm": c.OuterMM,
		"empty_g": c.EmptyG, "max_g": c.MaxG, "cost_cents": c.CostCent, "currency": c.Currency,
		"void_pct": c.VoidPct, "limit": c.Limit, "mailer": c.Mailer, "not_by": listed(c.NotBy),
	}}
	if strings.TrimSpace(c.Code) == "" {
		r.Refuse = "a code is missing"
	}
	return r.checked()
}

// OrderRow checks an order for form and writes it down.
func OrderRow(o view.NewOrder) Row {
	r := CheckOrder(o)
	lines := make([]map[string]any, len(o.Lines))
	for i, l := range o.Lines {
		lines[i] = map[string]any{
			"external_id": l.ExternalID, "sku": l.SKU, "barcode": l.Barcode, "gtin": BarcodeText(l.Barcode),
			"name": l.Name, "quantity": l.Quantity, "price_cents": l.PriceCents,
		}
	}
	r.Body = map[string]any{
		"channel": o.Channel, "external_id": o.ExternalID, "number": o.Number, "placed_at": moment(o.PlacedAt),
		"ship_by": moment(o.ShipBy), "release_at": moment(o.ReleaseAt), "priority": o.Priority, "service": o.Service,
		"ship_to": addressOf(o.ShipTo), "note": o.Note, "gift": o.Gift, "holds": listed(o.Holds), "currency": o.Currency,
		"pack_note": o.PackNote, "pack_must": o.PackMust, "pack_g": o.PackG,
		"total_cents": o.TotalCents, "lines": lines, "source": o.Source, "hash": r.Hash,
	}
	return r
}

// CheckOrder checks an order for form. Its row has no body.
func CheckOrder(o view.NewOrder) Row {
	content := contentOf(o)
	r := Row{Source: o.Source, Name: o.Number, Hash: contentHash(content)}
	switch {
	case o.Channel == "" || o.ExternalID == "":
		r.Refuse = "channel and id of the shop are missing"
	case len(o.Lines) == 0:
		r.Refuse = "the order has no items"
	}
	for _, l := range o.Lines {
		if l.Quantity < 1 {
			r.Refuse = fmt.Sprintf("quantity %d of %s is not possible", l.Quantity, l.SKU)
		}
	}
	r.noted(o.PackNote, o.PackG)
	if holdsNUL(o.Source) || textsHoldNUL(content) {
		r.Refuse = holdsNULs
	}
	return r
}

// noted refuses an instruction that no bench can show, or that weighs less than
// nothing.
func (r *Row) noted(note string, grams int) {
	if err := station.CheckNote(note); err != nil {
		r.Refuse = err.Error()
	}
	if grams < 0 {
		r.Refuse = fmt.Sprintf("%d g of a put-in are not possible", grams)
	}
}

// listed is a list that JSON writes as one, also when it is empty.
func listed(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

const holdsNULs = "the row holds a NUL character"

// checked refuses what no text column can hold.
func (r Row) checked() Row {
	if holdsNUL(r.Body) {
		r.Refuse = holdsNULs
	}
	return r
}

// holdsNUL looks into every text of a row.
func holdsNUL(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.ContainsRune(v, 0)
	case []string:
		return slices.ContainsFunc(v, func(s string) bool { return holdsNUL(s) })
	case map[string]any:
		for _, x := range v {
			if holdsNUL(x) {
				return true
			}
		}
		return false
	case []map[string]any:
		return slices.ContainsFunc(v, func(m map[string]any) bool { return holdsNUL(m) })
	case []any:
		return slices.ContainsFunc(v, holdsNUL)
	case nil, bool, int, int64, float64, [3]int, *time.Time:
		return false
	}
	body, err := json.Marshal(v)
	return err != nil || textsHoldNUL(body)
}

// textsHoldNUL looks into every text of a JSON value. One that only spells the
// escape of a NUL holds none.
func textsHoldNUL(body []byte) bool {
	if !bytes.Contains(body, []byte(`\u0000`)) {
		return false
	}
	var v any
	return json.Unmarshal(body, &v) != nil || holdsNUL(v)
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// contentOf is what an order says, as JSON. Where the row stood is no content.
func contentOf(o view.NewOrder) []byte {
	o.Source = ""
	o.PlacedAt, o.ShipBy, o.ReleaseAt = o.PlacedAt.UTC(), o.ShipBy.UTC(), o.ReleaseAt.UTC()
	body, _ := json.Marshal(o) // plain fields only: it cannot fail
	return body
}

// contentHash tells orders of the same id apart.
func contentHash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// recipient is the address as it is kept: what a bench needs, and the e-mail.
type recipient struct {
	station.Address
	Email string `json:"email,omitempty"`
}

func addressOf(a view.Address) recipient {
	return recipient{Email: a.Email, Address: station.Address{
		Name: a.Name, Company: a.Company, Street: a.Street, Street2: a.Street2,
		City: a.City, Region: a.Region, PostalCode: a.PostalCode, Country: a.Country, Phone: a.Phone,
	}}
}

func (r recipient) address() view.Address {
	return view.Address{
		Name: r.Name, Company: r.Company, Street: r.Street, Street2: r.Street2, City: r.City, Region: r.Region,
		PostalCode: r.PostalCode, Country: r.Country, Phone: r.Phone, Email: r.Email,
	}
}
