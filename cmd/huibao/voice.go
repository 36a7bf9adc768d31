package main

import (
	"fmt"
	"io"
	"os"

	"github.com/jedib0t/go-pretty/v6/table"
	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/quote"
	"huibao/report"
)

// voice is how the command speaks: tables and sentences to out, progress to the
// terminal behind err. Colour is used on a terminal only, and never alone.
type voice struct {
	out, err io.Writer
	colour   bool
	quiet    bool
	json     bool
	logJSON  bool // progress as JSON, one object a line
}

func newVoice(c *cli.Context) *voice {
	ptext.OverrideRuneWidthEastAsianWidth(false)
	v := &voice{out: c.App.Writer, err: c.App.ErrWriter, quiet: on(c, "quiet"), json: on(c, "json"), logJSON: text(c, "log-format") == "json"}
	_, noColour := os.LookupEnv("NO_COLOR")
	v.colour = !noColour && isTerminal(c.App.Writer)
	return v
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// say prints a line for people, the numbers of persons hidden, what is unseen named; nothing under --json or --quiet.
func (v *voice) say(format string, args ...any) {
	if !v.json && !v.quiet {
		fmt.Fprintln(v.out, quote.Visible(mask.Text(fmt.Sprintf(format, args...))))
	}
}

// document prints the one JSON document of --json.
func (v *voice) document(doc any) error {
	data, err := report.JSON(doc)
	if err != nil {
		return err
	}
	_, err = v.out.Write(data)
	return err
}

// table prints rows under headings; columns named in right are numbers.
func (v *voice) table(headings []string, rows [][]string, right ...int) {
	if v.json || v.quiet {
		return
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = false
	t.AppendHeader(cells(headings))
	for _, r := range rows {
		t.AppendRow(cells(r))
	}
	var configs []table.ColumnConfig
	for i := range headings {
		cfg := table.ColumnConfig{Number: i + 1, WidthMax: 44}
		for _, n := range right {
			if n == i {
				cfg.Align = ptext.AlignRight
			}
		}
		configs = append(configs, cfg)
	}
	t.SetColumnConfigs(configs)
	fmt.Fprintln(v.out, mask.Text(t.Render()))
}

func cells(list []string) table.Row {
	row := make(table.Row, len(list))
	for i, s := range list {
		row[i] = s
	}
	return row
}

// light prints a light with its shape and word.
func (v *voice) light(l huibao.Light) string {
	s := l.Glyph() + " " + l.Label()
	if !v.colour {
		return s
	}
	switch l {
	case huibao.Green:
		return ptext.FgGreen.Sprint(s)
	case huibao.Yellow:
		return ptext.FgYellow.Sprint(s)
	case huibao.Red:
		return ptext.FgRed.Sprint(s)
	}
	return ptext.Faint.Sprint(s)
}

// usage is an error of how the command was called.
func usage(format string, args ...any) error {
	return fmt.Errorf("%s；用 huibao help 查看用法", fmt.Sprintf(format, args...))
}
