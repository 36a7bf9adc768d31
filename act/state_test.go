package act_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"huibao"
	"huibao/act"
)

var june = huibao.Period{Year: 2024, Month: 6}

// made is a chain of acts of June 2024.
type made struct {
	s *act.State
	n int
}

func newMade() *made { return &made{s: act.NewState(june)} }

// do appends an act as the ledger does: what stands is not added again.
func (m *made) do(a act.Act) (n int, code act.Code) {
	if n, same := m.s.Standing(a); same {
		return n, ""
	}
	a.N = m.n + 1
	if code := apply(m.s, a); code != "" {
		return 0, code
	}
	m.n++
	return m.n, ""
}

// apply is the code of the refusal, or none.
func apply(s *act.State, a act.Act) act.Code {
	err := s.Apply(a)
	var r *act.Refusal
	switch {
	case errors.As(err, &r):
		return r.Code
	case err != nil:
		return act.Code(err.Error())
	}
	return ""
}

func (m *made) all(t *testing.T, list ...act.Act) {
	t.Helper()
	for i, a := range list {
		if _, code := m.do(a); code != "" {
			t.Fatalf("act %d (%s): refused, %s", i, a.Kind, code)
		}
	}
}

func at(unit string) act.Where { return act.Where{Period: june, Unit: unit} }

func handIn(path, sha string) act.Act {
	return act.New(act.HandIn, path, act.File{Where: at(""), SHA256: sha})
}

func gone(path string) act.Act { return act.New(act.Withdraw, path, act.File{Where: at("")}) }

func lock(e int, late ...int) act.Act {
	return act.New(act.Lock, strconv.Itoa(e), act.Edition{Where: at(""), Edition: e, Book: "b", Late: late})
}

func unlock(unit string) act.Act {
	return act.New(act.Unlock, unit, act.Opened{Where: at(unit), Why: "更正"})
}

func decide(k act.Kind, unit, code, row, basis, why string) act.Act {
	return act.New(k, row, act.Decision{Where: at(unit), Ref: code + row + basis, Code: code, Row: row, Basis: basis, Why: why})
}

func undo(n int) act.Act {
	return act.New(act.Undo, strconv.Itoa(n), act.Undone{Where: at(""), Of: n, Why: "误记"})
}

func plan(sha string) act.Act { return act.New(act.PlanChanged, sha, act.Plan{Digest: "d" + sha}) }

// renumber registers an edition under another number, with the reason that asks.
func renumber(edition int, number string) act.Act {
	return act.New(act.Publish, strconv.Itoa(edition), act.SentOut{Where: at(""), Edition: edition, Number: number, Why: "文号有误"})
}

func publish(e int, number string) act.Act {
	return act.New(act.Publish, strconv.Itoa(e), act.SentOut{Where: at(""), Edition: e, Number: number})
}

// opened are the three columns of acts.md §2.
var opened = map[string][]act.Act{
	"all":  {handIn("a", "1"), decide(act.Accept, "A", "V01", "1.1", "x", "核实")},
	"none": {handIn("a", "1"), decide(act.Accept, "A", "V01", "1.1", "x", "核实"), lock(1)},
	"set":  {handIn("a", "1"), decide(act.Accept, "A", "V01", "1.1", "x", "核实"), lock(1), unlock("A")},
	"anew": {handIn("a", "1"), decide(act.Accept, "A", "V01", "1.1", "x", "核实"), lock(1), unlock("")},
}

// seen is a state in short: edition, who it is open for, late files, decisions in force.
func seen(s *act.State) string {
	open := fmt.Sprint(s.Open.Units)
	if s.Open.All {
		open = "all"
	}
	var in []int
	for _, a := range s.Answers() {
		in = append(in, a.Act.N)
	}
	return fmt.Sprint(s.Edition, " ", open, " ", s.Late, " ", in)
}

// TestTable is §2's table, row by row: every act in every column.
func TestTable(t *testing.T) {
	const locked, not, moved = act.CodeLocked, act.CodeNotLocked, act.CodeMoved
	for _, c := range []struct {
		name string
		a    act.Act
		open string
		code act.Code
		then string
	}{
		{"报送", handIn("b", "2"), "all", "", "0 all [] [2]"},
		{"报送", handIn("b", "2"), "none", "", "1 [] [4] [2]"},
		{"报送", handIn("b", "2"), "set", "", "1 [A] [5] [2]"},
		{"报送", handIn("b", "2"), "anew", "", "1 all [5] [2]"},
		{"撤件", gone("a"), "all", "", "0 all [] [2]"},
		{"撤件", gone("a"), "none", "", "1 [] [] [2]"},
		{"撤件", gone("a"), "set", "", "1 [A] [] [2]"},
		{"决定 A", decide(act.Waive, "A", "", "", "", "停报"), "all", "", "0 all [] [2 3]"},
		{"决定 A", decide(act.Waive, "A", "", "", "", "停报"), "none", locked, "1 [] [] [2]"},
		{"决定 A", decide(act.Waive, "A", "", "", "", "停报"), "set", "", "1 [A] [] [2 5]"},
		{"决定 B", decide(act.Waive, "B", "", "", "", "停报"), "set", locked, "1 [A] [] [2]"},
		{"决定 B", decide(act.Waive, "B", "", "", "", "停报"), "anew", "", "1 all [] [2 5]"},
		{"决定，无理由", decide(act.Waive, "A", "", "", "", " "), "all", act.CodeWhy, "0 all [] [2]"},
		{"撤销", undo(2), "all", "", "0 all [] []"},
		{"撤销", undo(2), "none", locked, "1 [] [] [2]"},
		{"撤销", undo(2), "set", "", "1 [A] [] []"},
		{"撤销 报送", undo(1), "all", act.CodeNoDecision, "0 all [] [2]"},
		{"方案", plan("p"), "all", "", "0 all [] [2]"},
		{"方案", plan("p"), "none", "", "1 [] [] [2]"},
		{"方案", plan("p"), "set", "", "1 [A] [] [2]"},
		{"锁定", lock(1), "all", "", "1 [] [] [2]"},
		{"锁定", lock(2), "all", moved, "0 all [] [2]"},
		{"锁定", lock(0), "all", moved, "0 all [] [2]"},
		{"锁定", lock(2), "none", locked, "1 [] [] [2]"},
		{"锁定，有更正", lock(2, 1), "set", "", "2 [] [1] [2]"},
		{"锁定，无更正", lock(1), "set", "", "1 [] [] [2]"},
		{"锁定", lock(3), "set", moved, "1 [A] [] [2]"},
		{"锁定", lock(2), "anew", "", "2 [] [] [2]"},
		{"解锁 A", unlock("A"), "all", not, "0 all [] [2]"},
		{"解锁 A", unlock("A"), "none", "", "1 [A] [] [2]"},
		{"解锁 A", unlock("A"), "set", not, "1 [A] [] [2]"},
		{"解锁 B", unlock("B"), "set", "", "1 [A B] [] [2]"},
		{"解锁 A", unlock("A"), "anew", not, "1 all [] [2]"},
		{"解锁 整期", unlock(""), "all", not, "0 all [] [2]"},
		{"解锁 整期", unlock(""), "none", "", "1 all [] [2]"},
		{"解锁 整期", unlock(""), "set", "", "1 all [] [2]"},
		{"解锁 整期", unlock(""), "anew", not, "1 all [] [2]"},
		{"印发", publish(1, "1号"), "all", act.CodeNoEdition, "0 all [] [2]"},
		{"印发", publish(1, "1号"), "none", "", "1 [] [] [2]"},
		{"印发", publish(1, "1号"), "set", "", "1 [A] [] [2]"},
		{"印发 第2版", publish(2, "1号"), "none", act.CodeNoEdition, "1 [] [] [2]"},
		{"批注 A", act.New(act.Remark, "", act.Typed{Where: at("A"), Code: "1.1"}), "none", locked, "1 [] [] [2]"},
		{"批注 A", act.New(act.Remark, "", act.Typed{Where: at("A"), Code: "1.1"}), "set", "", "1 [A] [] [2]"},
		{"批注 B", act.New(act.Remark, "", act.Typed{Where: at("B"), Code: "1.1"}), "set", locked, "1 [A] [] [2]"},
		{"批注 全市", act.New(act.Remark, "", act.Typed{Where: at(""), Row: "1.1"}), "none", locked, "1 [] [] [2]"},
		{"批注 全市", act.New(act.Remark, "", act.Typed{Where: at(""), Row: "1.1"}), "set", "", "1 [A] [] [2]"},
		{"不认识的", act.New("催报", "", act.Typed{Where: at("A")}), "none", "", "1 [] [] [2]"},
	} {
		m := newMade()
		m.all(t, opened[c.open]...)
		_, code := m.do(c.a)
		if got := seen(m.s); code != c.code || got != c.then {
			t.Errorf("%s, open %s: %q and %s, want %q and %s", c.name, c.open, code, got, c.code, c.then)
		}
	}
}

// TestAnswers is which decisions are in force: the last on a question.
func TestAnswers(t *testing.T) {
	accept := decide(act.Accept, "A", "V01", "1.1", "x", "核实")
	leave := decide(act.LeaveOut, "A", "", "1.1", "x", "不实")
	file := func(k act.Kind, sha string) act.Act { return decide(k, "A", "", "", sha, "以后者为准") }
	for _, c := range []struct {
		name string
		acts []act.Act
		want []int
	}{
		{"accept, refuse", []act.Act{accept, decide(act.Refuse, "A", "V01", "1.1", "x", "不实")}, []int{2}},
		{"accept, explained", []act.Act{accept, decide(act.Explain, "A", "V01", "1.1", "x", "")}, []int{2}},
		{"accept, leave out", []act.Act{accept, leave}, []int{2}},
		{"leave out, accept", []act.Act{leave, accept}, []int{2}},
		{"leave out takes every acceptance of the row", []act.Act{accept, decide(act.Accept, "A", "V02", "1.1", "x", "核实"), leave}, []int{3}},
		{"of other rows", []act.Act{accept, decide(act.LeaveOut, "A", "", "1.2", "x", "不实")}, []int{1, 2}},
		{"of other units", []act.Act{accept, decide(act.LeaveOut, "B", "", "1.1", "x", "不实")}, []int{1, 2}},
		{"of other findings", []act.Act{accept, decide(act.Accept, "A", "V02", "1.1", "x", "核实")}, []int{1, 2}},
		{"of other figures, which may come back", []act.Act{accept, decide(act.Refuse, "A", "V01", "1.1", "y", "不实")}, []int{1, 2}},
		{"undo brings back", []act.Act{accept, leave, undo(2)}, []int{1}},
		{"undo of what was displaced", []act.Act{accept, leave, undo(1)}, []int{2}},
		{"undo both", []act.Act{accept, leave, undo(1), undo(2)}, nil},
		{"prefer", []act.Act{file(act.Prefer, "1"), file(act.Prefer, "2")}, []int{2}},
		{"prefer back", []act.Act{file(act.Prefer, "1"), file(act.Prefer, "2"), file(act.Prefer, "1")}, []int{3}},
		{"prefer, undone", []act.Act{file(act.Prefer, "1"), file(act.Prefer, "2"), undo(2)}, []int{1}},
		{"a file preferred and left out", []act.Act{file(act.Prefer, "1"), file(act.LeaveOut, "1")}, []int{2}},
		{"another file left out", []act.Act{file(act.Prefer, "1"), file(act.LeaveOut, "2")}, []int{1, 2}},
		{"waive", []act.Act{decide(act.Waive, "A", "", "", "", "停报"), decide(act.Waive, "A", "", "", "", "撤并")}, []int{2}},
		{"waive, of another unit", []act.Act{decide(act.Waive, "A", "", "", "", "停报"), decide(act.Waive, "B", "", "", "", "停报")}, []int{1, 2}},
	} {
		m := newMade()
		m.all(t, c.acts...)
		var got []int
		for _, a := range m.s.Answers() {
			got = append(got, a.Act.N)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %d in force, want %d", c.name, got, c.want)
		}
	}
}

// TestStanding appends nothing that is in force already, and what was displaced anew.
func TestStanding(t *testing.T) {
	day := time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC)
	accept := decide(act.Accept, "A", "V01", "1.1", "x", "核实")
	register := act.New(act.Register, "a", act.File{Where: at(""), Time: day, Given: true})
	for _, c := range []struct {
		name   string
		before []act.Act
		a      act.Act
		n      int
	}{
		{"a file that lies there", []act.Act{handIn("a", "1")}, handIn("a", "1"), 1},
		{"other content", []act.Act{handIn("a", "1")}, handIn("a", "2"), 2},
		{"another path", []act.Act{handIn("a", "1")}, handIn("b", "1"), 2},
		{"back after another", []act.Act{handIn("a", "1"), handIn("a", "2")}, handIn("a", "1"), 3},
		{"back after it was gone", []act.Act{handIn("a", "1"), gone("a")}, handIn("a", "1"), 3},
		{"gone already", []act.Act{handIn("a", "1"), gone("a")}, gone("a"), 1}, // the event that it says it of
		{"registered", []act.Act{handIn("a", "1"), register}, register, 1},
		{"a plan", []act.Act{plan("1")}, plan("1"), 1},
		{"a plan that comes back", []act.Act{plan("1"), plan("2")}, plan("1"), 3},
		{"a decision", []act.Act{accept}, accept, 1},
		{"with another reason", []act.Act{accept}, decide(act.Accept, "A", "V01", "1.1", "x", "已核"), 2},
		{"displaced", []act.Act{accept, decide(act.LeaveOut, "A", "", "1.1", "x", "不实")}, accept, 3},
		{"taken back", []act.Act{accept, undo(1)}, accept, 3},
		{"that stands in a locked period", []act.Act{handIn("a", "1"), accept, lock(1)}, accept, 2},
		{"sent out", []act.Act{lock(1), publish(1, "1号")}, publish(1, "1号"), 2},
		{"under another number", []act.Act{lock(1), publish(1, "1号")}, renumber(1, "2号"), 3},
		{"and back", []act.Act{lock(1), publish(1, "1号"), renumber(1, "2号")}, renumber(1, "1号"), 4},
	} {
		m := newMade()
		m.all(t, c.before...)
		if n, code := m.do(c.a); n != c.n || code != "" {
			t.Errorf("%s: act %d (%s), want %d", c.name, n, code, c.n)
		}
	}
}

// TestFiles is what lies at a path after files came, went and came back.
func TestFiles(t *testing.T) {
	for _, c := range []struct {
		name string
		acts []act.Act
		want string // of every event: content, o overwritten, w withdrawn
	}{
		{"overwritten", []act.Act{handIn("a", "1"), handIn("a", "2")}, "[1o 2]"},
		{"A B A", []act.Act{handIn("a", "1"), handIn("a", "2"), handIn("a", "1")}, "[1o 2o 1]"},
		{"gone", []act.Act{handIn("a", "1"), gone("a")}, "[1w]"},
		{"back", []act.Act{handIn("a", "1"), gone("a"), handIn("a", "1")}, "[1 1]"},
		{"back and gone", []act.Act{handIn("a", "1"), gone("a"), handIn("a", "1"), gone("a")}, "[1w 1w]"},
		{"back and overwritten", []act.Act{handIn("a", "1"), gone("a"), handIn("a", "1"), handIn("a", "2")}, "[1o 1o 2]"},
		{"gone, another in its place", []act.Act{handIn("a", "1"), gone("a"), handIn("a", "2")}, "[1o 2]"},
		{"nothing there to go", []act.Act{gone("a")}, "[]"},
	} {
		m := newMade()
		m.all(t, c.acts...)
		if got := filesOf(m.s); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func filesOf(s *act.State) string {
	list := []string{}
	for _, e := range s.Files {
		x := e.SHA256
		if e.Overwritten {
			x += "o"
		}
		if e.Withdrawn {
			x += "w"
		}
		list = append(list, x)
	}
	return fmt.Sprint(list)
}

// TestDocuments reads every document as it was written, and refuses what it does not
// know.
func TestDocuments(t *testing.T) {
	day := huibao.Date{Year: 2024, Month: 7, Day: 5}
	w := at("A")
	out := []act.Output{{Name: "通报.pdf", SHA256: "9", Size: 3}}
	trip(t, act.File{Where: w, SHA256: "1", Size: 2, Time: day.Time().UTC(), How: "网报", Given: true})
	trip(t, act.Plan{Digest: "d", Changes: []string{"1.1 年度目标"}})
	trip(t, act.Blank{Where: w, Plan: "p", FormDigest: "f", SHA256: "1", Prefilled: "1.1\tA\tthis=1"})
	trip(t, act.Decision{Where: w, Name: "甲县", Ref: "r", Code: "V01", Row: "1.1", Basis: "b", Value: "3", Path: "p", Text: "x", Why: "y"})
	trip(t, act.Undone{Where: w, Of: 3, Why: "误记"})
	trip(t, act.Edition{Where: w, Edition: 2, Book: "b", Plan: "p", Rows: "r", Date: day, Why: "y", Number: "1号", IssuedOn: day, Before: "3:ab", Checksum: "c",
		Outputs: out, Figures: map[string]string{"1.1": "12"}, LeftOut: []string{"A 1.1"}, Waived: []string{"B"}, Late: []int{4}})
	trip(t, act.Opened{Where: w, Name: "甲县", Edition: 1, Why: "y", Before: "3:ab"})
	trip(t, act.SentOut{Where: w, Edition: 1, Number: "1号", Date: day, Files: out, Differences: []string{"x"}, Why: "y"})
	trip(t, act.Typed{Where: w, Code: "1.1", Row: "A", Text: "x"})
	trip(t, act.Run{Where: w, Head: 2, Plan: "p", Date: day, Files: 3, Read: 1, Fingerprint: "f", Rows: "r", Checksum: "c", Summary: json.RawMessage(`{"a":1}`),
		Outputs: out, Seconds: map[string]string{"x": "1"}, Readings: "g", Started: day.Time().UTC()})
	trip(t, act.Signature{Where: w, Bound: act.Bound{Version: 2, File: "1", Part: 1, Read: "r", Verdict: "v", Form: "f"}, Plan: "p", Level: act.Signer, Name: "张", Means: "密码"})
	trip(t, act.Recalled{Where: w, Of: 3, Why: "y"})
	trip(t, act.SentBack{Where: w, Of: 3, Level: act.Reviewer, Name: "张", Why: "y"})
	trip(t, act.Proposal{Where: w, Kind: act.Unlock, Object: "A", Act: json.RawMessage(`{"a":1}`), Name: "张", Why: "y"})
	trip(t, act.Dropped{Where: w, Of: 3, Why: "y"})
	trip(t, act.Setting{Where: act.Where{Unit: "A"}, Name: act.SetReviewer, Value: act.NotReviewed, From: june})
	trip(t, act.Upgrade{From: 3, To: 4, Program: "v"})
}

// trip writes a document, reads it and writes it again.
func trip[D act.Document](t *testing.T, d D) {
	t.Helper()
	a := act.New("x", "o", d)
	var back D
	if err := a.Into(&back); err != nil {
		t.Fatal(err)
	}
	if again := act.New("x", "o", back); string(again.Doc) != string(a.Doc) || len(a.Doc) < 10 {
		t.Errorf("%T: %s, then %s", d, a.Doc, again.Doc)
	}
	bad := a
	bad.Doc = json.RawMessage(`{"surplus":1,` + string(a.Doc[1:]))
	if bad.Into(&back) == nil {
		t.Errorf("%T: a field that is not known is passed over", d)
	}
	bad.Doc = append(slices.Clone(a.Doc), `{}`...)
	if bad.Into(&back) == nil {
		t.Errorf("%T: what follows the document is passed over", d)
	}
}

// TestFormat3 folds documents as format 3 wrote them.
func TestFormat3(t *testing.T) {
	entry := func(n int, k act.Kind, unit, doc string) act.Act {
		return act.Act{N: n, Kind: k, Period: june, Unit: unit, Doc: json.RawMessage(doc)}
	}
	s, err := act.Fold(june, []act.Act{
		entry(1, act.Accept, "A", `{"kind":"认可","ref":"F1","unit":"A","period":"2024-06","code":"V01","value":"3","why":"核实","who":"张","when":"2024-07-05T08:00:00Z"}`),
		entry(2, act.Lock, "", `{"period":"2024-06","unlock":false,"why":"定稿","who":"张","when":"2024-07-06T08:00:00Z","before":"1:ab","edition":0,"figures":{"1.1":"3"}}`),
		entry(3, act.Unlock, "", `{"period":"2024-06","unlock":true,"why":"更正","who":"张","when":"2024-07-07T08:00:00Z","before":"2:ab","edition":1}`),
		entry(4, act.Lock, "", `{"period":"2024-06","edition":0,"why":"更正"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := seen(s); got != "2 [] [] [1]" || s.Numbered(1).Before != "1:ab" || s.Last().Edition != 2 {
		t.Errorf("%s, %+v", got, s.Editions)
	}
	book := lock(2) // which a migration gives it
	book.N = 5
	if err := s.Apply(book); err != nil || s.Last().Book != "b" || !s.Locked() {
		t.Errorf("%v, %+v", err, s.Last())
	}
}

// TestNotes: the last note of a place stands, an empty one takes it away, and others stay.
func TestNotes(t *testing.T) {
	m := newMade()
	note := func(unit, row, column, text string) act.Act {
		return act.New(act.Remark, column, act.Typed{Where: at(unit), Row: row, Column: column, Text: text})
	}
	m.all(t, note("A", "1.1", "处理意见", "甲"), note("A", "1.1", "经办人", "乙"), note("", "1.1", "处理意见", "丙"), note("A", "1.1", "处理意见", "丁"), note("A", "1.1", "经办人", ""))
	var got []string
	for _, n := range m.s.Notes {
		got = append(got, n.Unit+n.Row+n.Column+n.Text)
	}
	if want := []string{"1.1处理意见丙", "A1.1处理意见丁"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
