package station

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// odd are texts that JSON writes in another way than they stand.
var odd = []string{"", "plain", `say "a"`, `back\slash`, "<b>&", "Größe", "\u2028", "a\x00b", "\xff", "\u007f", "é\n"}

// drawn fills a value with whatever its type can hold.
func drawn(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if rapid.Bool().Draw(t, "odd") {
			v.SetString(rapid.SampledFrom(odd).Draw(t, "text"))
			return
		}
		v.SetString(rapid.StringMatching(`[A-Za-z0-9_. -]{0,8}`).Draw(t, "text"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.OneOf(rapid.Int64Range(-3, 300), rapid.Int64()).Draw(t, "number"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "truth"))
	case reflect.Slice:
		n := rapid.IntRange(-1, 3).Draw(t, "length")
		if n < 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			drawn(t, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				drawn(t, v.Field(i))
			}
		}
	}
}

func TestFormsWriteAndReadWhatEncodingJSONDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := reflect.New(reflect.TypeOf(rapid.SampledFrom(kinds).Draw(t, "kind"))).Elem()
		drawn(t, v)
		c := v.Interface().(Change)
		kind, body, err := Encode(c)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(c)
		if err != nil || !bytes.Equal(body, want) {
			t.Fatalf("%s is written\n%s, want\n%s %v", kind, body, want, err)
		}
		back, err := Decode(kind, body)
		if err != nil {
			t.Fatal(err)
		}
		of := reflect.New(v.Type())
		if err := json.Unmarshal(body, of.Interface()); err != nil || !reflect.DeepEqual(back, of.Elem().Interface()) {
			t.Fatalf("%s reads\n%+v, want\n%+v %v", body, back, of.Elem().Interface(), err)
		}
	})
}

func TestMostChangesHaveAForm(t *testing.T) {
	for _, c := range kinds {
		if forms[reflect.TypeOf(c)] == nil {
			t.Log(c.Kind())
		}
	}
	if len(forms) < len(kinds)-2 {
		t.Errorf("%d of %d kinds have a form", len(forms), len(kinds))
	}
}

// FuzzForms reads what is not always as a form writes it.
func FuzzForms(f *testing.F) {
	for _, body := range []string{
		`{"work":"1","epoch":2,"stop":"3"}`, `{ "work":"1"}`, `{"epoch":2,"work":"1"}`, `{"work":"1","new":[{}]}`, `{"WORK":"1"}`, `{"work":null}`,
		`{"work":"\u0041"}`, `{"work":"Größe"}`, `{"epoch":-0}`, `{"epoch":007}`, `{"epoch":1.5}`, `{"epoch":1e3}`, `{"epoch":99999999999999999999}`, `{"work":"1",}`, `{}x`, `{"parcel":1,"put_ins":["a","b"]}`,
		`{"put_ins":[]}`, `{"put_ins":null}`, `{"line":0,"line":1}`, `{`, ``, `{"offline":truefalse}`, `{"rev":1,"stops":[{"id":"a"}],"lines":[{"line":0,"codes":[{"code":"4"}]}]}`,
	} {
		for i := range kinds {
			f.Add(i, []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, i int, body []byte) {
		c := kinds[(i%len(kinds)+len(kinds))%len(kinds)]
		of := reflect.New(reflect.TypeOf(c))
		bad := json.Unmarshal(body, of.Interface())
		got, err := Decode(c.Kind(), body)
		if (err == nil) != (bad == nil) {
			t.Fatalf("%s: %v, encoding/json says %v", body, err, bad)
		}
		if err == nil && !reflect.DeepEqual(got, of.Elem().Interface()) {
			t.Fatalf("%s reads %+v, want %+v", body, got, of.Elem().Interface())
		}
	})
}

func TestALineIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := reflect.New(reflect.TypeOf(rapid.SampledFrom(kinds).Draw(t, "kind"))).Elem()
		drawn(t, v)
		at := time.UnixMicro(rapid.Int64Range(-1<<40, 1<<52).Draw(t, "at"))
		by := ID(rapid.SampledFrom(odd).Draw(t, "by"))
		w, err := Write("writer", 7, at, by, v.Interface().(Change), Hash{1})
		if err != nil {
			t.Fatal(err)
		}
		if by == "\xff" || w.Work == "\xff" {
			t.Skip("no ID is so")
		}
		b := w.AppendLine(nil)
		want, err := json.Marshal(line{w.At.UnixMicro(), w.Operator, w.Kind, w.Body})
		if err != nil || !bytes.Equal(b, want) {
			t.Fatalf("the line is\n%s, want\n%s %v", b, want, err)
		}
		got, err := ReadLine(append(b, '\n'), "writer", 7, Hash{1})
		if err != nil {
			t.Fatal(err)
		}
		if got.Hash != w.Hash || got.Work != w.Work || got.Epoch != w.Epoch || !got.At.Equal(w.At) {
			t.Fatalf("%s reads %+v, want %+v", b, got, w.Fact)
		}
	})
}

func TestALineOfALaterVersionIsRead(t *testing.T) {
	for _, text := range []string{
		`{"at":5,"by":"3","kind":"work_started","body":{"work":"1","epoch":2}}`,
		`{"at":5,"by":"3","kind":"work_started","body":{"work":"1","epoch":2},"shift":"late"}`,
		`{"by":"3","at":5,"kind":"work_started","body":{"work":"1","epoch":2}}`,
		`{"at":5, "by":"3", "kind":"work_started", "body":{"work":"1","epoch":2}}`,
		`{"at":5,"by":"\u0033","kind":"work_started","body":{"work":"1","epoch":2,"more":[1]}}`,
	} {
		f, err := ReadLine([]byte(text), "w", 1, Hash{})
		if want := (WorkStarted{OfWork{"1", 2}}); err != nil || f.Change != want || f.Operator != "3" || f.At.UnixMicro() != 5 || f.Work != "1" || f.Epoch != 2 {
			t.Errorf("%s reads %+v %v", text, f, err)
		}
	}
	for _, text := range []string{``, `{`, `{"at":5,"kind":"work_started","body":{"work":"1"}`, `{"at":x,"kind":"work_started","body":{}}`, `{"at":5,"kind":"nothing","body":{}}`} {
		if f, err := ReadLine([]byte(text), "w", 1, Hash{}); err == nil {
			t.Errorf("%s reads %+v", text, f)
		}
	}
}

// BenchmarkCodec writes a fact and reads it, as a journal does.
func BenchmarkCodec(b *testing.B) {
	c := UnitPicked{OfWork: OfWork{"1001", 7}, Line: 2, Stop: "71", Location: "A01-1", Into: Place{InParcel, "1"}, Qty: 1}
	var line []byte
	b.ReportAllocs()
	for b.Loop() {
		w, err := Write("writer", 7, time.UnixMicro(5), "3", c, Hash{1})
		if err != nil {
			b.Fatal(err)
		}
		line = w.AppendLine(line[:0])
		if _, err := ReadLine(line, "writer", 7, Hash{1}); err != nil {
			b.Fatal(err)
		}
	}
}
