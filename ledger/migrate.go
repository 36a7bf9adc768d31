package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"huibao/internal/durable"
)

// format is the ledger's, as the migrations leave it.
const format = 4

//go:embed migrations/*.sql
var migrations embed.FS

func script(name string) string {
	data, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		panic("ledger: " + err.Error()) // it is embedded
	}
	return string(data)
}

// format is that of the database as it lies there; 0 for one without tables.
func (l *Ledger) format() (int, error) {
	damaged := func(err error) error {
		return fmt.Errorf("台账文件 %s 无法读取或已损坏：%w；请用备份恢复", l.database(), err)
	}
	var n int
	if err := l.db.QueryRow("SELECT COUNT(*) FROM sqlite_master WHERE type='table' AND name='setting'").Scan(&n); err != nil {
		return 0, damaged(err)
	}
	if n == 0 {
		return 0, nil
	}
	var value string
	if err := l.db.QueryRow("SELECT value FROM setting WHERE name='format'").Scan(&value); err != nil {
		return 0, damaged(err)
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 0, damaged(fmt.Errorf("格式 %q", value))
	}
	return n, nil
}

func newer(n int) error {
	return fmt.Errorf("台账是较新的程序写的（格式 %d，本程序认到 %d）；请换用新版程序", n, format)
}

// migrate makes the tables of a new ledger, and brings one of an older format up to
// date in one transaction, after a copy of it was set aside.
func (l *Ledger) migrate(ctx context.Context) error {
	n, err := l.format()
	switch {
	case err != nil:
		return err
	case n == format:
		return nil
	case n > format:
		return newer(n)
	case n == 0:
		return l.change(func(tx *sql.Tx) error {
			if _, err := tx.Exec(script("0003_tables.sql") + script("0004_acts.sql")); err != nil {
				return err
			}
			return setFormat(tx)
		})
	case n != 3:
		return fmt.Errorf("台账格式为 %d，本程序能升级的最早格式是 3；请先用相应版本的程序升级", n)
	}
	if err := l.setAside(ctx, n); err != nil {
		return err
	}
	return l.change(func(tx *sql.Tx) error {
		if _, err := tx.Exec(script("0004_acts.sql")); err != nil {
			return err
		}
		return errors.Join((&moving{tx: tx, program: l.program, rows: map[string]string{}}).from3(), setFormat(tx))
	})
}

func setFormat(tx *sql.Tx) error {
	_, err := tx.Exec("INSERT INTO setting VALUES ('format', ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value", strconv.Itoa(format))
	return err
}

// setAside copies the database of an older format beside it, whole, before it is
// changed.
func (l *Ledger) setAside(ctx context.Context, n int) error {
	target := l.database() + ".v" + strconv.Itoa(n)
	tmp := filepath.Join(l.dir, durable.TempPrefix+filepath.Base(target))
	err := l.copyTo(ctx, tmp)
	if err == nil {
		err = syncFile(tmp)
	}
	if err == nil {
		err = durable.Try("rename")
	}
	if err == nil {
		err = os.Rename(tmp, target)
	}
	if err == nil {
		err = durable.SyncDir(l.dir)
	}
	if err != nil {
		_ = os.Remove(tmp)
		return fmt.Errorf("台账升级前的副本无法写入：%w", err)
	}
	return nil
}

// copyTo writes a whole copy of the database, which its owner alone may read.
func (l *Ledger) copyTo(ctx context.Context, path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	_, err = l.db.ExecContext(ctx, "VACUUM INTO ?", path) // into an empty file
	return err
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(durable.Try("sync"), f.Sync(), f.Close())
}
