package carton

import (
	"strings"
	"testing"
)

// What cannot be is refused by name, before anything is packed.
func TestPackRefusesRulesThatCannotBe(t *testing.T) {
	cases := []struct {
		name string
		harm func(t *Task, c *Carton, i *Item)
		want string
	}{
		{"padding below zero", func(_ *Task, _ *Carton, i *Item) { i.PadMM = -1 }, `"MUG": -1 mm of padding`},
		{"padding of a kilometre", func(_ *Task, _ *Carton, i *Item) { i.PadMM = 1_000_000 }, `"MUG": 1000000 mm of padding`},
		{"bearing less than nothing", func(_ *Task, _ *Carton, i *Item) { i.BearsG = -1 }, `"MUG": -1 g to bear`},
		{"a stack below zero", func(_ *Task, _ *Carton, i *Item) { i.Stack = -1 }, `"MUG": a stack of -1`},
		{"a carton full of void fill", func(_ *Task, c *Carton, _ *Item) { c.VoidPct = 100 }, `"S": a void fill of 100 %`},
		{"void fill below zero", func(_ *Task, c *Carton, _ *Item) { c.VoidPct = -1 }, `"S": a void fill of -1 %`},
		{"a carton that pays", func(_ *Task, c *Carton, _ *Item) { c.PriceCents = -1 }, `"S": a price of -1 cents`},
		{"two outer sides", func(_ *Task, c *Carton, _ *Item) { c.OuterMM = [3]int{210, 160, 0} }, `"S": an outer side of 0 mm`},
		{"an outer side of a kilometre", func(_ *Task, c *Carton, _ *Item) { c.OuterMM = [3]int{210, 1_000_000, 110} }, `"S": an outer side of 1000000 mm`},
		{"an objective made up", func(t *Task, _ *Carton, _ *Item) { t.Objective = 9 }, "objective 9"},
		{"more support than base", func(t *Task, _ *Carton, _ *Item) { t.SupportPct = 101 }, "support of 101 %"},
		{"support below zero", func(t *Task, _ *Carton, _ *Item) { t.SupportPct = -1 }, "support of -1 %"},
		{"no time at all", func(t *Task, _ *Carton, _ *Item) { t.Within = -1 }, "time limit of -1ns"},
		{"a family without name", func(t *Task, _ *Carton, _ *Item) { t.Apart = [][2]string{{"", "food"}} }, `families "" and "food"`},
		{"everything from everything", func(t *Task, _ *Carton, _ *Item) { t.Apart = [][2]string{{"*", "*"}} }, `families "*" and "*"`},
		{"a fee below zero", func(t *Task, _ *Carton, _ *Item) { t.Tariff.FeeCents = -1 }, "fee of -1 cents"},
		{"a kg below zero", func(t *Task, _ *Carton, _ *Item) { t.Tariff.CentsPerKg = -1 }, "-1 cents a kg"},
		{"a divisor below zero", func(t *Task, _ *Carton, _ *Item) { t.Tariff.Divisor = -1 }, "divisor of -1"},
		{"steps below zero", func(t *Task, _ *Carton, _ *Item) { t.Tariff.StepG = -1 }, "steps of -1 g"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			task := Task{Items: []Item{one("MUG", 300, 100, 100, 100)}, Cartons: []Carton{small}}
			c.harm(&task, &task.Cartons[0], &task.Items[0])
			_, err := Pack(task)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %s", err, c.want)
			}
		})
	}
}
