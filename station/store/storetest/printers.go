package storetest

import (
	"github.com/packwright/packwright/station"
)

// onNetwork is the main printer of a station, on the network.
func onNetwork(name, address string) station.FloorPrinter {
	return station.FloorPrinter{Name: name, Code: "PRN-" + name, Kind: "tcp", Address: address, DPMM: 8, Language: "zpl", Main: true}
}

var printerTests = []test{
	{"a printer of the floor is known by its code, with the way to it", func(w *World) {
		one, two := w.Hand("BENCH-1"), w.Hand("BENCH-2")
		line := station.FloorPrinter{Name: "BENCH-1-slip", Code: "PRN-BENCH-1-SLIP", Kind: "serial", DPMM: 12, Language: "zpl"}
		w.good(one.Bench.Register(w.ctx(), []station.FloorPrinter{line, onNetwork("BENCH-1", "10.0.0.1:9100")}))
		ask := func(code string) station.Meaning {
			m, err := two.Bench.Resolve(w.ctx(), code)
			w.good(err)
			return m
		}
		want := onNetwork("BENCH-1", "10.0.0.1:9100")
		want.Station = "BENCH-1"
		for _, code := range []string{"PRN-BENCH-1", "prn-bench-1"} {
			same(w, code, ask(code), station.Meaning{Kind: station.IsPrinter, Code: "BENCH-1", Station: "BENCH-1", Printer: &want})
		}
		line.Station = "BENCH-1"
		same(w, "on a line", ask("PRN-BENCH-1-SLIP").Printer, &line)

		w.good(one.Bench.Register(w.ctx(), []station.FloorPrinter{onNetwork("BENCH-1", "10.0.0.9:9100")}))
		is(w, "moved", ask("PRN-BENCH-1").Printer.Address, "10.0.0.9:9100")
		is(w, "gone", ask("PRN-BENCH-1-SLIP").Kind, station.IsUnknown)
		w.good(one.Bench.Register(w.ctx(), nil))
		is(w, "none left", ask("PRN-BENCH-1").Kind, station.IsUnknown)
	}},
	{"a printer belongs to one station", func(w *World) {
		w.good(w.Hand("BENCH-1").Bench.Register(w.ctx(), []station.FloorPrinter{onNetwork("BENCH-1", "10.0.0.1:9100")}))
		no := refused(w, "name of another's", w.Hand("BENCH-2").Bench.Register(w.ctx(), []station.FloorPrinter{onNetwork("BENCH-1", "10.0.0.2:9100")}))
		is(w, "told", no.Error(), "Printer BENCH-1 is one of BENCH-1 already.")
		refused(w, "unknown station", w.Hand("BENCH-99").Bench.Register(w.ctx(), nil))
		m, err := w.Hand("BENCH-2").Bench.Resolve(w.ctx(), "PRN-BENCH-1")
		w.good(err)
		is(w, "whose it is", m.Station, "BENCH-1")
	}},
	{"a new roll needs no work", func(w *World) {
		w.Hand("BENCH-1").Apply(station.RollLoaded{Labels: 500}, station.RollLoaded{Printer: "BENCH-2"})
	}},
	{"a bench is told while others print on its printer too", func(w *World) {
		one, two := w.Hand("BENCH-1"), w.Hand("BENCH-2")
		w.good(one.Bench.Register(w.ctx(), []station.FloorPrinter{onNetwork("BENCH-1", "10.0.0.1:9100")}))
		w.good(two.Bench.Register(w.ctx(), []station.FloorPrinter{onNetwork("BENCH-2", "10.0.0.2:9100")}))
		refusal := station.ScanRefused{Word: station.Code, Why: "unknown", Code: "X"}
		is(w, "alone", one.Beat().PrinterShared, false)
		two.Apply(station.PrinterChosen{Printer: "BENCH-1"})
		is(w, "lent, told with the next fact", one.Apply(refusal).PrinterShared, true)
		is(w, "told once", one.Apply(refusal).Rules == nil, true)
		is(w, "lent, told with the heartbeat", one.Beat().PrinterShared, true)
		is(w, "who borrows", two.Beat().PrinterShared, false)
		two.Apply(station.PrinterChosen{})
		is(w, "given back", one.Apply(refusal).PrinterShared, false)
		is(w, "told that it is not", one.Beat().Rules == nil, false)
		w.good(two.Bench.Register(w.ctx(), []station.FloorPrinter{onNetwork("BENCH-2", "10.0.0.1:9100")}))
		is(w, "one device of two benches", one.Beat().PrinterShared, true)
	}},
}
