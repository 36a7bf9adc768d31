package batch

import (
	"bytes"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/ledger"
	"huibao/report"
	"huibao/statement"
)

// CopyOf makes the annotated copy of a return as the last run left it, and says what it
// is called. There is no data where nothing was found that a copy would show.
func CopyOf(led *ledger.Ledger, c *statement.Consolidation, s *huibao.Submission, today huibao.Date) (name string, data []byte, err error) {
	o := &writer{led: led, con: c}
	own := o.about(s)
	if own.SHA256 == "" || len(own.Findings) == 0 {
		return "", nil, nil
	}
	f, size, err := o.original(own)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	why, err := report.Annotate(&b, f, size, own, backTo(c, today))
	if err != nil {
		return "", nil, err
	}
	ext := ".xlsx"
	if why == "" {
		ext = report.CopyExtension(f, size)
	}
	return copyStem(own) + ext, b.Bytes(), nil
}

// MayAccept reports whether there is something to count in what a finding is about, so that
// the office may accept it.
func MayAccept(f huibao.Finding) bool { return check.MayAccept(f) }

// MayExplain reports whether a finding is one that its unit may answer in words: what
// must be mended, and what is only told, is not.
func MayExplain(f huibao.Finding) bool {
	return f.Severity == huibao.Warning || f.Severity == huibao.Notice
}

// Explain records what a unit explains of a finding of a return of its own, which has the
// same effect as the same words in the row's 说明. What is no explanation is a refusal
// that says so.
func Explain(t *ledger.Tx, plan *huibao.Plan, where act.Where, id, text string) error {
	subs, err := t.Submissions(where.Period)
	if err != nil {
		return err
	}
	for i := range subs {
		s := &subs[i]
		k := slices.IndexFunc(s.Findings, func(f huibao.Finding) bool { return f.ID == id })
		if s.Unit != where.Unit || k < 0 {
			continue
		}
		f := &s.Findings[k]
		switch {
		case !MayExplain(*f):
			return act.Refused(act.CodeNothing, "这一处不能用说明代替：请改正后重新报送")
		case !check.ExplainsBy(plan.Settings, text):
			return act.Refused(act.CodeWhy, "这样写不算说明：请写清是什么原因、多少、什么时候处理（“核实无误”之类不算）")
		}
		d := onFinding(s, f)
		_, err := t.Append(act.New(act.Explain, f.ID, act.Decision{Where: where, Name: plan.UnitName(where.Unit),
			Ref: f.ID, Code: d.Code, Row: d.Row, Basis: d.Basis, Value: d.Value, Path: s.Path, Text: text}))
		return err
	}
	return gone("问题")
}
