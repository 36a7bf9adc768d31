package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"huibao/internal/durable"
)

// Verified is what Verify found: nothing is wrong where Problems is empty.
type Verified struct {
	Head      Head     `json:"head"`
	Originals int      `json:"originals"`
	Records   int      `json:"records"`
	Problems  []string `json:"problems"` // in Chinese, the first of each sort
}

// Verify proves the ledger: the database's own structure, the chain of the audit
// trail, that every record is as its last entry says and none is missing or more,
// and that every original has its hash. anchors are heads that were printed before:
// without one, a trail that was cut or made anew cannot be told.
func (l *Ledger) Verify(ctx context.Context, anchors []Head) (*Verified, error) {
	v := &Verified{Problems: []string{}}
	if l.db == nil {
		if len(anchors) > 0 {
			v.Problems = append(v.Problems, "台账是空的，而锁定时有过记录")
		}
		return v, nil
	}
	var verdict string
	if err := l.db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		v.Problems = append(v.Problems, fmt.Sprintf("数据库文件已损坏：%s", verdict))
		return v, nil
	}
	last, err := l.walk(v, anchors)
	if err != nil {
		return nil, err
	}
	if err := l.compare(v, last); err != nil {
		return nil, err
	}
	return v, l.verifyOriginals(ctx, v)
}

func (v *Verified) add(format string, args ...any) {
	v.Problems = append(v.Problems, fmt.Sprintf(format, args...))
}

// walk goes along the chain and returns the last digest of every object.
func (l *Ledger) walk(v *Verified, anchors []Head) (map[string]string, error) {
	rows, err := l.db.Query("SELECT n, at, who, kind, object, digest, note, prev, hash FROM audit ORDER BY n")
	if err != nil {
		return nil, broken(err)
	}
	defer rows.Close()
	last := map[string]string{}
	hashes := map[int]string{}
	whole := true
	for rows.Next() {
		var n int
		var at, who, prev, hash string
		var e entry
		if err := rows.Scan(&n, &at, &who, &e.kind, &e.object, &e.digest, &e.note, &prev, &hash); err != nil {
			return nil, broken(err)
		}
		switch {
		case !whole:
		case n != v.Head.Length+1:
			v.add("第 %d 条记录缺失（其后是第 %d 条）", v.Head.Length+1, n)
			whole = false
		case prev != v.Head.Hash || hash != chain(n, at, who, e, prev):
			v.add("第 %d 条记录被改动过（%s %s）", n, e.kind, e.object)
			whole = false
		}
		v.Head = Head{n, hash}
		last[e.object] = e.digest
		for _, a := range anchors {
			if a.Length == n {
				hashes[n] = hash
			}
		}
	}
	for _, a := range anchors {
		switch hash, ok := hashes[a.Length]; {
		case !ok:
			v.add("记录只有 %d 条，锁定时已有 %d 条：有记录被删去", v.Head.Length, a.Length)
		case hash[:min(len(hash), len(a.Hash))] != a.Hash:
			v.add("第 %d 条记录的校验码与锁定时打印的不同：记录被重写过", a.Length)
		}
	}
	return last, rows.Err()
}

// compare holds the records against the last entry of each.
func (l *Ledger) compare(v *Verified, last map[string]string) error {
	rows, err := l.db.Query(`SELECT period||'|'||path||'|'||sha256, digest, doc FROM submission
		UNION ALL SELECT 'decision|'||n||'|'||period||'|', digest, doc FROM decision
		UNION ALL SELECT 'locking|'||n||'|'||period||'|', digest, doc FROM locking
		UNION ALL SELECT 'run|'||n||'|'||period||'|', digest, doc FROM run
		UNION ALL SELECT 'reading|'||key, digest, doc FROM reading`)
	if err != nil {
		return broken(err)
	}
	defer rows.Close()
	byStart := map[string]string{} // objects of decisions and locks go on behind the last bar
	for object := range last {
		if start, ok := growing(object); ok {
			byStart[start] = object
		}
	}
	for rows.Next() {
		var object, digest string
		var doc []byte
		if err := rows.Scan(&object, &digest, &doc); err != nil {
			return broken(err)
		}
		v.Records++
		if full, ok := byStart[object]; ok {
			object = full
		}
		want, known := last[object]
		delete(last, object)
		data, err := inflate(doc)
		sum := sha256.Sum256(data)
		switch {
		case !known:
			v.add("多出一条没有来历的记录：%s", object)
		case err != nil || digest != want || hex.EncodeToString(sum[:]) != want:
			v.add("记录被改动过：%s", object)
		}
	}
	for _, object := range slices.Sorted(maps.Keys(last)) {
		if strings.HasPrefix(object, readingObject) {
			continue // what is not used any more is forgotten
		}
		v.add("记录被删去：%s", object)
	}
	return rows.Err()
}

// growing cuts the object of a decision or a lock behind its period.
func growing(object string) (string, bool) {
	bars := 0
	for i := range len(object) {
		if object[i] != '|' {
			continue
		}
		if bars++; bars == 3 {
			head := object[:i+1]
			return head, strings.HasPrefix(head, "decision|") || strings.HasPrefix(head, "locking|") || strings.HasPrefix(head, "run|")
		}
	}
	return "", false
}

// verifyOriginals hashes every original that the ledger knows.
func (l *Ledger) verifyOriginals(ctx context.Context, v *Verified) error {
	rows, err := l.db.Query("SELECT DISTINCT sha256 FROM submission WHERE sha256<>'' ORDER BY sha256")
	if err != nil {
		return broken(err)
	}
	defer rows.Close()
	for rows.Next() {
		var sha string
		if err := rows.Scan(&sha); err != nil {
			return broken(err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Originals++
		switch err := sameHash(l.path(sha), sha); {
		case errors.Is(err, fs.ErrNotExist):
			v.add("原件 %s 不见了", sha)
		case err != nil:
			v.add("原件 %s：%v", sha, err)
		}
	}
	return rows.Err()
}

func sameHash(path, sha string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != sha {
		return errors.New("内容被改动过")
	}
	return nil
}

// Backup writes a whole copy of the database to a file that must not exist yet;
// the ledger may be in use. The originals are copied by any means: they never
// change.
func (l *Ledger) Backup(path string) error {
	if l.db == nil {
		return errors.New("台账还是空的，没有可以备份的内容")
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s 已经存在，不会覆盖；请换一个文件名", path)
	}
	tmp := filepath.Join(filepath.Dir(path), durable.TempPrefix+filepath.Base(path))
	_ = os.Remove(tmp)
	defer func() { _ = os.Remove(tmp) }()
	if _, err := l.db.Exec("VACUUM INTO ?", tmp); err != nil {
		return fmt.Errorf("备份没有完成：%w", err)
	}
	data, err := os.ReadFile(tmp)
	if err != nil {
		return fmt.Errorf("备份没有完成：%w", err)
	}
	return durable.WriteFile(path, data, 0o600)
}
