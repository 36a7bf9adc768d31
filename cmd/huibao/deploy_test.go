package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// TestDeployed: the commands of docs/deploy.md, its units and its compose file are ours, with every
// flag that they write.
func TestDeployed(t *testing.T) {
	data, err := os.ReadFile("../../docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for _, m := range regexp.MustCompile(`(?m)^[^#\n|]*?(?:^|[ /])huibao ([^\n#]*)`).FindAllStringSubmatch(fenced(string(data)), -1) {
		words := strings.Fields(m[1])
		for i := slices.Index(words, "huibao"); i >= 0; i = slices.Index(words, "huibao") {
			words = words[i+1:] // before it stands who runs it
		}
		list = append(list, words)
	}
	composed := regexp.MustCompile(`(?m)^    command: (\["huibao".*\])$`).FindAllStringSubmatch(string(data), -1)
	for _, m := range composed {
		var words []string
		if err := json.Unmarshal([]byte(m[1]), &words); err != nil {
			t.Error(err)
		}
		list = append(list, words[1:])
	}
	app := newApp()
	seen := map[string]int{}
	for _, words := range list {
		i := slices.IndexFunc(words, func(w string) bool { return app.Command(w) != nil })
		if i < 0 {
			continue // the user, the folder or the program's name
		}
		c := app.Command(words[i])
		seen[c.Name]++
		for _, word := range words {
			name, flag := strings.CutPrefix(word, "--")
			if flag && !hasFlag(append(flagsOf(c), app.Flags...), strings.TrimRight(name, "'`")) {
				t.Errorf("no flag %s: huibao %s", word, strings.Join(words, " "))
			}
		}
	}
	if len(composed) != 3 || seen["serve"] < 5 || seen["work"] < 2 || seen["ledger"] < 4 {
		t.Errorf("%d of the compose file, %v: is the test blind?", len(composed), seen)
	}
}

// fenced is what stands in a page's blocks of code.
func fenced(page string) string {
	var b strings.Builder
	for i, part := range strings.Split(page, "```") {
		if i%2 == 1 {
			b.WriteString(part)
		}
	}
	return b.String()
}

func flagsOf(c *cli.Command) (list []cli.Flag) {
	list = append(list, c.Flags...)
	for _, s := range c.Subcommands {
		list = append(list, flagsOf(s)...)
	}
	return list
}

func hasFlag(list []cli.Flag, name string) bool {
	return slices.ContainsFunc(list, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
}
