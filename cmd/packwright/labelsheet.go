package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station/text"
)

const labelSheetHelp = `Makes a label of each row of a CSV file, for standard output. The titles in the
first line are fields of the label; packwright label template NAME tells them.
Commas or semicolons stand between the cells.

A row that makes no label is named with file, line, column and reason, and the
exit status is 1; the labels of the other rows are there.

  name,code,check_digits
  A03-12,A03-12,47

  packwright label sheet --template location --csv racks.csv > /dev/usb/lp0`

func labelSheet(f *flags) *cobra.Command {
	var name, file string
	var dpmm int
	c := &cobra.Command{
		Use: "sheet --template NAME --csv FILE", Short: "a label for each row of a table", Long: labelSheetHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if name == "" || file == "" {
				return failure{code: exitUsage, err: errors.New("a label and a table are needed"), remedy: "Usage: " + cmd.UseLine()}
			}
			templates, err := f.templates(cmd.ErrOrStderr(), name, "")
			if err != nil {
				return err
			}
			in := cmd.InOrStdin()
			if file != "-" {
				opened, err := os.Open(file)
				if err != nil {
					return failure{code: exitUsage, err: err, remedy: "Name a CSV file with --csv, or - for standard input."}
				}
				defer opened.Close()
				in = opened
			}
			sheets, bad, err := templates.Table(name, text.Line(file), in, dpmm)
			if err != nil {
				return failure{code: exitUsage, err: err, remedy: "Titles are fields of the label: packwright label template " + name + " tells them."}
			}
			return tellSheet(cmd, sheets, bad)
		},
	}
	c.Flags().StringVar(&name, "template", "", "which label: "+strings.Join(label.Drawn(), ", "))
	c.Flags().StringVar(&file, "csv", "", "the table; - is standard input")
	c.Flags().IntVar(&dpmm, "dpmm", 8, "dots per mm: 8 or 12")
	return c
}

// tellSheet writes the labels, and beside them what is wrong.
func tellSheet(cmd *cobra.Command, sheets label.Sheets, bad []label.RowError) error {
	if _, err := cmd.OutOrStdout().Write(sheets.ZPL); err != nil {
		return err
	}
	tell := cmd.ErrOrStderr()
	for _, w := range sheets.Warnings {
		fmt.Fprintln(tell, "packwright: "+text.Line(w))
	}
	for _, row := range bad {
		fmt.Fprintln(tell, text.Line(row.Error()))
	}
	if len(bad) > 0 {
		return answerNo
	}
	return nil
}
