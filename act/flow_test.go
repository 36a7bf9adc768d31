package act_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huibao"
	"huibao/act"
)

// desk is how far the units' returns have come, by portal.md “The life of a return”.
type desk struct {
	papers   map[string]*paper
	reported map[string][]int // acts of 签发 by unit that nobody took back
	signedAs map[int]string   // the version of each
	alone    map[string]string
	short    map[string]string // by unit, "" for all
	signers  bool              // only what was signed counts
}

// paper is one return on its way: at a level who signed it, and by which act.
type paper struct {
	version string
	level   int // 1 提交 … 4 验收; 0 where it lies with the clerk
	who     [5]string
	n       [5]int
}

func newDesk() desk {
	return desk{papers: map[string]*paper{}, reported: map[string][]int{}, signedAs: map[int]string{}, alone: map[string]string{}, short: map[string]string{}}
}

func (d *desk) of(unit string) *paper {
	if d.papers[unit] == nil {
		d.papers[unit] = &paper{}
	}
	return d.papers[unit]
}

// set is how a unit has it: its own way, or everybody's.
func set(m map[string]string, unit, word string) bool {
	if own := m[unit]; own != "" {
		return own == word
	}
	return m[""] == word
}

func (d *desk) String() string {
	text := fmt.Sprint(" ", d.signers)
	for _, u := range []string{"A", "B", "C", "D"} {
		p := d.of(u)
		word := ""
		switch p.level {
		case 1:
			if word = "待复核"; set(d.short, u, act.NotReviewed) {
				word = "待签发"
			}
		case 2:
			word = "待签发"
		case 3:
			word = "已报出"
		case 4:
			word = "已验收"
		}
		text += fmt.Sprint(" ", u, word, d.reported[u])
	}
	return text
}

func papersOf(s *act.State) string {
	text := fmt.Sprint(" ", s.ReportedOnly())
	for _, u := range []string{"A", "B", "C", "D"} {
		var list []int
		for _, x := range s.Signed(u) {
			list = append(list, x.Act.N)
		}
		text += fmt.Sprint(" ", u, s.Stage(u), list)
	}
	return text
}

var ladder = []act.Kind{"", act.Submit, act.Review, act.Sign, act.Receive}

// sign lets a person of a level sign a version.
func (m *model) sign(n, level int, unit, version, who string) (int, act.Code) {
	p := m.of(unit)
	short := set(m.short, unit, act.NotReviewed)
	if p.n[level] > 0 && p.level >= level && p.version == version {
		return p.n[level], "" // said already
	}
	next := p.level == level-1 || level == 3 && short && p.level == 1
	switch {
	case m.closed(unit):
		return 0, act.CodeLocked
	case level == 1:
		m.papers[unit] = &paper{version: version}
		p = m.of(unit)
	case level == 2 && short, p.level == 0, !next:
		return 0, act.CodeOrder
	case p.version != version:
		return 0, act.CodeChanged
	case level == 3 && p.who[1] == who && !set(m.alone, unit, act.SamePerson):
		return 0, act.CodeTwoPersons
	}
	p.level, p.who[level], p.n[level] = level, who, n
	if level == 3 {
		m.reported[unit] = append(m.reported[unit], n)
		m.signedAs[n] = version
	}
	return n, ""
}

// back takes the last signature away: its own person (recall), or a higher level, which
// takes all of them.
func (m *model) back(n, level, of int, unit, who string, recall bool) (int, act.Code) {
	p := m.of(unit)
	switch {
	case m.closed(unit):
		return 0, act.CodeLocked
	case p.level == 0:
		return 0, act.CodeOrder
	case p.n[p.level] != of:
		return 0, act.CodeMoved
	case recall && p.who[p.level] != who:
		return 0, act.CodeTwoPersons
	case !recall && level <= p.level && level < 4:
		return 0, act.CodeOrder
	case !recall:
		m.papers[unit] = &paper{}
		return n, ""
	}
	if p.level == 3 {
		m.reported[unit] = slices.DeleteFunc(m.reported[unit], func(x int) bool { return m.signedAs[x] == p.version })
	}
	p.n[p.level] = 0
	for p.level--; p.level > 0 && p.n[p.level] == 0; p.level-- { // a level that was passed over
	}
	return n, ""
}

var roleAt = []act.Role{"", act.Clerk, act.Reviewer, act.Signer, act.Officer}

// signing makes a step of sign-off up, or a setting.
func (w *world) signing(i, n int, unit string) (a act.Act, num int, code act.Code) {
	m, who := w.models[i], pick(w.r, "p", "q", "r")
	where := act.Where{Period: modelPeriods[i], Unit: unit}
	p := m.of(unit)
	switch k := w.r.IntN(20); {
	case k < 13:
		level, version := w.r.IntN(4)+1, pick(w.r, "x", "y")
		if w.r.IntN(3) > 0 { // mostly what comes next
			level = min(p.level+1, 4)
			if p.level > 0 {
				version = p.version
			}
		}
		a = act.New(ladder[level], unit, act.Signature{Where: where, Bound: act.Bound{Version: w.r.IntN(3) + 1, Read: version}, Level: roleAt[level]})
		num, code = m.sign(n, level, unit, version, who)
	case k < 19:
		of := p.n[p.level]
		if w.r.IntN(5) == 0 {
			of = w.r.IntN(n)
		}
		if k < 16 {
			if p.level > 0 && w.r.IntN(2) == 0 {
				who = p.who[p.level]
			}
			a = act.New(act.Recall, strconv.Itoa(of), act.Recalled{Where: where, Of: of})
			num, code = m.back(n, 0, of, unit, who, true)
		} else {
			level := w.r.IntN(3) + 2
			a = act.New(act.SendBack, strconv.Itoa(of), act.SentBack{Where: where, Of: of, Level: roleAt[level], Why: "改"})
			num, code = m.back(n, level, of, unit, who, false)
		}
	default:
		return w.setting(n, pick(w.r, unit, ""))
	}
	a.Who = who
	return a, num, code
}

func (w *world) setting(n int, unit string) (act.Act, int, act.Code) {
	name := pick(w.r, act.SetReviewer, act.SetPersons, act.SetCounting)
	d := act.Setting{Where: act.Where{Unit: unit}, Name: name, Value: pick(w.r, act.Values(name)...), From: pick(w.r, modelPeriods...)}
	a := act.New(act.Set, name, d)
	if name == act.SetCounting && unit != "" {
		return a, 0, act.CodeNoSuchThing
	}
	for i, p := range modelPeriods {
		if p.Before(d.From) {
			continue
		}
		switch m := w.models[i]; name {
		case act.SetReviewer:
			m.short[unit] = d.Value
		case act.SetPersons:
			m.alone[unit] = d.Value
		default:
			m.signers = d.Value == act.OnReport
		}
	}
	if k := slices.IndexFunc(w.lastSet(name, unit), func(old act.Act) bool { return string(old.Doc) == string(a.Doc) }); k >= 0 {
		return a, w.lastSet(name, unit)[k].N, ""
	}
	return a, n, ""
}

// lastSet is the last 设置 of a name for a unit, if any.
func (w *world) lastSet(name, unit string) []act.Act {
	for _, a := range slices.Backward(w.chain) {
		if a.Kind == act.Set && a.Object == name && a.Unit == unit {
			return []act.Act{a}
		}
	}
	return nil
}

// TestSignOff goes the ways of the page by hand: what comes next, what is refused and why.
func TestSignOff(t *testing.T) {
	type step struct {
		who, what string // of A; "2" after a step is the second version
		code      act.Code
		stage     string
	}
	for name, steps := range map[string][]step{
		"the whole way": {{"c", "提交", "", "待复核"}, {"r", "复核", "", "待签发"}, {"s", "签发", "", "已报出"}, {"o", "验收", "", "已验收"}},
		"no level is passed over": {{"r", "复核", act.CodeOrder, ""}, {"s", "签发", act.CodeOrder, ""}, {"c", "提交", "", "待复核"}, {"s", "签发", act.CodeOrder, "待复核"},
			{"o", "验收", act.CodeOrder, "待复核"}, {"r", "复核", "", "待签发"}, {"o", "验收", act.CodeOrder, "待签发"}},
		"twice is once":            {{"c", "提交", "", "待复核"}, {"c", "提交", "", "待复核"}, {"r", "复核", "", "待签发"}, {"r", "复核", "", "待签发"}, {"c", "提交", "", "待签发"}},
		"another version":          {{"c", "提交", "", "待复核"}, {"r", "复核2", act.CodeChanged, "待复核"}, {"c", "提交2", "", "待复核"}, {"r", "复核", act.CodeChanged, "待复核"}, {"r", "复核2", "", "待签发"}},
		"two persons":              {{"c", "提交", "", "待复核"}, {"r", "复核", "", "待签发"}, {"c", "签发", act.CodeTwoPersons, "待签发"}, {"s", "签发", "", "已报出"}},
		"taken back":               {{"c", "提交", "", "待复核"}, {"r", "撤回", act.CodeTwoPersons, "待复核"}, {"c", "撤回", "", ""}, {"c", "撤回", act.CodeOrder, ""}},
		"not after the next level": {{"c", "提交", "", "待复核"}, {"r", "复核", "", "待签发"}, {"c", "撤回", act.CodeTwoPersons, "待签发"}, {"r", "撤回", "", "待复核"}, {"c", "撤回", "", ""}},
		"sent back":                {{"c", "提交", "", "待复核"}, {"r", "退改", "", ""}, {"c", "提交", "", "待复核"}, {"r", "复核", "", "待签发"}, {"r", "退改", act.CodeOrder, "待签发"}, {"s", "退改", "", ""}},
		"by the office at any time": {{"o", "退改", act.CodeOrder, ""}, {"c", "提交", "", "待复核"}, {"r", "复核", "", "待签发"}, {"s", "签发", "", "已报出"}, {"o", "验收", "", "已验收"},
			{"o", "退改", "", ""}},
	} {
		m := newMade()
		for i, x := range steps {
			if got := m.doAs(x.who, m.step(x.who, x.what)); got != x.code || m.s.Stage("A") != x.stage {
				t.Errorf("%s, %d, %s: %q, %s", name, i, x.what, got, m.s.Stage("A"))
			}
		}
	}
}

// TestTakenBackIsNotReported: what is signed a second time after a 退改 and then taken back is
// not reported by the first signature; an other version that was signed stays.
func TestTakenBackIsNotReported(t *testing.T) {
	m := newMade()
	bound := func() act.Bound { return m.s.Flow("A").Steps[0].Bound }
	for _, x := range []string{"c 提交2", "r 复核2", "s 签发2", "c 提交", "r 复核", "s 签发", "o 退改"} {
		who, what, _ := strings.Cut(x, " ")
		if code := m.doAs(who, m.step(who, what)); code != "" {
			t.Fatal(x, code)
		}
	}
	first := m.s.Signed("A")[0].Bound
	for _, x := range []string{"c 提交", "r 复核", "s 签发"} {
		who, what, _ := strings.Cut(x, " ")
		if code := m.doAs(who, m.step(who, what)); code != "" {
			t.Fatal(x, code)
		}
	}
	b := bound()
	if !m.s.Reported("A", b, 0) {
		t.Error("signed, and not reported")
	}
	if code := m.doAs("s", m.step("s", "撤回")); code != "" || m.s.Reported("A", b, 0) || !m.s.Reported("A", first, 0) {
		t.Error("taken back:", code, m.s.Reported("A", b, 0), m.s.Reported("A", first, 0))
	}
}

// TestSignedAgain: a signed version holds whatever number it has by now and however often it
// comes, but not when it comes again after another one was signed, until that is taken back.
func TestSignedAgain(t *testing.T) {
	m := newMade()
	signed := func(steps ...string) act.Bound {
		t.Helper()
		for _, x := range steps {
			who, what, _ := strings.Cut(x, " ")
			if code := m.doAs(who, m.step(who, what)); code != "" {
				t.Fatal(x, code)
			}
		}
		return m.s.Flow("A").Steps[0].Bound
	}
	now := func(when string, b act.Bound, came int, want bool) {
		t.Helper()
		for b.Version = range 3 {
			if m.s.Reported("A", b, came) != want {
				t.Errorf("%s, as version %d: reported is %t", when, b.Version, !want)
			}
		}
	}
	const before, after = 0, 100 // every signature
	first := signed("c 提交", "r 复核", "s 签发")
	now("signed", first, before, true)
	now("signed, comes again", first, after, true)
	second := signed("c 提交2", "r 复核2", "s 签发2")
	now("the second is signed", second, after, true)
	now("the first stood before it", first, before, true)
	now("the first comes again after it", first, after, false)
	if code := m.doAs("s", m.step("s", "撤回")); code != "" {
		t.Fatal(code)
	}
	now("the second is taken back", second, before, false)
	now("the second is taken back, the first comes again", first, after, true)
}

// doAs is do of a person.
func (m *made) doAs(who string, a act.Act) act.Code {
	a.Who = who
	_, code := m.do(a)
	return code
}

// step is what a person does by its word.
func (m *made) step(who, what string) act.Act {
	what, second := strings.CutSuffix(what, "2")
	role := map[string]act.Role{"c": act.Clerk, "r": act.Reviewer, "s": act.Signer, "o": act.Officer}[who]
	last, _ := m.s.Flow("A").Last()
	switch k := act.Kind(what); k {
	case act.Recall:
		return act.New(k, "", act.Recalled{Where: at("A"), Of: last.Act.N})
	case act.SendBack:
		return act.New(k, "", act.SentBack{Where: at("A"), Of: last.Act.N, Level: role, Why: "改"})
	default:
		b := act.Bound{Version: 1, File: "f", Read: "r", Verdict: "v", Form: "p"}
		if second {
			b.Read = "other"
		}
		return act.New(k, "", act.Signature{Where: at("A"), Bound: b, Level: role})
	}
}

// TestSignOffSettings: a unit without 审核人, one whose 负责人 may be its clerk, from a
// period on; what is no setting is refused.
func TestSignOffSettings(t *testing.T) {
	put := func(unit, name, value string, from huibao.Period) act.Act {
		return act.New(act.Set, name, act.Setting{Where: act.Where{Unit: unit}, Name: name, Value: value, From: from})
	}
	m := newMade()
	m.all(t, put("", act.SetReviewer, act.NotReviewed, june), put("B", act.SetReviewer, act.Reviewed, june), put("", act.SetPersons, act.SamePerson, june.Next()))
	for i, c := range []struct {
		a    act.Act
		who  string
		code act.Code
	}{
		{m.step("c", "提交"), "c", ""},
		{m.step("r", "复核"), "r", act.CodeOrder},
		{m.step("s", "签发"), "c", act.CodeTwoPersons},
		{put("", act.SetPersons, act.SamePerson, june), "o", ""},
		{m.step("s", "签发"), "c", ""},
		{put("", act.SetCounting, "随便", june), "o", act.CodeNoSuchThing},
		{put("A", act.SetCounting, act.OnReport, june), "o", act.CodeNoSuchThing},
		{put("", act.SetCounting, act.OnReport, huibao.Period{}), "o", act.CodeNoSuchThing},
		{put("", "别的", "要", june), "o", act.CodeNoSuchThing},
	} {
		if code := m.doAs(c.who, c.a); code != c.code {
			t.Errorf("%d: %q", i, code)
		}
	}
	folded := newMade()
	folded.all(t, folded.step("c", "提交"))
	folded.all(t, folded.step("r", "复核"))
	folded.all(t, put("A", act.SetReviewer, act.NotReviewed, june))
	if code := folded.doAs("s", folded.step("s", "签发")); code != "" || folded.s.Stage("A") != act.StageReported {
		t.Error("agreed to by a 审核人 that the unit has no more, and nobody can sign:", code)
	}
	if m.s.Stage("A") != act.StageReported || m.s.ReportedOnly() || !m.s.NoReviewer("A") || m.s.NoReviewer("B") || !m.s.OnePerson("A") {
		t.Error(m.s.Stage("A"), m.s.ReportedOnly(), m.s.NoReviewer("A"), m.s.NoReviewer("B"))
	}
}
