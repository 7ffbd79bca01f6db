package store

import (
	"bytes"
	"encoding/json"

	"github.com/packwright/packwright/station"
)

// Deed is what a supervisor, the office or a program decides. It is not
// journalled: it is done when the call has returned, and the same key is sent
// again while that is unknown. The set is closed.
type Deed interface{ deed() string }

// Stamp says which deed it is and who does it. Key is made before the first
// call; the same key does the deed once.
type Stamp struct {
	Key       string
	Warehouse station.ID
	By        string // a person's ID, or the name of a program
}

// Deeds on orders and works.
type (
	// Hold stops an order: nobody claims it, and benches that have it are told.
	Hold struct {
		Order station.ID `json:"order"`
		Kind  string     `json:"kind"` // fraud, payment, address ...
	}
	// Release ends all holds of an order and its delay.
	Release struct {
		Order station.ID `json:"order"`
	}
	// Cancel ends an order; goods that left their location go back first.
	Cancel struct {
		Order station.ID `json:"order"`
	}
	// Assign keeps the waiting works of an order for one station, "" for any.
	Assign struct {
		Order   station.ID `json:"order"`
		Station string     `json:"station"`
	}
	// Priority puts an order before others; larger is sooner.
	Priority struct {
		Order    station.ID `json:"order"`
		Priority int        `json:"priority"`
	}
	// Unpark says that the reason why a work was parked is cured: its slot turns
	// READY, and a work without goods can be claimed again.
	Unpark struct {
		Work station.ID `json:"work"`
	}
	// AnswerCall is a lead's yes or no to what a bench asks, by the number that the
	// board showed.
	AnswerCall struct {
		Work      station.ID `json:"work"`
		Call      int64      `json:"call"`
		Yes       bool       `json:"yes"`
		BadgeHash string     `json:"badge_hash"` // whose, see BadgeHash
	}
	// Settle decides over all units of a work that are short: wait,
	// ship_partial or cancel_line.
	Settle struct {
		Work station.ID `json:"work"`
		Rule string     `json:"rule"`
	}
	// SettleException says what a person did about goods that a station had past the
	// books: taken_out, put_back, torn_up, counted, gone or nothing. What is gone is
	// counted where it came from.
	SettleException struct {
		Exception station.ID `json:"exception"`
		How       string     `json:"how"`
	}
	// ToSlot puts a work that is stuck at a bench which went away onto the
	// trouble shelf.
	ToSlot struct {
		Work station.ID `json:"work"`
		Slot string     `json:"slot"`
	}
)

// Deeds on stock. Lot is the expiry date for articles with an expiry alone.
type (
	// Put brings pieces to a location from outside.
	Put struct {
		Client   string `json:"client"`
		SKU      string `json:"sku"`
		Location string `json:"location"`
		Lot      string `json:"lot"`
		Expiry   string `json:"expiry"` // YYYY-MM-DD
		Qty      int    `json:"qty"`
	}
	// Replenish moves pieces that are promised to nobody.
	Replenish struct {
		Client string `json:"client"`
		SKU    string `json:"sku"`
		From   string `json:"from"`
		To     string `json:"to"`
		Lot    string `json:"lot"`
		Qty    int    `json:"qty"`
	}
	// Count says how many pieces a location holds; it can be given out again.
	Count struct {
		Client   string `json:"client"`
		SKU      string `json:"sku"`
		Location string `json:"location"`
		Lot      string `json:"lot"`
		Qty      int    `json:"qty"`
	}
	// ProductWeight gives an article another weight, where it still weighs what the
	// office saw. Works in hand keep theirs.
	ProductWeight struct {
		Client  string `json:"client"`
		SKU     string `json:"sku"`
		WasG    int    `json:"was_g"`
		WeightG int    `json:"weight_g"`
	}
)

// Deeds on the house.
type (
	// Set is a rule of the house; Station "" is every station. Value is JSON.
	Set struct {
		Station string `json:"station"`
		Key     string `json:"key"`
		Value   any    `json:"value"`
	}
	// Warehouse enters or changes a warehouse.
	Warehouse struct {
		Code          string          `json:"code"`
		Name          string          `json:"name"`
		TimeZone      string          `json:"time_zone"`
		Sender        station.Address `json:"sender"`
		CompanyPrefix string          `json:"company_prefix"` // GS1, 4 to 12 digits
	}
	// Channel enters or changes a shop. Short "" is the house's rule.
	Channel struct {
		Code         string `json:"code"`
		Short        string `json:"short"`
		DelayMinutes int    `json:"delay_minutes"` // against fraud
	}
	// ChannelNote is what goes into the first parcel of every order of a shop, or
	// is to be minded; Text "" is nothing.
	ChannelNote struct {
		Channel string `json:"channel"`
		Text    string `json:"text"`
		Must    bool   `json:"must"` // the packer acknowledges it
		Grams   int    `json:"grams"`
	}
	// AddStation enters a station, also one that was revoked.
	AddStation struct {
		Name string `json:"name"`
	}
	// RevokeStation shuts a station out.
	RevokeStation struct {
		Name string `json:"name"`
	}
	// Locations enters or changes locations.
	Locations struct {
		Locations []Location `json:"locations"`
	}
	// Totes enters totes by their codes.
	Totes struct {
		Codes []string `json:"codes"`
	}
	// AddPerson enters a person with a badge; Do answers the person's ID.
	AddPerson struct {
		Name      string       `json:"name"`
		Role      station.Role `json:"role"`
		BadgeHash string       `json:"badge_hash"` // see BadgeHash
	}
	// Revoke takes a person's badges away.
	Revoke struct {
		Person station.ID `json:"person"`
	}
)

// Location is a place in a warehouse. Kind is pick, reserve, quarantine, tray,
// slot, cage or printer; Code is its barcode, "" when that is the name.
type Location struct {
	Name        string `json:"name"`
	Code        string `json:"code"`
	Kind        string `json:"kind"`
	Aisle       string `json:"aisle"`
	Rack        string `json:"rack"`
	Level       string `json:"level"`
	CheckDigits string `json:"check_digits"` // two or three
	Sequence    int    `json:"sequence"`     // along the pick path
}

func (Hold) deed() string            { return "hold" }
func (Release) deed() string         { return "release" }
func (Cancel) deed() string          { return "cancel" }
func (Assign) deed() string          { return "assign" }
func (Priority) deed() string        { return "priority" }
func (Unpark) deed() string          { return "unpark" }
func (AnswerCall) deed() string      { return "answer_call" }
func (Settle) deed() string          { return "settle" }
func (SettleException) deed() string { return "settle_exception" }
func (ToSlot) deed() string          { return "to_slot" }
func (Put) deed() string             { return "put" }
func (Replenish) deed() string       { return "replenish" }
func (Count) deed() string           { return "count" }
func (ProductWeight) deed() string   { return "product_weight" }
func (Set) deed() string             { return "set" }
func (Warehouse) deed() string       { return "warehouse" }
func (Channel) deed() string         { return "channel" }
func (ChannelNote) deed() string     { return "channel_note" }
func (AddStation) deed() string      { return "station" }
func (RevokeStation) deed() string   { return "revoke_station" }
func (Locations) deed() string       { return "locations" }
func (Totes) deed() string           { return "totes" }
func (AddPerson) deed() string       { return "person" }
func (Revoke) deed() string          { return "revoke" }

// Name is the name of a deed, in the database and for scripts.
func Name(d Deed) string { return d.deed() }

// Check refuses a deed that could never be done right: a rule of the house that
// nobody knows, or that no bench could follow.
func Check(d Deed) error {
	if note, ok := d.(ChannelNote); ok {
		r := Row{Body: map[string]any{"text": note.Text}}
		if r.noted(note.Text, note.Grams); r.checked().Refuse != "" {
			return station.Refused{Text: "That is not possible: %s.", Args: []any{r.checked().Refuse}}
		}
		return nil
	}
	set, ok := d.(Set)
	if !ok {
		return nil
	}
	body, err := json.Marshal(map[string]any{set.Key: set.Value})
	if err != nil {
		return station.Refused{Text: "The value of %s is no JSON.", Args: []any{set.Key}}
	}
	rules := station.DefaultRules()
	read := json.NewDecoder(bytes.NewReader(body))
	read.DisallowUnknownFields()
	if err := read.Decode(&rules); err != nil {
		return station.Refused{Text: "There is no such setting: %s.", Args: []any{err}}
	}
	if err := rules.Check(); err != nil {
		return station.Refused{Text: "That setting is not possible: %s.", Args: []any{err}}
	}
	return nil
}
