package station

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestWhatAlwaysHolds drives a bench with random people, devices, orders and
// news, and checks after every input what must hold whatever they do. At the end
// a good packer on a quiet day brings every order to its end.
func TestWhatAlwaysHolds(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := randomWorld(t, r)
		for range rapid.IntRange(5, 80).Draw(r, "inputs") {
			randomInput(w, r)
			units(w, r)
			counts(w, r)
			ownParcels(w, r)
			layersTellTheTruth(w, r)
			suggestsWhatIsThere(w, r)
			promptTellsTheTruth(w, r)
			freeInThree(w, r)
			w.house.agrees(w)
			w.shown = append(w.shown[max(0, len(w.shown)-2):], shown{w.s, whole(w.s)})
			for _, x := range w.shown {
				if now := whole(x.state); now != x.text {
					r.Fatalf("a state that was shown has changed:\n was %s\n now %s", x.text, now)
				}
			}
		}
		quietDay(w, r)
		units(w, r)
		folds(w, r)
		movesAlongTheTable(w.facts, r.Fatalf)
	})
}

func randomWorld(t *testing.T, r *rapid.T) *world {
	rules := func(x *Rules) {
		x.Way = rapid.SampledFrom([]Way{OnePass, OnePass, ToteWay, PackOnly}).Draw(r, "way")
		x.Weight = rapid.SampledFrom([]string{"off", "note", "recount", "lead"}).Draw(r, "weight")
		x.Location = rapid.SampledFrom([]string{"off", "scan"}).Draw(r, "location")
		x.Ahead = rapid.IntRange(0, 2).Draw(r, "ahead")
		x.AutoNext = rapid.Bool().Draw(r, "auto")
		x.Proof = rapid.SampledFrom([]string{ProofAlways, ProofSeveral, ProofNever}).Draw(r, "proof")
		x.SellsAll = rapid.SampledFrom([]string{"", "", "UPS DHL"}).Draw(r, "sells all")
		x.TypedEntry = rapid.SampledFrom([]string{"off", "packer", "lead"}).Draw(r, "typed")
	}
	var orders []Opened
	for i := range rapid.IntRange(1, 4).Draw(r, "orders") {
		lines := []Line{mugs(rapid.SampledFrom([]int{1, 2, 3, 13}).Draw(r, "mugs"))}
		if rapid.Bool().Draw(r, "tea") {
			lines = append(lines, teas(2))
		}
		if rapid.Bool().Draw(r, "lamp") {
			lines = append(lines, lamps(rapid.IntRange(1, 2).Draw(r, "lamps")))
			lines[len(lines)-1].Alone = rapid.Bool().Draw(r, "alone")
		}
		if rapid.Bool().Draw(r, "cups") {
			lines = append(lines, cups(2))
			lines[len(lines)-1].Barcodes[0].Units = 1
		}
		if rapid.Bool().Draw(r, "mugs again") {
			lines = append(lines, mugs(1))
		}
		orders = append(orders, withPutIns(r, order(ID(fmt.Sprint(i+1)), lines...)))
	}
	w := newWorld(t, rules)
	w.house = newWarehouse(r, orders)
	w.draw = r
	if w.s.Rules.Way == PackOnly {
		pickedElsewhere(w)
	}
	w.plan = rapid.SampledFrom([]func(PlanCartons) Planned{nil, twoBoxes, stacked, smallest, smallest}).Draw(r, "plan")
	w.scan("BADGE-ANNA").types("+")
	if rapid.IntRange(0, 2).Draw(r, "one is shipped") == 0 {
		shipOne(w, r)
	}
	return w
}

// shipOne is a good morning: the first orders are shipped, so that labels of them
// may be printed again.
func shipOne(w *world, r *rapid.T) {
	w.calm = true
	for range 80 {
		if w.house.shipped() != "" && w.s.Work() == nil {
			break
		}
		w.push()
		w.house.calm()
		dutiful(w, r)
	}
	w.calm = false
}

// withPutIns is the order with some instructions.
func withPutIns(r *rapid.T, o Opened) Opened {
	note := func(of string) PutIn {
		text := rapid.SampledFrom([]string{"", "", "card", "two\nlayers\nof paper"}).Draw(r, "note")
		return PutIn{Of: of, Text: text, Must: text != "" && rapid.Bool().Draw(r, "must"), Grams: rapid.IntRange(0, 9).Draw(r, "grams")}
	}
	for _, of := range []string{"order", "channel"} {
		if n := note(of); n.Text != "" {
			o.Content.PutIns = append(o.Content.PutIns, n)
		}
	}
	for i := range o.Content.Lines {
		o.Content.Lines[i].PutIn = note("")
	}
	return o
}

// pickedElsewhere puts the orders into totes, as other benches would.
func pickedElsewhere(w *world) {
	for i, j := range w.house.each() {
		j.tote, j.stage = fmt.Sprintf("T-01%d", i), Picked
		of := OfWork{Work: j.content.ID}
		j.facts = append(j.facts, Fact{Change: ToteBound{OfWork: of, Tote: j.tote}})
		for k, s := range j.stops {
			for n := range s.Qty {
				g := Goods{}
				switch l := j.content.Lines[s.Line]; {
				case l.Serial:
					g.Serial = fmt.Sprintf("P%d-%d-%d", i, k, n)
				case l.Lot:
					g = Goods{Lot: "A7", Expiry: "2027-12-31"}
				}
				j.facts = append(j.facts, Fact{Change: UnitPicked{OfWork: of, Line: s.Line, Stop: s.ID, Location: s.Location, Goods: g, Qty: 1, Into: Place{InTote, j.tote}}})
				j.units, j.touched = j.units+1, true
				j.picked[s.Line]++
			}
			j.stops[k].Taken = s.Qty
		}
		for _, f := range j.facts {
			w.past = append(w.past, f.Change)
		}
	}
}

// twoBoxes plans one unit into the first box and the rest into the second.
func twoBoxes(p PlanCartons) Planned {
	lines := slices.Sorted(maps.Keys(p.Units))
	if len(lines) == 0 {
		return Planned{Work: p.Work}
	}
	first, rest := map[int]int{lines[0]: 1}, maps.Clone(p.Units)
	if rest[lines[0]]--; rest[lines[0]] == 0 {
		delete(rest, lines[0])
	}
	plan := []PlannedParcel{{Carton: "BOX-C", Units: first}}
	if len(rest) > 0 {
		plan = append(plan, PlannedParcel{Carton: "BOX-D", Units: rest})
	}
	return Planned{Work: p.Work, Parcels: plan, Proof: "optimal"}
}

func randomInput(w *world, r *rapid.T) {
	switch rapid.IntRange(0, 26).Draw(r, "what") {
	case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9:
		// What the screen asks for: a good packer.
		helpful(w, r)
	case 24:
		unlabelled(w, r)
	case 26:
		labelAgain(w, r)
	case 25:
		w.types("3").scan(rapid.SampledFrom([]string{"PRN-B2", "PRN-B3", "PRN-B7"}).Draw(r, "printer"))
	case 10, 11, 12:
		w.types(rapid.SampledFrom(keys).Draw(r, "key"))
	case 13, 14:
		w.scan(rapid.SampledFrom(codes(w)).Draw(r, "code"))
	case 15:
		w.away = !w.away
		w.in(LinkChanged{What: Database, OK: !w.away, Cause: "cut"})
		w.push()
	case 16:
		w.weigh(rapid.IntRange(30, 30000).Draw(r, "grams"))
	case 17, 18:
		w.house.news(r)
		w.push()
	case 19:
		w.in(Restarted{})
	case 20:
		w.trouble = rapid.IntRange(0, 3).Draw(r, "trouble") > 0
		w.in(LinkChanged{What: Printer, OK: !w.trouble, Cause: "no labels left"})
	case 21:
		w.hold = !w.hold
	case 22:
		w.deliver(r)
	default:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 20).Draw(r, "seconds")) * time.Second)
		w.in(Tick{})
	}
	if !w.hold {
		w.deliverAll(r)
	}
}

// unlabelled is a unit whose code nobody knows, and what a lead says to it.
func unlabelled(w *world, r *rapid.T) {
	w.scan("JUNK").types("4", rapid.SampledFrom([]string{"1", "2", "3"}).Draw(r, "remedy"))
	if rapid.Bool().Draw(r, "remedy again") {
		w.types(rapid.SampledFrom([]string{"1", "2", "3", "3931", "3948"}).Draw(r, "answer"))
	}
	if rapid.Bool().Draw(r, "badge") {
		w.scan("BADGE-LEO")
	}
	w.push()
}

// labelAgain is a label that came off its box, and what a lead says to it.
func labelAgain(w *world, r *rapid.T) {
	switch no := w.house.shipped(); {
	case w.s.Work() != nil:
		w.types("0", "7")
	case no != "":
		w.types("2", no)
	}
	if w.s.Prompt().Takes(ANumber) {
		w.types(fmt.Sprint(rapid.IntRange(1, 3).Draw(r, "box")))
	}
	w.types(rapid.SampledFrom([]string{"1", "2", "4", "5", "/"}).Draw(r, "became"))
	if rapid.IntRange(0, 3).Draw(r, "badge") > 0 {
		w.scan("BADGE-LEO")
	}
	w.push()
}

var keys = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "+", "-", "/", "*2", "*12", "12", "3931", "000017"}

// codes is something of everything that can be scanned.
func codes(w *world) []string {
	list := []string{
		mug, tea, lamp, else_, "01" + lamp + "21S" + fmt.Sprint(w.read/1e9), "01" + tea + "17271231" + "10A7",
		"A03-11", "A03-12", "A09-09", "B03-01", "BOX-B", "BOX-C", "T-014", "T-010", "T-011", "SLOT-1", "SLOT-2", "SLOT-3",
		"BADGE-ANNA", "BADGE-LEO", "14006381333938", "JUNK", CommandCode(CmdPark), CommandCode(CmdPlus), CommandCode(CmdLayers),
		CommandCode(CmdEmpty), CommandCode(CmdRefilled), "BOX-D", "PRN-B2", "PRN-B3", "PRN-B7",
	}
	if wk := w.s.Work(); wk != nil {
		for _, h := range wk.Held {
			list = append(list, "01"+single(wk.Content.Lines[h.Line])+serial(h))
		}
		for _, p := range wk.Parcels {
			for _, l := range p.Labels {
				list = append(list, "]C100"+l.Bought.SSCC)
			}
		}
	}
	return list
}

// helpful does what the prompt asks.
func helpful(w *world, r *rapid.T) {
	wk := w.s.Work()
	p := w.s.Prompt()
	switch {
	case wk == nil && p.Takes(ABadge) && w.s.Operator.ID == "":
		w.scan("BADGE-ANNA")
	case wk == nil && p.Takes(ATote) && w.atPlace() != "" && rapid.Bool().Draw(r, "from its place"):
		w.scan(w.atPlace())
	case wk == nil && p.Plus == "":
		w.scan("T-010")
	case wk == nil || p.Halted:
		w.types("+")
	case wk.Ask.Kind == AskConfirm:
		w.types(wk.Ask.Digits)
	case wk.Ask.Kind == AskWhich:
		w.types("1")
	case p.Takes(ANumber):
		w.types(fmt.Sprint(rapid.IntRange(0, 2).Draw(r, "n")))
	case p.Takes(AWeight):
		g, _ := wk.Expected(*wk.Current())
		w.weigh(max(g, 100))
	case p.Takes(ATote):
		w.scan(fmt.Sprintf("T-02%d", rapid.IntRange(0, 9).Draw(r, "tote")))
	case p.Takes(ASlot):
		w.scan(fmt.Sprintf("SLOT-%d", rapid.IntRange(1, 9).Draw(r, "slot")))
	case p.Takes(ALocation) && wk.Ask.Kind == AskPutWhere:
		w.scan(wk.Ask.Place.ID)
	case p.Takes(ALocation):
		w.scan(wk.NextStop().Location)
	case p.Takes(ACarton):
		w.scan(rapid.SampledFrom([]string{"BOX-C", "BOX-D"}).Draw(r, "box"))
	case p.Takes(ALot):
		w.scan("A7")
	case p.Takes(AExpiry):
		w.types("271231")
	case p.Takes(ASerial):
		w.scan(theSerial(w, wk))
	case p.Takes(ABox) && p.Plus == "":
		w.scan(wk.Plate(rapid.SampledFrom(wk.unlabelled()).Draw(r, "box")))
	case p.Takes(ALabel) && wk.Current() != nil && wk.Current().Live() != nil:
		w.scan(w.sscc())
	case p.Takes(AArticle) && wk.Step() == StepArticle:
		w.scan(single(wk.Content.Lines[wk.NextStop().Line]))
	case p.Takes(AArticle) && len(wk.Held) > 0:
		h := wk.Held[rapid.IntRange(0, len(wk.Held)-1).Draw(r, "unit")]
		w.scan("01" + single(wk.Content.Lines[h.Line]) + serial(h))
	default:
		w.types("+")
	}
}

// unlabelled is the numbers of the boxes that wait for their labels.
func (w *Work) unlabelled() []int {
	list := []int{1}
	for _, p := range w.Parcels {
		if p.State == ParcelLabelled {
			list = append(list, p.N)
		}
	}
	return list
}

// theSerial is a serial number that was picked, or a new one at a location.
func theSerial(w *world, wk *Work) string {
	for _, h := range wk.Held {
		if wk.Ask.Stop == "" && h.Line == wk.Ask.Line && h.Place.Kind != InParcel {
			return h.Serial
		}
	}
	return fmt.Sprint("S", w.read/1e9)
}

func serial(h Held) string {
	if h.Serial == "" {
		return ""
	}
	return "21" + h.Serial
}

// key is units of one line that are alike, in one place.
type key struct {
	work  ID
	line  int
	goods Goods
	place Place
}

// caged moves what is in one place of the work to the like of another kind.
func caged(books map[key]int, work ID, in Place, to PlaceKind) {
	for k, n := range books {
		if k.work == work && k.place == in && n > 0 {
			delete(books, k)
			k.place.Kind = to
			books[k] += n
		}
	}
}

// units keeps books of its own, from the facts alone: every unit that left its
// location is in exactly one place, and no place ever holds less than nothing.
func units(w *world, r *rapid.T) {
	books := map[key]int{}
	move := func(of OfWork, line int, g Goods, from, to Place, n int) {
		if from.Kind != InLocation {
			k := key{of.Work, line, g, from}
			books[k] -= n
			if books[k] < 0 {
				r.Fatalf("work %s line %d: %d units at %v", of.Work, line, books[k], from)
			}
		}
		books[key{of.Work, line, g, to}] += n
	}
	for _, c := range append(slices.Clone(w.past), w.facts...) {
		switch c := c.(type) {
		case UnitPicked:
			move(c.OfWork, c.Line, c.Goods, Place{InLocation, c.Location}, c.Into, c.Qty)
		case UnitPacked:
			move(c.OfWork, c.Line, c.Goods, c.From, parcelPlace(c.Parcel), c.Qty)
		case UnitMoved:
			move(c.OfWork, c.Line, c.Goods, c.From, c.To, c.Qty)
		case UnitDamaged:
			move(c.OfWork, c.Line, c.Goods, c.From, Place{InQuarantine, c.To}, c.Qty)
		case UnitMissing:
			move(c.OfWork, c.Line, c.Goods, c.From, Place{Kind: Lost}, c.Qty)
		case LabelProven:
			caged(books, c.Work, parcelPlace(c.Parcel), InCage)
		case LabelDestroyed:
			caged(books, c.Work, Place{InCage, parcelPlace(c.Parcel).ID}, InParcel)
		}
	}
	for _, wk := range w.s.Works {
		for _, h := range wk.Held {
			books[key{wk.ID, h.Line, h.Goods, h.Place}] -= h.Qty
		}
		for k, n := range books {
			switch k.place.Kind {
			case InTote, InParcel, Loose, InCage:
				if k.work == wk.ID && n != 0 {
					r.Fatalf("work %s: the state and the facts differ by %d at %v", k.work, n, k.place)
				}
			}
		}
	}
}

func counts(w *world, r *rapid.T) {
	open := 0
	for _, wk := range w.s.Works {
		if p := wk.Current(); wk.count(Loose) > 0 && wk.Stage != Cancelling && (p == nil || p.State != ParcelOpen) {
			r.Fatalf("work %s: the box is closed over goods that are to be counted again", wk.ID)
		}
		for i, t := range wk.Tallys {
			l := wk.Content.Lines[i]
			if t.Packed > t.Picked || t.Picked > l.Qty || t.Picked < 0 || t.Short < 0 {
				r.Fatalf("work %s line %d: %+v of %d", wk.ID, i, t, l.Qty)
			}
		}
		for _, p := range wk.Parcels {
			for _, l := range p.Labels {
				if j := l.lastJob(); j != nil && (j.State == PrintSending || j.State == PrintSent || j.State == PrintCounted || j.State == PrintUnknown) && l.State == LabelPurchased && l.Passed == "" {
					open++
				}
			}
		}
	}
	if open > 1 {
		r.Fatalf("%d unproven ship labels at the bench", open)
	}
}

// ownParcels checks that what ships in its own packaging is never in a box with
// other goods, and no two of them in one parcel.
func ownParcels(w *world, r *rapid.T) {
	for _, wk := range w.s.Works {
		for _, h := range wk.Held {
			if h.Place.Kind != InParcel {
				continue
			}
			for _, p := range wk.Parcels {
				if parcelPlace(p.N) != h.Place {
					continue
				}
				if p.Own != wk.Content.Lines[h.Line].Alone || p.Own && wk.unitsIn(p.N) > 1 {
					r.Fatalf("work %s: %+v is in %+v", wk.ID, h, p)
				}
			}
		}
	}
}

// layersTellTheTruth checks that as many units are shown as lying in the box as
// the plan and the facts put into it, and that only layers that are there are
// looked at.
func layersTellTheTruth(w *world, r *rapid.T) {
	for i := range w.s.Works {
		wk := &w.s.Works[i]
		shown, planned := map[int]int{}, map[int]int{}
		for _, u := range wk.Laid() {
			planned[u.Line]++
			if u.In {
				shown[u.Line]++
			}
		}
		for line, n := range planned {
			if want := min(n, wk.inParcel(line, wk.Current().N)); shown[line] != want {
				r.Fatalf("work %s line %d: %d units are shown as in, want %d", wk.ID, line, shown[line], want)
			}
		}
	}
	if p := w.s.Prompt(); p.Layer < 0 || p.Layer > 0 && p.Layer > w.s.Work().layered() {
		r.Fatalf("layer %d of %d is looked at", p.Layer, w.s.Work().layered())
	}
}

// suggestsWhatIsThere checks that no carton is suggested or offered that has run
// out, or into which the goods do not fit.
func suggestsWhatIsThere(w *world, r *rapid.T) {
	for i := range w.s.Works {
		wk := &w.s.Works[i]
		for _, c := range wk.Choosable(len(wk.Cartons)) {
			if slices.Contains(w.s.Empty, c.Code) || slices.Contains(wk.NoFits, NoFit{wk.atHand(), c.Code}) {
				r.Fatalf("work %s: carton %s is offered; empty %v, no fit %v", wk.ID, c.Code, w.s.Empty, wk.NoFits)
			}
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(w.s.Empty)))) != len(w.s.Empty) {
		r.Fatalf("cartons are empty twice: %v", w.s.Empty)
	}
}

// promptTellsTheTruth presses every key on a copy: what the prompt offers is
// not refused, what it does not offer changes nothing.
func promptTellsTheTruth(w *world, r *rapid.T) {
	p := w.s.Prompt()
	if wk := w.s.Work(); wk != nil && p.Screen != LeadScreen && wk.Step() == StepDone && wk.Halt() == "" && !wk.Ask.Open() {
		r.Fatalf("nothing is left to do for work %s in %s, and it does not end: %+v", wk.ID, wk.Stage, wk)
	}
	if w.s.looking.Text != "" {
		return
	}
	if p.Takes(ANumber) && len(p.Choices) > 0 {
		r.Fatalf("a number is typed, and its digits are choices: %+v", p)
	}
	for _, k := range keys {
		offered := p.Offers(k[0])
		switch k[0] {
		case '+':
			offered = p.Plus != ""
		case '-':
			offered = p.Minus != ""
		case '/':
			offered = p.Slash != ""
		case '*':
			continue
		}
		if len(k) > 1 || p.Takes(ANumber) && k != "+" && k != "-" && k != "/" {
			continue
		}
		_, out := Step(w.s, w.now, Scanned{Device: "keys", Text: k, At: w.read + time.Hour})
		if p.Screen == ScannerTest {
			if len(out.Changes)+len(out.Effects) > 0 {
				r.Fatalf("%s counts while the scanner is tested: %+v", k, out)
			}
			continue
		}
		refused := slices.ContainsFunc(out.Changes, func(c Change) bool {
			x, ok := c.(ScanRefused)
			return ok && (x.Why == "not_offered" || x.Why == "halted")
		})
		if refused == offered {
			r.Fatalf("%s: offered %v, refused %v: %+v, verdict %q", k, offered, refused, p, out.Verdict)
		}
		if !offered && len(out.Changes) != 1 {
			r.Fatalf("%s is not offered and changed %+v", k, out.Changes)
		}
	}
	for _, code := range codes(w) {
		Step(w.s, w.now, Scanned{Device: "line", Proof: true, Text: code, At: w.read + time.Hour})
	}
}

// freeInThree lets go of the work on the screen of a copy: at most three inputs,
// also while scans wait for an answer that never comes.
func freeInThree(w *world, r *rapid.T) {
	if w.s.Work() == nil {
		return
	}
	c := *w
	c.s, c.hold, c.away, c.house, c.kept = w.s, false, false, nil, nil
	c.facts, c.printed = nil, nil
	for range 30 {
		if c.s.looking.Text == "" {
			break
		}
		c.now = c.now.Add(lookPatience)
		c.in(Tick{})
	}
	if c.s.Work() == nil {
		return
	}
	id := c.s.Active
	for range 3 {
		switch p := c.s.Prompt(); {
		case p.Halted && c.s.Work().Halt() == "taken":
			c.types("+")
		case p.Takes(ASlot):
			c.scan("SLOT-1")
		case c.s.Work().Ask.Kind == AskPark:
			c.types("1")
		default:
			c.scan(CommandCode(CmdPark))
		}
		if c.s.find(id) == nil {
			return
		}
	}
	r.Fatalf("after three inputs the bench still holds %s: step %s, ask %q, halt %q, verdict %q", id, c.s.Work().Step(), c.s.Work().Ask.Kind, c.s.Work().Halt(), c.s.Verdict)
}

// quietDay ends all trouble; then a packer who does what the screen says must
// bring every order to its end, also when labels of them are printed again.
func quietDay(w *world, r *rapid.T) {
	w.calm = true
	w.away, w.hold, w.trouble = false, false, false
	w.house.calm()
	w.in(LinkChanged{What: Database, OK: true})
	w.in(LinkChanged{What: Printer, OK: true})
	torn := 0
	for range 700 {
		w.deliverAll(r)
		w.push()
		w.house.calm()
		if w.house.done() && len(w.s.Works) == 0 {
			if torn++; torn > 2 {
				return
			}
			labelAgain(w, r)
			continue
		}
		dutiful(w, r)
	}
	wk := w.s.Work()
	if wk == nil {
		for _, j := range w.house.each() {
			r.Logf("%+v", *j)
		}
		r.Fatalf("an order does not end: prompt %+v, verdict %q, %d works", w.s.Prompt(), w.s.Verdict, len(w.s.Works))
	}
	r.Fatalf("work %s does not end: stage %s, step %s, prompt %+v, verdict %q, held %+v, tallys %+v, stops %+v, parcels %+v", wk.ID, wk.Stage, wk.Step(), w.s.Prompt(), w.s.Verdict, wk.Held, wk.Tallys, wk.Stops, wk.Parcels)
}

// dutiful is a packer without mistakes: he leaves questions that he did not
// ask, and scans what is to be scanned.
func dutiful(w *world, r *rapid.T) {
	wk, p := w.s.Work(), w.s.Prompt()
	switch {
	case wk == nil && p.Slash != "":
		w.types("/")
	case wk == nil && w.s.Operator.ID == "":
		w.scan("BADGE-ANNA")
	case wk == nil && len(w.s.Works) == 0 && w.atPlace() != "":
		w.scan(w.atPlace())
	case wk == nil || p.Halted:
		w.types("+")
	case wk.Ask.Kind == AskTakeOut && wk.tooMany() >= 0:
		w.scan(tooManyOf(wk))
	case wk.Ask.Kind == AskWhich:
		w.types(wanted(wk))
	case wk.Ask.Open() && wk.Ask.Kind != AskLot && wk.Ask.Kind != AskPutWhere && wk.Ask.Kind != AskSlot:
		w.types("/")
	case p.Takes(AWeight):
		g, _ := wk.Expected(*wk.Current())
		if wk.overweight(wk.Current(), g) {
			w.types("5", "5").scan("BOX-D")
			return
		}
		w.weigh(g)
	case wk.Step() == StepPack && !wk.Ask.Open() && wk.waitsForPutIns(wk.Current()):
		w.types("+")
	case wk.Step() == StepPack && !wk.Ask.Open() && wk.tooMany() >= 0 && wk.nextToPack() == nil:
		w.types("6")
	case wk.Step() == StepPack && wk.nextToPack() != nil && !wk.Ask.Open():
		h := wk.nextToPack()
		w.scan("01" + single(wk.Content.Lines[h.Line]) + serial(*h))
	case p.Takes(AArticle) && wk.Stage == Cancelling:
		h := wk.Held[slices.IndexFunc(wk.Held, func(h Held) bool { return h.Place.Kind != InCage })]
		w.scan("01" + single(wk.Content.Lines[h.Line]) + serial(h))
	case p.Plus != "" && wk.Step() != StepCarton:
		w.types("+")
	default:
		helpful(w, r)
	}
}

// wanted is the digit of the article that goes on, of several with one code.
func wanted(wk *Work) string {
	line := -1
	counts := !Ask{Kind: AskKind(wk.Ask.Deed)}.Open() // and answers no question
	switch {
	case wk.Step() == StepPack && counts && wk.nextToPack() != nil:
		line = wk.nextToPack().Line
	case wk.NextStop() != nil && counts && wk.Step() != StepPutBack:
		line = wk.NextStop().Line
	default:
		line = ofThese(wk, wk.whichOf(wk.Ask))
	}
	for i, l := range wk.whichOf(wk.Ask) {
		if line >= 0 && wk.Content.Lines[l].Product == wk.Content.Lines[line].Product {
			return fmt.Sprint(i + 1)
		}
	}
	if len(wk.whichOf(wk.Ask)) > 0 {
		return "1"
	}
	return "/"
}

// ofThese is a line of one of the articles of which there are too many units, -1
// for none.
func ofThese(w *Work, articles []int) int {
	for line := range w.Content.Lines {
		same := func(i int) bool { return w.Content.Lines[i].Product == w.Content.Lines[line].Product }
		if w.surplus(line) > 0 && slices.ContainsFunc(articles, same) {
			return line
		}
	}
	return -1
}

// nextToPack is a unit that is to be packed still, and asked.
func (w *Work) nextToPack() *Held {
	for i := range w.Held {
		h := &w.Held[i]
		if (h.Place.Kind == Loose || h.Place.Kind == InTote) && w.Tallys[h.Line].Packed < w.Content.Lines[h.Line].Want {
			if no, _ := w.notForIt(h.Line, 1); no == "" {
				return h
			}
		}
	}
	return nil
}

// tooManyOf is the code of a unit that is too many.
func tooManyOf(w *Work) string {
	for _, h := range w.Held {
		if w.surplus(h.Line) > 0 && h.Place.Kind != InCage {
			return "01" + single(w.Content.Lines[h.Line]) + serial(h)
		}
	}
	return "JUNK"
}

// folds reads the facts back, through the journal's bytes, and compares.
func folds(w *world, r *rapid.T) {
	s := New("bench-7")
	for _, c := range w.facts {
		kind, body, err := Encode(c)
		if err != nil {
			r.Fatal(err)
		}
		back, err := Decode(kind, body)
		if err != nil {
			r.Fatal(err)
		}
		if o, ok := back.(WorkOpened); ok {
			o.Opened = c.(WorkOpened).Opened
			back = o
		}
		s = s.After(back)
	}
	got, want := persistent(s), persistent(w.s)
	if got != want {
		r.Fatalf("a restart shows another state:\n got %s\nwant %s", got, want)
	}
}

// persistent is what a restart must bring back, as text.
func persistent(s State) string {
	type kept struct {
		Operator ID
		Active   ID
		Seq      int64
		Ask      Ask
		Typing   bool
		Empty    []string
		Works    []Work
	}
	k := kept{Operator: s.Operator.ID, Active: s.Active, Seq: s.Seq, Ask: s.Ask, Typing: s.Typing, Empty: s.Empty}
	for _, w := range s.Works {
		w.LostTo = ""
		if len(w.Cures) == 0 {
			w.Cures = nil
		}
		k.Works = append(k.Works, w)
	}
	b, err := json.Marshal(k)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// shown is a state that a screen may be drawing still, and what it said.
type shown struct {
	state State
	text  string
}

// whole is everything of a state that a screen can see.
func whole(s State) string { return fmt.Sprintf("%+v", s) }

func TestEveryKindOfChangeComesBackFromItsBytes(t *testing.T) {
	for _, c := range kinds {
		kind, body, err := Encode(c)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Decode(kind, body)
		if err != nil || !reflect.DeepEqual(back, c) {
			t.Errorf("%s: got %#v (%v), want %#v", kind, back, err, c)
		}
	}
	if _, _, err := Encode(WorkOpened{Opened: &Opened{}}); err != nil {
		t.Error(err)
	}
	if _, err := Decode("from_the_future", []byte("{}")); err == nil {
		t.Error("an unknown kind was accepted")
	}
}

func TestFactsAreChained(t *testing.T) {
	a, err := Stamp("w1", 1, noon, "7", ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 1}, Hash{})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Stamp("w1", 2, noon, "7", ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 2}, a.Hash)
	raw, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var back Fact
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, b) || !back.Genuine() {
		t.Errorf("got %+v, want %+v", back, b)
	}
	back.Change = ParcelSealed{OfWork: OfWork{"1", 1}, Parcel: 3}
	if back.Genuine() {
		t.Error("an edited fact passes for genuine")
	}
}
