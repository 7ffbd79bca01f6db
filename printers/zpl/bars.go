package zpl

import "strings"

// Values of Code 128 that are no characters.
const (
	startA, wordFNC1, wordStop = 103, 102, 106
	checkModulus               = 103
)

// changes is the value that leads from one subset to another.
var changes = [...]int{subsetA: 101, subsetB: 100, subsetC: 99}

// Widths are those of the bars and spaces that a printer draws, in modules,
// bars and spaces in turn, without the quiet zones.
func (s Symbol) Widths() []int {
	var all []int
	for _, v := range s.values() {
		for _, width := range patterns[v] {
			all = append(all, int(width-'0'))
		}
	}
	return all
}

// Text is the data as people read it below the bars, without function
// characters and controls.
func (s Symbol) Text() string {
	return cleanLine(strings.ReplaceAll(string(s.data), string([]byte{fnc1}), ""))
}

// values are the words of the symbol from start to stop.
func (s Symbol) values() []int {
	if len(s.data) == 0 {
		return nil
	}
	now := s.plan[0]
	all := []int{startA + int(now)}
	for i := 0; i < len(s.data); {
		if s.plan[i] != now {
			now = s.plan[i]
			all = append(all, changes[now])
		}
		n := took(s.data, i, now)
		all = append(all, value(s.data[i:i+n], now))
		i += n
	}
	sum := all[0]
	for i, v := range all {
		sum += i * v
	}
	return append(all, sum%checkModulus, wordStop)
}

// value is one word of the subset.
func value(word []byte, in subset) int {
	c := int(word[0])
	switch {
	case c == fnc1:
		return wordFNC1
	case in == subsetC:
		return 10*(c-'0') + int(word[1]-'0')
	case c < ' ':
		return c + 64
	}
	return c - ' '
}

// patterns are the widths of bars and spaces of each value, as ISO/IEC 15417
// lists them.
var patterns = [...]string{
	"212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
	"221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
	"221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
	"212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
	"231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
	"231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
	"314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
	"112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
	"111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
	"214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
	"114131", "311141", "411131", "211412", "211214", "211232", "2331112",
}
