package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/printers/zpl/foreign"
	"github.com/packwright/packwright/station/text"
)

const labelCheckHelp = `Tells what a carrier's label would do to the printer, and what of it is printed:
the commands kept, those written otherwise that draw the same, those taken out,
and why a label is refused. Needs no database and no printer.

FILE is ZPL or a picture as PNG, - is standard input; of a folder all ZPL
(.zpl, .prn) is checked. The exit status is 1 when one is refused.

JSON has file, verdict (printed or refused), kept (command, count), rewritten,
stripped, warned and refused (command, offset, count, lasting, reason), codes
(what the barcodes say), bytes, bytes_in and seconds (on the wire at --baud); one
document for each label, a line each.`

func labelCheck(f *flags) *cobra.Command {
	var dpmm, baud int
	var out string
	c := &cobra.Command{
		Use: "check FILE...", Short: "what a carrier's label would do to the printer", Long: labelCheckHelp,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return failure{code: exitUsage, err: fmt.Errorf("%s takes a file", c.CommandPath()), remedy: "Usage: " + c.UseLine()}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if dpmm != 8 && dpmm != 12 || baud < 300 {
				return failure{code: exitUsage, err: fmt.Errorf("--dpmm %d, --baud %d is no printer", dpmm, baud), remedy: "Use 8 (203 dpi) or 12 (300 dpi), and the baud rate of its line."}
			}
			files, err := labelFiles(args)
			if err != nil {
				return usage(err)
			}
			if out != "" && len(files) != 1 {
				return failure{code: exitUsage, err: fmt.Errorf("--out with %d labels", len(files)), remedy: "Name one file."}
			}
			check := labelChecker{dpmm: dpmm, baud: baud, json: f.json, out: out}
			return check.all(cmd, files)
		},
	}
	c.Flags().IntVar(&dpmm, "dpmm", 8, "dots per mm of the printer: 8 or 12")
	c.Flags().IntVar(&baud, "baud", 9600, "speed of the printer's serial line")
	c.Flags().StringVar(&out, "out", "", "write what would be printed to this file")
	return c
}

// labelFiles are the files named, and the labels in the folders named.
func labelFiles(args []string) ([]string, error) {
	var files []string
	for _, name := range args {
		info, err := os.Stat(name)
		if name == "-" || err == nil && !info.IsDir() {
			files = append(files, name)
			continue
		}
		if err != nil {
			return nil, err
		}
		in, err := labelsIn(name)
		if err != nil {
			return nil, err
		}
		files = append(files, in...)
	}
	return files, nil
}

func labelsIn(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains([]string{".zpl", ".prn"}, strings.ToLower(filepath.Ext(path))) {
			files = append(files, path)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("there is no label in %s", folder)
	}
	return files, err
}

// labelChecker is what the flags of label check say.
type labelChecker struct {
	dpmm, baud int
	json       bool
	out        string
}

func (k labelChecker) all(cmd *cobra.Command, files []string) error {
	refused := 0
	for _, name := range files {
		data, err := readLabel(cmd.InOrStdin(), name)
		if err != nil {
			return usage(err)
		}
		l := foreign.Clean(data, foreign.FourBySix(k.dpmm))
		if err := k.tell(cmd.OutOrStdout(), k.checked(name, len(data), l)); err != nil {
			return outside(err)
		}
		if l.ZPL == nil {
			refused++
			continue
		}
		if k.out != "" {
			if err := os.WriteFile(k.out, l.ZPL, 0o600); err != nil {
				return outside(err)
			}
		}
	}
	if refused > 0 {
		return answerNo
	}
	return nil
}

// readLabel reads a file, not much more of it than may be printed.
func readLabel(stdin io.Reader, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(stdin, foreign.Limit+1))
	}
	in, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, foreign.Limit+1))
	if closed := in.Close(); err == nil {
		err = closed
	}
	return data, err
}

// checkedLabel is the answer to a file. Scripts rely on the names.
type checkedLabel struct {
	File      string            `json:"file"`
	Verdict   string            `json:"verdict"`
	Kept      []foreign.Kept    `json:"kept"`
	Rewritten []foreign.Finding `json:"rewritten"`
	Stripped  []foreign.Finding `json:"stripped"`
	Warned    []foreign.Finding `json:"warned"`
	Refused   []foreign.Finding `json:"refused"`
	Codes     []string          `json:"codes"`
	BytesIn   int               `json:"bytes_in"`
	Bytes     int               `json:"bytes"`
	Seconds   float64           `json:"seconds"`
}

func (k labelChecker) checked(name string, size int, l foreign.Label) checkedLabel {
	c := checkedLabel{
		File: name, Verdict: "printed", BytesIn: size, Bytes: len(l.ZPL),
		Kept: append([]foreign.Kept{}, l.Kept...), Codes: append([]string{}, foreign.Codes(l.ZPL)...),
		Rewritten: append([]foreign.Finding{}, l.Of(foreign.Rewritten)...), Stripped: append([]foreign.Finding{}, l.Of(foreign.Stripped)...),
		Warned: append([]foreign.Finding{}, l.Of(foreign.Warned)...), Refused: append([]foreign.Finding{}, l.Of(foreign.Refused)...),
		Seconds: foreign.Wire(len(l.ZPL), k.baud).Seconds(),
	}
	if l.ZPL == nil {
		c.Verdict = "refused"
	}
	return c
}

func (k labelChecker) tell(w io.Writer, c checkedLabel) error {
	if k.json {
		return json.NewEncoder(w).Encode(c)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", text.Line(c.File), c.Verdict)
	var kept []string
	for _, n := range c.Kept {
		kept = append(kept, fmt.Sprintf("%s %d", n.Command, n.Count))
	}
	if len(kept) > 0 {
		fmt.Fprintf(&b, "  %-10s %s\n", "kept", strings.Join(kept, ", "))
	}
	for _, findings := range [][]foreign.Finding{c.Rewritten, c.Stripped, c.Warned, c.Refused} {
		for _, found := range findings {
			fmt.Fprintf(&b, "  %-10s %s\n", found.Deed, found)
		}
	}
	for _, code := range c.Codes {
		fmt.Fprintf(&b, "  %-10s %s\n", "barcode", escapeBytes(code))
	}
	if c.Verdict == "printed" {
		fmt.Fprintf(&b, "  %-10s %d bytes, were %d: %.1f s at %d baud%s\n", "size", c.Bytes, c.BytesIn, c.Seconds, k.baud, k.slow(c.Bytes))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// slow is the warning of a label that keeps a packer waiting.
func (k labelChecker) slow(size int) string {
	if foreign.Wire(size, k.baud) <= foreign.Slow {
		return ""
	}
	return ". That keeps a packer waiting: set the line to 115200 baud, or connect the printer by network or USB"
}
