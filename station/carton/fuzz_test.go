package carton

import (
	"strings"
	"testing"
	"time"
)

// FuzzPackTask packs small tasks of any values, likely and not. Pack neither
// panics nor hangs; its plan is valid, or its error names what is wrong.
func FuzzPackTask(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("a few units of this and that in one carton"))
	for seed := range uint64(8) {
		d := drawFrom(seed)
		data := make([]byte, 120)
		for n := range data {
			data[n] = byte(d.IntN(256))
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		task := taskOf(data)
		start := time.Now()
		plan, err := Pack(task)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("took %s for %+v", took, task)
		}
		switch {
		case err != nil && !names(err, task):
			t.Errorf("%v: names nothing of %+v", err, task)
		case err == nil:
			for _, fault := range (audit{task, plan}).faults() {
				t.Errorf("%v: %+v", fault, task)
			}
		}
	})
}

// names tells whether a person can see from the error what to correct.
func names(err error, t Task) bool {
	words := []string{"no carton", "budget", "tariff", "support", "objective", "families", "more than 50000 units"}
	for _, i := range t.Items {
		words = append(words, i.Ref)
	}
	for _, c := range t.Cartons {
		words = append(words, `"`+c.Code+`"`)
	}
	for _, w := range words {
		if strings.Contains(err.Error(), w) {
			return true
		}
	}
	return false
}

// bytes are what a task is made of; when they end, the rest is zero.
type bytes struct{ left []byte }

func (b *bytes) next() int {
	if len(b.left) == 0 {
		return 0
	}
	n := int(b.left[0])
	b.left = b.left[1:]
	return n
}

// flag is set in one of four.
func (b *bytes) flag() bool { return b.next()%4 == 3 }

// length is most often likely, and at times what nobody would expect.
func (b *bytes) length() int {
	switch n := b.next(); {
	case n < 120:
		return 1 + n
	case n < 240:
		return 1 + 4*(n-120)
	case n < 250:
		return MaxSideMM - b.next()
	}
	return b.odd()
}

// odd is a number at some limit.
func (b *bytes) odd() int {
	limits := []int{0, -1, 1, MaxSideMM, MaxSideMM + 1, maxG, maxG + 1, MaxUnits + 1, 1 << 31, 1 << 32, 1 << 62, -1 << 63, 1<<63 - 1}
	return limits[b.next()%len(limits)]
}

func (b *bytes) grams() int {
	if n := b.next(); n < 250 {
		return 40 * n
	}
	return b.odd()
}

// few is mostly 0, at times up to most, and rarely anything.
func (b *bytes) few(most int) int {
	switch n := b.next(); {
	case n < 140:
		return 0
	case n < 252:
		return n % (most + 1)
	}
	return b.odd()
}

func (b *bytes) sides() (s [3]int) {
	for axis := range s {
		s[axis] = b.length()
	}
	return s
}

func (b *bytes) word() string { return []string{"", "", "A", "B", "C", "*"}[b.next()%6] }

func taskOf(data []byte) Task {
	b := &bytes{data}
	t := Task{
		Seed: uint64(b.next()), Budget: []int{FirstAnswer, 1, 500, 3000, 3000, -7}[b.next()%6], Objective: Objective(b.few(2)),
		SupportPct: []int{0, 60, 100, 1, 101, -1}[b.next()%6], Carrier: b.word(),
		Tariff: Tariff{FeeCents: b.few(500), CentsPerKg: b.few(100), Divisor: b.few(5000), Inch: b.flag(), WholeSides: b.flag(), StepG: b.few(1000)},
	}
	for range b.next() % 3 {
		t.Apart = append(t.Apart, [2]string{b.word(), b.word()})
	}
	for n := range 1 + b.next()%4 {
		c := Carton{Code: string(rune('A' + n)), InnerMM: b.sides(), EmptyG: b.few(900), Limit: b.few(3), VoidPct: b.few(99), Mailer: b.flag(), PriceCents: b.few(200)}
		if b.flag() {
			c.MaxG = b.grams()
		}
		if b.flag() {
			c.OuterMM = b.sides()
		}
		if b.flag() {
			c.NotBy = []string{b.word()}
		}
		t.Cartons = append(t.Cartons, c)
	}
	for n := range b.next() % 6 {
		i := Item{
			Ref: "ITEM-" + string(rune('A'+n)), SizeMM: b.sides(), WeightG: b.grams(), Rotation: Rotation(b.few(3)), Count: 1 + b.few(5),
			PadMM: b.few(20), Fragile: b.flag(), BearsG: b.few(1000), Stack: b.few(3), Alone: b.flag(), Family: b.word(), Set: b.word(),
		}
		if b.flag() {
			i.NotIn = []string{b.word()}
		}
		t.Items = append(t.Items, i)
	}
	return t
}
