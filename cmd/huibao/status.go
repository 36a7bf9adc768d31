package main

import (
	"strconv"
	"time"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/mask"
	"huibao/report"
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
			con, err := batch.Standing(c.Context, s.w, s.options())
			if err != nil {
				return err
			}
			v := newVoice(c)
			if c.Bool("decisions") {
				return v.decisions(con)
			}
			if c.Bool("reminders") {
				return v.reminders(remindersOf(con))
			}
			st := newStatus(con)
			if st.Late, err = batch.Late(c.Context, s.w, s.options(), con); err != nil {
				return err
			}
			if st.ListOnly, err = batch.ListsAlone(c.Context, s.w, con.Period); err != nil {
				return err
			}
			if st.Mended, err = batch.Mend(c.Context, s.w, s.options()); err != nil {
				return err
			}
			if v.json {
				return v.document(st)
			}
			v.status(con, st)
			return nil
		},
	}
}

// status is the JSON of `status --json`.
type status struct {
	Period huibao.Period         `json:"period"`
	Units  []unitStatus          `json:"units"`
	Tasks  []huibao.TaskStanding `json:"tasks"`

	Edition int                    `json:"edition"`
	State   string                 `json:"state"` // draft, locked or reopened
	LeftOut []report.DecisionEntry `json:"left_out"`
	Waived  []report.DecisionEntry `json:"waived"`
	Late    []report.LateFile      `json:"late_after_lock"`

	ListOnly []batch.ListOnly `json:"list_only"` // files that can't be annotated
	Mended   []string         `json:"mended"`    // files of editions that were not as issued, in words
}

// unitStatus is where one unit stands.
type unitStatus struct {
	Unit      string `json:"unit"`
	State     string `json:"state"` // accepted, pending, rejected, missing
	Received  string `json:"received"`
	LateDays  int    `json:"late_days"`
	Version   int    `json:"version"`
	Errors    int    `json:"errors"`
	Warnings  int    `json:"warnings"`
	Explained int    `json:"explained"`
	Personal  bool   `json:"personal"` // its notes hold numbers of persons
}

func newStatus(c *statement.Consolidation) status {
	st := status{Period: c.Period, Units: []unitStatus{}, Tasks: c.Tasks, Edition: c.Edition, State: report.State(c), Mended: []string{}}
	st.LeftOut, st.Waived = report.Decided(c)
	for _, u := range c.Asked() {
		st.Units = append(st.Units, unitState(c, u))
	}
	return st
}

func unitState(c *statement.Consolidation, u *huibao.Unit) unitStatus {
	s := unitStatus{Unit: u.Name, State: absences[c.Absence(u.Code)]}
	sub := c.Shown(u.Code)
	if sub == nil {
		return s
	}
	s.State, s.Received = string(sub.State), sub.Receipt.Time.Format(time.RFC3339)
	s.LateDays, s.Version, s.Personal = sub.LateDays, sub.Version, sub.Personal
	if sub.State == huibao.StateUnrecognised {
		s.State = string(huibao.StateRejected)
	}
	_, s.Errors = sub.Count(huibao.Error)
	_, s.Warnings = sub.Count(huibao.Warning)
	for _, f := range sub.Findings {
		if f.Status == huibao.StatusExplained {
			s.Explained++
		}
	}
	return s
}

// absences are the states of a unit of which nothing counts, by their words.
var absences = map[string]string{statement.WordMissing: "missing", statement.WordRejected: string(huibao.StateRejected),
	statement.WordLeftOut: string(huibao.StateLeftOut), statement.WordUnsure: "undecided"}

// stateWord is the Chinese word of a unit's state.
func stateWord(state string) string {
	for word, absent := range absences {
		if state == absent {
			return word
		}
	}
	return huibao.ReturnState(state).Label()
}

func (v *voice) status(c *statement.Consolidation, st status) {
	var rows [][]string
	for _, u := range st.Units {
		received, late := "—", "—"
		if u.Received != "" {
			received = u.Received[:10]
			late = "按时"
			if u.LateDays > 0 {
				late = "迟 " + strconv.Itoa(u.LateDays) + " 天"
			}
		}
		rows = append(rows, []string{u.Unit, stateWord(u.State), received, late, number(u.Version), number(u.Errors), number(u.Warnings), number(u.Explained)})
	}
	v.say("%s 报送情况%s", c.Period.Chinese(), editionWord(c))
	v.table([]string{"单位", "状态", "收到", "时限", "版次", "待改错误", "待说明", "已说明"}, rows, 4, 5, 6, 7)
	for _, f := range st.Late {
		v.say("已收到，未计入：本期已锁定（第 %d 版）　%s（%s）", st.Edition, f.Path, f.Received[:10])
	}
	for _, text := range st.Mended {
		v.say("%s", text)
	}
	for _, l := range st.ListOnly {
		v.say("不能在原表上批注，只有意见清单：%s（%s）", l.Path, l.Why)
	}
	s := c.Summary()
	v.personal(s)
	v.lights(s)
}

func number(n int) string { return strconv.Itoa(n) }

// editionWord says whether a period is locked.
func editionWord(c *statement.Consolidation) string {
	switch report.State(c) {
	case "locked":
		return "（已锁定，第 " + number(c.Edition) + " 版）"
	case "reopened":
		return "（第 " + number(c.Edition) + " 版之后已解锁）"
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
