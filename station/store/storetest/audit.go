package storetest

import (
	"context"
	"fmt"

	"github.com/packwright/packwright/station/store"
)

// Audit answers, for each invariant by its name, what breaks it, "" for nothing.
func (c Real) Audit(ctx context.Context) map[string]string {
	c.t.Helper()
	told := map[string]string{}
	for _, i := range store.Invariants() {
		n, some, err := c.Broken(ctx, i)
		if err != nil {
			c.t.Fatal(err)
		}
		told[i.Name] = ""
		if n > 0 {
			told[i.Name] = fmt.Sprintf("%d %s: %v", n, i.Says, some)
		}
	}
	return told
}
