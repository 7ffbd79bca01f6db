package sim

// Defence is one thing that keeps a promise. Each can be removed, to see what it
// is for: then the simulation must find that a rule is broken.
type Defence struct {
	Name string
	Does string
	// often are the faults that it is for, and how often they happen in 10,000 of
	// their occasions when it is removed.
	often map[Fault]int
	house func(*hall)
}

// Defences are all of them.
func Defences() []Defence {
	return []Defence{
		{Name: "journal-before-beep", Does: "a scan is on the disk before the good beep", often: map[Fault]int{Killed: 400}},
		{Name: "fold-on-restart", Does: "a station goes on from its journal after a kill", often: map[Fault]int{Killed: 200}},
		{Name: "gapless-seq", Does: "the database takes the facts of a writer by their numbers, each once", often: map[Fault]int{Unanswered: 800, Delayed: 800}},
		{Name: "send-from-last-seq", Does: "a station sends from the last fact that the database says it has", often: map[Fault]int{LostCommits: 1, Outage: 1}, house: lagging},
		{Name: "fencing", Does: "facts of an epoch that is over are set aside", often: map[Fault]int{LostCommits: 1, Fetches: 1, Pause: 1}},
		{Name: "goods-decide", Does: "a work of which something was picked is not handed out as the next order", often: map[Fault]int{Pause: 1, WalksOff: 300}},
		{Name: "lease-clock", Does: "leases run by the database's clock", often: map[Fault]int{ClockJump: 1}},
		{Name: "epoch-jump", Does: "epochs jump when a standby without the last commits takes over", often: map[Fault]int{LostCommits: 1}, house: lagging},
		{Name: "timeline-fence", Does: "a station refuses a server on an older timeline than it has seen", often: map[Fault]int{OldPrimary: 9000}},
		{Name: "claim-key", Does: "a claim whose answer was lost is made again under its key", often: map[Fault]int{Unanswered: 800}},
		{Name: "stock-allocation", Does: "stock that is promised to one order is not promised to another", house: scarce},
		{Name: "duplicate-window", Does: "the same read within 300 ms counts once", often: map[Fault]int{DoubleRead: 2000}, house: severalUnits},
		{Name: "grant", Does: "an override carries a grant of a lead that the database gave", often: map[Fault]int{BadWeight: 3000, NoLead: 5000}, house: weighed},
		{Name: "asked-before-buy", Does: "a hold or cancellation is heard with the answer that the purchase waits for", often: map[Fault]int{Held: 1, Called: 1}},
		{Name: "request-before-purchase", Does: "a label is bought when its request is applied, not before", often: map[Fault]int{Dropped: 300}},
		{Name: "carrier-key", Does: "a label is bought under one key, however often it is asked for", often: map[Fault]int{SoldSilently: 1500}},
		{Name: "print-intent", Does: "it is on the disk that a label begins before its first byte leaves", often: map[Fault]int{Killed: 200}},
		{Name: "one-unproven-label", Does: "the next label prints when the last one is on its box", often: map[Fault]int{Silent: 2000, Torn: 1000}, house: looseLabels},
	}
}

// defence is the one of that name, or none.
func defence(name string) Defence {
	for _, d := range Defences() {
		if d.Name == name {
			return d
		}
	}
	return Defence{}
}

func severalUnits(h *hall) { h.rules.Weight = "off" }
func weighed(h *hall)      { h.rules.Weight = "lead" }
func looseLabels(h *hall)  { h.rules.Ahead = 2 }
func lagging(h *hall)      { h.lag = 5000 }
func scarce(h *hall)       { h.scarce = true }
