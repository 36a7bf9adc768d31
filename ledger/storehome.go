package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huibao/internal/durable"
)

// storeFile says in the folder in which bucket the originals are; without it, they are in the
// folder. In the bucket, markName says whose they are.
const (
	storeFile = "store"
	markName  = "huibao-originals"
)

// storeHome is what the file says: one line, parted by tabs.
type storeHome struct {
	address string // "" for the folder
	id      string // of the ledger: the mark's, too
	server  string // as people are told
	dir     string // the folder
	claim   string // an identity that a prefix was given, or was to be
}

func storeOf(dir string) (h storeHome, err error) {
	path := filepath.Join(dir, storeFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return h, fmt.Errorf("台账无法打开：%w", err)
	}
	fields := strings.SplitN(strings.TrimRight(string(data), "\n"), "\t", 4)
	if len(fields) < 4 || fields[0] == "" || fields[1] == "" {
		return h, fmt.Errorf("%s 已损坏；请用备份恢复这个文件", path)
	}
	if claim, ok := strings.CutPrefix(fields[1], claimed); ok {
		return storeHome{claim: claim}, nil
	}
	return storeHome{address: fields[0], id: fields[1], server: fields[2], dir: fields[3]}, nil
}

// setStore has the folder say where the originals are. claim is the identity that a prefix has
// or will have which they are not in, or not any more.
func setStore(dir string, s store, claim string) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	line := []string{"-", claimed + claim, "-", abs}
	if b, ok := s.(*inBucket); ok && claim == "" {
		line = []string{b.String(), b.whose(), b.b.Endpoint, abs}
	}
	return durable.WriteFile(filepath.Join(dir, storeFile), []byte(strings.Join(line, "\t")+"\n"), 0o600)
}

// storeHere refuses what is not where the folder's originals are, so that none is put beside
// them, and none is missed.
func (l *Ledger) storeHere() error {
	h, err := storeOf(l.dir)
	if err != nil {
		return err
	}
	b, ok := l.store.(*inBucket)
	switch {
	case h.address == "" && !ok:
		return nil
	case !ok:
		return fmt.Errorf("这个工作区的原件在 %s（%s）；请写 --originals，或把它放在环境变量 HUIBAO_ORIGINALS 中", h.address, h.server)
	case h.address == b.String() && b.is(h.id):
		if elsewhere(l.dir, h.dir, storeFile) {
			return fmt.Errorf("这个文件夹是从 %s 复制来的，那里还在用 %s 里的原件；确是搬到了这里，请先删去那里的 ledger/%s；恢复、演练见 docs/deploy.md", h.dir, h.address, storeFile)
		}
		return nil
	case h.address != "":
		return fmt.Errorf("这个工作区的原件在 %s（%s），不在 %s；请检查 --originals（或环境变量 HUIBAO_ORIGINALS）；要搬家，请用 huibao ledger copy --originals-to", h.address, h.server, b)
	case b.whose() != "":
		return fmt.Errorf("这个工作区的原件已移回文件夹 ledger/%s，不在 %s 了；请不写 --originals", originalsDir, b)
	}
	if none, err := (folder{l.dir}).empty(); err != nil || !none {
		return errors.Join(err, inFolder(b))
	}
	return nil
}

func inFolder(b *inBucket) error {
	return fmt.Errorf("这个工作区的原件在文件夹 ledger/%s；要移到 %s，请先运行 huibao ledger copy --originals-to '%[2]s'（不写 --originals，也不设 HUIBAO_ORIGINALS）", originalsDir, b)
}

// storeOurs refuses a bucket that is nobody's yet for a ledger whose originals must be elsewhere.
func (l *Ledger) storeOurs() error {
	b, ok := l.store.(*inBucket)
	if !ok || b.whose() != "" {
		return nil
	}
	head, err := headOf(l.db)
	if err == nil && head.Length > 0 {
		err = inFolder(b)
	}
	return err
}

// takeStore makes a prefix that is nobody's the folder's, and notes a folder that was moved. The
// folder says so first: if we die before the mark is there, it is known for ours.
func (l *Ledger) takeStore(ctx context.Context) error {
	b, ok := l.store.(*inBucket)
	if !ok {
		return nil
	}
	if err := l.storeHere(); err != nil { // another process may have taken it
		return err
	}
	h, err := storeOf(l.dir)
	if err != nil {
		return err
	}
	if b.whose() != "" {
		if abs, err := filepath.Abs(l.dir); err != nil || abs == h.dir {
			return err
		}
		return setStore(l.dir, b, "")
	}
	if err := l.storeOurs(); err != nil {
		return err
	}
	if err := b.claim(ctx, l.dir, h.claim); err != nil {
		return err
	}
	return setStore(l.dir, b, "")
}

// whose is the ledger's identity whose prefix it is; "" before it is anybody's.
func (s *inBucket) whose() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.id
}

// is makes a store that was nobody's a ledger's, and is false for one that is another's.
func (s *inBucket) is(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id == "" {
		s.id = id
	}
	return s.id == id
}

// claim makes a prefix that is nobody's ours, or finds that it is. It is looked at first: a server
// that does not know the condition of PutNew would put our mark in the place of another's.
func (s *inBucket) claim(ctx context.Context, dir, before string) error {
	id := before
	if id == "" {
		id = rand.Text()
		if err := setStore(dir, folder{dir}, id); err != nil {
			return err
		}
	}
	mark, err := s.text(ctx, markName)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := s.b.PutNew(ctx, markName, strings.NewReader(id+"\n"), int64(len(id)+1)); err != nil {
			return err
		}
		mark, err = s.text(ctx, markName) // another may have come first
	}
	if err != nil {
		return err
	}
	if strings.TrimSpace(mark) != id {
		return fmt.Errorf("%s 里已有另一个工作区的原件；请换一个前缀，或检查文件夹是不是原来的（它的 ledger 文件夹里应有 %s）", s, storeFile)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id, s.ours = id, true
	return nil
}

// known asks once whose the prefix is.
func (s *inBucket) known(ctx context.Context) error {
	s.mu.Lock()
	ours := s.ours
	s.mu.Unlock()
	if ours {
		return nil
	}
	return s.look(ctx)
}

// look asks whose the prefix is.
func (s *inBucket) look(ctx context.Context) error {
	id := s.whose()
	mark, err := s.text(ctx, markName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s（%s）里没有这个工作区的原件：没有标记 %s；请检查 --originals 和 %s，桶重建过的要先恢复数据", s, s.b.Endpoint, markName, "AWS_ENDPOINT_URL")
	case err != nil:
		return err
	case id == "" || strings.TrimSpace(mark) != id:
		return fmt.Errorf("%s（%s）里的原件不是这个工作区的；请检查 --originals 和 %s，文件夹和桶是不是一起的", s, s.b.Endpoint, "AWS_ENDPOINT_URL")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ours = true
	return nil
}
