package layers

// least is how wide and high a frame must be to hold anything.
const least = 3

// Fit is the largest frame within w by h cells for the carton's floor, length and
// width in mm, on a screen whose cells are twice as high as wide: of its shape,
// or up to half as wide again, because rows are rarer than columns. It is 0 by 0
// where there is no room.
func Fit(floor [2]int, w, h int) (cols, rows int) {
	if w < least || h < least || floor[0] <= 0 || floor[1] <= 0 {
		return 0, 0
	}
	cols, rows = w-1, h-1
	if wide := 3 * rows * floor[0] / floor[1]; wide < cols {
		cols = max(least-1, wide)
	} else {
		rows = max(least-1, min(rows, cols*floor[1]/(2*floor[0])))
	}
	return cols + 1, rows + 1
}

// Draw draws the units at the height in a frame of cols by rows cells, as Fit
// gives it. Nothing is drawn outside the frame.
func Draw(units []Unit, height int, floor [2]int, cols, rows int) Picture {
	if cols < least || rows < least || floor[0] <= 0 || floor[1] <= 0 {
		return Picture{}
	}
	s := newSheet(cols, rows)
	s.outline(area{0, 0, cols - 1, rows - 1}, none)
	start, stand := At(units, height)
	for _, u := range stand {
		s.outline(s.area(u, floor), none)
	}
	for _, u := range start {
		s.outline(s.area(u, floor), starts)
	}
	for _, u := range start {
		if u.Next {
			s.outline(s.area(u, floor), next)
			s.arrows(s.area(u, floor))
		}
	}
	hidden := 0
	for _, u := range start {
		hidden += s.letter(s.area(u, floor), Letter(u.Kind))
	}
	for _, u := range stand {
		s.fill(s.area(u, floor))
		hidden += s.letter(s.area(u, floor), Small(u.Kind))
	}
	return Picture{Rows: s.parts(), Hidden: hidden}
}

// sheet is the cells of a picture.
type sheet struct {
	cols, rows int
	sign       []byte
	mark       []mark
	taken      []bool // a letter stands in it
}

// mark says what a cell shows.
type mark uint8

const (
	none   mark = iota
	starts      // a unit that starts here
	next        // the one that is put in next
)

func newSheet(cols, rows int) *sheet {
	n := cols * rows
	s := &sheet{cols: cols, rows: rows, sign: make([]byte, n), mark: make([]mark, n), taken: make([]bool, n)}
	for i := range s.sign {
		s.sign[i] = ' '
	}
	return s
}

// area is the lines around a unit: the cells left, top, right and bottom.
type area struct{ x0, y0, x1, y1 int }

// area is where a unit lies on the sheet. Neighbours share a line.
func (s *sheet) area(u Unit, floor [2]int) area {
	line := func(mm, of, lines int) int {
		return max(0, min(lines, (2*mm*lines+of)/(2*of)))
	}
	return area{
		line(u.AtMM[0], floor[0], s.cols-1), line(u.AtMM[1], floor[1], s.rows-1),
		line(u.AtMM[0]+u.SizeMM[0], floor[0], s.cols-1), line(u.AtMM[1]+u.SizeMM[1], floor[1], s.rows-1),
	}
}

// outline draws the lines of an area over what is there.
func (s *sheet) outline(a area, m mark) {
	for x := a.x0; x <= a.x1; x++ {
		s.line(x, a.y0, '-')
		s.line(x, a.y1, '-')
	}
	for y := a.y0; y <= a.y1; y++ {
		s.line(a.x0, y, '|')
		s.line(a.x1, y, '|')
	}
	for _, x := range []int{a.x0, a.x1} {
		s.line(x, a.y0, '+')
		s.line(x, a.y1, '+')
	}
	for y := a.y0; y <= a.y1 && m != none; y++ {
		for x := a.x0; x <= a.x1; x++ {
			s.mark[y*s.cols+x] = m
		}
	}
}

// line draws one cell of a line; where two cross, a corner.
func (s *sheet) line(x, y int, sign byte) {
	at := &s.sign[y*s.cols+x]
	if *at != ' ' && *at != sign {
		sign = '+'
	}
	*at = sign
}

// fill dots what is inside an area.
func (s *sheet) fill(a area) {
	for y := a.y0 + 1; y < a.y1; y++ {
		for x := a.x0 + 1; x < a.x1; x++ {
			if at := &s.sign[y*s.cols+x]; *at == ' ' {
				*at = '.'
			}
		}
	}
}

// arrows point at the middle of an area, where there is room for them.
func (s *sheet) arrows(a area) {
	i := (a.y0+a.y1)/2*s.cols + (a.x0+a.x1)/2
	if a.x1-a.x0 >= 4 && a.y1-a.y0 >= 2 {
		s.sign[i-1], s.sign[i+1] = '>', '<'
	}
}

// letter puts a letter into the middle of an area, else into the first cell of
// it that has none, and answers how many units found no cell: 0 or 1.
func (s *sheet) letter(a area, c byte) int {
	put := func(x, y int) bool {
		i := y*s.cols + x
		if s.taken[i] {
			return false
		}
		s.sign[i], s.taken[i] = c, true
		return true
	}
	if put((a.x0+a.x1)/2, (a.y0+a.y1)/2) {
		return 0
	}
	for y := a.y0; y <= a.y1; y++ {
		for x := a.x0; x <= a.x1; x++ {
			if put(x, y) {
				return 0
			}
		}
	}
	return 1
}

// parts is the rows of the sheet, cut where the marks change.
func (s *sheet) parts() []Row {
	rows := make([]Row, s.rows)
	for y := range rows {
		from := y * s.cols
		for x := 1; x <= s.cols; x++ {
			if x == s.cols || s.mark[y*s.cols+x] != s.mark[from] {
				m := s.mark[from]
				rows[y] = append(rows[y], Part{string(s.sign[from : y*s.cols+x]), m != none, m == next})
				from = y*s.cols + x
			}
		}
	}
	return rows
}
