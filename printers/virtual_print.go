package printers

import "time"

// print brings out what is due.
func (m *machine) print() {
	for m.job != nil {
		if m.until.IsZero() {
			if m.faults&stops != 0 {
				return
			}
			m.begin()
		}
		if m.until.After(m.now) {
			return
		}
		if m.half {
			m.half = false
			m.set(PaperOut, true)
			return
		}
		m.counter++
		m.out(false)
	}
}

func (m *machine) begin() {
	m.until = m.now.Add(m.duration())
	if m.runOut {
		m.runOut, m.half = false, true
		m.until = m.now.Add(m.duration() / 2)
	}
}

// duration is how long a label takes to come out.
func (m *machine) duration() time.Duration {
	const usual = 152 // mm, a label that does not say its length
	if m.config.Feed == 0 {
		return 0
	}
	mm := m.job.height / m.config.Dots
	if mm == 0 {
		mm = usual
	}
	return time.Duration(mm) * time.Second / time.Duration(m.config.Feed)
}

// out puts the label on the tape and goes on to the next copy.
func (m *machine) out(torn bool) {
	f := m.job
	m.tape.add(f.raw, f.done+1, torn || f.run, m.now)
	m.until = time.Time{}
	if torn && f.reprint {
		return
	}
	if f.done++; f.done >= f.copies {
		m.job = nil
	}
}

// set brings a fault about or puts it right.
func (m *machine) set(f Fault, on bool) {
	if !on {
		m.faults &^= f
		if f&HalfOpen != 0 {
			m.hangUp() // it knows nothing of these connections any more
		}
		if f&Off != 0 {
			m.wire.start()
		}
		return
	}
	m.faults |= f
	if f&tears != 0 && !m.until.IsZero() {
		m.out(true)
	}
	if f&Off != 0 {
		m.until, m.job, m.half = time.Time{}, nil, false
		m.forget()
		m.hangUp()
	}
}
