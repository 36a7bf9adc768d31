package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"
)

// english are the library's own words, which no help may show.
var english = regexp.MustCompile(`(?i)\(default|usage:|options:|commands:|global|arguments|\bvalue\b|show help|print the version|shows a list`)

// TestHelp: the help of every command fits a terminal of 80 cells, speaks Chinese, and has an example
// where there is something to give to the command.
func TestHelp(t *testing.T) {
	helps := map[string]string{}
	help := func(words ...string) {
		var out bytes.Buffer
		app := newApp()
		app.Writer = &out
		if err := app.Run(append(append([]string{"huibao"}, words...), "--help")); err != nil {
			t.Fatal(words, err)
		}
		helps[strings.Join(words, " ")] = out.String()
	}
	help()
	var list []*cli.Command
	for _, c := range newApp().Commands {
		help(c.Name)
		if len(c.Subcommands) == 0 {
			list = append(list, c)
		}
		for _, sub := range c.Subcommands {
			help(c.Name, sub.Name)
			list = append(list, sub)
		}
	}
	if len(helps) < 45 {
		t.Fatalf("%d helps", len(helps))
	}
	for words, text := range helps {
		for line := range strings.SplitSeq(text, "\n") {
			if n := ptext.StringWidthWithoutEscSequences(line); n > 80 {
				t.Errorf("%s: %d cells: %s", words, n, line)
			}
		}
		if m := english.FindString(text); m != "" {
			t.Errorf("%s: %q in\n%s", words, m, text)
		}
	}
	if run := helps["run"]; strings.Index(run, "--dry-run") > strings.Index(run, "-C 文件夹") || !strings.Contains(run, "--dry-run") {
		t.Errorf("what every command takes stands before what run alone does:\n%s", run)
	}
	for _, c := range list {
		if c.ArgsUsage != "" && c.Name != "help" && c.Name != "import" && !strings.Contains(c.Description, "例：") {
			t.Errorf("%s takes %s and shows no example", c.Name, c.ArgsUsage)
		}
	}
}

// TestFitted breaks descriptions: prose by cells, what stands behind a long example off it.
func TestFitted(t *testing.T) {
	long := strings.Repeat("很长", 20)
	for in, want := range map[string]string{
		"例：huibao run":               "例：huibao run",
		long + "的话":                  long[:len("很")*38] + "\n" + long[len("很")*38:] + "的话",
		"    huibao a --b   " + long: "    huibao a --b\n        " + long[:len("很")*34] + "\n        " + long[len("很")*34:],
		"    huibao a   短":           "    huibao a   短",
	} {
		if got := fitted(in); got != want {
			t.Errorf("%q\ngives %q\nwant  %q", in, got, want)
		}
	}
}
