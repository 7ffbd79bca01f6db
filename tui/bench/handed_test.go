package bench

import (
	"strings"
	"testing"

	"github.com/packwright/packwright/station"
)

func TestAQueueOfLabelsIsNeverShownAsPrinted(t *testing.T) {
	b := &Bench{}
	l := &station.Label{State: station.LabelPurchased, Jobs: []station.Job{{State: station.PrintSent, Problem: station.PrintHandedOver}}}
	if got := b.labelState(l); got != "handed over, not confirmed" {
		t.Errorf("the label is %q", got)
	}
	l.Jobs[0].Problem = "the address is cut"
	if got := b.labelState(l); got != "sent, not proven" {
		t.Errorf("a label that was sent is %q", got)
	}
	b.state.Links = map[station.Link]station.LinkState{station.Printer: {OK: true, Cause: "not confirmed"}}
	if got := b.labels(); !strings.HasSuffix(got, "not confirmed") || strings.Contains(got, "ok") {
		t.Errorf("the header says %q", got)
	}
}
