package ledger

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"huibao/internal/durable"
)

// Copied is a ledger that was copied: its head, which is the same on both sides, and how many
// rows of all tables.
type Copied struct {
	From string `json:"from"`
	To   string `json:"to"`
	Head Head   `json:"head"`
	Rows int    `json:"rows"`
}

// Copy copies a folder's ledger, row for row, into a space of a database, or from one into a
// file in the folder, and makes it the folder's: who has the old one open can do nothing more
// with it. What lies there is replaced if it is what this ledger was before; anything else is
// refused. The originals stay where they are.
func Copy(ctx context.Context, from Place, database, program string) (c Copied, err error) {
	target, err := Place{Dir: from.Dir, Database: database}.engine()
	if err != nil {
		return c, err
	}
	l, err := Open(ctx, from, program)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if l.eng.String() == target.String() {
		return c, fmt.Errorf("台账已在 %s", target)
	}
	if l.eng.space() != "" && target.space() != "" {
		return c, errors.New("请先移回文件（--to file），再移到另一个数据库")
	}
	if err := l.Settle(); err != nil {
		return c, err
	}
	c.From, c.To = l.eng.String(), target.String()
	err = l.locked(ctx, func() error {
		tx, err := l.eng.begin(ctx, l.db)
		if err != nil {
			return broken(err)
		}
		defer func() { _ = tx.Rollback() }() // nothing was changed
		if err := l.eng.hold(ctx, tx); err != nil {
			return err
		}
		if err := l.still(tx); err != nil { // it was moved while this waited
			return err
		}
		id := rand.Text()
		if c.Head, c.Rows, err = l.copyInto(ctx, tx, target, id); err != nil {
			return fmt.Errorf("台账没有移动，仍在 %s：%w", l.eng, err)
		}
		if err := l.eng.identify(tx, ""); err != nil {
			return broken(err)
		}
		if err := setWhere(l.dir, target, id); err != nil {
			return err
		}
		_ = tx.Commit() // or the space that was left keeps an identity that only a copy of the folder knows
		return nil
	})
	return c, err
}

// copyInto copies the ledger; a space gets an identity.
func (l *Ledger) copyInto(ctx context.Context, from queryer, target engine, id string) (Head, int, error) {
	if p, ok := target.(postgres); ok {
		return intoSpace(ctx, l, from, p, id)
	}
	head, err := headOf(from)
	if err != nil {
		return head, 0, err
	}
	path := target.String()
	if err := follows(from, path); err != nil {
		return head, 0, err
	}
	tmp := filepath.Join(l.dir, durable.TempPrefix+filepath.Base(path))
	defer func() { _ = errors.Join(os.Remove(tmp), os.Remove(tmp+"-journal")) }() // if it failed
	n, err := toFile(ctx, from, l.eng, tmp)
	if err == nil {
		err = syncFile(tmp)
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err == nil {
		err = durable.SyncDir(l.dir)
	}
	return head, n, err
}

// follows refuses a file in the way that is not what the ledger was before.
func follows(from queryer, path string) error {
	old := sqlite{path}
	if ok, err := old.there(); err != nil || !ok {
		return err
	}
	db := old.connect(false)
	defer db.Close()
	if ok, err := old.has(db, "act"); err != nil || !ok {
		return err
	}
	return follow(from, db, old)
}

// follow refuses a ledger that is not what the other was before.
func follow(from, old queryer, where engine) error {
	h, err := headOf(old)
	if err != nil || h.Length == 0 {
		return err
	}
	var hash string
	err = from.QueryRow("SELECT hash FROM act WHERE n=?", h.Length).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) || err == nil && hash != h.Hash {
		return fmt.Errorf("%s 已有另一份台账（台账校验 %s），不会覆盖", where, h)
	}
	return broken(err)
}

// free refuses a space that is another ledger's, even if nothing was done in it yet.
func free(from, tx queryer, p postgres) error {
	if err := follow(from, tx, p); err != nil {
		return err
	}
	h, err := headOf(tx)
	if err != nil || h.Length > 0 {
		return err // it is what the ledger was before
	}
	if id, err := p.identity(tx); err != nil || id == "" {
		return err
	}
	return taken(p)
}

// intoSpace replaces a space by a ledger, in one transaction.
func intoSpace(ctx context.Context, l *Ledger, from queryer, p postgres, id string) (h Head, n int, err error) {
	to := &Ledger{dir: l.dir, eng: p, db: p.connect(true)}
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := p.migrate(ctx, to); err != nil {
		return h, 0, err
	}
	err = to.transact(ctx, func(tx *sql.Tx) error {
		if err := free(from, tx, p); err != nil {
			return err
		}
		n, err = copyRows(ctx, from, l.eng, tx, p)
		if err == nil {
			h, err = headOf(tx)
		}
		return errors.Join(err, p.identify(tx, id))
	})
	return h, n, err
}

// toFile writes a ledger as a file, which its owner alone may read.
func toFile(ctx context.Context, from queryer, of engine, path string) (n int, err error) {
	if err := emptyFile(path); err != nil {
		return 0, err
	}
	file := sqlite{path}
	to := &Ledger{dir: filepath.Dir(path), eng: file, db: file.connect(true)}
	defer func() {
		if err = errors.Join(err, to.Close()); err == nil {
			err = os.RemoveAll(path + "-journal") // it is empty
		}
	}()
	if err := file.migrate(ctx, to); err != nil {
		return 0, err
	}
	for _, name := range []string{"derived.sql", "portal.sql"} {
		if err := file.prepare(ctx, to.db, name); err != nil {
			return 0, err
		}
	}
	err = to.transact(ctx, func(tx *sql.Tx) error {
		n, err = copyRows(ctx, from, of, tx, file)
		return err
	})
	return n, err
}

// copyRows makes the rows of a ledger's tables those of another, and reads both again.
func copyRows(ctx context.Context, from queryer, of engine, to *sql.Tx, target engine) (n int, err error) {
	for _, table := range allTables {
		if _, err := to.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return 0, err
		}
		if ok, err := of.has(from, table); err != nil {
			return 0, err
		} else if !ok {
			continue // nobody has used it
		}
		columns, err := columnsOf(from, table)
		if err != nil {
			return 0, err
		}
		theirs, err := columnsOf(to, table)
		if err != nil || !slices.Equal(columns, theirs) {
			return 0, errors.Join(err, fmt.Errorf("ledger: %s has %v there, %v here", table, theirs, columns))
		}
		insert := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (?" + strings.Repeat(",?", len(columns)-1) + ")"
		was, err := digestRows(from, table, columns, func(row []any) error {
			_, err := to.ExecContext(ctx, insert, row...)
			return err
		})
		if err != nil {
			return 0, err
		}
		is, err := digestRows(to, table, columns, func([]any) error { n++; return nil })
		if err != nil || is != was {
			return 0, errors.Join(err, fmt.Errorf("%s 中的 %s 与原来的不同", target, table))
		}
	}
	return n, nil
}

// columnsOf are a table's columns in their order, but for the space.
func columnsOf(q queryer, table string) ([]string, error) {
	rows, err := q.Query("SELECT * FROM " + table + " LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	return slices.DeleteFunc(names, func(c string) bool { return c == "space" }), errors.Join(err, rows.Err())
}

// digestRows is a digest of a table's rows in whatever order; each is given to do.
func digestRows(q queryer, table string, columns []string, do func([]any) error) (string, error) {
	rows, err := q.Query("SELECT " + strings.Join(columns, ", ") + " FROM " + table)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var hashes []string
	row, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return "", err
		}
		h := sha256.New()
		for _, v := range row {
			if b, ok := v.([]byte); ok {
				v = hex.EncodeToString(b)
			}
			text := fmt.Sprint(v)
			_, _ = fmt.Fprintf(h, "%T%d:%s,", v, len(text), text) // a hash never fails
		}
		hashes = append(hashes, string(h.Sum(nil)))
		if err := do(row); err != nil {
			return "", err
		}
	}
	slices.Sort(hashes)
	return digestOf([]byte(strings.Join(hashes, ""))), rows.Err()
}
