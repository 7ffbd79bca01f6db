package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// labelsARun is how many labels are given to the decoder at once: it takes a
// second to start and a quarter of a second for each.
const labelsARun = 10

// readPaper decodes ship labels with programs that share no code with ours: each
// carries the SSCC and the tracking number of its own parcel, and no other code.
func (h *realHouse) readPaper(t *testing.T) {
	decoder := filepath.Join(sharedFolder(), "oracle", "decode-labels")
	if _, err := os.Stat(decoder); err != nil {
		t.Skipf("no decoder of labels: %v", err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skipf("the decoder of labels needs node: %v", err)
	}
	labels := h.paper
	if !everything() {
		labels = spread(h.paper, fewLabels)
	}
	begun := time.Now()
	d := decoding{t: t, decoder: decoder, dir: t.TempDir()}
	runs := slices.Collect(slices.Chunk(labels, labelsARun))
	d.run(0, runs[0]) // its first use installs what it needs
	d.share(runs)
	t.Logf("%d of %d labels decoded in %s", len(labels), len(h.paper), time.Since(begun).Round(time.Millisecond))
}

// spread is n of the labels, from all along the tape.
func spread(all []paper, n int) []paper {
	some := make([]paper, n)
	for i := range some {
		some[i] = all[i*len(all)/n]
	}
	return some
}

// decoding decodes runs of labels, two at once.
type decoding struct {
	t            *testing.T
	decoder, dir string
}

// share does all runs but the first.
func (d decoding) share(runs [][]paper) {
	next := make(chan int)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			for n := range next {
				d.run(n, runs[n])
			}
		})
	}
	for n := range runs[1:] {
		next <- n + 1
	}
	close(next)
	both.Wait()
}

// symbol is a barcode as the decoder tells it. Sym is the AIM symbology
// identifier.
type symbol struct {
	File, Sym, Text string
	Valid           bool
}

func (d decoding) run(n int, labels []paper) {
	var zpl bytes.Buffer
	for _, l := range labels {
		zpl.Write(l.zpl)
	}
	name := filepath.Join(d.dir, fmt.Sprintf("%03d.zpl", n))
	if err := os.WriteFile(name, zpl.Bytes(), 0o600); err != nil {
		d.t.Error(err)
		return
	}
	cmd := exec.CommandContext(d.t.Context(), d.decoder, name)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		d.t.Errorf("%s: %v\n%s", d.decoder, err, &errs)
		return
	}
	codes, err := byPage(out)
	if err != nil {
		d.t.Errorf("read what the decoder said: %v", err)
		return
	}
	for page, l := range labels {
		d.check(l, codes[fmt.Sprintf("page-%d.png", page)])
	}
}

func byPage(out []byte) (map[string][]symbol, error) {
	codes := map[string][]symbol{}
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var c symbol
		if err := lines.Decode(&c); err != nil {
			return nil, err
		}
		codes[c.File] = append(codes[c.File], c)
	}
	return codes, nil
}

func (d decoding) check(l paper, found []symbol) {
	file := ""
	if len(found) > 0 {
		file = found[0].File
	}
	want := []symbol{{file, "]C0", l.tracking, true}, {file, "]C1", "(00)" + l.sscc, true}}
	slices.SortFunc(found, func(a, b symbol) int { return bytes.Compare([]byte(a.Sym), []byte(b.Sym)) })
	if !slices.Equal(found, want) {
		d.t.Errorf("the label of order %s carries %+v, want %+v", l.order, found, want)
	}
}
