package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"

	"huibao/internal/thorough"
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

// TestHelpAfterArguments: every command explains itself wherever among its arguments it is asked to,
// in the place of an option's value too, and takes nothing after "--" for the question. A plain run
// asks in the place of one option's value of each command.
func TestHelpAfterArguments(t *testing.T) {
	help := func(words ...string) (string, error) {
		var out bytes.Buffer
		app := newApp()
		app.Writer = &out
		err := app.Run(reorder(app, append([]string{"huibao"}, words...)))
		return out.String(), err
	}
	all := thorough.All(t)
	asked := func(flags []cli.Flag, path ...string) {
		t.Helper()
		want, err := help(append(slices.Clone(path), "--help")...)
		if err != nil || !strings.Contains(want, "用法：") {
			t.Fatal(path, err, want)
		}
		ways := [][]string{{"2024-05", "--help"}, {"2024-05", "-h"}, {"--help", "2024-05"}, {"2024-05", "--help", "--", "x"}}
		if len(flags) > 0 {
			ways = append(ways, []string{"2024-05", "x", "-qh"}, []string{"-h", "--date", "2024-05-06", "x"}, []string{"2024-05", "--bogus", "--help"}, []string{"--json", "--help"})
		}
		for _, f := range flags {
			if df, ok := f.(cli.DocGenerationFlag); ok && df.TakesValue() {
				option := strings.Repeat("-", min(2, len(f.Names()[0]))) + f.Names()[0]
				ways = append(ways, []string{"2024-05", option, "--help"}, []string{option, "-h", "x"})
				if !all {
					break
				}
			}
		}
		for _, words := range ways {
			if got, err := help(append(slices.Clone(path), words...)...); got != want || err != nil {
				t.Errorf("huibao %s %s: %v\n%s", strings.Join(path, " "), strings.Join(words, " "), err, got)
			}
		}
	}
	n := 0
	for _, c := range newApp().Commands {
		if len(c.Subcommands) == 0 && c.Name != "help" {
			asked(c.Flags, c.Name)
			n++
		}
		for _, sub := range c.Subcommands {
			asked(sub.Flags, c.Name, sub.Name)
			n++
		}
	}
	if n < 40 {
		t.Errorf("%d commands", n)
	}
	for _, name := range []string{"plan", "ledger", "people", "settings", "completion", "help"} {
		want, _ := help(name, "--help")
		if got, err := help(name, "--json", "--help"); got != want || err != nil || got == "" {
			t.Errorf("%s --json --help: %v\n%s", name, err, got)
		}
	}
	want, _ := help("--help")
	of, _ := help("plan", "--help")
	if got, err := help("plan", "nosuch", "--help"); got != of || err != nil {
		t.Errorf("plan nosuch: %v\n%s", err, got)
	}
	for _, words := range [][]string{{"a.xlsx", "--help"}, {"a.xlsx", "b.xlsx", "-h"}, {"nosuch", "--help"}} { // files that are dropped, and no command
		if got, err := help(words...); got != want || err != nil {
			t.Errorf("%v: %v\n%s", words, err, got)
		}
	}
	for _, words := range [][]string{{"--", "--help"}, {"trace", "--", "--help"}, {"trace", "x", "--period=-h", "--nosuch"}, {"trace", "x", "-hz"}} {
		if got, err := help(words...); err == nil || strings.Contains(got, "用法：") {
			t.Errorf("%v: %v\n%s", words, err, got)
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
