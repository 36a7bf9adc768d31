package main

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/statement"
)

// reminder is a text to be sent to a unit that is late or has something to mend
// (催报).
type reminder struct {
	Unit string `json:"unit"`
	Text string `json:"text"`
}

// remindersOf makes the texts of a period.
func remindersOf(c *statement.Consolidation) []reminder {
	list := []reminder{}
	for _, u := range c.Plan.ReportingUnits() {
		if text := reminderText(c, u); text != "" {
			list = append(list, reminder{u.Name, text})
		}
	}
	return list
}

func reminderText(c *statement.Consolidation, u *huibao.Unit) string {
	office, day := strings.TrimSpace(c.Plan.Office), c.Plan.Day(c.Period)
	sign := strings.TrimSpace(c.Plan.Contact + " " + c.Plan.Phone)
	sub := c.Shown(u.Code)
	if sub == nil {
		return fmt.Sprintf("【%s】%s：%s民生实事报表应于%s前报送，至今没有收到，请尽快报送。联系人：%s", office, u.Name, c.Period.Chinese(), day.Deadline.Chinese(), sign)
	}
	var asks []string
	for _, f := range sub.Findings {
		if f.Stands() && (f.Severity == huibao.Error || f.Severity == huibao.Warning) {
			asks = append(asks, fmt.Sprintf("%d.[%s]%s", len(asks)+1, f.Code, mask.Text(f.Message)))
		}
	}
	switch {
	case len(asks) > 0:
	case sub.State == huibao.StateUnsigned:
		return fmt.Sprintf("【%s】%s：%s民生实事报表已收到，还没有签发，签发以后才计入；请负责人在网页上签发。联系人：%s", office, u.Name, c.Period.Chinese(), sign)
	default:
		return ""
	}
	verb := "有以下问题请说明或更正后重新报送"
	if sub.State == huibao.StateRejected {
		verb = "不能采用，请更正后重新报送"
	}
	return fmt.Sprintf("【%s】%s：%s民生实事报表%s：\n%s\n批注件见附件。联系人：%s", office, u.Name, c.Period.Chinese(), verb, strings.Join(asks, "\n"), sign)
}

func (v *voice) reminders(list []reminder) error {
	if v.json {
		return v.document(list)
	}
	for _, r := range list {
		v.say("── %s", r.Unit)
		v.say("%s\n", r.Text)
	}
	if len(list) == 0 {
		v.say("没有要催的单位。")
	}
	return nil
}
