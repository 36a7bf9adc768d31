package act_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"huibao"
	"huibao/act"
)

// model is a period by acts.md §2, written from the page: what it knows is what the
// office sees.
type model struct {
	edition    int
	all        bool
	open, late []string
	files      []file
	made       []ruling
	plan       string
	sent       map[int]string
	desk
}

type file struct {
	n         int
	path, sha string
	over, off bool
}

type ruling struct {
	n                                      int
	kind                                   act.Kind
	unit, code, row, basis, why, ref, text string
}

func (m *model) closed(unit string) bool { return !m.all && !slices.Contains(m.open, unit) }

// one reports whether two rulings answer one question: a finding is accepted or not or
// explained, of a unit one version counts, it is waited for or not, a row or a file
// counts or not.
func one(a, b ruling) bool {
	is := func(k act.Kind) bool { return a.kind == k && b.kind == k }
	pair := func(k act.Kind) bool {
		return a.kind == k && b.kind == act.LeaveOut || a.kind == act.LeaveOut && b.kind == k
	}
	finding := func(k act.Kind) bool { return k == act.Accept || k == act.Refuse || k == act.Explain }
	row := a.row == b.row && a.basis == b.basis
	return a.unit == b.unit && (finding(a.kind) && finding(b.kind) && row && a.code == b.code || is(act.Prefer) || is(act.Waive) ||
		is(act.LeaveOut) && row || pair(act.Accept) && row && a.row != "" || pair(act.Prefer) && a.ref == b.ref)
}

func (m *model) inForce() (list []ruling) {
	for i, r := range m.made {
		if !slices.ContainsFunc(m.made[i+1:], func(later ruling) bool { return one(r, later) }) {
			list = append(list, r)
		}
	}
	return list
}

// rule takes a decision: n of the one that says so already, or the refusal.
func (m *model) rule(n int, r ruling) (int, act.Code) {
	for _, old := range m.inForce() {
		same := r
		if same.n = old.n; same == old {
			return old.n, ""
		}
	}
	if m.closed(r.unit) {
		return 0, act.CodeLocked
	}
	r.n = n
	m.made = append(m.made, r)
	return n, ""
}

func (m *model) undo(n, of int) (int, act.Code) {
	i := slices.IndexFunc(m.made, func(r ruling) bool { return r.n == of })
	switch {
	case i < 0:
		return 0, act.CodeNoDecision
	case m.closed(m.made[i].unit):
		return 0, act.CodeLocked
	}
	m.made = slices.Delete(m.made, i, i+1)
	return n, ""
}

func (m *model) handIn(n int, path, sha string) (int, act.Code) {
	for _, f := range m.files {
		if f.path == path && f.sha == sha && !f.over && !f.off && f.n == m.newest(path) {
			return f.n, ""
		}
	}
	for i := range m.files {
		if f := &m.files[i]; f.path == path {
			f.over, f.off = f.over || f.sha != sha, false
		}
	}
	m.files = append(m.files, file{n: n, path: path, sha: sha})
	if m.edition > 0 {
		m.late = append(m.late, strconv.Itoa(n))
	}
	return n, ""
}

func (m *model) newest(path string) (n int) {
	for _, f := range m.files {
		if f.path == path {
			n = f.n
		}
	}
	return n
}

func (m *model) withdraw(n int, path string) (int, act.Code) {
	for i := range m.files {
		if f := &m.files[i]; f.path == path && !f.over {
			if f.off && f.n == m.newest(path) {
				return f.n, ""
			}
			f.off = true
		}
	}
	return n, ""
}

func (m *model) lock(n, e int, late []int) (int, act.Code) {
	switch {
	case m.edition > 0 && !m.all && len(m.open) == 0:
		return 0, act.CodeLocked
	case e < 1 || e != m.edition && e != m.edition+1:
		return 0, act.CodeMoved
	}
	m.edition, m.all, m.open, m.late = e, false, nil, nil
	for _, x := range late {
		m.late = append(m.late, strconv.Itoa(x))
	}
	return n, ""
}

func (m *model) unlock(n int, unit string) (int, act.Code) {
	if m.all || unit != "" && slices.Contains(m.open, unit) {
		return 0, act.CodeNotLocked
	}
	if m.open = append(m.open, unit); unit == "" {
		m.all, m.open = true, nil
	}
	return n, ""
}

func (m *model) publish(n, e int, number string) (int, act.Code) {
	if e > m.edition {
		return 0, act.CodeNoEdition
	}
	if m.sent[e] == number {
		return -1, "" // that act's number
	}
	if m.sent[e] != "" {
		return 0, act.CodeWhy // a second number
	}
	for _, other := range m.sent {
		if other == number {
			return 0, act.CodeWhy // of another edition
		}
	}
	m.sent[e] = number
	return n, ""
}

// String is a model in the words that shown has for a state.
func (m *model) String() string {
	var rulings []int
	for _, r := range m.inForce() {
		rulings = append(rulings, r.n)
	}
	return fmt.Sprint(m.edition, m.all, m.open, m.late, m.files, rulings, m.plan) + m.desk.String()
}

func shown(s *act.State) string {
	var m model
	for _, e := range s.Files {
		m.files = append(m.files, file{e.N, e.Path, e.SHA256, e.Overwritten, e.Withdrawn})
	}
	for _, n := range s.Late {
		m.late = append(m.late, strconv.Itoa(n))
	}
	var rulings []int
	for _, a := range s.Answers() {
		rulings = append(rulings, a.Act.N)
	}
	return fmt.Sprint(s.Edition, s.Open.All, s.Open.Units, m.late, m.files, rulings, s.Plan.Object) + papersOf(s)
}

// world is three periods, by the code and by the model, and the chain.
type world struct {
	r      *rand.Rand
	chain  []act.Act
	states []*act.State
	models []*model
}

var modelPeriods = []huibao.Period{june.Prev(), june, june.Next()}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// step makes one act up, and has both take it.
func (w *world) step() (a act.Act, want, got string) {
	i := w.r.IntN(len(w.states))
	m, s, n := w.models[i], w.states[i], len(w.chain)+1
	unit := pick(w.r, "A", "B", "C", "D")
	path := unit + pick(w.r, "/1.xlsx", "/2.xlsx")
	where := act.Where{Period: modelPeriods[i], Unit: unit}
	var code act.Code
	var num int
	switch k := w.r.IntN(160); {
	case k >= 100:
		a, num, code = w.signing(i, n, unit)
	case k < 28:
		sha := pick(w.r, "1", "2", "3", "4", "5", "6")
		a = act.New(act.HandIn, path, act.File{Where: act.Where{Period: where.Period}, SHA256: sha})
		num, code = m.handIn(n, path, sha)
	case k < 38:
		if m.newest(path) == 0 {
			return w.step()
		}
		a = act.New(act.Withdraw, path, act.File{Where: act.Where{Period: where.Period}})
		num, code = m.withdraw(n, path)
	case k < 60:
		r := w.ruling(unit)
		a = act.New(r.kind, r.row, act.Decision{Where: where, Ref: r.ref, Code: r.code, Row: r.row, Basis: r.basis, Text: r.text, Why: r.why})
		num, code = m.rule(n, r)
	case k < 68:
		of := w.r.IntN(n) + 1
		if len(m.made) > 0 && k < 66 {
			of = pick(w.r, m.made...).n
		}
		a = act.New(act.Undo, strconv.Itoa(of), act.Undone{Where: act.Where{Period: where.Period}, Of: of, Why: "误"})
		num, code = m.undo(n, of)
	case k < 72:
		sha := pick(w.r, "p", "q", "r")
		a = act.New(act.PlanChanged, sha, act.Plan{Digest: sha})
		if num = n; m.plan == sha {
			num = -1
		}
		for _, x := range w.models {
			x.plan = sha
		}
	case k < 84:
		e, late := m.edition+pick(w.r, 0, 1, 1, 1, 2), []int(nil)
		for _, f := range m.files {
			if w.r.IntN(3) == 0 {
				late = append(late, f.n)
			}
		}
		a = act.New(act.Lock, strconv.Itoa(e), act.Edition{Where: act.Where{Period: where.Period}, Edition: e, Book: "b", Late: late})
		num, code = m.lock(n, e, late)
	case k < 96:
		where.Unit = pick(w.r, unit, unit, "")
		a = act.New(act.Unlock, where.Unit, act.Opened{Where: where, Why: "更正"})
		num, code = m.unlock(n, where.Unit)
	default:
		e, number := 1+w.r.IntN(m.edition+2), pick(w.r, "1号", "2号")
		a = act.New(act.Publish, strconv.Itoa(e), act.SentOut{Where: act.Where{Period: where.Period}, Edition: e, Number: number})
		num, code = m.publish(n, e, number)
	}
	return a, fmt.Sprint(num, code), w.take(s, a, num)
}

func (w *world) ruling(unit string) ruling {
	r := ruling{unit: unit, kind: pick(w.r, act.Accept, act.Accept, act.Refuse, act.Explain, act.LeaveOut, act.LeaveOut, act.Prefer, act.Waive), why: pick(w.r, "甲", "乙")}
	switch r.kind {
	case act.Accept, act.Refuse, act.Explain:
		r.code, r.row, r.basis = pick(w.r, "V01", "V02"), pick(w.r, "", "1.1", "1.2"), pick(w.r, "x", "y")
	case act.LeaveOut:
		if r.row, r.basis = pick(w.r, "", "1.1", "1.2"), pick(w.r, "x", "y"); r.row == "" {
			r.basis = pick(w.r, "1", "2", "3")
			r.ref = r.basis
		}
	case act.Prefer:
		r.ref = pick(w.r, "1", "2", "3")
		r.basis = r.ref
	}
	return r
}

// take has the states take an act as the ledger does; num -1 stands for any number.
func (w *world) take(s *act.State, a act.Act, num int) string {
	n, same := s.Standing(a)
	if same {
		if num == -1 {
			n = -1
		}
		return fmt.Sprint(n, act.Code(""))
	}
	a.N = len(w.chain) + 1
	if a.Who == "" {
		a.Who = "office"
	}
	n, code := a.N, apply(s, a)
	if code != "" {
		return fmt.Sprint(0, code)
	}
	w.chain = append(w.chain, a)
	for _, other := range w.states {
		if other != s && a.Period.IsZero() {
			apply(other, a)
		}
	}
	return fmt.Sprint(n, code)
}

// TestModel compares the states with the model over random acts; HUIBAO_MODEL is the
// number of seeds.
func TestModel(t *testing.T) {
	for seed := range seeds(50) {
		w := &world{r: rand.New(rand.NewPCG(seed, 7))}
		for _, p := range modelPeriods {
			w.states = append(w.states, act.NewState(p))
			w.models = append(w.models, &model{all: true, sent: map[int]string{}, desk: newDesk()})
		}
		for i := range 200 {
			a, want, got := w.step()
			if want != got {
				t.Fatalf("seed %d, act %d, %s %s of %q: %s, want %s", seed, i, a.Period, a.Kind, a.Object, got, want)
			}
			for k, m := range w.models {
				if want, got := m.String(), shown(w.states[k]); want != got {
					t.Fatalf("seed %d, act %d, %s %s of %q:\n%s, want\n%s", seed, i, a.Period, a.Kind, a.Object, got, want)
				}
			}
		}
		for k, p := range modelPeriods {
			again, err := act.Fold(p, w.chain)
			if err != nil || shown(again) != shown(w.states[k]) || !reflect.DeepEqual(again.Editions, w.states[k].Editions) {
				t.Fatalf("seed %d, %s: the fold differs (%v)", seed, p, err)
			}
		}
	}
}

// seeds is how many seeds a model is tried with.
func seeds(usual uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv("HUIBAO_MODEL"), 10, 32); err == nil {
		return n
	}
	return usual
}
