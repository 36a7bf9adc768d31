package check

import (
	"slices"
	"strings"
	"testing"

	"huibao"
)

// scripted is the clean return of the tests, changed by the lines of a script.
func scripted(t *testing.T, script string) Input {
	t.Helper()
	in := input(good())
	for line := range strings.SplitSeq(script, "\n") {
		if fields := strings.Fields(line); len(fields) > 0 {
			if err := change(&in, fields[0], fields[1:]); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
		}
	}
	return in
}

func ofCode(t *testing.T, v Verdict, code string) []huibao.Finding {
	t.Helper()
	return slices.DeleteFunc(slices.Clone(v.Findings), func(f huibao.Finding) bool { return f.Code != code })
}

// TestOneQuestion holds what one finding of several says, and that what was decided or
// explained of one of them alone stands by itself.
func TestOneQuestion(t *testing.T) {
	const two = "value 1.1 this shown-differs 3\nvalue 2.1 numerator shown-differs 4"
	in := scripted(t, two)
	v := Run(in)
	list := ofCode(t, v, "V13")
	if len(list) != 1 {
		t.Fatalf("%+v", v.Findings)
	}
	f := list[0]
	if f.Indicator != "" || f.Found != "1.1、2.1" || f.ID != "01234567-V13-F4" || len(f.Cells) != 2 || f.Cells[1] != (huibao.FindingCell{Sheet: "比率", Cell: "F4", Indicator: "2.1",
		Found: "95", Message: "“比率”F4：分子存的是 95，显示为 4。"}) {
		t.Errorf("%+v", f)
	}
	if want := "有 2 格存的数与显示的数不同：“计数”F4 存 10，显示 3；“比率”F4 存 95，显示 4。"; f.Message != want {
		t.Errorf("%s, want %s", f.Message, want)
	}
	if v.State != huibao.StatePending || v.Why != "1 处待说明" {
		t.Errorf("%s %s", v.State, v.Why)
	}

	accepted := in
	accepted.Decisions = []huibao.Decision{{Kind: huibao.DecisionAccept, Ref: f.ID, Code: "V13", Value: f.Found, Basis: Basis(in.Return, in.SHA256, "")}}
	accepted.Decisions[0].Unit = in.Return.Unit
	if v := Run(accepted); v.State != huibao.StateAccepted || ofCode(t, v, "V13")[0].Status != huibao.StatusAccepted {
		t.Errorf("accepted: %s %+v", v.State, v.Findings)
	}
	more := scripted(t, two+"\nvalue 1.2 this shown-differs 5")
	more.Decisions = accepted.Decisions
	if list := ofCode(t, Run(more), "V13"); len(list) != 1 || list[0].Status != huibao.StatusOpen {
		t.Errorf("a row more than was accepted: %+v", list)
	}
	one := in
	one.Decisions = []huibao.Decision{{Kind: huibao.DecisionAccept, Code: "V13", Row: "1.1", Unit: in.Return.Unit, Basis: Basis(in.Return, in.SHA256, "1.1")}}
	if list := ofCode(t, Run(one), "V13"); len(list) != 2 || list[0].Status != huibao.StatusAccepted || list[1].Status != huibao.StatusOpen || list[1].Indicator != "2.1" {
		t.Errorf("one accepted: %+v", list)
	}
	noted := scripted(t, two+"\nset 2.1 note 表里只显示了整数部分")
	if list := ofCode(t, Run(noted), "V13"); len(list) != 2 || list[0].Status != huibao.StatusOpen || list[1].Status != huibao.StatusExplained {
		t.Errorf("one explained: %+v", list)
	}
}

// TestConsequences says nothing of what follows from what is said.
func TestConsequences(t *testing.T) {
	for name, c := range map[string]struct {
		script, want string
		state        huibao.ReturnState
	}{
		"another period":              {"period 2024-05\nunsigned x\ndrop 2.1 denominator\nset 1.1 this -1", "S05", huibao.StateRejected},
		"a column and its blanks":     {"drop 2.1 denominator\ntable 比率 column-missing 分母|分母", "S06", huibao.StatePending},
		"an unclear row and its hole": {"del 1.2\nfile row-missing 1.2\nfile row-unclear 学位|1.2 指标1.2", "S18", huibao.StatePending},
		"two faults in two cells":     {"unread 2.1 numerator 约95\nvalue 2.1 numerator unreadable 是约数\ndrop 2.1 denominator", "V02 V01", huibao.StatePending},
		"two faults in one cell":      {"set 2.1 numerator -0.5\nvalue 2.1 numerator unreadable x", "V02", huibao.StatePending},
	} {
		v := Run(scripted(t, c.script))
		var got []string
		for _, f := range v.Findings {
			if f.Severity == huibao.Error || f.Severity == huibao.Warning {
				got = append(got, f.Code)
			}
		}
		if strings.Join(got, " ") != c.want || v.State != c.state {
			t.Errorf("%s: %s, %v, want %s, %s", name, v.State, got, c.state, c.want)
		}
	}
}

// TestFollows holds the table of consequences: codes of the catalogue, none of which
// follows from what follows from it.
func TestFollows(t *testing.T) {
	for code, causes := range follows {
		for _, cause := range causes {
			_, known := byCode(cause)
			if _, own := byCode(code); !known || !own || slices.Contains(follows[cause], code) {
				t.Errorf("%s follows from %s", code, cause)
			}
		}
	}
	for _, code := range whole {
		if c, known := byCode(code); !known || c.Severity != huibao.Error {
			t.Errorf("%s sends no file back", code)
		}
	}
}
