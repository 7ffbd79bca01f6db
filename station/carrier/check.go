package carrier

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Check says what is wrong with a tariff, naming the service and the value.
func (t Tariff) Check() error {
	if !letters(t.Currency, 3) {
		return fmt.Errorf("tariff: currency %q: three letters are expected, such as EUR", t.Currency)
	}
	if len(t.Services) == 0 {
		return fmt.Errorf("tariff: there is no service")
	}
	codes := map[string]bool{}
	for _, s := range t.Services {
		if codes[s.Code] {
			return fmt.Errorf("tariff: service %q stands there twice", s.Code)
		}
		codes[s.Code] = true
		if err := s.check(); err != nil {
			return fmt.Errorf("tariff: service %q: %w", s.Code, err)
		}
	}
	return nil
}

func (s Service) check() error {
	switch {
	case s.Code == "" || s.Name == "" || s.Carrier == "":
		return fmt.Errorf("code, name and carrier must be given")
	case s.MaxG < 0 || s.MaxGirthMM < 0 || s.Divisor < 0 || slices.Min(s.MaxSidesMM[:]) < 0:
		return fmt.Errorf("a limit is below zero")
	case s.MaxSidesMM != longestFirst(s.MaxSidesMM):
		return fmt.Errorf("the sides %v are not written longest first", s.MaxSidesMM)
	}
	if _, err := time.Parse("15:04", s.CutOff); s.CutOff != "" && err != nil {
		return fmt.Errorf("cut-off %q: a time is expected, such as 17:30", s.CutOff)
	}
	for _, day := range s.Days {
		if day < 0 || day > 6 {
			return fmt.Errorf("day %d: 0 is Sunday, 6 is Saturday", day)
		}
	}
	return s.checkZones()
}

func (s Service) checkZones() error {
	if len(s.Zones) == 0 {
		return fmt.Errorf("there is no zone")
	}
	seen := map[string]string{}
	for _, z := range s.Zones {
		for _, c := range z.Countries {
			if c != "*" && !letters(c, 2) {
				return fmt.Errorf("zone %q: country %q: two letters or * are expected", z.Name, c)
			}
			if other, twice := seen[c]; twice {
				return fmt.Errorf("country %q is in the zones %q and %q", c, other, z.Name)
			}
			seen[c] = z.Name
		}
		if err := z.checkSteps(); err != nil {
			return fmt.Errorf("zone %q: %w", z.Name, err)
		}
	}
	return nil
}

func (z Zone) checkSteps() error {
	if len(z.Countries) == 0 || len(z.Steps) == 0 {
		return fmt.Errorf("countries and steps must be given")
	}
	last := Step{}
	for _, s := range z.Steps {
		if s.UpToG <= last.UpToG {
			return fmt.Errorf("the step to %d g does not follow the one to %d g", s.UpToG, last.UpToG)
		}
		if s.Cents < last.Cents {
			return fmt.Errorf("the step to %d g is cheaper than the one before", s.UpToG)
		}
		last = s
	}
	return nil
}

func letters(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
