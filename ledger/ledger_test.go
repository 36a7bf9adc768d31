package ledger

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/act"
)

var (
	june = huibao.Period{Year: 2024, Month: 6}
	july = huibao.Period{Year: 2024, Month: 7}
	may  = huibao.Period{Year: 2024, Month: 5}
)

func actor() Actor { return Actor{Who: "张三", When: time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC)} }

// encoded are values made ready for the ledger.
func encoded(t *testing.T, list map[string]any) map[string]Encoded {
	t.Helper()
	ready := map[string]Encoded{}
	for key, v := range list {
		var err error
		ready[key], err = Encode(v)
		must(t, err)
	}
	return ready
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, dir string) *Ledger {
	t.Helper()
	l, err := Open(context.Background(), lies(dir), "test")
	must(t, err)
	t.Cleanup(func() { _ = l.Close() }) // a second time does no harm
	return l
}

// does is an Act that must succeed.
func does(t *testing.T, l *Ledger, fn func(*Tx) error) {
	t.Helper()
	must(t, l.Act(context.Background(), actor(), fn))
}

// appends appends acts that must be allowed, and returns their numbers.
func appends(t *testing.T, l *Ledger, acts ...act.Act) (numbers []int) {
	t.Helper()
	does(t, l, func(x *Tx) error {
		for _, a := range acts {
			n, err := x.Append(a)
			if err != nil {
				return err
			}
			numbers = append(numbers, n)
		}
		return nil
	})
	return numbers
}

func keeps(t *testing.T, l *Ledger, text string) Original {
	t.Helper()
	o, err := l.Keep(strings.NewReader(text))
	must(t, err)
	return o
}

func headNow(t *testing.T, l *Ledger) (h Head) {
	t.Helper()
	must(t, l.View(context.Background(), func(v *View) (err error) {
		h, err = v.Head()
		return err
	}))
	return h
}

func stateNow(t *testing.T, l *Ledger, p huibao.Period) (s *act.State) {
	t.Helper()
	must(t, l.View(context.Background(), func(v *View) (err error) {
		s, err = v.State(p)
		return err
	}))
	return s
}

func of(p huibao.Period, unit string) act.Where { return act.Where{Period: p, Unit: unit} }

func handIn(p huibao.Period, path string, o Original) act.Act {
	return act.New(act.HandIn, path, act.File{Where: of(p, ""), SHA256: o.SHA256, Size: o.Size, Time: time.Date(2024, 7, 5, 0, 0, 0, 0, huibao.China), How: "文件夹"})
}

func accept(p huibao.Period, unit, ref, why string) act.Act {
	return act.New(act.Accept, ref, act.Decision{Where: of(p, unit), Ref: ref, Code: "V11", Row: "1.1", Basis: "abc", Why: why})
}

func lockOf(p huibao.Period, edition int) act.Act {
	return act.New(act.Lock, strconv.Itoa(edition), act.Edition{Where: of(p, ""), Edition: edition, Book: digestOf([]byte("book")), Why: "到期"})
}

func undo(p huibao.Period, n int) act.Act {
	return act.New(act.Undo, strconv.Itoa(n), act.Undone{Where: of(p, "C01"), Of: n, Why: "弄错了"})
}

func ref(n int) Original {
	return Original{SHA256: digestOf([]byte(strconv.Itoa(n))), Size: int64(n)}
}

// TestAppend appends acts to a ledger in which 云.xlsx was handed in (1), a finding was
// accepted (2), and June was locked (3), July not.
func TestAppend(t *testing.T) {
	for _, c := range []struct {
		name    string
		act     act.Act
		n       int      // its number
		refused act.Code // or why it is refused
	}{
		{"the same file again", handIn(june, "云.xlsx", ref(1)), 1, ""},
		{"other content", handIn(june, "云.xlsx", ref(2)), 4, ""},
		{"the same content at another path", handIn(june, "石.xlsx", ref(1)), 4, ""},
		{"another period's file", handIn(july, "云.xlsx", ref(1)), 4, ""},
		{"the same decision again, though the period is locked by now", accept(june, "C01", "x-V11", "已核实"), 2, ""},
		{"a decision in a locked period", accept(june, "C01", "x-V11", "再次核实"), 0, act.CodeLocked},
		{"a decision without a reason", accept(july, "C01", "x-V11", " "), 0, act.CodeWhy},
		{"a decision in an open period", accept(july, "C01", "x-V11", "已核实"), 4, ""},
		{"a second lock", lockOf(june, 2), 0, act.CodeLocked},
		{"a lock of another edition than the next", lockOf(july, 3), 0, act.CodeMoved},
		{"a lock", lockOf(july, 1), 4, ""},
		{"an unlock of an open period", act.New(act.Unlock, "C01", act.Opened{Where: of(july, "C01"), Why: "漏报"}), 0, act.CodeNotLocked},
		{"an unlock", act.New(act.Unlock, "C01", act.Opened{Where: of(june, "C01"), Edition: 1, Why: "漏报"}), 4, ""},
		{"an undo in a locked period", undo(june, 2), 0, act.CodeLocked},
		{"an undo of what is no decision", undo(july, 1), 0, act.CodeNoDecision},
		{"an edition that there is not", act.New(act.Publish, "2", act.SentOut{Where: of(june, ""), Edition: 2, Number: "1号"}), 0, act.CodeNoEdition},
		{"an edition that there is", act.New(act.Publish, "1", act.SentOut{Where: of(june, ""), Edition: 1, Number: "1号"}), 4, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := opened(t, filepath.Join(t.TempDir(), "ledger"))
			if got := appends(t, l, handIn(june, "云.xlsx", ref(1)), accept(june, "C01", "x-V11", "已核实"), lockOf(june, 1)); !slices.Equal(got, []int{1, 2, 3}) {
				t.Fatal(got)
			}
			before := headNow(t, l)
			n, err := 0, l.Act(context.Background(), actor(), func(*Tx) error { return nil })
			must(t, err)
			err = l.Act(context.Background(), actor(), func(x *Tx) (err error) {
				n, err = x.Append(c.act)
				return err
			})
			var refused *act.Refusal
			if errors.As(err, &refused) != (c.refused != "") || refused != nil && (refused.Code != c.refused || refused.Sentence == "") || refused == nil && err != nil {
				t.Fatalf("got %v, want a refusal with the code %q", err, c.refused)
			}
			if n != c.n || (headNow(t, l) == before) != (c.n < 4) || max(3, n) != headNow(t, l).Length {
				t.Errorf("act %d, want %d; head %v, before %v", n, c.n, headNow(t, l), before)
			}
		})
	}
}

// TestAllOrNone appends two acts of which the second is refused, or which are only
// tried: none stays, not of the rows either.
func TestAllOrNone(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	appends(t, l, handIn(june, "云.xlsx", ref(1)), lockOf(june, 1))
	before := headNow(t, l)
	rows, err := NewRows(july, []huibao.Submission{{N: 3, Path: "云.xlsx"}})
	must(t, err)
	both := func(second act.Act) func(*Tx) error {
		return func(x *Tx) error {
			if err := x.Put(rows); err != nil {
				return err
			}
			if n, err := x.Append(handIn(july, "云.xlsx", ref(1))); n != 3 || err != nil {
				return fmt.Errorf("act %d: %w", n, err)
			}
			if s, err := x.State(july); err != nil || len(s.Files) != 1 || x.Head().Length != 3 {
				return fmt.Errorf("the transaction does not see its own act: %v %v", s, err)
			}
			_, err := x.Append(second)
			return err
		}
	}
	ctx := context.Background()
	var refused *act.Refusal
	if err := l.Act(ctx, actor(), both(lockOf(june, 2))); !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
	must(t, l.Try(ctx, actor(), both(handIn(july, "石.xlsx", ref(2)))))
	if err := l.Try(ctx, actor(), both(lockOf(june, 2))); !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
	if err := l.Act(ctx, actor(), func(x *Tx) error { return errors.Join(x.Put(rows), errors.New("no more")) }); err == nil {
		t.Error("an error was passed over")
	}
	must(t, l.View(ctx, func(v *View) error {
		subs, err := v.Submissions(july)
		if h, _ := v.Head(); h != before || len(subs) > 0 {
			t.Errorf("head %v, before %v; %d rows", h, before, len(subs))
		}
		return err
	}))
	does(t, l, both(handIn(july, "石.xlsx", ref(2))))
	if got := len(stateNow(t, l, july).Files); got != 2 {
		t.Errorf("%d files", got)
	}
}

// TestActs reads back what was appended, period by period.
func TestActs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	l := opened(t, dir)
	appends(t, l, act.New(act.PlanChanged, "p", act.Plan{Digest: "d"}), handIn(june, "云.xlsx", ref(1)), handIn(may, "云.xlsx", ref(2)), accept(june, "C01", "x-V11", "已核实"))
	must(t, l.Close())
	r, err := Read(lies(dir))
	must(t, err)
	defer r.Close()
	must(t, r.View(context.Background(), func(v *View) error {
		periods, err := v.Periods()
		if err != nil || !slices.Equal(periods, []huibao.Period{may, june}) {
			t.Errorf("periods %v, %v", periods, err)
		}
		acts, err := v.Acts(june)
		var got []string
		for _, a := range acts {
			got = append(got, fmt.Sprintf("%d %s %s %s|%s|%s|%s|%s", a.N, a.At.Format(time.RFC3339), a.Who, a.Kind, a.Period, a.Unit, a.Object, a.Note))
		}
		want := []string{"1 2024-07-05T08:00:00Z 张三 方案|||p|", "2 2024-07-05T08:00:00Z 张三 报送|2024-06||云.xlsx|", "4 2024-07-05T08:00:00Z 张三 认可|2024-06|C01|x-V11|已核实"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
		s, serr := v.State(june)
		if serr != nil || s.Plan.N != 1 || s.Head != 4 || len(s.Answers()) != 1 {
			t.Errorf("state %+v", s)
		}
		return errors.Join(err, serr)
	}))
}

// TestReadOnly asks a ledger that is open for reading, and one that does not exist yet.
func TestReadOnly(t *testing.T) {
	dir, _ := filled(t)
	for _, at := range []string{dir, filepath.Join(t.TempDir(), "none")} {
		r, err := Read(lies(at))
		must(t, err)
		ctx := context.Background()
		ran := false
		act := func(*Tx) error { ran = true; return nil }
		_, kept := r.Keep(strings.NewReader("x"))
		for name, err := range map[string]error{"Act": r.Act(ctx, actor(), act), "Try": r.Try(ctx, actor(), act), "Keep": kept, "KeepReadings": r.KeepReadings(ctx, june, encoded(t, map[string]any{"k": 1}))} {
			if err == nil || ran {
				t.Errorf("%s in a ledger open for reading: %v", name, err)
			}
		}
		var v string
		if ok, err := r.Reading(june, "no such key", &v); ok || err != nil {
			t.Errorf("a reading of none: %v, %v", ok, err)
		}
		must(t, r.View(ctx, func(v *View) error {
			runs, err := v.Runs(may)
			last, lerr := v.LastRun(may)
			made, merr := v.Made(may)
			subs, serr := v.Submissions(may)
			if len(runs)+len(made)+len(subs) > 0 || last.Plan != "" {
				t.Errorf("%v %v %v %v", runs, made, subs, last)
			}
			return errors.Join(err, lerr, merr, serr)
		}))
		must(t, r.Close())
	}
}

// TestNewer refuses a ledger of a newer format by name, for acts and for reading.
func TestNewer(t *testing.T) {
	dir, _ := filledFile(t)
	change(t, dir, "UPDATE setting SET value='5' WHERE name='format'")
	_, read := Read(lies(dir))
	_, open := Open(context.Background(), lies(dir), "test")
	for _, err := range []error{read, open} {
		if err == nil || err.Error() != "台账是较新的程序写的（格式 5，本程序认到 4）；请换用新版程序" {
			t.Errorf("got %v", err)
		}
	}
}
