package main

import (
	"fmt"
	"io"
	"os"
	"strings"

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
	width    int // cells of a line of the terminal; 0 where there is none
	quiet    bool
	json     bool
	logJSON  bool // progress as JSON, one object a line
}

func newVoice(c *cli.Context) *voice {
	ptext.OverrideRuneWidthEastAsianWidth(false)
	v := &voice{out: c.App.Writer, err: c.App.ErrWriter, quiet: on(c, "quiet"), json: on(c, "json"), logJSON: text(c, "log-format") == "json"}
	_, noColour := os.LookupEnv("NO_COLOR")
	v.width = terminalWidth(c.App.Writer)
	v.colour = !noColour && v.width > 0
	return v
}

// terminalWidth is how many cells a line of a terminal has, 0 where w is none. A window
// that won't tell has 80.
func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return n
	}
	return 80
}

// say prints a line for people, the numbers of persons hidden, what is unseen named; nothing under --json or --quiet.
// On a terminal it is folded where that has no more room.
func (v *voice) say(format string, args ...any) {
	if !v.json && !v.quiet {
		fmt.Fprintln(v.out, v.fold(quote.Visible(mask.Text(fmt.Sprintf(format, args...)))))
	}
}

// fold breaks lines that are wider than the terminal, each at its own indent.
func (v *voice) fold(text string) string {
	if v.width == 0 || ptext.LongestLineLen(text) <= v.width {
		return text
	}
	var list []string
	for _, line := range strings.Split(text, "\n") {
		words := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(words)]
		for _, part := range wrap(words, v.width-len(indent)) {
			list = append(list, indent+part)
		}
	}
	return strings.Join(list, "\n")
}

// note prints lines on standard error, so that they stand beside a document, too.
func (v *voice) note(list []string) {
	for _, text := range list {
		fmt.Fprintln(v.err, quote.Visible(mask.Text(text)))
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

// usageError is an error of how the command was called.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// seeHelp ends what is said of a command that was called wrongly.
const seeHelp = "用 huibao help 查看用法"

// usage says what is wrong with how the command was called.
func usage(format string, args ...any) error {
	said := fmt.Sprintf(format, args...)
	if !strings.HasSuffix(said, "？") {
		said += "；"
	}
	return usageError{said + seeHelp}
}
