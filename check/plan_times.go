package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// times is P06: deadlines outside the year, paces that fall or do not end at 100,
// revisions out of order.
func times(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	return slices.Concat(deadlines(p), fallingPaces(p), unfinishedPaces(p), revisionOrder(p))
}

func deadlines(p *huibao.Plan) []hit {
	var list []hit
	say := func(row huibao.Row, code string, d huibao.Date) {
		if d.IsZero() || d.Year == p.Year {
			return
		}
		place := at(p, row, "完成时限")
		list = append(list, hit{place: place, code: code, found: d.String(), expected: fmt.Sprintf("%d 年内", p.Year), message: fmt.Sprintf("%s：完成时限 %s 不在 %d 年内。", place, d, p.Year)})
	}
	for _, t := range p.Tasks {
		say(t.At, "", t.Deadline)
	}
	for _, ind := range p.Indicators {
		say(ind.At, ind.Code, ind.Deadline)
	}
	return list
}

func fallingPaces(p *huibao.Plan) []hit {
	var list []hit
	last := map[string]huibao.PacePoint{}
	for _, x := range p.Paces {
		if before, ok := last[x.Indicator]; ok && (x.Share.LessThan(before.Share) || x.Period.Before(before.Period)) {
			place := at(p, x.At, "应达到")
			list = append(list, hit{place: place, code: x.Indicator, found: x.Share.String(), expected: "不低于 " + before.Share.String(),
				message: fmt.Sprintf("%s：%s 的序时由 %s%% 降到 %s%%，或期间倒置。", place, x.Indicator, before.Share, x.Share)})
		}
		last[x.Indicator] = x
	}
	return list
}

// unfinishedPaces finds paces whose last point is not 100, or stands after the
// deadline.
func unfinishedPaces(p *huibao.Plan) []hit {
	var list []hit
	hundred := decimal.NewFromInt(100)
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		var last *huibao.PacePoint
		for j := range p.Paces {
			if p.Paces[j].Indicator == ind.Code {
				last = &p.Paces[j]
			}
		}
		if last == nil || last.Share.Equal(hundred) && !last.Period.Start().After(p.DeadlineOf(ind)) {
			continue
		}
		place := at(p, last.At, "应达到")
		list = append(list, hit{place: place, code: ind.Code, found: last.Share.String(), expected: "100",
			message: fmt.Sprintf("%s：%s 的序时最后是 %s 的 %s%%，到期（%s）应为 100%%。", place, ind.Code, last.Period, last.Share, p.DeadlineOf(ind))})
	}
	return list
}

func revisionOrder(p *huibao.Plan) []hit {
	var list []hit
	for i, r := range p.Revisions {
		place := at(p, r.At, "生效日期")
		switch {
		case i > 0 && r.Recorded.Before(p.Revisions[i-1].Recorded):
			list = append(list, hit{place: place, code: r.Indicator, found: r.Recorded.String(), message: fmt.Sprintf("%s：录入时间 %s 早于上一行的 %s。", place, r.Recorded, p.Revisions[i-1].Recorded)})
		case !r.From.IsZero() && r.From.Year != p.Year:
			list = append(list, hit{place: place, code: r.Indicator, found: r.From.String(), message: fmt.Sprintf("%s：生效日期 %s 不在 %d 年内。", place, r.From, p.Year)})
		}
	}
	return list
}
