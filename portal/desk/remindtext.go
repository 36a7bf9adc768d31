package desk

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/statement"
)

// What a reminder says holds no figure, no finding and nothing that signs anybody in: it
// may be read by others (S33).

// deadlineText is how much time is left.
func (d *Desk) deadlineText(b *Board) string {
	n := b.Day.Deadline.DaysSince(huibao.DateOf(d.now()))
	text := b.Day.Deadline.Chinese()
	switch {
	case n > 0:
		return fmt.Sprintf("%s截止，还有%d天", text, n)
	case n == 0:
		return text + "截止，就是今天"
	}
	return fmt.Sprintf("%s已截止，过了%d天", text, -n)
}

// unitText is what is said to a unit.
func (d *Desk) unitText(b *Board, u act.RemindedUnit) string {
	ask := "有要改正或说明的地方，请登录看明细，改好再报，或写明原因"
	switch u.State {
	case statement.WordMissing:
		ask = "至今没有收到，请尽快报送"
	case statement.WordRejected:
		ask = "被退回，还没有计入，请登录看明细，改好后重新报送"
	}
	return fmt.Sprintf("%s：%s民生实事报表（%s）%s。", u.Name, b.Period.Chinese(), d.deadlineText(b), ask)
}

// text is what the office can copy for a unit.
func (d *Desk) text(b *Board, u act.RemindedUnit) string {
	return d.heading(b) + d.unitText(b, u) + d.signature(b)
}

func (d *Desk) mailText(b *Board, u act.RemindedUnit) string {
	return d.unitText(b, u) + "\n" + d.linkText("\n") + d.contactText(b, "\n") + "\n（自动发出，请不要回复这封邮件）\n"
}

// groupText is what is said to all in a group: the units by what they owe.
func (d *Desk) groupText(b *Board, units []act.RemindedUnit) string {
	var parts []string
	for _, kind := range []struct{ state, word string }{{statement.WordMissing, "还没有报的"}, {statement.WordRejected, "退回要改的"}, {huibao.StatePending.Label(), "要改正或说明的"}} {
		var names []string
		for _, u := range units {
			if u.State == kind.state {
				names = append(names, u.Name)
			}
		}
		if len(names) > 0 {
			parts = append(parts, kind.word+"："+strings.Join(names, "、"))
		}
	}
	return d.heading(b) + fmt.Sprintf("%s民生实事报表（%s）。%s。", b.Period.Chinese(), d.deadlineText(b), strings.Join(parts, "；")) + d.signature(b)
}

func (d *Desk) heading(b *Board) string {
	if office := strings.TrimSpace(b.con.Plan.Office); office != "" {
		return "【" + office + "】"
	}
	return ""
}

func (d *Desk) signature(b *Board) string { return d.linkText("") + d.contactText(b, "") }

func (d *Desk) linkText(end string) string {
	if d.site == "" {
		return ""
	}
	return "登录：" + strings.TrimSuffix(d.site, "/") + "/ " + end
}

func (d *Desk) contactText(b *Board, end string) string {
	if who := strings.TrimSpace(b.con.Plan.Contact + " " + b.con.Plan.Phone); who != "" {
		return "联系人：" + who + end
	}
	return ""
}
