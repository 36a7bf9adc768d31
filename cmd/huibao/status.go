package main

import (
	"slices"
	"strconv"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/mask"
	"huibao/statement"
)

func statusCommand() *cli.Command {
	return &cli.Command{
		Name: "status", Usage: "谁报了、谁迟了、谁要改、哪些任务滞后",
		Description: "例：huibao status --period 2024-06\n    huibao status --period 2024-06 --reminders   给各单位的催报文字，可直接发送\n    huibao status --period 2024-06 --runs        各次运行用了多久\n依据最近一次 run 的结果。",
		Flags: append(commonFlags(), periodFlag(),
			&cli.BoolFlag{Name: "reminders", Usage: "给每个要催的单位一段文字"},
			&cli.BoolFlag{Name: "decisions", Usage: "办公室作过的、仍有效的决定及其编号"},
			&cli.BoolFlag{Name: "runs", Usage: "各次运行的时间和用时"}),
		Action: func(c *cli.Context) error {
			s, err := newScene(c)
			if err != nil {
				return err
			}
			if c.Bool("runs") {
				return listRuns(c, s)
			}
			v := newVoice(c)
			if !c.Bool("decisions") && !c.Bool("reminders") {
				st, err := batch.StatusOf(c.Context, s.w, s.options())
				if err != nil {
					return err
				}
				if v.json {
					return v.document(st)
				}
				v.status(st)
				return nil
			}
			con, err := batch.Standing(c.Context, s.w, s.options())
			if err != nil {
				return err
			}
			if c.Bool("decisions") {
				return v.decisions(con)
			}
			return v.reminders(remindersOf(con))
		},
	}
}

func (v *voice) status(st *batch.Status) {
	var rows [][]string
	head := []string{"单位", "状态", "收到", "时限", "版次", "待改错误", "待说明", "已说明"}
	signed := slices.ContainsFunc(st.Units, func(u batch.UnitStatus) bool { return u.SignOff != "" })
	if signed {
		head = append(head, "签发")
	}
	for _, u := range st.Units {
		received, late := "—", "—"
		if u.Received != "" {
			received = u.Received[:10]
			late = "按时"
			if u.LateDays > 0 {
				late = "迟 " + strconv.Itoa(u.LateDays) + " 天"
			}
		}
		row := []string{u.Unit, u.Word(), received, late, number(u.Version), number(u.Errors), number(u.Warnings), number(u.Explained)}
		if signed {
			row = append(row, u.SignOff)
		}
		rows = append(rows, row)
	}
	v.say("%s 报送情况%s", st.Period.Chinese(), editionWord(st))
	v.table(head, rows, 4, 5, 6, 7)
	for _, f := range st.Late {
		v.say("已收到，未计入：本期已锁定（第 %d 版）　%s（%s）", st.Edition, f.Path, f.Received[:10])
	}
	for _, text := range st.Mended {
		v.say("%s", text)
	}
	for _, l := range st.ListOnly {
		v.say("不能在原表上批注，只有意见清单：%s（%s）", l.Path, l.Why)
	}
	v.personal(st.Summary)
	v.lights(st.Summary)
	if st.OtherProgram {
		v.say("以上是另一版本程序的审核结果；要按本版本看：huibao run --period %s", st.Period)
	}
}

func number(n int) string { return strconv.Itoa(n) }

// editionWord says whether a period is locked.
func editionWord(st *batch.Status) string {
	switch st.State {
	case "locked":
		return "（已锁定，第 " + number(st.Edition) + " 版）"
	case "reopened":
		return "（第 " + number(st.Edition) + " 版之后已解锁）"
	}
	return ""
}

// decisions lists the office's decisions in force.
func (v *voice) decisions(c *statement.Consolidation) error {
	if v.json {
		list := c.Decisions
		if list == nil {
			list = []huibao.Decision{}
		}
		return v.document(list)
	}
	var rows [][]string
	for _, d := range c.Decisions {
		what := d.Code + " " + d.Row
		if d.Code == "" && d.Row == "" && d.Ref != "" {
			what = shortHash(d.Ref)
		}
		rows = append(rows, []string{number(d.N), c.Plan.UnitName(d.Unit), d.Label(), what, mask.Text(d.Why), huibao.DateOf(d.When).String()})
	}
	v.table([]string{"编号", "单位", "决定", "对象", "理由", "日期"}, rows, 0)
	return nil
}
