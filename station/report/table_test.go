package report

import (
	"strings"
	"testing"
)

// sample is a table with a cell of every kind, one of them hostile.
var sample = Table{
	Name: "use", Title: "Use of cartons",
	Columns: []Column{{Name: "carton", Head: "carton"}, {Name: "times", Head: "times"}, {Name: "fill_pct", Head: "fill %", Decimals: 1}, {Name: "known", Head: "known"}},
	Rows: [][]any{
		{"BOX-C", 12, 41.25, true},
		{"=1+1\x1b[2J", 3, nil, false},
	},
	Notes: []string{"1 parcel \u202e is not counted."},
}

var other = Table{Name: "other", Title: "Other", Columns: []Column{{Name: "n", Head: "n"}}, Rows: [][]any{{1}}}

func TestWrite(t *testing.T) {
	cases := []struct{ format, want string }{
		{"text", "Use of cartons\n" +
			"carton       times  fill %  known\n" +
			"BOX-C           12    41.2  yes\n" +
			"=1+1\\x1b[2J      3          no\n" +
			"1 parcel \\u202e is not counted.\n" +
			"\nOther\nn\n1\n"},
		{"csv", "carton,times,fill_pct,known\nBOX-C,12,41.2,yes\n'=1+1\\x1b[2J,3,,no\n\nn\n1\n"},
		{"json", "{\n  \"notes\": [\n    \"1 parcel \u202e is not counted.\"\n  ],\n  \"other\": [\n    {\n      \"n\": 1\n    }\n  ],\n  \"use\": [\n    {\n" +
			"      \"carton\": \"BOX-C\",\n      \"fill_pct\": 41.25,\n      \"known\": true,\n      \"times\": 12\n    },\n    {\n" +
			"      \"carton\": \"=1+1\\u001b[2J\",\n      \"fill_pct\": null,\n      \"known\": false,\n      \"times\": 3\n    }\n  ]\n}\n"},
	}
	for _, c := range cases {
		t.Run(c.format, func(t *testing.T) {
			var b strings.Builder
			if err := Write(&b, c.format, sample, other); err != nil || b.String() != c.want {
				t.Errorf("got\n%s%v\nwant\n%s", b.String(), err, c.want)
			}
		})
	}
	if err := Write(&strings.Builder{}, "xlsx", sample); err == nil {
		t.Error("a format that is not known is written")
	}
}
