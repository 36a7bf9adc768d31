package main

import (
	"strconv"

	"github.com/urfave/cli/v2"

	"huibao/act"
	"huibao/ledger"
)

// listRuns shows what the runs of a period took.
func listRuns(c *cli.Context, s scene) error {
	led, err := s.w.ReadLedger()
	if err != nil {
		return err
	}
	defer led.Close()
	var list []act.Run
	if err := led.View(c.Context, func(v *ledger.View) (err error) {
		list, err = v.Runs(s.period)
		return err
	}); err != nil {
		return err
	}
	v := newVoice(c)
	if v.json {
		if list == nil {
			list = []act.Run{}
		}
		return v.document(list)
	}
	var rows [][]string
	for _, r := range list {
		row := []string{r.Started.Format("2006-01-02 15:04:05"), strconv.Itoa(r.Files), strconv.Itoa(r.Read)}
		for _, stage := range []string{"查看", "读取审核", "写出"} {
			row = append(row, r.Seconds[stage])
		}
		rows = append(rows, row)
	}
	v.table([]string{"开始", "文件", "新读", "查看（秒）", "读取审核", "写出"}, rows, 1, 2, 3, 4, 5)
	return nil
}
