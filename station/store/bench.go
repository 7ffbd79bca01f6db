package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/packwright/packwright/station"
)

// Bench is what a station needs of the store. Each call may be sent again with
// the same arguments when its answer was lost.
type Bench interface {
	// Apply makes facts of the bench's writer true, each once, and answers with
	// what is stored and with news. Without facts it is the heartbeat.
	Apply(ctx context.Context, b station.Batch) (station.Answer, error)
	// Claim hands out works; the same key gives the same works.
	Claim(ctx context.Context, key string, w station.Want) ([]station.Opened, error)
	// Resolve says what a code is.
	Resolve(ctx context.Context, code string) (station.Meaning, error)
	// Grant allows one deed on one work, once, within 60 s, to whom the badge belongs,
	// or who said yes on the board.
	Grant(ctx context.Context, g station.Grant) (station.Allowed, error)
	// Register enters the label printers of this station, so that others may print
	// on them, in the place of those that it had.
	Register(ctx context.Context, own []station.FloorPrinter) error
}

// Bench is the store as the station of that name sees it, with the writer of
// its journal. The station and its writer become known with the first call.
func (s *Store) Bench(name string, writer station.ID) Bench {
	return bench{s, name, writer}
}

type bench struct {
	store  *Store
	name   string
	writer station.ID
}

const applySQL = `select apply_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

// Apply sends all facts in one statement. Only when one of them breaks a rule
// is the call made a second time, in which that fact is set aside.
func (b bench) Apply(ctx context.Context, batch station.Batch) (station.Answer, error) {
	c, err := columnsOf(batch.Facts)
	if err != nil {
		return station.Answer{}, err
	}
	answer, err := b.apply(ctx, batch, c, false)
	if ofFact(err) {
		answer, err = b.apply(ctx, batch, c, true)
	}
	if err != nil {
		return station.Answer{}, fmt.Errorf("apply %d facts of %s: %w", len(batch.Facts), batch.Station, err)
	}
	return answer, nil
}

func (b bench) apply(ctx context.Context, batch station.Batch, c columns, careful bool) (station.Answer, error) {
	var told struct {
		station.Answer
		Rules json.RawMessage `json:"rules"`
	}
	devices := batch.Status.Devices
	if devices == nil {
		devices = map[string]string{}
	}
	err := b.store.call(ctx, benchPatience, &told, applySQL, batch.Station, string(batch.Writer), devices, batch.Status.Unsent,
		c.seqs, c.ats, c.people, c.works, c.epochs, c.kinds, c.bodies, c.prevs, c.hashes, careful)
	if err != nil {
		return station.Answer{}, err
	}
	answer := told.Answer
	answer.Now = answer.Now.UTC()
	if answer.Rules, err = rulesOver(told.Rules); answer.Rules == nil {
		return answer, err
	}
	var with struct {
		Shared bool   `json:"printer_shared"`
		Day    string `json:"day"`
	}
	err = json.Unmarshal(told.Rules, &with)
	answer.PrinterShared, answer.Day = with.Shared, with.Day
	return answer, err
}

// rulesOver are the settings of the house over the defaults, nil for none.
func rulesOver(settings json.RawMessage) (*station.Rules, error) {
	if len(settings) == 0 || string(settings) == "null" {
		return nil, nil
	}
	rules := station.DefaultRules()
	if err := json.Unmarshal(settings, &rules); err != nil {
		return nil, fmt.Errorf("settings of the house: %w", err)
	}
	return &rules, nil
}

// columns are facts turned on their side: one array a column.
type columns struct {
	seqs, epochs  []int64
	ats           []time.Time
	people, works []*int64
	kinds, bodies []string
	prevs, hashes [][]byte
}

func columnsOf(facts []station.Fact) (columns, error) {
	c := columns{
		seqs: []int64{}, epochs: []int64{}, ats: []time.Time{}, people: []*int64{}, works: []*int64{},
		kinds: []string{}, bodies: []string{}, prevs: [][]byte{}, hashes: [][]byte{},
	}
	for _, f := range facts {
		kind, body, err := station.Encode(f.Change)
		if err != nil {
			return c, err
		}
		c.seqs, c.epochs, c.ats = append(c.seqs, f.Seq), append(c.epochs, f.Epoch), append(c.ats, f.At)
		c.people, c.works = append(c.people, number(f.Operator)), append(c.works, number(f.Work))
		c.kinds, c.bodies = append(c.kinds, kind), append(c.bodies, string(body))
		c.prevs, c.hashes = append(c.prevs, f.Prev[:]), append(c.hashes, f.Hash[:])
	}
	return c, nil
}

// number is an ID as the database counts it: nil for none, -1 for one that
// cannot be of the database.
func number(id station.ID) *int64 {
	if id == "" {
		return nil
	}
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil {
		n = -1
	}
	return &n
}

const claimSQL = `select claim_v1($1, $2, $3, $4, $5, $6, $7, $8)`

func (b bench) Claim(ctx context.Context, key string, w station.Want) ([]station.Opened, error) {
	have := make([]int64, 0, len(w.Have))
	for _, id := range w.Have {
		have = append(have, *number(id))
	}
	if w.Way == station.PackOnly && w.How == station.ByNext {
		return nil, nil
	}
	var told []json.RawMessage
	err := b.store.soon(ctx, benchPatience, &told, claimSQL, b.name, string(b.writer), key, string(w.How), w.Code, w.Max, number(w.Person), have)
	if err != nil {
		return nil, fmt.Errorf("claim %s for %s: %w", w.How, b.name, err)
	}
	return openedOf(told)
}

func openedOf(told []json.RawMessage) ([]station.Opened, error) {
	works := make([]station.Opened, len(told))
	for i, t := range told {
		works[i].Content.Rules = station.DefaultRules()
		if err := json.Unmarshal(t, &works[i]); err != nil {
			return nil, fmt.Errorf("read claimed work: %w", err)
		}
		works[i].Content.Way = works[i].Content.Rules.Way
		works[i].Content.CutOff = works[i].Content.CutOff.UTC()
	}
	return works, nil
}

const resolveSQL = `select resolve_v3($1, $2, $3, $4, $5)`

func (b bench) Resolve(ctx context.Context, code string) (station.Meaning, error) {
	var m station.Meaning
	c := ReadCode(code)
	if err := b.store.call(ctx, benchPatience, &m, resolveSQL, b.name, c.Text, c.GTIN, c.SSCC, c.Serial); err != nil {
		return station.Meaning{}, fmt.Errorf("resolve a code at %s: %w", b.name, err)
	}
	m.At = m.At.UTC()
	return m, nil
}

const grantSQL = `select grant_v2($1, $2, $3, $4, $5)`

func (b bench) Grant(ctx context.Context, g station.Grant) (station.Allowed, error) {
	var told struct {
		Grant station.ID `json:"grant"`
		station.Person
	}
	err := b.store.soon(ctx, benchPatience, &told, grantSQL, b.name, string(b.writer), number(g.Work), string(g.Action), g.Badge)
	if err != nil {
		return station.Allowed{}, fmt.Errorf("grant %s at %s: %w", g.Action, b.name, err)
	}
	return station.Allowed{Work: g.Work, Action: g.Action, Grant: told.Grant, By: told.Person}, nil
}

const registerSQL = `select register_printers_v1($1, $2)`

func (b bench) Register(ctx context.Context, own []station.FloorPrinter) error {
	var n int
	if own == nil {
		own = []station.FloorPrinter{}
	}
	if err := b.store.call(ctx, benchPatience, &n, registerSQL, b.name, own); err != nil {
		return fmt.Errorf("enter the printers of %s: %w", b.name, err)
	}
	return nil
}
