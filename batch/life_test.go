package batch_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
)

// TestLife lives a period through at random and holds after every step what an office
// relies on: what was issued stays, what is closed stays, what came late is told, the
// ledger holds. HUIBAO_MODEL is the number of seeds, which are longer then.
func TestLife(t *testing.T) {
	thorough.Need(t, "HUIBAO_MODEL")
	seeds, steps := uint64(2), 14 // counties with editions of their own, and without
	if n, err := strconv.ParseUint(os.Getenv("HUIBAO_MODEL"), 10, 32); err == nil {
		seeds, steps = n, 40
	}
	for seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			l := &life{small: newSmall(t, seed%3 > 0), r: rand.New(rand.NewPCG(seed, 11)), issued: map[string]map[string]string{}, figures: map[string]string{}}
			for _, county := range smallCounties {
				l.put(t, county, "1", 0)
			}
			l.run(t, "test")
			l.hold(t)
			for range steps {
				l.step(t)
				l.hold(t)
				if t.Failed() {
					t.Fatalf("after %s", strings.Join(l.done, "; "))
				}
			}
		})
	}
}

type life struct {
	*small
	r       *rand.Rand
	done    []string
	was     *act.State
	issued  map[string]map[string]string // by the edition's folder
	figures map[string]string            // what counts of a county
	rulings map[string]string            // what is decided of it
	whole   bool                         // the step was the unlocking of the whole period
	last    *batch.Result
}

func (l *life) note(format string, args ...any) {
	l.done = append(l.done, fmt.Sprintf(format, args...))
}

// allowed passes over refusals: that they are right is held by what follows.
func allowed(t *testing.T, err error) {
	t.Helper()
	var r *act.Refusal
	if err != nil && !errors.As(err, &r) {
		t.Errorf("no refusal: %v", err)
	}
}

func (l *life) run(t *testing.T, version string) {
	t.Helper()
	l.note("run %s", version)
	opt := l.opt
	opt.Version = version
	res, err := batch.Run(context.Background(), l.w, opt)
	must(t, err)
	l.told(t, res)
	if res.Consolidation != nil {
		l.last = res
	}
}

// step does one thing at random.
func (l *life) step(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	county := smallCounties[l.r.IntN(3)]
	name := strconv.Itoa(1 + l.r.IntN(2))
	l.whole = false
	switch k := l.r.IntN(100); {
	case k < 24:
		v := l.r.IntN(6)
		l.note("put %s_%s as %d", county, name, v)
		l.put(t, county, name, v)
		if l.r.IntN(2) == 0 {
			l.run(t, "test")
		}
	case k < 31:
		l.note("delete %s_%s", county, name)
		_ = os.Remove(filepath.Join(l.w.Returns(l.opt.Period), county+"_"+name+".xlsx"))
	case k < 36:
		l.note("plan")
		l.plan(t, 1000+100*l.r.Int64N(3))
	case k < 52:
		l.decide(t, county, name)
	case k < 65:
		l.note("lock")
		_, err := batch.Lock(ctx, l.w, l.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
		allowed(t, err)
	case k < 75:
		l.note("unlock %s", county)
		_, err := batch.Unlock(ctx, l.w, l.opt, county, "更正")
		allowed(t, err)
	case k < 78:
		l.note("unlock all")
		l.whole = true
		_, err := batch.Unlock(ctx, l.w, l.opt, "", "重出")
		allowed(t, err)
	case k < 84:
		l.run(t, "next")
	case k < 92:
		l.damage(t)
		l.run(t, "test")
	default:
		l.run(t, "test")
	}
}

// decide decides something, or takes a decision back.
func (l *life) decide(t *testing.T, county, name string) {
	t.Helper()
	ctx := context.Background()
	c := batch.Choice{Kind: act.LeaveOut, Ref: "1.1", Unit: county, Why: "不实"}
	switch l.r.IntN(6) {
	case 0:
		c = batch.Choice{Kind: act.Waive, Ref: county, Why: "停报"}
	case 1:
		c = batch.Choice{Kind: act.Prefer, Ref: path.Join("returns", l.opt.Period.String(), county+"_"+name+".xlsx"), Why: "以此为准"}
	case 2:
		c = batch.Choice{Kind: act.LeaveOut, Ref: path.Join("returns", l.opt.Period.String(), county+"_"+name+".xlsx"), Why: "不实"}
	case 3:
		for i := range l.last.Submissions() {
			if s := &l.last.Submissions()[i]; len(s.Findings) > 0 {
				c = batch.Choice{Kind: act.Accept, Ref: s.Findings[l.r.IntN(len(s.Findings))].ID, Why: "核实"}
			}
		}
	case 4:
		if list := l.was.Answers(); len(list) > 0 {
			n := list[l.r.IntN(len(list))].Act.N
			l.note("undo %d", n)
			_, err := batch.TakeBack(ctx, l.w, l.opt, n, "误记")
			allowed(t, err)
			return
		}
	}
	l.note("%s %s %s", c.Kind, c.Ref, c.Unit)
	_, err := batch.Decide(ctx, l.w, l.opt, []batch.Choice{c})
	allowed(t, err)
}

// damage deletes or alters a file of an edition, or the whole folder.
func (l *life) damage(t *testing.T) {
	t.Helper()
	if len(l.issued) == 0 {
		return
	}
	dirs := slices.Sorted(maps.Keys(l.issued))
	dir := dirs[l.r.IntN(len(dirs))]
	names := slices.Sorted(maps.Keys(l.issued[dir]))
	file := filepath.Join(dir, names[l.r.IntN(len(names))])
	l.note("damage %s", filepath.Base(dir))
	switch l.r.IntN(3) {
	case 0:
		must(t, os.RemoveAll(dir))
	case 1:
		must(t, os.Remove(file))
	default:
		must(t, os.Chmod(file, 0o644))
		must(t, os.WriteFile(file, []byte("x"), 0o644))
	}
}

// hold checks what must be after every step.
func (l *life) hold(t *testing.T) {
	t.Helper()
	now := l.state(t)
	for dir, want := range l.issued {
		if got := tree(t, dir); !maps.Equal(want, got) {
			t.Errorf("%s was changed", filepath.Base(dir))
		}
	}
	for _, e := range now.Editions {
		dir := filepath.Join(l.w.Out(l.opt.Period), fmt.Sprintf("第%d版", e.Edition))
		if l.issued[dir] == nil {
			l.issued[dir] = tree(t, dir)
			if len(l.issued[dir]) != len(e.Outputs) || len(e.Outputs) < 5 {
				t.Errorf("%d files in %s, %d in the ledger", len(l.issued[dir]), dir, len(e.Outputs))
			}
		}
	}
	left, err := filepath.Glob(filepath.Join(l.w.Out(l.opt.Period), ".tmp-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %s, %v", left, err)
	}
	figures, rulings := l.counting(t), map[string]string{}
	for _, a := range now.Answers() {
		rulings[a.Unit] += fmt.Sprint(a.Act.N, " ")
	}
	if l.was != nil && !l.whole {
		for i, county := range smallCounties {
			code := "C" + strconv.Itoa(i+1)
			if l.was.IsOpen(code) {
				continue
			}
			if figures[county] != l.figures[county] {
				t.Errorf("%s is closed and counts %s, not %s", county, figures[county], l.figures[county])
			}
			if rulings[code] != l.rulings[code] {
				t.Errorf("%s is closed, and %s is decided, not %s", county, rulings[code], l.rulings[code])
			}
		}
	}
	l.was, l.figures, l.rulings = now, figures, rulings
}

// counting is what counts of every county.
func (l *life) counting(t *testing.T) map[string]string {
	t.Helper()
	c, err := batch.Standing(context.Background(), l.w, l.opt)
	must(t, err)
	list := map[string]string{}
	for i, county := range smallCounties {
		if s := c.Counting("C" + strconv.Itoa(i+1)); s != nil {
			list[county] = s.SHA256[:8] + fmt.Sprint(s.HeldOut, s.LeftOut)
		}
	}
	return list
}

// told checks the late files of a run: of closed counties every newest file that the
// edition does not hold, unless its content is what counts.
func (l *life) told(t *testing.T, res *batch.Result) {
	t.Helper()
	s := l.state(t)
	counts := l.counting(t)
	var want, got []string
	for _, e := range s.Files {
		county := path.Base(e.Path)
		county = county[:strings.Index(county, "_")]
		code := "C" + strconv.Itoa(slices.Index(smallCounties, county)+1)
		if slices.Contains(s.Late, e.N) && !e.Overwritten && !s.IsOpen(code) && !strings.HasPrefix(counts[county], e.SHA256[:8]) {
			want = append(want, county+" "+e.Path)
		}
	}
	for _, f := range res.Late {
		got = append(got, f.Unit+" "+f.Path)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
		t.Errorf("late: %q, want %q", got, want)
	}
	if res.Locked != s.Locked() || res.Edition != s.Edition {
		t.Errorf("locked %v, edition %d; the state says %v, %d", res.Locked, res.Edition, s.Locked(), s.Edition)
	}
	if s.Locked() {
		for _, o := range s.Last().Outputs {
			data, err := os.ReadFile(filepath.Join(l.w.Out(l.opt.Period), o.Name))
			if err != nil || sum(data) != o.SHA256 {
				t.Errorf("%s is not as in the edition (%v)", o.Name, err)
			}
		}
	}
}
