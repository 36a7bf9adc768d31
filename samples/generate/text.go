package main

import (
	"fmt"
	"os"
	"strings"
)

// readTSV reads a table of tabs and lines.
func readTSV(path string) ([][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\r"), "\t"))
	}
	return rows, nil
}

// filled is one cell that a unit filled in.
type filled struct{ table, code, column, text string }

func readFills(path string) ([]filled, error) {
	rows, err := readTSV(path)
	if err != nil {
		return nil, err
	}
	var list []filled
	for n, r := range rows[1:] {
		if len(r) != 4 {
			return nil, fmt.Errorf("%s:%d: %d columns", path, n+2, len(r))
		}
		list = append(list, filled{r[0], r[1], r[2], r[3]})
	}
	return list, nil
}

// mischief is one line of mischief.tsv: a file that is handed in, and what is done
// to it.
type mischief struct{ unit, file, deed, args string }

func readMischief(path string) ([]mischief, error) {
	rows, err := readTSV(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []mischief
	for _, r := range rows[1:] {
		for len(r) < 4 {
			r = append(r, "")
		}
		list = append(list, mischief{r[0], r[1], r[2], r[3]})
	}
	return list, nil
}
