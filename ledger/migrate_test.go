package ledger

import (
	"archive/zip"
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/internal/durable"
	"huibao/internal/thorough"
)

// format3 unpacks the workspace of format 3 (testdata/format3.md), and reads the heads
// that were noted then.
func format3(t *testing.T) (dir string, heads []Head) {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("testdata", "format3.zip"))
	must(t, err)
	defer z.Close()
	ws := t.TempDir()
	must(t, os.CopyFS(ws, z))
	f, err := os.Open(filepath.Join(ws, "heads.txt"))
	must(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		_, text, _ := strings.Cut(lines.Text(), "\t")
		h, err := ParseHead(text)
		must(t, err)
		heads = append(heads, h)
	}
	if len(heads) != 5 {
		t.Fatal(heads)
	}
	return filepath.Join(ws, "ledger"), heads
}

// asked asks a database directly, one text a row.
func asked(t *testing.T, path, query string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?mode=ro")
	must(t, err)
	defer db.Close()
	list, err := listOf(db, query, nil, func(rows *sql.Rows) (string, error) {
		var s string
		return s, rows.Scan(&s)
	})
	must(t, err)
	return list
}

const formatQuery = "SELECT value FROM setting WHERE name='format'"

// TestMigrate opens a ledger of format 3: the chain goes on from the same entries, its
// documents have moved, and the old database lies beside it.
func TestMigrate(t *testing.T) {
	dir, heads := format3(t)
	old := slices.Concat(asked(t, filepath.Join(dir, databaseFile), "SELECT digest FROM decision"), asked(t, filepath.Join(dir, databaseFile), "SELECT digest FROM locking"),
		asked(t, filepath.Join(dir, databaseFile), "SELECT digest FROM run"))
	entries := asked(t, filepath.Join(dir, databaseFile), "SELECT n||at||who||kind||object||digest||note||prev||hash FROM audit ORDER BY n")
	l := opened(t, dir)
	must(t, l.Close())
	if got := asked(t, filepath.Join(dir, databaseFile), formatQuery); !slices.Equal(got, []string{"4"}) {
		t.Errorf("format %v", got)
	}
	aside := filepath.Join(dir, databaseFile+".v3")
	if got := asked(t, aside, formatQuery); !slices.Equal(got, []string{"3"}) {
		t.Errorf("beside it lies format %v", got)
	}
	if got := asked(t, aside, "SELECT n||at||who||kind||object||digest||note||prev||hash FROM audit ORDER BY n"); !slices.Equal(got, entries) {
		t.Error("beside it lies another trail")
	}
	if info, err := os.Stat(aside); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if got := asked(t, filepath.Join(dir, databaseFile), "SELECT n||at||who||kind||object||digest||note||prev||hash FROM act WHERE n<=65 ORDER BY n"); !slices.Equal(got, entries) {
		t.Error("an entry was changed")
	}
	moved := asked(t, filepath.Join(dir, databaseFile), "SELECT digest FROM act WHERE n<=65 AND doc IS NOT NULL")
	docs := asked(t, filepath.Join(dir, databaseFile), "SELECT doc FROM act WHERE n<=65 AND doc IS NOT NULL")
	for i := range docs {
		docs[i] = digestOf([]byte(docs[i]))
	}
	slices.Sort(old)
	slices.Sort(moved)
	slices.Sort(docs)
	if len(old) != 17 || !slices.Equal(moved, old) || !slices.Equal(docs, old) {
		t.Errorf("%d documents of %d", len(moved), len(old))
	}
	v := verified(t, dir, heads...)
	if len(v.Problems) > 0 || v.Head.Length != 65+1+2+18+1 || v.Originals != 19 {
		t.Errorf("%+v", v)
	}
	again := opened(t, dir)
	if got := headNow(t, again); got != v.Head {
		t.Errorf("a second opening acted: %v, before %v", got, v.Head)
	}
}

// TestMigratedTampering falsifies the rows that a migration carried over, before any run:
// each is found.
func TestMigratedTampering(t *testing.T) {
	thorough.Need(t)
	clean, heads := format3(t)
	must(t, opened(t, clean).Close())
	d, err := encode(huibao.Submission{N: 70, Path: "x"})
	must(t, err)
	for _, period := range []string{"2025-01", "2025-02", "2025-03"} {
		for query, args := range map[string][]any{
			"DELETE FROM submission WHERE period=?":                                                                        {period},
			"DELETE FROM submission WHERE period=? AND n=(SELECT MAX(n) FROM submission WHERE period=?)":                   {period, period},
			"UPDATE submission SET unit='X' WHERE period=?":                                                                {period},
			"UPDATE submission SET doc=?, digest=? WHERE period=? AND n=(SELECT MAX(n) FROM submission WHERE period=?)":    {d.doc, d.digest, period, period},
			"INSERT INTO submission SELECT period, n, part+9, unit, digest, doc FROM submission WHERE period=? AND part=0": {period},
		} {
			dir := copyOf(t, clean)
			change(t, dir, query, args...)
			if v := verified(t, dir, heads...); len(v.Problems) == 0 {
				t.Errorf("%s %v was not found", query, period)
			}
		}
	}
}

// TestMigratedStates folds the states of the three periods.
func TestMigratedStates(t *testing.T) {
	dir, _ := format3(t)
	l := opened(t, dir)
	for _, c := range []struct {
		period  string
		edition int
		open    act.Open
		files   []string // path, what became of it
		answers []string
		plan    string
	}{
		{"2025-01", 1, act.Open{}, []string{"云岭县_2025-01.xlsx 269bfc06 overwritten", "柳河县1月报表.zip b6b2f0ca", "通讯录.xlsx b02702cc", "石桥区_2025-01.xlsx 5eb37fa4", "市教育局_2025-01.xlsx 629f366a",
			"云岭县_2025-01.xlsx 47c94ae3"}, []string{"18 认可 47c94ae3-L05-1.5-K4"}, "5dfbca45"},
		{"2025-02", 1, act.Open{Units: []string{"A1"}}, []string{"云岭县_2025-02.xlsx 2637084d", "市教育局_2025-02.xlsx 01b9137f", "柳河县_2025-02.xlsx 5bdbe570",
			"石桥区2月初报.xlsx cfcc7913 withdrawn", "石桥区2月报表（更正）.xlsx 65d8444c", "云岭县_2025-02_更正.xlsx 19a029af"}, nil, "5dfbca45"},
		{"2025-03", 0, act.Open{All: true}, []string{"云岭县_2025-03.xlsx 086ec0d1", "云岭县3月报表.xlsx e2d9f5e6", "市教育局_2025-03.xlsx 057ee1b6", "市教育局补报.xlsx 43364bc5", "石桥区_2025-03.xlsx be362f76",
			"通讯录.xlsx b02702cc"}, []string{"61 以此为准 e2d9f5e67e9f658f57362392897c793d6699dd7dd2ea37e6682b28becf55e0be", "62 不认可 e2d9f5e6-L05-1.5-K4"}, "5dfbca45"},
	} {
		p, err := huibao.ParsePeriod(c.period)
		must(t, err)
		s := stateNow(t, l, p)
		var files, answers []string
		for _, e := range s.Files {
			text := strings.TrimPrefix(e.Path, "returns/"+c.period+"/") + " " + e.SHA256[:8]
			if e.Overwritten {
				text += " overwritten"
			}
			if e.Withdrawn {
				text += " withdrawn"
			}
			files = append(files, text)
		}
		for _, a := range s.Answers() {
			answers = append(answers, fmt.Sprintf("%d %s %s", a.Act.N, a.Act.Kind, a.Act.Object))
		}
		slices.Sort(files)
		slices.Sort(c.files)
		if s.Edition != c.edition || s.Open.All != c.open.All || !slices.Equal(s.Open.Units, c.open.Units) || !strings.HasPrefix(s.Plan.Object, c.plan) {
			t.Errorf("%s: edition %d, open %v, plan %s", p, s.Edition, s.Open, s.Plan.Object)
		}
		if !slices.Equal(files, c.files) || !slices.Equal(answers, c.answers) {
			t.Errorf("%s: files %q, answers %q", p, files, answers)
		}
		must(t, l.View(context.Background(), func(v *View) error {
			subs, err := v.Submissions(p)
			for _, x := range subs {
				if x.N == 0 != (x.SHA256 == "") {
					t.Errorf("%s is of act %d", x.Path, x.N)
				}
			}
			runs, rerr := v.Runs(p)
			if len(runs) != map[string]int{"2025-01": 3, "2025-02": 4, "2025-03": 3}[c.period] {
				t.Errorf("%s: %d runs", p, len(runs))
			}
			return errors.Join(err, rerr)
		}))
	}
}

// TestMigrateFails lets a migration die at each of its operations: the ledger of format
// 3 stays as it was, and the next opening completes it, to the same chain.
func TestMigrateFails(t *testing.T) {
	thorough.Need(t)
	defer func() { durable.Fault = nil }()
	clean, heads := format3(t)
	whole := copyOf(t, clean)
	must(t, opened(t, whole).Close())
	want := verified(t, whole, heads...)
	failed := 0
	for stop := 1; ; stop++ {
		dir, at := copyOf(t, clean), 0
		trail := asked(t, filepath.Join(dir, databaseFile), "SELECT hash FROM audit")
		durable.Fault = func(string) error {
			if at++; at == stop {
				return errors.New("disk full")
			}
			return nil
		}
		l, err := Open(context.Background(), lies(dir), "test")
		durable.Fault = nil
		if err == nil {
			must(t, l.Close())
			break
		}
		failed++
		if asked(t, filepath.Join(dir, databaseFile), formatQuery)[0] == "3" && !slices.Equal(asked(t, filepath.Join(dir, databaseFile), "SELECT hash FROM audit"), trail) {
			t.Errorf("operation %d: the trail was changed", stop)
		}
		must(t, opened(t, dir).Close())
		if v := verified(t, dir, heads...); len(v.Problems) > 0 || v.Head != want.Head {
			t.Errorf("operation %d: %+v", stop, v)
		}
	}
	if failed != 4 {
		t.Errorf("%d operations failed", failed)
	}
}

// TestMigrateDamaged finds a document that cannot be read in the middle of the
// transaction: all of it is undone, and mended it goes on.
func TestMigrateDamaged(t *testing.T) {
	thorough.Need(t)
	for _, c := range []struct{ name, damage, mend string }{
		{"a decision", "UPDATE decision SET doc=x'00' WHERE n=4", "UPDATE decision SET doc=(SELECT doc FROM b.decision WHERE n=4) WHERE n=4"},
		{"a run, the last of the moved documents", "UPDATE run SET doc=x'00' WHERE n=10", "UPDATE run SET doc=(SELECT doc FROM b.run WHERE n=10) WHERE n=10"},
		{"a submission of the last period", "UPDATE submission SET doc=x'00' WHERE path LIKE '%补报.xlsx'", "UPDATE submission SET doc=(SELECT doc FROM b.submission WHERE path LIKE '%补报.xlsx') WHERE path LIKE '%补报.xlsx'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clean, heads := format3(t)
			dir := copyOf(t, clean)
			change(t, dir, c.damage)
			for range 2 {
				if l, err := Open(context.Background(), lies(dir), "test"); err == nil {
					must(t, l.Close())
					t.Fatal("a ledger with a damaged document was migrated")
				}
				db := filepath.Join(dir, databaseFile)
				if got := asked(t, db, formatQuery); got[0] != "3" || len(asked(t, db, "SELECT hash FROM audit")) != 65 || len(asked(t, db, "SELECT digest FROM reading")) == 0 {
					t.Errorf("format %v", got)
				}
			}
			db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, databaseFile)))
			must(t, err)
			db.SetMaxOpenConns(1)
			_, err = db.Exec("ATTACH ? AS b", filepath.Join(clean, databaseFile))
			must(t, err)
			_, err = db.Exec(c.mend)
			must(t, errors.Join(err, db.Close()))
			must(t, opened(t, dir).Close())
			if v := verified(t, dir, heads...); len(v.Problems) > 0 {
				t.Error(v.Problems)
			}
		})
	}
}

// TestMigrateReading migrates for a reader, too, unless the folder cannot be written:
// then it says what to run, and changes nothing.
func TestMigrateReading(t *testing.T) {
	thorough.Need(t)
	dir, heads := format3(t)
	blocked := copyOf(t, dir)
	if v := verified(t, dir, heads...); len(v.Problems) > 0 || v.Head.Length <= 65 {
		t.Errorf("%+v", v)
	}
	defer func() { durable.Fault = nil }()
	durable.Fault = func(string) error { return os.ErrPermission } // whoever tests may be root
	_, err := Read(lies(blocked))
	if err == nil || !strings.Contains(err.Error(), "旧格式（3）") || !strings.Contains(err.Error(), "huibao ledger verify") || !errors.Is(err, os.ErrPermission) {
		t.Errorf("got %v", err)
	}
	if got := asked(t, filepath.Join(blocked, databaseFile), formatQuery); !slices.Equal(got, []string{"3"}) {
		t.Errorf("format %v", got)
	}
}

// TestTooOld refuses formats that no migration starts from, by name.
func TestTooOld(t *testing.T) {
	for value, want := range map[string]string{"2": "台账格式为 2", "x": "无法读取或已损坏", "0": "无法读取或已损坏"} {
		dir, _ := filledFile(t)
		change(t, dir, "UPDATE setting SET value=? WHERE name='format'", value)
		if _, err := Open(context.Background(), lies(dir), "test"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("format %s: got %v", value, err)
		}
	}
}
