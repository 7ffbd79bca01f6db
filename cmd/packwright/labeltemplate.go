package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/packwright/packwright/config"
	"github.com/packwright/packwright/printers/label"
	"github.com/packwright/packwright/station/text"
)

const labelTemplateHelp = `Prints the built-in template of a label, with remarks on how templates are
written: save it as NAME.label in the folder that labels names in the
configuration, and change it. Without NAME it lists the labels.

With --check it says instead what is wrong with a file, and on which line. The
exit status is then 1 when something is. A wrong template does not count: the
station prints by the built-in one, and doctor says so.`

func labelTemplate(f *flags) *cobra.Command {
	var file string
	c := &cobra.Command{
		Use: "template [NAME]", Short: "templates of labels, to change them", Long: labelTemplateHelp, Args: cobra.MaximumNArgs(1),
		ValidArgs: label.Drawn(),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := strings.Join(args, "")
			if file != "" {
				return f.checkTemplate(cmd.OutOrStdout(), name, file)
			}
			if name == "" {
				for _, name := range label.Drawn() {
					fmt.Fprintln(cmd.OutOrStdout(), name)
				}
				return nil
			}
			manual, err := label.Text(name)
			if err != nil {
				return failure{code: exitUsage, err: err, remedy: "Use one of " + strings.Join(label.Drawn(), ", ") + "."}
			}
			_, err = io.WriteString(cmd.OutOrStdout(), manual)
			return err
		},
	}
	c.Flags().StringVar(&file, "check", "", "a file to check, named after its label or checked as NAME")
	return c
}

// checkTemplate says whether a file can be used.
func (f *flags) checkTemplate(out io.Writer, name, file string) error {
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	_, problems, err := replaced(label.BuiltIn(), name, file)
	if err != nil {
		return err
	}
	if f.json {
		if problems == nil {
			problems = []label.Problem{}
		}
		if err := printJSON(out, problems); err != nil {
			return err
		}
	} else {
		tellProblems(out, problems)
	}
	if len(problems) > 0 {
		return answerNo
	}
	if !f.json {
		fmt.Fprintf(out, "%s is a good template of a %s label\n", text.Line(file), name)
	}
	return nil
}

func tellProblems(out io.Writer, problems []label.Problem) {
	for _, p := range problems {
		fmt.Fprintln(out, text.Line(p.String()))
	}
}

// replaced is the templates with the file in place of that of one label.
func replaced(t *label.Templates, name, file string) (*label.Templates, []label.Problem, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return t, nil, failure{code: exitUsage, err: err, remedy: "Name a file that can be read."}
	}
	with, problems := t.Replace(name, file, string(data))
	return with, problems, nil
}

// templates are those of the configuration, and for one label that of a file,
// "" for none. What is wrong with those of the configuration is told; the
// built-in ones stand in for them.
func (f *flags) templates(tell io.Writer, name, file string) (*label.Templates, error) {
	c, err := config.Load(f.config, f.database)
	if err != nil {
		return nil, err
	}
	t, problems := house(c.Labels)
	tellProblems(tell, problems)
	if file == "" {
		return t, nil
	}
	t, problems, err = replaced(t, name, file)
	if err == nil && len(problems) > 0 {
		tellProblems(tell, problems)
		err = failure{code: exitUsage, err: errors.New("the template cannot be used"), remedy: "Change what is named above."}
	}
	return t, err
}

// house are the templates with those of a folder, "" for none, in place of the
// built-in ones, and what is wrong with them.
func house(folder string) (*label.Templates, []label.Problem) {
	if folder == "" {
		return label.BuiltIn(), nil
	}
	t, problems := label.Load(os.DirFS(folder))
	for i := range problems {
		problems[i].File = filepath.Join(folder, problems[i].File)
	}
	return t, problems
}

// usable are the templates of a folder that are right; the log says which are
// wrong.
func usable(folder string) *label.Templates {
	t, problems := house(folder)
	for _, p := range problems {
		slog.Warn("labels: the built-in template is used", "problem", p.String())
	}
	return t
}

// examineLabels is what the doctor says of the templates of the house.
func examineLabels(folder string) []finding {
	if folder == "" {
		return nil
	}
	_, problems := house(folder)
	if len(problems) == 0 {
		return []finding{ok("labels", "templates in %s", folder)}
	}
	var found []finding
	for _, p := range problems {
		found = append(found, warning("labels", p.Remedy, "%s: the built-in template is used", p.At()))
	}
	return found
}
