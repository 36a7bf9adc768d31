package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huibao/internal/durable"
)

// Place is where a ledger lies.
type Place struct {
	Dir      string // its folder, which holds the originals
	Database string // postgres://…?space=…; "" for a file in the folder
}

// engine is all that differs between the databases that a ledger may lie in: SQLite's file
// in the folder, or a space of a PostgreSQL database. The statements are the same for both.
type engine interface {
	String() string             // as people are told
	space() string              // what whereFile says: "" for the file in the folder
	there() (bool, error)       // whether there is something to connect to
	unclean() bool              // whether a writer died within a transaction
	connect(write bool) *sql.DB // connects when it is asked
	byFolder() bool             // the folder's lock keeps acts apart: the database has none for it
	hold(context.Context, *sql.Tx) error
	moment() string // begins a transaction that sees one moment
	has(q queryer, tables ...string) (bool, error)
	check(db *sql.DB, whole bool) error // of the database's own structure
	prepare(ctx context.Context, db *sql.DB, name string) error
	migrate(context.Context, *Ledger) error
	backup(context.Context, *Ledger, string) error
	shrink(context.Context, *sql.DB) error
	size(*sql.DB) (int64, error) // bytes
}

func (p Place) engine() (engine, error) {
	if p.Database == "" {
		return sqlite{filepath.Join(p.Dir, databaseFile)}, nil
	}
	return newPostgres(p.Database)
}

// whereFile says in the folder in which space of which database its ledger is; without it,
// it is the file there. So nobody goes on with one of two by leaving out a flag.
const whereFile = "database"

// where reads it: the space, and the whole line as people are told.
func where(dir string) (space, line string, err error) {
	data, err := os.ReadFile(filepath.Join(dir, whereFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", nil
	}
	if err != nil {
		return "", "", fmt.Errorf("台账无法打开：%w", err)
	}
	space, line, _ = strings.Cut(strings.TrimSpace(string(data)), "\t")
	if space == "" {
		return "", "", fmt.Errorf("%s 已损坏；请用备份恢复这个文件", filepath.Join(dir, whereFile))
	}
	return space, line, nil
}

// setWhere makes the folder's ledger that of an engine.
func setWhere(dir string, e engine) error {
	path := filepath.Join(dir, whereFile)
	if e.space() == "" {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("台账写入失败：%w", err)
		}
		return durable.SyncDir(dir)
	}
	return durable.WriteFile(path, []byte(e.space()+"\t"+e.String()+"\n"), 0o600)
}

// isHere refuses what is not the folder's ledger, so that none is split in two.
func (l *Ledger) isHere() error {
	space, line, err := where(l.dir)
	if err != nil || space == l.eng.space() {
		return err
	}
	switch {
	case l.eng.space() == "":
		return fmt.Errorf("这个工作区的台账在 %s；请写 --database，或把它放在环境变量 HUIBAO_DATABASE 中", line)
	case space != "":
		return fmt.Errorf("这个工作区的台账在 %s，不在 %s；请检查 --database（或环境变量 HUIBAO_DATABASE）", line, l.eng)
	}
	if _, err := os.Stat(filepath.Join(l.dir, databaseFile)); err == nil {
		return fmt.Errorf("这个工作区的台账是文件 ledger/%s；要移到数据库，请先运行 huibao ledger copy --to（不写 --database）", databaseFile)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("台账无法打开：%w", err)
	}
	return nil
}

// vacant reports whether a space of a database of a format is to be the folder's first ledger,
// and holds nothing yet; another's is refused.
func (l *Ledger) vacant(format int) (bool, error) {
	space, _, err := where(l.dir)
	if err != nil || space == l.eng.space() {
		return false, err
	}
	if format == 0 {
		return true, nil
	}
	head, err := headOf(l.db)
	if err == nil && head.Length > 0 {
		err = fmt.Errorf("%s 已有另一个工作区的台账（%d 条记录）；请换一个 space，或检查文件夹是不是原来的（它的 ledger 文件夹里应有 originals 和 %s）", l.eng, head.Length, whereFile)
	}
	return true, err
}

// derivedTables are those of derived.sql; allTables are all that hold a ledger, in the order in
// which they are copied.
var (
	derivedTables = []string{"past", "past_part", "carry", "draft", "shown"}
	allTables     = append([]string{"act", "submission", "reading", "output", "credential", "session", "access", "factor", "mailbox", "token"}, derivedTables...)
)
