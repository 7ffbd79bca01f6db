package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/scanners"
	"github.com/packwright/packwright/station"
)

func scanCommand(f *flags) *cobra.Command {
	return group("scan", "what barcodes say", scanDecode(f))
}

const scanDecodeHelp = `Reads one scan a line from standard input and prints one line for each: what it
is. Needs no database.

A line is the scan as the scanner sends it, an AIM identifier in front if it
sends one (]C1 and the like), with bytes that are no printable ASCII as \xHH, a
backslash as \\, and \r, \n and \t. Terminators (CR, LF) around it count for
nothing. A line of more than 64 KB is one scan that is too long.

Kinds: gs1 (elements, also of a Digital Link or in brackets), message (ISO 15434),
ean13, ean8, upca, upce, gtin14, sscc, tracking, command, plain, rejected. A
number of goods is one only with the right check digit. Plain is any other text:
a location, a tote, a badge, a code of the house.

JSON has input, kind, symbology, elements (ai, data) and, where there are any,
text, gtin, sscc, isbn, addon, command, numbers (carrier, service, number,
proof), error and warning (kind, message, offset). A rejected scan has an error;
plain text has one when it looks like something that it is not. Kinds of errors
in capitals are those of the GS1 syntax dictionary. The offset counts bytes of
the scan from 0; for kind escape, characters of the line.`

// longestLine is how many bytes of a line are kept.
const longestLine = 64 << 10

func scanDecode(f *flags) *cobra.Command {
	d := &scanReader{}
	c := &cobra.Command{
		Use: "decode", Short: "say what each line of standard input is as a scan", Long: scanDecodeHelp, Args: exactly(0),
		Example: `  printf '%s\n' ']C1010400638133393110A7\x1d17261231' | packwright scan decode --json`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if d.longest < 1 {
				return failure{code: exitUsage, err: errors.New("--longest must be at least 1"), remedy: "Leave it out, or give the number of bytes that scanners may send."}
			}
			// What waits for its input ends at once, as any filter does.
			signal.Reset(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
			d.json = f.json
			return d.run(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	c.Flags().IntVar(&d.longest, "longest", scanners.MaxScan, "bytes of the longest scan that is taken; a full QR code has 7089")
	c.Flags().BoolVar(&d.decoder.ShortGTIN, "short-gtin", false, "a Digital Link may leave out zeros in front of a GTIN")
	c.Flags().BoolVar(&d.decoder.UnknownAIs, "unknown-ais", false, "take identifiers that GS1 has not assigned as text")
	c.Flags().BoolVar(&d.decoder.Whole, "whole", false, "refuse elements without the others that belong to them")
	return c
}

// scanReader is what the flags of scan decode say, and room for a scan.
type scanReader struct {
	json    bool
	longest int
	decoder station.Decoder
	code    station.Decoded
}

// run answers every line of in on out, at once when no other waits.
func (d *scanReader) run(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, longestLine)
	answers := bufio.NewWriter(out)
	for {
		line, tooLong, err := nextLine(lines)
		if errors.Is(err, io.EOF) {
			return outsideOrNil(answers.Flush())
		}
		if err != nil {
			return outside(errors.Join(err, answers.Flush()))
		}
		if err := d.tell(answers, d.answer(line, tooLong)); err != nil {
			return outside(err)
		}
		if lines.Buffered() > 0 {
			continue
		}
		if err := answers.Flush(); err != nil {
			return outside(err)
		}
	}
}

func outsideOrNil(err error) error {
	if err == nil {
		return nil
	}
	return outside(err)
}

// nextLine reads a line without its end, or the beginning of one that is too
// long.
func nextLine(r *bufio.Reader) (line string, tooLong bool, err error) {
	read, err := r.ReadSlice('\n')
	line = string(read)
	for errors.Is(err, bufio.ErrBufferFull) {
		tooLong = true
		_, err = r.ReadSlice('\n')
	}
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	return line, tooLong, err
}
