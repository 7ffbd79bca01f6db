package main

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/scanners/scale"
	"github.com/packwright/packwright/station"
)

func newScale(s config.Scale) (*scale.Scale, error) {
	if s.Kind == "hid" {
		d := &scale.Scale{Name: "scale", Dialect: scale.Report()}
		d.Link.Open = usbScale(s).Open
		return d, nil
	}
	dialect, err := scale.Named(s.Protocol, scale.Unit(s.Unit))
	if err != nil {
		return nil, err
	}
	d := &scale.Scale{Name: "scale", Dialect: dialect}
	d.Link.Open = line(s.Serial).Open
	if s.Kind == "tcp" {
		d.Link.Open = scale.Network{Address: s.Address}.Open
	}
	return d, nil
}

// The products of DYMO that are read without being named.
var dymoScales = []uint16{0x8003, 0x8004}

// usbScale is a scale on USB of the configuration, which made sure of its
// numbers.
func usbScale(s config.Scale) scale.HID {
	vendor, _ := strconv.ParseUint(s.Vendor, 16, 16)
	h := scale.HID{Vendor: uint16(vendor), Products: dymoScales}
	if s.Product != "" {
		product, _ := strconv.ParseUint(s.Product, 16, 16)
		h.Products = []uint16{uint16(product)}
	}
	return h
}

// zeroScale tells the scale to take what lies on it for nothing.
func (d devices) zeroScale() {
	select {
	case d.zero <- struct{}{}:
	default: // it was told so and has not done it yet, or there is none
	}
}

// freshFor is how old a reading may be when the station hears of it.
const freshFor = 2 * time.Second

func (d devices) weigh(ctx context.Context, send func(station.Input)) {
	readings := make(chan scale.Reading)
	var driver sync.WaitGroup
	driver.Go(func() { d.scale.Run(ctx, readings) })
	defer driver.Wait()
	told := map[bool]bool{}
	for {
		select {
		case <-ctx.Done():
			return
		case r := <-readings:
			if time.Since(r.At) > freshFor {
				continue
			}
			if there := r.Problem != scale.Silent; !told[there] {
				told = map[bool]bool{there: true}
				send(station.LinkChanged{What: station.Scale, OK: there, Cause: r.Problem})
			}
			send(station.Weighed{Grams: r.Grams, Stable: r.Stable, Problem: r.Problem})
		}
	}
}
