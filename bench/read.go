package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// reader is one subject of the reading benchmark; ours are subjects of this
// program, the others scripts.
type reader struct {
	name    string
	command []string
	slow    bool // one round will do
}

func readers() []reader {
	list := []reader{
		{name: "floor", command: []string{self(), "subject", "floor"}},
		{name: "huibao", command: []string{self(), "subject", "huibao"}},
		{name: "huibao, 2 workers", command: []string{self(), "subject", "huibao2"}},
		{name: "excelize raw", command: []string{self(), "subject", "raw"}, slow: true},
		{name: "excelize GetRows", command: []string{self(), "subject", "rows"}, slow: true},
	}
	python := "python3"
	if p := os.Getenv("BENCH_PYTHON"); p != "" {
		python = p
	}
	for _, lib := range []string{"openpyxl", "pandas"} {
		if installed(python, "-c", "import "+lib) {
			list = append(list, reader{name: lib, command: []string{python, script("read.py"), lib}, slow: true})
		}
	}
	if installed("node", "-e", "require('xlsx')") {
		list = append(list, reader{name: "SheetJS", command: []string{"node", script("read.js")}, slow: true})
	}
	return list
}

// script is a peer's script; the program runs in the project's folder.
func script(name string) string { return filepath.Join("bench", "peers", name) }

func readBench(args []string) error {
	flags := flag.NewFlagSet("read", flag.ExitOnError)
	n := flags.Int("n", 1000, "returns")
	rounds := flags.Int("rounds", 3, "rounds of the quick subjects")
	_ = flags.Parse(args)
	dir, err := os.MkdirTemp("", "huibao-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	returns, large := filepath.Join(dir, "returns"), filepath.Join(dir, "large")
	for _, args := range [][]string{{"returns", strconv.Itoa(*n), returns}, {"large", "200000", large}} {
		if _, err := measure(1, nil, self(), append([]string{"make"}, args...)...); err != nil {
			return err
		}
	}
	if err := readTable(fmt.Sprintf("%d returns", *n), returns, *rounds); err != nil {
		return err
	}
	return readTable("200,000 × 10 cells", large, *rounds)
}

// readTable measures all readers over one folder.
func readTable(title, dir string, rounds int) error {
	fmt.Printf("\n| %s | CPU s | wall s | of the floor | of huibao | memory MiB | cells |\n|---|---|---|---|---|---|---|\n", title)
	var floor, ours cost
	for _, r := range readers() {
		n := rounds
		if r.slow {
			n = 1
		}
		c, err := measure(n, nil, r.command[0], append(r.command[1:], dir)...)
		if err != nil {
			fmt.Printf("| %s | %v |\n", r.name, err)
			continue
		}
		switch r.name {
		case "floor":
			floor = c
		case "huibao":
			ours = c
		}
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s |\n", r.name, ms(c.cpu), ms(c.wall), ratio(c.cpu, floor.cpu), ratio(c.cpu, ours.cpu), mib(c.memory), c.out)
	}
	return nil
}
