package ledger

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"huibao/internal/testdb"
)

// everything is a ledger with a row in every table.
func everything(t *testing.T, dir string) Head {
	t.Helper()
	fill(t, dir)
	l := opened(t, dir)
	ctx := context.Background()
	must(t, l.PreparePortal(ctx))
	shown, err := Encode("shown")
	must(t, err)
	draft, err := NewDraft("draft")
	must(t, err)
	past, err := NewPast(may, "key", "past", nil)
	must(t, err)
	past.carries["C01"] = "1.1\tthis=12"
	must(t, errors.Join(l.KeepPast(ctx, past), l.KeepPart(ctx, may, "公示", "key", "part")))
	does(t, l, func(x *Tx) error {
		return errors.Join(x.PutShown(june, 17, shown), x.PutDraft(june, 17, draft, ""), x.PutMade(june, []Made{{"通报.pdf", "key", "sha"}}),
			x.SetCredential(Credential{Person: "zhang", Hash: "$argon2id$"}), x.PutSession(Session{Token: "t", Person: "zhang", Made: actor().When, Seen: actor().When}),
			x.SetFactor(Factor{Person: "zhang", Secret: "ABC", Step: 1 << 40}), x.SetMailbox("C01", []string{"a@b", "c@d"}),
			x.PutToken(Token{Hash: "h", Person: "api", Until: actor().When}), x.Saw(Access{Person: "zhang", What: "登录"}))
	})
	defer func() { must(t, l.Close()) }()
	return headNow(t, l)
}

// counts are how many rows each table has.
func counts(t *testing.T, db *sql.DB) map[string]int {
	t.Helper()
	got := map[string]int{}
	for _, table := range allTables {
		var n int
		must(t, db.QueryRow("SELECT COUNT(*) FROM "+table).Scan(&n))
		got[table] = n
	}
	return got
}

// TestTables: what is copied is every table that there is, but those of running processes.
func TestTables(t *testing.T) {
	dir := aFile(t)
	everything(t, dir)
	got := asked(t, filepath.Join(dir, databaseFile), "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'v3_%' AND name<>'setting' ORDER BY name")
	if want := slices.Sorted(slices.Values(slices.Concat(allTables, processTables))); !slices.Equal(got, want) {
		t.Errorf("the file has %v, copied are %v", got, want)
	}
	for table, n := range counts(t, behind(t, dir)) {
		if n == 0 {
			t.Errorf("%s is empty: a copy of it proves nothing", table)
		}
	}
}

// TestBackupIsWhole: a backup is a ledger's file with every row, whatever it was made of.
func TestBackupIsWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	head := everything(t, dir)
	l, err := Read(lies(dir))
	must(t, err)
	defer l.Close()
	want := counts(t, l.db)
	to := filepath.Join(t.TempDir(), "ledger")
	must(t, os.CopyFS(to, os.DirFS(dir)))
	must(t, errors.Join(os.RemoveAll(filepath.Join(to, whereFile)), os.RemoveAll(filepath.Join(to, databaseFile))))
	must(t, l.Backup(filepath.Join(to, databaseFile)))
	if v := verified(t, to, head); len(v.Problems) > 0 || v.Head != head || v.Seen.Length != 1 {
		t.Errorf("%+v", v)
	}
	for table, n := range counts(t, behind(t, to)) {
		if n != want[table] {
			t.Errorf("%s: %d rows of %d", table, n, want[table])
		}
	}
}

// TestHere: a folder's ledger is one, and a command that is told another is refused, by the
// database that it is in.
func TestHere(t *testing.T) {
	for _, c := range []struct {
		where, database, want string // "" is allowed
		file                  bool
	}{
		{"", "", "", true},
		{"", "", "", false},
		{"甲\tid\tpostgres://db/h?space=甲\t/nowhere", "", "这个工作区的台账在 postgres://db/h?space=甲；请写 --database", true},
		{"甲\tid\tpostgres://db/h?space=甲\t/nowhere", "", "这个工作区的台账在 postgres://db/h?space=甲；请写 --database", false},
		{"甲\tid\tpostgres://db/h?space=甲\t/nowhere", "postgres://other/h?space=甲", "", false},
		{"甲\tid\tpostgres://db/h?space=甲\t/nowhere", "postgres://db/h?space=乙", "在 postgres://db/h?space=甲，不在 postgres://db:5432/h?space=乙", false},
		{"", "postgres://db/h?space=乙", "请先运行 huibao ledger copy --to", true},
		{"", "postgres://db/h?space=乙", "", false},
		{"甲\t?id\tpostgres://db/h?space=甲\t/nowhere", "", "", false},
		{"甲\t?id\tpostgres://db/h?space=甲\t/nowhere", "postgres://db/h?space=乙", "", false},
		{"\n", "", "database 已损坏", false},
		{"甲\tpostgres://db/h?space=甲", "postgres://db/h?space=甲", "database 已损坏", false},
	} {
		dir := t.TempDir()
		if c.where != "" {
			must(t, os.WriteFile(filepath.Join(dir, whereFile), []byte(c.where), 0o600))
		}
		if c.file {
			must(t, os.WriteFile(filepath.Join(dir, databaseFile), nil, 0o600))
		}
		_, err := place(Place{Dir: dir, Database: c.database}, "")
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v", c, err)
		}
	}
}

// TestDatabaseWords reads what people write behind --database; a password is never shown.
func TestDatabaseWords(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"postgres://huibao@db/huibao?space=固原-2024", "postgres://db:5432/huibao?space=固原-2024"},
		{"postgresql://h:secret@[::1]:5433/huibao?sslmode=disable&space=a", "postgres://[::1]:5433/huibao?space=a"},
		{"postgres:///huibao?host=/run/postgresql&space=a", "postgres:///run/postgresql/huibao?space=a"},
		{"postgres://h:secret@db/huibao", "没有写明 space"},
		{"postgres://h:secret@db/huibao?space=a%20b", "没有写明 space，或名称中有空格"},
		{"postgres://h:secret@db/huibao?space=a%09b", "没有写明 space，或名称中有空格"},
		{"postgres://h:secret@db/huibao?space=" + strings.Repeat("固", 61), "超过 60 个字"},
		{"postgres://h:secret@db:port/huibao?space=a", "不是数据库的网址"},
		{"postgres://h:secret@db/huibao?space=a&sslmode=no", "认不出的写法"},
		{"mysql://h:secret@db/huibao?space=a", "不是数据库的网址"},
		{"ledger.db", "不是数据库的网址"},
	} {
		p, err := newPostgres(c.url)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = p.String()
		}
		if strings.Contains(got, "secret") || err != nil != !strings.HasPrefix(c.want, "postgres://") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s", c.url, got)
		}
	}
	for url, want := range map[string]bool{"postgres://h:p@db/x?space=a": true, "postgres://db/x?password=p&space=a": true, "postgres://db/x?sslkey=k&sslpassword=p&space=a": true, "postgres://h@db/x?space=a": false, "": false, "postgres://h:%zz@db": true} {
		if Secret(url) != want {
			t.Errorf("%s: %v", url, !want)
		}
	}
}

// TestInPostgres translates what the two engines write differently.
func TestInPostgres(t *testing.T) {
	for query, want := range map[string]string{
		"SELECT n FROM act": "SELECT n FROM act",
		"SELECT n FROM act WHERE period IN ('', ?) AND n>?":                     "SELECT n FROM act WHERE period IN ('', $1) AND n>$2",
		"UPDATE a SET doc=?1 WHERE n=?3 AND ?2<>'?'":                            "UPDATE a SET doc=$1 WHERE n=$3 AND $2<>'?'",
		"INSERT INTO a SELECT 1 WHERE true ON CONFLICT (n) DO NOTHING":          "INSERT INTO a SELECT 1 WHERE true ON CONFLICT (space, n) DO NOTHING",
		"INSERT INTO a (n) VALUES (?) ON CONFLICT (n) DO UPDATE SET n=excluded": "INSERT INTO a (n) VALUES ($1) ON CONFLICT (space, n) DO UPDATE SET n=excluded",
	} {
		if got := inPostgres(query); got != want {
			t.Errorf("%s: got %s", query, got)
		}
	}
}

var oddTexts = []string{"海原县", "\x00", "a\x00b\x00", "\xff\xfe", "\xe5\x8e", "中\xbb\xad", string(odd), string(odd) + "41", "\ufffd", "😀"}

// TestOddTexts: any bytes go there and back as text that PostgreSQL takes, and what it takes
// anyway goes as it is.
func TestOddTexts(t *testing.T) {
	seen := map[string]string{}
	for _, s := range oddTexts {
		text := toText(s)
		if ofText(text) != s || !utf8.ValidString(text) || strings.Contains(text, "\x00") || seen[text] != "" {
			t.Errorf("%q goes as %q, comes as %q", s, text, ofText(text))
		}
		seen[text] = s
	}
	for _, s := range []string{"海原县", "\ufffd", "😀", "\n"} {
		if toText(s) != s {
			t.Errorf("%q goes as %q", s, toText(s))
		}
	}
}

// TestEngine holds that the tests run with the database that they are told.
func TestEngine(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	_, file := l.eng.(sqlite)
	if file != (testdb.DSN() == "") {
		t.Errorf("the tests' ledgers lie in %s", l.eng)
	}
}
