package station

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"time"
)

// kinds is every change, by the zero value of its type.
var kinds = []Change{
	SignedIn{},
	SignedOut{},
	TypingAllowed{},
	ScaleDropped{},
	ScaleChecked{},
	ScanRefused{},
	ToTray{},
	CartonEmptied{},
	CartonRefilled{},
	PrinterChosen{},
	RollLoaded{},
	WorkOpened{},
	WorkStarted{},
	WorkMoved{},
	AskedChanged{},
	Acknowledged{},
	Prompted{},
	Parked{},
	WorkLost{},
	WorkClosed{},
	ToteBound{},
	PlaceConfirmed{},
	UnitPicked{},
	StopSkipped{},
	UnitsShort{},
	UnitDamaged{},
	UnitMissing{},
	UnitMoved{},
	CartonsPlanned{},
	ParcelOpened{},
	CartonChanged{},
	CartonRefused{},
	CodeLearnt{},
	UnitPacked{},
	PutInsConfirmed{},
	ParcelSealed{},
	ParcelReopened{},
	ParcelDiscarded{},
	ParcelWeighed{},
	LabelRequested{},
	LabelBought{},
	LabelFailed{},
	LabelInDoubt{},
	LabelVoidRequested{},
	LabelVoided{},
	VoidRefused{},
	PrintRequested{},
	PrintStarted{},
	PrintEnded{},
	BoxShown{},
	LabelDestroyed{},
	LabelProven{},
}

// kindOf is one kind of change.
type kindOf struct {
	name string
	of   reflect.Type
	form *form     // nil for what has none
	room sync.Pool // of *reflect.Value, one change of this kind to read into
}

var byKind = func() map[string]*kindOf {
	m := make(map[string]*kindOf, len(kinds))
	for _, c := range kinds {
		k := &kindOf{name: c.Kind(), of: reflect.TypeOf(c), form: forms[reflect.TypeOf(c)]}
		k.room.New = func() any {
			v := reflect.New(k.of).Elem()
			return &v
		}
		m[k.name] = k
	}
	return m
}()

// Kinds is the name of every kind of change, for the store and for tests.
func Kinds() []string {
	names := make([]string, len(kinds))
	for i, c := range kinds {
		names[i] = c.Kind()
	}
	return names
}

// Encode is a change as its kind and JSON. The same change always gives the
// same bytes: they are hashed.
func Encode(c Change) (kind string, body []byte, err error) {
	if f := forms[reflect.TypeOf(c)]; f != nil {
		return c.Kind(), f.write(make([]byte, 0, 256), reflect.ValueOf(c)), nil
	}
	body, err = json.Marshal(c)
	if err != nil {
		return "", nil, fmt.Errorf("encode %s: %w", c.Kind(), err)
	}
	return c.Kind(), body, nil
}

// Decode is the change that Encode wrote. A kind that this version does not
// know is an error that names it; fields it does not know are ignored.
func Decode(kind string, body []byte) (Change, error) {
	k := byKind[kind]
	if k == nil {
		return nil, fmt.Errorf("decode change: kind %q is not known to this version", kind)
	}
	v := k.room.Get().(*reflect.Value)
	defer k.room.Put(v)
	v.SetZero()
	if k.form == nil || !k.form.read(body, *v) {
		v.SetZero()
		if err := json.Unmarshal(body, v.Addr().Interface()); err != nil {
			return nil, fmt.Errorf("decode %s: %w", kind, err)
		}
	}
	return v.Interface().(Change), nil
}

// wireFact is a fact as the journal and the store write it.
type wireFact struct {
	Writer   ID              `json:"writer"`
	Seq      int64           `json:"seq"`
	At       time.Time       `json:"at"`
	Operator ID              `json:"operator,omitempty"`
	Work     ID              `json:"work,omitempty"`
	Epoch    int64           `json:"epoch,omitempty"`
	Kind     string          `json:"kind"`
	Body     json.RawMessage `json:"body"`
	Prev     string          `json:"prev"`
	Hash     string          `json:"hash"`
}

// MarshalJSON writes the fact with its change as kind and body.
func (f Fact) MarshalJSON() ([]byte, error) {
	kind, body, err := Encode(f.Change)
	if err != nil {
		return nil, err
	}
	return json.Marshal(wireFact{
		f.Writer, f.Seq, f.At, f.Operator, f.Work, f.Epoch, kind, body, f.Prev.String(), f.Hash.String(),
	})
}

// UnmarshalJSON reads what MarshalJSON wrote. It does not check the hash; that
// is Genuine.
func (f *Fact) UnmarshalJSON(b []byte) error {
	var w wireFact
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("read fact: %w", err)
	}
	c, err := Decode(w.Kind, w.Body)
	if err != nil {
		return fmt.Errorf("read fact %d of %s: %w", w.Seq, w.Writer, err)
	}
	*f = Fact{Writer: w.Writer, Seq: w.Seq, At: w.At.UTC(), Operator: w.Operator, Work: w.Work, Epoch: w.Epoch, Change: c}
	if err := parseHash(&f.Prev, w.Prev); err != nil {
		return fmt.Errorf("read fact %d of %s: %w", w.Seq, w.Writer, err)
	}
	if err := parseHash(&f.Hash, w.Hash); err != nil {
		return fmt.Errorf("read fact %d of %s: %w", w.Seq, w.Writer, err)
	}
	return nil
}
