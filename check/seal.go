package check

import (
	"fmt"
	"slices"

	"huibao"
)

var f12 = Check{"F12", huibao.Notice, "盖章件是不是计入的那一次", "签字盖章认的是哪一次的数，应当与公布的一致", "请就现在计入的报表另取回执盖章报送；确应以盖章的那一次为准的，请与办公室联系", nil}

// sealed is F12: of each sealed PDF that bears the number of a receipt, whether the return
// of that number is the one that counts.
func sealed(in AcrossInput, out map[string][]huibao.Finding) {
	for i := range in.Submissions {
		s := &in.Submissions[i]
		if s.State != huibao.StateAttachment || s.Return == nil {
			continue
		}
		for _, seal := range s.Return.Seals {
			message, same := in.ofSeal(seal)
			h := hit{found: seal.Number, message: message}
			if same {
				h.severity, h.remedy = huibao.Info, "不必处理"
			}
			if len(s.Return.Seals) > 1 {
				h.mark = seal.Number
			}
			in.add(out, s, f12, h)
		}
	}
}

// ofSeal says what a receipt's number is the receipt of, and whether that counts.
func (in AcrossInput) ofSeal(seal huibao.Seal) (string, bool) {
	if seal.Period != in.Period {
		return fmt.Sprintf("盖章件上的回执编号是 %s，不是%s的。", seal.Number, in.Period.Chinese()), false
	}
	at := slices.IndexFunc(in.Submissions, func(s huibao.Submission) bool {
		return s.Unit == seal.Unit && s.Version == seal.Version && s.State != huibao.StateAttachment
	})
	if at < 0 {
		return fmt.Sprintf("盖章件上的回执编号是 %s，但没有这一次报送。", seal.Number), false
	}
	was, now := &in.Submissions[at], in.subs[seal.Unit]
	switch {
	case now == nil:
		return fmt.Sprintf("盖章件是第 %d 次报送（%s）的，这一份现在没有计入。", seal.Version, was.Path), false
	case was.PartOf == now.Path:
		return fmt.Sprintf("盖章件是第 %d 次报送（%s）的，那一次是现在计入的第 %d 次（%s）的一部分。", seal.Version, was.Path, now.Version, now.Path), false
	case now.Version != seal.Version:
		return fmt.Sprintf("盖章件是第 %d 次报送（%s）的，现在计入的是第 %d 次（%s）。", seal.Version, was.Path, now.Version, now.Path), false
	}
	return fmt.Sprintf("盖章件与现在计入的报表是同一次：%s，回执编号 %s。", was.Path, seal.Number), true
}
