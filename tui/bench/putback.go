package bench

import (
	"fmt"

	"github.com/packwright/packwright/station"
)

// putBack brings units of a cancelled work back: article, then location.
func (b *Bench) putBack(s sheet, w *station.Work) []string {
	article := band{title: "1 " + b.say("ARTICLE"), left: b.say("from tote or box"), big: b.say("SCAN"), active: b.prompt.Band == 1}
	location := band{title: "2 " + b.say("PUT BACK TO"), active: b.prompt.Band == 2}
	if w.Ask.Kind == station.AskPutWhere && w.Ask.Line < len(w.Content.Lines) {
		l := w.Content.Lines[w.Ask.Line]
		article.left, article.big, article.right = l.Name, l.SKU, b.ends(l)
		location.big = w.Ask.Place.ID
	}
	lines := s.stack(article, location)
	lines = append(lines, s.line(" "+b.say("STILL TO PUT BACK"), ""))
	for _, h := range w.Held {
		if len(lines) >= s.body {
			break
		}
		l := w.Content.Lines[h.Line]
		lines = append(lines, s.line(fmt.Sprintf(" %4d  %s", h.Qty, join("  ", s.pad(l.SKU, 16), l.Name)), h.Location+" "))
	}
	return lines
}
