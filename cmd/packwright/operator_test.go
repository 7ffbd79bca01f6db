package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/packwright/packwright/station/gs1"
	"github.com/packwright/packwright/station/sim"
)

// operator is a person at a bench who knows the goods and reads the screen, and
// nothing else.
type operator struct {
	t        testing.TB
	terminal *terminal
	goods    sim.Warehouse
	weigh    func(grams int)
	paper    func() []string // numbers on the ship labels that came out, oldest first

	twist   func(screen) (line string, happens bool) // what comes between, a line or a key; may be nil
	plain   bool                                     // read the plain barcode of goods with a lot, type lot and date
	serials int
	typed   map[string]time.Time
	stuck   map[string]bool // labels that are on their boxes
}

// deed is a line to type or a key to press, or grams to put on the scale.
type deed struct {
	line  string
	grams int
}

// next is what the screen asks for; ok is false while it asks to wait.
func (p *operator) next(s screen) (d deed, ok bool) {
	if p.twist != nil {
		if line, happens := p.twist(s); happens {
			return deed{line: line}, true
		}
	}
	rest := func(prefix string) string {
		return strings.Trim(strings.Fields(strings.TrimPrefix(s.prompt(), prefix) + " ")[0], ",:")
	}
	switch {
	case s.asks("SCAN YOUR BADGE"):
		return deed{line: p.goods.People[0].Badge}, true
	case s.asks("NEXT ORDER"):
		return deed{line: "+"}, !strings.Contains(s.String(), "looking for the next order")
	case s.asks("TAKE BOX"):
		return deed{line: "BOX-" + rest("TAKE BOX ")}, true
	case s.asks("SCAN A CARTON"):
		return deed{line: "BOX-C"}, true
	case s.asks("SCAN LOCATION"):
		return deed{line: rest("SCAN LOCATION ")}, true
	case s.asks("SCAN THE LOT"):
		lot, _ := p.lot(s, rest("SCAN THE LOT OF "))
		return deed{line: lot}, true
	case s.asks("TYPE THE EXPIRY DATE"):
		_, date := p.lot(s, rest("TYPE THE EXPIRY DATE OF "))
		return deed{line: strings.ReplaceAll(date, "-", "")[2:]}, true
	case s.asks("SCAN THE SERIAL NUMBER"):
		return deed{line: p.serial()}, true
	case s.asks("SCAN ARTICLE"):
		return deed{line: p.article(s)}, true
	case s.asks("THE BOX IS COMPLETE"), s.asks("PUT IT IN"):
		return deed{line: "+"}, true
	case s.asks("CLOSE THE BOX"):
		m := grams.FindStringSubmatch(s.String())
		if m == nil || strings.Contains(s.String(), "lift everything off") {
			return deed{}, false
		}
		g, _ := strconv.Atoi(m[1])
		return deed{grams: g}, true
	case s.asks("DID THE LABEL COME OUT"):
		return deed{line: p.lookForLabel()}, true
	case s.asks("IS BOX"):
		return deed{line: "+"}, true
	case s.asks("STICK THE LABEL"), s.asks("IT CAME OUT TWICE"):
		label := p.newestLabel()
		return deed{line: label}, label != ""
	case s.asks("TYPE "):
		return deed{line: rest("TYPE ")}, true
	}
	return deed{}, false
}

func (p *operator) serial() string {
	p.serials++
	return fmt.Sprintf("SN-%d-%d", time.Now().UnixNano()%1e9, p.serials)
}

// lot is the lot to take of an article, as it stands on the goods, with its
// date: the one on the screen, else the older one.
func (p *operator) lot(s screen, sku string) (lot, expiry string) {
	want := ""
	if m := lotOnScreen.FindStringSubmatch(s.String()); m != nil {
		want = m[1]
	}
	for _, g := range p.goods.Stock {
		if g.SKU == sku && (want == "" || g.Lot == want) {
			return g.Lot, g.Expiry
		}
	}
	return "", ""
}

// article is the barcode on the goods that the screen asks for: by the last
// digits at a location, by the list at the box.
func (p *operator) article(s screen) string {
	ends, sku := "", ""
	if m := endsOnScreen.FindStringSubmatch(s.String()); m != nil {
		ends = m[1]
	} else if m := toScan.FindStringSubmatch(s.String()); m != nil {
		sku = m[1]
	}
	for _, g := range p.goods.Products {
		code := g.Barcodes[0].Code
		if g.SKU != sku && (ends == "" || !strings.HasSuffix(code, ends)) {
			continue
		}
		switch {
		case p.plain || !g.Lot && !g.Serial:
			return code
		case g.Serial:
			return p.elements(gs1.Element{AI: "01", Data: "0" + code}, gs1.Element{AI: "21", Data: p.serial()})
		}
		lot, date := p.lot(s, g.SKU)
		return p.elements(gs1.Element{AI: "01", Data: "0" + code}, gs1.Element{AI: "17", Data: strings.ReplaceAll(date, "-", "")[2:]}, gs1.Element{AI: "10", Data: lot})
	}
	p.t.Fatalf("no article on the shelves is meant by\n%s", s)
	return ""
}

// elements is a DataMatrix as a scanner types it.
func (p *operator) elements(list ...gs1.Element) string {
	data, err := gs1.Build(list...)
	if err != nil {
		p.t.Fatal(err)
	}
	return "]d2" + data
}

// newestLabel is the barcode of the newest label that is on no box yet.
func (p *operator) newestLabel() string {
	paper := p.paper()
	if len(paper) == 0 || p.stuck[paper[len(paper)-1]] {
		return ""
	}
	return "]C100" + paper[len(paper)-1]
}

// lookForLabel waits at the printer for as long as a label takes; when none
// comes, nothing came out.
func (p *operator) lookForLabel() string {
	for end := time.Now().Add(3 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if label := p.newestLabel(); label != "" {
			return label
		}
	}
	return "1"
}

// sameRead is how long a packer needs to take the next unit of an article; a
// scanner that reads the same code sooner read it twice.
const sameRead = 320 * time.Millisecond

// do does a deed and answers the screen that it led to.
func (p *operator) do(d deed) screen {
	p.t.Helper()
	if p.typed == nil {
		p.typed, p.stuck = map[string]time.Time{}, map[string]bool{}
	}
	before := p.terminal.screen().foot()
	switch {
	case d.grams > 0:
		p.weigh(d.grams)
	case d.line == keyF9, d.line == keyF10:
		p.terminal.press(d.line)
	default:
		time.Sleep(time.Until(p.typed[d.line].Add(sameRead)))
		p.terminal.enter(d.line)
		p.typed[d.line] = time.Now()
		if number, is := strings.CutPrefix(d.line, "]C100"); is {
			p.stuck[number] = true
		}
	}
	p.terminal.await(fmt.Sprintf("an answer to %+v", d), func(s screen) bool { return s.foot() != before })
	if d.grams > 0 {
		p.terminal.await("the weight to be taken", func(s screen) bool { return !s.asks("CLOSE THE BOX") })
		p.weigh(0)
	}
	p.terminal.quiet(settled)
	return p.terminal.screen()
}

// settled is how long a screen must stand still to be read.
const settled = 40 * time.Millisecond

// work does what the screen asks until it is good.
func (p *operator) work(what string, good func(screen) bool) screen {
	p.t.Helper()
	for range 300 {
		s := p.terminal.screen()
		if good(s) {
			return s
		}
		d, ok := p.next(s)
		if !ok {
			now := s.foot()
			p.terminal.await(what, func(s screen) bool {
				_, ok := p.next(s)
				return s.foot() != now || ok || good(s)
			})
			p.terminal.quiet(settled)
			continue
		}
		p.do(d)
	}
	p.t.Fatalf("%s: 300 deeds were not enough; the screen shows\n%s", what, p.terminal.screen())
	return nil
}

// ssccOn is the parcel number that stands readable on a ship label, "" on
// other paper.
func ssccOn(zpl string) string {
	if m := ssccPrinted.FindStringSubmatch(zpl); m != nil {
		return strings.ReplaceAll(m[1], " ", "")
	}
	return ""
}

var ssccPrinted = regexp.MustCompile(`\(00\)\s?([0-9 ]{18,23})`)
