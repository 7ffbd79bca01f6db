package printers

import (
	"fmt"
	"strings"
)

// counterName is the variable that counts labels.
const counterName = "odometer.total_label_count"

// question is the variable that a line asks for, "" if it asks for none.
func question(line string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), "! U1 getvar ")
	if !ok {
		return ""
	}
	return strings.Trim(strings.TrimSpace(rest), `"`)
}

// variable is the answer to a question.
func (m *machine) variable(name string) text {
	switch {
	case name == counterName && !m.config.NoCounter:
		return fmt.Sprintf("%q", fmt.Sprint(m.counter))
	case name == "device.unique_id":
		return `"VIRTUAL"`
	}
	return `"?"`
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (m *machine) has(f Fault) int { return bit(m.faults&f != 0) }

// partial is 1 while half a format is held.
func (m *machine) partial() int { return bit(m.open) }

// remaining is the number of labels of the batch that are not out.
func (m *machine) remaining() int {
	if m.job == nil {
		return 0
	}
	return m.job.copies - m.job.done
}

func (m *machine) hostStatus() text {
	height := 1218
	if m.job != nil {
		height = m.job.height
	}
	full := bit(len(m.rx) >= m.config.Buffer*3/4)
	if m.config.Sloppy {
		return fmt.Sprintf("\x02014,%d,%d,%d,%d,%d,0,%d,0,0,0,%d\x03\n\x020,0,%d,%d,0,2,6,0,%d,1,0\x03\n",
			m.has(PaperOut), m.has(Paused), height, m.ahead, full, m.partial(), m.has(TooHot),
			m.has(HeadOpen), m.has(RibbonOut), m.remaining())
	}
	return fmt.Sprintf("\x02030,%d,%d,%04d,%03d,%d,0,%d,000,0,0,%d\x03\r\n\x02000,0,%d,%d,0,2,6,0,%08d,1,000\x03\r\n\x021234,0\x03\r\n",
		m.has(PaperOut), m.has(Paused), height, m.ahead, full, m.partial(), m.has(TooHot),
		m.has(HeadOpen), m.has(RibbonOut), m.remaining())
}

// errorBits are those of the first group of ~HQES.
func (m *machine) errorBits() int {
	return m.has(PaperOut)*0x1 | m.has(RibbonOut)*0x2 | m.has(HeadOpen)*0x4 |
		m.has(TooHot)*0x10 | m.has(Paused)*0x10000
}

func (m *machine) errorStatus() text {
	bits := m.errorBits()
	if m.config.Sloppy {
		return fmt.Sprintf("PRINTER STATUS\nERRORS: %d 0 %x\nWARNINGS: 0 0 0\n", bit(bits != 0), bits)
	}
	return fmt.Sprintf("\x02\r\n\r\n  PRINTER STATUS                             \r\n"+
		"   ERRORS:         %d 00000000 %08X           \r\n"+
		"   WARNINGS:       0 00000000 00000000           \r\n\x03\r\n", bit(bits != 0), bits)
}

func (m *machine) identification() text {
	if m.config.Sloppy {
		return fmt.Sprintf("%s,V1.0,%d,8MB\n", m.config.Model, m.config.Dots)
	}
	return fmt.Sprintf("\x02%s,V1.0,%d,8176KB\x03\r\n", m.config.Model, m.config.Dots)
}
