package batch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/check"
	"huibao/ledger"
)

// Choice is what the office decides: on a finding by its id (accept, refuse), or on
// a file by its path or the beginning of its hash (prefer).
type Choice struct {
	Kind huibao.DecisionKind
	Ref  string
	Why  string
}

// Decided is a decision that was recorded, with the finding that it is about.
type Decided struct {
	huibao.Decision
	Finding *huibao.Finding
	Path    string
}

// Decide records decisions; they take effect with the next run. All must hold, or
// none is recorded.
func Decide(ctx context.Context, w Workspace, opt Options, choices []Choice) (done []Decided, err error) {
	led, err := ledger.Open(ctx, w.Ledger(), opt.actor())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	subs, err := led.Submissions(opt.Period)
	if err != nil {
		return nil, err
	}
	for _, c := range choices {
		d, err := resolve(subs, opt.Period, c)
		if err != nil {
			return nil, err
		}
		done = append(done, d)
	}
	for _, d := range done {
		if err := led.Decide(d.Decision); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// resolve finds what a choice is about.
func resolve(subs []huibao.Submission, period huibao.Period, c Choice) (Decided, error) {
	if strings.TrimSpace(c.Why) == "" {
		return Decided{}, errors.New("请用 --why 写明理由；它会印在汇总表的“说明”里")
	}
	if c.Kind == huibao.DecisionPrefer {
		return preferred(subs, period, c)
	}
	for i := range subs {
		s := &subs[i]
		for j := range s.Findings {
			f := &s.Findings[j]
			if f.ID != c.Ref {
				continue
			}
			if c.Kind == huibao.DecisionAccept && !check.MayAccept(f.Code) {
				return Decided{}, fmt.Errorf("%s 是 %s，没有可以计入的数（或整份报表不能用），不能认可；只能由单位更正后重新报送", f.ID, f.Code)
			}
			d := huibao.Decision{Kind: c.Kind, Ref: f.ID, Unit: s.Unit, Period: period, Code: f.Code, Row: f.Indicator, Value: f.Found, Why: c.Why}
			return Decided{Decision: d, Finding: f, Path: s.Path}, nil
		}
	}
	return Decided{}, fmt.Errorf("%s 的审核结果中没有编号为 %s 的问题；编号见 findings.json 的 id，或 huibao history", period.Chinese(), c.Ref)
}

func preferred(subs []huibao.Submission, period huibao.Period, c Choice) (Decided, error) {
	var found []*huibao.Submission
	for i := range subs {
		s := &subs[i]
		if s.Return != nil && s.Unit != "" && (s.Path == c.Ref || len(c.Ref) >= 8 && strings.HasPrefix(s.SHA256, strings.ToLower(c.Ref))) {
			found = append(found, s)
		}
	}
	found = slices.CompactFunc(found, func(a, b *huibao.Submission) bool { return a.SHA256 == b.SHA256 })
	if len(found) != 1 {
		return Decided{}, fmt.Errorf("%s 有 %d 份报表符合 %q；请写明路径（如 returns/%s/…）或哈希的前 8 位以上", period.Chinese(), len(found), c.Ref, period)
	}
	s := found[0]
	d := huibao.Decision{Kind: c.Kind, Ref: s.SHA256, Unit: s.Unit, Period: period, Why: c.Why}
	return Decided{Decision: d, Path: s.Path}, nil
}
