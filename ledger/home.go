package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huibao/internal/durable"
)

// whereFile says in the folder in which space of which database its ledger is; without it,
// it is the file there. So nobody goes on with one of two by leaving out a flag.
const whereFile = "database"

// home is what it says: one line, parted by tabs.
type home struct {
	space string // "" for the file in the folder
	id    string // the space's identity: a name alone is the same on another server, or in a new database
	line  string // the database, as people are told
	dir   string // the folder
	claim string // an identity that was to be given to a space, and perhaps was
}

// claimed stands before an identity of which the database may not know yet.
const claimed = "?"

func where(dir string) (h home, err error) {
	data, err := os.ReadFile(filepath.Join(dir, whereFile))
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return h, fmt.Errorf("台账无法打开：%w", err)
	}
	fields := strings.SplitN(strings.TrimRight(string(data), "\n"), "\t", 4)
	if len(fields) < 4 || fields[0] == "" || fields[1] == "" {
		return h, fmt.Errorf("%s 已损坏；请用备份恢复这个文件", filepath.Join(dir, whereFile))
	}
	if claim, ok := strings.CutPrefix(fields[1], claimed); ok {
		return home{claim: claim}, nil
	}
	return home{space: fields[0], id: fields[1], line: fields[2], dir: fields[3]}, nil
}

// setWhere makes the folder's ledger that of an engine, whose space has an identity.
func setWhere(dir string, e engine, id string) error {
	path := filepath.Join(dir, whereFile)
	if e.space() == "" {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("台账写入失败：%w", err)
		}
		return durable.SyncDir(dir)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	return durable.WriteFile(path, []byte(strings.Join([]string{e.space(), id, e.String(), abs}, "\t")+"\n"), 0o600)
}

// isHere refuses what is not the folder's ledger, so that none is split in two.
func (l *Ledger) isHere() error {
	h, err := where(l.dir)
	if err != nil {
		return err
	}
	if err := l.storeHere(); err != nil {
		return err
	}
	switch {
	case h.space == l.eng.space():
		return h.copied(l.dir)
	case l.eng.space() == "":
		return fmt.Errorf("这个工作区的台账在 %s；请写 --database，或把它放在环境变量 HUIBAO_DATABASE 中", h.line)
	case h.space != "":
		return fmt.Errorf("这个工作区的台账在 %s，不在 %s；请检查 --database（或环境变量 HUIBAO_DATABASE）", h.line, l.eng)
	}
	if _, err := os.Stat(filepath.Join(l.dir, databaseFile)); err == nil {
		return fmt.Errorf("这个工作区的台账是文件 ledger/%s；要移到数据库，请先运行 huibao ledger copy --to（不写 --database）", databaseFile)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("台账无法打开：%w", err)
	}
	return nil
}

// copied refuses a folder that was copied, as in a restore, from one that is still there: both
// would act in one space, each with some of the originals.
func (h home) copied(dir string) error {
	if h.space == "" {
		return nil
	}
	if !elsewhere(dir, h.dir, whereFile) {
		return nil
	}
	return fmt.Errorf("这个文件夹是从 %s 复制来的，那里还在用 %s 里的台账；恢复、演练请删去这里的 ledger/%s，放入备份的 ledger.db；确是搬到了这里，请先删去那里的 ledger/%[3]s",
		h.dir, h.line, whereFile)
}

// elsewhere reports whether the folder that a file was written in is another, which has it still.
func elsewhere(dir, before, file string) bool {
	was, err := os.Stat(before)
	if err == nil {
		_, err = os.Stat(filepath.Join(before, file))
	}
	is, ours := os.Stat(dir)
	return err == nil && ours == nil && !os.SameFile(was, is) // else the one before is gone, or is this
}

// ours reports whether the engine's ledger is the folder's, by its identity; false for a space
// that is nobody's yet. Another's is refused.
func (l *Ledger) ours(q queryer) (bool, error) {
	if l.eng.space() == "" {
		return true, nil
	}
	h, err := where(l.dir)
	if err != nil {
		return false, err
	}
	id, err := l.eng.identity(q)
	switch {
	case err != nil:
		return false, err
	case h.space != "" && h.id == id:
		return true, nil
	case h.space != "" && id == "":
		return false, fmt.Errorf("%s 里没有这个工作区的台账（它原来在 %s）；请检查主机和库名对不对，数据库重建过的要先恢复数据", l.eng, h.line)
	case h.space != "":
		return false, fmt.Errorf("%s 里的台账不是这个工作区的（它原来在 %s）；请检查主机和库名对不对，文件夹和数据库是不是一起的", l.eng, h.line)
	case id == "":
		if ok, err := l.eng.has(q, "act"); err != nil || !ok {
			return false, err
		}
		head, err := headOf(q)
		if err != nil || head.Length == 0 {
			return false, err
		}
	case id == h.claim:
		return false, nil
	}
	return false, taken(l.eng)
}

// still refuses what is not the folder's ledger any more.
func (l *Ledger) still(tx *sql.Tx) error {
	if err := l.isHere(); err != nil {
		return err
	}
	ours, err := l.ours(tx)
	if err == nil && !ours {
		err = fmt.Errorf("%s 里没有这个工作区的台账", l.eng)
	}
	return err
}

func taken(e engine) error {
	return fmt.Errorf("%s 已有另一个工作区的台账；请换一个 space，或检查文件夹是不是原来的（它的 ledger 文件夹里应有 originals 和 %s）", e, whereFile)
}

// take makes a space that is nobody's the folder's. The folder says so first: if we die before
// it knows what the database does, it finds by the identity that it is its own.
func (l *Ledger) take(ctx context.Context) error {
	h, err := where(l.dir)
	if err != nil {
		return err
	}
	id := h.claim
	if id == "" {
		id = rand.Text()
	}
	if err := setWhere(l.dir, l.eng, claimed+id); err != nil {
		return err
	}
	err = l.transact(ctx, func(tx *sql.Tx) error {
		if _, err := l.ours(tx); err != nil {
			return err
		}
		return l.eng.identify(tx, id)
	})
	if err != nil {
		return err
	}
	return setWhere(l.dir, l.eng, id)
}

// stay notes a folder that was moved.
func (l *Ledger) stay() error {
	h, err := where(l.dir)
	if err != nil || h.space == "" {
		return err
	}
	if abs, err := filepath.Abs(l.dir); err != nil || abs == h.dir {
		return err
	}
	return setWhere(l.dir, l.eng, h.id)
}
