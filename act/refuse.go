package act

import (
	"fmt"
	"strings"
)

// refuse reports why the state does not allow an act.
func (s *State) refuse(a Act) error {
	if err := s.refuseTaking(a); err != nil {
		return err
	}
	switch a.Kind {
	case Lock:
		return s.refuseLock(a)
	case Unlock:
		return s.refuseUnlock(a)
	case Publish:
		var d SentOut
		if err := a.Into(&d); err != nil {
			return err
		}
		if s.Numbered(d.Edition).Edition == 0 {
			return Refused(CodeNoEdition, "%s没有第 %d 版；已有 %d 版", s.Period.Chinese(), d.Edition, s.Edition)
		}
		return s.refuseNumber(d)
	case Undo:
		return s.refuseUndo(a)
	case Submit, Review, Sign, Receive:
		return s.refuseSignature(a)
	case Recall, SendBack:
		return s.refuseBack(a)
	case Propose, Drop:
		return s.refuseProposal(a)
	case Set:
		return refuseSetting(a)
	case Remark:
		if !s.TakesNotes(a.Unit) {
			return s.closed(a.Unit, a.Unit)
		}
	}
	if a.Kind.IsDecision() {
		return s.refuseDecision(a)
	}
	return nil
}

// refuseNumber asks for a reason where a number is used for two editions, or an edition
// gets a second one.
func (s *State) refuseNumber(d SentOut) error {
	if strings.TrimSpace(d.Why) != "" {
		return nil
	}
	for _, old := range s.SentOut {
		switch {
		case old.Edition == d.Edition && old.Number != d.Number:
			return NeedsWhy("第 %d 版已登记文号 %s；要另登记 %s，请写明理由", d.Edition, old.Number, d.Number)
		case old.Edition != d.Edition && old.Number == d.Number:
			return NeedsWhy("文号 %s 已登记给第 %d 版；要再用于第 %d 版，请写明理由", d.Number, old.Edition, d.Edition)
		}
	}
	return nil
}

func (s *State) refuseDecision(a Act) error {
	d, err := decision(a)
	if err != nil {
		return err
	}
	if strings.TrimSpace(d.Why) == "" && a.Kind != Explain {
		return NeedsWhy("请写明理由；它会印在汇总表的“说明”里")
	}
	if !s.IsOpen(d.Unit) {
		if a.Kind == Explain {
			return Refused(CodeLocked, "%s已锁定（第 %d 版），不能再写说明；要改请办公室解锁", s.Period.Chinese(), s.Edition)
		}
		return s.closed(d.Unit, d.Name)
	}
	return nil
}

// closed says that a period is locked for a unit, and how it is opened.
func (s *State) closed(unit, name string) error {
	if name == "" {
		name = unit
	}
	why := fmt.Sprintf("%s已锁定（第 %d 版），不能再作决定；", s.Period.Chinese(), s.Edition)
	return Refused(CodeLocked, "%s要改请办公室负责人先解锁", why).Typed("%s要改请先解锁：huibao unlock %s --unit %s --why 原因", why, s.Period, name)
}

// AlreadyLocked is the refusal of a lock of what is locked.
func (s *State) AlreadyLocked() error {
	why := fmt.Sprintf("%s已经锁定（第 %d 版）；", s.Period.Chinese(), s.Edition)
	return Refused(CodeLocked, "%s要改请办公室负责人先解锁", why).Typed("%s要改请先解锁：huibao unlock %s --unit 单位 --why 原因", why, s.Period)
}

func (s *State) refuseLock(a Act) error {
	var d Edition
	if err := a.Into(&d); err != nil {
		return err
	}
	if s.Locked() && s.Last().Book != "" {
		return s.AlreadyLocked()
	}
	if d.Edition != s.Edition && d.Edition != s.Edition+1 || d.Edition < 1 {
		why := fmt.Sprintf("%s现在是第 %d 版，不能锁定为第 %d 版；", s.Period.Chinese(), s.Edition, d.Edition)
		return Refused(CodeMoved, "%s请看过再锁", why).Typed("%s请再运行一次", why)
	}
	return nil
}

func (s *State) refuseUnlock(a Act) error {
	var d Opened
	if err := a.Into(&d); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(d.Why) == "":
		return NeedsWhy("请写明理由；它会印在汇总表的“说明”里")
	case s.Edition == 0:
		return Refused(CodeNotLocked, "%s没有锁定，不必解锁", s.Period.Chinese())
	case s.Open.All:
		return Refused(CodeNotLocked, "%s已经整期解锁，不必再解锁", s.Period.Chinese())
	case d.Unit != "" && s.IsOpen(d.Unit):
		return Refused(CodeNotLocked, "%s已为%s解锁，不必再解锁", s.Period.Chinese(), d.Name)
	}
	return nil
}

func (s *State) refuseUndo(a Act) error {
	var d Undone
	if err := a.Into(&d); err != nil {
		return err
	}
	was, made := s.Decided(d.Of)
	switch {
	case strings.TrimSpace(d.Why) == "":
		return NeedsWhy("请写明理由；它会记录在案")
	case !made:
		why := fmt.Sprintf("%s没有编号为 %d 的、仍然有效的决定；", s.Period.Chinese(), d.Of)
		return Refused(CodeNoDecision, "%s可能已经撤销过，请刷新后再看", why).Typed("%s用 huibao status --period %s --decisions 查看", why, s.Period)
	case !s.IsOpen(was.Unit):
		return s.closed(was.Unit, was.Name)
	}
	return nil
}
