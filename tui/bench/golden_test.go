package bench_test

import (
	"testing"

	"github.com/packwright/packwright/station"
	"github.com/packwright/packwright/tui/kit"
	"github.com/packwright/packwright/tui/tuitest"
	"github.com/packwright/packwright/tui/words"
)

// screens is every screen of the packer, good, wrong and waiting.
func screens() map[string]station.State {
	out := station.New("BENCH 07")
	out.Now = now
	away := idle()
	away.Links = map[station.Link]station.LinkState{
		station.Database: {Cause: "connection refused", Since: now.Add(-3 * 60e9)}, station.Scanner: {OK: true},
		station.Printer: {Cause: "out of labels"}, station.Unsent: {Count: 14},
	}
	broken := out
	broken.Links = away.Links

	pickAway := picking()
	pickAway.Links = map[station.Link]station.LinkState{station.Database: {Cause: "no route to host", Since: now.Add(-60e9)}, station.Unsent: {Count: 9}}
	room := idle()
	room.Links = map[station.Link]station.LinkState{station.Database: {OK: true}, station.Space: {Cause: station.SpaceGone, Count: 96}}
	little := picking()
	little.Links = map[station.Link]station.LinkState{station.Database: {OK: true}, station.Space: {Cause: station.SpaceLow, Count: 432}}
	packOnly := idle()
	packOnly.Rules.Way = station.PackOnly
	place := with(order())
	tote := order()
	tote.Tote = ""
	held := picking()
	held.Works[0].Hold = "address"
	cartons := packing()
	cartons.Works[0].Parcels = nil
	cartons.Works[0].Undo = station.Held{}
	cancelled := picking()
	cancelled.Works[0].Stage, cancelled.Works[0].Gone = station.Cancelling, true
	short := picking()
	short.Works[0].Stops = short.Works[0].Stops[:1]
	short.Works[0].Stops[0].Taken = 4
	short.Works[0].Tallys[0] = station.Tally{Picked: 2, Short: 2}
	refused := labelled()
	refused.Works[0].Parcels[0].Labels[0].State = station.LabelIsFailed
	refused.Works[0].Parcels[0].Labels[0].Code = "address"
	buying := labelled()
	buying.Works[0].Parcels[0].Labels = []station.Label{{N: 1, State: station.LabelIsRequested, Key: "k1"}}
	moving := closed()
	moving.Scale.Stable = false
	plate := closed()
	plate.Scale.Grams, plate.Scale.Cleared = 35, false
	checking := idle()
	checking.Rules.CheckWeightG, checking.Day, checking.Scale.Cleared = 1000, "2026-03-02", true
	wrongScale := checking
	wrongScale.Checked = station.ScaleCheck{Day: checking.Day}

	onePass := picking()
	onePass.Works[0].Way, onePass.Works[0].Tote, onePass.Works[0].Gift = station.OnePass, "", true
	onePass.Works[0].Held[0].Place = station.Place{Kind: station.InParcel, ID: "1"}
	onePass.Works[0].Parcels = []station.Parcel{{N: 1, State: station.ParcelOpen, Carton: "BOX-C"}}

	loose := layered()
	loose.Works[0].Unstable = true
	noFit := asking(layered(), station.Ask{Kind: station.AskCarton})
	noFit.Works[0].NoFits = []station.NoFit{{Parcel: 1, Carton: "BOX-C"}}
	noFit.Works[0].Plan = []station.PlannedParcel{{Carton: "BOX-D", Units: map[int]int{0: 4, 1: 1, 2: 2}}}
	noFit = said(noFit, station.Wait, "The next best is BOX %s. Scan it.", "D")
	waiting := noted(packing())
	waiting.Works[0].Tallys = closed().Works[0].Tallys
	waiting.Works[0].Held = closed().Works[0].Held
	notedPick := noted(onePass)
	few := packing() // the tea lies below the mugs
	few.Works[0].Plan = []station.PlannedParcel{{
		Carton: "BOX-C", Units: map[int]int{0: 2, 1: 1}, Placed: "1:55x55x110 0,0,0;0:120x90x100 60,0,0 60,0,100",
	}}
	few.Works[0].Held[0].Qty, few.Works[0].Tallys[0].Packed = 1, 1
	above := asking(layered(), station.Ask{Kind: station.AskLayers, Page: 1})
	looking := onePass
	looking.Works = []station.Work{onePass.Works[0]}
	looking.Works[0].Plan, looking.Works[0].Ask = layered().Works[0].Plan, station.Ask{Kind: station.AskLayers}
	looking.Works[0].Parcels = []station.Parcel{{N: 1, State: station.ParcelOpen, Carton: "BOX-C"}}

	plated := labelled()
	plated.Works[0].Rules.SellsAll, plated.Works[0].Carrier = "DHL", "DHL"
	plated.Works[0].Parcels = append(plated.Works[0].Parcels, plated.Works[0].Parcels[0])
	plated.Works[0].Parcels[1].N = 2
	for i := range plated.Works[0].Parcels {
		l := plated.Works[0].Parcels[i].Labels[0]
		l.Jobs = nil
		plated.Works[0].Parcels[i].Labels = []station.Label{l}
	}
	passes := printing(func(j *station.Job) { j.State = station.PrintCounted })
	passes.Works[0].Rules.Proof = station.ProofNever

	mug, box := station.Mark{Word: station.OK, Text: "MUG-BLUE"}, station.Mark{Word: station.Wrong, Text: "MUG-RED"}
	lot := station.Ask{Kind: station.AskLot, Line: 1, Qty: 1}
	return map[string]station.State{
		"start_good":   out,
		"start_wrong":  said(broken, station.Wrong, "This badge is not valid any more. Ask a lead."),
		"start_wait":   said(out, station.Wait, "%s is asked.", "The database"),
		"work_good":    said(idle(), station.OK, "Hello %s.", "ANNA"),
		"work_wrong":   said(away, station.Wrong, "Slot %s holds order %s. Take another.", "T4", "10190"),
		"work_wait":    said(idle(), station.Wait, "Looking for the next order."),
		"work_room":    said(room, station.Wait, "Only %d MB left on this disk: finish what is here, nothing new begins.", 96),
		"pick_room":    little,
		"open_good":    packOnly,
		"open_wrong":   said(packOnly, station.Wrong, "Tote %s is empty.", "T-002"),
		"open_wait":    said(packOnly, station.Wait, "Opening %s.", "T-014"),
		"pick_tote":    with(tote),
		"pick_place":   said(place, station.OK, "%s.", "T-014"),
		"pick_good":    picking(),
		"pick_wrong":   said(trail(picking(), mug, box), station.Wrong, "%s. Put it back. Want %s, code ends %s.", "MUG-NAVY", "MUG-BLUE", "6094"),
		"pick_code":    said(picking(), station.Code, "Nobody knows this code. Right article? 4"),
		"pick_wait":    said(short, station.Wait, "Asking where another %s is.", "MUG-BLUE"),
		"pick_stop":    said(held, station.Halt, "Order %s is on hold: %s.", "10234", "address"),
		"pick_away":    pickAway,
		"pick_pack":    onePass,
		"short_good":   asking(picking(), station.Ask{Kind: station.AskShort, Line: 0, Stop: "s1"}),
		"short_wrong":  said(asking(picking(), station.Ask{Kind: station.AskShortCount, Line: 0, Stop: "s1", Short: station.ShortFewer}), station.Wrong, "%d are asked here, %d would be enough. How many are there?", 3, 5),
		"short_wait":   said(asking(picking(), station.Ask{Kind: station.AskShortCount, Line: 0, Stop: "s1", Short: station.ShortFewer}), station.Wait, "How many %s are there?", "MUG-BLUE"),
		"pack_carton":  cartons,
		"pack_good":    packing(),
		"pack_wrong":   said(trail(packing(), mug, box), station.Wrong, "%s is NOT IN THIS ORDER. The box stays %d of %d.", "MUG-RED", 4, 7),
		"pack_wait":    said(asking(packing(), lot), station.Wait, "SCAN THE LOT OF %s", "TEA-GRN"),
		"pack_layers":  layered(),
		"pack_few":     few,
		"pack_loose":   loose,
		"pack_above":   said(above, station.OK, "Capital letters are put in now, dots are in already."),
		"pack_more":    said(asking(layered(), station.Ask{Kind: station.AskMore}), station.Wait, "What else?"),
		"pack_which":   said(asking(shared(), station.Ask{Kind: station.AskWhich, Code: "4006381333931"}), station.Wait, "Several articles carry this code. Which one is it?"),
		"pack_typed":   typed(packing()),
		"pack_remedy":  said(asking(packing(), station.Ask{Kind: station.AskRemedy, Line: 1, Code: "JUNK-4711"}), station.Wait, "%s without a code: what shall a lead allow?", "TEA-GRN"),
		"lead_learn":   asking(packing(), station.Ask{Kind: station.AskLead, Action: station.LearnCode, Line: 1, Code: "JUNK-4711"}),
		"pack_own":     ownBox(),
		"pack_put_in":  noted(layered()),
		"pack_noted":   noted(packing()),
		"pack_waits":   said(waiting, station.Done, "%s %d of %d, line done.", "TEA-GRN", 1, 1),
		"pick_noted":   notedPick,
		"pack_no_fit":  noFit,
		"pack_empty":   said(asking(cartons, station.Ask{Kind: station.AskEmpty}), station.Wait, "Which carton is empty? Scan its code."),
		"pick_layers":  looking,
		"pack_missing": asking(packing(), station.Ask{Kind: station.AskMissing}),
		"ship_weigh":   closed(),
		"ship_moving":  moving,
		"ship_plate":   plate,
		"start_check":  checking,
		"start_scale":  said(wrongScale, station.Wrong, "%d g instead of %d g. Clean the scale, clear and zero it, weigh again.", 912, 1000),
		"ship_wrong":   said(labelled(), station.Wrong, "That is the label of order %s (%s). Take it off.", "10231", "bench 7"),
		"ship_wait":    said(buying, station.Wait, "%d g. The carrier is asked.", 1640),
		"ship_prove":   labelled(),
		"ship_box":     said(printing(func(j *station.Job) { j.State, j.Held = station.PrintQueued, true }), station.Halt, "Printer: %s. Cure it, take this box in hand, then +.", "paper out"),
		"ship_refused": said(printing(func(j *station.Job) { j.State, j.Held, j.Problem = station.PrintQueued, true, station.PrintRefused }), station.Halt, "%s. Nothing was printed. 9 park: the office will fix it.", "the carrier's label is refused: ^XA: there are two labels in it"),
		"ship_twice":   said(printing(func(j *station.Job) { j.State, j.Again = station.PrintCounted, true }), station.Halt, "The printer had a fault and printed the label again by itself. Throw the torn one away, scan the good one."),
		"ship_pass":    passes,
		"ship_sold":    said(plated, station.OK, "%d g. The carrier is asked.", 1640),
		"ship_stop":    said(refused, station.Halt, "%s: %s. + asks again, 9 park: the office will fix it.", "DHL", "postal code 5066 does not exist"),
		"ship_confirm": asking(labelled(), station.Ask{Kind: station.AskConfirm, Digits: "47", Deed: "reprint"}),
		"ship_printer": said(asking(labelled(), station.Ask{Kind: station.AskPrinter}), station.Wrong, "Printer %s hangs on a line of %s: nobody else reaches it. Scan another one.", "BENCH-03", "BENCH-03"),
		"ship_other":   borrowed(labelled()),
		"ship_roll":    said(asking(labelled(), station.Ask{Kind: station.AskRoll}), station.Wait, "How many labels are on the new roll?"),
		"ship_low":     said(labelled(), station.Wait, "Only %d labels left. Stick the label on THIS box. Scan it: any long barcode on it.", 30),
		"ship_paper":   faulty(labelled(), "paper out"),
		"ship_head":    faulty(borrowed(labelled()), "head open"),
		"ship_pause":   faulty(labelled(), "paused"),
		"ship_hot":     faulty(labelled(), "print head too hot"),
		"ship_ribbon":  faulty(labelled(), "ribbon out"),
		"work_printer": said(asked(borrowed(idle()), station.Ask{Kind: station.AskPrinter}), station.Wait, "Scan the barcode on the printer."),
		"work_again":   said(asked(idle(), station.Ask{Kind: station.AskOldLabel}), station.Wait, "Scan the old label, or the barcode on the slip."),
		"again_box":    said(asking(labelled(), station.Ask{Kind: station.AskAgain}), station.Wait, "Order %s has several boxes: which one is it?", "10234"),
		"again_why":    said(asking(labelled(), station.Ask{Kind: station.AskAgain, Parcel: 1}), station.Wait, "Order %s, box %d. Throw away what is left of the old label.", "10234", 1),
		"again_lead":   said(asking(labelled(), station.Ask{Kind: station.AskLead, Action: station.PrintAgain, Parcel: 1, Code: "torn"}), station.Wait, "A lead allows it: his badge here, or his yes from the board."),
		"park_good":    asking(picking(), station.Ask{Kind: station.AskPark}),
		"park_wrong":   said(asking(picking(), station.Ask{Kind: station.AskSlot, Park: station.ParkMissing}), station.Wrong, "Slot %s holds order %s. Take another.", "T4", "10190"),
		"park_wait":    said(asking(picking(), station.Ask{Kind: station.AskSlot, Park: station.ParkMissing}), station.Wait, "Put the goods on a slot of the trouble shelf and scan the slot."),
		"park_label":   said(asking(labelled(), station.Ask{Kind: station.AskSlot, Park: station.ParkLabel}), station.Wait, "Put the goods and the label, if it came out, on a slot. Scan the slot."),
		"lead_good":    asking(closed(), station.Ask{Kind: station.AskLead, Action: station.PassWeight}),
		"lead_wrong":   said(asking(closed(), station.Ask{Kind: station.AskLead, Action: station.PassWeight}), station.Wrong, "%s may not allow this. A lead's badge, please.", "ANNA"),
		"lead_wait":    said(asking(closed(), station.Ask{Kind: station.AskLead, Action: station.PassWeight}), station.Wait, "%s is asked.", "BEN"),
		"back_good":    said(cancelled, station.OK, "%s is here.", "MUG-BLUE"),
		"back_wrong":   said(cancelled, station.Wrong, "None of %s is here.", "SPOON"),
		"back_wait":    said(asking(cancelled, station.Ask{Kind: station.AskPutWhere, Line: 0, Qty: 1, Place: station.Place{Kind: station.InLocation, ID: "A03-12"}}), station.Wait, "Put the goods of order %s back: scan an article.", "10234"),
	}
}

func TestScreens(t *testing.T) {
	for name, s := range screens() {
		tuitest.Golden(t, "bench/"+name, draw(s, tuitest.Bench, xterm, words.English))
		tuitest.Golden(t, "handheld/"+name, draw(s, tuitest.Handheld, xterm, words.English))
	}
}

func TestLargeScreens(t *testing.T) {
	for _, name := range []string{"pick_good", "pack_wrong", "pack_layers", "pack_above", "ship_prove", "work_good"} {
		tuitest.Golden(t, "large/"+name, draw(screens()[name], tuitest.Large, xterm, words.English))
	}
}

func TestAScreenAboveAStatusLineKeepsItsBands(t *testing.T) {
	for _, name := range []string{"pick_good", "pack_wrong", "pack_layers", "ship_prove"} {
		tuitest.Golden(t, "tmux/"+name, draw(screens()[name], tuitest.InTmux, xterm, words.English))
	}
}

func TestColours(t *testing.T) {
	for _, name := range []string{"pick_good", "pack_wrong", "pack_layers", "ship_prove", "pick_stop"} {
		for term, look := range map[string]kit.Look{"xterm": xterm, "linux": console, "ascii": ascii} {
			tuitest.GoldenStyled(t, "styled/"+name+"_"+term, draw(screens()[name], tuitest.Bench, look, words.English))
		}
	}
}

func TestGerman(t *testing.T) {
	for _, name := range []string{"pick_good", "pack_wrong", "pack_layers", "ship_prove", "ship_low", "ship_roll", "ship_paper", "ship_head", "ship_pause", "ship_hot", "ship_ribbon", "ship_refused", "park_good", "pick_away", "work_room", "work_wrong", "work_again", "again_box", "again_why", "again_lead"} {
		tuitest.Golden(t, "german/"+name, draw(screens()[name], tuitest.Bench, xterm, words.German))
	}
}
