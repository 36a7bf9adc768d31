// Command generate makes the sample's workbooks from its text: plan.xlsx through
// planfile, and the returns by filling in the blank returns that `issue` makes for
// each period, as a clerk would; then it does to June's files what mischief.tsv says.
// The same text gives the same bytes.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/planfile"
	"huibao/samples"
)

func main() {
	out := "files"
	if len(os.Args) > 1 {
		out = os.Args[1]
	}
	if err := generate("data", out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// generate makes everything anew under out.
func generate(data, out string) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, samples.Mark), []byte("huibao demo 建立的示例工作区；再次运行 huibao demo 会覆盖本文件夹。\n"), 0o644); err != nil {
		return err
	}
	if err := makePlan(data, filepath.Join(out, batch.PlanFile)); err != nil {
		return err
	}
	w, err := batch.At(out)
	if err != nil {
		return err
	}
	ctx := context.Background()
	for i, m := range samples.Periods() {
		opt := batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 16}
		issued, err := batch.Issue(ctx, w, opt, nil)
		if err != nil {
			return err
		}
		if err := fillAll(data, w, m.Period, issued); err != nil {
			return err
		}
		if i == len(samples.Periods())-1 { // no month after it asks what it came to
			break
		}
		if _, err := batch.Run(ctx, w, opt); err != nil {
			return err
		}
	}
	return errors.Join(os.RemoveAll(filepath.Join(out, "issued")), os.RemoveAll(filepath.Join(out, "out")), os.RemoveAll(filepath.Join(out, "ledger")))
}

func makePlan(data, target string) error {
	tables := map[string][][]string{}
	for _, name := range planfile.Sheets() {
		rows, err := readTSV(filepath.Join(data, "plan", name+".tsv"))
		if err != nil {
			return err
		}
		tables[name] = rows
	}
	p, remarks := planfile.FromTables(tables)
	if len(remarks) > 0 {
		return fmt.Errorf("plan: %+v", remarks)
	}
	var b bytes.Buffer
	if err := planfile.Write(&b, p); err != nil {
		return err
	}
	return os.WriteFile(target, b.Bytes(), 0o644)
}
