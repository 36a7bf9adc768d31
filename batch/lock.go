package batch

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"huibao"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// Lock closes a period: what comes in later needs an unlock. It refuses while a
// return is pending, while a file was not read yet, and, without a reason, while a
// unit is missing or rejected. The head of the trail is to be printed.
func Lock(ctx context.Context, w Workspace, opt Options, why string) (head ledger.Head, err error) {
	con, err := Standing(ctx, w, opt.Period, opt.Limits)
	if err != nil {
		return head, err
	}
	if err := lockable(con, why); err != nil {
		return head, err
	}
	files, err := look(ctx, w, opt.Period, opt.MaxFiles, opt.MaxDepth)
	if err != nil {
		return head, err
	}
	led, err := ledger.Open(ctx, w.Ledger(), opt.actor())
	if err != nil {
		return head, err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	if locked, err := isLocked(led, opt.Period); err != nil || locked {
		return head, errors.Join(err, fmt.Errorf("%s 已经锁定", opt.Period.Chinese()))
	}
	r := &reader{w: w, opt: opt, led: led}
	if err := r.hashAll(ctx, files); err != nil {
		return head, err
	}
	if name := unread(files, con.Submissions); name != "" {
		return head, fmt.Errorf("%s 还没有读入（或读入后又改过）；请先运行 huibao run --period %s", name, opt.Period)
	}
	return led.LockPeriod(opt.Period, why, report.Published(con))
}

// lockable reports why a period cannot be locked.
func lockable(c *statement.Consolidation, why string) error {
	if len(c.Submissions) == 0 {
		return fmt.Errorf("%s 还没有运行过，没有可以锁定的结果", c.Period.Chinese())
	}
	var pending, absent []string
	for _, u := range c.Plan.ReturningUnits() {
		switch s := c.Counting(u.Code); {
		case s == nil:
			absent = append(absent, u.Name)
		case s.State == huibao.StatePending:
			pending = append(pending, u.Name)
		}
	}
	for i := range c.Submissions {
		if s := &c.Submissions[i]; s.Undecided {
			pending = append(pending, c.Plan.UnitName(s.Unit)+"（"+s.Path+"）")
		}
	}
	switch {
	case len(pending) > 0:
		return fmt.Errorf("有 %d 份报表待说明，不能锁定：%s；请等单位说明或更正，或用 huibao accept、prefer 作出决定", len(pending), strings.Join(pending, "、"))
	case len(absent) > 0 && strings.TrimSpace(why) == "":
		return fmt.Errorf("有 %d 个单位缺报或退回：%s；仍要锁定请用 --why 写明理由，它会印在结果里", len(absent), strings.Join(absent, "、"))
	}
	return nil
}

// unread names a file that the ledger does not know as it lies there.
func unread(files []seen, subs []huibao.Submission) string {
	known := map[[2]string]bool{}
	for i := range subs {
		file, _, _ := strings.Cut(subs[i].Path, sheetSign)
		known[[2]string{subs[i].Path, subs[i].SHA256}] = true
		known[[2]string{file, subs[i].SHA256}] = true
	}
	for _, f := range files {
		if f.sha != "" && f.path != "" && !known[[2]string{f.path, f.sha}] && !strings.HasSuffix(f.path, "/"+ReceiptFile) {
			return f.path
		}
	}
	return ""
}

func isLocked(led *ledger.Ledger, p huibao.Period) (bool, error) {
	locks, err := led.Locks(p)
	return huibao.Closed(locks), err
}

// Unlock opens a locked period again for one unit, with a reason.
func Unlock(ctx context.Context, w Workspace, opt Options, unit, why string) (err error) {
	plan, err := LoadPlan(ctx, w.Plan(), opt.Period, opt.Limits)
	if err != nil {
		return err
	}
	u := plan.Plan.UnitByName(unit)
	if u == nil {
		return fmt.Errorf("方案的单位表中没有 %q", unit)
	}
	if strings.TrimSpace(why) == "" {
		return errors.New("请用 --why 写明理由；它会印在汇总表的“说明”里")
	}
	led, err := ledger.Open(ctx, w.Ledger(), opt.actor())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, led.Close()) }()
	if locks, err := led.Locks(opt.Period); err != nil || len(locks) == 0 {
		return errors.Join(err, fmt.Errorf("%s 没有锁定", opt.Period.Chinese()))
	}
	return led.UnlockUnit(opt.Period, u.Code, why)
}
