package label

import (
	"testing"

	"github.com/packwright/packwright/printers/preview"
)

// The first look at a change of the layout is at these files.
func TestPreviews(t *testing.T) {
	for _, name := range []string{"ship", "slip", "gift", "commands"} {
		s := layOut(t, draft(t, name))
		if len(s.Pages) != s.Labels {
			t.Errorf("%s: %d pages, %d labels", name, len(s.Pages), s.Labels)
		}
		golden(t, name+".txt", []byte(preview.Text(preview.Screen{Columns: 80}, s.Pages...)))
	}
}
