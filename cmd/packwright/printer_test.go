package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers"
	"github.com/packwright/packwright/station"
)

// aPrinter is a virtual printer on a socket, and a configuration that calls it
// ship and knows a file called paper and a printer called gone.
func aPrinter(t *testing.T, c printers.VirtualConfig) (v *printers.Virtual, file string) {
	t.Helper()
	v, err := printers.NewVirtual(c)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = v.Run(ctx) })
	running.Go(func() { _ = v.ServeTCP(ctx, l) })
	t.Cleanup(func() { cancel(); running.Wait() })
	dir := t.TempDir()
	file = filepath.Join(dir, "packwright.toml")
	text := fmt.Sprintf("station = 'b'\njournal = %q\nlog = %q\n[printer.ship]\nkind = 'tcp'\naddress = %q\n"+
		"[printer.paper]\nkind = 'file'\npath = 'labels.zpl'\n[printer.gone]\nkind = 'usb'\npath = 'no-such-device'\n",
		filepath.Join(dir, "journal"), filepath.Join(dir, "log"), l.Addr())
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return v, file
}

// command runs packwright and returns what it printed and its exit code.
func command(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	var b bytes.Buffer
	root := newRoot()
	root.SetOut(&b)
	root.SetErr(&b)
	root.SetArgs(args)
	err := root.ExecuteContext(t.Context())
	var f failure
	switch {
	case errors.As(err, &f):
		return b.String(), f.code
	case err != nil:
		return b.String(), exitUsage
	}
	return b.String(), 0
}

func TestPrinterStatusInWordsAndExitCodes(t *testing.T) {
	for _, c := range []struct {
		name, printer string
		config        printers.VirtualConfig
		fault         printers.Fault
		want          string
		code          int
	}{
		{"ready", "ship", printers.VirtualConfig{Model: "ZT-9"}, 0, "state     ready\nmodel     ZT-9\nfirmware  V1.0\ndots      8 a mm\ncounter   0 labels\n", 0},
		{"without a counter", "ship", printers.VirtualConfig{NoCounter: true}, 0, "what it printed is never known", 0},
		{"another print head than was set", "ship", printers.VirtualConfig{Dots: 12}, 0, "Set dpmm = 12 in [printer.ship].", 0},
		{"head open", "ship", printers.VirtualConfig{}, printers.HeadOpen, "state     head open. See to it at the printer\n", exitNo},
		{"silent", "ship", printers.VirtualConfig{}, printers.Silent, "state     does not answer. It may print all the same", exitNo},
		{"a file", "paper", printers.VirtualConfig{}, 0, "state     cannot be asked. What it is sent is not confirmed\n", 0},
		{"not there", "gone", printers.VirtualConfig{}, 0, "state     not reached: open printer ", exitOutside},
		{"not in the configuration", "slip", printers.VirtualConfig{}, 0, "", exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, file := aPrinter(t, c.config)
			if c.fault != 0 {
				v.Set(c.fault, true)
			}
			out, code := command(t, "printer", "status", c.printer, "--config", file)
			if !strings.Contains(out, c.want) || code != c.code {
				t.Errorf("exit %d, printed\n%s\nwant exit %d and %q", code, out, c.code, c.want)
			}
		})
	}
}

func TestPrinterTestSaysWhatBecameOfTheLabelAndNoMore(t *testing.T) {
	for _, c := range []struct {
		name, printer string
		config        printers.VirtualConfig
		trouble       func(*printers.Virtual)
		state, want   string
		code, labels  int
	}{
		{"counted", "ship", printers.VirtualConfig{}, nil, "counted", "A label came out: the printer counted 0, then 1.", 0, 1},
		{"no counter", "ship", printers.VirtualConfig{NoCounter: true}, nil, "sent", "Sent, not confirmed", 0, 1},
		{"a file", "paper", printers.VirtualConfig{}, nil, "sent", "Sent, not confirmed", 0, 0},
		{"reset behind the last byte", "ship", printers.VirtualConfig{}, func(v *printers.Virtual) { v.ResetAfter(900) }, "unknown", "Unknown: connection lost after", exitNo, 0},
		{"head open", "ship", printers.VirtualConfig{}, func(v *printers.Virtual) { v.Set(printers.HeadOpen, true) }, "notready", "Nothing was sent: head open.", exitOutside, 0},
		{"not there", "gone", printers.VirtualConfig{}, nil, "notready", "Nothing was sent: cannot be reached.", exitOutside, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, file := aPrinter(t, c.config)
			if c.trouble != nil {
				c.trouble(v)
			}
			out, code := command(t, "printer", "test", c.printer, "--config", file, "--json")
			var got testPrinted
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatalf("%v in %q", err, out)
			}
			if string(got.State) != c.state || !strings.HasPrefix(got.Said, c.want) || code != c.code {
				t.Errorf("exit %d, %+v\nwant exit %d, %s, %q", code, got, c.code, c.state, c.want)
			}
			tape := v.Tape()
			if len(tape) != c.labels || c.labels > 0 && !strings.Contains(string(tape[0].ZPL), got.Code) {
				t.Errorf("%d labels came out, want %d with %s", len(tape), c.labels, got.Code)
			}
		})
	}
}

func TestAnOfficePrinterIsHandedPDFAndPromisesNothing(t *testing.T) {
	_, file := aPrinter(t, printers.VirtualConfig{})
	dir := t.TempDir()
	for name, script := range map[string]string{
		"lp":     "cat >" + dir + "/job; echo \"$@\" >" + dir + "/args",
		"lpstat": "echo 'laser accepting requests since today'; echo 'printer laser is idle.'",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, "[printer.office]\nkind = 'cups'\nqueue = 'laser'\npaper = 'a4'\n[documents]\nslip = 'office'\n"...)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, code := command(t, "printer", "status", "office", "--config", file); code != 0 || !strings.Contains(out, "cannot be asked. What it is sent is not confirmed") {
		t.Errorf("status: exit %d, %s", code, out)
	}
	if out, code := command(t, "printer", "test", "office", "--config", file); code != 0 || !strings.HasPrefix(out, "Handed over, not confirmed") {
		t.Errorf("test: exit %d, %s", code, out)
	}
	c, err := config.Load(file, "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDevices(c)
	if err != nil {
		t.Fatal(err)
	}
	slip := station.Document{Kind: station.PackingSlip, OrderNo: "7", Lines: []station.SlipLine{{SKU: "MUG", Ordered: 1, Here: 1}}}
	var done station.PrintDone
	running(t.Context(), d.printers["office"], func(ctx context.Context) {
		done = d.papers()[station.PackingSlip].Print(ctx, "j1", slip, func(int64) error { return nil })
	})
	if done.State != station.PrintSent || done.Problem != station.PrintHandedOver {
		t.Errorf("the slip is %+v", done)
	}
	job, err := os.ReadFile(filepath.Join(dir, "job"))
	if err != nil || !bytes.HasPrefix(job, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(job), []byte("%%EOF")) {
		t.Errorf("the queue has %d bytes, %v", len(job), err)
	}
}
