// Package samples carries the demonstration: a plan with all the tasks and targets
// of a real one, and the returns of 18 units for two months, good and bad. Targets
// and names come from the public plan; allocations, paces and figures are invented
// (data/README.md). The workbooks under files/ are made from the text under data/ by
// `go generate ./samples`, and a test says that they are current.
package samples

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"

	"huibao"
)

//go:generate go run ./generate

//go:embed all:files
var files embed.FS

// Mark is the file by which a folder that the demonstration made is known.
const Mark = ".huibao-demo"

// Example is a return of the last period that has findings, by its path below the
// period's folder.
const Example = "县区/中宁县6月报表.xlsx"

// Month is one period of the sample, and the day on which the demonstration reads
// it.
type Month struct {
	Period huibao.Period
	Date   huibao.Date
}

// Periods lists the sample's periods, in order.
func Periods() []Month {
	return []Month{
		{huibao.Period{Year: 2024, Month: 5}, huibao.Date{Year: 2024, Month: 6, Day: 5}},
		{huibao.Period{Year: 2024, Month: 6}, huibao.Date{Year: 2024, Month: 7, Day: 5}},
	}
}

// Unpack writes the sample's workspace (plan.xlsx and returns/) into a folder,
// making it if need be. Files that are there are replaced.
func Unpack(dir string) error {
	return fs.WalkDir(files, "files", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("files", filepath.FromSlash(path))
		if err != nil {
			return err
		}
		target := filepath.Join(dir, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}
